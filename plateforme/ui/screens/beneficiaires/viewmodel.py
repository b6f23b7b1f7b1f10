"""State of the table: the rows, the filter, what is exported. No widget here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from plateforme.domain.campagne import Campagne
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.texte import NNBSP, entier, pluriel
from plateforme.exports import vue_csv
from plateforme.services import beneficiaires, campagnes, reglages
from plateforme.services.beneficiaires import LigneBeneficiaire
from plateforme.settings import CAMPAGNE_COURANTE
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.beneficiaires import filtres
from plateforme.ui.screens.beneficiaires.filtres import Filtre

MONTRES = frozenset({Sujet.BENEFICIAIRE, Sujet.SUIVI, Sujet.CAMPAGNE, Sujet.REGLAGE})


class BeneficiairesModel(QObject):
    """Holds the people of the campaign shown (all of them without one) and the filter."""

    rows_changed = Signal()
    filter_changed = Signal()
    exported = Signal(object)
    """Path of the file written."""

    def __init__(self, env: UiEnv, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.lignes: tuple[LigneBeneficiaire, ...] = ()
        self.charge = False
        self.campagne = ""
        self.campagnes: tuple[Campagne, ...] = ()
        self.filtre = Filtre()

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read the rows again, unless ``changes`` do not concern them."""
        if changes is not None and not changes.sujets & MONTRES:
            return
        ctx = self._env.ctx

        def lire() -> tuple[tuple[LigneBeneficiaire, ...], str, tuple[Campagne, ...]]:
            courante, toutes = reglages.lire(ctx)[CAMPAGNE_COURANTE], campagnes.lister(ctx)
            nom = next((c.nom for c in toutes if c.id == courante), "")
            return beneficiaires.lignes(ctx, courante if nom else None), nom, toutes

        self._env.tasks.run(lire, self._show, owner=self, key="beneficiaires.lignes")

    def _show(self, lu: tuple[tuple[LigneBeneficiaire, ...], str, tuple[Campagne, ...]]) -> None:
        self.lignes, self.campagne, self.campagnes = lu
        self.charge = True
        self.rows_changed.emit()

    def set_filtre(self, filtre: Filtre) -> None:
        """Keep other rows."""
        if filtre != self.filtre:
            self.filtre = filtre
            self.filter_changed.emit()

    def nombres(self) -> Mapping[str, int]:
        """Return how many rows each chip stands for."""
        return filtres.nombres(self.lignes)

    def cfas(self) -> tuple[tuple[str, str], ...]:
        """Return the CFAs that can be chosen."""
        return filtres.cfas(self.lignes)

    def resume(self, montrees: int) -> str:
        """Return « 40 jeunes », or « 12 sur 40 jeunes » when rows are hidden."""
        total = len(self.lignes)
        compte = pluriel(total, "jeune") if montrees == total else f"{entier(montrees)} sur {pluriel(total, 'jeune')}"
        return f"{compte}, campagne {self.campagne}" if self.campagne else compte

    def export(self, entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> None:
        """Ask, then write the rows as they are shown where the user chooses."""
        cellules = [tuple(ligne) for ligne in lignes]
        question = f"{vue_csv.AVERTISSEMENT}\n\nÀ écrire{NNBSP}: {pluriel(len(cellules), 'ligne')}."
        messages = self._env.messages
        if not messages.confirm("Exporter des données personnelles", question, "Choisir où l’enregistrer"):
            return
        proposed = Path.home() / vue_csv.nom_fichier("beneficiaires", self._env.ctx.today())
        chemin = messages.save_file("Exporter la vue", proposed, ["Tableur (*.csv)"])
        if chemin is None:
            return
        self._env.tasks.run(lambda: vue_csv.exporter(chemin, entetes, cellules), self._exported, owner=self)

    def _exported(self, chemin: Path) -> None:
        self._env.messages.toast(f"Vue exportée dans «\u00a0{chemin.name}\u00a0».")
        self.exported.emit(chemin)
