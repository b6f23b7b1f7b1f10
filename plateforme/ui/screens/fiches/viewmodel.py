"""State of the fiches: the table, its pile, the fiche shown with its document, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from plateforme import paths
from plateforme.domain.changes import ChangeSet
from plateforme.domain.fiche import FiltreFiche
from plateforme.services import liaison, liaison_documents, liaison_lecture, reglages
from plateforme.services.annulation import Annulation
from plateforme.services.contexte import Contexte
from plateforme.services.liaison_documents import Brouillon
from plateforme.services.liaison_lecture import DetailFiche, LigneFiche
from plateforme.settings import DOSSIER_DOCUMENTS
from plateforme.ui.dialogs.form import undo_toast
from plateforme.ui.messages import Messages
from plateforme.ui.tasks import TaskRunner


class FichesModel(QObject):
    """Holds what the screen shows. ``contexte`` is read at each use: it is rebuilt when the settings change."""

    rows_changed = Signal()
    detail_changed = Signal()
    """Another fiche is shown, or the same one changed, or none."""
    document_changed = Signal()
    mail_ready = Signal(object)
    """A :class:`Brouillon` was written."""
    pdf_saved = Signal(object)
    """The path of the PDF just written."""
    refused = Signal(object)
    """An :class:`AppError`: what was asked is not possible, and what to do."""

    def __init__(
        self, contexte: Callable[[], Contexte], tasks: TaskRunner, messages: Messages, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._contexte, self._tasks, self._messages = contexte, tasks, messages
        self.rows: tuple[LigneFiche, ...] = ()
        self.detail: DetailFiche | None = None
        self.pdf = b""
        self.dossier: Path | None = None
        self.loaded = False
        self._wanted: int | None = None

    @property
    def ctx(self) -> Contexte:
        """The context of the open base."""
        return self._contexte()

    # Reading

    def open(self) -> None:
        """Make expired what has expired since, then read."""
        ctx = self.ctx
        self._tasks.write(lambda: liaison.expirer_echues(ctx), owner=self)
        self.refresh()

    def refresh(self) -> None:
        """Read the table again, and the fiche shown."""
        ctx = self.ctx
        self._tasks.run(
            lambda: (liaison_lecture.tableau(ctx), reglages.lire(ctx)[DOSSIER_DOCUMENTS]),
            self._show_rows,
            owner=self,
            key="fiches.tableau",
        )
        self.select(self._wanted)

    def select(self, fiche_id: int | None) -> None:
        """Show a fiche, or none."""
        self._wanted = fiche_id
        if fiche_id is None:
            self.detail, self.pdf = None, b""
            self.detail_changed.emit()
            self.document_changed.emit()
            return
        ctx = self.ctx
        self._tasks.run(
            lambda: liaison_lecture.detail(ctx, fiche_id), self._show_detail, owner=self, key="fiches.detail"
        )
        self._tasks.run(
            lambda: (fiche_id, liaison_documents.apercu_de(ctx, fiche_id)),
            self._show_document,
            owner=self,
            key="fiches.document",
        )

    @property
    def counts(self) -> dict[FiltreFiche, int]:
        """How many fiches lie in each pile."""
        return liaison_lecture.comptes(self.rows)

    def clear(self) -> None:
        """Forget what is shown: the base is being locked."""
        self.rows, self.loaded = (), False
        self.select(None)
        self.rows_changed.emit()

    # Acts

    def mark_ready(self) -> None:
        """Say that the draft may leave."""
        self._act(liaison.marquer_prete, "Fiche prête.")

    def back_to_draft(self) -> None:
        """Make the fiche a draft again."""
        self._act(liaison.revenir_brouillon, "La fiche est de nouveau un brouillon.")

    def mark_sent(self) -> None:
        """Say that the fiche left."""
        self._act(liaison.marquer_envoyee, "Fiche envoyée. La réponse est attendue.")

    def mark_received(self) -> None:
        """Say that the partner has it."""
        self._act(liaison.marquer_recue, "Fiche reçue par le partenaire.")

    def remind(self) -> None:
        """Date a reminder."""
        self._act(liaison.noter_relance, "Relance notée.")

    def close(self) -> None:
        """Close the fiche."""
        self._act(liaison.clore, "Fiche close.")

    def save_pdf(self, folder: Path) -> None:
        """Write the PDF in ``folder``, which is proposed next time."""
        fiche_id = self._wanted
        if fiche_id is None:
            return
        ctx = self.ctx
        self._tasks.write(
            lambda: self._with_folder(ctx, folder, liaison_documents.enregistrer_pdf(ctx, fiche_id, folder)),
            self.pdf_saved.emit,
            self.refused.emit,
            owner=self,
        )

    def prepare_mail(self, folder: Path) -> None:
        """Write the PDF and the draft of e-mail in ``folder``."""
        fiche_id = self._wanted
        if fiche_id is None:
            return
        ctx = self.ctx
        self._tasks.write(
            lambda: self._with_folder(ctx, folder, liaison_documents.brouillon_courriel(ctx, fiche_id, folder)),
            self.mail_ready.emit,
            self.refused.emit,
            owner=self,
        )

    def check_can_leave(self, then: Callable[[], None]) -> None:
        """Call ``then`` when the agreement lets the fiche leave, else tell what to do: before asking for a folder."""
        fiche_id = self._wanted
        if fiche_id is None:
            return
        ctx = self.ctx
        self._tasks.run(
            lambda: liaison_documents.verifier_depart(ctx, fiche_id), lambda _ok: then(), self.refused.emit, owner=self
        )

    def forget_mail(self, brouillon: Brouillon) -> None:
        """Delete the draft of e-mail, which holds the fiche; its absence is no error."""
        self._tasks.run(lambda: liaison_documents.effacer_courriel(brouillon), owner=self)

    @property
    def proposed_folder(self) -> Path:
        """Where documents are proposed: the folder chosen last, else the user's documents."""
        return self.dossier or paths.documents_dir()

    def _act(self, service: Callable[[Contexte, int], tuple[Annulation, ChangeSet]], words: str) -> None:
        fiche_id = self._wanted
        if fiche_id is None:
            return
        ctx = self.ctx

        def done(undo: Annulation) -> None:
            undo_toast(self._tasks, self._messages, words, undo)

        self._tasks.write(lambda: service(ctx, fiche_id), done, self.refused.emit, owner=self)

    def _with_folder(self, ctx: Contexte, folder: Path, written: tuple[Any, ChangeSet]) -> tuple[Any, ChangeSet]:
        """Remember the folder once something was really written there. On the base's thread."""
        if folder == self.dossier:
            return written
        return written[0], written[1] | reglages.ecrire(ctx, {DOSSIER_DOCUMENTS: str(folder)})

    # Replies

    def _show_rows(self, read: tuple[tuple[LigneFiche, ...], str]) -> None:
        self.rows, folder = read
        self.dossier = Path(folder) if folder and Path(folder).is_dir() else None
        self.loaded = True
        self.rows_changed.emit()

    def _show_detail(self, detail: DetailFiche) -> None:
        if detail.fiche.id == self._wanted:
            self.detail = detail
            self.detail_changed.emit()

    def _show_document(self, read: tuple[int, bytes]) -> None:
        if read[0] == self._wanted:
            self.pdf = read[1]
            self.document_changed.emit()
