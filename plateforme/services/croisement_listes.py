"""Cross two lists without a base: read both files, find the same people, write the pairs."""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plateforme.domain.croisement import Paire, croiser
from plateforme.domain.liste import ListeLue, ListePersonnes, RoleColonne
from plateforme.domain.progress import Progress, SilentProgress
from plateforme.domain.texte import NNBSP
from plateforme.errors import FileProblemError
from plateforme.exports.ecriture import exiger_remplacable
from plateforme.lists.colonnes import reconnaitre_colonnes, roles
from plateforme.lists.lecture import lire_liste
from plateforme.lists.personnes import jour_repere, lire_personnes

COLONNES = ("ligne_chambre", "ligne_ml", "score", "decision", "motif", "parite")
_DECLENCHEURS = ("=", "+", "-", "@", "\t", "\r")

Colonnes = Mapping[int, RoleColonne]


@dataclass(frozen=True)
class ResultatCroisement:
    """The people of both lists and the pairs found between them."""

    chambre: ListePersonnes
    ml: ListePersonnes
    paires: tuple[Paire, ...]


def croiser_fichiers(
    chambre: Path,
    ml: Path,
    progress: Progress | None = None,
    colonnes_chambre: Colonnes | None = None,
    colonnes_ml: Colonnes | None = None,
) -> ResultatCroisement:
    """Read and cross two files. ``colonnes_*`` are the user's corrections, {column index: role}, to what is recognised.

    Raises FileProblemError, naming the file, whatever is wrong with one of them; CancelledError.
    """
    suivi = progress or SilentProgress()
    liste_chambre = lire_liste(chambre, progress=suivi)
    liste_ml = lire_liste(ml, progress=suivi)
    return croiser_listes(liste_chambre, liste_ml, suivi, colonnes_chambre, colonnes_ml)


def croiser_listes(
    chambre: ListeLue,
    ml: ListeLue,
    progress: Progress | None = None,
    colonnes_chambre: Colonnes | None = None,
    colonnes_ml: Colonnes | None = None,
) -> ResultatCroisement:
    """Cross two lists already read. Same arguments and errors as :func:`croiser_fichiers`."""
    choix_chambre, choix_ml = _choisir(chambre, colonnes_chambre), _choisir(ml, colonnes_ml)
    repere = _repere(chambre, choix_chambre, ml, choix_ml)
    gens_chambre = lire_personnes(chambre, choix_chambre, reference=repere)
    gens_ml = lire_personnes(ml, choix_ml, reference=repere)
    paires = croiser(gens_chambre.personnes, gens_ml.personnes, progress)
    return ResultatCroisement(gens_chambre, gens_ml, paires)


def _choisir(liste: ListeLue, corrections: Colonnes | None) -> dict[int, RoleColonne]:
    return roles(reconnaitre_colonnes(liste), corrections)


def _repere(chambre: ListeLue, choix_chambre: Colonnes, ml: ListeLue, choix_ml: Colonnes) -> date | None:
    """The chamber's contracts date both lists: the Mission Locale's has few dates of its own."""
    return jour_repere(chambre, choix_chambre) or jour_repere(ml, choix_ml)


def exiger_autre_fichier(sortie: Path, *listes: Path) -> None:
    """Raise FileProblemError when writing ``sortie`` would replace one of the lists."""
    for liste in listes:
        with suppress(OSError, ValueError):
            if sortie.samefile(liste):
                raise FileProblemError(
                    f"Le fichier «{NNBSP}{sortie.name}{NNBSP}» est l’une des deux listes{NNBSP}: "
                    "le résultat l’effacerait. Il n’a pas été touché.",
                    "Donnez un autre nom au résultat.",
                )


def ecrire_csv(resultat: ResultatCroisement, sortie: Path) -> None:
    """Write the pairs (UTF-8 with BOM, « ; ») in one go: the file is whole or absent.

    Raises FileProblemError when the folder does not exist or the target is open elsewhere.
    """
    try:
        exiger_remplacable(sortie)
        _remplacer(sortie, _csv(resultat).encode("utf-8-sig"))
    except PermissionError as erreur:
        raise _non_ecrit(
            sortie, "il est peut-être ouvert dans un autre programme", "Fermez-le ou choisissez un autre dossier"
        ) from erreur
    except OSError as erreur:
        raise _non_ecrit(
            sortie, "le dossier n’existe pas ou le disque est plein", "Choisissez un autre dossier"
        ) from erreur


def _non_ecrit(sortie: Path, cause: str, conseil: str) -> FileProblemError:
    return FileProblemError(
        f"Le fichier «{NNBSP}{sortie.name}{NNBSP}» n’a pas pu être écrit{NNBSP}: {cause}. "
        "Le résultat n’a pas été enregistré.",
        f"{conseil}, puis recommencez.",
    )


def _csv(resultat: ResultatCroisement) -> str:
    texte = io.StringIO(newline="")
    plume = csv.writer(texte, delimiter=";", lineterminator="\r\n")
    plume.writerow(COLONNES)
    for p in resultat.paires:
        score = f"{p.score:g}"
        plume.writerow((p.ligne_chambre, p.ligne_ml, score, str(p.decision), sans_formule(p.motif), str(p.parite)))
    return texte.getvalue()


def sans_formule(texte: str) -> str:
    """Return ``texte`` so that a spreadsheet shows it instead of computing it."""
    return f"'{texte}" if texte.startswith(_DECLENCHEURS) else texte


def _remplacer(sortie: Path, octets: bytes) -> None:
    """Write beside, then rename over: a reader sees the old file or the new one, never half of it."""
    descripteur, provisoire = tempfile.mkstemp(prefix=".croisement-", suffix=".tmp", dir=sortie.parent)
    try:
        with os.fdopen(descripteur, "wb") as flux:
            flux.write(octets)
            flux.flush()
            os.fsync(flux.fileno())
        Path(provisoire).replace(sortie)
    except BaseException:
        with suppress(OSError):
            Path(provisoire).unlink()
        raise
