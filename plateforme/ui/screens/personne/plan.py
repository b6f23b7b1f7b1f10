"""The plan as a picture: the six due dates on the line of time, what was done, today, the rupture."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Rupture
from plateforme.domain.personne import PersonnePage
from plateforme.domain.suivi import Echeance, Etat
from plateforme.domain.texte import MOIS, NBSP, date_courte, date_moyenne, minuscule
from plateforme.domain.vocabulaire import Groupe
from plateforme.ui.screens.personne import mots
from plateforme.ui.theme import Icon, Space, colors
from plateforme.ui.widgets.badge import Badge, Tone
from plateforme.ui.widgets.card import Card, EmptyState
from plateforme.ui.widgets.dots import DOT, paint_dots
from plateforme.ui.widgets.text import label

_TONS: dict[Etat, tuple[Tone, Icon]] = {
    Etat.FAIT: (Tone.SUCCESS, Icon.CHECK),
    Etat.MANQUE: (Tone.DANGER, Icon.CLOSE),
    Etat.EN_RETARD: (Tone.DANGER, Icon.WARNING),
    Etat.AUJOURD_HUI: (Tone.INFO, Icon.CALL),
    Etat.CETTE_SEMAINE: (Tone.INFO, Icon.CALENDAR),
    Etat.A_VENIR: (Tone.NEUTRAL, Icon.CALENDAR),
    Etat.AVANT_ENTREE: (Tone.NEUTRAL, Icon.REMOVE),
    Etat.ARRETE: (Tone.NEUTRAL, Icon.REMOVE),
}
_ECHELLE = 2
"""How many times larger than in a table the marks are."""
_AXE = 58
"""Where the line of time runs, from the top."""
_HAUT = 96
"""Height of the picture; the words of the months are under it."""


class Frise(QWidget):
    """The line of time. Under the pointer it says the date and what is there; the words are in the cells below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._plan: tuple[Echeance, ...] = ()
        self._contacts: tuple[Contact, ...] = ()
        self._rupture: Rupture | None = None
        self._debut, self._aujourd_hui = date.min, date.min
        self._cases: list[QWidget] = []

    def montrer(self, page: PersonnePage) -> None:
        """Show a person's plan."""
        contrat = page.dossier.contrat_suivi
        self._plan = page.plan
        self._contacts = page.dossier.contacts
        self._rupture = page.dossier.rupture_de(contrat)
        self._debut, self._aujourd_hui = contrat.debut if contrat else date.min, page.aujourd_hui
        self._remplir()
        self.setAccessibleName("Frise du suivi")
        self.setAccessibleDescription(", ".join(f"mois {e.mois} {minuscule(e.etat.libelle)}" for e in self._plan))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a whole line."""
        return QSize(640, _HAUT + self._mots())

    def minimumSizeHint(self) -> QSize:
        """Return the smallest line on which six marks stay apart."""
        return QSize(max([480, *(7 * c.sizeHint().width() for c in self._cases)]), _HAUT + self._mots())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words of each month under its mark."""
        super().resizeEvent(event)
        self._placer()

    def event(self, event: QEvent) -> bool:
        """Say what is under the pointer."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._sous(event.pos().x()), self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint windows, line, contacts, marks, today, rupture."""
        if not self._plan:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fenetres(painter)
        painter.setPen(QPen(QColor(colors().border_field), 2))
        painter.drawLine(QPointF(self._x(self._debut), _AXE), QPointF(self._x(self._fin()), _AXE))
        painter.drawLine(QPointF(self._x(self._debut), _AXE - 6), QPointF(self._x(self._debut), _AXE + 6))
        self._appels(painter)
        for echeance in self._plan:
            self._marque(painter, echeance)
        self._repere(painter, self._aujourd_hui, "aujourd’hui", "accent")
        if self._rupture:
            self._repere(painter, self._rupture.le, "rupture", "danger")

    def _remplir(self) -> None:
        for case in self._cases:
            case.hide()
            case.deleteLater()
        self._cases = [_case(e, dernier=e is self._plan[-1]) for e in self._plan]
        for case in self._cases:
            case.setParent(self)
            case.show()
        self.updateGeometry()
        self._placer()

    def _placer(self) -> None:
        for case, echeance in zip(self._cases, self._plan, strict=True):
            size = case.sizeHint()
            left = round(self._x(echeance.due) - size.width() / 2)
            case.setGeometry(max(0, min(left, self.width() - size.width())), _HAUT, size.width(), size.height())

    def _mots(self) -> int:
        return max((case.sizeHint().height() for case in self._cases), default=0)

    def _fenetres(self, painter: QPainter) -> None:
        """Bands of the windows, told apart by the tone of their state and a gap."""
        painter.setPen(Qt.PenStyle.NoPen)
        for e in self._plan:
            left, right = self._x(e.ouvre), self._x(e.ferme)
            painter.setBrush(QColor(getattr(colors(), f"{_TONS[e.etat][0].value}_soft")))
            painter.drawRoundedRect(QRectF(left + 1, _AXE - 20, max(2.0, right - left - 2), 40), 4, 4)

    def _appels(self, painter: QPainter) -> None:
        """A tick per contact below the line: full when the young person was reached, short when not."""
        for contact in self._contacts:
            jour = contact.quand.date()
            if self._debut <= jour <= self._fin():
                joint = contact.joint_jeune
                ink = QColor(colors().success if joint else colors().text_muted)
                painter.setPen(QPen(ink, 2 if joint else 1))
                painter.drawLine(
                    QPointF(self._x(jour), _AXE + 22), QPointF(self._x(jour), _AXE + (32 if joint else 27))
                )

    def _marque(self, painter: QPainter, echeance: Echeance) -> None:
        """The mark of the due date, on a disc of the surface so that the line does not cross it."""
        centre = QPointF(self._x(echeance.due), _AXE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors().surface_raised))
        painter.drawEllipse(centre, DOT + 1, DOT + 1)
        painter.save()
        painter.translate(centre - QPointF(DOT, DOT))
        painter.scale(_ECHELLE, _ECHELLE)
        paint_dots(painter, QRect(0, 0, DOT, DOT), (echeance.etat,))
        painter.restore()

    def _repere(self, painter: QPainter, jour: date, mot: str, encre: str) -> None:
        if not self._debut <= jour <= self._fin():
            return
        ink, x = QColor(getattr(colors(), encre)), self._x(jour)
        painter.setPen(QPen(ink, 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, 18), QPointF(x, _AXE + 34))
        painter.setPen(ink)
        large = painter.fontMetrics().horizontalAdvance(mot)
        left = min(max(0.0, x - large / 2), self.width() - large - 1.0)
        haut = 0 if encre == "accent" or not self._trop_proche(jour) else _HAUT - 18
        painter.drawText(
            QRectF(left, haut, large + 2, 16), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, mot
        )

    def _trop_proche(self, jour: date) -> bool:
        return abs(self._x(jour) - self._x(self._aujourd_hui)) < 70

    def _fin(self) -> date:
        return self._plan[-1].ferme

    def _x(self, jour: date) -> float:
        """Return where a day is on the line."""
        margin = DOT + 4
        total = max(1, (self._fin() - self._debut).days)
        return margin + (jour - self._debut).days / total * (self.width() - 2 * margin)

    def _sous(self, x: int) -> str:
        if not self._plan:
            return ""
        margin = DOT + 4
        part = (x - margin) / max(1, self.width() - 2 * margin)
        jour = self._debut + timedelta(days=round(part * (self._fin() - self._debut).days))
        dits = [date_moyenne(jour)]
        dits += [f"Mois {e.mois}\u202f: {minuscule(e.etat.libelle)}" for e in self._plan if e.ouvre <= jour < e.ferme]
        dits += [
            f"{c.canal.libelle}, {minuscule(c.issue.libelle)}, le {date_courte(c.quand.date())}"
            for c in self._contacts
            if abs((c.quand.date() - jour).days) <= 1
        ]
        return "\n".join(dits)


