"""What every use case needs: the open base and the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from plateforme.services.unit_of_work import Store

Horloge = Callable[[], datetime]


@dataclass(frozen=True)
class Contexte:
    """The open base, the clock (local time, no zone) and the name that signs what is written."""

    store: Store
    horloge: Horloge
    auteur: str = ""

    def now(self) -> datetime:
        """Return the current local time, without microseconds."""
        return self.horloge().replace(microsecond=0)

    def today(self) -> date:
        """Return the current local date."""
        return self.horloge().date()


def horloge_figee(jour: date) -> Horloge:
    """Return a clock that tells the real hour on a fixed day (demonstration base)."""

    def maintenant() -> datetime:
        return datetime.combine(jour, datetime.now().time())

    return maintenant
