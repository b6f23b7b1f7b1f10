"""Counts and rupture rates by group, and the funder's first table (domaine.md 6.2, 6.3 and 9).

The unit is the person. A rate is a fraction: persons with a rupture of their **entry** contract, over persons assigned.
Everything is recounted from the files of people; nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median

from plateforme.domain.campagne import Campagne
from plateforme.domain.contrat import Contrat, Rupture, fin_recherche, rupture_nette
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Accord, Groupe, Methode, Sexe, Situation, SourceRupture, Suite

DEFINITION_PERIODE = "BTP CFA Île-de-France 2022"
NET_JOURS = 180
"""Days without a new contract after which a rupture is net, when no campaign says otherwise."""
NON_RENSEIGNE = "non_renseigne"
ACCORDS = (Accord.OUI, Accord.REFUSE, Accord.RETIRE, Accord.EN_ATTENTE)
TRANCHES: tuple[tuple[str, int], ...] = (
    ("moins de 6", 6),
    ("6-10", 10),
    ("10-16", 16),
    ("16-18", 18),
    ("18-25", 25),
)
"""The funder's age bands: name, and the age (completed years) at which the next one starts."""
_ENCORE_OUVERTES = frozenset({None, Suite.RIEN, Suite.MISSION_LOCALE, Suite.PERDU_DE_VUE})


@dataclass(frozen=True)
class Rebond:
    """What follows the ruptures of the entry contract.

    ``par_suite`` counts every rupture once, by sequel (``non_renseigne`` when nobody said).
    ``delai_median_jours``: days from rupture to positive outcome, among outcomes of known date (None: there is none).
    ``sans_solution_6_mois``: the 6 calendar months of search are over and no positive outcome came within them.
    """

    sorties_positives: int = 0
    par_suite: Mapping[str, int] = field(default_factory=dict[str, int])
    delai_median_jours: float | None = None
    sans_solution_6_mois: int = 0


@dataclass(frozen=True)
class IndicateursGroupe:
    """Figures of one group. ``denominateur`` is the number of persons assigned (intention to treat).

    ``non_observes``: with a horizon, persons without rupture whose contract has not lasted that long yet (0 without).
    ``connues_par_suivi``: ruptures that no list confirms, reported apart because a témoin is never asked.
    """

    effectif: int
    accord: Mapping[Accord, int]
    suivis: int
    ruptures_brutes: int
    ruptures_nettes: int
    nettes_en_attente: int
    non_observes: int
    connues_par_suivi: int
    rebond: Rebond

    @property
    def denominateur(self) -> int:
        """Persons assigned."""
        return self.effectif

    @property
    def taux_brut(self) -> float | None:
        """Gross rate (fraction), None in an empty group."""
        return self.ruptures_brutes / self.effectif if self.effectif else None

    @property
    def taux_net(self) -> tuple[float, float] | None:
        """Net rate as a lower - upper pair; both are equal when no rupture is *en attente*."""
        if not self.effectif:
            return None
        haut = self.ruptures_nettes + self.nettes_en_attente
        return self.ruptures_nettes / self.effectif, haut / self.effectif


@dataclass(frozen=True)
class IndicateursCampagne:
    """One campaign's two arms. The window is closed on both sides; ``prevus`` is the planned number of young people."""

    nom: str
    methode: Methode
    fenetre: tuple[date, date]
    prevus: int
    test: IndicateursGroupe
    temoin: IndicateursGroupe


@dataclass(frozen=True)
class Tableau1:
    """The funder's public: everyone followed, test and hors évaluation. Codes to persons, zeros included."""

    sexe: Mapping[str, int]
    age: Mapping[str, int]
    situation: Mapping[str, int]
    niveau: Mapping[str, int]


@dataclass(frozen=True)
class Indicateurs:
    """Everything reported on a given day. ``net_jours``: the days in use, one per setting found in the campaigns."""

    arrete_au: date
    horizon_jours: int | None
    net_jours: tuple[int, ...]
    test: IndicateursGroupe
    temoin: IndicateursGroupe
    hors_evaluation: IndicateursGroupe
    par_campagne: tuple[IndicateursCampagne, ...]
    tableau1: Tableau1

    @property
    def vide(self) -> bool:
        """True while nobody is assigned."""
        return not (self.test.effectif or self.temoin.effectif or self.hors_evaluation.effectif)


