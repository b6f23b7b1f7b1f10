"""Read a list from a file: quick refusals first, then the child process, watched and cancellable."""

from __future__ import annotations

import multiprocessing
import stat
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from plateforme.domain.liste import Ligne, ListeLue
from plateforme.domain.progress import Progress, SilentProgress, check_cancelled
from plateforme.errors import FileProblemError
from plateforme.lists import enfant, problemes
from plateforme.lists.analyse import Sommaire
from plateforme.lists.colonnes import masquer_interdits
from plateforme.lists.entete import ligne_titres
from plateforme.lists.limites import DEFAUT, MO, Limites

_TOUR = 0.1


def lire_liste(
    path: Path, *, progress: Progress | None = None, feuille: str | None = None, limites: Limites = DEFAUT
) -> ListeLue:
    """Read one sheet of ``path`` (xlsx, xls, ods, csv) in a child process with limits of memory and time.

    ``feuille`` None takes the sheet that looks most like a list of people. Columns of social-security numbers are
    emptied on the way in. Raises FileProblemError, with a message for the user, whatever is wrong with the file;
    CancelledError within a tenth of a second of a cancellation.
    """
    suivi = progress or SilentProgress()
    controler_fichier(path, limites)
    sommaire, lignes = _lire_en_enfant(path, feuille, limites, suivi)
    if not any(cellule != "" for ligne in lignes for cellule in ligne):
        raise problemes.vide(path.name)
    titres = ligne_titres(lignes)
    return ListeLue(path.name, sommaire.feuilles, sommaire.feuille, masquer_interdits(lignes, titres), titres)


def controler_fichier(path: Path, limites: Limites = DEFAUT) -> None:
    """Refuse at once, without reading it, a file that is missing, empty, too large or held by another program."""
    try:
        etat = path.stat()
        if stat.S_ISDIR(etat.st_mode):
            raise problemes.dossier(path.name)
        if not stat.S_ISREG(etat.st_mode):
            raise problemes.mauvais_type(path.name, "un fichier du système")
        if etat.st_size == 0:
            raise problemes.vide(path.name)
        if etat.st_size > limites.octets:
            raise problemes.trop_gros(path.name, limites.octets // MO)
        with path.open("rb") as flux:
            flux.read(1)
    except PermissionError as erreur:
        raise problemes.verrouille(path.name) from erreur
    except (FileNotFoundError, NotADirectoryError) as erreur:
        raise problemes.introuvable(path.name) from erreur
    except (OSError, ValueError) as erreur:
        raise problemes.illisible(path.name) from erreur


def _lire_en_enfant(
    path: Path, feuille: str | None, limites: Limites, progress: Progress
) -> tuple[Sommaire, tuple[Ligne, ...]]:
    sommaire = Sommaire((), "", 0)
    lignes: list[Ligne] = []
    with _enfant(path, feuille, limites) as (processus, tuyau):
        for genre, charge in _messages(processus, tuyau, path.name, limites, progress):
            if genre == "sommaire":
                sommaire = charge
            elif genre == "lignes":
                lignes.extend(charge)
                progress.report(len(lignes), max(sommaire.lignes, len(lignes)), f"Lecture de {path.name}")
            elif genre == "refus":
                raise FileProblemError(*charge)
            else:
                break
    return sommaire, tuple(lignes)


@contextmanager
def _enfant(path: Path, feuille: str | None, limites: Limites) -> Generator[tuple[BaseProcess, Connection], None, None]:
    """Start the child (spawned, so that it also works frozen) and make sure that it is gone afterwards."""
    contexte = multiprocessing.get_context("spawn")
    ici, la_bas = contexte.Pipe(duplex=False)
    processus = contexte.Process(
        target=enfant.lire, args=(la_bas, str(path), path.name, feuille, limites), daemon=True, name="lecture-liste"
    )
    try:
        processus.start()
        la_bas.close()
        yield processus, ici
    finally:
        ici.close()
        if processus.is_alive():
            processus.kill()
        processus.join()
        processus.close()


def _messages(
    processus: BaseProcess, tuyau: Connection, nom: str, limites: Limites, progress: Progress
) -> Iterator[tuple[str, Any]]:
    """Yield the child's messages until its end. Raises when it dies, is too slow, or the user cancels."""
    echeance = time.monotonic() + limites.secondes
    while True:
        check_cancelled(progress)
        if time.monotonic() > echeance:
            raise problemes.trop_long(nom)
        vivant = processus.is_alive()  # asked first: what a child sent before it ended is still read
        if tuyau.poll(_TOUR):
            try:
                yield tuyau.recv()
            except (EOFError, OSError) as erreur:
                raise problemes.trop_lourd(nom) from erreur
        elif not vivant:
            raise problemes.trop_lourd(nom)
