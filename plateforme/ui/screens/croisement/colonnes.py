"""Second step: the columns recognised, corrected by hand; rows in error first."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from plateforme.domain.liste import ColonneReconnue, PersonneListe, RoleColonne
from plateforme.domain.texte import cle_tri, date_courte, pluriel
from plateforme.services.etapes_croisement import ListeOuverte
from plateforme.typographie import typographie
from plateforme.ui.models.table import Column, TableModel
from plateforme.ui.screens.croisement.fichiers import TITRES
from plateforme.ui.screens.croisement.viewmodel import Cote, CroisementModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, EmptyState
from plateforme.ui.widgets.fields import Choice, TextArea
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label

SURE, PROBABLE = 0.75, 0.5
ETROIT, ETROIT_GRILLE = 1000, 480
"""Widths of the panel and of the columns' list, in device-independent pixels, under which something gives way."""
_ROLES = [
    (RoleColonne.IGNORER, RoleColonne.IGNORER.libelle),
    *sorted(((r, r.libelle) for r in RoleColonne if r is not RoleColonne.IGNORER), key=lambda paire: cle_tri(paire[1])),
]


def confiance(colonne: ColonneReconnue, role: RoleColonne, *, corrigee: bool) -> str:
    """Return how sure the recognition is, in words."""
    if corrigee or role is not colonne.role:
        return "choisie par vous" if role is not RoleColonne.IGNORER else "non lue"
    if role is RoleColonne.IGNORER:
        return "non lue"
    return "sûre" if colonne.confiance > SURE else "probable" if colonne.confiance > PROBABLE else "à vérifier"


class ChoixRole(Choice):
    """What a column holds. The wheel scrolls the list of columns, it never changes a column by accident."""

    def __init__(self) -> None:
        super().__init__(_ROLES)
        self.setMinimumContentsLength(14)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list."""
        event.ignore()


LIGNES: tuple[Column[PersonneListe], ...] = (
    Column("ligne", "Ligne", lambda p: p.ligne, align_right=True, width=64),
    Column("nom", "Lu", lambda p: p.nom_complet, tooltip=lambda p: p.nom_complet, stretch=True),
    Column("naissance", "Né(e) le", lambda p: p.naissance, display=date_courte, width=92),
    Column("commune", "Commune", lambda p: p.commune, tooltip=lambda p: p.commune, width=140),
)


def a_signaler(liste: ListeOuverte) -> list[str]:
    """Return the rows that could not be read, then what could not be read of the others, with the row numbers."""
    lignes = [f"Ligne {r.ligne}, non lue : {r.motif}" for r in liste.personnes.refusees]
    lignes += [f"Ligne {p.ligne}, lue sans cela : {r}" for p in liste.personnes.personnes for r in p.remarques]
    return [typographie(ligne) for ligne in lignes]


class GrilleColonnes(QScrollArea):
    """One line per column of the file: its title, what it holds, how sure, what is in it."""

    def __init__(self, model: CroisementModel, cote: Cote) -> None:
        super().__init__()
        self._model, self._cote = model, cote
        self._colonnes: tuple[ColonneReconnue, ...] | None = None
        self.choix: dict[int, ChoixRole] = {}
        self._etats: dict[int, QLabel] = {}
        self._exemples: list[QLabel] = []
        self._grille: QGridLayout | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"Colonnes du fichier, {TITRES[cote][0]}")

    def montrer(self, liste: ListeOuverte) -> None:
        """Show a list. Correcting a column moves nothing: the focus stays where it is."""
        if liste.colonnes is not self._colonnes:
            self._colonnes = liste.colonnes
            self._construire(liste.colonnes)
        roles = liste.roles
        for colonne in liste.colonnes:
            role = roles.get(colonne.index, RoleColonne.IGNORER)
            choix = self.choix[colonne.index]
            choix.set_value(role)
            choix.setToolTip(typographie(f"{role.libelle}\nExemples : {', '.join(colonne.exemples) or 'aucun'}"))
            self._etats[colonne.index].setText(confiance(colonne, role, corrigee=colonne.index in liste.corrections))

    def _construire(self, colonnes: Sequence[ColonneReconnue]) -> None:
        contenu = QWidget()
        self._grille = grille = QGridLayout(contenu)
        grille.setContentsMargins(0, 0, Space.S, 0)
        grille.setHorizontalSpacing(Space.M)
        grille.setVerticalSpacing(Space.XS)
        entetes = [label(titre, role="muted") for titre in ("Titre", "Contient", "Reconnue", "Exemples")]
        for rang, entete in enumerate(entetes):
            grille.addWidget(entete, 0, rang)
        self.choix, self._etats, self._exemples = {}, {}, [entetes[3]]
        for rang, colonne in enumerate(colonnes, start=1):
            self._ajouter(grille, rang, colonne)
        grille.setColumnStretch(1, 2)
        grille.setColumnStretch(3, 3)
        grille.setRowStretch(len(colonnes) + 1, 1)
        self.setWidget(contenu)

    def _ajouter(self, grille: QGridLayout, rang: int, colonne: ColonneReconnue) -> None:
        nom = colonne.titre or f"Colonne {rang}"
        choix = ChoixRole()
        choix.setAccessibleName(f"Contenu de la colonne {nom}")
        choix.chosen.connect(partial(self._corriger, colonne.index, choix))
        etat = label("", role="muted")
        grille.addWidget(_coupe(nom, 110), rang, 0)
        grille.addWidget(choix, rang, 1)
        grille.addWidget(etat, rang, 2)
        exemples = _coupe(", ".join(colonne.exemples), 0)
        grille.addWidget(exemples, rang, 3)
        self._exemples.append(exemples)
        self.choix[colonne.index], self._etats[colonne.index] = choix, etat

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow screen the examples are in the tooltips."""
        super().resizeEvent(event)
        large = self.viewport().width() >= ETROIT_GRILLE
        for exemple in self._exemples:
            exemple.setVisible(large)
        if self._grille is not None:
            self._grille.setColumnStretch(3, 3 if large else 0)

    def _corriger(self, index: int, choix: Choice) -> None:
        valeur = choix.value()
        if isinstance(valeur, RoleColonne):
            self._model.corriger(self._cote, index, valeur)


