"""Expected failures: each carries words for the user and what to do next.

Anything that is not an :class:`AppError` is a bug and is reported as one.
"""

from __future__ import annotations

from plateforme.typographie import typographie


class AppError(Exception):
    """An expected failure, told in French.

    ``message`` says what happened and what it changes; ``next_step`` says what to do.
    Neither may hold a secret; both may name a file or a row the user gave.
    """

    def __init__(self, message: str, next_step: str = "") -> None:
        self.message = typographie(message)
        self.next_step = typographie(next_step)
        super().__init__(self.message)

    def __str__(self) -> str:
        return f"{self.message} {self.next_step}".strip()


class InvalidInputError(AppError):
    """A value typed by the user cannot be accepted. ``champ`` names the field, when there is one."""

    def __init__(self, message: str, next_step: str = "", *, champ: str = "") -> None:
        super().__init__(message, next_step)
        self.champ = champ


class RefusedError(AppError):
    """A rule of the field forbids the action (no agreement, group frozen, ...)."""


class NotFoundError(AppError):
    """The thing asked for is no longer in the base."""


class FileProblemError(AppError):
    """A file cannot be read or written: missing, locked, of the wrong type, too large."""


class WrongPassphraseError(AppError):
    """The passphrase does not open the base. Nothing was changed."""


class KeyringUnavailableError(AppError):
    """The session's keyring cannot be used: the passphrase must be typed."""


class DatabaseError(AppError):
    """The base cannot be used; subclasses say why."""


class DatabaseBusyError(DatabaseError):
    """Another process is writing."""


class DatabaseDamagedError(DatabaseError):
    """The file does not decrypt or does not hold together."""


class DatabaseNewerError(DatabaseError):
    """The base was written by a newer version of the application."""


class DatabaseOlderError(DatabaseError):
    """The base must be upgraded before it can be read."""


class DatabaseInUseError(DatabaseError):
    """Another window holds the base open."""


class DiskFullError(DatabaseError):
    """No room left; the transaction was rolled back."""


class CancelledError(AppError):
    """The user cancelled a long task; nothing was written."""

    def __init__(self) -> None:
        super().__init__("L’opération a été annulée.", "Rien n’a été enregistré.")
