"""The six months of a follow-up as six dots: the state is told by the shape as well as by the colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from plateforme.domain.suivi import Echeance, Etat
from plateforme.domain.texte import date_moyenne, minuscule
from plateforme.ui.theme import colors, scaled

DOT = 12
GAP = 4
"""Device-independent pixels, for a text of 9 points."""


class Dots(QWidget):
    """A row of dots, one per month, with a tooltip and a sentence for screen readers."""

    def __init__(self, etats: Sequence[Etat] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._etats: tuple[Etat, ...] = ()
        self._dues: tuple[date, ...] = ()
        self.set_etats(etats)

    def set_etats(self, etats: Sequence[Etat]) -> None:
        """Show these states, month 1 first."""
        self._etats, self._dues = tuple(etats), ()
        self._refresh()

    def set_plan(self, plan: Sequence[Echeance]) -> None:
        """Show a plan, with its due dates in the tooltips."""
        self._etats, self._dues = tuple(e.etat for e in plan), tuple(e.due for e in plan)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return the room of the dots."""
        return dots_size(len(self._etats))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Tell the month under the pointer."""
        if isinstance(event, QHelpEvent):
            rank = event.pos().x() // scaled(DOT + GAP)
            if 0 <= rank < len(self._etats):
                QToolTip.showText(event.globalPos(), self._words(rank), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dots."""
        paint_dots(QPainter(self), self.rect(), self._etats)

    def _words(self, rank: int) -> str:
        due = f", {date_moyenne(self._dues[rank])}" if self._dues else ""
        return f"Mois {rank + 1}{due} : {minuscule(self._etats[rank].libelle)}"

    def _refresh(self) -> None:
        self.setAccessibleName(dots_sentence(self._etats))
        self.updateGeometry()
        self.update()


def dots_sentence(etats: Sequence[Etat]) -> str:
    """Return the states in words, for tooltips and screen readers."""
    if not etats:
        return "Pas de suivi"
    return "Suivi : " + ", ".join(f"mois {n} {minuscule(e.libelle)}" for n, e in enumerate(etats, start=1))


def dots_size(count: int = 6) -> QSize:
    """Return the size of ``count`` dots."""
    return QSize(scaled(max(1, count * (DOT + GAP) - GAP)), scaled(DOT + 2))


def paint_dots(painter: QPainter, rect: QRect, etats: Sequence[Etat]) -> None:
    """Paint the dots from the left of ``rect``, centred in its height; shared by delegates."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.left(), rect.top() + (rect.height() - scaled(DOT)) / 2)
    painter.scale(scaled(DOT) / DOT, scaled(DOT) / DOT)
    for rank, etat in enumerate(etats):
        _paint_dot(painter, QRectF(rank * (DOT + GAP) + 1, 1, DOT - 2, DOT - 2), etat)
    painter.restore()


_TOKENS = {
    Etat.FAIT: "success",
    Etat.MANQUE: "danger",
    Etat.EN_RETARD: "danger",
    Etat.AUJOURD_HUI: "accent",
    Etat.CETTE_SEMAINE: "accent",
}


def _paint_dot(painter: QPainter, box: QRectF, etat: Etat) -> None:
    """Paint one dot.

    Disc with a tick: done; cross: missed; disc with a bar: late; ring with a point: today or this week; ring: to come;
    short line: before entry or stopped.
    """
    ink = QColor(getattr(colors(), _TOKENS.get(etat, "border_field")))
    pen = QPen(ink, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    centre = box.center()
    if etat in {Etat.AVANT_ENTREE, Etat.ARRETE}:
        painter.drawLine(centre - QPointF(2.5, 0), centre + QPointF(2.5, 0))
        return
    if etat is Etat.MANQUE:
        reach = QPointF(3, 3)
        painter.drawLine(centre - reach, centre + reach)
        painter.drawLine(centre + QPointF(-3, 3), centre + QPointF(3, -3))
        return
    if etat in {Etat.FAIT, Etat.EN_RETARD}:
        painter.setBrush(ink)
    painter.drawEllipse(box)
    painter.setPen(QPen(QColor(colors().surface_raised), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if etat is Etat.FAIT:
        painter.drawPolyline([centre + QPointF(-2.4, 0.2), centre + QPointF(-0.6, 2), centre + QPointF(2.6, -1.8)])
    elif etat is Etat.EN_RETARD:
        painter.drawLine(centre + QPointF(0, -2.6), centre + QPointF(0, 0.6))
        painter.drawPoint(centre + QPointF(0, 2.8))
    elif etat in {Etat.AUJOURD_HUI, Etat.CETTE_SEMAINE}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        radius = 2.8 if etat is Etat.AUJOURD_HUI else 1.6
        painter.drawEllipse(centre, radius, radius)
