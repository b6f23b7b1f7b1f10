"""The documents the application can produce: a new one is a module and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from plateforme.fiches import fiche_liaison, rapport_indicateurs


@dataclass(frozen=True)
class Modele:
    """A kind of document: its key, its French title, the dataclass of what it shows and what makes the PDF."""

    cle: str
    titre: str
    donnees: type[Any]
    produire: Callable[[Any], bytes]


MODELES: tuple[Modele, ...] = (
    Modele("fiche_liaison", fiche_liaison.TITRE, fiche_liaison.DocumentFiche, fiche_liaison.produire),
    Modele(
        "point_etape", rapport_indicateurs.TITRE, rapport_indicateurs.DocumentIndicateurs, rapport_indicateurs.produire
    ),
)


def modele(cle: str) -> Modele:
    """Return the document of key ``cle``. Raises KeyError when there is none."""
    return {m.cle: m for m in MODELES}[cle]


def produire(donnees: object) -> bytes:
    """Return the PDF of ``donnees``, by their type. Raises TypeError when no document shows them."""
    for candidat in MODELES:
        if isinstance(donnees, candidat.donnees):
            return candidat.produire(donnees)
    message = f"no document shows {type(donnees).__name__}"
    raise TypeError(message)
