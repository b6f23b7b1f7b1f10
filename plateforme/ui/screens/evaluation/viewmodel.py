"""State of *Évaluation*: the figures of the campaign shown, the horizon, what is exported. No widget here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from plateforme import paths
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.texte import NBSP, pluriel
from plateforme.exports import registry
from plateforme.services import indicateurs, point_etape, reglages
from plateforme.services.indicateurs import BilanExport, Evaluation
from plateforme.settings import DOSSIER_DOCUMENTS
from plateforme.ui.env import UiEnv

MONTRES = frozenset({Sujet.BENEFICIAIRE, Sujet.SUIVI, Sujet.CAMPAGNE, Sujet.REGLAGE})
HORIZONS: tuple[tuple[int | None, str], ...] = (
    (None, "Toute la durée observée"),
    (45, f"Les 45{NBSP}premiers jours"),
    (183, f"Les 6{NBSP}premiers mois"),
    (274, f"Les 9{NBSP}premiers mois"),
    (365, f"Les 12{NBSP}premiers mois"),
)
"""Days from the start of the contract; the ministry counts at 9 months."""


class EvaluationModel(QObject):
    """Holds the evaluation of the campaign chosen at the top of the window (of all without one)."""

    changed = Signal()
    written = Signal(object)
    """Path of the file just written."""

    def __init__(self, env: UiEnv, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.evaluation: Evaluation | None = None
        self.horizon: int | None = None
        self._documents = paths.documents_dir()
        env.tasks.changed.connect(self._on_changes)

    def charger(self) -> None:
        """Read the figures again."""
        ctx, horizon = self._env.ctx, self.horizon

        def lire() -> tuple[Evaluation, str]:
            return indicateurs.evaluer(ctx, horizon), reglages.lire(ctx)[DOSSIER_DOCUMENTS]

        self._env.tasks.run(lire, self._montrer, owner=self, key="evaluation.chiffres")

    def set_horizon(self, jours: int | None) -> None:
        """Count the ruptures of the first ``jours`` days only; None for all."""
        if jours != self.horizon:
            self.horizon = jours
            self.charger()

    def exporter_cohorte(self) -> None:
        """Say what the file is, ask where, write it."""
        evaluation = self.evaluation
        if evaluation is None:
            return
        export, messages, ctx = registry.EXPORTS[0], self._env.messages, self._env.ctx
        ind, campagne = evaluation.indicateurs, evaluation.campagne
        combien = pluriel(ind.test.effectif + ind.temoin.effectif, "jeune")
        question = f"{export.avertissement}\n\nÀ écrire{NBSP}: {combien}, {self.perimetre().lower()}."
        if not messages.confirm("Exporter des données pseudonymisées", question, "Choisir où l’enregistrer"):
            return
        propose = self._documents / export.nom_fichier(campagne, ind.arrete_au)
        chemin = messages.save_file("Exporter la cohorte", propose, [f"{export.libelle} (*.{export.extension})"])
        if chemin is not None:
            self._env.tasks.run(
                lambda: indicateurs.exporter_cohorte(ctx, chemin, campagne, export.cle), self._exportee, owner=self
            )

    def point_etape(self) -> None:
        """Ask where, then write the page for the steering committee."""
        evaluation = self.evaluation
        if evaluation is None:
            return
        ctx, horizon = self._env.ctx, self.horizon
        propose = self._documents / point_etape.nom_fichier(evaluation)
        chemin = self._env.messages.save_file("Enregistrer le point d’étape", propose, ["Document PDF (*.pdf)"])
        if chemin is not None:
            self._env.tasks.run(
                lambda: point_etape.enregistrer(ctx, chemin, horizon),
                self._ecrit,
                owner=self,
                progress=False,
                title="Point d’étape",
            )

    def perimetre(self) -> str:
        """Return « Campagne 2010/2011 » or « Toutes les campagnes »."""
        campagne = self.evaluation.campagne if self.evaluation else None
        return f"Campagne {campagne}" if campagne else "Toutes les campagnes"

    def clear(self) -> None:
        """Forget everything about people (the base is being locked)."""
        self.evaluation = None
        self.changed.emit()

    def _montrer(self, lu: tuple[Evaluation, str]) -> None:
        self.evaluation, dossier = lu
        self._documents = Path(dossier) if dossier else paths.documents_dir()
        self.changed.emit()

    def _on_changes(self, changes: ChangeSet) -> None:
        if self.evaluation is not None and changes.sujets & MONTRES:
            self.charger()

    def _exportee(self, bilan: BilanExport) -> None:
        self._ecrit(bilan.chemin)

    def _ecrit(self, chemin: Path) -> None:
        self.written.emit(chemin)
