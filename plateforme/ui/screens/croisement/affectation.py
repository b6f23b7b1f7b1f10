"""Fourth step: who is retained, then the groups, frozen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from plateforme.domain.texte import date_courte, pluriel
from plateforme.domain.vocabulaire import Methode
from plateforme.services.importation import BilanImport, Retenue
from plateforme.ui.env import UiEnv
from plateforme.ui.models.table import Column, TableModel
from plateforme.ui.screens.croisement.viewmodel import CroisementModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Banner, EmptyState
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label

IRREVERSIBLE = (
    "Le groupe de chacun sera calculé, inscrit au registre et figé : il ne changera plus, même si une date est "
    "corrigée ensuite."
)


def situation(retenue: Retenue) -> str:
    """Say why a person will be assigned now or wait."""
    if retenue.naissance:
        return f"date vérifiée : {retenue.source}"
    return "en attente : date de naissance à vérifier"


COLONNES: tuple[Column[Retenue], ...] = (
    Column("nom", "Nom", lambda r: r.paire.chambre.nom, width=150),
    Column("prenom", "Prénom", lambda r: r.paire.chambre.prenoms, width=130),
    Column(
        "naissance",
        "Né(e) le",
        lambda r: r.naissance or r.paire.chambre.naissance,
        display=date_courte,
        width=100,
    ),
    Column("cfa", "CFA", lambda r: r.paire.chambre.cfa, width=170),
    Column("employeur", "Employeur", lambda r: r.paire.chambre.employeur, width=170),
    Column("debut", "Début du contrat", lambda r: r.paire.chambre.debut, display=date_courte, width=120),
    Column("situation", "Affectation", situation, width=230, stretch=True),
)


class VueAffectation(QWidget):
    """The list to retain, the gesture that freezes, the outcome."""

    def __init__(self, env: UiEnv, model: CroisementModel) -> None:
        super().__init__()
        self._env, self._model = env, model
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(Space.M)
        self._titre = label("", role="subtitle", wrap=True)
        outer.addWidget(self._titre)
        self._avis = Banner(IRREVERSIBLE, "info", Icon.LOCK)
        outer.addWidget(self._avis)
        self._rows: TableModel[Retenue] = TableModel(COLONNES, lambda r: (r.paire.chambre.ligne, r.paire.ml.ligne))
        self.table = Table("Jeunes à retenir")
        self.table.set_model(self._rows)
        self.table.set_empty(
            EmptyState(Icon.PEOPLE, "Personne de nouveau à retenir", "Les jeunes de ces listes sont déjà dans la base.")
        )
        outer.addWidget(self.table, 1)
        self._fini = EmptyState(Icon.CHECK_CIRCLE, "", "", "Voir les bénéficiaires", self._voir)
        outer.addWidget(self._fini, 1)
        ligne = QHBoxLayout()
        self.autre = button("Faire un autre croisement", "", Icon.REFRESH)
        self.autre.clicked.connect(model.recommencer)
        ligne.addWidget(self.autre)
        ligne.addStretch(1)
        self.affecter = button("Retenir et affecter", "primary", Icon.LOCK)
        self.affecter.clicked.connect(self._affecter)
        ligne.addWidget(self.affecter, 0, Qt.AlignmentFlag.AlignRight)
        outer.addLayout(ligne)
        self.setFocusProxy(self.affecter)
        model.changed.connect(self._rafraichir)
        self._rafraichir()

    def _affecter(self) -> None:
        nombre = len(self._model.retenues())
        titre = f"Retenir {pluriel(nombre, 'jeune')} dans la campagne ?"
        if self._env.messages.confirm(titre, IRREVERSIBLE, f"Retenir et affecter {pluriel(nombre, 'jeune')}"):
            self._model.affecter()

    def _voir(self) -> None:
        self._env.navigate("beneficiaires")

    def _rafraichir(self) -> None:
        bilan = self._model.bilan
        retenues = self._model.retenues() if bilan is None else []
        self._rows.set_rows(retenues)
        for widget in (self.table, self._titre, self.affecter):
            widget.setVisible(bilan is None)
        self._avis.setVisible(bilan is None and bool(retenues))
        self.autre.setVisible(bilan is not None)
        self._fini.setVisible(bilan is not None)
        self.affecter.setEnabled(not self._model.en_cours and self._quelque_chose(retenues))
        self.affecter.setText(
            f"Retenir et affecter {pluriel(len(retenues), 'jeune')}" if retenues else "Enregistrer ce croisement"
        )
        self._titre.setText(self._annonce(retenues))
        if bilan is not None:
            self._dire(bilan)

    def _quelque_chose(self, retenues: list[Retenue]) -> bool:
        return bool(retenues) or bool(self._model.verdicts)

    def _annonce(self, retenues: list[Retenue]) -> str:
        campagne = self._model.campagne
        if campagne is None or not retenues:
            return "Personne de nouveau à retenir"
        sures = sum(r.naissance is not None for r in retenues)
        if campagne.methode is Methode.TIRAGE:
            return f"{pluriel(len(retenues), 'jeune')} à retenir ; le tirage au sort se fait ensuite."
        attente = len(retenues) - sures
        suite = f", {attente} en attente d’une date vérifiée" if attente else ""
        return f"{pluriel(sures, 'jeune')} à affecter par la parité du jour de naissance{suite}"

    def _dire(self, bilan: BilanImport) -> None:
        details = [
            f"{bilan.test} dans le groupe test",
            f"{bilan.temoin} dans le groupe témoin",
            f"{bilan.en_attente} en attente",
        ]
        if bilan.deja_connus:
            details.append(f"{bilan.deja_connus} étaient déjà dans la base")
        if bilan.lignes_refusees:
            details.append(f"{pluriel(bilan.lignes_refusees, 'ligne')} à corriger dans les fichiers")
        self._fini.set_text(f"{pluriel(bilan.retenus, 'jeune retenu', 'jeunes retenus')}", ", ".join(details) + ".")