def calculer(
    dossiers: Iterable[DossierPersonne],
    campagnes: Sequence[Campagne],
    arrete_au: date,
    horizon_jours: int | None = None,
) -> Indicateurs:
    """Count the people of ``campagnes`` as known on ``arrete_au``.

    A person appears in ``dossiers`` once per campaign that retained her; she is counted once, where she was assigned.
    ``horizon_jours`` keeps the ruptures that came at most that many days after the start of the contract.
    """
    connus = une_fois(dossiers)

    def groupe(voulu: Groupe, parmi: Sequence[DossierPersonne] = connus) -> IndicateursGroupe:
        return _compter([d for d in parmi if _groupe(d) is voulu], arrete_au, horizon_jours)

    def campagne(c: Campagne) -> IndicateursCampagne:
        siens = [d for d in connus if d.inclusion is not None and d.inclusion.campagne_id == c.id]
        test, temoin = groupe(Groupe.TEST, siens), groupe(Groupe.TEMOIN, siens)
        return IndicateursCampagne(c.nom, c.methode, (c.fenetre_debut, c.fenetre_fin), c.effectif_prevu, test, temoin)

    return Indicateurs(
        arrete_au=arrete_au,
        horizon_jours=horizon_jours,
        net_jours=tuple(sorted({c.net_jours for c in campagnes})) or (NET_JOURS,),
        test=groupe(Groupe.TEST),
        temoin=groupe(Groupe.TEMOIN),
        hors_evaluation=groupe(Groupe.HORS_EVALUATION),
        par_campagne=tuple(campagne(c) for c in sorted(campagnes, key=lambda c: (c.fenetre_debut, c.nom))),
        tableau1=_tableau1([d for d in connus if _groupe(d) in {Groupe.TEST, Groupe.HORS_EVALUATION}]),
    )


def une_fois(dossiers: Iterable[DossierPersonne]) -> list[DossierPersonne]:
    """Keep one file a person: the campaign that gave her a group, else the first one."""
    retenus: dict[int, DossierPersonne] = {}
    for dossier in dossiers:
        connu = retenus.get(dossier.beneficiaire.id)
        if connu is None or (_groupe(connu) is None and _groupe(dossier) is not None):
            retenus[dossier.beneficiaire.id] = dossier
    return list(retenus.values())


def rupture_entree(dossier: DossierPersonne, arrete_au: date, horizon_jours: int | None = None) -> Rupture | None:
    """Return the rupture of the entry contract that came by ``arrete_au`` and within the horizon, or None."""
    contrat = dossier.contrat_entree
    rupture = dossier.rupture_de(contrat)
    if contrat is None or rupture is None or rupture.le > arrete_au:
        return None
    tardive = horizon_jours is not None and (rupture.le - contrat.debut).days > horizon_jours
    return None if tardive else rupture


def nouveau_contrat(dossier: DossierPersonne) -> Contrat | None:
    """Return the first contract after the entry contract, even signed for a later date; None when there is none."""
    return min(dossier.contrats[1:], key=lambda c: c.debut, default=None)


def suite_effective(dossier: DossierPersonne, rupture: Rupture) -> Suite | None:
    """Return the sequel: a new contract in the base answers for the référent when she noted nothing conclusive."""
    nouveau, entree = nouveau_contrat(dossier), dossier.contrat_entree
    if nouveau is None or entree is None or rupture.suite not in _ENCORE_OUVERTES:
        return rupture.suite
    meme = fold(nouveau.metier) == fold(entree.metier)
    return Suite.CONTRAT_MEME if meme else Suite.CONTRAT_AUTRE


def tranche_age(ans: int | None) -> str:
    """Return the funder's band of an age in completed years; bands are closed on the left."""
    if ans is None:
        return NON_RENSEIGNE
    return next((nom for nom, fin in TRANCHES if ans < fin), "autres")


def _groupe(dossier: DossierPersonne) -> Groupe | None:
    return dossier.inclusion.groupe_affiche if dossier.inclusion else None


def _compter(dossiers: Sequence[DossierPersonne], arrete_au: date, horizon_jours: int | None) -> IndicateursGroupe:
    rompus = [(d, r) for d in dossiers if (r := rupture_entree(d, arrete_au, horizon_jours))]
    nettes = [_nette(d, r, arrete_au) for d, r in rompus]
    accords = Counter(d.inclusion.accord for d in dossiers if d.inclusion)
    return IndicateursGroupe(
        effectif=len(dossiers),
        accord={accord: accords[accord] for accord in ACCORDS},
        suivis=sum(d.inclusion is not None and d.inclusion.suivi for d in dossiers),
        ruptures_brutes=len(rompus),
        ruptures_nettes=nettes.count(True),
        nettes_en_attente=nettes.count(None),
        non_observes=_non_observes(dossiers, arrete_au, horizon_jours),
        connues_par_suivi=sum(r.source is SourceRupture.SUIVI for _, r in rompus),
        rebond=_rebond(rompus, arrete_au),
    )