class _Coupe(QLabel):
    """A label that may be narrower than its text, which is then its tooltip."""

    def resizeEvent(self, event: object) -> None:
        """Cut the text at the width there is."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        entier = self.toolTip()
        self.setText(self.fontMetrics().elidedText(entier, Qt.TextElideMode.ElideRight, self.width()))


def _coupe(texte: str, largeur: int) -> QLabel:
    fait = _Coupe(texte)
    fait.setTextFormat(Qt.TextFormat.PlainText)
    fait.setToolTip(texte)
    fait.setAccessibleName(texte)
    fait.setMinimumWidth(largeur or 60)
    if largeur:
        fait.setMaximumWidth(largeur)
    return fait


class Signales(TextArea):
    """Rows to look at, whole and ready to be copied; about a quarter of the panel high at most."""

    HAUTEUR = 136

    def __init__(self) -> None:
        super().__init__(1)
        self.setReadOnly(True)

    def montrer(self, lignes: Sequence[str]) -> None:
        """Replace the rows; no row, no list."""
        self.setPlainText("\n".join(lignes))
        self.setVisible(bool(lignes))
        self._ajuster()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width: a narrower list needs more lines."""
        super().resizeEvent(event)
        self._ajuster()

    def _ajuster(self) -> None:
        lignes = int(self.document().size().height())
        self.setFixedHeight(min(lignes * self.fontMetrics().lineSpacing() + 2 * Space.M, self.HAUTEUR))


