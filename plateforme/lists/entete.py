"""Where the titles of the columns are: below title rows, above the data."""

from __future__ import annotations

from collections.abc import Sequence

from plateforme.domain.liste import Ligne
from plateforme.domain.liste import RoleColonne as R
from plateforme.lists.titres import role_du_titre

_PROFONDEUR = 60
_TITRE_MAX = 60
_SEUIL = 1.5
_PIVOTS = {R.NOM, R.NOM_PRENOM, R.PRENOM, R.NAISSANCE, R.NOM_USAGE}


def ligne_titres(lignes: Sequence[Ligne]) -> int | None:
    """Return the row number (1 = first) of the titles, None when no row looks like titles."""
    meilleure, numero = 0.0, None
    for index, ligne in enumerate(lignes[:_PROFONDEUR], start=1):
        valeur = valeur_entete(ligne)
        if valeur > meilleure:
            meilleure, numero = valeur, index
    return numero if meilleure >= _SEUIL else None


def valeur_entete(ligne: Ligne) -> float:
    """Return how much ``ligne`` looks like titles: the sum of the confidences of the distinct roles it names."""
    roles: dict[R, float] = {}
    for cellule in ligne:
        if isinstance(cellule, str) and cellule and len(cellule) <= _TITRE_MAX:
            role, confiance = role_du_titre(cellule)
            if role is not R.IGNORER:
                roles[role] = max(confiance, roles.get(role, 0.0))
        elif cellule != "":
            return 0.0  # a number or a date: this is data
    return sum(roles.values()) if _PIVOTS & roles.keys() else 0.0
