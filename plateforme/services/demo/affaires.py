"""Who meets which difficulty, and in which state her fiche de liaison is on the day of the base."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from plateforme.domain.vocabulaire import (
    Gravite,
    IssueDifficulte,
    Niveau,
    ResultatFiche,
    StatutFiche,
    Theme,
    TypeStructure,
)
from plateforme.services.demo import fils, suivis
from plateforme.services.demo.calendrier import JOUR, apres, travaille
from plateforme.services.demo.fils import Fil
from plateforme.services.demo.liaison import Personne, Projet, difficulte, ecrire_difficulte
from plateforme.services.demo.plume import rediger
from plateforme.services.demo.population import Cas, Profil
from plateforme.services.demo.suivis import Journal, nouer
from plateforme.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Etape:
    """A fiche wanted: its state, and how many days ago it left (or was drafted), at least ``de``, at most ``a``."""

    statut: StatutFiche
    de: int
    a: int
    resultat: ResultatFiche | None = None
    accord: bool = True
    suites: bool = False
    repond: int | None = None
    recue: int | None = None
    close: int | None = None


_S, _R = StatutFiche, ResultatFiche
ANNEE_2: tuple[Etape, ...] = (
    Etape(_S.EXPIREE, 31, 55),
    Etape(_S.EXPIREE, 31, 55),
    Etape(_S.REPONSE, 12, 60, _R.REFUSE, repond=6),
    Etape(_S.REPONSE, 16, 60, _R.SANS_SUITE, repond=13, recue=3),
    Etape(_S.ENVOYEE, 20, 28),
    Etape(_S.ENVOYEE, 11, 19),
    Etape(_S.RECUE, 14, 24, recue=4),
    Etape(_S.BROUILLON, 0, 12, accord=False),
    Etape(_S.BROUILLON, 0, 14),
    Etape(_S.PRETE, 0, 9),
    Etape(_S.PRETE, 0, 14),
    Etape(_S.ENVOYEE, 1, 9),
    Etape(_S.ENVOYEE, 1, 9),
    Etape(_S.RECUE, 3, 10, recue=2),
    Etape(_S.REPONSE, 12, 40, _R.RESOLU, repond=9, recue=2),
    Etape(_S.REPONSE, 9, 40, _R.EN_COURS, repond=7, recue=2),
    Etape(_S.CLOSE, 30, 110, _R.RESOLU, suites=True, repond=9, recue=2, close=12),
    Etape(_S.CLOSE, 30, 110, _R.RESOLU, suites=True, repond=8, recue=3, close=11),
)
ANNEE_1: tuple[Etape, ...] = (
    *[Etape(_S.CLOSE, 60, 600, _R.RESOLU, suites=True, repond=8, recue=2, close=12)] * 13,
    Etape(_S.CLOSE, 60, 600, _R.SANS_SUITE, repond=16, recue=4, close=20),
    Etape(_S.CLOSE, 60, 600, _R.REFUSE, repond=5, close=7),
    Etape(_S.EXPIREE, 60, 600),
)
_REPONSES = {_R.SANS_SUITE: fils.SANS_SUITE, _R.EN_COURS: fils.EN_COURS, _R.REFUSE: fils.REFUS_PARTENAIRE}
_SUIVIS = frozenset({Cas.A_JOUR, Cas.RETARD, Cas.AUJOURD_HUI, Cas.SEMAINE, Cas.RAPPEL})


class Affaires:
    """Gives difficulties to the people of one campaign and collects the fiches to write."""

    def __init__(self, uow: UnitOfWork, rng: random.Random) -> None:
        self._uow, self._rng = uow, rng
        self.projets: list[Projet] = []
        self._tour = 0

    def distribuer(self, annee: int, gens: list[tuple[Personne, Journal]]) -> None:
        """Weave the difficulties of one year into the stories of the people who are followed."""
        cas = {Cas.BILAN_FAIT, Cas.BILAN_DU} if annee == 1 else _SUIVIS
        libres = [(p, j) for p, j in gens if j.profil.annee == annee and j.profil.cas in cas and j.joints()]
        self._rng.shuffle(libres)
        for etape in ANNEE_1 if annee == 1 else ANNEE_2:
            self._placer(etape, libres)
        for fil in (f for f in fils.FILS if f.vers is None):
            for personne, journal in [libres.pop() for _ in range(min(2, len(libres)))]:
                self._sans_fiche(fil, personne, journal)

    def _placer(self, etape: Etape, libres: list[tuple[Personne, Journal]]) -> None:
        """Give ``etape`` to the first free person who spoke of it at the right time."""
        for paire in libres:
            rang = _rang(paire[1], etape)
            if rang is None and paire[1].profil.annee == 2:
                rang = self._imprevu(paire[1], etape)
            if rang is not None:
                libres.remove(paire)
                self._nouer(etape, self._fil(paire[1].profil), *paire, rang)
                return

    def _imprevu(self, journal: Journal, etape: Etape) -> int | None:
        """Have the young person call out of turn, on a day that suits the fiche; None when no day does.

        The month that must stay open on the day of the base is left alone.
        """
        joints = journal.joints()
        limite = suivis.fermeture(journal.profil)
        if etape.suites:
            return None
        for age in range(etape.de + 1, etape.a + 1):
            jour = JOUR - timedelta(days=age)
            depart = jour if etape.statut in {_S.BROUILLON, _S.PRETE} else apres(jour, 1)
            bonne_date = (
                travaille(jour) and joints[-1][1] < jour < limite and etape.de <= (JOUR - depart).days <= etape.a
            )
            if bonne_date:
                journal.ajouter(jour, "M'appelle d'[elle/lui]-même.", minutes=10)
                return len(joints)
        return None

    def _fil(self, profil: Profil) -> Fil:
        possibles = [f for f in fils.FILS if f.vers is not None]
        self._tour += 1
        fil = possibles[self._tour % len(possibles)]
        if fil.theme is Theme.FORMATION and profil.niveau is Niveau.N5:
            return possibles[0]
        return possibles[0] if fil.theme is Theme.LOGEMENT and profil.loge else fil

    def _nouer(self, etape: Etape, fil: Fil, personne: Personne, journal: Journal, rang: int) -> None:
        vers = fil.vers or TypeStructure.MISSION_LOCALE
        joints = journal.joints()
        _, _, fin = nouer(journal, fil, rang, seul=not etape.suites)
        ouverte = joints[rang][1]
        fin_le = journal.contacts[fin].quand.date() if fin is not None else None
        issue = IssueDifficulte.RESOLUE
        if fin_le is None and journal.profil.annee == 1:
            fin_le, issue = joints[-1][1], IssueDifficulte.PARTIELLE
        enregistree = ecrire_difficulte(
            self._uow,
            difficulte(
                personne, fil.theme, fil.gravite, self._texte(fil.description, journal), ouverte,
                close_le=fin_le if fin_le and fin_le > ouverte else None, issue=issue,
                en_cours=etape.statut not in {_S.BROUILLON, _S.PRETE},
            ),
        )  # fmt: skip
        reponse = _REPONSES.get(etape.resultat, fil.reponse) if etape.resultat else ""
        self.projets.append(
            Projet(
                personne, enregistree, vers, self._texte(fil.besoin, journal), etape.statut, etape.accord,
                etape.resultat, self._texte(reponse, journal), etape.recue, etape.repond, etape.close,
            )
        )  # fmt: skip

    def _sans_fiche(self, fil: Fil, personne: Personne, journal: Journal) -> None:
        joints = journal.joints()
        rang = max(0, len(joints) - self._rng.randint(2, 4))
        _, _, fin = nouer(journal, fil, rang)
        close = journal.contacts[fin].quand.date() if fin is not None else None
        texte = self._texte(fil.description, journal)
        ecrire_difficulte(
            self._uow, difficulte(personne, fil.theme, fil.gravite, texte, joints[rang][1], close_le=close)
        )

    def _texte(self, modele: str, journal: Journal) -> str:
        return rediger(modele, self._rng, journal.profil.civil.sexe, journal.mots)


def _rang(journal: Journal, etape: Etape) -> int | None:
    """Return which contact opens the difficulty so that the fiche has the wanted age, None when none does."""
    joints = journal.joints()
    for rang, (_, jour) in enumerate(joints):
        if rang == 0:
            continue  # the first call keeps its own words: the agreement
        dernier = rang == len(joints) - 1
        depart = jour if etape.statut in {_S.BROUILLON, _S.PRETE} else apres(jour, 1)
        assez_de_suites = len(joints) - rang >= 3 or journal.profil.annee == 2
        convient = (assez_de_suites and not dernier) if etape.suites else dernier or _avant_bilan(journal, rang)
        if convient and etape.de <= (JOUR - depart).days <= etape.a:
            return rang
    return None


def _avant_bilan(journal: Journal, rang: int) -> bool:
    return journal.profil.annee == 1 and rang == len(journal.joints()) - 2


def difficulte_de_rupture(uow: UnitOfWork, personne: Personne, profil: Profil) -> None:
    """Record the difficulty that a rupture came from, closed as an obstacle that was not removed."""
    histoire = profil.histoire
    if histoire is None or histoire.theme is None:
        return
    ouverture = next((n.le for n in histoire.notes if histoire.theme in n.themes), None)
    if ouverture is None:
        return
    description = _DESCRIPTIONS.get(histoire.theme, "")
    recherche = histoire.theme is Theme.RECHERCHE
    close: date | None = None if recherche and histoire.suite_le is None else histoire.suite_le or histoire.le
    close = None if recherche and histoire.suite is not None and not histoire.suite.clot_la_recherche else close
    issue = IssueDifficulte.RESOLUE if recherche else IssueDifficulte.OBSTACLE
    nouvelle = difficulte(
        personne, histoire.theme, Gravite.GRAVE, description, ouverture, close_le=close, issue=issue, en_cours=recherche
    )
    ecrire_difficulte(uow, nouvelle if nouvelle.close_le else replace(nouvelle, issue=None))


_DESCRIPTIONS = {
    Theme.ORIENTATION: "Le métier choisi ne convient pas.",
    Theme.EMPLOYEUR: "Relation rompue avec l’employeur.",
    Theme.RECHERCHE: "Recherche d’un nouvel employeur.",
    Theme.CONDITIONS: "Trop peu de travail formateur dans l’entreprise.",
    Theme.SANTE: "État de santé incompatible avec le poste.",
    Theme.SOCIAL: "Situation familiale qui prend toute la place.",
}
