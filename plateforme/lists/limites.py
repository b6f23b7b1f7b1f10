"""How much of a stranger's file is read at most."""

from __future__ import annotations

from dataclasses import dataclass

MO = 1024 * 1024


@dataclass(frozen=True)
class Limites:
    """Sizes in bytes, times in seconds. Beyond, a file is refused with a message, never half-read."""

    octets: int = 50 * MO
    lignes: int = 200_000
    colonnes: int = 300
    cellules: int = 12_000_000
    decompresse: int = 512 * MO
    memoire: int = 2048 * MO
    secondes: float = 90.0


DEFAUT = Limites()
