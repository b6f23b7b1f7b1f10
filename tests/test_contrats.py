"""Contracts and ruptures: recorded, corrected, undone; what the field forbids is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plateforme.db.queries import contrats as q
from plateforme.domain.changes import Sujet
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.vocabulaire import Initiateur, Suite
from plateforme.errors import AppError, InvalidInputError, RefusedError
from plateforme.services import contrats
from tests import fabrique
from tests.conftest import LUNDI

DEBUT = date(2010, 9, 1)
RUPTURE = date(2010, 11, 15)


@pytest.fixture
def zoe(ctx):
    with fabrique.remplir(ctx) as f:
        return f.personne(campagne=f.campagne(), debut=DEBUT)


@pytest.fixture
def entree(ctx, zoe):
    return lus(ctx, zoe)[0]


def lus(ctx, personne):
    with ctx.store.read() as cx:
        return q.of(cx, personne.id)


def rupture_lue(ctx, contrat):
    with ctx.store.read() as cx:
        return q.rupture_of(cx, contrat.id)


def rompre(ctx, contrat, **champs):
    return contrats.enregistrer_rupture(ctx, Rupture(contrat_id=contrat.id, **({"le": RUPTURE} | champs)))


def test_a_correction_is_kept_and_undone(ctx, entree, zoe):
    annuler, changes = contrats.modifier(
        ctx,
        entree,
        replace(entree, employeur="  Fournil du Val ", siret="732 829 320 00074", employeur_telephone="0243000000"),
    )
    assert changes.sujets == {Sujet.BENEFICIAIRE, Sujet.SUIVI}
    assert changes.beneficiaires == {zoe.id}
    (modifie,) = lus(ctx, zoe)
    assert (modifie.employeur, modifie.siret, modifie.employeur_telephone) == (
        "Fournil du Val",
        "73282932000074",
        "+33243000000",
    )
    annuler()
    assert lus(ctx, zoe) == (entree,)


def test_a_contract_changed_meanwhile_is_not_overwritten(ctx, entree, zoe):
    annuler, _ = contrats.modifier(ctx, entree, replace(entree, employeur="Fournil du Val"))
    with pytest.raises(RefusedError, match="entre-temps"):
        contrats.modifier(ctx, entree, replace(entree, cfa="CFA du Bocage"))
    contrats.modifier(ctx, lus(ctx, zoe)[0], replace(entree, cfa="CFA du Bocage"))
    with pytest.raises(RefusedError, match="entre-temps"):
        annuler()
    assert lus(ctx, zoe)[0].cfa == "CFA du Bocage"


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"debut": date.min}, "debut"),
        ({"fin_prevue": DEBUT}, "fin_prevue"),
        ({"siret": "73282932000075"}, "siret"),
        ({"numero": "2 93 05 53 123 456 78"}, "numero"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_written(ctx, entree, zoe, champs, champ):
    with pytest.raises(InvalidInputError) as refus:
        contrats.modifier(ctx, entree, replace(entree, **champs))
    assert refus.value.champ == champ
    assert lus(ctx, zoe) == (entree,)


def test_a_rupture_is_recorded_with_the_day_it_was_learned_and_undone(ctx, entree):
    annuler, _ = rompre(ctx, entree, initiateur=Initiateur.APPRENTI, parole_jeune=" Trop loin. ")
    rupture = rupture_lue(ctx, entree)
    assert (rupture.le, rupture.connue_le, rupture.parole_jeune) == (RUPTURE, LUNDI, "Trop loin.")
    with pytest.raises(RefusedError, match="déjà"):
        rompre(ctx, entree)
    annuler()
    assert rupture_lue(ctx, entree) is None


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"le": date.min}, "le"),
        ({"le": date(2010, 8, 31)}, "le"),
        ({"le": date(2012, 9, 1)}, "le"),  # the planned end: no rupture
        ({"connue_le": date(2011, 1, 4)}, "connue_le"),
        ({"suite": Suite.EMPLOI, "suite_le": date(2010, 11, 1)}, "suite_le"),
        ({"parole_jeune": "2 93 05 53 123 456"}, "parole_jeune"),
    ],
)
def test_a_rupture_that_cannot_be_true_is_refused(ctx, entree, champs, champ):
    with pytest.raises(InvalidInputError) as refus:
        rompre(ctx, entree, **champs)
    assert refus.value.champ == champ
    assert rupture_lue(ctx, entree) is None


def test_a_rupture_the_day_before_the_planned_end_is_one(ctx, entree):
    rompre(ctx, entree, le=date(2012, 8, 31))
    assert rupture_lue(ctx, entree).le == date(2012, 8, 31)


def test_a_rupture_is_corrected_given_a_sequel_and_undone(ctx, entree):
    rompre(ctx, entree)
    avant = rupture_lue(ctx, entree)
    annuler, _ = contrats.modifier_rupture(ctx, avant, replace(avant, suite=Suite.EMPLOI, suite_le=LUNDI))
    assert rupture_lue(ctx, entree).suite is Suite.EMPLOI
    with pytest.raises(RefusedError, match="entre-temps"):
        contrats.modifier_rupture(ctx, avant, avant)
    annuler()
    assert rupture_lue(ctx, entree) == avant


def test_deleting_a_rupture_can_be_undone(ctx, entree):
    rompre(ctx, entree, initiateur=Initiateur.CFA)
    avant = rupture_lue(ctx, entree)
    remettre, _ = contrats.annuler_rupture(ctx, avant)
    assert rupture_lue(ctx, entree) is None
    remettre()
    assert replace(rupture_lue(ctx, entree), id=avant.id) == avant


def nouveau(personne, **champs):
    defaut = {"debut": date(2010, 12, 1), "fin_prevue": date(2012, 8, 31), "metier": "boulangerie"}
    return Contrat(beneficiaire_id=personne.id, **(defaut | champs))


@pytest.mark.parametrize(
    ("metier", "choisie", "attendue"),
    [
        ("Boulangerie", None, Suite.CONTRAT_MEME),
        ("coiffure", None, Suite.CONTRAT_AUTRE),
        ("coiffure", Suite.CONTRAT_MEME, Suite.CONTRAT_MEME),
        ("coiffure", Suite.RIEN, Suite.CONTRAT_AUTRE),
    ],
)
def test_a_new_contract_is_the_sequel_of_the_rupture(ctx, entree, zoe, metier, choisie, attendue):
    rompre(ctx, entree)
    avant = rupture_lue(ctx, entree)
    annuler, _ = contrats.nouveau_contrat(ctx, nouveau(zoe, metier=metier, plan_suivi=False), choisie)
    second = lus(ctx, zoe)[1]
    assert (second.rang, second.plan_suivi) == (2, False)
    assert (rupture_lue(ctx, entree).suite, rupture_lue(ctx, entree).suite_le) == (attendue, second.debut)
    annuler()
    assert lus(ctx, zoe) == (entree,)
    assert rupture_lue(ctx, entree) == avant


def test_two_contracts_never_run_at_once(ctx, entree, zoe):
    with pytest.raises(RefusedError, match="court encore"):
        contrats.nouveau_contrat(ctx, nouveau(zoe))
    rompre(ctx, entree)
    with pytest.raises(RefusedError, match="court encore"):
        contrats.nouveau_contrat(ctx, nouveau(zoe, debut=date(2010, 11, 14)))
    assert lus(ctx, zoe) == (entree,)


def test_a_contract_may_follow_one_that_ended_and_needs_a_known_end(ctx, entree, zoe):
    contrats.nouveau_contrat(ctx, nouveau(zoe, debut=date(2012, 9, 3), fin_prevue=None))
    with pytest.raises(RefusedError, match="court encore"):
        contrats.nouveau_contrat(ctx, nouveau(zoe, debut=date(2015, 9, 3), fin_prevue=None))
    assert [c.rang for c in lus(ctx, zoe)] == [1, 2]


def test_the_first_contract_of_someone_without_one(ctx):
    with fabrique.remplir(ctx) as f:
        theo = f.personne("Rabot", "Théo", date(1992, 3, 8))
    annuler, _ = contrats.nouveau_contrat(ctx, nouveau(theo))
    assert lus(ctx, theo)[0].rang == 1
    annuler()
    assert lus(ctx, theo) == ()


def test_what_a_later_contract_rests_on_stays(ctx, entree, zoe):
    rompre(ctx, entree)
    annuler, _ = contrats.nouveau_contrat(ctx, nouveau(zoe))
    rupture = rupture_lue(ctx, entree)
    with pytest.raises(RefusedError, match="autre contrat"):
        contrats.annuler_rupture(ctx, rupture)
    with pytest.raises(InvalidInputError, match="commence avant"):
        contrats.modifier_rupture(ctx, rupture, replace(rupture, le=date(2010, 12, 2), suite_le=None))
    rompre(ctx, lus(ctx, zoe)[1], le=date(2010, 12, 20))
    with pytest.raises(AppError, match="a une suite"):
        annuler()
    assert len(lus(ctx, zoe)) == 2


def test_the_dates_of_a_broken_contract_stay_around_its_rupture(ctx, entree):
    rompre(ctx, entree)
    with pytest.raises(InvalidInputError, match="précéder"):
        contrats.modifier(ctx, entree, replace(entree, debut=date(2010, 12, 1)))
