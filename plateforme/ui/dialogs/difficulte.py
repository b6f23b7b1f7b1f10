"""A difficulty: opened, corrected, closed with its outcome. Used by the person's page, the call and the fiches."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QWidget

from plateforme.domain.difficulte import Difficulte
from plateforme.domain.vocabulaire import Gravite, IssueDifficulte, Origine, Theme
from plateforme.errors import InvalidInputError
from plateforme.services import difficultes
from plateforme.services.annulation import Annulation
from plateforme.services.difficultes import Ouverture
from plateforme.ui.dialogs.form import FormDialog, Write, undo_toast
from plateforme.ui.env import UiEnv
from plateforme.ui.theme import Space
from plateforme.ui.widgets.chips import ChipGroup
from plateforme.ui.widgets.date_field import DateField
from plateforme.ui.widgets.fields import Choice, TextArea
from plateforme.ui.widgets.text import label


class DifficulteDialog(FormDialog):
    """The form of a difficulty: a new one of ``beneficiaire_id``, or ``existing`` to correct."""

    def __init__(
        self,
        env: UiEnv,
        beneficiaire_id: int,
        name: str,
        existing: Difficulte | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title, verb = (
            ("Modifier la difficulté", "Enregistrer") if existing else ("Nouvelle difficulté", "Ouvrir la difficulté")
        )
        super().__init__(env.tasks, parent, title, verb, width=620)
        self._env, self._existing = env, existing
        self._start = existing or Difficulte(beneficiaire_id=beneficiaire_id, ouverte_le=env.ctx.today())
        self.body.addWidget(label(name, role="muted"))
        self.theme = ChipGroup("Thème", [(t, t.libelle) for t in Theme], exclusive=True, optional=False)
        self.gravite = ChipGroup("Gravité", [(g, g.libelle) for g in Gravite], exclusive=True, optional=False)
        self.origine = Choice([(o, o.libelle) for o in Origine])
        self.ouverte_le = DateField(env.ctx.today)
        self.description = TextArea(5, "Ce qui se passe, en quelques phrases")
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        self.add_field("theme", "Thème", self.theme, required=True)
        self.add_field("gravite", "Gravité", self.gravite)
        pair = QHBoxLayout()
        pair.setSpacing(Space.M)
        self.add_field("ouverte_le", "Ouverte le", self.ouverte_le, row=pair)
        self.add_field("origine", "Origine", self.origine, row=pair)
        pair.setStretch(0, 1)
        pair.setStretch(1, 1)
        self.body.addLayout(pair)
        note = "Ce texte sert de départ au besoin d’une fiche : n’y mettez que ce qui touche cette difficulté."
        self.add_field("description", "Description", self.description, help_text=note)

    def write(self) -> Write:
        """Return the opening or the correction."""
        theme = self.theme.value()
        if theme is None:
            raise InvalidInputError("Choisissez un thème.", champ="theme")
        wanted = replace(
            self._start,
            theme=cast(Theme, theme),
            gravite=cast(Gravite, self.gravite.value()),
            origine=cast(Origine, self.origine.value()),
            ouverte_le=self.ouverte_le.value() or self._env.ctx.today(),
            description=self.description.text(),
        )
        ctx, existing = self._env.ctx, self._existing
        if existing:
            return lambda: difficultes.modifier(ctx, existing, wanted)
        return lambda: difficultes.ouvrir(ctx, wanted)

    def _fill(self) -> None:
        start = self._start
        self.theme.set_values([start.theme] if self._existing else [])
        self.gravite.set_values([start.gravite])
        self.origine.set_value(start.origine)
        self.ouverte_le.set_value(start.ouverte_le)
        self.description.setPlainText(start.description)


class ClotureDialog(FormDialog):
    """How a difficulty ends."""

    def __init__(self, env: UiEnv, difficulte: Difficulte, parent: QWidget | None = None) -> None:
        super().__init__(env.tasks, parent, "Clore la difficulté", "Clore la difficulté")
        self._env, self._difficulte = env, difficulte
        self.body.addWidget(label(difficulte.theme.libelle, role="muted"))
        self.issue = ChipGroup("Issue", [(i, i.libelle) for i in IssueDifficulte], exclusive=True, optional=False)
        self.close_le = DateField(env.ctx.today)
        self.close_le.set_value(env.ctx.today())
        self.add_field("issue", "Issue", self.issue, required=True)
        self.add_field("close_le", "Close le", self.close_le)
        self.body.addStretch(1)

    def write(self) -> Write:
        """Return the closing."""
        issue = self.issue.value()
        if issue is None:
            raise InvalidInputError("Dites comment la difficulté se termine.", champ="issue")
        ctx, difficulte_id, jour = self._env.ctx, self._difficulte.id, self.close_le.value()
        return lambda: difficultes.clore(ctx, difficulte_id, cast(IssueDifficulte, issue), jour)


def ouvrir_difficulte(env: UiEnv, parent: QWidget | None, beneficiaire_id: int, name: str) -> Difficulte | None:
    """Ask for a new difficulty, say it is open, with « Annuler ». None when given up."""
    dialog = DifficulteDialog(env, beneficiaire_id, name, None, parent)
    if not env.messages.run(dialog):
        return None
    ouverture = cast(Ouverture, dialog.result_)
    words = f"Difficulté « {ouverture.difficulte.theme.libelle} » ouverte."
    undo_toast(env.tasks, env.messages, words, ouverture.annuler)
    return ouverture.difficulte


def modifier_difficulte(env: UiEnv, parent: QWidget | None, difficulte: Difficulte, name: str) -> bool:
    """Correct a difficulty; False when given up."""
    dialog = DifficulteDialog(env, difficulte.beneficiaire_id, name, difficulte, parent)
    if not env.messages.run(dialog):
        return False
    undo_toast(env.tasks, env.messages, "Difficulté modifiée.", cast(Annulation, dialog.result_))
    return True


def clore_difficulte(env: UiEnv, parent: QWidget | None, difficulte: Difficulte) -> bool:
    """Close a difficulty with its outcome; False when given up."""
    dialog = ClotureDialog(env, difficulte, parent)
    if not env.messages.run(dialog):
        return False
    undo_toast(env.tasks, env.messages, "Difficulté close.", cast(Annulation, dialog.result_))
    return True
