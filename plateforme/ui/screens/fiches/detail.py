"""One fiche: what it is, what to do with it, its document, the answer beside it, its history."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QTabBar, QVBoxLayout, QWidget

from plateforme.domain.fiche import EtapeFiche
from plateforme.domain.texte import NNBSP, date_courte, date_moyenne
from plateforme.domain.vocabulaire import FormeAccord, ResultatFiche, StatutFiche
from plateforme.errors import AppError
from plateforme.services.liaison_lecture import DetailFiche
from plateforme.typographie import typographie
from plateforme.ui.screens.fiches.actions import Acte, Action, possibles
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Icon, Space, scaled
from plateforme.ui.widgets.badge import Badge, Tone, look
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, KeyValue
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.pdf_view import PdfView
from plateforme.ui.widgets.text import label
from plateforme.ui.widgets.timeline import Timeline, TimelineItem

_RESULTATS: dict[ResultatFiche, tuple[Tone, Icon]] = {
    ResultatFiche.RESOLU: (Tone.SUCCESS, Icon.CHECK_CIRCLE),
    ResultatFiche.EN_COURS: (Tone.INFO, Icon.CLOCK),
    ResultatFiche.SANS_SUITE: (Tone.NEUTRAL, Icon.REMOVE),
    ResultatFiche.REFUSE: (Tone.DANGER, Icon.REFUSED),
}


NARROW = 560
"""Width in device-independent pixels under which the document and the answer are shown one at a time."""


class DetailPane(QWidget):
    """Shows a :class:`DetailFiche` and tells which act is wanted."""

    acted = Signal(str)
    """The :class:`Acte` wanted."""
    person_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self, tasks: TaskRunner) -> None:
        super().__init__()
        self.detail: DetailFiche | None = None
        self.acts: tuple[Action, ...] = ()
        self.buttons: list[QWidget] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.S)
        outer.addLayout(self._head())
        self._bar = QWidget()
        self._bar_layout = FlowLayout(self._bar, Space.S)
        outer.addWidget(self._bar)
        self.alert = Banner("", "danger", Icon.WARNING)
        outer.addWidget(self.alert)
        self.faces = QTabBar()
        self.faces.setAccessibleName("Ce qui est montré de la fiche")
        self.faces.addTab("Document")
        self.faces.addTab("Réponse et historique")
        self.faces.currentChanged.connect(lambda _i: self._fit())
        outer.addWidget(self.faces)
        self.pdf = PdfView(tasks, "Document de la fiche")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.side = self._side()
        self.split.addWidget(self.pdf)
        self.split.addWidget(self.side)
        self.split.setStretchFactor(0, 3)
        self.split.setStretchFactor(1, 2)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(Space.M)
        outer.addWidget(self.split, 1)

    def show_detail(self, detail: DetailFiche) -> None:
        """Show a fiche; a refusal shown about another state goes away."""
        self.alert.set_text("")
        self.detail = detail
        fiche = detail.fiche
        self.number.setText(fiche.numero)
        self.badge.set_code(fiche.statut)
        self.urgency.set_code(fiche.urgence)
        self.waits.setText(detail.attente)
        self.person.setText(detail.jeune.nom_complet)
        whom = f"{detail.interlocuteur.nom}, " if detail.interlocuteur else ""
        self.theme.setText(f"· {fiche.theme.libelle}")
        self.partner.setText(f"À {whom}{detail.structure.nom}")
        self._show_actions(possibles(detail))
        self._show_answer(detail)
        self._show_agreement(detail)
        self.history.set_items([_event(step) for step in reversed(detail.etapes)])

    def show_document(self, pdf: bytes) -> None:
        """Show the document."""
        detail = self.detail
        words = f"Fiche {detail.fiche.numero}, besoin{NNBSP}: {detail.fiche.besoin}" if detail else ""
        self.pdf.set_pdf(pdf, words)

    def refuse(self, error: AppError) -> None:
        """Say above the document why what was asked is not possible, and what to do."""
        self.alert.set_text(typographie(str(error)))

    def press(self, keys: str) -> bool:
        """Do the act of these keys, the main one for an empty text; False when there is none now."""
        found = next((a for a in self.acts if not keys or a.touches == keys), None)
        if found is None:
            return False
        self.acted.emit(found.acte.value)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the document and the answer side by side, or one at a time where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < scaled(NARROW)
        self.faces.setVisible(narrow)
        self.pdf.setVisible(not narrow or self.faces.currentIndex() == 0)
        self.side.setVisible(not narrow or self.faces.currentIndex() == 1)

    def button_of(self, acte: Acte) -> QWidget:
        """Return the button of an act that is possible now. Raises KeyError."""
        return dict(zip((a.acte for a in self.acts), self.buttons, strict=True))[acte]

    def _head(self) -> QVBoxLayout:
        head = QVBoxLayout()
        head.setSpacing(Space.XS)
        first = QHBoxLayout()
        first.setSpacing(Space.S)
        self.number = label(role="title", selectable=True)
        self.badge, self.urgency = Badge(), Badge()
        self.waits = label(role="muted")
        for widget in (self.number, self.badge, self.urgency, self.waits):
            first.addWidget(widget)
        first.addStretch(1)
        self._quiet = QHBoxLayout()
        first.addLayout(self._quiet)
        second = QHBoxLayout()
        second.setSpacing(Space.XS)
        self.person = button("", "link", tip="Ouvrir la page de la personne")
        self.person.clicked.connect(self.person_wanted)
        self.theme = label()
        second.addWidget(self.person)
        second.addWidget(self.theme, 1)
        self.partner = label(wrap=True)
        head.addLayout(first)
        head.addLayout(second)
        head.addWidget(self.partner)
        return head

    def _side(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.setSpacing(Space.M)
        self.answer = Card("Réponse du partenaire")
        self.result = Badge()
        self.answer_text = label(wrap=True, selectable=True)
        self.answer_facts = KeyValue()
        for widget in (self.result, self.answer_text, self.answer_facts):
            self.answer.body.addWidget(widget)
        self.agreement = Card("Accord du jeune")
        self.agreement_text = label(wrap=True)
        self.withdraw = button("Noter le retrait de l’accord", "link")
        self.withdraw.clicked.connect(self.withdraw_wanted)
        self.agreement.body.addWidget(self.agreement_text)
        self.agreement.body.addWidget(self.withdraw)
        story = Card("Historique")
        self.history = Timeline("Historique de la fiche")
        story.body.addWidget(self.history)
        for card in (self.answer, self.agreement, story):
            column.addWidget(card)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Réponse, accord et historique")
        scroll.setMinimumWidth(290)
        scroll.setWidget(inside)
        return scroll

    def _show_actions(self, actions: tuple[Action, ...]) -> None:
        self.acts = actions
        self._bar_layout.clear()
        while (item := self._quiet.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = []
        for rank, action in enumerate(actions):
            keys = action.touches.replace("Shift", "Maj")
            tip = f"{keys} ou Ctrl+Entrée" if rank == 0 else keys
            quiet = action.acte is Acte.ABANDONNER
            kind = "primary" if rank == 0 else "ghost" if quiet else ""
            made = button(action.verbe, kind, action.icone, tip=tip)
            made.clicked.connect(lambda _checked=False, acte=action.acte: self.acted.emit(acte.value))
            (self._quiet if quiet else self._bar_layout).addWidget(made)
            self.buttons.append(made)

    def _show_answer(self, detail: DetailFiche) -> None:
        fiche = detail.fiche
        if fiche.resultat is None:
            self.result.set("")
            attendue = "Pas encore de réponse." if not detail.a_remettre else "La fiche n’est pas encore partie."
            closed = fiche.statut is StatutFiche.CLOSE
            self.answer_text.setText("Close sans réponse." if closed else attendue)
            self.answer_facts.hide()
            return
        self.result.set(fiche.resultat.libelle, *_RESULTATS[fiche.resultat])
        self.answer_text.setText(fiche.refus_motif or fiche.reponse_texte or "Sans commentaire.")
        facts = [
            ("Reçue le", date_moyenne(fiche.reponse_le) if fiche.reponse_le else ""),
            ("Par", fiche.reponse_par),
            ("Rendez-vous", date_moyenne(fiche.rendez_vous_le) if fiche.rendez_vous_le else ""),
        ]
        self.answer_facts.set_rows([(name, value) for name, value in facts if value])
        self.answer_facts.show()

    def _show_agreement(self, detail: DetailFiche) -> None:
        ou = detail.accord
        self.withdraw.setVisible(ou.valable is not None)
        if ou.valable is None:
            words = ou.obstacle or "L’accord de partager ce thème avec ce partenaire n’est pas recueilli."
            self.agreement_text.setText(typographie(words))
            return
        forme = "par écrit" if ou.valable.forme is FormeAccord.ECRIT else "à l’oral"
        tuteur = ", avec son représentant légal" if ou.valable.par_representant else ""
        self.agreement_text.setText(f"Donné {forme} le {date_moyenne(ou.valable.donne_le)}{tuteur}.")


def _event(step: EtapeFiche) -> TimelineItem:
    tone, shape = look(step.statut)
    when = date_courte(step.quand.date())
    title = step.detail if step.detail in {"PDF enregistré", "relance du partenaire"} else step.statut.libelle
    text = "" if title == step.detail else step.detail
    return TimelineItem(when, title[:1].upper() + title[1:], text, shape or Icon.NOTE, tone)
