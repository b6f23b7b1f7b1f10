"""Writing a fiche: the difficulty, the partner, the need; the document itself beside, as it is being written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.fiche import Fiche
from plateforme.domain.vocabulaire import Urgence
from plateforme.errors import AppError, InvalidInputError
from plateforme.services.liaison_lecture import DetailFiche
from plateforme.typographie import typographie
from plateforme.ui.dialogs.accord import AccordDialog, DemandeAccord
from plateforme.ui.dialogs.difficulte import ouvrir_difficulte
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.fiches.destinataire import DestinataireField
from plateforme.ui.screens.fiches.editeur_model import EditeurModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, EmptyState
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice, FormField, TextArea
from plateforme.ui.widgets.pdf_view import PdfView
from plateforme.ui.widgets.text import label

_PREVIEW_MS = 350
"""The preview follows this long after the last key."""


class EditeurFiche(QWidget):
    """A form at the left, the live document at the right. ``saved`` gives the id of the draft; ``left``: given up."""

    saved = Signal(int)
    left = Signal()

    def __init__(self, env: UiEnv) -> None:
        super().__init__()
        self._env = env
        self.vm = EditeurModel(lambda: env.ctx, env.tasks, self)
        self._person: int | None = None
        self._wanted: int | None = None
        self._kept: dict[str, object] | None = None
        self._fields: dict[str, FormField] = {}
        self._settle = QTimer(self, singleShot=True, interval=_PREVIEW_MS)
        self._settle.timeout.connect(self._preview)
        self._build(env)
        self._connect()

    # Starting

    def start(self, beneficiaire_id: int | None, difficulte_id: int | None) -> None:
        """Begin a new fiche."""
        self.clear()
        self._person, self._wanted = beneficiaire_id, difficulte_id
        self.title.setText("Nouvelle fiche de liaison")
        self.difficulty_field.setEnabled(True)
        self.save.setText("Enregistrer le brouillon")
        self.vm.load_difficultes(beneficiaire_id)
        self.difficulty.setFocus()

    def edit(self, detail: DetailFiche) -> None:
        """Correct a draft: its difficulty stays."""
        self.clear()
        fiche = detail.fiche
        self.vm.existante = fiche
        self._person, self._wanted = fiche.beneficiaire_id, fiche.difficulte_id
        self.title.setText(f"Modifier la fiche {fiche.numero}")
        self.difficulty_field.setEnabled(False)
        self.save.setText("Enregistrer les modifications")
        self.need.setPlainText(fiche.besoin)
        self.urgency.set_values([fiche.urgence])
        self.wished.set_value(fiche.reponse_souhaitee_le)
        self.difficulty.set_options([(fiche.difficulte_id, f"{detail.jeune.nom_complet} – {fiche.theme.libelle}")])
        self.vm.load_propositions(fiche.difficulte_id)
        self.need.setFocus()

    def unfinished(self) -> dict[str, object]:
        """Return what is being written, to be kept in the base over a lock or a restart."""
        wished = self.wished.value()
        return {
            "fiche": self.vm.existante.id if self.vm.existante else None,
            "personne": self._person,
            "difficulte": self._wanted,
            "structure": self.recipient.structure_id() if self.vm.destinations else None,
            "interlocuteur": self.recipient.contact_id() if self.vm.destinations else None,
            "besoin": self.need.toPlainText(),
            "urgence": cast(Urgence, self.urgency.value()).value,
            "souhaitee": wished.isoformat() if wished else None,
        }

    def resume(self, kept: dict[str, object], detail: DetailFiche | None = None) -> None:
        """Go on writing what :meth:`unfinished` returned, of a stored draft when ``detail`` is given."""
        if detail is not None:
            self.edit(detail)
        else:
            self.start(_number(kept.get("personne")), _number(kept.get("difficulte")))
        self._kept = kept
        self.urgency.set_values([Urgence(str(kept["urgence"]))])
        self.wished.set_value(date.fromisoformat(str(kept["souhaitee"])) if kept.get("souhaitee") else None)
        self.need.setPlainText(str(kept["besoin"]))

    def refresh(self) -> None:
        """Follow a change of the agreement, of the partners or of the difficulties."""
        if self.isVisible():
            self._preview()

    def clear(self) -> None:
        """Forget what is being written."""
        self._settle.stop()
        self.vm.clear()
        self._person = self._wanted = None
        self._kept = None
        self.difficulty.set_options([])
        self.need.clear()
        self.urgency.set_values([Urgence.NORMALE])
        self.wished.set_value(None)
        self.recipient.hide()
        self.alert.set_text("")
        self.agreement.set_text("")
        self._show_preview(b"")
        for field in self._fields.values():
            field.set_error("")

    def fiche(self) -> Fiche | None:
        """Return the fiche as it is written, None while it has no recipient."""
        found, structure_id = self.vm.destinations, self.recipient.structure_id()
        if found is None or structure_id is None:
            return None
        start = self.vm.existante or Fiche(
            beneficiaire_id=found.difficulte.beneficiaire_id,
            difficulte_id=found.difficulte.id,
            theme=found.difficulte.theme,
            signalee_le=self._env.ctx.today(),
        )
        return replace(
            start,
            structure_id=structure_id,
            interlocuteur_id=self.recipient.contact_id(),
            besoin=self.need.text(),
            urgence=cast(Urgence, self.urgency.value()),
            reponse_souhaitee_le=self.wished.value(),
        )

    # Building

    def _build(self, env: UiEnv) -> None:
        self.title = label(role="title", wrap=True)
        self.difficulty = Choice(empty="Choisissez une difficulté…")
        self.open_difficulty = button("Ouvrir une difficulté", shape=Icon.ADD)
        self.recipient = DestinataireField()
        self.need = TextArea(5, "Ce que le partenaire peut faire, en quelques phrases")
        self.need.setMaximumHeight(round(self.need.minimumHeight() * 1.4))
        self.urgency = ChipGroup("Urgence", [(u, u.libelle) for u in Urgence], exclusive=True, optional=False)
        self.wished = DateField(env.ctx.today)
        self.agreement = Banner("", "warning", Icon.AGREEMENT)
        self.ask = self.agreement.add_action("Recueillir l’accord", self._ask_agreement)
        self.alert = Banner("", "danger", Icon.WARNING)
        self.cancel = button("Renoncer", tip="Échap")
        self.save = button("Enregistrer le brouillon", "primary", Icon.SAVE, tip="Ctrl+Entrée")
        self.pdf = PdfView(env.tasks, "Aperçu de la fiche")
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._form())
        self.blank = EmptyState(
            Icon.FICHE, "La fiche s’écrira ici", "Choisissez une difficulté et un destinataire pour la voir."
        )
        self.sheet = QStackedWidget()
        self.sheet.addWidget(self.blank)
        self.sheet.addWidget(self.pdf)
        split.addWidget(self.sheet)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([560, 560])
        split.setChildrenCollapsible(False)
        split.setHandleWidth(Space.L)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(split)

    def _form(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, Space.M, 2)
        column.setSpacing(Space.M)
        row = QHBoxLayout()
        self.difficulty_field = FormField("Difficulté", self.difficulty)
        row.addWidget(self.difficulty_field, 1)
        row.addWidget(self.open_difficulty, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self.recipient)
        note = "Il lira ce texte tel quel : rien sur d’autres difficultés, rien de ce qui ne lui sert pas."
        self._fields["besoin"] = FormField("Besoin", self.need, help_text=typographie(note), required=True)
        column.addWidget(self._fields["besoin"])
        pair = QHBoxLayout()
        pair.setSpacing(Space.L)
        pair.addWidget(FormField("Urgence", self.urgency), 3)
        self._fields["reponse_souhaitee_le"] = FormField("Réponse souhaitée le", self.wished)
        pair.addWidget(self._fields["reponse_souhaitee_le"], 2)
        column.addLayout(pair)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        return self._framed(scroll)

    def _framed(self, scroll: QScrollArea) -> QWidget:
        """Put the title above the form, the agreement, the refusals and the buttons under it, always in sight."""
        left = QWidget()
        left.setMinimumWidth(420)
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(Space.S)
        whole.addWidget(self.title)
        whole.addWidget(scroll, 1)
        whole.addWidget(self.agreement)
        whole.addWidget(self.alert)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, Space.M, 0)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        whole.addLayout(buttons)
        return left

    def _connect(self) -> None:
        self.vm.difficultes_changed.connect(self._show_difficulties)
        self.vm.propositions_changed.connect(self._show_propositions)
        self.vm.preview_changed.connect(self._show_preview)
        self.vm.accord_changed.connect(self._show_agreement)
        self.vm.saved.connect(self.saved)
        self.vm.refused.connect(self._refused)
        self.difficulty.chosen.connect(self._difficulty_chosen)
        self.open_difficulty.clicked.connect(self._open_difficulty)
        self.recipient.changed.connect(self._preview)
        self.need.textChanged.connect(self._settle.start)
        self.urgency.changed.connect(self._settle.start)
        self.wished.changed.connect(self._settle.start)
        self.cancel.clicked.connect(self.left)
        self.save.clicked.connect(self._save)
        for keys, action in (("Ctrl+Return", self._save), ("Ctrl+Enter", self._save), ("Esc", self.left.emit)):
            made = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(action)

    # Difficulty and partner

    def _show_difficulties(self) -> None:
        listed = self.vm.difficultes
        mine = self._person is not None
        self.difficulty.set_options(
            [
                (x.difficulte.id, x.difficulte.theme.libelle if mine else f"{x.jeune} – {x.difficulte.theme.libelle}")
                for x in listed
            ]
        )
        self.open_difficulty.setVisible(mine)
        if not listed:
            words = (
                "Cette personne n’a pas de difficulté ouverte. Ouvrez-en une, puis choisissez le partenaire."
                if mine
                else "Aucune difficulté n’est ouverte. Ouvrez-en une depuis la page d’une personne ou pendant un appel."
            )
            self.difficulty_field.set_help(words)
            return
        self.difficulty_field.set_help("")
        only = listed[0].difficulte.id if mine and len(listed) == 1 else None
        self.difficulty.set_value(self._wanted or only)
        self._difficulty_chosen()

    def _difficulty_chosen(self) -> None:
        value = self.difficulty.value()
        self._wanted = value if isinstance(value, int) else None
        if self._wanted is None:
            self.vm.destinations = None
            self.recipient.hide()
            self._preview()
        else:
            self.vm.load_propositions(self._wanted)

    def _open_difficulty(self) -> None:
        if self._person is None:
            return
        name = self.vm.difficultes[0].jeune if self.vm.difficultes else ""
        opened = ouvrir_difficulte(self._env, self, self._person, name)
        if opened is not None:
            self._wanted = opened.id
            self.vm.load_difficultes(self._person)

    def _show_propositions(self) -> None:
        found, fiche = self.vm.destinations, self.vm.existante
        if found is None:
            return
        if fiche is None:
            self.title.setText(f"Nouvelle fiche pour {found.jeune.nom_complet}")
        self.recipient.show()
        kept, self._kept = self._kept, None
        if kept is not None:
            chosen = _number(kept.get("structure"))
            self.recipient.set_destinations(found, chosen, _number(kept.get("interlocuteur")))
        elif fiche is None:
            self.need.setPlainText(found.difficulte.description)
            self.recipient.set_destinations(found)
        else:
            self.recipient.set_destinations(found, fiche.structure_id, fiche.interlocuteur_id)

    # Preview and agreement

    def _preview(self) -> None:
        self._settle.stop()
        fiche = self.fiche()
        if fiche is None:
            self._show_preview(b"")
            self.agreement.set_text("")
            return
        self.vm.preview(fiche)

    def _show_preview(self, pdf: bytes) -> None:
        self.pdf.set_pdf(pdf, self.need.text())
        self.sheet.setCurrentWidget(self.pdf if pdf else self.blank)

    def _show_agreement(self) -> None:
        ou = self.vm.accord
        if ou is None or ou.valable is not None:
            self.agreement.set_text("")
            return
        words = ou.obstacle or "L’accord du jeune n’est pas recueilli."
        self.agreement.set_text(
            typographie(f"{words} Vous pouvez enregistrer un brouillon ; il ne pourra pas partir sans accord.")
        )

    def _ask_agreement(self) -> None:
        fiche, found = self.fiche(), self.vm.destinations
        if fiche is None or found is None or self.vm.accord is None:
            return
        asked = DemandeAccord(
            fiche.beneficiaire_id,
            found.jeune.nom_complet,
            fiche.structure_id,
            found.nom(fiche.structure_id),
            fiche.theme,
            self.vm.accord.mineur,
        )
        if self._env.messages.run(AccordDialog(self._env, asked, self)):
            self._preview()

    # Saving

    def _save(self) -> None:
        self.alert.set_text("")
        for field in self._fields.values():
            field.set_error("")
        if self.wished.problem():
            self._fields["reponse_souhaitee_le"].set_error(self.wished.problem())
            return
        fiche = self.fiche()
        if fiche is None:
            self.alert.set_text("Choisissez une difficulté et un destinataire.")
        elif not fiche.besoin:
            self._fields["besoin"].set_error("Dites en quelques phrases ce que le partenaire peut faire.")
            self.need.setFocus()
        else:
            self.vm.save(fiche)

    def _refused(self, error: AppError) -> None:
        champ = error.champ if isinstance(error, InvalidInputError) else ""
        if champ in self._fields:
            self._fields[champ].set_error(typographie(str(error)))
        else:
            self.alert.set_text(typographie(str(error)))


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None
