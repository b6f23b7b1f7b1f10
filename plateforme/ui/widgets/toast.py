"""A line over the bottom of the window that goes away by itself, with something to undo when there is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from plateforme.ui.theme import RADIUS, Space, colors
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.text import label

SHOWN_MS = 5_000
SHOWN_WITH_ACTION_MS = 10_000


class Toast(QWidget):
    """One per window: a new line replaces the one before. It stays while the pointer or the focus is on it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setAccessibleName("Message")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.M)
        self.text = label(role="toast")
        self.text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.button = QPushButton()
        self.button.setProperty("kind", "toast")
        self.button.clicked.connect(self._act)
        row.addWidget(self.text)
        row.addWidget(self.button)
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._time_over)
        host.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, action_label: str | None = None, action: Callable[[], None] | None = None) -> None:
        """Show a line; the button appears when there is something to do."""
        self._action = action
        self.text.setText(text)
        self.button.setVisible(action is not None)
        self.button.setText(action_label or "Annuler")
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._timer.start(SHOWN_WITH_ACTION_MS if action else SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the bottom of the host."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is over the line."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Go away soon after the pointer left."""
        self._timer.start(SHOWN_MS)
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rounded background."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().toast))
        painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)

    def _place(self) -> None:
        host = self._host
        self.text.setWordWrap(False)
        self.adjustSize()
        room = host.width() - 2 * Space.XL
        if self.width() > room:
            self.text.setWordWrap(True)
            self.resize(room, max(self.heightForWidth(room), self.sizeHint().height()))
        self.move((host.width() - self.width()) // 2, host.height() - self.height() - Space.XL)

    def _time_over(self) -> None:
        if self.button.hasFocus():
            self._timer.start(SHOWN_MS)
        else:
            self.hide()

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
