"""Who is in the demonstration: 104 young people of the test group and 104 témoins, with the figures of domaine.md 9."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from plateforme.domain.dates import age
from plateforme.domain.vocabulaire import Groupe, Niveau, Sexe
from plateforme.services.demo import ruptures, ruptures_2009, ruptures_2010
from plateforme.services.demo.noms import DIFFICILES, Etat, Registre
from plateforme.services.demo.ruptures import HistoireRupture


class Cas(StrEnum):
    """Where a young person stands on the day of the base."""

    A_JOUR = "a_jour"
    EXEMPLE = "exemple"
    RETARD = "retard"
    AUJOURD_HUI = "aujourd_hui"
    SEMAINE = "semaine"
    RAPPEL = "rappel"
    PREMIER_APPEL = "premier_appel"
    PREMIER_RAPPEL = "premier_rappel"
    REFUS = "refus"
    RETRAIT = "retrait"
    INJOIGNABLE = "injoignable"
    RUPTURE = "rupture"
    BILAN_FAIT = "bilan_fait"
    BILAN_DU = "bilan_du"
    TEMOIN = "temoin"


@dataclass(frozen=True)
class Quotas:
    """What one campaign counts in its test group (number of people)."""

    filles: int
    mineurs: int
    niveaux: dict[Niveau, int]
    loges: int
    ruptures_temoins: int


@dataclass(frozen=True)
class Profil:
    """One person of the demonstration. ``lot`` names the batch in which she was assigned."""

    annee: int
    groupe: Groupe
    cas: Cas
    debut: date
    affecte_le: date
    lot: str
    civil: Etat
    niveau: Niveau
    naissance: date
    loge: bool = False
    histoire: HistoireRupture | None = None


QUOTAS = {
    1: Quotas(26, 15, {Niveau.N3: 48, Niveau.N4: 13, Niveau.N5: 3}, 10, 13),
    2: Quotas(16, 9, {Niveau.N3: 31, Niveau.N4: 7, Niveau.N5: 2}, 5, 8),
}
"""By year of the experiment; the sums are the funder's table: 42 girls, 24 minors, V 79, IV 20, III 5, housed 15."""

EXEMPLE = Etat(Sexe.F, "Ablivet", "Noëlie")
"""The person whose page shows the application best: the first of *En retard*."""

_TIRAGES = (
    (date(2009, 9, 30), date(2009, 10, 12)),
    (date(2009, 11, 15), date(2009, 11, 23)),
    (date.max, date(2010, 1, 11)),
)
_IMPORTS = (
    date(2010, 7, 26), date(2010, 8, 30), date(2010, 9, 27), date(2010, 10, 25), date(2010, 11, 29), date(2010, 12, 20),
)  # fmt: skip
_RENTREE_2009 = [
    "07-01",
    "07-06",
    "08-03",
    "08-24",
    "08-31",
    "08-31",
    "09-01",
    "09-01",
    "09-01",
    "09-01",
    "09-01",
    "09-01",
    "09-07",
    "09-07",
    "09-07",
    "09-14",
    "09-14",
    "09-21",
    "09-28",
    "10-05",
    "10-05",
    "10-12",
    "10-19",
    "11-02",
    "11-09",
    "11-16",
]
_BILANS_DUS = ("12-07", "12-14", "12-21", "12-28")
_CAS_2010: dict[Cas, str] = {
    Cas.EXEMPLE: "08-23",
    Cas.RETARD: "07-01 09-01 09-27 09-30 11-02",
    Cas.AUJOURD_HUI: "08-03 09-03 11-03 12-03",
    Cas.SEMAINE: "07-05 07-06 08-09 09-06 09-07 09-08 10-04",
    Cas.RAPPEL: "07-12 09-01 09-06 10-01",
    Cas.PREMIER_RAPPEL: "12-01",
    Cas.A_JOUR: "07-12 08-16 09-01 09-13 09-15 09-20 10-11 10-18 11-15",
    Cas.PREMIER_APPEL: "11-29 12-01 12-06 12-13",
    Cas.REFUS: "10-04",
    Cas.RETRAIT: "09-13",
}
C = TypeVar("C", Sexe, Niveau)
Place = tuple[Cas, date, HistoireRupture | None]


