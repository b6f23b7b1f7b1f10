"""First step: the campaign and the two files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateforme.domain.texte import pluriel
from plateforme.services.etapes_croisement import ListeOuverte
from plateforme.typographie import typographie
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.croisement.viewmodel import Cote, CroisementModel, Etape, fenetre
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, EmptyState, ThemedPixmap
from plateforme.ui.widgets.fields import Choice, FormField
from plateforme.ui.widgets.text import label

TITRES = {
    Cote.CHAMBRE: (
        "Liste de la chambre",
        "Les contrats signés. Il faut les noms et les dates de naissance. Employeur, CFA et contrat sont repris.",
    ),
    Cote.ML: (
        "Liste de la Mission Locale",
        "Les jeunes qu’elle suit. Il faut les noms et les dates de naissance. Téléphones et conseiller sont repris.",
    ),
}
FILTRES = ("Tableurs et listes (*.xlsx *.xls *.ods *.csv *.txt)", "Tous les fichiers (*)")


def resume(liste: ListeOuverte) -> str:
    """Return what was read of a list, in words."""
    titres = liste.liste.ligne_titres
    ou = f"titres à la ligne {titres}" if titres else "sans ligne de titres"
    if liste.probleme or not liste.personnes.nom:
        return f"{pluriel(len(liste.liste.donnees), 'ligne')}, {ou}"
    lues = pluriel(len(liste.personnes.personnes), "personne lue", "personnes lues")
    return f"{lues}, {ou}"


def a_dire(liste: ListeOuverte | None) -> str:
    """Return what the next step will ask to look at, empty when there is nothing."""
    if liste is None:
        return ""
    if liste.probleme:
        return "Une colonne nécessaire n’a pas été reconnue. Vous la choisirez à l’étape suivante."
    refusees = len(liste.personnes.refusees)
    if not refusees:
        return ""
    ne_peut = (
        "ne peut pas être lue. Elle est montrée" if refusees == 1 else "ne peuvent pas être lues. Elles sont montrées"
    )
    return typographie(f"{pluriel(refusees, 'ligne')} {ne_peut} à l’étape suivante ; le reste est gardé.")


class CarteFichier(Card):
    """One file: choose it, or drop it here."""

    def __init__(self, env: UiEnv, model: CroisementModel, cote: Cote) -> None:
        super().__init__(TITRES[cote][0])
        self._env, self._model, self._cote = env, model, cote
        self.setAcceptDrops(True)
        self.body.addWidget(label(TITRES[cote][1], role="muted", wrap=True))
        self.body.addSpacing(Space.XS)
        self.body.addLayout(self._fichier())
        self.probleme = Banner("", "danger", Icon.WARNING)
        self.body.addWidget(self.probleme)
        self.avis = Banner("", "warning", Icon.INFO)
        self.body.addWidget(self.avis)
        self._feuille = Choice()
        self._champ_feuille = FormField("Feuille du classeur", self._feuille)
        self._feuille.chosen.connect(self._autre_feuille)
        self.body.addWidget(self._champ_feuille)
        self.body.addStretch(1)
        self.bouton = button("Choisir le fichier…", "", Icon.FOLDER)
        self.bouton.clicked.connect(self._choisir)
        ligne = QHBoxLayout()
        ligne.setSpacing(Space.M)
        ligne.addWidget(self.bouton)
        ligne.addWidget(label("ou déposez-le ici", role="muted"))
        ligne.addStretch(1)
        self.body.addLayout(ligne)
        model.changed.connect(self._rafraichir)
        self._rafraichir()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one local file."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file dropped."""
        self._model.choisir_fichier(self._cote, Path(event.mimeData().urls()[0].toLocalFile()))

    def _fichier(self) -> QHBoxLayout:
        self._coche = ThemedPixmap(Icon.CHECK_CIRCLE, "success")
        self.nom = label("", role="strong")
        self.detail = label("", role="muted")
        lignes = QVBoxLayout()
        lignes.setSpacing(Space.XS - 2)
        lignes.addWidget(self.nom)
        lignes.addWidget(self.detail)
        rang = QHBoxLayout()
        rang.setSpacing(Space.S)
        rang.addWidget(self._coche, 0, Qt.AlignmentFlag.AlignTop)
        rang.addLayout(lignes, 1)
        return rang

    def _choisir(self) -> None:
        chemin = self._env.messages.open_file(TITRES[self._cote][0], FILTRES)
        if chemin:
            self._model.choisir_fichier(self._cote, chemin)

    def _autre_feuille(self) -> None:
        liste = self._model.listes[self._cote]
        self._model.choisir_fichier(self._cote, liste.chemin, str(self._feuille.value()))

    def _rafraichir(self) -> None:
        liste = self._model.listes.get(self._cote)
        probleme = self._model.problemes.get(self._cote)
        avant = self.probleme.text.text()
        self.probleme.set_text(str(probleme) if probleme else "")
        if probleme and str(probleme) != avant:
            announce(self, str(probleme))
        self.avis.set_text(a_dire(liste))
        lecture = self._model.lit(self._cote)
        self._coche.setVisible(liste is not None)
        self.nom.setVisible(liste is not None)
        self.detail.setVisible(liste is not None or lecture)
        self.bouton.setText("Choisir un autre fichier…" if liste else "Choisir le fichier…")
        self.bouton.setAccessibleName(f"{self.bouton.text()} {TITRES[self._cote][0]}")
        self.detail.setText("Lecture du fichier…" if lecture else resume(liste) if liste else "")
        self._montrer_feuilles(liste)
        if liste is not None:
            room = max(240, self.width() - 90)
            self.nom.setText(self.nom.fontMetrics().elidedText(liste.chemin.name, Qt.TextElideMode.ElideMiddle, room))
            self.nom.setToolTip(liste.chemin.name)

    def _montrer_feuilles(self, liste: ListeOuverte | None) -> None:
        plusieurs = liste is not None and len(liste.liste.feuilles) > 1
        self._champ_feuille.setVisible(plusieurs)
        if liste is not None and plusieurs:
            self._feuille.set_options((f, f) for f in liste.liste.feuilles)
            self._feuille.set_value(liste.liste.feuille)