class PanneauColonnes(QWidget):
    """The columns of one list and what they give."""

    def __init__(self, model: CroisementModel, cote: Cote) -> None:
        super().__init__()
        self._model, self._cote = model, cote
        self._montree: ListeOuverte | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, Space.M, 0, 0)
        outer.setSpacing(Space.M)
        self.probleme = Banner("", "danger", Icon.WARNING)
        outer.addWidget(self.probleme)
        corps = QHBoxLayout()
        corps.setSpacing(Space.L)
        gauche = Card("Colonnes du fichier")
        self.grille = GrilleColonnes(model, cote)
        gauche.body.addWidget(self.grille, 1)
        corps.addWidget(gauche, 6)
        self._droite = Card("Lignes lues")
        self.signales = Signales()
        self.signales.setAccessibleName(f"Lignes à voir, {TITRES[cote][0]}")
        self._droite.body.addWidget(self.signales)
        self.modele: TableModel[PersonneListe] = TableModel(LIGNES, lambda p: p.ligne)
        self.lignes = Table(f"Lignes lues, {TITRES[cote][0]}")
        self.lignes.set_model(self.modele)
        self.lignes.set_empty(
            EmptyState(Icon.TABLE, "Personne n’est lu", "Indiquez à gauche ce que contient chaque colonne.")
        )
        self._droite.body.addWidget(self.lignes, 1)
        corps.addWidget(self._droite, 5)
        outer.addLayout(corps, 1)
        model.changed.connect(self._rafraichir)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the names whole on a narrow screen: the commune gives way."""
        super().resizeEvent(event)
        self.lignes.setColumnHidden(len(LIGNES) - 1, self.width() < ETROIT)

    def _rafraichir(self) -> None:
        liste = self._model.listes.get(self._cote)
        if liste is self._montree:
            return
        self._montree = liste
        if liste is None:
            self.modele.set_rows(())
            return
        self.probleme.set_text(str(liste.probleme) if liste.probleme else "")
        self.grille.montrer(liste)
        self.signales.montrer(a_signaler(liste))
        self.modele.set_rows(liste.personnes.personnes)
        self.lignes.scrollToTop()
        lues = pluriel(len(liste.personnes.personnes), "personne lue", "personnes lues")
        refusees = len(liste.personnes.refusees)
        self._droite.set_title(lues, pluriel(refusees, "ligne non lue", "lignes non lues") if refusees else "")


class VueColonnes(QWidget):
    """Both lists, and the crossing."""

    def __init__(self, model: CroisementModel) -> None:
        super().__init__()
        self._model = model
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        self.onglets = QTabWidget()
        self.panneaux = {cote: PanneauColonnes(model, cote) for cote in Cote}
        for cote, panneau in self.panneaux.items():
            self.onglets.addTab(panneau, TITRES[cote][0])
        outer.addWidget(self.onglets, 1)
        bas = QHBoxLayout()
        self._reste = label("", role="muted")
        bas.addWidget(self._reste, 1)
        self.suite = button("Croiser les listes", "primary", Icon.CROSSING)
        self.suite.clicked.connect(model.croiser)
        bas.addWidget(self.suite)
        outer.addLayout(bas)
        model.changed.connect(self._rafraichir)

    def entrer(self) -> None:
        """Show the list that needs a correction, if one does."""
        fautives = [rang for rang, cote in enumerate(Cote) if not self._prete(cote)]
        self.onglets.setCurrentIndex(fautives[0] if fautives else 0)
        (self.onglets.tabBar() if fautives else self.suite).setFocus()

    def _prete(self, cote: Cote) -> bool:
        liste = self._model.listes.get(cote)
        return liste is not None and liste.prete

    def _rafraichir(self) -> None:
        self.suite.setEnabled(self._model.colonnes_pretes() and not self._model.en_cours)
        manque = False
        for rang, cote in enumerate(Cote):
            liste = self._model.listes.get(cote)
            souci = liste is not None and liste.probleme is not None
            manque = manque or souci
            self.onglets.setTabText(rang, TITRES[cote][0] + (" – à corriger" if souci else ""))
        self._reste.setText("Indiquez les colonnes qui manquent pour pouvoir croiser." if manque else "")
