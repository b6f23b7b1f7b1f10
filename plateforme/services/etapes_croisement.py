"""The steps of a crossing as the window walks them: open a list, correct its columns, cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from plateforme.domain.croisement import croiser as croiser_personnes
from plateforme.domain.liste import ColonneReconnue, ListeLue, ListePersonnes, RoleColonne
from plateforme.domain.progress import Progress
from plateforme.errors import AppError
from plateforme.lists.colonnes import reconnaitre_colonnes, roles
from plateforme.lists.lecture import lire_liste
from plateforme.lists.personnes import jour_repere, lire_personnes
from plateforme.services.croisement_listes import ResultatCroisement


@dataclass(frozen=True)
class ListeOuverte:
    """A list that was read: its columns as recognised, the user's corrections, and what they give.

    ``personnes`` is empty while ``probleme`` says, in French, which column is missing.
    """

    chemin: Path
    liste: ListeLue
    colonnes: tuple[ColonneReconnue, ...]
    corrections: Mapping[int, RoleColonne] = field(default_factory=dict[int, RoleColonne])
    personnes: ListePersonnes = field(default_factory=ListePersonnes)
    probleme: AppError | None = None

    @property
    def roles(self) -> dict[int, RoleColonne]:
        """{column index: role} with the corrections applied."""
        return roles(self.colonnes, self.corrections)

    @property
    def prete(self) -> bool:
        """True when the list gives people to cross."""
        return self.probleme is None and bool(self.personnes.personnes)


def ouvrir(chemin: Path, progress: Progress, feuille: str | None = None) -> ListeOuverte:
    """Read a file in the limited child process and recognise its columns. Raises FileProblemError, CancelledError."""
    liste = lire_liste(chemin, progress=progress, feuille=feuille)
    return ListeOuverte(chemin, liste, reconnaitre_colonnes(liste))


def corriger(ouverte: ListeOuverte, index: int, role: RoleColonne) -> ListeOuverte:
    """Give column ``index`` another role; :func:`accorder` then reads the people again. The last correction wins."""
    avant = {i: r for i, r in ouverte.corrections.items() if i != index}
    return replace(ouverte, corrections={**avant, index: role})


def accorder(
    chambre: ListeOuverte | None, ml: ListeOuverte | None, repere: date
) -> tuple[ListeOuverte | None, ListeOuverte | None]:
    """Read the people of both lists, birth years of two digits being read from the same day in both.

    That day is the one of the chamber's contracts, else of the other list's, else ``repere``.
    """
    jour = next((j for liste in (chambre, ml) if liste and (j := jour_repere(liste.liste, liste.roles))), repere)
    return chambre and _lire(chambre, jour), ml and _lire(ml, jour)


def croiser(chambre: ListeOuverte, ml: ListeOuverte, progress: Progress) -> ResultatCroisement:
    """Cross the people of two lists, exactly as they were shown. Raises CancelledError."""
    paires = croiser_personnes(chambre.personnes.personnes, ml.personnes.personnes, progress)
    return ResultatCroisement(chambre.personnes, ml.personnes, paires)


def _lire(ouverte: ListeOuverte, jour: date) -> ListeOuverte:
    try:
        personnes = lire_personnes(ouverte.liste, ouverte.roles, reference=jour)
    except AppError as e:
        return replace(ouverte, personnes=ListePersonnes(ouverte.liste.nom), probleme=e)
    return replace(ouverte, personnes=personnes, probleme=None)
