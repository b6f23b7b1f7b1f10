"""The rows on the screen, with their columns, as a CSV: names and telephones, so the file says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from plateforme.exports.ecriture import csv_excel, ecrire, texte_sur

AVERTISSEMENT = (
    "Ce fichier contiendra des noms et des coordonnées, lisibles par quiconque l’ouvre. Rangez-le dans un dossier "
    "protégé, ne l’envoyez pas par courriel, et supprimez-le quand il ne sert plus."
)


def nom_fichier(quoi: str, jour: date) -> str:
    """Return the proposed name: what it holds and the day, never the name of a person."""
    return f"{quoi}-donnees-personnelles-{jour.isoformat()}.csv"


def exporter(chemin: Path, entetes: Sequence[str], lignes: Iterable[Sequence[str]]) -> Path:
    """Write the rows as they are shown, whole or not at all. Raises :class:`FileProblemError`."""
    return ecrire(chemin, csv_excel(entetes, [[texte_sur(cellule) for cellule in ligne] for ligne in lignes]))
