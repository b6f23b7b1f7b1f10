"""The first run: create the base with what the assistant asked, or the demonstration beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from plateforme import paths
from plateforme.domain.campagne import Campagne
from plateforme.domain.phrase import estimer
from plateforme.domain.progress import Progress, SilentProgress
from plateforme.domain.texte import fold
from plateforme.errors import AppError, InvalidInputError
from plateforme.security.vault import Vault
from plateforme.services import campagnes, coffre, demo, reglages
from plateforme.settings import CAMPAGNE_COURANTE, Reglage

BASE_EXEMPLE = "demo" + paths.SUFFIXE
NOM_PROPOSE = "apprentissage"
_ETAPES = 3


@dataclass(frozen=True)
class Demande:
    """What the assistant gathered. ``campagne`` None: later. The passphrase travels apart and is kept by nobody."""

    chemin: Path
    reglages: Mapping[Reglage[Any], Any] = field(default_factory=dict[Reglage[Any], Any])
    campagne: Campagne | None = None


@dataclass(frozen=True)
class Creation:
    """The base created, open, and a remark when something secondary could not be done."""

    base: coffre.BaseOuverte
    remarque: str = ""


def exiger_phrase_solide(phrase: str) -> None:
    """Raise :class:`InvalidInputError` for a passphrase too short or guessed too quickly."""
    coffre.exiger_phrase(phrase)
    force = estimer(phrase)
    if not force.niveau.acceptable:
        raise InvalidInputError("Cette phrase de passe se devinerait trop vite.", force.conseil, champ="phrase")


def creer(demande: Demande, phrase: str, vault: Vault | None = None, progress: Progress | None = None) -> Creation:
    """Create the base, its settings and its first campaign; with ``vault``, open it later with the session too.

    Nothing is left on the disk when it fails. A keyring that refuses is a remark, not a failure.
    Raises what :func:`coffre.creer` and :func:`campagnes.creer` raise, and InvalidInputError for a weak passphrase.
    """
    suivi = progress or SilentProgress()
    exiger_phrase_solide(phrase)
    suivi.report(0, _ETAPES, "Préparation de la clé")
    base = coffre.creer(demande.chemin, phrase)
    try:
        suivi.report(1, _ETAPES, "Enregistrement de vos informations")
        valeurs = dict(demande.reglages)
        if demande.campagne is not None:
            creee, _ = campagnes.creer(base.ctx, demande.campagne)
            valeurs[CAMPAGNE_COURANTE] = creee.id
        reglages.ecrire(base.ctx, valeurs)
        base.relire_contexte()
        suivi.report(2, _ETAPES, "Ouverture")
        remarque = _autoriser(base, vault) if vault is not None else ""
    except BaseException:
        base.close()
        demo.effacer(demande.chemin)
        raise
    return Creation(base, remarque)


def _autoriser(base: coffre.BaseOuverte, vault: Vault) -> str:
    try:
        base.autoriser_session(vault)
    except AppError as e:
        return f"{e.message} La base s’ouvrira avec la phrase de passe."
    return ""


def ouvrir_exemple(progress: Progress | None = None) -> coffre.BaseOuverte:
    """Open the demonstration base of the default folder, built the first time."""
    chemin = chemin_exemple()
    if chemin.exists():
        return coffre.ouvrir(chemin, demo.PHRASE)
    return demo.construire(chemin, demo.PHRASE, progress)


def chemin_exemple() -> Path:
    """Return where the demonstration base lives by default."""
    return paths.data_dir() / "demonstration" / BASE_EXEMPLE


def est_exemple(chemin: Path) -> bool:
    """True for a file that bears the demonstration's name: its passphrase, which protects nobody, may be recalled."""
    return chemin.name == BASE_EXEMPLE


def nom_de_fichier(nom: str) -> str:
    """Return the name of the file of a base named ``nom``: no accent, no blank, our suffix; empty for an empty name."""
    propre = fold(nom.removesuffix(paths.SUFFIXE)).replace(" ", "-")
    return f"{propre}{paths.SUFFIXE}" if propre else ""


def campagne_proposee(jour: date) -> Campagne:
    """Return the campaign of the school year: « 2010/2011 » from July 2010 to June 2011 (not stored)."""
    annee = jour.year if jour.month >= 7 else jour.year - 1
    return campagnes.annuelle(f"{annee}/{annee + 1}")
