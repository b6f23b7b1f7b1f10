"""The follow-up's rules, case by case and by properties (domaine.md 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.dates import ajouter_mois
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.suivi import (
    OUVERTS,
    Dossier,
    Etat,
    NatureAction,
    SansAction,
    Voie,
    entree,
    plan,
    prochaine_action,
    rappel_en_attente,
    sans_action,
)
from plateforme.domain.vocabulaire import Accord, AvecQui, Groupe, IssueContact, Suite

DEBUT = date(2010, 9, 6)
SUIVIE = Inclusion(
    id=1, beneficiaire_id=1, campagne_id=1, retenu_le=DEBUT, groupe=Groupe.TEST, affecte_le=DEBUT, accord=Accord.OUI
)
CONTRAT = Contrat(id=1, beneficiaire_id=1, debut=DEBUT, fin_prevue=date(2012, 9, 5))


def contact(jour: date, issue: IssueContact = IssueContact.JOINT, heure: int = 10, **champs: object) -> Contact:
    quand = datetime.combine(jour, time(heure))
    return Contact(beneficiaire_id=1, quand=quand, issue=issue, **champs)  # type: ignore[arg-type]


def dossier(*contacts: Contact, **champs: object) -> Dossier:
    valeurs: dict[str, object] = {"inclusion": SUIVIE, "contrat": CONTRAT, "contacts": contacts} | champs
    return Dossier(**valeurs)  # type: ignore[arg-type]


def etats(d: Dossier, jour: date) -> list[Etat]:
    return [e.etat for e in plan(d, jour)]


# The plan


def test_les_echeances_gardent_le_jour_et_se_calent_en_fin_de_mois():
    dues = [e.due for e in plan(dossier(contrat=replace(CONTRAT, debut=date(2011, 8, 31))), DEBUT)]
    assert dues == [
        date(2011, 9, 30),
        date(2011, 10, 31),
        date(2011, 11, 30),
        date(2011, 12, 31),
        date(2012, 1, 31),
        date(2012, 2, 29),
    ]


def test_les_fenetres_se_suivent_et_la_derniere_dure_trente_jours():
    echeances = plan(dossier(), DEBUT)
    for avant, apres in pairwise(echeances):
        assert avant.ferme == apres.ouvre == apres.due - timedelta(days=7)
    assert echeances[-1].ferme == echeances[-1].due + timedelta(days=30)


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2010, 9, 28), Etat.A_VENIR),
        (date(2010, 9, 29), Etat.CETTE_SEMAINE),
        (date(2010, 10, 5), Etat.CETTE_SEMAINE),
        (date(2010, 10, 6), Etat.AUJOURD_HUI),
        (date(2010, 10, 7), Etat.EN_RETARD),
        (date(2010, 10, 29), Etat.EN_RETARD),
        (date(2010, 10, 30), Etat.MANQUE),
    ],
)
def test_l_etat_du_premier_mois_suit_le_calendrier(jour: date, attendu: Etat):
    assert etats(dossier(), jour)[0] is attendu


def test_un_contact_joint_dans_la_fenetre_fait_le_mois():
    echeance = plan(dossier(contact(date(2010, 9, 29))), date(2011, 1, 3))[0]
    assert (echeance.etat, echeance.fait_le) == (Etat.FAIT, date(2010, 9, 29))


@pytest.mark.parametrize(
    "manque",
    [
        contact(date(2010, 9, 28)),
        contact(date(2010, 10, 30)),
        contact(date(2010, 10, 6), IssueContact.SANS_REPONSE),
        contact(date(2010, 10, 6), avec=AvecQui.EMPLOYEUR),
    ],
    ids=["avant la fenêtre", "après la fenêtre", "pas de réponse", "pas le jeune"],
)
def test_le_reste_ne_fait_pas_le_mois(manque: Contact):
    assert etats(dossier(manque), date(2010, 10, 30))[0] is Etat.MANQUE


def test_un_contact_a_venir_ne_compte_pas_encore():
    assert etats(dossier(contact(date(2010, 10, 6))), date(2010, 10, 5))[0] is Etat.CETTE_SEMAINE


def test_les_mois_d_avant_l_entree_ne_sont_pas_dus_mais_le_premier_appel_compte_pour_sa_fenetre():
    tard = dossier(inclusion=replace(SUIVIE, affecte_le=date(2010, 12, 10)))
    assert etats(tard, date(2010, 12, 12)) == [Etat.AVANT_ENTREE] * 3 + [Etat.A_VENIR] * 3
    appel = replace(tard, contacts=(contact(date(2010, 12, 14)),))
    assert etats(appel, date(2010, 12, 14))[2:4] == [Etat.FAIT, Etat.A_VENIR]
    droit_commun = replace(tard, contacts=(contact(date(2010, 12, 3)),))
    assert etats(droit_commun, date(2010, 12, 14))[2] is Etat.AVANT_ENTREE


def test_sans_contrat_ou_sans_suivi_pas_de_plan():
    assert plan(dossier(contrat=None), DEBUT) == ()
    assert plan(dossier(contrat=replace(CONTRAT, plan_suivi=False)), DEBUT) == ()


def test_une_rupture_arrete_le_plan_et_laisse_le_passe():
    rupture = Rupture(contrat_id=1, le=date(2010, 12, 10))
    arretes = dossier(contact(date(2010, 10, 6)), contact(date(2011, 1, 5)), rupture=rupture)
    attendu = [Etat.FAIT, Etat.MANQUE, Etat.ARRETE, Etat.ARRETE, Etat.ARRETE, Etat.ARRETE]
    assert etats(arretes, date(2010, 12, 10)) == attendu
    assert etats(arretes, date(2011, 8, 1)) == attendu


def test_un_retard_joint_apres_la_rupture_dans_sa_fenetre_reste_fait():
    rupture = Rupture(contrat_id=1, le=date(2010, 12, 8))
    assert etats(dossier(contact(date(2010, 12, 13)), rupture=rupture), date(2011, 1, 3))[2] is Etat.FAIT


def test_une_rupture_annoncee_laisse_courir_le_plan_jusqu_a_elle():
    rupture = Rupture(contrat_id=1, le=date(2010, 12, 20))
    en_cours = dossier(rupture=rupture)
    assert etats(en_cours, date(2010, 12, 7))[2:4] == [Etat.EN_RETARD, Etat.ARRETE]
    assert prochaine_action(en_cours, date(2010, 12, 7)).voie is Voie.EN_RETARD


# What comes next


@pytest.mark.parametrize(
    ("inclusion", "motif"),
    [
        (replace(SUIVIE, groupe=None), SansAction.NON_AFFECTE),
        (replace(SUIVIE, groupe=Groupe.TEMOIN, accord=Accord.SANS_OBJET), SansAction.TEMOIN),
        (replace(SUIVIE, accord=Accord.REFUSE), SansAction.ACCORD_REFUSE),
        (replace(SUIVIE, accord=Accord.RETIRE), SansAction.ACCORD_RETIRE),
        (replace(SUIVIE, suivi_clos_le=DEBUT, suivi_clos_motif="parti loin"), SansAction.SUIVI_CLOS),
    ],
)
def test_ceux_qu_on_n_appelle_pas_ont_une_raison_codee(inclusion: Inclusion, motif: SansAction):
    action = prochaine_action(dossier(inclusion=inclusion), date(2011, 1, 3))
    assert (action.nature, action.le, action.motif, action.voie) == (NatureAction.AUCUNE, None, motif, None)
    assert action.raison.startswith(motif.libelle)


def test_le_suivi_clos_dit_pourquoi():
    clos = replace(SUIVIE, suivi_clos_le=DEBUT, suivi_clos_motif="parti loin")
    assert prochaine_action(dossier(inclusion=clos), DEBUT).raison == "suivi clos\u202f: parti loin"


def test_un_accord_en_attente_attend_son_premier_appel():
    attente = dossier(inclusion=replace(SUIVIE, accord=Accord.EN_ATTENTE))
    assert prochaine_action(attente, DEBUT).raison == "premier appel"
    action = prochaine_action(attente, DEBUT + timedelta(days=4))
    assert (action.voie, action.le) == (Voie.PREMIER_APPEL, DEBUT)
    assert action.raison == "premier appel, attendu depuis 4\u00a0jours"


def test_un_temoin_sorti_de_l_evaluation_entre_le_jour_de_sa_sortie():
    sorti = replace(SUIVIE, groupe=Groupe.TEMOIN, accord=Accord.SANS_OBJET, hors_evaluation_le=date(2010, 11, 2))
    assert entree(sorti) == date(2010, 11, 2)
    action = prochaine_action(dossier(inclusion=sorti), date(2010, 11, 2))
    assert (action.nature, action.le) == (NatureAction.PREMIER_APPEL, date(2010, 11, 2))
    suivi = replace(sorti, accord=Accord.OUI)
    assert etats(dossier(inclusion=suivi), date(2010, 11, 2))[:2] == [Etat.AVANT_ENTREE, Etat.CETTE_SEMAINE]
    assert entree(replace(SUIVIE, hors_evaluation_le=date(2010, 11, 2))) == DEBUT


@pytest.mark.parametrize(
    ("jour", "voie", "raison"),
    [
        (date(2010, 9, 20), None, "mois\u00a01, prévu le mer.\u00a06\u00a0oct."),
        (date(2010, 10, 1), Voie.CETTE_SEMAINE, "mois\u00a01, prévu le mer.\u00a06\u00a0oct."),
        (date(2010, 10, 6), Voie.AUJOURD_HUI, "mois\u00a01, aujourd’hui"),
        (date(2010, 10, 10), Voie.EN_RETARD, "mois\u00a01, en retard de 4\u00a0jours"),
        (date(2011, 3, 5), Voie.CETTE_SEMAINE, "mois\u00a06 (bilan), prévu demain"),
    ],
)
def test_l_echeance_dit_pourquoi_maintenant(jour: date, voie: Voie | None, raison: str):
    action = prochaine_action(dossier(), jour)
    assert (action.nature, action.voie, action.raison) == (NatureAction.ECHEANCE, voie, raison)
    assert action.limite is not None
    assert action.limite > jour


def test_apres_le_sixieme_mois_viennent_les_bilans():
    fini = dossier()
    action = prochaine_action(fini, date(2011, 5, 2))
    assert (action.nature, action.le, action.voie) == (NatureAction.BILAN, date(2011, 9, 6), None)
    assert prochaine_action(fini, date(2011, 9, 1)).voie is Voie.BILANS
    assert prochaine_action(fini, date(2011, 9, 8)).raison == "bilan à 1 an, en retard de 2\u00a0jours"
    un_an = replace(fini, contacts=(contact(date(2011, 9, 8)),))
    assert prochaine_action(un_an, date(2011, 9, 9)).raison.startswith("bilan de fin de contrat")
    tout = replace(fini, contacts=(contact(date(2012, 9, 4)),))
    assert prochaine_action(tout, date(2012, 9, 6)).motif is SansAction.SUIVI_TERMINE


def test_un_bilan_d_avant_l_entree_n_est_pas_demande():
    tard = replace(SUIVIE, affecte_le=date(2011, 10, 3))
    assert prochaine_action(dossier(inclusion=tard), date(2011, 10, 4)).le == CONTRAT.fin_prevue


def test_ce_qui_manque_au_contrat_se_voit():
    sans = prochaine_action(dossier(contrat=None), DEBUT)
    assert (sans.motif, sans.voie) == (SansAction.CONTRAT_INCONNU, Voie.A_COMPLETER)
    sans_fin = dossier(contact(date(2011, 9, 8)), contrat=replace(CONTRAT, fin_prevue=None))
    assert prochaine_action(sans_fin, date(2011, 9, 9)).motif is SansAction.FIN_INCONNUE


def test_apres_une_rupture_la_recherche_compte_les_jours():
    rompu = dossier(rupture=Rupture(contrat_id=1, le=date(2010, 11, 30)))
    action = prochaine_action(rompu, date(2011, 1, 3))
    assert (action.nature, action.le, action.voie) == (NatureAction.RECHERCHE, date(2011, 5, 30), Voie.RECHERCHE)
    assert action.raison == "recherche d’employeur, reste 147\u00a0jours"
    assert prochaine_action(rompu, date(2011, 5, 30)).raison == "recherche d’employeur, dernier jour"
    assert prochaine_action(rompu, date(2011, 5, 31)).motif is SansAction.RECHERCHE_FINIE


@pytest.mark.parametrize("suite", list(Suite))
def test_la_recherche_s_arrete_quand_elle_n_a_plus_d_objet(suite: Suite):
    rompu = dossier(rupture=Rupture(contrat_id=1, le=date(2010, 11, 30), suite=suite))
    action = prochaine_action(rompu, date(2011, 1, 3))
    close = {Suite.CONTRAT_MEME, Suite.CONTRAT_AUTRE, Suite.FORMATION, Suite.EMPLOI, Suite.DIPLOME, Suite.REORIENTATION}
    assert (action.motif is SansAction.REBOND) == (suite in close)


def test_un_nouveau_contrat_sans_suivi_clot_la_recherche():
    rompu = dossier(rupture=Rupture(contrat_id=1, le=date(2010, 11, 30)), retrouve=True)
    assert prochaine_action(rompu, date(2011, 1, 3)).motif is SansAction.REBOND


# Recalls


def test_un_appel_sans_reponse_planifie_un_rappel_sans_perdre_le_retard():
    appel = contact(date(2010, 10, 11), IssueContact.SANS_REPONSE, rappel_le=date(2010, 10, 12))
    rappele = prochaine_action(dossier(appel), date(2010, 10, 12))
    assert (rappele.nature, rappele.voie, rappele.mois) == (NatureAction.RAPPEL, Voie.A_RAPPELER, 1)
    assert rappele.raison == "à rappeler aujourd’hui – mois\u00a01, en retard de 6\u00a0jours"
    assert prochaine_action(dossier(appel), date(2010, 10, 11)).voie is Voie.CETTE_SEMAINE
    assert prochaine_action(dossier(appel), date(2010, 10, 14)).raison.startswith("rappel prévu il y a 2\u00a0jours")


def test_un_rappel_lointain_n_est_pas_encore_dans_la_liste():
    appel = contact(date(2010, 10, 11), IssueContact.A_RAPPELER, rappel_le=date(2010, 10, 25))
    action = prochaine_action(dossier(appel), date(2010, 10, 12))
    assert (action.voie, action.le) == (None, date(2010, 10, 25))
    assert action.raison.startswith("à rappeler le lun.\u00a025\u00a0oct.")


def test_un_rappel_ne_fait_pas_manquer_la_fenetre():
    appel = contact(date(2010, 10, 11), IssueContact.A_RAPPELER, rappel_le=date(2010, 10, 30))
    assert prochaine_action(dossier(appel), date(2010, 10, 12)).voie is Voie.EN_RETARD


def test_un_rappel_convenu_le_mois_d_avant_ne_cache_pas_l_echeance():
    joint = contact(date(2010, 10, 6), rappel_le=date(2010, 11, 15))
    assert prochaine_action(dossier(joint), date(2010, 11, 8)).voie is Voie.EN_RETARD
    plus_tot = contact(date(2010, 10, 6), rappel_le=date(2010, 11, 3))
    assert prochaine_action(dossier(plus_tot), date(2010, 10, 20)).le == date(2010, 11, 3)


def test_le_premier_appel_attend_son_rappel():
    appel = contact(DEBUT, IssueContact.MESSAGE, rappel_le=date(2010, 9, 7))
    attente = dossier(appel, inclusion=replace(SUIVIE, accord=Accord.EN_ATTENTE))
    assert prochaine_action(attente, date(2010, 9, 7)).raison.startswith("à rappeler aujourd’hui – premier appel")


def test_un_faux_numero_demande_un_autre_numero_et_un_tiers_est_nomme():
    faux = contact(date(2010, 10, 11), IssueContact.FAUX_NUMERO, rappel_le=date(2010, 10, 12))
    assert prochaine_action(dossier(faux), date(2010, 10, 12)).raison.startswith("autre numéro à chercher")
    cfa = contact(date(2010, 10, 11), IssueContact.A_RAPPELER, avec=AvecQui.CFA, rappel_le=date(2010, 10, 12))
    assert prochaine_action(dossier(cfa), date(2010, 10, 12)).raison.startswith("à rappeler aujourd’hui (CFA)")


def test_la_recherche_reste_en_vue_pendant_qu_un_rappel_est_prevu():
    rupture = Rupture(contrat_id=1, le=date(2010, 11, 30))
    appel = contact(date(2011, 1, 3), IssueContact.SANS_REPONSE, rappel_le=date(2011, 1, 20))
    rompu = dossier(appel, rupture=rupture)
    action = prochaine_action(rompu, date(2011, 1, 4))
    assert (action.voie, action.le) == (Voie.RECHERCHE, date(2011, 1, 20))
    assert action.raison.endswith("– à rappeler le jeu.\u00a020\u00a0janv.")
    assert prochaine_action(rompu, date(2011, 1, 20)).voie is Voie.A_RAPPELER


def test_un_rappel_promis_reste_du_quand_le_suivi_n_a_plus_d_action():
    fini = dossier(contact(date(2012, 9, 4), rappel_le=date(2012, 9, 20)))
    assert prochaine_action(fini, date(2012, 9, 20)).voie is Voie.A_RAPPELER


def test_le_rappel_est_leve_par_le_meme_interlocuteur_ou_par_le_jeune():
    famille = contact(date(2010, 10, 4), IssueContact.A_RAPPELER, avec=AvecQui.FAMILLE, rappel_le=date(2010, 10, 8))
    sans = contact(date(2010, 10, 5), IssueContact.SANS_REPONSE, rappel_le=date(2010, 10, 7))
    assert rappel_en_attente((famille, sans)) is sans
    message = contact(date(2010, 10, 6), IssueContact.MESSAGE)
    assert rappel_en_attente((famille, sans, message)) is famille
    assert rappel_en_attente((contact(date(2010, 10, 6)), famille, sans)) is None
    assert rappel_en_attente(()) is None


def test_un_rappel_de_bilan_reporte_le_bilan():
    appel = contact(date(2011, 9, 7), IssueContact.SANS_REPONSE, rappel_le=date(2011, 9, 20))
    assert prochaine_action(dossier(appel), date(2011, 9, 8)).le == date(2011, 9, 20)


# The person's whole file


def test_le_dossier_d_une_personne_sans_campagne_ou_d_une_campagne_close_a_une_raison():
    jeune = DossierPersonne(Beneficiaire(id=1))
    assert jeune.prochaine_action(DEBUT).motif is SansAction.HORS_CAMPAGNE
    close = Campagne(id=1, nom="2010/2011", close_le=date(2010, 12, 31))
    ancien = DossierPersonne(Beneficiaire(id=1), SUIVIE, close, (CONTRAT,))
    assert ancien.prochaine_action(date(2011, 1, 3)).motif is SansAction.CAMPAGNE_CLOSE


def test_un_contrat_suivant_sans_suivi_est_vu_comme_retrouve():
    suivant = replace(CONTRAT, id=2, rang=2, debut=date(2010, 12, 20), plan_suivi=False)
    rupture = Rupture(contrat_id=1, le=date(2010, 11, 30))
    rebondi = DossierPersonne(Beneficiaire(id=1), SUIVIE, Campagne(), (CONTRAT, suivant), (rupture,))
    assert rebondi.prochaine_action(date(2011, 1, 3)).motif is SansAction.REBOND
    avec_suivi = replace(rebondi, contrats=(CONTRAT, replace(suivant, plan_suivi=True)))
    assert avec_suivi.prochaine_action(date(2011, 1, 13)).mois == 1


# Properties

JOURS = st.dates(date(2007, 1, 1), date(2032, 12, 31))
CONTACTS = st.lists(
    st.builds(
        contact,
        st.integers(-40, 500).map(lambda n: DEBUT + timedelta(days=n)),
        st.sampled_from(list(IssueContact)),
        st.integers(8, 18),
        avec=st.sampled_from(list(AvecQui)),
        rappel_le=st.none() | st.integers(-30, 500).map(lambda n: DEBUT + timedelta(days=n)),
    ),
    max_size=8,
).map(tuple)
INCLUSIONS = st.builds(
    replace,
    st.just(SUIVIE),
    accord=st.sampled_from([Accord.OUI, Accord.EN_ATTENTE]),
    affecte_le=st.integers(0, 400).map(lambda n: DEBUT + timedelta(days=n)),
    hors_evaluation_le=st.none() | st.just(DEBUT + timedelta(days=60)),
)
RUPTURES = st.none() | st.builds(
    Rupture,
    contrat_id=st.just(1),
    le=st.integers(0, 730).map(lambda n: DEBUT + timedelta(days=n)),
    suite=st.none() | st.sampled_from(list(Suite)),
)


@given(JOURS, JOURS)
@example(date(2011, 8, 31), date(2012, 2, 29))
@example(date(2012, 2, 29), date(2012, 3, 29))
def test_tout_debut_de_contrat_donne_six_fenetres_disjointes(debut: date, jour: date):
    echeances = plan(dossier(contrat=replace(CONTRAT, debut=debut)), jour)
    assert [e.mois for e in echeances] == [1, 2, 3, 4, 5, 6]
    for e in echeances:
        assert e.due == ajouter_mois(debut, e.mois)
        assert e.due.day <= debut.day
        assert e.due.day == debut.day or (e.due + timedelta(days=1)).day == 1
        assert e.ouvre <= e.due < e.ferme
    assert sum(e.ouvre <= jour < e.ferme for e in echeances) <= 1
    assert sum(e.etat in OUVERTS - {Etat.A_VENIR} for e in echeances) <= 1


@given(st.integers(0, 800), CONTACTS, RUPTURES, INCLUSIONS)
def test_personne_ne_tombe_dans_un_trou(
    apres: int, contacts: tuple[Contact, ...], rupture: Rupture | None, inclusion: Inclusion
):
    jour = DEBUT + timedelta(days=apres)
    action = prochaine_action(dossier(*contacts, rupture=rupture, inclusion=inclusion), jour)
    assert (action.le is None) == (action.nature is NatureAction.AUCUNE) == (action.motif is not None)
    assert action.raison
    if action.le is not None and action.le <= jour + timedelta(days=7):
        assert action.voie is not None


@given(st.integers(0, 800), CONTACTS, RUPTURES, INCLUSIONS)
def test_chaque_mois_a_un_etat_qui_se_tient(
    apres: int, contacts: tuple[Contact, ...], rupture: Rupture | None, inclusion: Inclusion
):
    jour = DEBUT + timedelta(days=apres)
    for e in plan(dossier(*contacts, rupture=rupture, inclusion=inclusion), jour):
        assert (e.etat is Etat.FAIT) == (e.fait_le is not None)
        if e.fait_le:
            assert e.ouvre <= e.fait_le < e.ferme
            assert e.fait_le <= jour
        if rupture and rupture.le <= min(e.due, jour):
            assert e.etat in {Etat.FAIT, Etat.ARRETE, Etat.AVANT_ENTREE, Etat.MANQUE}
            assert not (e.fait_le and e.fait_le > rupture.le)


@given(st.integers(0, 800), CONTACTS, RUPTURES)
def test_la_rupture_est_stable_dans_le_temps(apres: int, contacts: tuple[Contact, ...], rupture: Rupture | None):
    """Once broken, no month changes state any more, whatever the day it is read on."""
    if rupture is None:
        return
    d = dossier(*(c for c in contacts if c.quand.date() <= rupture.le), rupture=rupture)
    assert etats(d, rupture.le + timedelta(days=1)) == etats(d, rupture.le + timedelta(days=1 + apres))


@given(CONTACTS)
def test_le_rappel_attendu_ne_depend_pas_de_l_ordre(contacts: tuple[Contact, ...]):
    numerotes = tuple(replace(c, id=i) for i, c in enumerate(contacts, start=1))
    assert rappel_en_attente(numerotes) == rappel_en_attente(numerotes[::-1])


def test_sans_action_precise_le_motif():
    assert sans_action(SansAction.REBOND, "emploi").raison == "rupture, situation retrouvée\u202f: emploi"
