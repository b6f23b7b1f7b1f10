"""The name of the application and its mark."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from plateforme import paths
from plateforme.ui.theme import Space
from plateforme.ui.widgets.text import label

COTE = 36


class Enseigne(QWidget):
    """Mark and name, side by side, or one above the other when ``centre``."""

    def __init__(self, *, centre: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        rangee = QVBoxLayout(self) if centre else QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(Space.S)
        marque = QLabel()
        marque.setPixmap(
            QIcon(str(paths.resources() / "icone.svg")).pixmap(QSize(COTE, COTE), self.devicePixelRatioF())
        )
        marque.setFixedSize(COTE, COTE)
        nom = label(paths.APP, role="subtitle")
        milieu = Qt.AlignmentFlag.AlignCenter
        rangee.addWidget(marque, 0, milieu)
        rangee.addWidget(nom, 0 if centre else 1, milieu if centre else Qt.AlignmentFlag.AlignVCenter)
