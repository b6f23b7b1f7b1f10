"""The cohort as a flat CSV: no name, but still personal data.

Until an anonymous file can be made, what leaves is *pseudonymised* (GDPR, article 4.5): a start date, a commune and a
CFA are enough to recognise someone. The file says so twice: in its name, and in its header, by a last column
called ``donnees_personnelles_pseudonymisees`` (« oui » on each row). A comment line above the header would have been
louder, but R and pandas would take it for the header; an extra column is read by name and harms no reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date

from plateforme.domain.cohorte import LigneCohorte
from plateforme.domain.vocabulaire import Accord
from plateforme.exports.ecriture import csv_excel, texte_sur

AVERTISSEMENT = "donnees_personnelles_pseudonymisees"
COLONNES = (*(f.name for f in fields(LigneCohorte)), AVERTISSEMENT)


def produire(lignes: Sequence[LigneCohorte]) -> bytes:
    """Return the CSV (UTF-8 with BOM, « ; »), one row a person in the order given; empty cells for what is unknown."""
    return csv_excel(COLONNES, [[*(_cellule(getattr(ligne, nom)) for nom in COLONNES[:-1]), "oui"] for ligne in lignes])


def _cellule(valeur: object) -> str:
    if valeur is None:
        return ""
    if valeur is Accord.SANS_OBJET:
        return "sans objet"
    ecrire = next((f for genre, f in _ECRITURES if isinstance(valeur, genre)), str)
    return ecrire(valeur)


_ECRITURES: tuple[tuple[type, Callable[..., str]], ...] = (
    (bool, lambda oui: "1" if oui else "0"),
    (date, date.isoformat),
    (str, texte_sur),
)
