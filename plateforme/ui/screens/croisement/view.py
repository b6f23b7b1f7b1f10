"""The screen: the four steps on top, the current one below."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.croisement.affectation import VueAffectation
from plateforme.ui.screens.croisement.colonnes import VueColonnes
from plateforme.ui.screens.croisement.fichiers import VueFichiers
from plateforme.ui.screens.croisement.paires import VuePaires
from plateforme.ui.screens.croisement.viewmodel import CroisementModel, Etape
from plateforme.ui.theme import Icon, Space, set_property
from plateforme.ui.theme.icons import icon
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
        outer.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        outer.setSpacing(Space.M)
        titre = QHBoxLayout()
        titre.addWidget(label("Croisement", role="title"))
        titre.addStretch(1)
        self._etapes = {etape: self._bouton(etape) for etape in Etape}
        for rang, bouton in enumerate(self._etapes.values()):
            if rang:
                titre.addWidget(label("›", role="muted"))
            titre.addWidget(bouton)
        outer.addLayout(titre)
        self._pile = QStackedWidget()
        self.fichiers = VueFichiers(env, self.model)
        self.colonnes = VueColonnes(self.model)
        self.paires = VuePaires(env, self.model)
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

    def _bouton(self, etape: Etape) -> QPushButton:
        bouton = QPushButton(f"{int(etape) + 1}  {NOMS[etape]}")
        bouton.setProperty("kind", "ghost")
        bouton.setAutoDefault(False)
        bouton.clicked.connect(lambda _c=False, e=etape: self.model.aller(e))
        return bouton

    def _montrer(self, etape: int) -> None:
        self._pile.setCurrentIndex(etape)
        self._vues[etape].setFocus()

    def _rafraichir(self) -> None:
        for etape, bouton in self._etapes.items():
            courante = etape is self.model.etape
            bouton.setEnabled(courante or self.model.accessible(etape))
            set_property(bouton, "kind", "chip" if courante else "ghost")
            passee = etape < self.model.etape
            bouton.setIcon(icon(Icon.CHECK, "success") if passee else icon(Icon.RIGHT) if courante else icon(Icon.MORE))
            bouton.setAccessibleDescription("étape en cours" if courante else "étape passée" if passee else "")


def factory(env: UiEnv) -> QWidget:
    """Build the screen."""
    return CroisementView(env)
