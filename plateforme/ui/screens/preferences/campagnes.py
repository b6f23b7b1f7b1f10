"""The campaigns: list, create, correct, close."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateforme.domain.campagne import Campagne
from plateforme.domain.texte import date_courte, minuscule, pluriel
from plateforme.services import campagnes, premiere_ouverture
from plateforme.typographie import typographie
from plateforme.ui.dialogs.form import FormDialog, Write
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.demarrage.formulaires import FormulaireCampagne
from plateforme.ui.screens.preferences.sections import Section
from plateforme.ui.screens.preferences.viewmodel import PreferencesModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.badge import Badge, Tone
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Card, EmptyState
from plateforme.ui.widgets.text import label


class DialogueCampagne(FormDialog):
    """Create a campaign, or correct one."""

    def __init__(self, env: UiEnv, campagne: Campagne, parent: QWidget | None = None) -> None:
        nouvelle = campagne.id == 0
        titre = "Nouvelle campagne" if nouvelle else f"Campagne {campagne.nom}"
        super().__init__(env.tasks, parent, titre, "Créer la campagne" if nouvelle else "Enregistrer la campagne")
        self._env = env
        self.formulaire = FormulaireCampagne(env.ctx.today)
        self.formulaire.charger(campagne)
        self.fields["nom"] = self.formulaire.champ_nom
        self.fields["fenetre_fin"] = self.formulaire.champ_fin
        self.body.addWidget(self.formulaire)

    def save(self) -> None:
        """Tell what is wrong under the fields before asking the base."""
        if self.formulaire.valider():
            super().save()

    def write(self) -> Write:
        """Return the creation or the correction."""
        ctx, campagne = self._env.ctx, self.formulaire.campagne()
        if campagne.id:
            return lambda: campagnes.modifier(ctx, campagne)
        return lambda: campagnes.creer(ctx, campagne)


class SectionCampagnes(Section):
    """One card a campaign, the latest first."""

    def __init__(self, env: UiEnv, model: PreferencesModel) -> None:
        super().__init__(
            "Campagnes", "Une campagne par an : les jeunes dont le contrat commence dans sa période y sont repérés."
        )
        self._env, self._model = env, model
        self.nouvelle = button("Nouvelle campagne…", "primary", Icon.ADD)
        self.corps.addWidget(self.nouvelle, 0, Qt.AlignmentFlag.AlignLeft)
        self.liste = QVBoxLayout()
        self.liste.setSpacing(Space.M)
        self.corps.addLayout(self.liste)
        self.vide = EmptyState(Icon.CAMPAIGN, "Aucune campagne", "Créez la première pour croiser vos listes.")
        self.corps.addWidget(self.vide)
        self.corps.addStretch(1)
        self.cartes: dict[int, CarteCampagne] = {}
        self.nouvelle.clicked.connect(self._creer)
        model.campagnes_lues.connect(self._montrer)

    def _montrer(self, connues: tuple[Campagne, ...]) -> None:
        for carte in self.cartes.values():
            self.liste.removeWidget(carte)
            carte.deleteLater()
        self.cartes = {c.id: CarteCampagne(c, self._modifier, self._clore) for c in connues}
        for carte in self.cartes.values():
            self.liste.addWidget(carte)
        self.vide.setVisible(not connues)

    def _creer(self) -> None:
        proposee = premiere_ouverture.campagne_proposee(self._env.ctx.today())
        self._editer(proposee, f"La campagne {proposee.nom} est créée.")

    def _modifier(self, campagne: Campagne) -> None:
        self._editer(campagne, "La campagne est enregistrée.")

    def _editer(self, campagne: Campagne, dit: str) -> None:
        dialogue = DialogueCampagne(self._env, campagne, self)
        if self._env.messages.run(dialogue):
            self._env.messages.toast(dit)

    def _clore(self, campagne: Campagne) -> None:
        if campagne.close_le is None and not self._env.messages.confirm(
            f"Clore la campagne {campagne.nom}",
            typographie(
                "Ses jeunes quittent « Aujourd’hui » : plus d’appel du mois, plus de bilan à faire. "
                "Rien n’est effacé, et vous pourrez la rouvrir."
            ),
            "Clore la campagne",
        ):
            return
        faite = "rouverte" if campagne.close_le else "close"
        self._model.clore(campagne, lambda: self._env.messages.toast(f"La campagne {campagne.nom} est {faite}."))


class CarteCampagne(Card):
    """What a campaign is, and its two buttons."""

    def __init__(
        self, campagne: Campagne, modifier: Callable[[Campagne], None], clore: Callable[[Campagne], None]
    ) -> None:
        super().__init__(f"Campagne {campagne.nom}")
        close = campagne.close_le
        etat = f"Close le {date_courte(close)}" if close else "Ouverte"
        tone, shape = (Tone.NEUTRAL, Icon.LOCK) if close else (Tone.SUCCESS, Icon.CHECK)
        self.header.add_action(Badge(etat, tone, shape))
        self.body.addWidget(label(periode(campagne), wrap=True))
        prevu = f"{pluriel(campagne.effectif_prevu, 'jeune prévu', 'jeunes prévus')}" if campagne.effectif_prevu else ""
        methode = f"Affectation : {minuscule(campagne.methode.libelle)}"
        self.body.addWidget(label(typographie(" – ".join(m for m in (methode, prevu) if m)), role="muted", wrap=True))
        self.modifier = button("Modifier…", "", Icon.EDIT)
        self.clore = button("Rouvrir" if close else "Clore…", "ghost")
        for bouton, verbe in ((self.modifier, "Modifier"), (self.clore, "Rouvrir" if close else "Clore")):
            bouton.setAccessibleName(f"{verbe} la campagne {campagne.nom}")
        rangee = QHBoxLayout()
        rangee.setSpacing(Space.S)
        rangee.addWidget(self.modifier)
        rangee.addWidget(self.clore)
        rangee.addStretch(1)
        self.body.addLayout(rangee)
        self.modifier.clicked.connect(lambda: modifier(campagne))
        self.clore.clicked.connect(lambda: clore(campagne))


def periode(campagne: Campagne) -> str:
    """Return the window in words."""
    return f"Contrats commencés du {date_courte(campagne.fenetre_debut)} au {date_courte(campagne.fenetre_fin)}"