class VueFichiers(QWidget):
    """Campaign, two files, and the way on."""

    def __init__(self, env: UiEnv, model: CroisementModel) -> None:
        super().__init__()
        self._env, self._model = env, model
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.L)
        self.campagne = Choice()
        self._champ = FormField("Campagne", self.campagne)
        self._champ.setMaximumWidth(560)
        self.campagne.chosen.connect(self._choisir_campagne)
        outer.addWidget(self._champ)
        self.vide = self._aucune_campagne()
        outer.addWidget(self.vide, 1)
        self._corps = QWidget()
        outer.addWidget(self._corps, 1)
        self._remplir(self._corps)
        model.changed.connect(self._rafraichir)
        self._rafraichir()

    def entrer(self) -> None:
        """Start from the first file."""
        self.cartes[Cote.CHAMBRE].bouton.setFocus()

    def _aucune_campagne(self) -> EmptyState:
        return EmptyState(
            Icon.CAMPAIGN,
            "Aucune campagne ouverte",
            "Une campagne dit qui est repéré, entre quelles dates, et comment les groupes sont formés.",
            "Créer une campagne",
            lambda: self._env.navigate("preferences", "campagnes"),
        )

    def _remplir(self, corps: QWidget) -> None:
        colonne = QVBoxLayout(corps)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(Space.M)
        cartes = QHBoxLayout()
        cartes.setSpacing(Space.L)
        self.cartes = {cote: CarteFichier(self._env, self._model, cote) for cote in Cote}
        for carte in self.cartes.values():
            cartes.addWidget(carte, 1)
        colonne.addLayout(cartes)
        self.suite = button("Voir les colonnes", "primary")
        self.suite.clicked.connect(lambda: self._model.aller(Etape.COLONNES))
        promesse = "Vos fichiers ne sont pas modifiés. Les lignes que vous ne retenez pas ne sont pas gardées."
        bas = QHBoxLayout()
        bas.addWidget(label(promesse, role="muted", wrap=True), 1)
        bas.addWidget(self.suite)
        colonne.addLayout(bas)
        colonne.addStretch(1)

    def _choisir_campagne(self) -> None:
        valeur = self.campagne.value()
        if isinstance(valeur, int):
            self._model.choisir_campagne(valeur)

    def _rafraichir(self) -> None:
        campagnes = self._model.campagnes
        self._champ.setVisible(bool(campagnes))
        self._corps.setVisible(bool(campagnes))
        self.vide.setVisible(campagnes is not None and not campagnes)
        self.campagne.set_options((c.id, f"{c.nom} – {fenetre(c)}") for c in campagnes or ())
        if self._model.campagne:
            self.campagne.set_value(self._model.campagne.id)
        self.suite.setEnabled(self._model.fichiers_prets() and not self._model.en_cours)
        self.suite.setToolTip("" if self.suite.isEnabled() else "Choisissez d’abord les deux fichiers")
