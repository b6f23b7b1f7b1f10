"""Working days: Monday to Friday, without the days off that are given."""

from __future__ import annotations

from datetime import date, timedelta

SAMEDI = 5
"""``date.weekday()`` of Saturday."""

_UN_JOUR = timedelta(days=1)


def est_ouvre(jour: date, feries: frozenset[date] = frozenset()) -> bool:
    """True from Monday to Friday, except on ``feries``."""
    return jour.weekday() < SAMEDI and jour not in feries


def jour_ouvre_suivant(jour: date, feries: frozenset[date] = frozenset()) -> date:
    """Return the first working day after ``jour``, never ``jour`` itself."""
    suivant = jour + _UN_JOUR
    while not est_ouvre(suivant, feries):
        suivant += _UN_JOUR
    return suivant
