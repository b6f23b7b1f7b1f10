"""Working days and hours of the demonstration's référent."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

JOUR = date(2011, 1, 3)
"""The Monday on which the demonstration base lives."""
DERNIER_JOUR_TRAVAILLE = date(2010, 12, 31)
"""Nothing is recorded after it: the base shows the morning of :data:`JOUR` before the first call."""

_FERIES = frozenset(
    {
        date(2009, 11, 11),
        date(2009, 12, 24),
        date(2009, 12, 25),
        date(2010, 1, 1),
        date(2010, 4, 5),
        date(2010, 5, 13),
        date(2010, 5, 24),
        date(2010, 7, 14),
        date(2010, 11, 1),
        date(2010, 11, 11),
        date(2010, 12, 24),
    }
)
_CONGES = (date(2010, 8, 2), date(2010, 8, 13))
_PAUSE = ((9, 12), (13, 18))


def travaille(jour: date) -> bool:
    """True on a day on which the référent works."""
    return jour.weekday() < 5 and jour not in _FERIES and not _CONGES[0] <= jour <= _CONGES[1]


def ouvre(jour: date, sens: int = 1) -> date:
    """Return ``jour``, or the nearest working day after it (before it when ``sens`` is -1)."""
    while not travaille(jour):
        jour += timedelta(days=sens)
    return jour


def apres(jour: date, jours: int) -> date:
    """Return the working day ``jours`` calendar days later or the next one."""
    return ouvre(jour + timedelta(days=jours))


def moment(jour: date, rng: random.Random) -> datetime:
    """Return a working hour of that day."""
    debut, fin = rng.choice(_PAUSE)
    return datetime.combine(jour, time(rng.randrange(debut, fin), rng.randrange(0, 60, 5)))