def _case(echeance: Echeance, *, dernier: bool) -> QWidget:
    """Return the words of a month: due date, state, the day it was done."""
    case = QWidget()
    column = QVBoxLayout(case)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    centre = Qt.AlignmentFlag.AlignHCenter
    titre = f"Mois{NBSP}{echeance.mois}" + (", bilan" if dernier else "")
    due = echeance.due
    column.addWidget(label(titre, role="strong"), 0, centre)
    jour = label(f"{due.day}{NBSP}{MOIS[due.month - 1]}{NBSP}{due.year}", role="muted")
    jour.setToolTip(date_moyenne(due))
    column.addWidget(jour, 0, centre)
    column.addWidget(Badge(echeance.etat.libelle, *_TONS[echeance.etat]), 0, centre)
    column.addWidget(label(f"le {date_courte(echeance.fait_le)}" if echeance.fait_le else "", role="small"), 0, centre)
    case.setAccessibleName(f"{titre}, {date_moyenne(due)}, {minuscule(echeance.etat.libelle)}")
    return case


class OngletSuivi(QWidget):
    """The plan, the next action, the search for an employer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        column.setSpacing(Space.M)
        self.plan = Card("Les six premiers mois")
        self.frise = Frise()
        self.plan.body.addWidget(self.frise)
        self.plan.body.addWidget(
            label("Sous la ligne, les appels\u202f: trait long quand le jeune a été joint, court sinon.", role="small")
        )
        self.sans_plan = EmptyState(Icon.CALENDAR, "Pas de suivi mensuel", "")
        self.prochaine = Card("Prochaine action")
        self.action = label(wrap=True)
        self.prochaine.body.addWidget(self.action)
        self.cherche = Card("Recherche d’un employeur")
        self.compte = label(wrap=True)
        self.barre = QProgressBar()
        self.barre.setTextVisible(False)
        self.barre.setAccessibleName("Temps de recherche écoulé")
        self.cherche.body.addWidget(self.compte)
        self.cherche.body.addWidget(self.barre)
        for widget in (self.plan, self.sans_plan, self.prochaine, self.cherche):
            column.addWidget(widget)
        column.addStretch(1)

    def montrer(self, page: PersonnePage) -> None:
        """Show a person."""
        plan = page.plan
        self.plan.setVisible(bool(plan))
        self.sans_plan.setVisible(not plan)
        self.sans_plan.set_text("Pas de suivi mensuel", _pourquoi(page))
        self.frise.montrer(page)
        action = page.dossier.prochaine_action(page.aujourd_hui)
        dit = action.raison[:1].upper() + action.raison[1:]
        self.action.setText(f"{date_moyenne(action.le)}\u202f: {action.raison}" if action.le else f"{dit}.")
        self._chercher(page)

    def _chercher(self, page: PersonnePage) -> None:
        jusque, rupture = page.recherche_jusqu_au, page.dossier.rupture_de(page.dossier.contrat_courant)
        self.cherche.setVisible(jusque is not None)
        if jusque is None or rupture is None:
            return
        self.compte.setText(
            f"{mots.recherche(page)} Le jeune reste en formation au CFA, sans employeur, pendant six mois au plus "
            "(article L6222-18-2 du Code du travail)."
        )
        self.barre.setRange(0, (jusque - rupture.le).days)
        self.barre.setValue(max(0, min((page.aujourd_hui - rupture.le).days, self.barre.maximum())))


def _pourquoi(page: PersonnePage) -> str:
    if page.dossier.contrat_suivi is None:
        return "Le suivi se compte depuis le début du contrat\u202f: enregistrez d’abord le contrat."
    if page.inclusion is None:
        return "Cette personne n’est retenue dans aucune campagne."
    inclusion = page.inclusion
    if inclusion.groupe_affiche is Groupe.TEMOIN:
        return "Groupe témoin\u202f: ni appel, ni suivi. Les ruptures se lisent dans les listes, comme pour tous."
    if inclusion.groupe_affiche is None:
        return "Le groupe n’est pas encore connu."
    return "L’accord a été refusé ou retiré\u202f: il n’y a plus d’appel."
