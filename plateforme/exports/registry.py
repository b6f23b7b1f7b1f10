"""Every format of the cohort: one module and one line each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from plateforme.domain.cohorte import LigneCohorte
from plateforme.domain.texte import fold
from plateforme.exports import cohorte_csv

PSEUDONYMISE = (
    "Ce fichier ne contient ni nom, ni téléphone, ni date de naissance, mais il reste une donnée personnelle : une "
    "date de début, une commune et un CFA peuvent suffire à reconnaître quelqu’un. Ne le remettez qu’à l’évaluateur, "
    "par un moyen protégé, et supprimez votre copie quand elle ne sert plus."
)


@dataclass(frozen=True)
class Export:
    """A format. ``avertissement`` is what the user confirms before the file is written."""

    cle: str
    libelle: str
    extension: str
    avertissement: str
    produire: Callable[[Sequence[LigneCohorte]], bytes]

    def nom_fichier(self, campagne: str | None, arrete_au: date) -> str:
        """Return the proposed file name: what it holds, campaign (None: all), day; never the name of a person."""
        quoi = fold(campagne).replace(" ", "-") if campagne else "toutes-campagnes"
        return f"cohorte-donnees-personnelles-pseudonymisees-{quoi}-au-{arrete_au.isoformat()}.{self.extension}"


EXPORTS: tuple[Export, ...] = (Export("csv", "Tableur (CSV)", "csv", PSEUDONYMISE, cohorte_csv.produire),)
"""In the order in which they are proposed."""


def par_cle(cle: str) -> Export:
    """Return the format of that key. Raises ``KeyError`` for an unknown one."""
    return {export.cle: export for export in EXPORTS}[cle]
