"""A dated thread: what happened to a person, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from plateforme.ui.theme import Icon, Space, colors, paint_icon
from plateforme.ui.widgets.badge import Badge, Tone
from plateforme.ui.widgets.text import label

_DISC = 28


@dataclass(frozen=True)
class TimelineItem:
    """One event. ``when`` and ``title`` in a few words; ``text`` as long as it is; ``badges`` after the title.

    ``key`` is given back when the user activates it; None makes it inert.
    """

    when: str
    title: str
    text: str = ""
    icon: Icon = Icon.NOTE
    tone: Tone = Tone.NEUTRAL
    badges: tuple[tuple[str, Tone, Icon | None], ...] = ()
    key: object = None


class Timeline(QWidget):
    """Events from top to bottom along a quiet line. Tab goes to the next that can be opened, Enter opens it."""

    item_activated = Signal(object)

    def __init__(self, name: str = "Fil des événements", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(0)
        self._box.addStretch(1)

    def set_items(self, items: Sequence[TimelineItem]) -> None:
        """Replace the events."""
        while self._box.count() > 1:
            if (item := self._box.takeAt(0)) is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for rank, event in enumerate(items):
            entry = _Entry(event, last=rank == len(items) - 1)
            entry.activated.connect(self.item_activated)
            self._box.insertWidget(rank, entry)

    def count(self) -> int:
        """Return the number of events shown."""
        return self._box.count() - 1


class _Entry(QWidget):
    """One event."""

    activated = Signal(object)

    def __init__(self, item: TimelineItem, *, last: bool) -> None:
        super().__init__()
        self._item, self._last = item, last
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QVBoxLayout(self)
        row.setContentsMargins(_DISC + Space.M, Space.XS, Space.S, Space.M)
        row.setSpacing(2)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        # Alone with its date, a title gives way in a narrow column instead of widening it.
        head.addWidget(label(item.title, role="strong", wrap=not item.badges), int(not item.badges))
        for words, tone, shape in item.badges:
            head.addWidget(Badge(words, tone, shape))
        head.addStretch(1 if item.badges else 0)
        head.addWidget(label(item.when, role="muted"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(head)
        if item.text:
            row.addWidget(label(item.text, wrap=True))
        self.setAccessibleName(f"{item.when}, {item.title}")
        self.setAccessibleDescription(item.text)
        if item.key is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open."""
        if self._item.key is not None and self.rect().contains(event.position().toPoint()):
            self.activated.emit(self._item.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter or Space."""
        if self._item.key is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.activated.emit(self._item.key)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Repaint the line."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the disc, its icon, the line to the next one, and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = colors()
        centre = _DISC // 2
        if not self._last:
            painter.setPen(QPen(QColor(palette.border), 2))
            painter.drawLine(QPoint(centre, _DISC + Space.XS), QPoint(centre, self.height()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(palette, f"{self._item.tone.value}_soft")))
        painter.drawEllipse(0, 2, _DISC, _DISC)
        inset = (_DISC - 16) // 2
        paint_icon(painter, QRect(inset, 2 + inset, 16, 16), self._item.icon, getattr(palette, self._item.tone.value))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.focus), 2))
            painter.drawRoundedRect(self.rect().adjusted(_DISC + Space.XS, 1, -1, -Space.S), 4, 4)
