"""The people: rows of the table, one person's page, creation, correction, removal of a mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from plateforme.db.queries import beneficiaires as q
from plateforme.db.queries import inclusions, liaison
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contrat import Contrat
from plateforme.domain.fiche import Fiche
from plateforme.domain.suivi import Etat, NatureAction
from plateforme.domain.vocabulaire import Accord, Groupe, NatureEcart, Risque, Theme
from plateforme.errors import InvalidInputError, NotFoundError, RefusedError
from plateforme.services import affectation, beneficiaires, coffre, reglages
from plateforme.services.contexte import horloge_figee
from plateforme.settings import CRIP_TELEPHONE
from tests import fabrique
from tests.conftest import LUNDI, PHRASE

DEBUT = date(2010, 9, 1)
ZOE = Beneficiaire(nom_naissance=" Genêt ", prenoms="Zoé", date_naissance=date(1993, 5, 12), telephone="06 00 00 00 12")


@pytest.fixture
def campagne(ctx):
    with fabrique.remplir(ctx) as f:
        return f.campagne()


def lue(ctx, personne):
    with ctx.store.read() as cx:
        return q.get(cx, personne.id)


def test_a_row_says_where_the_follow_up_stands(ctx):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        zoe = f.personne(campagne=campagne, debut=DEBUT, accord=Accord.OUI)
        f.contact(zoe, datetime(2010, 10, 1, 9), risque=Risque.MODERE)
        f.contact(zoe, datetime(2010, 11, 2, 9))
        f.personne("Érable", "Noël", date(1994, 3, 9), campagne=campagne, debut=DEBUT)
        f.personne("Rabot", "Inès", date(1994, 3, 8), campagne=campagne, verifiee=False)
        f.personne("Zinnia", "Hugo", date(1994, 3, 8))
    noel, zoe, ines, hugo = beneficiaires.lignes(ctx)
    assert [zoe.nom, noel.nom, ines.nom, hugo.nom] == ["Genêt", "Érable", "Rabot", "Zinnia"]
    assert (zoe.groupe, zoe.accord, zoe.mineur, zoe.campagne) == (Groupe.TEST, Accord.OUI, True, "2010/2011")
    assert [e.etat for e in zoe.plan[:4]] == [Etat.FAIT, Etat.FAIT, Etat.MANQUE, Etat.EN_RETARD]
    assert (zoe.dernier_contact, zoe.risque) == (datetime(2010, 11, 2, 9), Risque.MODERE)
    assert (zoe.employeur, zoe.cfa) == ("Boulangerie de la Halle", "CFA des Trois Moulins")
    assert (noel.groupe, noel.accord, noel.en_retard) == (Groupe.TEMOIN, Accord.SANS_OBJET, False)
    assert (ines.groupe, ines.attente) == (None, "date de naissance à vérifier")
    assert (hugo.groupe, hugo.accord, hugo.action.nature) == (None, None, NatureAction.AUCUNE)
    assert {"zoe", "halle", "0600000012"} <= set(zoe.recherche.split())


def test_the_rows_of_a_campaign_only(ctx):
    with fabrique.remplir(ctx) as f:
        une, autre = f.campagne("2009/2010"), f.campagne()
        f.personne(campagne=une)
        f.personne("Rabot", "Hugo", date(1994, 3, 8), campagne=autre)
    assert [ligne.nom for ligne in beneficiaires.lignes(ctx, autre.id)] == ["Rabot"]
    assert len(beneficiaires.lignes(ctx)) == 2


def test_a_first_call_that_waits_is_late(ctx, campagne):
    with fabrique.remplir(ctx) as f:
        f.personne(campagne=campagne, debut=DEBUT, accord=Accord.EN_ATTENTE)
    (ligne,) = beneficiaires.lignes(ctx)
    assert ligne.en_retard


def test_a_page_gathers_everything_of_one_person_and_nothing_of_others(ctx, campagne):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(campagne=campagne, debut=DEBUT, accord=Accord.OUI)
        hugo = f.personne("Rabot", "Hugo", date(1994, 3, 9), campagne=campagne)
        ml = f.structure()
        for qui in (zoe, hugo):
            f.contact(qui, datetime(2010, 10, 1, 9))
            difficulte = f.difficulte(qui)
            numero = liaison.next_numero(f.uow.cx, 2010)
            liaison.add_fiche(
                f.uow.cx,
                Fiche(numero=numero, beneficiaire_id=qui.id, difficulte_id=difficulte.id, structure_id=ml.id),
            )
    affectation.verifier_naissance(ctx, hugo.id, date(1994, 3, 8), "pièce d’identité")
    reglages.ecrire(ctx, {CRIP_TELEPHONE: "0243000119"})
    page = beneficiaires.personne(ctx, zoe.id)
    assert (page.beneficiaire, page.aujourd_hui, page.crip) == (zoe, LUNDI, "0243000119")
    assert [len(t) for t in (page.dossier.contacts, page.difficultes, page.fiches, page.inclusions)] == [1, 1, 1, 1]
    assert page.structures == {ml.id: "Mission Locale des Haies"}
    assert page.ecarts == ()
    assert [e.nature for e in beneficiaires.personne(ctx, hugo.id).ecarts] == [NatureEcart.DATE_CORRIGEE]
    with pytest.raises(NotFoundError):
        beneficiaires.personne(ctx, 999)


def test_someone_created_with_a_sourced_birth_date_is_assigned_at_once(ctx, campagne):
    creee, changes = beneficiaires.creer(
        ctx, replace(ZOE, naissance_source="carte d’identité"), Contrat(debut=DEBUT, employeur="Fournil"), campagne
    )
    page = beneficiaires.personne(ctx, creee.id)
    assert (creee.nom_naissance, creee.telephone) == ("Genêt", "+33600000012")
    assert (page.inclusion.groupe, page.dossier.contrats[0].rang) == (Groupe.TEST, 1)
    assert page.beneficiaire.naissance_verifiee_le == LUNDI
    assert creee.id in changes.beneficiaires
    assert affectation.verifier_registre(ctx).lignes == 1


def test_someone_created_without_a_source_waits_for_her_group(ctx, campagne):
    creee, _ = beneficiaires.creer(ctx, ZOE, None, campagne)
    inclusion = beneficiaires.personne(ctx, creee.id).inclusion
    assert (inclusion.groupe, inclusion.motif_attente) == (None, "date de naissance à vérifier")


def test_a_person_created_survives_a_restart(tmp_path):
    base = coffre.creer(tmp_path / "jeunes.plateforme", PHRASE, horloge_figee(LUNDI))
    creee, _ = beneficiaires.creer(base.ctx, ZOE, Contrat(debut=DEBUT))
    base.close()
    rouverte = coffre.ouvrir(tmp_path / "jeunes.plateforme", PHRASE, horloge_figee(LUNDI))
    assert beneficiaires.personne(rouverte.ctx, creee.id).beneficiaire == creee
    rouverte.close()


@pytest.mark.parametrize("champ", ["nom_naissance", "nom_usage"])
def test_a_namesake_born_the_same_day_is_announced(ctx, champ):
    premiere, _ = beneficiaires.creer(ctx, replace(ZOE, nom_usage="Lilas"))
    double = replace(ZOE, nom_naissance="GENET" if champ == "nom_naissance" else "Lilas", prenoms="zoe")
    with pytest.raises(beneficiaires.DoublonError, match="LILAS Zoé") as refus:
        beneficiaires.creer(ctx, double)
    assert refus.value.beneficiaire_id == premiere.id
    assert len(beneficiaires.lignes(ctx)) == 1
    beneficiaires.creer(ctx, double, malgre_homonyme=True)
    beneficiaires.creer(ctx, replace(double, date_naissance=date(1993, 5, 13)))
    beneficiaires.creer(ctx, replace(double, date_naissance=None))
    assert len(beneficiaires.lignes(ctx)) == 4


@pytest.mark.parametrize(
    ("champs", "contrat", "champ"),
    [
        ({"nom_naissance": "  "}, None, "nom_naissance"),
        ({"telephone": "06 00"}, None, "telephone"),
        ({"notes_privees": "son numéro : 2 93 05 53 123 456 78"}, None, "notes_privees"),
        ({}, Contrat(), "debut"),
    ],
)
def test_a_wrong_field_is_named_and_nobody_is_created(ctx, campagne, champs, contrat, champ):
    with pytest.raises(InvalidInputError) as refus:
        beneficiaires.creer(ctx, replace(ZOE, **champs), contrat, campagne)
    assert refus.value.champ == champ
    assert beneficiaires.lignes(ctx) == ()


def test_a_correction_is_kept_and_undone(ctx, campagne):
    avant, _ = beneficiaires.creer(ctx, replace(ZOE, naissance_source="carte"), None, campagne)
    annuler, _ = beneficiaires.modifier(ctx, avant, replace(avant, commune="Craon", telephone_2="0243000000"))
    modifiee = lue(ctx, avant)
    assert (modifiee.commune, modifiee.telephone_2) == ("Craon", "+33243000000")
    assert modifiee.naissance_verifiee_le == LUNDI
    annuler()
    assert lue(ctx, avant) == avant


def test_a_correction_made_elsewhere_meanwhile_is_not_lost(ctx):
    avant, _ = beneficiaires.creer(ctx, ZOE)
    annuler, _ = beneficiaires.modifier(ctx, avant, replace(avant, commune="Craon"))
    with pytest.raises(RefusedError, match="entre-temps"):
        beneficiaires.modifier(ctx, avant, replace(avant, commune="Ernée"))
    beneficiaires.modifier(ctx, lue(ctx, avant), replace(lue(ctx, avant), commune="Laval"))
    with pytest.raises(RefusedError, match="entre-temps"):
        annuler()
    assert lue(ctx, avant).commune == "Laval"


def test_a_new_birth_date_without_source_is_no_longer_verified(ctx):
    avant, _ = beneficiaires.creer(ctx, replace(ZOE, naissance_source="carte"))
    annuler, _ = beneficiaires.modifier(ctx, avant, replace(avant, date_naissance=date(1993, 5, 13)))
    apres = lue(ctx, avant)
    assert (apres.naissance_verifiee_le, apres.naissance_source) == (None, "")
    annuler()
    assert lue(ctx, avant) == avant


def test_a_new_birth_date_with_its_source_assigns_who_was_waiting(ctx, campagne):
    avant, _ = beneficiaires.creer(ctx, ZOE, None, campagne)
    annuler, _ = beneficiaires.modifier(
        ctx, avant, replace(avant, date_naissance=date(1993, 5, 13), naissance_source="acte de naissance")
    )
    assert annuler is None
    assert beneficiaires.personne(ctx, avant.id).inclusion.groupe is Groupe.TEMOIN


def test_a_new_birth_date_never_moves_someone_assigned(ctx, campagne):
    avant, _ = beneficiaires.creer(ctx, replace(ZOE, naissance_source="carte"), None, campagne)
    annuler, _ = beneficiaires.modifier(ctx, avant, replace(avant, date_naissance=date(1993, 5, 13)))
    page = beneficiaires.personne(ctx, avant.id)
    assert annuler is None
    assert page.inclusion.groupe is Groupe.TEST
    assert "la parité change, le groupe reste" in page.ecarts[0].detail
    assert affectation.verifier_registre(ctx).anomalies == ()


def test_the_source_of_an_unchanged_birth_date_stays(ctx):
    avant, _ = beneficiaires.creer(ctx, ZOE)
    beneficiaires.modifier(ctx, avant, replace(avant, naissance_source="on me l’a dit", commune="Craon"))
    assert (lue(ctx, avant).naissance_verifiee_le, lue(ctx, avant).naissance_source) == (None, "")


def test_a_person_created_by_mistake_goes_with_her_contract(ctx, campagne):
    creee, _ = beneficiaires.creer(ctx, ZOE, Contrat(debut=DEBUT), campagne)
    changes = beneficiaires.supprimer(ctx, creee.id)
    assert creee.id in changes.beneficiaires
    assert beneficiaires.lignes(ctx) == ()
    with ctx.store.read() as cx:
        assert inclusions.of(cx, creee.id) == ()


def test_someone_assigned_is_never_deleted(ctx, campagne):
    creee, _ = beneficiaires.creer(ctx, replace(ZOE, naissance_source="carte"), None, campagne)
    with pytest.raises(RefusedError, match="registre"):
        beneficiaires.supprimer(ctx, creee.id)


def test_someone_with_facts_attached_is_not_deleted_and_they_are_named(ctx):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(debut=DEBUT)
        f.contact(zoe, datetime(2010, 10, 1, 9))
        f.contact(zoe, datetime(2010, 11, 1, 9))
        f.difficulte(zoe, Theme.SANTE)
        f.rupture(f.contrats_de(zoe)[0], date(2010, 12, 1))
    with pytest.raises(RefusedError, match="2\u00a0contacts, 1\u00a0difficulté, 1\u00a0rupture"):
        beneficiaires.supprimer(ctx, zoe.id)
    assert lue(ctx, zoe) == zoe


def test_whether_another_date_changes_the_group():
    assert beneficiaires.changement_de_groupe(date(1993, 5, 12), date(1993, 5, 13))
    assert not beneficiaires.changement_de_groupe(date(1993, 5, 12), date(1993, 6, 14))
    assert not beneficiaires.changement_de_groupe(None, date(1993, 6, 14))