def profils(rng: random.Random) -> list[Profil]:
    """Return everybody, in the order in which they were retained."""
    registre = Registre(rng, (EXEMPLE.naissance,))
    durs = list(DIFFICILES)
    tous = [p for annee in (1, 2) for p in _campagne(annee, rng, registre, durs)]
    return sorted(tous, key=lambda p: (p.affecte_le, p.annee))


def _campagne(annee: int, rng: random.Random, registre: Registre, durs: list[Etat]) -> list[Profil]:
    tests = _places(annee, rng)
    rangs = sorted(rng.sample(range(len(tests)), QUOTAS[annee].ruptures_temoins))
    temoins: list[Place] = [
        (Cas.TEMOIN, debut, _histoire_temoin(debut, i, rangs)) for i, (_, debut, _h) in enumerate(tests)
    ]
    en_test = _groupe(annee, Groupe.TEST, tests, rng, registre, durs)
    en_temoin = _groupe(annee, Groupe.TEMOIN, temoins, rng, registre, durs)
    rng.shuffle(en_test)
    rng.shuffle(en_temoin)
    if annee == 1:
        return [p for jour in (t[1] for t in _TIRAGES) for p in _tirer(jour, en_test, en_temoin)]
    membres = en_test + en_temoin
    rng.shuffle(membres)
    return membres


def _tirer(jour: date, en_test: list[Profil], en_temoin: list[Profil]) -> list[Profil]:
    """Order one batch so that the seed written in its name, drawing half of the positions, gives its test group."""
    tests, temoins = ([p for p in groupe if p.affecte_le == jour] for groupe in (en_test, en_temoin))
    tires = positions_tirees(jour, len(tests) + len(temoins))
    return [(tests if i in tires else temoins).pop() for i in range(len(tests) + len(temoins))]


