"""The left rail: screens with their icon, their words and what waits in them. It folds to icons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from plateforme import paths
from plateforme.domain.texte import entier
from plateforme.ui.navigation import ScreenSpec
from plateforme.ui.theme import ICON_LARGE, Icon, Space, colors, icon, scaled
from plateforme.ui.widgets.text import label

WIDE = 212
FOLDED = 60
"""Widths for a text of 9 points."""


class RailButton(QPushButton):
    """One destination. The count is told to screen readers and in the tooltip, not by the pill alone."""

    def __init__(self, title: str, shape: Icon, shortcut: str = "", *, checkable: bool = True) -> None:
        super().__init__(title)
        self._title, self._shortcut, self._count, self._folded = title, shortcut, 0, False
        self.setProperty("kind", "rail")
        self.setCheckable(checkable)
        self.setAutoExclusive(checkable)
        self.setAutoDefault(False)
        self.setIcon(icon(shape, "text_muted", ink_on="accent", filled_on=True))
        self.setIconSize(QSize(scaled(ICON_LARGE) + 8, scaled(ICON_LARGE)))
        self._refresh()

    def set_count(self, count: int) -> None:
        """Show what waits; 0 shows nothing."""
        self._count = count
        self._refresh()

    def count(self) -> int:
        """Return what waits."""
        return self._count

    def fold(self, *, folded: bool) -> None:
        """Show the icon alone, or the words too."""
        self._folded = folded
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the pill of the count."""
        super().paintEvent(event)
        if not self._count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPointSizeF(max(7.0, font.pointSizeF() - (2 if self._folded else 1)))
        font.setBold(True)
        painter.setFont(font)
        words = "99+" if self._folded and self._count > 99 else entier(self._count)
        height = painter.fontMetrics().height() + (0 if self._folded else 3)
        width = max(height, painter.fontMetrics().horizontalAdvance(words) + 9)
        box = QRectF(self.width() - width - 10, (self.height() - height) / 2, width, height)
        if self._folded:
            box.moveTo(self.width() - width - 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().accent))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(QColor(colors().accent_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _refresh(self) -> None:
        self.setText("" if self._folded else self._title)
        waiting = f", {entier(self._count)} en attente" if self._count else ""
        self.setAccessibleName(f"{self._title}{waiting}")
        keys = f" ({self._shortcut})" if self._shortcut else ""
        self.setToolTip(f"{self._title}{waiting}{keys}")
        self.update()


class Rail(QFrame):
    """The destinations; Up and Down move between them."""

    chosen = Signal(str)
    lock_wanted = Signal()

    def __init__(self, screens: Sequence[ScreenSpec]) -> None:
        super().__init__()
        self.setProperty("surface", "sunken")
        self.setAccessibleName("Navigation")
        self._buttons: dict[str, RailButton] = {}
        self._folded = False
        box = QVBoxLayout(self)
        box.setContentsMargins(Space.S, Space.M, Space.S, Space.M)
        box.setSpacing(2)
        box.addLayout(self._brand())
        box.addSpacing(Space.S)
        for spec in (s for s in screens if not s.bottom):
            box.addWidget(self._button(spec))
        box.addStretch(1)
        for spec in (s for s in screens if s.bottom):
            box.addWidget(self._button(spec))
        self.lock = RailButton("Verrouiller", Icon.LOCK, "Ctrl+L", checkable=False)
        self.lock.clicked.connect(self._ask_lock)
        box.addWidget(self.lock)
        self.fold(folded=False)

    def button(self, key: str) -> RailButton:
        """Return the button of a screen."""
        return self._buttons[key]

    def set_current(self, key: str) -> None:
        """Check the button of the screen shown; none for a screen out of the rail."""
        for name, button in self._buttons.items():
            button.setAutoExclusive(False)
            button.setChecked(name == key)
            button.setAutoExclusive(True)

    def fold(self, *, folded: bool) -> None:
        """Show icons alone, or the words too."""
        self._folded = folded
        self.setFixedWidth(scaled(FOLDED if folded else WIDE))
        self._name.setVisible(not folded)
        for button in (*self._buttons.values(), self.lock):
            button.fold(folded=folded)

    def is_folded(self) -> bool:
        """Return True when only icons are shown."""
        return self._folded

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with Up and Down."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = [*self._buttons.values(), self.lock]
        focused = next((i for i, b in enumerate(buttons) if b.hasFocus()), None)
        if step and focused is not None:
            buttons[(focused + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _ask_lock(self) -> None:
        self.lock_wanted.emit()

    def _button(self, spec: ScreenSpec) -> RailButton:
        made = RailButton(spec.title, spec.icon, spec.shortcut)
        made.clicked.connect(lambda _checked=False, key=spec.key: self.chosen.emit(key))
        self._buttons[spec.key] = made
        return made

    def _brand(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.S + 2, 0, 0, 0)
        row.setSpacing(Space.S)
        mark = QLabel()
        mark.setPixmap(QIcon(str(paths.resources() / "icone.svg")).pixmap(QSize(scaled(22), scaled(22))))
        row.addWidget(mark)
        self._name = label("Plateforme", role="section")
        row.addWidget(self._name)
        row.addStretch(1)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetMinimumSize)
        return row
