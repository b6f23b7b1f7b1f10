"""Screens: one folder each, ``view.py`` (layout and bindings) and ``viewmodel.py`` (state, no widget).

A screen is a QWidget made by ``factory(env)``. It may define any of the members of :class:`Screen`; the window calls
those it finds.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from plateforme.domain.changes import ChangeSet


class Screen(Protocol):
    """Optional members of a screen. A ``badge_count = Signal(int)`` shows a count in the rail (0 hides it)."""

    def activate(self, argument: object) -> None:
        """Be shown, with what the caller wants to see (an id, a command), or None."""
        ...

    def save_state(self) -> str:
        """Return what was open, sorted and filtered; kept in the base."""
        ...

    def restore_state(self, state: str) -> None:
        """Put back what :meth:`save_state` returned, possibly by an older version."""
        ...

    def refresh(self, changes: ChangeSet) -> None:
        """Reload what ``changes`` touched."""
        ...

    def flush(self) -> None:
        """Keep an unfinished form in the base now: the base is about to be locked or closed."""
        ...

    def clear(self) -> None:
        """Forget what is shown: the base is locked."""
        ...

    def shortcuts(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the screen (Qt's portable text) and what they do, for the page of shortcuts."""
        ...
