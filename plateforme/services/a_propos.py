"""What the application is made of: its version, and the libraries it ships with their licences."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata

import plateforme

BIBLIOTHEQUES: tuple[str, ...] = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "sqlcipher3",
    "cryptography",
    "keyring",
    "platformdirs",
    "reportlab",
    "pypdfium2",
    "rapidfuzz",
    "python-calamine",
    "QtAwesome",
    "QtPy",
    "phonenumberslite",
    "filelock",
)
"""Distributions the application depends on, as in ``pyproject.toml``."""

_SANS = "licence à lire dans le paquet"


@dataclass(frozen=True)
class Bibliotheque:
    """One library: its name, its version, its licence as it declares it."""

    nom: str
    version: str
    licence: str


@dataclass(frozen=True)
class APropos:
    """Version of the application, of Python, the system, and the libraries in alphabetical order."""

    version: str
    python: str
    systeme: str
    bibliotheques: tuple[Bibliotheque, ...]


def lire() -> APropos:
    """Return what is installed on this machine; a library that is missing is left out."""
    trouvees = [b for nom in BIBLIOTHEQUES if (b := _bibliotheque(nom)) is not None]
    return APropos(
        plateforme.__version__,
        platform.python_version(),
        f"{platform.system()} {platform.release()}",
        tuple(sorted(trouvees, key=lambda b: b.nom.casefold())),
    )


def _bibliotheque(nom: str) -> Bibliotheque | None:
    try:
        fiche = metadata.metadata(nom)
    except metadata.PackageNotFoundError:
        return None
    return Bibliotheque(nom, str(fiche["Version"]), _licence(fiche))


def _licence(fiche: metadata.PackageMetadata) -> str:
    """Return the SPDX expression, else the last words of the classifiers, else the first line of the free text."""
    if expression := fiche.get_all("License-Expression"):
        return str(expression[0])
    classes = [str(c) for c in fiche.get_all("Classifier") or [] if str(c).startswith("License ::")]
    mots = [c.split(" :: ")[-1] for c in classes if not c.endswith("OSI Approved")]
    if mots:
        return ", ".join(mots)
    libre = str((fiche.get_all("License") or [""])[0]).strip().splitlines()
    return libre[0] if libre and len(libre[0]) <= 80 else _SANS