def _nette(dossier: DossierPersonne, rupture: Rupture, arrete_au: date) -> bool | None:
    nouveau = nouveau_contrat(dossier)
    net_jours = dossier.campagne.net_jours if dossier.campagne else NET_JOURS
    return rupture_nette(rupture.le, nouveau.debut if nouveau else None, arrete_au, net_jours)


def _non_observes(dossiers: Sequence[DossierPersonne], arrete_au: date, horizon_jours: int | None) -> int:
    if horizon_jours is None:
        return 0

    def observe(dossier: DossierPersonne) -> bool:
        contrat = dossier.contrat_entree
        if contrat is None:
            return False
        rompu = rupture_entree(dossier, arrete_au) is not None
        termine = contrat.fin_prevue is not None and contrat.fin_prevue <= arrete_au
        return rompu or termine or (arrete_au - contrat.debut).days >= horizon_jours

    return sum(not observe(d) for d in dossiers)


def _rebond(rompus: Sequence[tuple[DossierPersonne, Rupture]], arrete_au: date) -> Rebond:
    suites = [(d, r, suite_effective(d, r)) for d, r in rompus]
    positives = [(d, r) for d, r, suite in suites if suite is not None and suite.positive]
    delais = [delai for d, r in positives if (delai := _delai(d, r)) is not None]
    sans_solution = sum(_sans_solution(d, r, suite, arrete_au) for d, r, suite in suites)
    par_suite = Counter(suite.value if suite else NON_RENSEIGNE for _, _, suite in suites)
    return Rebond(
        sorties_positives=len(positives),
        par_suite=dict(sorted(par_suite.items())),
        delai_median_jours=median(delais) if delais else None,
        sans_solution_6_mois=sans_solution,
    )


def _delai(dossier: DossierPersonne, rupture: Rupture) -> int | None:
    nouveau = nouveau_contrat(dossier)
    le = rupture.suite_le if rupture.suite not in _ENCORE_OUVERTES else None
    le = le or (nouveau.debut if nouveau else None)
    return max(0, (le - rupture.le).days) if le else None


def _sans_solution(dossier: DossierPersonne, rupture: Rupture, suite: Suite | None, arrete_au: date) -> bool:
    fin = fin_recherche(rupture.le)
    if arrete_au <= fin:
        return False
    if suite is None or not suite.clot_la_recherche:
        return True
    delai = _delai(dossier, rupture)
    return suite.positive and delai is not None and delai > (fin - rupture.le).days


def _tableau1(dossiers: Sequence[DossierPersonne]) -> Tableau1:
    sexes = Counter(d.beneficiaire.sexe or NON_RENSEIGNE for d in dossiers)
    ages = Counter(tranche_age(_age_a_l_affectation(d)) for d in dossiers)
    situations = Counter(d.beneficiaire.situation_entree or NON_RENSEIGNE for d in dossiers)
    niveaux = Counter(_niveau_ancien(d) for d in dossiers)
    return Tableau1(
        sexe=_complet(sexes, [s.value for s in Sexe]),
        age=_complet(ages, [nom for nom, _ in TRANCHES] + ["autres"]),
        situation=_complet(situations, [s.value for s in Situation]),
        niveau=_complet(niveaux, ["infra_V", "V", "IV", "III", "II", "I"]),
    )


def _complet(comptes: Counter[str], codes: Sequence[str]) -> dict[str, int]:
    complet = {code: comptes[code] for code in codes}
    return complet | ({NON_RENSEIGNE: comptes[NON_RENSEIGNE]} if comptes[NON_RENSEIGNE] else {})


def _age_a_l_affectation(dossier: DossierPersonne) -> int | None:
    """Age on the assignment date (domaine.md 9); on the exclusion's when she was followed without being assigned."""
    inclusion = dossier.inclusion
    le = inclusion and (inclusion.affecte_le or inclusion.hors_evaluation_le)
    return dossier.beneficiaire.age(le) if le else None


def _niveau_ancien(dossier: DossierPersonne) -> str:
    contrat = dossier.contrat_entree
    return contrat.niveau_prepare.ancien if contrat and contrat.niveau_prepare is not None else NON_RENSEIGNE
