"""The screen: the four steps on top, the current one below."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.croisement.affectation import VueAffectation
from plateforme.ui.screens.croisement.colonnes import VueColonnes
from plateforme.ui.screens.croisement.fichiers import VueFichiers
from plateforme.ui.screens.croisement.paires import VuePaires
from plateforme.ui.screens.croisement.viewmodel import CroisementModel, Etape
from plateforme.ui.theme import Icon, Space, icon, set_property
from plateforme.ui.widgets.text import label

NOMS = {
    Etape.FICHIERS: "Fichiers",
    Etape.COLONNES: "Colonnes",
    Etape.PAIRES: "Paires à vérifier",
    Etape.AFFECTATION: "Affectation",
}


class CroisementView(QWidget):
    """Files, columns, pairs to check, assignment."""

    def __init__(self, env: UiEnv, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.model = CroisementModel(env, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        outer.setSpacing(Space.L)
        outer.addLayout(self._titre())
        self._pile = QStackedWidget()
        self.fichiers = VueFichiers(env, self.model)
        self.colonnes = VueColonnes(self.model)
        self.paires = VuePaires(self.model)
        self.affectation = VueAffectation(env, self.model)
        self._vues = (self.fichiers, self.colonnes, self.paires, self.affectation)
        for vue in self._vues:
            self._pile.addWidget(vue)
        outer.addWidget(self._pile, 1)
        self.model.etape_changed.connect(self._montrer)
        self.model.changed.connect(self._rafraichir)
        self._rafraichir()

    def activate(self, argument: object) -> None:
        """Read the campaigns again."""
        del argument
        self.model.charger()

    def refresh(self, changes: ChangeSet) -> None:
        """Read the campaigns again when one changed."""
        if Sujet.CAMPAGNE in changes.sujets:
            self.model.charger()

    def shortcuts(self) -> list[tuple[str, str]]:
        """Return the keys of the review, for the page of shortcuts."""
        return [
            ("M", "Même personne"),
            ("P", "Pas la même personne"),
            ("D", "Déjà dans la base"),
            ("T", "Plus tard"),
            ("Z", "Annuler la dernière décision"),
            ("1", "Choisir la première date de naissance (2, 3 : les suivantes)"),
        ]

    def _titre(self) -> QHBoxLayout:
        ligne = QHBoxLayout()
        ligne.setSpacing(Space.XS)
        ligne.addWidget(label("Croisement", role="title"))
        ligne.addStretch(1)
        self.etapes = {etape: self._bouton(etape) for etape in Etape}
        for rang, bouton in enumerate(self.etapes.values()):
            if rang:
                fleche = label("›", role="muted")
                fleche.setAccessibleName(" ")
                ligne.addWidget(fleche)
            ligne.addWidget(bouton)
        return ligne

    def _bouton(self, etape: Etape) -> QPushButton:
        bouton = QPushButton(f"{int(etape) + 1}. {NOMS[etape]}")
        bouton.setProperty("kind", "chip")
        bouton.setAutoDefault(False)
        bouton.clicked.connect(lambda _c=False, e=etape: self._aller(e))
        return bouton

    def _aller(self, etape: Etape) -> None:
        if etape is not self.model.etape:
            self.model.aller(etape)
        self._rafraichir()

    def _montrer(self, etape: int) -> None:
        self._pile.setCurrentIndex(etape)
        self._vues[etape].entrer()

    def _rafraichir(self) -> None:
        fini = self.model.bilan is not None
        for etape, bouton in self.etapes.items():
            courante = etape is self.model.etape
            passee = etape < self.model.etape or fini
            bouton.setEnabled(courante or self.model.accessible(etape))
            bouton.setCheckable(courante)
            bouton.setChecked(courante)
            set_property(bouton, "kind", "chip" if courante else "ghost")
            bouton.setIcon(icon(Icon.CHECK, "success") if passee else QIcon())
            bouton.setAccessibleDescription("étape en cours" if courante else "étape passée" if passee else "")


def factory(env: UiEnv) -> QWidget:
    """Build the screen."""
    return CroisementView(env)
