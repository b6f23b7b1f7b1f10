"""State of the writing of a fiche: the difficulties, the partners proposed, the live preview, the agreement."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from plateforme.domain.fiche import Fiche
from plateforme.services import accords, liaison, liaison_documents, liaison_lecture
from plateforme.services.accords import EtatAccord
from plateforme.services.annulation import Annulation
from plateforme.services.contexte import Contexte
from plateforme.services.liaison_lecture import Destinations, DifficulteOuverte
from plateforme.ui.tasks import TaskRunner


class EditeurModel(QObject):
    """State of the writing of a fiche: difficulties, partners proposed, live preview, agreement."""

    difficultes_changed = Signal()
    propositions_changed = Signal()
    preview_changed = Signal(bytes)
    accord_changed = Signal()
    saved = Signal(int)
    refused = Signal(object)

    def __init__(self, contexte: Callable[[], Contexte], tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contexte, self._tasks = contexte, tasks
        self.difficultes: tuple[DifficulteOuverte, ...] = ()
        self.destinations: Destinations | None = None
        self.accord: EtatAccord | None = None
        self.existante: Fiche | None = None

    @property
    def ctx(self) -> Contexte:
        """The context of the open base."""
        return self._contexte()

    def load_difficultes(self, beneficiaire_id: int | None) -> None:
        """Read the open difficulties, of one person or of everyone."""
        ctx = self.ctx
        self._tasks.run(
            lambda: liaison_lecture.difficultes_a_traiter(ctx, beneficiaire_id),
            self._show_difficultes,
            owner=self,
            key="fiche.difficultes",
        )

    def load_propositions(self, difficulte_id: int) -> None:
        """Read which partners are right for a difficulty, and every other possible recipient."""
        ctx = self.ctx
        self._tasks.run(
            lambda: liaison_lecture.destinations(ctx, difficulte_id),
            self._show_propositions,
            owner=self,
            key="fiche.propositions",
        )

    def preview(self, fiche: Fiche) -> None:
        """Ask for the document of the fiche as it is being written, and where its agreement stands."""
        ctx = self.ctx

        def work() -> tuple[bytes, EtatAccord]:
            ou = accords.etat(ctx, fiche.beneficiaire_id, fiche.structure_id, fiche.theme)
            return liaison_documents.apercu(ctx, fiche), ou

        self._tasks.run(work, self._show_preview, lambda _e: None, owner=self, key="fiche.apercu")

    def save(self, fiche: Fiche) -> None:
        """Store the draft: a new one takes its number, an existing one is corrected."""
        ctx, avant = self.ctx, self.existante
        if avant is None:
            self._tasks.write(lambda: liaison.nouveau_brouillon(ctx, fiche), self._saved, self.refused.emit, owner=self)
            return

        def done(_undo: Annulation) -> None:
            self.saved.emit(avant.id)

        self._tasks.write(lambda: liaison.modifier_brouillon(ctx, avant, fiche), done, self.refused.emit, owner=self)

    def clear(self) -> None:
        """Forget everything."""
        self.difficultes, self.destinations = (), None
        self.accord, self.existante = None, None

    def _saved(self, fiche: Fiche) -> None:
        self.saved.emit(fiche.id)

    def _show_difficultes(self, read: tuple[DifficulteOuverte, ...]) -> None:
        self.difficultes = read
        self.difficultes_changed.emit()

    def _show_propositions(self, read: Destinations) -> None:
        self.destinations = read
        self.propositions_changed.emit()

    def _show_preview(self, read: tuple[bytes, EtatAccord]) -> None:
        self.accord = read[1]
        self.accord_changed.emit()
        self.preview_changed.emit(read[0])
