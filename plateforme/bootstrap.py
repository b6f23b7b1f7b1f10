"""Composition root, without Qt: which services the window and the command line are built on."""

from __future__ import annotations

import logging
import logging.handlers
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plateforme import paths
from plateforme.domain.progress import Progress, SilentProgress
from plateforme.errors import AppError, FileProblemError
from plateforme.services import coffre, demo, reglages
from plateforme.settings import DATE_DEMONSTRATION

BASE_DEMONSTRATION = "demo" + paths.SUFFIXE
_LOG_BYTES, _LOG_FILES = 500_000, 2


@dataclass(frozen=True)
class Demonstration:
    """The demonstration base and the passphrase that opens it, which is no secret."""

    chemin: Path
    phrase: str


def start_log() -> None:
    """Send the application's own log to its file: types and frames, never data. A folder that refuses it is fine."""
    logger = logging.getLogger("plateforme")
    if logger.handlers:
        return
    fichier = paths.log_file()
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        sortie = logging.handlers.RotatingFileHandler(
            fichier, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        logger.addHandler(logging.NullHandler())
        return
    sortie.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger.addHandler(sortie)
    logger.propagate = False


@contextmanager
def lecture(chemin: Path, phrase: str) -> Generator[coffre.BaseOuverte]:
    """Open a base to read it, even while a window holds it."""
    base = coffre.ouvrir(chemin, phrase, exclusive=False)
    try:
        yield base
    finally:
        base.close()


@contextmanager
def ecriture(chemin: Path, phrase: str) -> Generator[coffre.BaseOuverte]:
    """Open a base to write in it. Raises :class:`DatabaseInUseError` while a window holds it."""
    base = coffre.ouvrir(chemin, phrase)
    try:
        yield base
    finally:
        base.close()


def demonstration(dossier: Path, progress: Progress | None = None, *, neuve: bool = False) -> Demonstration:
    """Return the demonstration base of ``dossier``, built when it is not there yet.

    ``neuve`` True builds it again. A file of that name that is not a demonstration base is never touched:
    :class:`FileProblemError`.
    """
    chemin = dossier / BASE_DEMONSTRATION
    if chemin.exists():
        _exiger_demonstration(chemin)
        if not neuve:
            return Demonstration(chemin, demo.PHRASE)
        with ecriture(chemin, demo.PHRASE):
            pass  # refused while a window shows it
        demo.effacer(chemin)
    demo.construire(chemin, demo.PHRASE, progress or SilentProgress()).close()
    return Demonstration(chemin, demo.PHRASE)


def _exiger_demonstration(chemin: Path) -> None:
    try:
        with lecture(chemin, demo.PHRASE) as base:
            exemple = reglages.lire(base.ctx)[DATE_DEMONSTRATION] is not None
    except AppError:
        exemple = False
    if not exemple:
        raise FileProblemError(
            f"« {chemin} » existe déjà et n’est pas une base de démonstration. Ce fichier n’a pas été touché.",
            "Choisissez un autre dossier avec --dossier.",
        )
