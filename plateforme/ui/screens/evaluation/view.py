"""The screen: groups side by side, the comparison, what follows ruptures, the protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from plateforme.domain import lecture
from plateforme.domain.texte import NBSP, date_longue, pluriel
from plateforme.domain.vocabulaire import Groupe
from plateforme.fiches import rapport_indicateurs
from plateforme.services import point_etape
from plateforme.services.indicateurs import EcartVu, Evaluation
from plateforme.typographie import typographie
from plateforme.ui.env import UiEnv
from plateforme.ui.models.table import TableModel
from plateforme.ui.screens.evaluation import colonnes
from plateforme.ui.screens.evaluation.cartes import CarteGroupe
from plateforme.ui.screens.evaluation.graphique import Graphique
from plateforme.ui.screens.evaluation.viewmodel import HORIZONS, EvaluationModel
from plateforme.ui.theme import Icon, Space
from plateforme.ui.widgets.badge import Badge, Tone
from plateforme.ui.widgets.buttons import button
from plateforme.ui.widgets.card import Card, EmptyState
from plateforme.ui.widgets.fields import Choice
from plateforme.ui.widgets.table import Table
from plateforme.ui.widgets.text import label

PERSONNE = "Personne n’est encore affecté"
VIDE = (
    "Les effectifs et les taux de rupture s’afficheront ici dès que des jeunes seront affectés à un groupe. Commencez "
    "par croiser la liste des contrats et celle de la Mission Locale."
)
AUTRE_CAMPAGNE = "Choisissez une autre campagne en haut de la fenêtre, ou croisez les deux listes de celle-ci."


DEUX_TABLES, GRAPHIQUE_ET_TEXTE = 150, 115
"""Average characters of width under which two blocks go one above the other."""


class EvaluationView(QWidget):
    """Everything an évaluateur asks first."""

    def __init__(self, env: UiEnv, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.model = EvaluationModel(env, self)
        self.perimetre = label(role="muted")
        self.horizon = Choice(HORIZONS)
        self.exporter = button("Exporter la cohorte…", shape=Icon.EXPORT)
        self.rapport = button("Point d’étape (PDF)…", shape=Icon.PDF)
        self.vide = EmptyState(
            Icon.EVALUATION,
            PERSONNE,
            VIDE,
            "Croiser les listes",
            lambda: env.navigate("croisement"),
        )
        self._chiffres = _Chiffres(env)
        self._pile = QStackedWidget()
        defilement = QScrollArea(widgetResizable=True)
        defilement.setWidget(self._chiffres)
        defilement.setAccessibleName("Chiffres de l’évaluation")
        self._pile.addWidget(QWidget())
        self._pile.addWidget(self.vide)
        self._pile.addWidget(defilement)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.S, 0)
        outer.setSpacing(Space.M)
        self._faire_entete()
        outer.addLayout(self._entete)
        outer.addWidget(self._pile, 1)
        self._lier()

    def activate(self, argument: object) -> None:
        """Read the figures at the first display."""
        del argument
        if self.model.evaluation is None:
            self.model.charger()

    def save_state(self) -> str:
        """Return the horizon."""
        return str(self.model.horizon or "")

    def restore_state(self, state: str) -> None:
        """Put the horizon back; one that is not proposed is ignored."""
        jours = next((valeur for valeur, _ in HORIZONS if str(valeur) == state), None)
        if jours is not None:
            self.horizon.set_value(jours)
            self.model.horizon = jours

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the commands under the title when they do not fit beside it."""
        super().resizeEvent(event)
        self._ranger()

    def _ranger(self) -> None:
        besoin = self._mots.sizeHint().width() + self._commandes.sizeHint().width() + 2 * Space.XL + Space.M
        _orienter(self._entete, cote_a_cote=self.width() >= besoin)

    def _faire_entete(self) -> None:
        self._entete = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._entete.setContentsMargins(0, 0, Space.S, 0)
        self._entete.setSpacing(Space.S)
        self._mots = QVBoxLayout()
        self._mots.setSpacing(0)
        self._mots.addWidget(label("Évaluation", role="title"))
        self._mots.addWidget(self.perimetre)
        self._commandes = QHBoxLayout()
        self._commandes.setSpacing(Space.S)
        self._entete.addLayout(self._mots)
        self._entete.addStretch(1)
        self._entete.addLayout(self._commandes)
        self.horizon.setMinimumContentsLength(22)
        self.horizon.setAccessibleName("Ruptures comptées")
        self.horizon.setToolTip("Ruptures comptées, à partir du début du contrat")
        legende = label("Ruptures comptées", role="field")
        legende.setBuddy(self.horizon)
        for widget in (legende, self.horizon, self.rapport, self.exporter):
            self._commandes.addWidget(widget)
        self._commandes.addStretch(1)

    def _lier(self) -> None:
        self.model.changed.connect(self._montrer)
        self.model.written.connect(self._ecrit)
        self.horizon.chosen.connect(self._choisir_horizon)
        self.exporter.clicked.connect(lambda _c=False: self.model.exporter_cohorte())
        self.rapport.clicked.connect(lambda _c=False: self.model.point_etape())

    def _choisir_horizon(self) -> None:
        valeur = self.horizon.value()
        self.model.set_horizon(valeur if isinstance(valeur, int) else None)

    def _montrer(self) -> None:
        evaluation = self.model.evaluation
        pleine = evaluation is not None and not evaluation.indicateurs.vide
        for widget in (self.exporter, self.rapport, self.horizon):
            widget.setEnabled(pleine)
        if evaluation is None:
            self._pile.setCurrentIndex(0)
            return
        self.perimetre.setText(f"{self.model.perimetre()}, au {date_longue(evaluation.indicateurs.arrete_au)}")
        self._ranger()
        if pleine:
            self._chiffres.montrer(evaluation)
        elif evaluation.campagne:
            self.vide.set_text(f"Personne n’est affecté dans la campagne {evaluation.campagne}", AUTRE_CAMPAGNE)
        else:
            self.vide.set_text(PERSONNE, VIDE)
        self._pile.setCurrentIndex(2 if pleine else 1)

    def _ecrit(self, chemin: Path) -> None:
        def ouvrir() -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin.parent)))

        self._env.messages.toast(f"Enregistré dans «{NBSP}{chemin.name}{NBSP}».", "Ouvrir le dossier", ouvrir)


