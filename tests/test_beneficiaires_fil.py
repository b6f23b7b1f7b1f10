"""The thread of a person and what her page derives."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from plateforme.db.queries import liaison
from plateforme.domain.fiche import AccordPartage, EtapeFiche, Fiche
from plateforme.domain.fil import NatureEvenement, timeline
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    FormeAccord,
    IssueContact,
    IssueDifficulte,
    MotifCloture,
    MotifEntreprise,
    MotifRefus,
    Risque,
    StatutDifficulte,
    StatutFiche,
    Suite,
    Theme,
)
from plateforme.services import affectation, beneficiaires, contrats, inclusions
from tests import fabrique
from tests.conftest import LUNDI

DEBUT = date(2010, 9, 1)


def titres(page, nature=None):
    return [(e.le, e.titre, e.detail) for e in timeline(page) if nature in {None, e.nature}]


@pytest.fixture
def zoe(ctx):
    with fabrique.remplir(ctx) as f:
        return f.personne(campagne=f.campagne(), debut=DEBUT, accord=Accord.OUI)


def test_the_thread_goes_back_in_time_and_each_event_is_a_fact(ctx, zoe):
    with fabrique.remplir(ctx) as f:
        f.contact(
            zoe,
            datetime(2010, 10, 4, 9, 30),
            risque=Risque.ELEVE,
            texte="Fatiguée.",
            convenu="Voir le CFA",
            themes=(Theme.SANTE, Theme.MOBILITE),
        )
        f.contact(
            zoe,
            datetime(2010, 10, 4, 14),
            avec=AvecQui.CFA,
            issue=IssueContact.A_RAPPELER,
            rappel_le=date(2010, 10, 11),
        )
    evenements = timeline(beneficiaires.personne(ctx, zoe.id))
    assert [(e.nature, e.le, e.a) for e in evenements[:2]] == [
        (NatureEvenement.CONTACT, date(2010, 10, 4), time(14)),
        (NatureEvenement.CONTACT, date(2010, 10, 4), time(9, 30)),
    ]
    assert evenements[0].titre == "Téléphone avec\u202f: CFA, à rappeler"
    assert evenements[0].detail == "À rappeler le 11/10/2010"
    assert evenements[1].titre == "Téléphone, joint"
    assert evenements[1].detail == "Fatiguée.\nConvenu\u202f: Voir le CFA\nSanté, Mobilité"
    assert evenements[1].risque is Risque.ELEVE
    assert {e.nature for e in evenements[2:]} == {
        NatureEvenement.CONTRAT,
        NatureEvenement.CAMPAGNE,
        NatureEvenement.ACCORD,
    }


def test_difficulties_and_fiches_are_told_step_by_step(ctx, zoe):
    with fabrique.remplir(ctx) as f:
        ml = f.structure()
        difficulte = f.difficulte(
            zoe,
            Theme.LOGEMENT,
            ouverte_le=date(2010, 10, 5),
            statut=StatutDifficulte.CLOSE,
            close_le=date(2010, 12, 1),
            issue=IssueDifficulte.RESOLUE,
        )
        f.difficulte(zoe, Theme.SANTE, statut=StatutDifficulte.CLOSE, close_le=LUNDI)
        fiche = Fiche(numero="FL-2010-0001", beneficiaire_id=zoe.id, difficulte_id=difficulte.id, structure_id=ml.id)
        fiche = replace(fiche, id=liaison.add_fiche(f.uow.cx, fiche))
        liaison.add_etape(
            f.uow.cx, EtapeFiche(0, fiche.id, StatutFiche.ENVOYEE, datetime(2010, 10, 6, 10), "par courriel")
        )
        accord = AccordPartage(
            beneficiaire_id=zoe.id,
            structure_id=ml.id,
            theme=Theme.LOGEMENT,
            donne_le=date(2010, 10, 6),
            forme=FormeAccord.ECRIT,
            par_representant=True,
            retire_le=date(2010, 12, 2),
        )
        liaison.add_accord(f.uow.cx, accord)
    page = beneficiaires.personne(ctx, zoe.id)
    assert titres(page, NatureEvenement.DIFFICULTE)[-2:] == [
        (date(2010, 12, 1), "Difficulté close\u202f: logement", "Résolue"),
        (date(2010, 10, 5), "Difficulté ouverte\u202f: logement, sérieuse", "À voir ensemble."),
    ]
    assert titres(page, NatureEvenement.FICHE) == [
        (date(2010, 10, 6), "Fiche FL-2010-0001, envoyée", "Mission Locale des Haies – par courriel")
    ]
    assert titres(page, NatureEvenement.PARTAGE) == [
        (date(2010, 12, 2), "Accord de partage retiré", "Logement, Mission Locale des Haies"),
        (
            date(2010, 10, 6),
            "Accord de partage donné",
            "Logement, Mission Locale des Haies, par écrit, avec le représentant légal",
        ),
    ]
    orpheline = replace(page, fiches=())
    assert titres(orpheline, NatureEvenement.FICHE) == []


def test_ruptures_and_contracts_are_told(ctx, zoe):
    with fabrique.remplir(ctx) as f:
        entree = f.contrats_de(zoe)[0]
        f.rupture(
            entree,
            date(2010, 11, 15),
            motif_entreprise=MotifEntreprise.DEMENAGEMENT,
            parole_jeune="Trop loin.",
            suite=Suite.RIEN,
        )
        second = f.contrat(zoe, date(2010, 12, 1), employeur="", diplome="", metier="", cfa="")
        f.rupture(second, date(2010, 12, 20), initiateur=None)
    page = beneficiaires.personne(ctx, zoe.id)
    assert titres(page, NatureEvenement.RUPTURE) == [
        (date(2010, 12, 20), "Rupture du contrat", ""),
        (
            date(2010, 11, 15),
            "Rupture du contrat (Boulangerie de la Halle)",
            "\n".join(
                (
                    "À l’initiative de\u202f: commun accord",
                    "Déménagement",
                    "Le jeune dit\u202f: Trop loin.",
                    "Suite\u202f: rien pour l’instant",
                )
            ),
        ),
    ]
    assert [t for _, t, _ in titres(page, NatureEvenement.CONTRAT)] == [
        "Début d’un nouveau contrat",
        "Début du contrat",
    ]


def test_the_life_of_the_inclusion_is_told(ctx, zoe):
    inclusion = beneficiaires.personne(ctx, zoe.id).inclusion
    inclusions.accord(ctx, inclusion.id, Accord.RETIRE, le=LUNDI, motif=MotifRefus.MANQUE_DE_TEMPS)
    inclusions.hors_evaluation(ctx, inclusion.id, LUNDI, "logée avant")
    inclusions.clore_suivi(ctx, inclusion.id, LUNDI, MotifCloture.DEMENAGEMENT)
    affectation.verifier_naissance(ctx, zoe.id, date(1993, 5, 13), "acte")
    page = beneficiaires.personne(ctx, zoe.id)
    dits = titres(page)
    assert (LUNDI, "Accord retiré", "N’a pas le temps") in dits
    assert (LUNDI, "Placé hors évaluation", "logée avant") in dits
    assert (LUNDI, "Suivi clos", "Déménagement hors du territoire") in dits
    assert (DEBUT, "Affectation\u202f: groupe test", "Parité du jour de naissance") in dits
    assert [e.nature for e in timeline(page)].count(NatureEvenement.ECART) == 1


def test_someone_waiting_for_her_group_says_why(ctx):
    with fabrique.remplir(ctx) as f:
        ines = f.personne(campagne=f.campagne(), verifiee=False)
    page = beneficiaires.personne(ctx, ines.id)
    assert titres(page) == [(LUNDI, "Retenu dans la campagne 2010/2011", "date de naissance à vérifier")]
    assert not page.accord_a_recueillir


def test_the_month_of_the_plan(ctx, zoe):
    page = beneficiaires.personne(ctx, zoe.id)
    assert page.mois_de_contrat == 5
    for jour, mois in ((date(2010, 8, 31), 0), (DEBUT, 1), (date(2010, 10, 1), 2), (date(2011, 3, 1), None)):
        assert replace(page, aujourd_hui=jour).mois_de_contrat == mois


def test_a_rupture_opens_the_search_until_a_sequel_closes_it(ctx, zoe):
    page = beneficiaires.personne(ctx, zoe.id)
    assert page.recherche_jusqu_au is None
    with fabrique.remplir(ctx) as f:
        rupture = f.rupture(f.contrats_de(zoe)[0], date(2010, 11, 15))
    page = beneficiaires.personne(ctx, zoe.id)
    assert (page.recherche_jusqu_au, page.mois_de_contrat) == (date(2011, 5, 15), None)
    assert replace(page, aujourd_hui=rupture.le - timedelta(days=1)).recherche_jusqu_au is None
    contrats.modifier_rupture(ctx, rupture, replace(rupture, suite=Suite.EMPLOI))
    assert beneficiaires.personne(ctx, zoe.id).recherche_jusqu_au is None


def test_what_the_page_flags(ctx):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(campagne=f.campagne(), debut=DEBUT)
        f.difficulte(zoe)
        hugo = f.personne("Rabot", "Hugo", date(1990, 3, 9))
    page = beneficiaires.personne(ctx, zoe.id)
    assert (page.mineur, page.representant_manquant, page.accord_a_recueillir) == (True, True, True)
    assert len(page.difficultes_ouvertes) == 1
    autre = beneficiaires.personne(ctx, hugo.id)
    assert (autre.mineur, autre.accord_a_recueillir, autre.mois_de_contrat) == (False, False, None)
