"""Fourth step: who is retained, then the groups, frozen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateforme.domain.campagne import premier_janvier
from plateforme.domain.texte import NNBSP, date_courte, pluriel
from plateforme.domain.vocabulaire import Methode
from plateforme.services.importation import SOURCE_LISTES, BilanImport, Retenue
from plateforme.typographie import typographie
from plateforme.ui.env import UiEnv
from plateforme.ui.models.table import Column, TableModel
from plateforme.ui.screens.croisement.viewmodel import CroisementModel, Etape
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.a11y import announce
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, EmptyState
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label

IRREVERSIBLE = (
    "Le groupe de chacun sera calculé, inscrit au registre et figé. Il ne changera plus, même si une date est corrigée "
    "ensuite."
)
TIRAGE = "Cette campagne affecte par tirage au sort. Les jeunes sont retenus, et le tirage se fait ensuite."


def situation(retenue: Retenue) -> str:
    """Say why a person will be assigned now or wait."""
    if retenue.naissance:
        return (
            "même date dans les deux listes"
            if retenue.source == SOURCE_LISTES
            else f"date vérifiée{NNBSP}: {retenue.source}"
        )
    a, b = retenue.paire.chambre.naissance, retenue.paire.ml.naissance
    if a == b and a is not None and premier_janvier(a):
        return typographie("en attente : 1er janvier à vérifier")
    return typographie("en attente : deux dates de naissance")


COLONNES: tuple[Column[Retenue], ...] = (
    Column("nom", "Nom", lambda r: r.paire.chambre.nom, width=140, tooltip=lambda r: r.paire.chambre.nom_complet),
    Column("prenom", "Prénom", lambda r: r.paire.chambre.prenoms, width=120, tooltip=lambda r: r.paire.chambre.prenoms),
    Column(
        "naissance",
        "Né(e) le",
        lambda r: r.naissance or r.paire.chambre.naissance,
        display=date_courte,
        width=96,
    ),
    Column("date", "Vérification de la date", situation, width=240, tooltip=situation),
    Column("debut", "Contrat", lambda r: r.paire.chambre.debut, display=date_courte, width=96),
    Column("cfa", "CFA", lambda r: r.paire.chambre.cfa, width=150, tooltip=lambda r: r.paire.chambre.cfa),
    Column(
        "employeur",
        "Employeur",
        lambda r: r.paire.chambre.employeur,
        width=170,
        stretch=True,
        tooltip=lambda r: r.paire.chambre.employeur,
    ),
)


class VueAffectation(QWidget):
    """The list to retain, the gesture that freezes, the outcome."""

    def __init__(self, env: UiEnv, model: CroisementModel) -> None:
        super().__init__()
        self._env, self._model = env, model
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        self.titre = label("", role="subtitle", wrap=True)
        outer.addWidget(self.titre)
        self.detail = label("", role="muted", wrap=True)
        outer.addWidget(self.detail)
        self._avis = Banner("", "info", Icon.LOCK)
        outer.addWidget(self._avis)
        self.modele: TableModel[Retenue] = TableModel(COLONNES, lambda r: r.paire.cle)
        self.table = Table("Jeunes à retenir")
        self.table.set_model(self.modele)
        self.table.set_empty(
            EmptyState(Icon.PEOPLE, "Personne de nouveau à retenir", "Ces listes n’apportent aucun jeune de plus.")
        )
        outer.addWidget(self.table, 1)
        self.fini = EmptyState(Icon.CHECK_CIRCLE, "", "", "Voir les bénéficiaires", self._voir)
        outer.addWidget(self.fini, 1)
        outer.addLayout(self._bas())
        model.changed.connect(self._rafraichir)
        self._rafraichir()

    def entrer(self) -> None:
        """Start from the list: freezing the groups is never the first key pressed."""
        (self.table if self._model.bilan is None else self.fini.button).setFocus(Qt.FocusReason.TabFocusReason)

    def _bas(self) -> QHBoxLayout:
        ligne = QHBoxLayout()
        self.autre = button("Faire un autre croisement", "", Icon.REFRESH)
        self.autre.clicked.connect(self._model.recommencer)
        ligne.addWidget(self.autre)
        ligne.addStretch(1)
        self.affecter = button(self._verbe(0), "primary", Icon.LOCK)
        self.affecter.clicked.connect(self._affecter)
        ligne.addWidget(self.affecter)
        return ligne

    def _affecter(self) -> None:
        nombre = len(self.modele.rows())
        if not nombre:
            self._model.affecter()
            return
        campagne = self._model.campagne.nom if self._model.campagne else ""
        titre = f"Retenir {pluriel(nombre, 'jeune')} dans la campagne {campagne}{NNBSP}?"
        if self._env.messages.confirm(titre, self._avis.text.text(), self._verbe(nombre)):
            self._model.affecter()

    def _voir(self) -> None:
        self._env.navigate("beneficiaires")

    def _verbe(self, nombre: int) -> str:
        geste = "Retenir" if self._tirage() else "Retenir et affecter"
        return f"{geste} {pluriel(nombre, 'jeune')}" if nombre else "Enregistrer ce croisement"

    def _tirage(self) -> bool:
        return self._model.campagne is not None and self._model.campagne.methode is Methode.TIRAGE

    def _rafraichir(self) -> None:
        bilan = self._model.bilan
        if bilan is None and self._model.etape is not Etape.AFFECTATION:
            return
        jeunes = self._model.jeunes() if bilan is None else []
        self.modele.set_rows(jeunes)
        for widget in (self.table, self.titre, self.affecter):
            widget.setVisible(bilan is None)
        self._avis.set_text((TIRAGE if self._tirage() else IRREVERSIBLE) if jeunes else "")
        self.autre.setVisible(bilan is not None)
        self.affecter.setEnabled(not self._model.en_cours and self._model.proposition is not None)
        self.affecter.setText(self._verbe(len(jeunes)))
        self.titre.setText(self._annonce(jeunes))
        details = self._details() if bilan is None else ""
        self.detail.setText(details)
        self.detail.setVisible(bool(details))
        premier = bilan is not None and self.fini.isHidden()
        self.fini.setVisible(bilan is not None)
        if bilan is not None and premier:
            self._dire(bilan)

    def _annonce(self, jeunes: list[Retenue]) -> str:
        nombre = len(jeunes)
        if not nombre:
            return "Personne de nouveau à retenir"
        if self._tirage():
            return f"{pluriel(nombre, 'jeune')} à retenir, sans affectation pour l’instant"
        sures = sum(r.naissance is not None for r in jeunes)
        attente = nombre - sures
        suite = f", {attente} en attente d’une date vérifiée" if attente else ""
        return f"{pluriel(sures, 'jeune')} à affecter par la parité du jour de naissance{suite}"

    def _details(self) -> str:
        """Say what becomes of the pairs that are not retained."""
        dits: list[str] = []
        nombre = len(self._model.choix().ecartees)
        if nombre:
            suite = "ne sera plus montrée" if nombre == 1 else "ne seront plus montrées"
            dits.append(f"{pluriel(nombre, 'paire écartée', 'paires écartées')} {suite}.")
        laissees, _ = self._model.reportees()
        if laissees:
            suite = "reviendra" if laissees == 1 else "reviendront"
            dits.append(f"{pluriel(laissees, 'paire laissée', 'paires laissées')} {suite} au prochain croisement.")
        reste = self._model.restantes()
        if reste:
            suite = "n’a pas été vue" if reste == 1 else "n’ont pas été vues"
            dits.append(f"{pluriel(reste, 'paire')} {suite}.")
        return " ".join(dits)

    def _dire(self, bilan: BilanImport) -> None:
        titre = pluriel(bilan.retenus, "jeune retenu", "jeunes retenus") if bilan.retenus else "Personne de nouveau"
        dits: list[str] = []
        if bilan.test or bilan.temoin:
            dits.append(f"{bilan.test} dans le groupe test, {bilan.temoin} dans le groupe témoin.")
        if bilan.en_attente:
            dits.append(f"{bilan.en_attente} en attente, à affecter depuis leur fiche.")
        if bilan.deja_connus:
            suite = "était déjà dans la base" if bilan.deja_connus == 1 else "étaient déjà dans la base"
            dits.append(f"{pluriel(bilan.deja_connus, 'jeune')} {suite}.")
        if bilan.contrats_ajoutes:
            dits.append(
                f"{pluriel(bilan.contrats_ajoutes, 'nouveau contrat', 'nouveaux contrats')} repris de la liste."
            )
        if bilan.ruptures_apprises:
            dits.append(f"{pluriel(bilan.ruptures_apprises, 'rupture apprise', 'ruptures apprises')} par la liste.")
        if bilan.lignes_refusees:
            dits.append(f"{pluriel(bilan.lignes_refusees, 'ligne')} à corriger dans les fichiers.")
        self.fini.set_text(titre, " ".join(dits))
        announce(self, f"{titre}. {' '.join(dits)}")
        self.fini.button.setFocus()
