"""State of the preferences: settings, campaigns, session. Written as they are changed, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from plateforme.domain.campagne import Campagne
from plateforme.domain.changes import ChangeSet
from plateforme.errors import AppError
from plateforme.security.vault import SystemVault, Vault
from plateforme.services import campagnes, premiere_ouverture, reglages
from plateforme.services.coffre import BaseOuverte
from plateforme.services.reglages import Valeurs
from plateforme.settings import Reglage
from plateforme.ui.tasks import TaskRunner


@dataclass(frozen=True)
class Session:
    """Whether this machine has a keyring, and whether the base opens with it."""

    possible: bool
    active: bool


class PreferencesModel(QObject):
    """Reads once, tells by signals, writes each change."""

    valeurs_lues = Signal(object)
    """:class:`Valeurs`."""
    campagnes_lues = Signal(object)
    """Every :class:`Campagne`, the latest first."""
    session_lue = Signal(object)
    """A :class:`Session`."""
    session_echouee = Signal(object)
    """The AppError of a keyring that refused."""
    phrase_changee = Signal()
    phrase_refusee = Signal(object)
    """The AppError."""
    occupe_change = Signal(bool)
    """The passphrase is being changed: one second or so."""

    def __init__(
        self, base: BaseOuverte, tasks: TaskRunner, vault: Vault | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._base, self._tasks = base, tasks
        self._vault: Vault = vault or SystemVault()

    def lire(self) -> None:
        """Read everything the screen shows."""
        base = self._base
        self._tasks.run(
            lambda: (reglages.lire(base.ctx), campagnes.lister(base.ctx)), self._lu, owner=self, key="preferences"
        )
        self._tasks.run(self._lire_session, self.session_lue.emit, owner=self, key="preferences_session")

    def ecrire(self, valeurs: Mapping[Reglage[Any], Any], ensuite: Callable[[], None] | None = None) -> None:
        """Store settings; ``ensuite`` is called once it is done."""
        base = self._base
        self._tasks.write(lambda: reglages.ecrire(base.ctx, valeurs), lambda _c: ensuite and ensuite(), owner=self)

    def clore(self, campagne: Campagne, ensuite: Callable[[], None]) -> None:
        """Close a campaign today, or open a closed one again."""
        base = self._base
        le = None if campagne.close_le else base.ctx.today()
        self._tasks.write(
            lambda: campagnes.modifier(base.ctx, replace(campagne, close_le=le)), lambda _c: ensuite(), owner=self
        )

    def permettre_session(self, *, active: bool) -> None:
        """Let the session open the base, or stop it."""
        base, vault = self._base, self._vault

        def travail() -> Session:
            (base.autoriser_session if active else base.revoquer_session)(vault)
            return self._lire_session()

        self._tasks.run(travail, self.session_lue.emit, self._session_refusee, owner=self)

    def changer_phrase(self, ancienne: str, nouvelle: str) -> None:
        """Replace the passphrase; the answer comes by :attr:`phrase_changee` or :attr:`phrase_refusee`."""
        base = self._base

        def travail() -> None:
            premiere_ouverture.exiger_phrase_solide(nouvelle)
            base.changer_phrase(ancienne, nouvelle)

        self.occupe_change.emit(True)  # noqa: FBT003 - Qt signals take positional values
        self._tasks.run(
            travail,
            lambda _r: self.phrase_changee.emit(),
            self.phrase_refusee.emit,
            owner=self,
            on_end=lambda: self.occupe_change.emit(False),  # noqa: FBT003
        )

    def changes(self, changements: ChangeSet) -> None:
        """Read again after any change: it is cheap and the screen is small."""
        if changements.sujets:
            self.lire()

    def _lire_session(self) -> Session:
        return Session(self._vault.available(), self._base.ouverture_par_session)

    def _lu(self, lu: tuple[Valeurs, tuple[Campagne, ...]]) -> None:
        self.valeurs_lues.emit(lu[0])
        self.campagnes_lues.emit(lu[1])

    def _session_refusee(self, erreur: AppError) -> None:
        self.session_lue.emit(Session(possible=True, active=self._base.ouverture_par_session))
        self.session_echouee.emit(erreur)
