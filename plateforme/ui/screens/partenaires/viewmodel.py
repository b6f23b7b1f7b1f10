"""State of the directory: cards, holes, the card shown, what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from plateforme.domain.changes import ChangeSet
from plateforme.domain.partenaire import Interlocuteur, Structure
from plateforme.domain.proposition import Trou
from plateforme.services import partenaires
from plateforme.services.annulation import Annulation
from plateforme.services.contexte import Contexte
from plateforme.services.partenaires import Carte
from plateforme.ui.dialogs.form import undo_toast
from plateforme.ui.messages import Messages
from plateforme.ui.tasks import TaskRunner


class PartenairesModel(QObject):
    """Holds what the screen shows. ``contexte`` is read at each use: it is rebuilt when the settings change."""

    cards_changed = Signal()
    current_changed = Signal()
    saved = Signal(int)
    """A card was created or corrected."""
    refused = Signal(object)
    """An :class:`AppError` about what was typed."""

    def __init__(
        self, contexte: Callable[[], Contexte], tasks: TaskRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._contexte, self._tasks, self._messages = contexte, tasks, messages
        self.cards: tuple[Carte, ...] = ()
        self.holes: tuple[Trou, ...] = ()
        self.current: int | None = None
        self.loaded = False

    @property
    def ctx(self) -> Contexte:
        """The context of the open base."""
        return self._contexte()

    @property
    def card(self) -> Carte | None:
        """The card shown."""
        return next((c for c in self.cards if c.structure.id == self.current), None)

    @property
    def active(self) -> tuple[Carte, ...]:
        """The cards that are not archived."""
        return tuple(c for c in self.cards if c.structure.archivee_le is None)

    def refresh(self) -> None:
        """Read the directory again."""
        ctx = self.ctx
        self._tasks.run(
            lambda: (partenaires.lister(ctx, archivees=True), partenaires.lacunes(ctx)),
            self._show,
            owner=self,
            key="partenaires",
        )

    def select(self, structure_id: int | None) -> None:
        """Show a card, or none."""
        if structure_id != self.current:
            self.current = structure_id
            self.current_changed.emit()

    def save(self, before: Carte | None, structure: Structure, people: tuple[Interlocuteur, ...]) -> None:
        """Create a card, or correct ``before``."""
        ctx = self.ctx
        if before is None:
            self._tasks.write(
                lambda: partenaires.creer(ctx, structure, people), self._created, self.refused.emit, owner=self
            )
            return
        structure_id = before.structure.id

        def done(undo: Annulation) -> None:
            self.saved.emit(structure_id)
            undo_toast(self._tasks, self._messages, "Partenaire modifié.", undo)

        self._tasks.write(
            lambda: partenaires.modifier(ctx, before, structure, people), done, self.refused.emit, owner=self
        )

    def archive(self) -> None:
        """Take the card shown out of the directory, or put it back."""
        card = self.card
        if card is None:
            return
        ctx, structure_id = self.ctx, card.structure.id
        archived = card.structure.archivee_le is not None
        service = partenaires.restaurer if archived else partenaires.archiver
        words = f"« {card.structure.nom} » {'restauré' if archived else 'archivé'}."

        def done(undo: Annulation) -> None:
            undo_toast(self._tasks, self._messages, words, undo)

        def work() -> tuple[Annulation, ChangeSet]:
            return service(ctx, structure_id)

        self._tasks.write(work, done, owner=self)

    def clear(self) -> None:
        """Forget what is shown: the base is being locked."""
        self.cards, self.holes, self.current, self.loaded = (), (), None, False
        self.cards_changed.emit()
        self.current_changed.emit()

    def _created(self, card: Carte) -> None:
        self.current = card.structure.id
        self.saved.emit(card.structure.id)
        self._messages.toast(f"« {card.structure.nom} » ajouté à l’annuaire.")

    def _show(self, read: tuple[tuple[Carte, ...], tuple[Trou, ...]]) -> None:
        self.cards, self.holes = read
        self.loaded = True
        self.cards_changed.emit()
        self.current_changed.emit()
