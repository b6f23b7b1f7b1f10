"""The apprenticeship contract and its rupture (domaine.md 3 and 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from plateforme.domain.dates import ajouter_mois
from plateforme.domain.vocabulaire import (
    Initiateur,
    MotifEntreprise,
    Niveau,
    PeriodeRupture,
    SourceRupture,
    Suite,
)


@dataclass(frozen=True)
class Contrat:
    """A contract. ``rang`` 1 is the first (entry) contract; ``plan_suivi`` says whether it carries a follow-up plan."""

    id: int = 0
    beneficiaire_id: int = 0
    rang: int = 1
    employeur: str = ""
    siret: str = ""
    employeur_telephone: str = ""
    maitre_apprentissage: str = ""
    cfa: str = ""
    diplome: str = ""
    metier: str = ""
    niveau_prepare: Niveau | None = None
    annee_cycle: str = ""
    filiere: str = ""
    numero: str = ""
    debut: date = date.min
    fin_prevue: date | None = None
    premier_jour: date | None = None
    plan_suivi: bool = True


@dataclass(frozen=True)
class Rupture:
    """The contract ended before its planned end. ``source`` and ``connue_le`` say who learned it and when."""

    id: int = 0
    contrat_id: int = 0
    le: date = date.min
    initiateur: Initiateur | None = None
    motif_entreprise: MotifEntreprise | None = None
    parole_jeune: str = ""
    previsible: bool | None = None
    suite: Suite | None = None
    suite_le: date | None = None
    source: SourceRupture = SourceRupture.SUIVI
    connue_le: date = date.min


def periode_rupture(debut: date, rupture: date) -> PeriodeRupture:
    """Period of a rupture under the default definition « BTP CFA Île-de-France 2022 » (domaine.md 6.1), in order."""
    if rupture < ajouter_mois(debut, 2):
        return PeriodeRupture.ESSAI
    if rupture >= ajouter_mois(debut, 10) and rupture.month in {6, 7, 8}:
        return PeriodeRupture.POST_EXAMEN
    return PeriodeRupture.INTERMEDIAIRE


def rupture_nette(rupture: date, nouveau_debut: date | None, arrete_au: date, net_jours: int = 180) -> bool | None:
    """True: net rupture. False: a new apprenticeship contract within ``net_jours`` days. None: *en attente* (6.2)."""
    limite = rupture + timedelta(days=net_jours)
    if nouveau_debut is not None and nouveau_debut <= limite:
        return False
    return True if arrete_au > limite else None


def fin_recherche(rupture: date) -> date:
    """Last day of the 6 calendar months without employer, art. L6222-18-2 (domaine.md 2.9)."""
    return ajouter_mois(rupture, 6)
