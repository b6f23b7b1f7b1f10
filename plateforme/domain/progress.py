"""How a slow service tells where it is and learns that the user gave up."""

from __future__ import annotations

from typing import Protocol

from plateforme.errors import CancelledError


class Progress(Protocol):
    """Receiver of progress. Implementations must be callable from a worker thread."""

    def report(self, done: int, total: int, message: str = "") -> None:
        """Say that ``done`` of ``total`` steps are finished."""
        ...

    def is_cancelled(self) -> bool:
        """Return True once the user asked to stop."""
        ...


class SilentProgress:
    """A progress nobody watches and nobody cancels."""

    def report(self, done: int, total: int, message: str = "") -> None:
        """Ignore the step."""

    def is_cancelled(self) -> bool:
        """Return False."""
        return False


def check_cancelled(progress: Progress) -> None:
    """Raise :class:`CancelledError` when the user asked to stop."""
    if progress.is_cancelled():
        raise CancelledError
