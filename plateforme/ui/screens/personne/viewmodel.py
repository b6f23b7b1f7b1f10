"""State of one person's page. No widget here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.fil import Evenement, timeline
from plateforme.domain.personne import PersonnePage
from plateforme.errors import AppError, NotFoundError
from plateforme.services import beneficiaires
from plateforme.services.annulation import Annulation
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.personne.dialogue import proposer_annulation

MONTRES = frozenset(Sujet) - {Sujet.REGLAGE}


class PersonneModel(QObject):
    """Holds the page of the person shown and writes what needs no form."""

    page_changed = Signal()
    gone = Signal()
    """The person is no longer in the base."""

    def __init__(self, env: UiEnv, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._env = env
        self.beneficiaire_id = 0
        self.page: PersonnePage | None = None
        self.fil: tuple[Evenement, ...] = ()

    def ouvrir(self, beneficiaire_id: int) -> None:
        """Show a person."""
        if beneficiaire_id != self.beneficiaire_id:
            self.beneficiaire_id = beneficiaire_id
            self.page, self.fil = None, ()
            self.page_changed.emit()
        self.refresh()

    def refresh(self, changes: ChangeSet | None = None) -> None:
        """Read the page again, unless ``changes`` do not concern it."""
        vise = self.beneficiaire_id
        if not vise or (changes is not None and not self._concerne(changes)):
            return
        ctx = self._env.ctx
        self._env.tasks.run(
            lambda: beneficiaires.personne(ctx, vise), self._show, self._failed, owner=self, key="personne.page"
        )

    def ecrire(self, ecriture: Callable[[], tuple[Annulation, ChangeSet]], texte: str) -> None:
        """Write without a form, then say so with « Annuler »."""

        def fait(annulation: Annulation) -> None:
            proposer_annulation(self._env, texte, annulation)

        self._env.tasks.write(ecriture, fait, owner=self)

    def supprimer(self) -> None:
        """Delete the person, created by mistake; the page closes."""
        ctx, vise = self._env.ctx, self.beneficiaire_id

        def fait(_changes: ChangeSet) -> None:
            self._env.messages.toast("Le bénéficiaire est supprimé.")
            self._close()

        self._env.tasks.write(lambda: beneficiaires.supprimer(ctx, vise), fait, owner=self)

    def _show(self, page: PersonnePage) -> None:
        self.page, self.fil = page, timeline(page)
        self.page_changed.emit()

    def _failed(self, error: AppError) -> None:
        if isinstance(error, NotFoundError):
            self._close()
        else:
            self._env.messages.error(error)

    def _close(self) -> None:
        self.beneficiaire_id, self.page, self.fil = 0, None, ()
        self.gone.emit()

    def _concerne(self, changes: ChangeSet) -> bool:
        """Changes that name nobody may concern everybody (campaigns, partners)."""
        nommee = not changes.beneficiaires or self.beneficiaire_id in changes.beneficiaires
        return bool(changes.sujets & MONTRES) and nommee
