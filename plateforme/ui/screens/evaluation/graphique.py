"""The chart of the rates: the drawing of the report, in the colours and at the size of the window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from plateforme.fiches.charts import Palette, Taux, intervalles_pdf, palette
from plateforme.fiches.rapport_indicateurs import LigneGroupe, phrase
from plateforme.fiches.raster import ImageRendue, rendre
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import appearance, colors
from plateforme.ui.widgets.pdf_view import to_pixmap

POINTS_PAR_POUCE = 72
LARGEUR_MIN = 360
_DELAI_MS = 60


class Graphique(QLabel):
    """Rates on their intervals. The picture is drawn off the GUI thread; its words are its accessible description."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._lignes: tuple[LigneGroupe, ...] = ()
        self.setMinimumWidth(LARGEUR_MIN)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("Taux de rupture et intervalles à 95 %, graphique")
        self._delai = QTimer(self, singleShot=True, interval=_DELAI_MS)
        self._delai.timeout.connect(self._dessiner)
        appearance().changed.connect(self._dessiner)

    def set_lignes(self, lignes: tuple[LigneGroupe, ...]) -> None:
        """Draw these groups."""
        self._lignes = lignes
        self.setAccessibleDescription(" ".join(phrase(ligne) for ligne in lignes))
        self._dessiner()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw again once the width is settled."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._delai.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(colors().focus), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def sizeHint(self) -> QSize:
        """Return the room of the picture."""
        image = self.pixmap()
        return QSize(LARGEUR_MIN, round(image.deviceIndependentSize().height()) if not image.isNull() else 120)

    def _dessiner(self) -> None:
        if not self._lignes:
            return
        taux = [Taux(g.libelle, g.taux, g.bas, g.haut, f"{g.ruptures}/{g.jeunes}") for g in self._lignes]
        ratio, pixels = self.devicePixelRatioF(), self.width()
        largeur, couleurs = pixels * POINTS_PAR_POUCE / self.logicalDpiX(), _palette()

        def work() -> ImageRendue:
            return rendre(intervalles_pdf(taux, largeur, couleurs), largeur_px=round(pixels * ratio))

        self._tasks.render(work, lambda image: self._montrer(image, ratio), owner=self, key=f"graphique-{id(self)}")

    def _montrer(self, image: ImageRendue, ratio: float) -> None:
        self.setPixmap(to_pixmap(image, ratio))
        self.setFixedHeight(round(image.hauteur / ratio))


def _palette() -> Palette:
    c = colors()
    return palette(c.surface_raised, c.text, c.text_muted, c.border, c.accent, c.accent_soft)
