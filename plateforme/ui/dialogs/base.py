"""Frame of every dialog: a title, a body, buttons at the bottom right, the main one last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from plateforme.ui.theme import Space
from plateforme.ui.widgets.text import heading


class BaseDialog(QDialog):
    """A modal with a heading. Fill :attr:`body`, then add buttons from left to right, the main one last."""

    def __init__(self, parent: QWidget | None, title: str, *, width: int = 460) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self.setModal(True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.L)
        outer.setSpacing(Space.L)
        self.heading = heading(title)
        outer.addWidget(self.heading)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        outer.addLayout(self.body, 1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(Space.S)
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    def add_button(self, text: str, kind: str = "", *, accept: bool = False, reject: bool = False) -> QPushButton:
        """Add a button; ``kind`` is a stylesheet kind (``primary``, ``danger``, ``ghost``)."""
        button = QPushButton(text)
        button.setProperty("kind", kind)
        button.setAutoDefault(False)
        if accept:
            button.clicked.connect(self.accept)
        if reject:
            button.clicked.connect(self.reject)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        return button