class _Chiffres(QWidget):
    """What scrolls."""

    def __init__(self, env: UiEnv) -> None:
        super().__init__()
        self._env = env
        self.test, self.temoin = CarteGroupe(Groupe.TEST), CarteGroupe(Groupe.TEMOIN)
        self.hors = CarteGroupe(Groupe.HORS_EVALUATION)
        self.comparaison = _Comparaison(env)
        self.suites, self.protocole = _Rebond(), _Protocole(env)
        self.lecture = Card("Pour lire ces chiffres")
        self.definition = label(role="muted", wrap=True)
        self.lecture.body.addWidget(self.definition)
        self.setMinimumHeight(1)  # else the heights of narrow texts would add up to a blank end
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, Space.L)
        outer.setSpacing(Space.M)
        groupes = QHBoxLayout()
        groupes.setSpacing(Space.M)
        for carte, part in ((self.test, 4), (self.temoin, 4), (self.hors, 3)):
            groupes.addWidget(carte, part)
        outer.addLayout(groupes)
        outer.addWidget(self.comparaison)
        self._bas = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bas.setSpacing(Space.M)
        self._bas.addWidget(self.suites, 4)
        droite = QVBoxLayout()
        droite.setSpacing(Space.M)
        droite.addWidget(self.protocole)
        droite.addWidget(self.lecture)
        droite.addStretch(1)
        self._bas.addLayout(droite, 5)
        outer.addLayout(self._bas)
        outer.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put side by side what can be read side by side, whatever the size of the text."""
        super().resizeEvent(event)
        caracteres = self.width() / max(1, self.fontMetrics().averageCharWidth())
        _orienter(self._bas, cote_a_cote=caracteres >= DEUX_TABLES)
        _orienter(self.comparaison.colonnes, cote_a_cote=caracteres >= GRAPHIQUE_ET_TEXTE)

    def montrer(self, evaluation: Evaluation) -> None:
        """Show the figures."""
        ind = evaluation.indicateurs
        self.test.montrer(ind, ind.test)
        self.temoin.montrer(ind, ind.temoin)
        self.hors.montrer(ind, ind.hors_evaluation)
        self.hors.setVisible(ind.hors_evaluation.effectif > 0)
        self.comparaison.montrer(evaluation)
        self.suites.montrer(evaluation)
        self.protocole.montrer(evaluation)
        self.definition.setText(f"{lecture.definition(ind)}\n{typographie(rapport_indicateurs.INTERVALLE)}")


class _Comparaison(Card):
    """The chart, or the same data as a table, and what they allow to say."""

    def __init__(self, env: UiEnv) -> None:
        super().__init__("Taux de rupture, avec leur intervalle à 95\u202f%")
        self.graphique = Graphique(env.tasks)
        self.table, self._donnees = _table("Taux de rupture par groupe", colonnes.TAUX, lambda g: g.libelle)
        self.bascule = button("Voir les données", "ghost", Icon.TABLE)
        self.bascule.setCheckable(True)
        self.header.add_action(self.bascule)
        self.bascule.toggled.connect(self._basculer)
        self.constat = label(role="strong", wrap=True)
        self.detectable = label(wrap=True)
        self.reserves = label(role="muted", wrap=True)
        self.colonnes = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.colonnes.setSpacing(Space.XL)
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        gauche.addWidget(self.graphique)
        gauche.addWidget(self.table)
        gauche.addStretch(1)
        for widget in (self.constat, self.detectable, self.reserves):
            droite.addWidget(widget)
        droite.setSpacing(Space.S)
        droite.addStretch(1)
        self.colonnes.addLayout(gauche, 3)
        self.colonnes.addLayout(droite, 2)
        self.body.addLayout(self.colonnes)
        self.table.hide()

    def montrer(self, evaluation: Evaluation) -> None:
        """Show the comparison."""
        ind = evaluation.indicateurs
        lignes = point_etape.lignes(ind)
        self.graphique.set_lignes(lignes)
        self._donnees.set_rows(lignes)
        _ajuster(self.table)
        self.constat.setText(lecture.constat(ind))
        limite, reserves = lecture.detectable(ind), lecture.reserves(ind)
        self.detectable.setText(limite)
        self.detectable.setVisible(bool(limite))
        self.reserves.setText("\n".join(reserves))
        self.reserves.setVisible(bool(reserves))

    def _basculer(self, donnees: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.bascule.setText("Voir le graphique" if donnees else "Voir les données")
        self.table.setVisible(donnees)
        self.graphique.setVisible(not donnees)


class _Rebond(Card):
    """What follows ruptures."""

    def __init__(self) -> None:
        super().__init__("Après la rupture")
        self.table, self._donnees = _table("Après la rupture, par groupe", colonnes.REBOND, lambda r: r.rang)
        self.rien = label("Aucune rupture pour l’instant.", role="muted")
        self.body.addWidget(self.table)
        self.body.addWidget(self.rien)
        self.body.addStretch(1)

    def montrer(self, evaluation: Evaluation) -> None:
        """Show the sequels of both groups."""
        ind = evaluation.indicateurs
        ruptures = ind.test.ruptures_brutes + ind.temoin.ruptures_brutes
        self._donnees.set_rows(colonnes.rebond(ind) if ruptures else [])
        _ajuster(self.table)
        self.table.setVisible(ruptures > 0)
        self.rien.setVisible(ruptures == 0)


class _Protocole(Card):
    """The register, and the deviations."""

    def __init__(self, env: UiEnv) -> None:
        super().__init__("Respect du protocole")
        self._env = env
        self.registre = Badge()
        self.etat = label(role="muted", wrap=True)
        self.table, self._donnees = _table("Écarts au protocole", colonnes.ECARTS, lambda e: e.ecart.id)
        self.table.row_activated.connect(self._ouvrir)
        ligne = QHBoxLayout()
        ligne.setSpacing(Space.S)
        ligne.addWidget(self.registre)
        ligne.addWidget(self.etat, 1)
        self.body.addLayout(ligne)
        self.body.addWidget(self.table)
        self.body.addStretch(1)

    def montrer(self, evaluation: Evaluation) -> None:
        """Show the state of the register and the deviations."""
        registre, ecarts = evaluation.registre, evaluation.ecarts
        if registre.anomalies:
            self.registre.set("Registre à vérifier", Tone.DANGER, Icon.WARNING)
            self.etat.setText("\n".join(registre.anomalies))
        else:
            self.registre.set("Registre intact", Tone.SUCCESS, Icon.CHECK_CIRCLE)
            self.etat.setText(f"{pluriel(registre.lignes, 'affectation')}, chaîne vérifiée à l’instant")
        self.set_title("Respect du protocole", pluriel(len(ecarts), "écart"))
        self._donnees.set_rows(ecarts)
        _ajuster(self.table)
        self.table.setVisible(bool(ecarts))

    def _ouvrir(self, vu: EcartVu) -> None:
        self._env.navigate("beneficiaires", vu.ecart.beneficiaire_id)


def _orienter(rangement: QBoxLayout, *, cote_a_cote: bool) -> None:
    sens = QBoxLayout.Direction.LeftToRight if cote_a_cote else QBoxLayout.Direction.TopToBottom
    if rangement.direction() != sens:
        rangement.setDirection(sens)


def _table(nom: str, colonnes_: Any, cle: Any) -> tuple[Table, TableModel[Any]]:
    """Return a small table that never scrolls by itself."""
    table, modele = Table(nom), TableModel[Any](colonnes_, cle)
    table.set_model(modele)
    return table, modele


def _ajuster(table: Table) -> None:
    """Give the table the height of its rows: the page scrolls, not the table."""
    lignes = table.table_model().rowCount() * table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(table.horizontalHeader().sizeHint().height() + lignes + 2 * table.frameWidth() + Space.XS)


def factory(env: UiEnv) -> QWidget:
    """Return the screen."""
    return EvaluationView(env)
