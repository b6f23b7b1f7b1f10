"""Second step: the columns recognised, corrected by hand; rows in error first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from plateforme.domain.liste import ColonneReconnue, RoleColonne
from plateforme.domain.texte import cle_tri, date_courte, pluriel
from plateforme.services.etapes_croisement import ListeOuverte
from plateforme.ui.screens.croisement.fichiers import TITRES
from plateforme.ui.screens.croisement.viewmodel import Cote, CroisementModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner
from plateforme.ui.widgets.fields import Choice
from plateforme.ui.widgets.text import label

APERCU = 200
"""Rows shown in the preview; every row in error is shown first."""
_ROLES = [
    (RoleColonne.IGNORER, RoleColonne.IGNORER.libelle),
    *sorted(((r, r.libelle) for r in RoleColonne if r is not RoleColonne.IGNORER), key=lambda paire: cle_tri(paire[1])),
]


def tableau(nom: str, titres: list[str]) -> QTableWidget:
    """Return a plain read-only table."""
    fait = QTableWidget(0, len(titres))
    fait.setAccessibleName(nom)
    fait.setHorizontalHeaderLabels(titres)
    fait.verticalHeader().hide()
    fait.setShowGrid(False)
    fait.setWordWrap(False)
    fait.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    fait.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    fait.setTabKeyNavigation(False)
    fait.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    fait.horizontalHeader().setStretchLastSection(True)
    return fait


def cellule(texte: str, *, droite: bool = False) -> QTableWidgetItem:
    """Return a read-only cell whose tooltip is its text."""
    faite = QTableWidgetItem(texte)
    faite.setToolTip(texte)
    if droite:
        faite.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return faite


def confiance(colonne: ColonneReconnue, corrigee: RoleColonne | None) -> str:
    """Return how sure the recognition is, in words."""
    if corrigee is not None:
        return "corrigée par vous"
    if colonne.role is RoleColonne.IGNORER:
        return "non reconnue" if colonne.titre else "sans titre"
    return "sûre" if colonne.confiance > 0.75 else "probable" if colonne.confiance > 0.5 else "à vérifier"


class PanneauColonnes(QWidget):
    """The columns of one list and what they give."""

    def __init__(self, model: CroisementModel, cote: Cote) -> None:
        super().__init__()
        self._model, self._cote = model, cote
        self._montree: ListeOuverte | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        outer.setSpacing(Space.S)
        self._probleme = Banner("", "danger", Icon.WARNING)
        outer.addWidget(self._probleme)
        corps = QHBoxLayout()
        corps.setSpacing(Space.L)
        self.colonnes = tableau(f"Colonnes : {TITRES[cote][0]}", ["Colonne", "Contient", "Reconnue", "Exemples"])
        self.colonnes.setColumnWidth(0, 130)
        self.colonnes.setColumnWidth(1, 190)
        self.colonnes.setColumnWidth(2, 96)
        gauche = QVBoxLayout()
        gauche.addWidget(label("Colonnes du fichier", role="section"))
        gauche.addWidget(self.colonnes, 1)
        corps.addLayout(gauche, 6)
        droite = QVBoxLayout()
        self._titre_lignes = label("", role="section")
        droite.addWidget(self._titre_lignes)
        self.lignes = tableau(f"Lignes lues : {TITRES[cote][0]}", ["Ligne", "Lu", "Né(e) le"])
        self.lignes.setColumnWidth(0, 56)
        self.lignes.horizontalHeader().setStretchLastSection(False)
        self.lignes.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.lignes.setColumnWidth(2, 92)
        droite.addWidget(self.lignes, 1)
        corps.addLayout(droite, 5)
        outer.addLayout(corps, 1)
        model.changed.connect(self._rafraichir)

    def _rafraichir(self) -> None:
        liste = self._model.listes.get(self._cote)
        if liste is self._montree:
            return
        self._montree = liste
        self.colonnes.setRowCount(0)
        self.lignes.setRowCount(0)
        self._titre_lignes.setText("")
        self._probleme.set_text(str(liste.probleme) if liste and liste.probleme else "")
        if liste is not None:
            self._montrer_colonnes(liste)
            self._montrer_lignes(liste)

    def _montrer_colonnes(self, liste: ListeOuverte) -> None:
        roles = liste.roles
        self.colonnes.setRowCount(len(liste.colonnes))
        for rang, colonne in enumerate(liste.colonnes):
            self.colonnes.setItem(rang, 0, cellule(colonne.titre or f"Colonne {rang + 1}"))
            choix = Choice(_ROLES)
            choix.setAccessibleName(f"Contenu de la colonne {colonne.titre or rang + 1}")
            choix.set_value(roles.get(colonne.index, RoleColonne.IGNORER))
            choix.chosen.connect(partial(self._corriger, colonne.index, choix))
            self.colonnes.setCellWidget(rang, 1, choix)
            self.colonnes.setItem(rang, 2, cellule(confiance(colonne, liste.corrections.get(colonne.index))))
            self.colonnes.setItem(rang, 3, cellule(" · ".join(colonne.exemples)))
            self.colonnes.setRowHeight(rang, choix.sizeHint().height() + Space.XS)

    def _corriger(self, index: int, choix: Choice) -> None:
        valeur = choix.value()
        if isinstance(valeur, RoleColonne):
            self._model.corriger(self._cote, index, valeur)

    def _montrer_lignes(self, liste: ListeOuverte) -> None:
        personnes = liste.personnes
        if personnes is None:
            return
        erreurs = pluriel(len(personnes.refusees), "ligne ne peut pas être lue", "lignes ne peuvent pas être lues")
        lues = pluriel(len(personnes.personnes), "personne lue", "personnes lues")
        self._titre_lignes.setText(f"{lues}, {erreurs}" if personnes.refusees else lues)
        apercu = personnes.personnes[:APERCU]
        self.lignes.setRowCount(len(personnes.refusees) + len(apercu))
        for rang, refusee in enumerate(personnes.refusees):
            self.lignes.setItem(rang, 0, cellule(str(refusee.ligne), droite=True))
            self.lignes.setItem(rang, 1, cellule(f"⚠ {refusee.motif}"))
            self.lignes.setItem(rang, 2, cellule("non lue"))
        for rang, lue in enumerate(apercu, start=len(personnes.refusees)):
            self.lignes.setItem(rang, 0, cellule(str(lue.ligne), droite=True))
            self.lignes.setItem(
                rang, 1, cellule(" – ".join(filter(None, (lue.nom_complet, lue.commune, *lue.remarques))))
            )
            self.lignes.setItem(rang, 2, cellule(date_courte(lue.naissance) if lue.naissance else ""))


class VueColonnes(QWidget):
    """Both lists, and the crossing."""

    def __init__(self, model: CroisementModel) -> None:
        super().__init__()
        self._model = model
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        onglets = QTabWidget()
        self.panneaux = {cote: PanneauColonnes(model, cote) for cote in Cote}
        for cote, panneau in self.panneaux.items():
            onglets.addTab(panneau, TITRES[cote][0])
        self.onglets = onglets
        outer.addWidget(onglets, 1)
        self.suite = button("Croiser les deux listes", "primary")
        self.suite.clicked.connect(model.croiser)
        outer.addWidget(self.suite, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.suite)
        model.changed.connect(self._rafraichir)

    def _rafraichir(self) -> None:
        self.suite.setEnabled(self._model.colonnes_pretes() and not self._model.en_cours)
        for rang, cote in enumerate(Cote):
            liste = self._model.listes.get(cote)
            souci = liste is not None and liste.probleme is not None
            self.onglets.setTabText(rang, TITRES[cote][0] + (" (à corriger)" if souci else ""))