def positions_tirees(jour: date, effectif: int) -> set[int]:
    """Return the positions of a batch drawn into the test group: half of them, from the seed of the day."""
    graine = random.Random(int(f"{jour:%Y%m%d}"))  # noqa: S311 - a public seed, written in the register
    return set(graine.sample(range(effectif), effectif // 2))


def _places(annee: int, rng: random.Random) -> list[Place]:
    places: list[Place]
    if annee == 2:
        places = [(cas, _jour(2010, jour), None) for cas, jours in _CAS_2010.items() for jour in jours.split()]
        return places + [(Cas.RUPTURE, h.debut, h) for h in ruptures_2010.ANNEE_2]
    libres = [_jour(2009, rng.choice(_RENTREE_2009)) for _ in range(49)]
    cas = [Cas.REFUS, Cas.REFUS, Cas.RETRAIT, Cas.INJOIGNABLE, *[Cas.BILAN_FAIT] * 45]
    places = [(c, debut, None) for c, debut in zip(cas, libres, strict=True)]
    places += [(Cas.BILAN_DU, _jour(2009, jour), None) for jour in _BILANS_DUS]
    return places + [(Cas.RUPTURE, h.debut, h) for h in ruptures_2009.ANNEE_1]


def _histoire_temoin(debut: date, rang: int, rompus: list[int]) -> HistoireRupture | None:
    """A témoin's rupture is known from the lists only: a story of the test group, without its notes."""
    if rang not in rompus:
        return None
    modeles = ruptures_2009.ANNEE_1 if debut.year == 2009 else ruptures_2010.ANNEE_2
    return ruptures.pour_temoin(modeles[rompus.index(rang) % len(modeles)], debut)


def _groupe(
    annee: int, groupe: Groupe, places: list[Place], rng: random.Random, registre: Registre, durs: list[Etat]
) -> list[Profil]:
    quotas = QUOTAS[annee]
    niveaux = [n for niveau, nombre in quotas.niveaux.items() for n in [niveau] * nombre]
    sexes = [Sexe.F] * quotas.filles + [Sexe.M] * (len(places) - quotas.filles)
    rng.shuffle(niveaux)
    rng.shuffle(sexes)
    exemple = next((i for i, p in enumerate(places) if p[0] is Cas.EXEMPLE), None)
    if exemple is not None:
        _placer(sexes, exemple, Sexe.F)
        _placer(niveaux, exemple, Niveau.N3)
    jeunes = _choisis([i for i, n in enumerate(niveaux) if n is not Niveau.N5], quotas.mineurs, rng, exemple)
    loges = (
        set(rng.sample([i for i in range(len(places)) if i != exemple], quotas.loges))
        if groupe is Groupe.TEST
        else set()
    )
    membres: list[Profil] = []
    for i, (cas, debut, histoire) in enumerate(places):
        affecte_le, lot = _affectation(annee, debut)
        ans = (
            rng.choice((16, 17, 17))
            if i in jeunes
            else rng.choices((18, 19, 20, 21, 22, 23, 24), (9, 7, 5, 3, 2, 1, 1))[0]
        )
        ans = max(ans, 17 if i in jeunes else 19) if niveaux[i] is not Niveau.N3 else ans
        civil = EXEMPLE if i == exemple else _nom(sexes[i], rng, registre, durs)
        pair = None if annee == 1 else groupe is Groupe.TEST
        naissance = date(1993, 3, 14) if i == exemple else ne_a(ans, affecte_le, rng, pair=pair)
        membres.append(
            Profil(annee, groupe, cas, debut, affecte_le, lot, civil, niveaux[i], naissance, i in loges, histoire)
        )
    return membres


def ne_a(ans: int, au: date, rng: random.Random, *, pair: bool | None = None) -> date:
    """Return a birth date of someone ``ans`` years old on ``au``, on an even or odd day when asked, never 1 January."""
    while True:
        naissance = au - timedelta(days=rng.randint(ans * 365, (ans + 1) * 365 + 8))
        bon_jour = pair is None or (naissance.day % 2 == 0) is pair
        if age(naissance, au) == ans and bon_jour and (naissance.month, naissance.day) != (1, 1):
            return naissance


def _nom(sexe: Sexe, rng: random.Random, registre: Registre, durs: list[Etat]) -> Etat:
    dur = next((e for e in durs if e.sexe is sexe), None) if rng.random() < 0.2 else None
    if dur is None:
        return registre.suivant(sexe)
    durs.remove(dur)
    return dur


def _choisis(possibles: list[int], nombre: int, rng: random.Random, oblige: int | None) -> set[int]:
    choisis = set() if oblige is None else {oblige}
    return choisis | set(rng.sample([i for i in possibles if i != oblige], nombre - len(choisis)))


def _placer(valeurs: list[C], rang: int, voulu: C) -> None:
    """Exchange two places so that ``rang`` holds the wanted value: counts do not move."""
    autre = valeurs.index(voulu)
    valeurs[rang], valeurs[autre] = valeurs[autre], valeurs[rang]


def _affectation(annee: int, debut: date) -> tuple[date, str]:
    if annee == 1:
        jour = next(tirage for limite, tirage in _TIRAGES if debut <= limite)
        return jour, f"tirage du {jour:%d/%m/%Y}, graine {jour:%Y%m%d}"
    jour = next(i for i in _IMPORTS if i >= debut + timedelta(days=4))
    return jour, f"import du {jour:%d/%m/%Y}"


def _jour(annee: int, mois_jour: str) -> date:
    return date.fromisoformat(f"{annee}-{mois_jour}")
