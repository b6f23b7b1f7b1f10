"""Columns of the tables of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plateforme.domain import lecture
from plateforme.domain.indicateurs import NON_RENSEIGNE, Indicateurs, IndicateursGroupe, Rebond
from plateforme.domain.texte import NBSP, date_courte, entier, jours, pourcentage
from plateforme.domain.vocabulaire import Suite
from plateforme.fiches.rapport_indicateurs import LigneGroupe
from plateforme.services.indicateurs import EcartVu
from plateforme.ui.models.table import Column


@dataclass(frozen=True)
class LigneRebond:
    """A line of what follows ruptures, test and témoin side by side; ``rang`` keeps the order."""

    rang: int
    libelle: str
    test: str
    temoin: str


def _taux(groupe: LigneGroupe) -> str:
    return pourcentage(groupe.taux) if groupe.taux is not None else "–"


def _bornes(groupe: LigneGroupe) -> str:
    return f"{pourcentage(groupe.bas)} à {pourcentage(groupe.haut)}" if groupe.taux is not None else "–"


TAUX: Sequence[Column[LigneGroupe]] = (
    Column("groupe", "Groupe", lambda g: g.libelle, stretch=True),
    Column("jeunes", "Affectés", lambda g: g.jeunes, align_right=True, width=80),
    Column("ruptures", "Ruptures", lambda g: g.ruptures, align_right=True, width=85),
    Column("taux", "Taux", _taux, sort=lambda t: t, align_right=True, width=80),
    Column("intervalle", f"Intervalle à 95{NBSP}%", _bornes, align_right=True, width=140),
)
REBOND: Sequence[Column[LigneRebond]] = (
    Column("suite", "Suite de la rupture", lambda r: r.libelle, stretch=True, tooltip=lambda r: r.libelle),
    Column("test", "Test", lambda r: r.test, align_right=True, width=95),
    Column("temoin", "Témoin", lambda r: r.temoin, align_right=True, width=95),
)


def _jour(jour: date) -> str:
    return date_courte(jour)


ECARTS: Sequence[Column[EcartVu]] = (
    Column("le", "Le", lambda e: e.ecart.le, display=_jour, width=90),
    Column("nom", "Jeune", lambda e: e.nom, width=185, tooltip=lambda e: f"{e.nom}, campagne {e.campagne}"),
    Column(
        "nature",
        "Écart",
        lambda e: e.ecart.nature.libelle,
        stretch=True,
        tooltip=lambda e: f"{e.ecart.nature.libelle}{NBSP}: {e.ecart.detail}",
        spoken=lambda e: f"{e.ecart.nature.libelle}, {e.ecart.detail}",
    ),
)


def rebond(ind: Indicateurs) -> list[LigneRebond]:
    """Return what tells how well people bounce back, then each sequel found in either group."""
    test, temoin = ind.test.rebond, ind.temoin.rebond
    connues = [s.value for s in Suite] + [NON_RENSEIGNE]
    comptes = [(code, test.par_suite.get(code, 0), temoin.par_suite.get(code, 0)) for code in connues]
    corps = [(_suite(code), entier(t), entier(c)) for code, t, c in comptes if t or c]
    tete = [
        ("Sorties positives", _sur(test, ind.test), _sur(temoin, ind.temoin)),
        ("Délai médian jusqu’à la sortie positive", _delai(test.delai_median_jours), _delai(temoin.delai_median_jours)),
        (f"Sans solution à 6{NBSP}mois", entier(test.sans_solution_6_mois), entier(temoin.sans_solution_6_mois)),
    ]
    return [LigneRebond(rang, *ligne) for rang, ligne in enumerate(tete + corps)]


def _sur(rebond_: Rebond, groupe: IndicateursGroupe) -> str:
    return lecture.fraction(rebond_.sorties_positives, groupe.ruptures_brutes)


def _suite(code: str) -> str:
    return "Suite non renseignée" if code == NON_RENSEIGNE else Suite(code).libelle


def _delai(median: float | None) -> str:
    return jours(round(median)) if median is not None else "–"
