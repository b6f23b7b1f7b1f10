"""Opening and creating a base, off the GUI thread. Passphrases pass through; none is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from plateforme.domain.progress import Progress
from plateforme.errors import AppError, WrongPassphraseError
from plateforme.security.vault import Vault
from plateforme.services import coffre, premiere_ouverture
from plateforme.services.premiere_ouverture import Creation, Demande
from plateforme.ui.tasks import TaskRunner

ESSAIS_LIBRES = 3
"""Wrong phrases before the wait begins."""
ATTENTE_MAX = 30
"""Longest wait between two attempts, in seconds."""


def attente_apres(echecs: int) -> int:
    """Return the seconds to wait after that many wrong phrases: none, then 2, 4, 8 ... up to 30.

    It only slows someone at this keyboard down; against a thief of the file, the cost of the key protects.
    """
    return 0 if echecs < ESSAIS_LIBRES else int(min(ATTENTE_MAX, 2 ** (echecs - ESSAIS_LIBRES + 1)))


class DemarrageModel(QObject):
    """What the start screens do. One thing at a time: while :attr:`occupe`, another request is ignored."""

    ouverte = Signal(object, str)
    """A :class:`BaseOuverte` and a remark, empty when everything went well."""
    refusee = Signal(object)
    """The AppError."""
    occupe_change = Signal(str)
    """What is being done, in words; empty when nothing is any more."""
    attente_change = Signal(int)
    """Seconds before another attempt, 0 when it is allowed."""
    session_change = Signal(bool)
    """Whether the base opens with the session."""
    trousseau_change = Signal(bool)
    """Whether this machine has a keyring."""

    def __init__(self, tasks: TaskRunner, vault: Vault, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._vault = tasks, vault
        self._echecs = 0
        self.attente = 0
        self.occupe = ""
        self._seconde = QTimer(self, interval=1000)
        self._seconde.timeout.connect(self.seconde_passee)

    def chercher_trousseau(self) -> None:
        """Look for a keyring; the answer comes by :attr:`trousseau_change`."""
        self._tasks.run(self._vault.available, self.trousseau_change.emit, owner=self, key="trousseau")

    def chercher_session(self, chemin: Path) -> None:
        """Ask whether the base opens with the session; the answer comes by :attr:`session_change`."""
        vault = self._vault
        self._tasks.run(
            lambda: coffre.session_possible(chemin, vault), self.session_change.emit, owner=self, key="session"
        )

    def ouvrir(self, chemin: Path, phrase: str) -> None:
        """Open a base with its passphrase."""
        if not self.attente:
            self._faire("Ouverture de la base…", lambda _p: Creation(coffre.ouvrir(chemin, phrase)))

    def ouvrir_par_session(self, chemin: Path) -> None:
        """Open a base with the keyring of the session."""
        vault = self._vault
        self._faire("Ouverture de la base…", lambda _p: Creation(coffre.ouvrir_par_session(chemin, vault)))

    def creer(self, demande: Demande, phrase: str, *, session: bool) -> None:
        """Create the base the assistant asked for."""
        vault = self._vault if session else None
        self._faire("Création de la base…", lambda p: premiere_ouverture.creer(demande, phrase, vault, p))

    def exemple(self) -> None:
        """Open the demonstration base, built the first time."""
        self._faire("Préparation des données d’exemple…", lambda p: Creation(premiere_ouverture.ouvrir_exemple(p)))

    def seconde_passee(self) -> None:
        """Count one second of the wait."""
        self.attente = max(0, self.attente - 1)
        if not self.attente:
            self._seconde.stop()
        self.attente_change.emit(self.attente)

    def _faire(self, quoi: str, travail: Callable[[Progress], Creation]) -> None:
        if self.occupe:
            return
        self._occuper(quoi)
        self._tasks.run(travail, self._arrivee, self._refus, progress=True, title=quoi, on_end=self._fin)

    def _arrivee(self, creation: Creation) -> None:
        if not shiboken6.isValid(self):
            creation.base.close()
            return
        self._echecs = 0
        self.ouverte.emit(creation.base, creation.remarque)

    def _refus(self, erreur: AppError) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(erreur, WrongPassphraseError):
            self._echecs += 1
            self._attendre(attente_apres(self._echecs))
        self._occuper("")  # first: a field that is still disabled would not take the cursor back
        self.refusee.emit(erreur)

    def _attendre(self, secondes: int) -> None:
        self.attente = secondes
        if secondes:
            self._seconde.start()
        self.attente_change.emit(secondes)

    def _fin(self) -> None:
        if shiboken6.isValid(self):
            self._occuper("")

    def _occuper(self, quoi: str) -> None:
        self.occupe = quoi
        self.occupe_change.emit(quoi)
