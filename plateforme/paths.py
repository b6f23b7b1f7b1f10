"""Where things live. The only module that knows a location."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

APP = "Plateforme"
SUFFIXE = ".plateforme"


def resources() -> Path:
    """Return the folder of fonts and images: in the package when installed, beside it in a checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    package = Path(frozen) / "plateforme" if frozen else Path(__file__).parent
    embarque = package / "_resources"
    return embarque if embarque.is_dir() else package.parent / "resources"


def data_dir() -> Path:
    """Return the default folder of bases (``%LOCALAPPDATA%`` on Windows, never a roaming or synced one)."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


def config_file() -> Path:
    """Return the file that remembers the path of the last base, and nothing else."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False, roaming=False)) / "derniere-base.txt"


def documents_dir() -> Path:
    """Return the user's documents folder, proposed when a document is saved."""
    return Path(platformdirs.user_documents_dir())


def log_file() -> Path:
    """Return the log of the application (types and frames only, never data)."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False)) / "plateforme.log"


def header_of(base: Path) -> Path:
    """Return the small file beside a base that holds its wrapped keys."""
    return base.with_name(base.name + ".cle")


def last_base() -> Path | None:
    """Return the base opened last, when it is still there."""
    try:
        texte = config_file().read_text(encoding="utf-8").strip()
    except OSError:
        return None
    chemin = Path(texte)
    return chemin if texte and chemin.is_file() else None


def remember_base(base: Path) -> None:
    """Remember ``base`` as the one to open next time. Failing to is not an error worth a word."""
    fichier = config_file()
    try:
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(str(base.resolve()), encoding="utf-8")
    except OSError:
        return
