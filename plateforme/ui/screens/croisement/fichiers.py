"""First step: the campaign and the two files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateforme.domain.texte import pluriel
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.croisement.viewmodel import Cote, CroisementModel, Etape, fenetre
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, Card, EmptyState
from plateforme.ui.widgets.fields import Choice, FormField
from plateforme.ui.widgets.text import label

TITRES = {
    Cote.CHAMBRE: (
        "Liste de la chambre",
        "Les contrats signés : noms, dates de naissance, employeur, CFA, début du contrat.",
    ),
    Cote.ML: ("Liste de la Mission Locale", "Les jeunes qu’elle suit : noms, dates de naissance, téléphones."),
}
FILTRES = ("Tableurs et listes (*.xlsx *.xls *.ods *.csv *.txt)", "Tous les fichiers (*)")


class CarteFichier(Card):
    """One file: choose it, or drop it here."""

    def __init__(self, env: UiEnv, model: CroisementModel, cote: Cote) -> None:
        super().__init__(TITRES[cote][0])
        self._env, self._model, self._cote = env, model, cote
        self.setAcceptDrops(True)
        self._aide = label(TITRES[cote][1], role="muted", wrap=True)
        self.body.addWidget(self._aide)
        self._etat = label("", role="strong", wrap=True)
        self.body.addWidget(self._etat)
        self._detail = label("", role="muted", wrap=True)
        self.body.addWidget(self._detail)
        self._probleme = Banner("", "danger", Icon.WARNING)
        self.body.addWidget(self._probleme)
        self._feuille = Choice()
        self._champ_feuille = FormField("Feuille", self._feuille)
        self._feuille.chosen.connect(self._autre_feuille)
        self.body.addWidget(self._champ_feuille)
        self.body.addStretch(1)
        self.bouton = button("Choisir le fichier…", "", Icon.FOLDER)
        self.bouton.setAccessibleName(f"Choisir le fichier : {TITRES[cote][0]}")
        self.bouton.clicked.connect(self._choisir)
        ligne = QHBoxLayout()
        ligne.addWidget(self.bouton)
        ligne.addWidget(label("ou déposez-le ici", role="small"))
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
        self._probleme.set_text(str(probleme) if probleme else "")
        self._etat.setText(liste.chemin.name if liste else "")
        self._etat.setVisible(liste is not None)
        self._detail.setVisible(liste is not None)
        self._aide.setVisible(liste is None)
        plusieurs = liste is not None and len(liste.liste.feuilles) > 1
        self._champ_feuille.setVisible(plusieurs)
        if liste is None:
            return
        titres = liste.liste.ligne_titres
        ou = f"titres à la ligne {titres}" if titres else "sans ligne de titres"
        self._detail.setText(f"{pluriel(len(liste.liste.donnees), 'ligne')}, {ou}.")
        if plusieurs:
            self._feuille.set_options((f, f) for f in liste.liste.feuilles)
            self._feuille.set_value(liste.liste.feuille)


class VueFichiers(QWidget):
    """Campaign, two files, and the way on."""

    def __init__(self, env: UiEnv, model: CroisementModel) -> None:
        super().__init__()
        self._model = model
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        self._campagne = Choice()
        self._campagne.setMinimumContentsLength(16)
        self._champ = FormField("Campagne", self._campagne)
        self._champ.setMaximumWidth(520)
        self._campagne.chosen.connect(self._choisir_campagne)
        outer.addWidget(self._champ)
        self._vide = EmptyState(
            Icon.CAMPAIGN,
            "Aucune campagne",
            "Une campagne dit qui est repéré, entre quelles dates, et comment les groupes sont formés.",
            "Créer une campagne",
            lambda: env.navigate("preferences", "campagnes"),
        )
        outer.addWidget(self._vide, 1)
        self._cartes = QWidget()
        cartes = QHBoxLayout(self._cartes)
        cartes.setContentsMargins(0, 0, 0, 0)
        cartes.setSpacing(Space.M)
        self.cartes = {cote: CarteFichier(env, model, cote) for cote in Cote}
        for carte in self.cartes.values():
            cartes.addWidget(carte, 1)
        outer.addWidget(self._cartes)
        self._note = label(
            "Les fichiers ne sont pas modifiés. Les lignes que vous ne retenez pas ne sont pas gardées.",
            role="small",
            wrap=True,
        )
        outer.addWidget(self._note)
        outer.addStretch(1)
        self.suite = button("Voir les colonnes", "primary")
        self.suite.clicked.connect(lambda: model.aller(Etape.COLONNES))
        outer.addWidget(self.suite, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.cartes[Cote.CHAMBRE].bouton)
        model.changed.connect(self._rafraichir)
        self._rafraichir()

    def _choisir_campagne(self) -> None:
        valeur = self._campagne.value()
        if isinstance(valeur, int):
            self._model.choisir_campagne(valeur)

    def _rafraichir(self) -> None:
        campagnes = self._model.campagnes
        self._champ.setVisible(bool(campagnes))
        self._cartes.setVisible(bool(campagnes))
        self._note.setVisible(bool(campagnes))
        self._vide.setVisible(not campagnes)
        self.suite.setVisible(bool(campagnes))
        self._campagne.set_options((c.id, f"{c.nom} – {fenetre(c)}") for c in campagnes)
        if self._model.campagne:
            self._campagne.set_value(self._model.campagne.id)
        self.suite.setEnabled(self._model.fichiers_prets() and not self._model.en_cours)
