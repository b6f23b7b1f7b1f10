"""The fiche de liaison: its life, its delays and the agreement it needs (domaine.md 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plateforme.domain.contact import JAMAIS
from plateforme.domain.dates import age
from plateforme.domain.vocabulaire import FormeAccord, ResultatFiche, StatutFiche, Theme, Urgence

SECONDE_RELANCE = 20
"""Calendar days from *envoyée* to the second reminder."""
MAJORITE = 18
"""Years."""
EXPIRATION = 30
"""Calendar days from *envoyée* to *expirée*."""


@dataclass(frozen=True)
class Fiche:
    """One fiche: one partner, one difficulty, one young person. ``numero`` like FL-2010-0042."""

    id: int = 0
    numero: str = ""
    beneficiaire_id: int = 0
    difficulte_id: int = 0
    structure_id: int = 0
    interlocuteur_id: int | None = None
    theme: Theme = Theme.AUTRE
    statut: StatutFiche = StatutFiche.BROUILLON
    besoin: str = ""
    urgence: Urgence = Urgence.NORMALE
    signalee_le: date = date.min
    reponse_souhaitee_le: date | None = None
    envoyee_le: date | None = None
    resultat: ResultatFiche | None = None
    reponse_le: date | None = None
    reponse_texte: str = ""
    reponse_par: str = ""
    rendez_vous_le: date | None = None
    refus_motif: str = ""


@dataclass(frozen=True)
class EtapeFiche:
    """A dated step of a fiche's life."""

    id: int = 0
    fiche_id: int = 0
    statut: StatutFiche = StatutFiche.BROUILLON
    quand: datetime = JAMAIS
    detail: str = ""


@dataclass(frozen=True)
class AccordPartage:
    """The young person's agreement to share one theme with one recipient; can be withdrawn (domaine.md 7)."""

    id: int = 0
    beneficiaire_id: int = 0
    structure_id: int = 0
    theme: Theme = Theme.AUTRE
    donne_le: date = date.min
    forme: FormeAccord = FormeAccord.ORAL
    par_representant: bool = False
    retire_le: date | None = None


TRANSITIONS: dict[StatutFiche, frozenset[StatutFiche]] = {
    StatutFiche.BROUILLON: frozenset({StatutFiche.PRETE}),
    StatutFiche.PRETE: frozenset({StatutFiche.BROUILLON, StatutFiche.ENVOYEE}),
    StatutFiche.ENVOYEE: frozenset({StatutFiche.RECUE, StatutFiche.REPONSE, StatutFiche.EXPIREE}),
    StatutFiche.RECUE: frozenset({StatutFiche.REPONSE, StatutFiche.EXPIREE}),
    StatutFiche.EXPIREE: frozenset({StatutFiche.REPONSE, StatutFiche.CLOSE}),
    StatutFiche.REPONSE: frozenset({StatutFiche.CLOSE}),
    StatutFiche.CLOSE: frozenset(),
}
"""Allowed moves; an answer after expiry is still accepted."""

ATTENTE_REPONSE = frozenset({StatutFiche.ENVOYEE, StatutFiche.RECUE})
"""States in which the partner's answer is awaited."""


@dataclass(frozen=True)
class Delais:
    """Where an awaited answer stands on a given day; all in calendar days from *envoyée*."""

    attendue_le: date
    retard_jours: int
    relances_dues: int
    expiree: bool


def delais(envoyee_le: date, delai_jours: int, aujourd_hui: date) -> Delais:
    """Return the delays of an awaited answer.

    *En retard* after the partner's delay; relances at it and at 20 days; expiry at 30 (domaine.md 7).
    """
    ecoules = (aujourd_hui - envoyee_le).days
    relances = (ecoules > delai_jours) + (ecoules >= SECONDE_RELANCE)
    return Delais(
        attendue_le=envoyee_le + timedelta(days=delai_jours),
        retard_jours=max(0, ecoules - delai_jours),
        relances_dues=relances,
        expiree=ecoules >= EXPIRATION,
    )


def accord_valable(
    accords: tuple[AccordPartage, ...], structure_id: int, theme: Theme, *, naissance: date | None, au: date
) -> AccordPartage | None:
    """Return the agreement that lets a fiche leave, or None.

    Given for that recipient and theme, not withdrawn; for a minor, by the legal guardian too; once 18, an agreement
    given as a minor must be confirmed anew (domaine.md 7).
    """
    for accord in accords:
        if accord.structure_id != structure_id or accord.theme is not theme or accord.retire_le or accord.donne_le > au:
            continue
        if naissance is not None:
            mineur = age(naissance, au) < MAJORITE
            donne_mineur = age(naissance, accord.donne_le) < MAJORITE
            if (mineur and not accord.par_representant) or (donne_mineur and not mineur):
                continue
        return accord
    return None
