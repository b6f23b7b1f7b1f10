"""The agreement to share one theme with one recipient: who said yes, when, how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from PySide6.QtWidgets import QCheckBox, QWidget

from plateforme.domain.fiche import AccordPartage
from plateforme.domain.vocabulaire import FormeAccord, Theme
from plateforme.errors import InvalidInputError
from plateforme.services import accords
from plateforme.typographie import typographie
from plateforme.ui.dialogs.form import FormDialog, Write
from plateforme.ui.env import UiEnv
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.text import label


@dataclass(frozen=True)
class DemandeAccord:
    """What is asked: to whom the agreement belongs, the recipient, the theme."""

    beneficiaire_id: int
    jeune: str
    structure_id: int
    partenaire: str
    theme: Theme
    mineur: bool


class AccordDialog(FormDialog):
    """Says what was asked, in words to read to the young person, then records the answer."""

    def __init__(self, env: UiEnv, asked: DemandeAccord, parent: QWidget | None = None) -> None:
        super().__init__(env.tasks, parent, "Recueillir l’accord", "Noter l’accord")
        self._env, self._asked = env, asked
        question = (
            f"« Êtes-vous d’accord pour que je transmette à {asked.partenaire} vos coordonnées et ce que vous "
            f"m’avez dit sur : {asked.theme.libelle.lower()} ? Vous pourrez changer d’avis à tout moment. »"
        )
        self.body.addWidget(label(asked.jeune, role="muted"))
        self.body.addWidget(label(typographie(question), wrap=True))
        self.forme = ChipGroup("Accord donné", [(f, f.libelle) for f in FormeAccord], exclusive=True, optional=False)
        self.forme.set_values([FormeAccord.ORAL])
        self.donne_le = DateField(env.ctx.today)
        self.donne_le.set_value(env.ctx.today())
        self.add_field("forme", "Accord donné", self.forme)
        self.add_field("donne_le", "Le", self.donne_le)
        self.representant = QCheckBox("Son représentant légal est d’accord aussi")
        self.explicite = QCheckBox("Le jeune sait qu’une information de santé sera transmise, et l’accepte")
        if asked.mineur:
            text = "Le jeune est mineur : l’accord de son représentant légal est nécessaire."
            self.add_field("par_representant", "Représentant légal", self.representant, help_text=text)
        if asked.theme is Theme.SANTE:
            text = "À l’oral, l’accord doit porter expressément sur la santé."
            self.add_field("explicite", "Santé", self.explicite, help_text=text)
        self.body.addStretch(1)

    def write(self) -> Write:
        """Return the recording."""
        jour = self.donne_le.value()
        if jour is None:
            raise InvalidInputError("La date de l’accord manque.", "Dites quel jour il a été donné.", champ="donne_le")
        asked, ctx = self._asked, self._env.ctx
        accord = AccordPartage(
            beneficiaire_id=asked.beneficiaire_id,
            structure_id=asked.structure_id,
            theme=asked.theme,
            donne_le=jour,
            forme=cast(FormeAccord, self.forme.value()),
            par_representant=self.representant.isChecked(),
            explicite=self.explicite.isChecked(),
        )
        return lambda: accords.recueillir(ctx, accord)
