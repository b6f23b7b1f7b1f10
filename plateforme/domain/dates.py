"""Calendar arithmetic of the follow-up."""

from __future__ import annotations

import calendar
from datetime import date


def ajouter_mois(jour: date, mois: int) -> date:
    """Return the same day ``mois`` months later, clamped to the month's last day (domaine.md 5)."""
    index = jour.year * 12 + jour.month - 1 + mois
    annee, mois_cible = divmod(index, 12)
    dernier = calendar.monthrange(annee, mois_cible + 1)[1]
    return date(annee, mois_cible + 1, min(jour.day, dernier))


def age(naissance: date, au: date) -> int:
    """Return the age in completed years on ``au``; someone born on 29 February ages on 1 March."""
    return au.year - naissance.year - ((au.month, au.day) < (naissance.month, naissance.day))
