"""Retaining and assigning: parity, frozen groups, the chained register, deviations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from plateforme.db.queries import beneficiaires, inclusions
from plateforme.domain import registre
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, LigneRegistre, groupe_par_parite
from plateforme.domain.changes import Sujet
from plateforme.domain.vocabulaire import Accord, Groupe, Methode, NatureEcart
from plateforme.errors import RefusedError
from plateforme.services import affectation, campagnes
from tests.conftest import LUNDI

PAIR, IMPAIR = date(1992, 6, 14), date(1992, 6, 15)


@pytest.fixture
def campagne(ctx) -> Campagne:
    return campagnes.creer(ctx, campagnes.annuelle("2010/2011"))[0]


def _personne(cx, naissance: date | None, *, verifiee: bool = True, nom: str = "Vaçoul") -> Beneficiaire:
    le = LUNDI if verifiee and naissance else None
    personne = Beneficiaire(
        jeton=affectation.nouveau_jeton(),
        nom_naissance=nom,
        prenoms="Zoé",
        date_naissance=naissance,
        naissance_verifiee_le=le,
    )
    return replace(personne, id=beneficiaires.add(cx, personne))


def _retenir(ctx, campagne, naissance, **options):
    with ctx.store.write() as uow:
        inclusion = affectation.retenir(uow, ctx, _personne(uow.cx, naissance, **options), campagne)
        uow.commit()
    return inclusion


@given(st.dates())
def test_even_day_is_test_odd_day_is_temoin(jour: date):
    assert groupe_par_parite(jour) is (Groupe.TEST if jour.day in range(2, 32, 2) else Groupe.TEMOIN)


@pytest.mark.parametrize(
    ("naissance", "groupe", "accord"),
    [(PAIR, Groupe.TEST, Accord.EN_ATTENTE), (IMPAIR, Groupe.TEMOIN, Accord.SANS_OBJET)],
)
def test_verified_date_assigns_at_once(ctx, campagne, naissance, groupe, accord):
    inclusion = _retenir(ctx, campagne, naissance)
    assert (inclusion.groupe, inclusion.accord, inclusion.affecte_le) == (groupe, accord, LUNDI)
    assert inclusion.date_naissance_utilisee == naissance
    etat = affectation.verifier_registre(ctx)
    assert (etat.lignes, etat.anomalies) == (1, ())


def test_screens_learn_who_was_assigned(ctx, campagne):
    with ctx.store.write() as uow:
        personne = _personne(uow.cx, PAIR)
        attente = affectation.retenir(uow, ctx, replace(personne, naissance_verifiee_le=None), campagne)
        uow.commit()
    with ctx.store.write() as uow:
        affectation.affecter(uow, ctx, attente, personne, campagne, Groupe.TEST)
        changement = uow.commit()
    assert changement.sujets == {Sujet.CAMPAGNE, Sujet.BENEFICIAIRE, Sujet.SUIVI}
    assert changement.beneficiaires == {personne.id}


@pytest.mark.parametrize("naissance", [None, PAIR])
def test_unverified_date_waits(ctx, campagne, naissance):
    inclusion = _retenir(ctx, campagne, naissance, verifiee=False)
    assert inclusion.groupe is None
    assert inclusion.motif_attente == affectation.DATE_A_VERIFIER
    assert affectation.verifier_registre(ctx).lignes == 0


def test_campaign_by_draw_assigns_nothing(ctx):
    tirage = replace(campagnes.annuelle("2009/2010"), methode=Methode.TIRAGE)
    campagne, _ = campagnes.creer(ctx, tirage)
    inclusion = _retenir(ctx, campagne, PAIR)
    assert inclusion.groupe is None
    assert inclusion.motif_attente == affectation.TIRAGE_A_FAIRE


def test_verifying_a_date_assigns_whoever_waited(ctx, campagne):
    inclusion = _retenir(ctx, campagne, None, verifiee=False)
    affectation.verifier_naissance(ctx, inclusion.beneficiaire_id, IMPAIR, "extrait lu au téléphone")
    with ctx.store.read() as cx:
        apres = inclusions.get(cx, inclusion.id)
        personne = beneficiaires.get(cx, inclusion.beneficiaire_id)
    assert apres.groupe is Groupe.TEMOIN
    assert (personne.naissance_source, personne.naissance_verifiee_le) == ("extrait lu au téléphone", LUNDI)


def test_source_of_a_verified_date_is_required(ctx, campagne):
    inclusion = _retenir(ctx, campagne, None, verifiee=False)
    with pytest.raises(RefusedError, match="source"):
        affectation.verifier_naissance(ctx, inclusion.beneficiaire_id, IMPAIR, "  ")


@pytest.mark.parametrize(
    ("corrigee", "mots"),
    [(IMPAIR, "la parité change, le groupe reste"), (date(1992, 6, 16), "la parité ne change pas")],
)
def test_later_correction_is_a_deviation_and_moves_nobody(ctx, campagne, corrigee, mots):
    inclusion = _retenir(ctx, campagne, PAIR)
    affectation.verifier_naissance(ctx, inclusion.beneficiaire_id, corrigee, "acte de naissance")
    etat = affectation.verifier_registre(ctx)
    assert [e.nature for e in etat.ecarts] == [NatureEcart.DATE_CORRIGEE]
    assert mots in etat.ecarts[0].detail
    assert etat.anomalies == ()
    with ctx.store.read() as cx:
        assert inclusions.get(cx, inclusion.id).groupe is Groupe.TEST
        assert inclusions.ecarts(cx, campagne.id) == etat.ecarts


def test_same_date_confirmed_is_no_deviation(ctx, campagne):
    inclusion = _retenir(ctx, campagne, PAIR)
    affectation.verifier_naissance(ctx, inclusion.beneficiaire_id, PAIR, "acte de naissance")
    assert affectation.verifier_registre(ctx).ecarts == ()


def test_nobody_is_assigned_twice(ctx, campagne):
    inclusion = _retenir(ctx, campagne, PAIR)
    suivante, _ = campagnes.creer(ctx, campagnes.annuelle("2011/2012"))
    with ctx.store.write() as uow:
        personne = beneficiaires.get(uow.cx, inclusion.beneficiaire_id)
        with pytest.raises(RefusedError, match="déjà affecté"):
            affectation.retenir(uow, ctx, personne, suivante)


def test_unverified_person_cannot_be_assigned(ctx, campagne):
    inclusion = _retenir(ctx, campagne, PAIR, verifiee=False)
    with ctx.store.write() as uow:
        personne = beneficiaires.get(uow.cx, inclusion.beneficiaire_id)
        with pytest.raises(RefusedError, match="pas vérifiée"):
            affectation.affecter(uow, ctx, inclusion, personne, campagne, Groupe.TEST)


@pytest.mark.parametrize(
    "requete",
    [
        "UPDATE inclusion SET groupe = 'temoin'",
        "UPDATE inclusion SET groupe = NULL",
        "UPDATE inclusion SET date_naissance_utilisee = '1992-06-15'",
        "UPDATE registre SET groupe = 'temoin'",
        "DELETE FROM registre",
    ],
)
def test_the_base_itself_refuses_to_move_a_group(ctx, campagne, requete):
    _retenir(ctx, campagne, PAIR)
    with ctx.store.write() as uow, pytest.raises(IntegrityError):
        uow.cx.execute(text(requete))


def test_register_is_chained_and_tampering_shows(ctx, campagne):
    for i in range(4):
        _retenir(ctx, campagne, date(1992, 6, 10 + i), nom=f"Vaçoul{i}")
    with ctx.store.read() as cx:
        lignes = list(inclusions.registre_rows(cx))
    assert [ligne.rang for ligne in lignes] == [1, 2, 3, 4]
    assert registre.anomalies(lignes) == []
    modifiee = [lignes[0], replace(lignes[1], groupe=Groupe.TEST), *lignes[2:]]
    assert registre.anomalies(modifiee) == ["ligne 2 du registre : son contenu a été modifié"]
    assert len(registre.anomalies([lignes[0], *lignes[2:]])) == 2
    rechainee = registre.chainer(replace(lignes[1], groupe=Groupe.TEST), lignes[0])
    assert registre.anomalies([lignes[0], rechainee, *lignes[2:]]) == [
        "ligne 3 du registre : elle ne suit pas la précédente"
    ]


def test_register_row_that_no_longer_fits_the_person_shows(ctx, campagne):
    _retenir(ctx, campagne, PAIR)
    with ctx.store.write() as uow:
        uow.cx.execute(text("DROP TRIGGER inclusion_groupe_fige"))
        uow.cx.execute(text("UPDATE inclusion SET groupe = 'temoin'"))
        uow.commit()
    assert "ne correspond plus" in affectation.verifier_registre(ctx).anomalies[0]


def test_person_missing_from_the_register_shows(ctx, campagne):
    _retenir(ctx, campagne, PAIR)
    with ctx.store.write() as uow:
        uow.cx.execute(text("UPDATE beneficiaire SET jeton = 'autre'"))
        uow.commit()
    assert "n’est pas au registre" in affectation.verifier_registre(ctx).anomalies[0]


def test_commitment_needs_both_salt_and_date():
    sel = "00" * 16
    assert registre.engagement(sel, PAIR) != registre.engagement("01" * 16, PAIR)
    assert registre.engagement(sel, PAIR) != registre.engagement(sel, IMPAIR)


def test_first_row_is_chained_to_the_origin():
    ligne = LigneRegistre(0, "j", "c", "paire", Groupe.TEST, Methode.PARITE, "l", LUNDI, "a", "e", "", "")
    assert registre.chainer(ligne, None).precedente == registre.ORIGINE


@pytest.mark.parametrize(
    ("chambre", "ml", "attendu"),
    [
        (PAIR, PAIR, True),
        (PAIR, IMPAIR, False),
        (None, None, False),
        (date(1992, 1, 1), date(1992, 1, 1), False),
    ],
)
def test_lists_verify_a_date_only_when_identical_and_not_new_year(chambre, ml, attendu):
    assert affectation.verifiable_par_listes(chambre, ml) is attendu
