"""Indicators: each rule on one person, then a whole population recounted another way."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from plateforme.domain import indicateurs as ind
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.vocabulaire import Accord, Groupe, Niveau, Sexe, Situation, SourceRupture, Suite

AU = date(2011, 1, 3)
DEBUT = date(2010, 9, 1)
CAMPAGNE = Campagne(1, "2010/2011", date(2010, 7, 1), date(2010, 12, 31), effectif_prevu=40)


def dossier(
    rang=1,
    groupe=Groupe.TEST,
    *,
    rupture_le=None,
    nouveau_le=None,
    campagne=CAMPAGNE,
    accord=Accord.OUI,
    metier="boulangerie",
    inclusion=None,
    rupture=None,
    contrat=None,
    **champs,
):
    """One person with an entry contract on 1 September 2010, perhaps a rupture and a new contract."""
    personne = Beneficiaire(id=rang, date_naissance=date(1993, 5, 12), **champs)
    retenue = Inclusion(
        id=rang,
        beneficiaire_id=rang,
        campagne_id=campagne.id,
        groupe=groupe,
        affecte_le=DEBUT,
        accord=Accord.SANS_OBJET if groupe is Groupe.TEMOIN else accord,
    )
    entree = Contrat(id=rang * 10, beneficiaire_id=rang, debut=DEBUT, metier="boulangerie", **(contrat or {}))
    contrats = [entree]
    if nouveau_le:
        contrats.append(Contrat(id=rang * 10 + 1, beneficiaire_id=rang, rang=2, debut=nouveau_le, metier=metier))
    ruptures = (Rupture(id=rang, contrat_id=entree.id, le=rupture_le, **(rupture or {})),) if rupture_le else ()
    return DossierPersonne(personne, replace(retenue, **(inclusion or {})), campagne, tuple(contrats), ruptures)


def calculer(*dossiers, au=AU, horizon=None, campagnes=(CAMPAGNE,)):
    return ind.calculer(dossiers, campagnes, au, horizon)


def test_a_person_without_rupture_only_counts_in_the_denominator():
    test = calculer(dossier()).test
    assert (test.effectif, test.denominateur, test.ruptures_brutes, test.taux_brut) == (1, 1, 0, 0.0)
    assert test.taux_net == (0.0, 0.0)


def test_an_empty_group_has_no_rate():
    vide = calculer()
    assert vide.vide
    assert vide.test.taux_brut is None
    assert vide.test.taux_net is None
    assert vide.net_jours == (180,)


@pytest.mark.parametrize(
    ("au", "nettes", "en_attente"),
    [(date(2011, 3, 30), 0, 1), (date(2011, 3, 31), 1, 0)],  # 1 October + 180 days = 30 March
)
def test_a_rupture_is_net_only_once_180_days_have_passed(au, nettes, en_attente):
    test = calculer(dossier(rupture_le=date(2010, 10, 1)), au=au).test
    assert (test.ruptures_brutes, test.ruptures_nettes, test.nettes_en_attente) == (1, nettes, en_attente)
    assert test.taux_net == (nettes, 1.0)


@pytest.mark.parametrize(("nouveau_le", "nettes"), [(date(2011, 3, 30), 0), (date(2011, 3, 31), 1)])
def test_a_new_contract_within_180_days_makes_it_a_suite_de_contrat(nouveau_le, nettes):
    test = calculer(dossier(rupture_le=date(2010, 10, 1), nouveau_le=nouveau_le), au=date(2011, 12, 1)).test
    assert (test.ruptures_brutes, test.ruptures_nettes, test.nettes_en_attente) == (1, nettes, 0)


def test_the_campaigns_own_delay_decides_what_is_net():
    courte = replace(CAMPAGNE, id=2, nom="2011/2012", net_jours=60)
    resultat = calculer(dossier(rupture_le=date(2010, 10, 1), campagne=courte), campagnes=(CAMPAGNE, courte))
    assert resultat.test.ruptures_nettes == 1
    assert resultat.net_jours == (60, 180)


def test_only_the_rupture_of_the_entry_contract_counts():
    avec_suite = dossier(nouveau_le=date(2010, 10, 15))
    second = replace(avec_suite, ruptures=(Rupture(1, avec_suite.contrats[1].id, date(2010, 12, 1)),))
    assert calculer(second).test.ruptures_brutes == 0


def test_a_rupture_announced_for_later_has_not_happened():
    assert calculer(dossier(rupture_le=AU + timedelta(days=1))).test.ruptures_brutes == 0
    assert calculer(dossier(rupture_le=AU)).test.ruptures_brutes == 1


def test_horizon_keeps_early_ruptures_and_says_who_is_not_there_yet():
    tot, tard = dossier(1, rupture_le=DEBUT + timedelta(days=45)), dossier(2, rupture_le=DEBUT + timedelta(days=46))
    jeune = dossier(3, contrat={"numero": ""})
    jeune = replace(jeune, contrats=(replace(jeune.contrats[0], debut=date(2010, 12, 20)),))
    sans_contrat = replace(dossier(4), contrats=())
    termine = dossier(5, contrat={"fin_prevue": date(2010, 12, 1)})
    test = calculer(tot, tard, jeune, sans_contrat, termine, horizon=45).test
    assert (test.ruptures_brutes, test.denominateur, test.non_observes) == (1, 5, 2)
    assert calculer(tot, tard, jeune, sans_contrat, termine, horizon=300).test.non_observes == 2
    assert calculer(tot, tard).test.non_observes == 0


def test_hors_evaluation_is_apart_and_the_unassigned_are_nowhere():
    dehors = dossier(1, inclusion={"hors_evaluation_le": date(2010, 10, 1)}, rupture_le=date(2010, 10, 5))
    attente = dossier(2, groupe=None)
    hors_campagne = replace(dossier(3), inclusion=None, campagne=None)
    resultat = calculer(dehors, attente, hors_campagne)
    assert (resultat.test.effectif, resultat.temoin.effectif, resultat.hors_evaluation.effectif) == (0, 0, 1)
    assert resultat.hors_evaluation.ruptures_brutes == 1
    assert resultat.tableau1.sexe == {"F": 0, "M": 0, "non_renseigne": 1}
    assert resultat.par_campagne[0].test.effectif == 0


def test_agreements_and_followed():
    accords = [Accord.OUI, Accord.OUI, Accord.REFUSE, Accord.RETIRE, Accord.EN_ATTENTE]
    resultat = calculer(*(dossier(k, accord=a) for k, a in enumerate(accords, start=1)), dossier(9, Groupe.TEMOIN))
    assert resultat.test.accord == {Accord.OUI: 2, Accord.REFUSE: 1, Accord.RETIRE: 1, Accord.EN_ATTENTE: 1}
    assert resultat.test.suivis == 2
    assert set(resultat.temoin.accord.values()) == {0}
    assert resultat.temoin.suivis == 0


def test_a_person_retained_twice_counts_once_where_she_was_assigned():
    autre = replace(CAMPAGNE, id=2, nom="2011/2012", fenetre_debut=date(2011, 7, 1), fenetre_fin=date(2011, 12, 31))
    affectee = dossier(1)
    attente = replace(affectee, campagne=autre, inclusion=Inclusion(id=2, beneficiaire_id=1, campagne_id=2))
    for ordre in ((affectee, attente), (attente, affectee)):
        resultat = calculer(*ordre, campagnes=(autre, CAMPAGNE))
        assert resultat.test.effectif == 1
        assert [(c.nom, c.test.effectif) for c in resultat.par_campagne] == [("2010/2011", 1), ("2011/2012", 0)]


def test_ruptures_known_from_the_follow_up_alone_are_told_apart():
    resultat = calculer(
        dossier(1, rupture_le=date(2010, 10, 1), rupture={"source": SourceRupture.LISTE_OPCO}),
        dossier(2, rupture_le=date(2010, 10, 1), rupture={"source": SourceRupture.SUIVI}),
    )
    assert (resultat.test.ruptures_brutes, resultat.test.connues_par_suivi) == (2, 1)


@pytest.mark.parametrize(
    ("suite", "nouveau_le", "metier", "attendue"),
    [
        (None, None, "", "non_renseigne"),
        (Suite.RIEN, None, "", "rien"),
        (Suite.RIEN, date(2010, 11, 1), "Boulangerie", "contrat_meme_metier"),
        (None, date(2010, 11, 1), "coiffure", "contrat_autre_metier"),
        (Suite.EMPLOI, date(2010, 11, 1), "coiffure", "emploi"),
        (Suite.DIPLOME, None, "", "diplome_obtenu"),
    ],
)
def test_sequel_comes_from_the_new_contract_when_nothing_conclusive_was_noted(suite, nouveau_le, metier, attendue):
    personne = dossier(rupture_le=date(2010, 10, 1), nouveau_le=nouveau_le, metier=metier, rupture={"suite": suite})
    assert calculer(personne).test.rebond.par_suite == {attendue: 1}


def test_median_delay_and_positive_outcomes():
    rompu = {"rupture_le": date(2010, 10, 1)}
    resultat = calculer(
        dossier(1, **rompu, rupture={"suite": Suite.EMPLOI, "suite_le": date(2010, 10, 11)}),
        dossier(2, **rompu, nouveau_le=date(2010, 10, 31)),
        dossier(3, **rompu, rupture={"suite": Suite.FORMATION}),
        dossier(4, **rompu, rupture={"suite": Suite.REORIENTATION, "suite_le": date(2010, 10, 2)}),
    )
    rebond = resultat.test.rebond
    assert rebond.sorties_positives == 3
    assert rebond.delai_median_jours == 20.0
    assert calculer(dossier(1)).test.rebond.delai_median_jours is None


@pytest.mark.parametrize(
    ("au", "suite", "suite_le", "attendu"),
    [
        (date(2011, 4, 1), None, None, 0),  # the last day of the six months
        (date(2011, 4, 2), None, None, 1),
        (date(2011, 4, 2), Suite.RIEN, date(2010, 11, 1), 1),
        (date(2011, 4, 2), Suite.MISSION_LOCALE, date(2010, 11, 1), 1),
        (date(2011, 9, 1), Suite.EMPLOI, date(2011, 4, 1), 0),
        (date(2011, 9, 1), Suite.EMPLOI, date(2011, 4, 2), 1),
        (date(2011, 9, 1), Suite.EMPLOI, None, 0),
        (date(2011, 9, 1), Suite.DIPLOME, date(2011, 6, 1), 0),
        (date(2011, 9, 1), Suite.REORIENTATION, None, 0),
    ],
)
def test_without_solution_at_six_months(au, suite, suite_le, attendu):
    personne = dossier(rupture_le=date(2010, 10, 1), rupture={"suite": suite, "suite_le": suite_le})
    assert calculer(personne, au=au).test.rebond.sans_solution_6_mois == attendu


@pytest.mark.parametrize(
    ("ans", "tranche"),
    [(5, "moins de 6"), (6, "6-10"), (15, "10-16"), (16, "16-18"), (17, "16-18"), (18, "18-25"), (24, "18-25"),
     (25, "autres"), (None, "non_renseigne")],
)  # fmt: skip
def test_age_bands_are_closed_on_the_left(ans, tranche):
    assert ind.tranche_age(ans) == tranche


def test_funders_table_reads_age_on_the_assignment_day():
    veille = dossier(1)
    veille = replace(veille, beneficiaire=replace(veille.beneficiaire, date_naissance=date(1992, 9, 2)))
    majeur = replace(veille, beneficiaire=replace(veille.beneficiaire, id=2, date_naissance=date(1992, 9, 1)))
    inconnu = replace(dossier(3), beneficiaire=Beneficiaire(id=3))
    table = calculer(veille, majeur, inconnu).tableau1
    assert (table.age["16-18"], table.age["18-25"], table.age["non_renseigne"]) == (1, 1, 1)
    assert table.niveau["non_renseigne"] == 3


def test_funders_table_uses_the_date_of_exclusion_when_nobody_was_assigned():
    sans_groupe = {"groupe": None, "affecte_le": None, "hors_evaluation_le": DEBUT}
    assert calculer(dossier(1, inclusion=sans_groupe)).tableau1.age["16-18"] == 1


# --- a whole population, recounted with plain loops over flat facts ---


def _population(graine):
    """Return flat facts and the files made from them."""
    alea = random.Random(graine)
    faits, dossiers = [], []
    for rang in range(1, 240):
        groupe = alea.choice([Groupe.TEST, Groupe.TEMOIN, None])
        hors = alea.random() < 0.1 and groupe is not None
        jours_rupture = alea.choice([None, None, alea.randrange(0, 400)])
        jours_nouveau = alea.choice([None, alea.randrange(0, 300)]) if jours_rupture is not None else None
        fait = {
            "groupe": "hors_evaluation" if hors else groupe,
            "accord": alea.choice(list(Accord)[:4]),
            "rupture": jours_rupture,
            "nouveau": jours_nouveau,
            "ans": alea.choice([15, 16, 17, 18, 20, 26]),
            "sexe": alea.choice("FM"),
            "niveau": alea.choice(list(Niveau)),
            "situation": alea.choice(list(Situation)),
        }
        rompu_le = DEBUT + timedelta(days=jours_rupture) if jours_rupture is not None else None
        personne = dossier(
            rang,
            groupe,
            accord=fait["accord"],
            rupture_le=rompu_le,
            nouveau_le=rompu_le + timedelta(days=jours_nouveau) if rompu_le and jours_nouveau is not None else None,
            contrat={"niveau_prepare": fait["niveau"]},
            inclusion={"hors_evaluation_le": DEBUT} if hors else {},
            sexe=Sexe(fait["sexe"]),
            situation_entree=fait["situation"],
        )
        naissance = date(DEBUT.year - fait["ans"], 3, 1)
        dossiers.append(replace(personne, beneficiaire=replace(personne.beneficiaire, date_naissance=naissance)))
        faits.append(fait)
    return faits, dossiers


@pytest.mark.parametrize("graine", range(5))
@pytest.mark.parametrize("horizon", [None, 45, 270])
def test_recount_of_a_whole_population(graine, horizon):
    faits, dossiers = _population(graine)
    observe = (date(2011, 10, 1) - DEBUT).days
    resultat = calculer(*dossiers, au=date(2011, 10, 1), horizon=horizon)
    for nom in ("test", "temoin", "hors_evaluation"):
        groupe = getattr(resultat, nom)
        du_groupe = [f for f in faits if f["groupe"] == nom]
        plafond = observe if horizon is None else min(observe, horizon)
        rompus = [f for f in du_groupe if f["rupture"] is not None and f["rupture"] <= plafond]
        suites = [f for f in rompus if f["nouveau"] is not None and f["nouveau"] <= 180]
        jeunes = [f for f in rompus if f not in suites and observe - f["rupture"] <= 180]
        assert groupe.effectif == len(du_groupe)
        assert groupe.ruptures_brutes == len(rompus)
        assert groupe.nettes_en_attente == len(jeunes)
        assert groupe.ruptures_nettes == len(rompus) - len(suites) - len(jeunes)
        assert groupe.taux_brut == pytest.approx(len(rompus) / len(du_groupe))
        assert sum(groupe.rebond.par_suite.values()) == len(rompus)
        assert groupe.rebond.sorties_positives == sum(f["nouveau"] is not None for f in rompus)
    suivis = [f for f in faits if f["groupe"] in {"test", "hors_evaluation"}]
    table = resultat.tableau1
    assert table.sexe == {"F": sum(f["sexe"] == "F" for f in suivis), "M": sum(f["sexe"] == "M" for f in suivis)}
    assert table.age["10-16"] == sum(f["ans"] == 15 for f in suivis)
    assert table.age["16-18"] == sum(f["ans"] in {16, 17} for f in suivis)
    assert table.age["autres"] == sum(f["ans"] == 26 for f in suivis)
    assert table.niveau["infra_V"] == sum(f["niveau"] == "0" for f in suivis)
    assert table.niveau["I"] == sum(f["niveau"] in {"7", "8"} for f in suivis)
    for situation in Situation:
        assert table.situation[situation] == sum(f["situation"] is situation for f in suivis)
