"""Préférences: the sections at the left, the one chosen at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QStackedWidget, QWidget

from plateforme.domain.changes import ChangeSet
from plateforme.security.vault import Vault
from plateforme.services.reglages import Valeurs
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.demarrage.formulaires import FormulaireChambre, FormulaireReferent
from plateforme.ui.screens.preferences.campagnes import SectionCampagnes
from plateforme.ui.screens.preferences.sections import (
    Section,
    SectionApparence,
    SectionAPropos,
    SectionDocuments,
    SectionFormulaire,
)
from plateforme.ui.screens.preferences.securite import SectionSecurite
from plateforme.ui.screens.preferences.viewmodel import PreferencesModel
from plateforme.ui.theme import Icon, Space, icon

LARGEUR = 640
"""Widest section, in device-independent pixels."""


class PreferencesView(QWidget):
    """``activate`` with the key of a section shows it: chambre, referent, campagnes, securite, apparence ..."""

    def __init__(self, env: UiEnv, vault: Vault | None = None) -> None:
        super().__init__()
        self.setAccessibleName("Préférences")
        self.model = PreferencesModel(env.base, env.tasks, vault, self)
        self.chambre = SectionFormulaire(
            "Chambre",
            "Elle figure en tête des fiches et des rapports.",
            FormulaireChambre(crip=True),
            self.model,
            env.messages,
        )
        self.referent = SectionFormulaire(
            "Vous",
            "Les partenaires vous répondent à ces coordonnées.",
            FormulaireReferent(),
            self.model,
            env.messages,
        )
        self.campagnes = SectionCampagnes(env, self.model)
        self.securite = SectionSecurite(self.model, env.messages)
        self.apparence = SectionApparence(self.model)
        self.documents = SectionDocuments(self.model, env.messages)
        self.a_propos = SectionAPropos()
        self.sections: dict[str, tuple[str, Icon, Section]] = {
            "chambre": ("Chambre", Icon.IDENTITY, self.chambre),
            "referent": ("Vous", Icon.PERSON, self.referent),
            "campagnes": ("Campagnes", Icon.CAMPAIGN, self.campagnes),
            "securite": ("Sécurité", Icon.SHIELD, self.securite),
            "apparence": ("Apparence", Icon.LIGHT_MODE, self.apparence),
            "documents": ("Documents", Icon.FOLDER, self.documents),
            "a_propos": ("À propos", Icon.INFO, self.a_propos),
        }
        self._lay_out()
        self.model.valeurs_lues.connect(self._charger)
        self.model.lire()

    # What the window calls

    def activate(self, argument: object) -> None:
        """Show a section by its key, else the one shown last."""
        if isinstance(argument, str) and argument in self.sections:
            self.liste.setCurrentRow(list(self.sections).index(argument))
        self.liste.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self, changes: ChangeSet) -> None:
        """Read again what changed."""
        self.model.changes(changes)

    def save_state(self) -> str:
        """Return the key of the section shown; passphrases typed are forgotten."""
        self.securite.effacer()
        return self.section()

    def restore_state(self, state: str) -> None:
        """Show the section of last time."""
        if state in self.sections:
            self.liste.setCurrentRow(list(self.sections).index(state))

    def section(self) -> str:
        """Return the key of the section shown."""
        return list(self.sections)[self.liste.currentRow()]

    def _charger(self, valeurs: Valeurs) -> None:
        for _, _, section in self.sections.values():
            section.charger(valeurs)

    def _lay_out(self) -> None:
        self.liste = QListWidget()
        self.liste.setAccessibleName("Rubriques")
        self.liste.setFixedWidth(190)
        self.liste.setProperty("surface", "base")
        self.liste.setSpacing(1)
        self.pile = QStackedWidget()
        for titre, forme, section in self.sections.values():
            rubrique = QListWidgetItem(icon(forme), titre)
            rubrique.setSizeHint(QSize(0, self.liste.fontMetrics().height() + 2 * Space.S))
            self.liste.addItem(rubrique)
            self.pile.addWidget(_defilant(section))
        self.liste.currentRowChanged.connect(self._montrer)
        self.liste.setCurrentRow(0)
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(Space.L, Space.L, 0, 0)
        rangee.setSpacing(Space.XL)
        rangee.addWidget(self.liste)
        rangee.addWidget(self.pile, 1)

    def _montrer(self, rang: int) -> None:
        if rang >= 0:
            self.securite.effacer()
            self.pile.setCurrentIndex(rang)


def factory(env: UiEnv) -> QWidget:
    """Build the screen."""
    return PreferencesView(env)


def _defilant(section: Section) -> QScrollArea:
    zone = QScrollArea()
    zone.setWidgetResizable(True)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    section.setMaximumWidth(LARGEUR)
    zone.setWidget(section)
    return zone
