"""What a service gives back so that the window can offer « Annuler »."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from plateforme.domain.changes import ChangeSet
from plateforme.errors import RefusedError

Annulation = Callable[[], ChangeSet]
"""Puts things back as they were. Raises :class:`RefusedError` when they changed again in between."""

T = TypeVar("T")


def exiger_inchange(attendu: T, stocke: T, quoi: str) -> None:
    """Raise :class:`RefusedError` unless the base still holds what the user saw. ``quoi`` like « Cette fiche »."""
    if attendu != stocke:
        raise RefusedError(
            f"{quoi} a été modifiée entre-temps. Rien n’a été enregistré.",
            "Regardez ce qui a changé, puis recommencez.",
        )
