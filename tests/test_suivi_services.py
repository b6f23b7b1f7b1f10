"""The day's lanes, recording a contact and undoing it, on a real encrypted base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from fabrique import Fabrique, remplir

from plateforme.db.queries import dossiers, inclusions, liaison
from plateforme.db.queries import suivi as q
from plateforme.domain import appel
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.changes import Sujet
from plateforme.domain.contact import AccordSaisi, Contact, SaisieContact
from plateforme.domain.fiche import Fiche
from plateforme.domain.suivi import Action, Etat, NatureAction, SansAction, Voie
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    FormeAccord,
    Gravite,
    IssueContact,
    MotifRefus,
    NatureEcart,
    Risque,
    StatutFiche,
    Suite,
    Theme,
)
from plateforme.errors import InvalidInputError, NotFoundError, RefusedError
from plateforme.services import reglages, suivi
from plateforme.services.contexte import Contexte
from plateforme.settings import CRIP_TELEPHONE

LUNDI = date(2011, 1, 3)
MAJEUR = date(1991, 5, 12)
MINEUR = date(1994, 5, 12)
IMPAIR = date(1991, 5, 13)
RETARD = date(2010, 9, 30)
"""Start of a contract whose month 3 is four days late on Monday 3 January 2011."""


def dans_base(ctx: Contexte, campagne: Campagne | None = None, **champs: Any) -> Beneficiaire:
    defaut: dict[str, Any] = {"naissance": MAJEUR, "debut": RETARD, "accord": Accord.OUI}
    with remplir(ctx) as f:
        return f.personne(campagne=campagne or f.campagne(), **(defaut | champs))


def saisie(personne: Beneficiaire, issue: IssueContact = IssueContact.JOINT, **champs: Any) -> SaisieContact:
    noms = {"accord", "motif", "ouvrir", "gravite", "ecart_confirme"}
    quand = champs.pop("quand", datetime(2011, 1, 3, 0, 0))
    autres = {k: v for k, v in champs.items() if k not in noms}
    contact = Contact(beneficiaire_id=personne.id, quand=quand, issue=issue, minutes=6, **autres)
    return SaisieContact(contact, **{k: v for k, v in champs.items() if k in noms})


def inclusion(ctx: Contexte, personne: Beneficiaire) -> Inclusion:
    with ctx.store.read() as cx:
        return inclusions.of(cx, personne.id)[0]


def contacts(ctx: Contexte, personne: Beneficiaire) -> tuple[Contact, ...]:
    with ctx.store.read() as cx:
        return q.contacts_of(cx, personne.id)


def voies(ctx: Contexte) -> dict[str, list[Voie]]:
    lignes = suivi.aujourd_hui(ctx).lignes
    return {nom: [x.voie for x in lignes if x.voie and x.nom == nom] for nom in {x.nom for x in lignes}}


# The lanes


def _jeune(f: Fabrique, campagne: Campagne, nom: str, **champs: Any) -> Beneficiaire:
    defaut: dict[str, Any] = {"naissance": MAJEUR, "accord": Accord.OUI, "campagne": campagne}
    return f.personne(nom, "Théo", **(defaut | champs))


def test_chacun_est_dans_sa_voie_et_les_voies_sont_dans_l_ordre(ctx: Contexte):
    with remplir(ctx) as f:
        c = f.campagne()
        _jeune(f, c, "Aubépine", debut=date(2010, 12, 20), accord=Accord.EN_ATTENTE)
        _jeune(f, c, "Bruyère", debut=RETARD)
        _jeune(f, c, "Chardon", debut=date(2010, 11, 3))
        rappele = _jeune(f, c, "Églantier", debut=date(2010, 11, 15))
        f.contact(rappele, datetime(2011, 1, 2, 10), issue=IssueContact.A_RAPPELER, rappel_le=LUNDI)
        _jeune(f, c, "Fougère", debut=date(2010, 10, 8))
        un_an = _jeune(f, c, "Genêt", debut=date(2009, 12, 28), affecte_le=date(2010, 11, 1))
        rompu = _jeune(f, c, "Houblon", debut=date(2010, 9, 1))
        f.rupture(f.contrats_de(rompu)[0], date(2010, 12, 15))
        _jeune(f, c, "Lavande", debut=None, affecte_le=LUNDI)
        _jeune(f, c, "Mélèze", debut=date(2010, 12, 20))
        _jeune(f, c, "Néflier", debut=RETARD, naissance=IMPAIR)
        _jeune(f, c, "Ortie", debut=RETARD, accord=Accord.REFUSE)
        structure = f.structure(telephone="0200000001")
        difficulte = f.difficulte(un_an)
        for numero, envoyee in (("FL-2010-0001", date(2010, 12, 20)), ("FL-2010-0002", date(2010, 12, 30))):
            liaison.add_fiche(
                f.uow.cx,
                Fiche(
                    numero=numero,
                    beneficiaire_id=un_an.id,
                    difficulte_id=difficulte.id,
                    structure_id=structure.id,
                    statut=StatutFiche.ENVOYEE,
                    signalee_le=envoyee,
                    envoyee_le=envoyee,
                ),
            )
    tableau = suivi.aujourd_hui(ctx)
    assert [v for v, _ in tableau.voies] == list(Voie)
    noms = {voie: [x.nom.split()[0] for x in lignes] for voie, lignes in tableau.voies}
    assert noms == {
        Voie.PREMIER_APPEL: ["AUBÉPINE"],
        Voie.EN_RETARD: ["BRUYÈRE"],
        Voie.AUJOURD_HUI: ["CHARDON"],
        Voie.A_RAPPELER: ["ÉGLANTIER"],
        Voie.CETTE_SEMAINE: ["FOUGÈRE"],
        Voie.REPONSES: ["GENÊT"],
        Voie.BILANS: ["GENÊT"],
        Voie.RECHERCHE: ["HOUBLON"],
        Voie.A_COMPLETER: ["LAVANDE"],
    }
    assert (tableau.a_appeler, tableau.suivis, tableau.campagnes) == (4, 9, 1)
    assert [x.nom.split()[0] for x in tableau.prochaines] == ["MÉLÈZE"]
    reponse = next(x for x in tableau.lignes if x.fiche_id)
    assert reponse.raison == ("FL-2010-0001, Mission Locale des Haies\u202f: en retard de 4\u00a0jours, à relancer")
    assert (reponse.telephone, reponse.cle[1]) == ("0200000001", reponse.fiche_id)


def test_une_ligne_dit_tout_ce_qu_il_faut_pour_appeler(ctx: Contexte):
    jeune = dans_base(ctx, telephone="", telephone_2="0600000099", commune="Craon")
    with remplir(ctx) as f:
        f.contact(jeune, datetime(2010, 10, 30, 9), texte="Trajet long.", risque=Risque.MODERE)
        f.contact(jeune, datetime(2010, 12, 31, 9), issue=IssueContact.SANS_REPONSE)
    (ligne,) = suivi.aujourd_hui(ctx).lignes
    assert ligne.raison == "mois\u00a03, en retard de 4\u00a0jours"
    assert (ligne.nom, ligne.age, ligne.telephone, ligne.commune) == ("GENÊT Zoé", 19, "0600000099", "Craon")
    assert (ligne.dernier_mot, ligne.risque, ligne.cfa) == ("Trajet long.", Risque.MODERE, "CFA des Trois Moulins")
    assert (ligne.derniere_issue, ligne.derniere_date) == (IssueContact.SANS_REPONSE, date(2010, 12, 31))


def test_le_plus_urgent_vient_d_abord(ctx: Contexte):
    with remplir(ctx) as f:
        c = f.campagne()
        _jeune(f, c, "Zinnia", debut=date(2010, 9, 25))
        risque = _jeune(f, c, "Ortie", debut=RETARD)
        f.contact(risque, datetime(2010, 11, 2, 9), avec=AvecQui.CFA, risque=Risque.ELEVE)
        _jeune(f, c, "Aubépine", debut=RETARD)
    assert [x.nom.split()[0] for x in suivi.aujourd_hui(ctx).lignes] == ["ZINNIA", "ORTIE", "AUBÉPINE"]


def test_on_peut_ne_voir_qu_une_campagne_et_une_close_ne_se_voit_plus(ctx: Contexte):
    with remplir(ctx) as f:
        une, autre = f.campagne("2010/2011"), f.campagne("2009/2010")
        close = f.campagne("2008/2009", close_le=date(2010, 6, 30))
        jeune = _jeune(f, une, "Aubépine", debut=RETARD)
        _jeune(f, autre, "Bruyère", debut=RETARD)
        _jeune(f, close, "Chardon", debut=RETARD)
    assert len(suivi.aujourd_hui(ctx).lignes) == 2
    (ligne,) = suivi.aujourd_hui(ctx, une.id).lignes
    assert ligne.beneficiaire_id == jeune.id


def test_la_reponse_attendue_d_un_temoin_se_voit_aussi(ctx: Contexte):
    temoin = dans_base(ctx, naissance=IMPAIR)
    with remplir(ctx) as f:
        structure, difficulte = f.structure(), f.difficulte(temoin)
        for rang, (statut, envoyee) in enumerate(
            [
                (StatutFiche.RECUE, date(2010, 12, 24)),
                (StatutFiche.ENVOYEE, date(2010, 12, 10)),
                (StatutFiche.ENVOYEE, None),
                (StatutFiche.CLOSE, date(2010, 11, 2)),
            ]
        ):
            fiche = Fiche(0, f"FL-2010-{rang:04d}", temoin.id, difficulte.id, structure.id, statut=statut)
            liaison.add_fiche(f.uow.cx, replace(fiche, envoyee_le=envoyee, signalee_le=LUNDI))
    raisons = [x.raison.split("\u202f: ")[1] for x in suivi.aujourd_hui(ctx).lignes]
    assert raisons == ["en retard de 14\u00a0jours, seconde relance", "attendue aujourd’hui"]
    assert len(suivi.fiche_appel(ctx, temoin.id).attentes) == 2


# The call sheet


def test_la_fiche_d_appel_rassemble_tout(ctx: Contexte):
    reglages.ecrire(ctx, {CRIP_TELEPHONE: "0200000119"})
    jeune = dans_base(ctx, naissance=MINEUR, accord=Accord.EN_ATTENTE)
    with remplir(ctx) as f:
        for jour in range(1, 6):
            f.contact(jeune, datetime(2010, 11, jour, 9), texte=f"appel {jour}")
        f.difficulte(jeune, Theme.MOBILITE)
    fiche = suivi.fiche_appel(ctx, jeune.id)
    assert [c.texte for c in fiche.derniers] == ["appel 5", "appel 4", "appel 3"]
    assert [d.theme for d in fiche.difficultes] == [Theme.MOBILITE]
    assert (fiche.mineur, fiche.accord_a_demander, fiche.temoin, fiche.accord_ferme) == (True, True, False, False)
    assert fiche.contrat is not None
    assert (fiche.personne.id, fiche.crip, len(fiche.plan)) == (jeune.id, "0200000119", 6)
    assert fiche.action.nature is NatureAction.PREMIER_APPEL
    assert (fiche.apres_joint.mois, fiche.apres_joint.le) == (4, date(2011, 1, 30))


def test_la_fiche_d_appel_d_un_inconnu_ou_de_quelqu_un_hors_campagne(ctx: Contexte):
    with pytest.raises(NotFoundError):
        suivi.fiche_appel(ctx, 99)
    with remplir(ctx) as f:
        libre = f.personne(debut=RETARD)
    fiche = suivi.fiche_appel(ctx, libre.id)
    assert fiche.action.motif is SansAction.HORS_CAMPAGNE
    assert {fiche.temoin, fiche.accord_ferme, fiche.accord_a_demander} == {False}


def test_chercher_quelqu_un_par_son_nom(ctx: Contexte):
    dans_base(ctx)
    assert [b.nom for b in suivi.chercher(ctx, "genet")] == ["Genêt"]
    assert suivi.chercher(ctx, "  ") == ()


# Recording


def test_joindre_quelqu_un_en_retard_fait_son_mois_et_l_annulation_le_defait(ctx: Contexte):
    jeune = dans_base(ctx)
    assert voies(ctx) == {"GENÊT Zoé": [Voie.EN_RETARD]}
    contact_id, changes = suivi.enregistrer_contact(ctx, saisie(jeune, texte=" Ça va. "))
    assert (changes.sujets, changes.beneficiaires) == (frozenset({Sujet.SUIVI}), frozenset({jeune.id}))
    assert suivi.fiche_appel(ctx, jeune.id).plan[2].etat is Etat.FAIT
    assert contacts(ctx, jeune)[0].texte == "Ça va."
    assert voies(ctx) == {}
    suivi.annuler_contact(ctx, contact_id)
    assert voies(ctx) == {"GENÊT Zoé": [Voie.EN_RETARD]}
    assert contacts(ctx, jeune) == ()


@pytest.mark.parametrize("issue", [IssueContact.MESSAGE, IssueContact.SANS_REPONSE, IssueContact.FAUX_NUMERO])
def test_un_essai_manque_planifie_toujours_un_rappel(ctx: Contexte, issue: IssueContact):
    jeune = dans_base(ctx)
    suivi.enregistrer_contact(ctx, saisie(jeune, issue))
    (garde,) = contacts(ctx, jeune)
    assert garde.rappel_le == date(2011, 1, 4) == suivi.proposer_rappel(issue, LUNDI)
    choisi, _ = suivi.enregistrer_contact(ctx, saisie(jeune, issue, rappel_le=date(2011, 1, 6)))
    with ctx.store.read() as cx:
        assert q.get_contact(cx, choisi).rappel_le == date(2011, 1, 6)


def test_joint_ne_propose_pas_de_rappel():
    assert suivi.proposer_rappel(IssueContact.JOINT, LUNDI) is None


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"issue": IssueContact.A_RAPPELER}, "rappel_le"),
        ({"issue": IssueContact.A_RAPPELER, "rappel_le": date(2011, 1, 2)}, "rappel_le"),
        ({"quand": datetime(2011, 1, 4, 9)}, "quand"),
        ({"issue": IssueContact.REFUS}, "motif"),
        ({"accord": AccordSaisi(Accord.REFUSE)}, "motif"),
        ({"accord": AccordSaisi(Accord.OUI)}, "accord_forme"),
        ({"accord": AccordSaisi(Accord.OUI, FormeAccord.ORAL)}, "accord_representant"),
        ({"issue": IssueContact.MESSAGE, "accord": AccordSaisi(Accord.OUI, FormeAccord.ORAL)}, "issue"),
    ],
)
def test_ce_qui_ne_tient_pas_est_refuse_et_rien_n_est_ecrit(ctx: Contexte, champs: dict[str, Any], champ: str):
    jeune = dans_base(ctx, naissance=MINEUR, accord=Accord.EN_ATTENTE)
    with pytest.raises(InvalidInputError) as e:
        suivi.enregistrer_contact(ctx, saisie(jeune, **champs))
    assert e.value.champ == champ
    assert e.value.next_step
    assert contacts(ctx, jeune) == ()


@pytest.mark.parametrize("minutes", [-1, 1440])
def test_la_duree_tient_dans_une_journee(ctx: Contexte, minutes: int):
    jeune = dans_base(ctx)
    hors = saisie(jeune)
    with pytest.raises(InvalidInputError, match="durée"):
        suivi.enregistrer_contact(ctx, replace(hors, contact=replace(hors.contact, minutes=minutes)))


def test_l_accord_se_donne_au_premier_appel_et_s_annule_avec_lui(ctx: Contexte):
    jeune = dans_base(ctx, naissance=MINEUR, accord=Accord.EN_ATTENTE)
    accord = AccordSaisi(Accord.OUI, FormeAccord.ECRIT, representant=True)
    contact_id, changes = suivi.enregistrer_contact(ctx, saisie(jeune, accord=accord))
    donne = inclusion(ctx, jeune)
    assert (donne.accord, donne.accord_le, donne.accord_forme) == (Accord.OUI, LUNDI, FormeAccord.ECRIT)
    assert donne.accord_representant
    assert Sujet.BENEFICIAIRE in changes.sujets
    suivi.annuler_contact(ctx, contact_id)
    rendu = inclusion(ctx, jeune)
    assert (rendu.accord, rendu.accord_le, rendu.accord_representant) == (Accord.EN_ATTENTE, None, False)


def test_un_accord_laisse_en_attente_ou_deja_donne_ne_change_rien(ctx: Contexte):
    jeune = dans_base(ctx, accord=Accord.EN_ATTENTE)
    suivi.enregistrer_contact(ctx, saisie(jeune, accord=AccordSaisi()))
    assert inclusion(ctx, jeune).accord is Accord.EN_ATTENTE
    oui = AccordSaisi(Accord.OUI, FormeAccord.ORAL)
    suivi.enregistrer_contact(ctx, saisie(jeune, accord=oui, quand=datetime(2010, 12, 1, 9)))
    suivi.enregistrer_contact(ctx, saisie(jeune, accord=oui))
    assert inclusion(ctx, jeune).accord_le == date(2010, 12, 1)


@pytest.mark.parametrize(("avant", "apres"), [(Accord.OUI, Accord.RETIRE), (Accord.EN_ATTENTE, Accord.REFUSE)])
def test_ne_plus_vouloir_etre_appele_clot_l_accord_avec_sa_raison(ctx: Contexte, avant: Accord, apres: Accord):
    jeune = dans_base(ctx, accord=avant)
    fin = saisie(jeune, IssueContact.REFUS, motif=MotifRefus.SANS_BESOIN, rappel_le=date(2011, 2, 1))
    contact_id, _ = suivi.enregistrer_contact(ctx, fin)
    ferme = inclusion(ctx, jeune)
    assert (ferme.accord, ferme.accord_le, ferme.accord_motif) == (apres, LUNDI, "sans_besoin")
    assert contacts(ctx, jeune)[0].rappel_le is None
    assert voies(ctx) == {}
    assert suivi.fiche_appel(ctx, jeune.id).accord_ferme
    suivi.annuler_contact(ctx, contact_id)
    assert inclusion(ctx, jeune).accord is avant


def test_le_refus_d_un_employeur_ne_retire_pas_l_accord_mais_celui_du_representant_d_un_mineur_si(ctx: Contexte):
    majeur, mineur = dans_base(ctx), None
    with remplir(ctx) as f:
        mineur = _jeune(f, f.campagne("2009/2010"), "Ortie", naissance=MINEUR, debut=RETARD)
    suivi.enregistrer_contact(ctx, saisie(majeur, IssueContact.REFUS, avec=AvecQui.EMPLOYEUR))
    suivi.enregistrer_contact(ctx, saisie(majeur, IssueContact.REFUS, avec=AvecQui.FAMILLE))
    assert inclusion(ctx, majeur).accord is Accord.OUI
    suivi.enregistrer_contact(ctx, saisie(mineur, IssueContact.REFUS, avec=AvecQui.FAMILLE, motif=MotifRefus.FAMILLE))
    assert inclusion(ctx, mineur).accord is Accord.RETIRE


def test_un_accord_retire_interdit_l_appel_sauf_a_sa_demande_ou_s_il_revient(ctx: Contexte):
    jeune = dans_base(ctx, accord=Accord.RETIRE)
    with pytest.raises(RefusedError, match="ne souhaite plus"):
        suivi.enregistrer_contact(ctx, saisie(jeune))
    suivi.enregistrer_contact(ctx, saisie(jeune, IssueContact.MESSAGE, droit_commun=True))
    assert contacts(ctx, jeune)[0].rappel_le is None
    suivi.enregistrer_contact(ctx, saisie(jeune, accord=AccordSaisi(Accord.OUI, FormeAccord.ORAL)))
    assert inclusion(ctx, jeune).accord is Accord.OUI


def test_un_temoin_n_est_contacte_qu_a_sa_demande_ou_comme_ecart(ctx: Contexte):
    temoin = dans_base(ctx, naissance=IMPAIR)
    with pytest.raises(RefusedError, match="témoin"):
        suivi.enregistrer_contact(ctx, saisie(temoin))
    suivi.enregistrer_contact(ctx, saisie(temoin, droit_commun=True))
    ecart = saisie(temoin, ecart_confirme=True, accord=AccordSaisi(Accord.OUI, FormeAccord.ORAL))
    contact_id, changes = suivi.enregistrer_contact(ctx, ecart)
    assert Sujet.CAMPAGNE in changes.sujets
    with ctx.store.read() as cx:
        (note,) = inclusions.ecarts(cx)
    assert (note.nature, note.le, note.detail) == (NatureEcart.TEMOIN_CONTACTE, LUNDI, "Téléphone, joint")
    assert inclusion(ctx, temoin).accord is Accord.SANS_OBJET
    assert [c.droit_commun for c in contacts(ctx, temoin)] == [True, False]
    suivi.annuler_contact(ctx, contact_id)
    with ctx.store.read() as cx:
        assert inclusions.ecarts(cx) == ()


def test_les_themes_coches_ouvrent_une_difficulte_une_seule_fois(ctx: Contexte):
    jeune = dans_base(ctx)
    with remplir(ctx) as f:
        f.difficulte(jeune, Theme.LOGEMENT)
    ouvre = saisie(jeune, ouvrir=(Theme.LOGEMENT, Theme.MOBILITE), gravite=Gravite.GRAVE)
    contact_id, changes = suivi.enregistrer_contact(ctx, ouvre)
    assert Sujet.DIFFICULTE in changes.sujets
    with ctx.store.read() as cx:
        ouvertes = {d.theme: d.gravite for d in q.difficultes_of(cx, jeune.id)}
    assert ouvertes == {Theme.LOGEMENT: Gravite.SERIEUSE, Theme.MOBILITE: Gravite.GRAVE}
    suivi.annuler_contact(ctx, contact_id)
    with ctx.store.read() as cx:
        assert [d.theme for d in q.difficultes_of(cx, jeune.id)] == [Theme.LOGEMENT]


def test_rien_ne_s_annule_quand_une_fiche_repose_sur_le_contact(ctx: Contexte):
    jeune = dans_base(ctx)
    contact_id, _ = suivi.enregistrer_contact(ctx, saisie(jeune, ouvrir=(Theme.MOBILITE,)))
    with remplir(ctx) as f:
        (difficulte,) = q.difficultes_of(f.uow.cx, jeune.id)
        liaison.add_fiche(
            f.uow.cx, Fiche(0, "FL-2011-0001", jeune.id, difficulte.id, f.structure().id, signalee_le=LUNDI)
        )
    with pytest.raises(RefusedError, match="fiche de liaison"):
        suivi.annuler_contact(ctx, contact_id)
    assert len(contacts(ctx, jeune)) == 1


def test_rien_ne_s_annule_quand_l_accord_a_change_depuis(ctx: Contexte):
    jeune = dans_base(ctx, accord=Accord.EN_ATTENTE)
    contact_id, _ = suivi.enregistrer_contact(ctx, saisie(jeune, accord=AccordSaisi(Accord.OUI, FormeAccord.ORAL)))
    suivi.enregistrer_contact(ctx, saisie(jeune, IssueContact.REFUS, motif=MotifRefus.AUTRE))
    with pytest.raises(RefusedError, match="accord a changé"):
        suivi.annuler_contact(ctx, contact_id)
    assert inclusion(ctx, jeune).accord is Accord.RETIRE


def test_un_contact_d_origine_inconnue_s_annule_seul(ctx: Contexte):
    jeune = dans_base(ctx)
    with remplir(ctx) as f:
        ancien = f.contact(jeune, datetime(2010, 12, 1, 9))
    suivi.annuler_contact(ctx, ancien.id)
    assert contacts(ctx, jeune) == ()
    with pytest.raises(NotFoundError):
        suivi.annuler_contact(ctx, ancien.id)


# The invariant


def test_personne_n_est_oublie_dans_une_base_pleine(ctx: Contexte):
    with remplir(ctx) as f:
        c = f.campagne()
        for rang in range(30):
            jeune = _jeune(f, c, f"Rabot{rang}", debut=LUNDI - timedelta(days=rang * 20))
            if rang % 7 == 3:
                f.rupture(f.contrats_de(jeune)[0], LUNDI - timedelta(days=rang), suite=Suite.RIEN)
    assert suivi.sans_prochaine_action(ctx) == ()


def test_un_oubli_de_la_liste_des_appels_se_voit(ctx: Contexte, monkeypatch: pytest.MonkeyPatch):
    jeune = dans_base(ctx)
    monkeypatch.setattr(dossiers, "to_follow", lambda _cx: [])
    (oubli,) = suivi.sans_prochaine_action(ctx)
    assert (oubli.beneficiaire_id, oubli.raison) == (jeune.id, "absent de la liste des appels")


def test_une_action_sans_date_ni_raison_est_un_oubli():
    assert appel.oubli(Action(NatureAction.AUCUNE, None, ""), LUNDI) == "ni prochaine action, ni raison"
    assert appel.oubli(Action(NatureAction.ECHEANCE, LUNDI, "mois 1"), LUNDI).startswith("une action est due")
    assert not appel.oubli(Action(NatureAction.ECHEANCE, LUNDI, "mois 1", 1, Voie.AUJOURD_HUI), LUNDI)
    assert not appel.oubli(Action(NatureAction.AUCUNE, None, "", motif=SansAction.TEMOIN), LUNDI)


# Drafts


def test_un_brouillon_reste_dans_la_base_et_survit_a_l_etat_de_la_fenetre(ctx: Contexte):
    reglages.garder_etat_fenetre(ctx, {"ecran": "aujourdhui"})
    reglages.garder_brouillon(ctx, "contact", "12", "{}")
    reglages.garder_etat_fenetre(ctx, {"ecran": "beneficiaires"})
    assert reglages.etat_fenetre(ctx) == {"ecran": "beneficiaires"}
    assert reglages.brouillons(ctx, "contact") == {"12": "{}"}
    reglages.garder_brouillon(ctx, "contact", "12", "")
    assert reglages.brouillons(ctx, "contact") == {}
