"""The steps of a crossing as the window walks them: open a list, correct its columns, cross, decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from plateforme.domain.liste import ColonneReconnue, ListeLue, ListePersonnes, RoleColonne
from plateforme.domain.progress import Progress
from plateforme.errors import AppError
from plateforme.lists.colonnes import reconnaitre_colonnes, roles
from plateforme.lists.lecture import lire_liste
from plateforme.lists.personnes import lire_personnes
from plateforme.services.croisement_listes import ResultatCroisement, croiser_listes


@dataclass(frozen=True)
class ListeOuverte:
    """A list that was read: its columns as recognised, the user's corrections, and what they give.

    ``personnes`` is None while ``probleme`` says, in French, which column is missing.
    """

    chemin: Path
    liste: ListeLue
    colonnes: tuple[ColonneReconnue, ...]
    repere: date
    corrections: Mapping[int, RoleColonne] = field(default_factory=dict[int, RoleColonne])
    personnes: ListePersonnes | None = None
    probleme: AppError | None = None

    @property
    def roles(self) -> dict[int, RoleColonne]:
        """{column index: role} with the corrections applied."""
        return roles(self.colonnes, self.corrections)


def ouvrir(chemin: Path, repere: date, progress: Progress, feuille: str | None = None) -> ListeOuverte:
    """Read a file in the limited child process and recognise its columns. Raises FileProblemError, CancelledError.

    ``repere`` is a day of the campaign, from which birth years of two digits are read.
    """
    liste = lire_liste(chemin, progress=progress, feuille=feuille)
    return _lire(ListeOuverte(chemin, liste, reconnaitre_colonnes(liste), repere))


def corriger(ouverte: ListeOuverte, index: int, role: RoleColonne) -> ListeOuverte:
    """Give column ``index`` another role and read the people again."""
    return _lire(replace(ouverte, corrections={**ouverte.corrections, index: role}))


def croiser(chambre: ListeOuverte, ml: ListeOuverte, progress: Progress) -> ResultatCroisement:
    """Cross two lists that were read. Raises FileProblemError when a column is missing, CancelledError."""
    return croiser_listes(chambre.liste, ml.liste, progress, chambre.corrections, ml.corrections)


def _lire(ouverte: ListeOuverte) -> ListeOuverte:
    try:
        return replace(
            ouverte, personnes=lire_personnes(ouverte.liste, ouverte.roles, reference=ouverte.repere), probleme=None
        )
    except AppError as e:
        return replace(ouverte, personnes=None, probleme=e)
