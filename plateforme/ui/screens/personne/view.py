"""One person's page: header, what must not be missed, tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from plateforme.domain.changes import ChangeSet
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne import mots
from plateforme.ui.screens.personne.actions import Actions
from plateforme.ui.screens.personne.entete import Alertes, Entete
from plateforme.ui.screens.personne.onglets import OngletContrats, OngletDifficultes, OngletIdentite
from plateforme.ui.screens.personne.plan import OngletSuivi
from plateforme.ui.screens.personne.viewmodel import PersonneModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Card, EmptyState
from plateforme.ui.widgets.timeline import Timeline

ONGLETS = ("Fil", "Suivi", "Contrats", "Difficultés et fiches", "Identité et accord")


class PersonneView(QWidget):
    """The page of the person last opened with :meth:`ouvrir`."""

    closed = Signal()
    """The user goes back to the table, or the person is no longer there."""

    def __init__(self, env: UiEnv, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PersonneModel(env, self)
        self.actions_ = Actions(env, self.model, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.S, Space.L, 0)
        outer.setSpacing(Space.S)
        retour = QHBoxLayout()
        self.retour = button("Bénéficiaires", "link", Icon.BACK, tip="Revenir au tableau (Échap)")
        self.retour.clicked.connect(self.closed)
        retour.addWidget(self.retour)
        retour.addStretch(1)
        outer.addLayout(retour)
        self.entete = Entete(env, self.actions_)
        self.alertes = Alertes(self.actions_)
        outer.addWidget(self.entete)
        outer.addWidget(self.alertes)
        outer.addWidget(self._onglets(), 1)
        self.model.page_changed.connect(self._show)
        self.model.gone.connect(self.closed)
        for keys, slot in (("Esc", self.closed.emit), ("F2", self.actions_.identite)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def ouvrir(self, beneficiaire_id: int) -> None:
        """Show a person."""
        if beneficiaire_id != self.model.beneficiaire_id:
            self.onglets.setCurrentIndex(0)
        self.model.ouvrir(beneficiaire_id)
        self.entete.boutons["Contact"].setFocus()

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read the page again when it is concerned."""
        self.model.refresh(changes)

    def _onglets(self) -> QTabWidget:
        self.onglets = QTabWidget()
        self.onglets.setDocumentMode(True)
        self.onglets.setAccessibleName("Parties de la page")
        self.fil = Timeline()
        self.fil.item_activated.connect(self.actions_.ouvrir_fiche)
        self.rien = EmptyState(
            Icon.HISTORY, "Rien encore dans le fil", "Les appels, les fiches, le contrat y paraîtront."
        )
        self._page_fil = QWidget()
        column = QVBoxLayout(self._page_fil)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        carte = Card()
        carte.body.addWidget(self.fil)
        carte.body.addWidget(self.rien)
        column.addWidget(carte)
        column.addStretch(1)
        self.suivi = OngletSuivi()
        self.contrats = OngletContrats(self.actions_)
        self.difficultes = OngletDifficultes(self.actions_)
        self.identite = OngletIdentite(self.actions_)
        pages = (self._page_fil, self.suivi, self.contrats, self.difficultes, self.identite)
        for titre, page in zip(ONGLETS, pages, strict=True):
            scroll = QScrollArea()
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            scroll.setWidget(page)
            self.onglets.addTab(scroll, titre)
        return self.onglets

    def _show(self) -> None:
        page = self.model.page
        for widget in (self.entete, self.onglets):
            widget.setVisible(page is not None)
        if page is None:
            self.alertes.hide()
            return
        self.setAccessibleName(page.beneficiaire.nom_complet)
        self.entete.montrer(page)
        self.alertes.montrer(page)
        self.fil.set_items([mots.item(e) for e in self.model.fil])
        self.fil.setVisible(bool(self.model.fil))
        self.rien.setVisible(not self.model.fil)
        for onglet in (self.suivi, self.contrats, self.difficultes, self.identite):
            onglet.montrer(page)
        ouvertes = len(page.difficultes_ouvertes)
        self.onglets.setTabText(3, f"{ONGLETS[3]} ({ouvertes})" if ouvertes else ONGLETS[3])
