"""Dialogs of the fiches: the partner's answer, and what to do with the draft of e-mail once it is written."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from plateforme.domain.fiche import Reponse
from plateforme.domain.vocabulaire import ResultatFiche
from plateforme.errors import InvalidInputError
from plateforme.services import liaison
from plateforme.services.liaison_documents import Brouillon
from plateforme.services.liaison_lecture import DetailFiche
from plateforme.typographie import typographie
from plateforme.ui.dialogs.base import BaseDialog
from plateforme.ui.dialogs.form import FormDialog, Write, fit_height
from plateforme.ui.env import UiEnv
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, KeyValue
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import TextArea
from plateforme.ui.widgets.flow import FlowLayout
from plateforme.ui.widgets.text import label

_SUITES = {
    ResultatFiche.RESOLU: "Clore aussi la difficulté, résolue",
    ResultatFiche.EN_COURS: "Marquer la difficulté en cours",
    ResultatFiche.SANS_SUITE: "Laisser la difficulté ouverte",
    ResultatFiche.REFUSE: "Laisser la difficulté ouverte",
}


def open_path(path: Path) -> bool:
    """Ask the system to open a file or a folder; False when it says it cannot. True promises nothing."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class ReponseDialog(FormDialog):
    """What the partner answered, as it said it."""

    def __init__(self, env: UiEnv, detail: DetailFiche, parent: QWidget | None = None) -> None:
        super().__init__(env.tasks, parent, f"Réponse à la fiche {detail.fiche.numero}", "Noter la réponse", width=620)
        self._env, self._detail = env, detail
        fiche = detail.fiche
        self.body.addWidget(label(f"{detail.structure.nom}, pour {detail.jeune.nom_complet}", role="muted", wrap=True))
        options = [(r, r.libelle) for r in ResultatFiche]
        self.resultat = ChipGroup("Résultat", options, exclusive=True, optional=False)
        self.resultat.changed.connect(self._result_chosen)
        self.texte = TextArea(5, "Ce que le partenaire a fait, ce qu’il propose")
        self.motif = TextArea(2, "Telle que le partenaire l’a dite")
        self.le, self.rendez_vous = DateField(env.ctx.today), DateField(env.ctx.today)
        self.par = QLineEdit()
        self.suite = QCheckBox()
        self.suite.setChecked(True)
        self.add_field("resultat", "Résultat", self.resultat, required=True)
        self.motif_field = self.add_field("refus_motif", "Raison du refus", self.motif, required=True)
        self.add_field("texte", "Actions menées", self.texte)
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        self.add_field("le", "Reçue le", self.le, row=row)
        self.add_field("rendez_vous_le", "Rendez-vous avec le jeune le", self.rendez_vous, row=row)
        self.body.addLayout(row)
        self.add_field("par", "Par", self.par)
        self.body.addWidget(self.suite)
        self.le.set_value(env.ctx.today())
        self.rendez_vous.set_value(fiche.rendez_vous_le)
        self.par.setText(fiche.reponse_par or (detail.interlocuteur.nom if detail.interlocuteur else ""))
        self.texte.setPlainText(fiche.reponse_texte)
        self._result_chosen()

    def write(self) -> Write:
        """Return the recording."""
        resultat = self.resultat.value()
        if resultat is None:
            raise InvalidInputError("Dites le résultat.", champ="resultat")
        reponse = Reponse(
            cast(ResultatFiche, resultat),
            self.le.value() or self._env.ctx.today(),
            self.texte.text(),
            self.par.text(),
            self.rendez_vous.value(),
            self.motif.text(),
        )
        ctx, fiche_id, suite = self._env.ctx, self._detail.fiche.id, self.suite.isChecked()
        return lambda: liaison.enregistrer_reponse(ctx, fiche_id, reponse, difficulte_suit=suite)

    def _result_chosen(self) -> None:
        resultat = cast("ResultatFiche | None", self.resultat.value())
        self.motif_field.setVisible(resultat is ResultatFiche.REFUSE)
        self.suite.setVisible(resultat is not None)
        self.suite.setText(_SUITES.get(resultat, "") if resultat else "")


class CourrielDialog(BaseDialog):
    """The draft of e-mail is written: open it, or do without the mail program. Accepted: mark the fiche as sent."""

    def __init__(self, brouillon: Brouillon, detail: DetailFiche, parent: QWidget | None = None) -> None:
        super().__init__(parent, "Le courriel est prêt", width=720)
        self._brouillon = brouillon
        self._say_what_was_written(brouillon)
        self._add_tools(brouillon)
        self.delete_draft = QCheckBox(
            typographie("Supprimer le brouillon de courriel du dossier : il contient la fiche")
        )
        self.delete_draft.setChecked(True)
        self.body.addWidget(self.delete_draft)
        self.body.addStretch(1)
        self.add_button("Pas encore", reject=True)
        verb = "Marquer comme envoyée" if detail.a_remettre else "Noter la relance"
        self.add_button(verb, "primary", accept=True).setDefault(True)

    def _say_what_was_written(self, brouillon: Brouillon) -> None:
        before = (
            "Votre messagerie doit l’ouvrir comme un message à envoyer, le PDF en pièce jointe. "
            "Relisez-le, envoyez-le, puis revenez ici."
        )
        otherwise = (
            "Rien ne s’ouvre, ou le message n’est pas modifiable ? Écrivez un message vous-même : copiez "
            "l’adresse et le texte, et joignez le PDF qui est dans le dossier."
        )
        facts = (
            ("À", brouillon.destinataire),
            ("Objet", brouillon.objet),
            ("Brouillon", brouillon.fichier.name),
            ("Dossier", str(brouillon.fichier.parent)),
        )
        self.body.addWidget(label(before, wrap=True))
        self.body.addWidget(KeyValue(facts))
        self.body.addWidget(Banner(typographie(otherwise), "info", Icon.INFO))

    def _add_tools(self, brouillon: Brouillon) -> None:
        bar = QWidget()
        tools = FlowLayout(bar, Space.S)
        self.open_draft = button("Ouvrir le brouillon", shape=Icon.MAIL)
        self.open_folder = button("Ouvrir le dossier", shape=Icon.FOLDER)
        self.copy_address = button("Copier l’adresse", shape=Icon.COPY)
        self.copy_text = button("Copier le texte", shape=Icon.COPY)
        for tool in (self.open_draft, self.open_folder, self.copy_address, self.copy_text):
            tools.addWidget(tool)
        self.done_label = label(role="small")
        self.body.addWidget(bar)
        self.body.addWidget(self.done_label)
        self.open_draft.clicked.connect(self.open_file)
        self.open_folder.clicked.connect(lambda: self._opened(open_path(brouillon.fichier.parent), "Le dossier"))
        self.copy_address.clicked.connect(lambda: self._copy(brouillon.destinataire, "Adresse copiée."))
        self.copy_text.clicked.connect(lambda: self._copy(f"{brouillon.objet}\n\n{brouillon.corps}", "Texte copié."))

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height of the content, no more."""
        super().showEvent(event)
        fit_height(self)

    def open_file(self) -> None:
        """Ask the mail program to open the draft."""
        self._opened(open_path(self._brouillon.fichier), "Le brouillon")

    def _opened(self, asked: bool, what: str) -> None:  # noqa: FBT001 - the answer of the system
        words = f"{what} a été demandé au système, à vérifier." if asked else f"{what} n’a pas pu être ouvert."
        self._say(words)

    def _copy(self, text: str, words: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._say(words)

    def _say(self, words: str) -> None:
        self.done_label.setText(words)
        announce(self, words)
