"""The child process that parses a stranger's file. Its death costs nothing but a message."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from plateforme.domain.liste import Ligne
from plateforme.errors import FileProblemError
from plateforme.lists import problemes
from plateforme.lists.analyse import analyser
from plateforme.lists.limites import Limites

LOT = 2000


def lire(tuyau: Connection, chemin: str, nom: str, feuille: str | None, limites: Limites) -> None:
    """Send (« sommaire », Sommaire), (« lignes », rows)*, (« fin », None), or (« refus », (message, next step))."""
    se_limiter(limites)
    try:
        for message in messages(chemin, nom, feuille, limites):
            tuyau.send(message)
    except (BrokenPipeError, ConnectionResetError):  # the parent gave up
        return
    finally:
        tuyau.close()


def messages(chemin: str, nom: str, feuille: str | None, limites: Limites) -> Iterator[tuple[str, Any]]:
    """Yield what :func:`lire` sends."""
    try:
        octets = Path(chemin).read_bytes()
        sommaire, lignes = analyser(octets, nom, feuille, limites)
        yield "sommaire", sommaire
        lot: list[Ligne] = []
        for ligne in lignes:
            lot.append(ligne)
            if len(lot) == LOT:
                yield "lignes", lot
                lot = []
        yield "lignes", lot
        yield "fin", None
    except FileProblemError as refus:
        yield "refus", (refus.message, refus.next_step)
    except MemoryError:
        yield "refus", _textes(problemes.trop_lourd(nom))
    except OSError:
        yield "refus", _textes(problemes.verrouille(nom))
    except Exception:  # noqa: BLE001 - a stranger's file: whatever breaks here is the file's fault
        yield "refus", _textes(problemes.abime(nom))


def _textes(refus: FileProblemError) -> tuple[str, str]:
    return refus.message, refus.next_step


def se_limiter(limites: Limites) -> None:
    """Bound memory and processor time where the system can, write no core file, say nothing on standard error."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - absent on Windows

        _borner(resource.RLIMIT_AS, limites.memoire)
        _borner(resource.RLIMIT_CPU, int(limites.secondes) + 5)
        _borner(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(OSError):
        muet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(muet, 2)
        os.close(muet)


def _borner(quoi: int, valeur: int) -> None:
    import resource  # noqa: PLC0415 - absent on Windows

    dur = resource.getrlimit(quoi)[1]
    plafond = valeur if dur == resource.RLIM_INFINITY else min(valeur, dur)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(quoi, (plafond, dur))
