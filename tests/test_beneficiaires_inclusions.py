"""The agreement, the exclusion from the comparison, the end of a follow-up."""

from __future__ import annotations

from datetime import date

import pytest

from plateforme.db.queries import inclusions as q
from plateforme.domain.vocabulaire import Accord, FormeAccord, Groupe, MotifCloture, MotifRefus
from plateforme.errors import AppError, InvalidInputError, RefusedError
from plateforme.services import affectation, inclusions
from tests import fabrique
from tests.conftest import LUNDI

MAJEUR, MINEUR = date(1990, 5, 12), date(1994, 5, 12)


def retenue(ctx, naissance=MAJEUR, **champs):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(naissance=naissance, campagne=f.campagne(), debut=date(2010, 9, 1), **champs)
    return lue(ctx, zoe.id)


def lue(ctx, personne_id=None, inclusion_id=None):
    with ctx.store.read() as cx:
        return q.of(cx, personne_id)[0] if personne_id else q.get(cx, inclusion_id)


def dire(ctx, inclusion, reponse, **champs):
    defaut = {"le": LUNDI, "forme": FormeAccord.ORAL} if reponse is Accord.OUI else {"le": LUNDI}
    return inclusions.accord(ctx, inclusion.id, reponse, **(defaut | champs))


def test_a_yes_keeps_its_day_and_form_and_can_be_undone(ctx):
    inclusion = retenue(ctx)
    annuler, changes = dire(ctx, inclusion, Accord.OUI, forme=FormeAccord.ECRIT, le=date(2010, 12, 20))
    apres = lue(ctx, inclusion_id=inclusion.id)
    assert (apres.accord, apres.accord_forme, apres.accord_le) == (Accord.OUI, FormeAccord.ECRIT, date(2010, 12, 20))
    assert not apres.accord_representant
    assert changes.beneficiaires == {inclusion.beneficiaire_id}
    annuler()
    assert lue(ctx, inclusion_id=inclusion.id) == inclusion
    with pytest.raises(RefusedError, match="entre-temps"):
        annuler()


@pytest.mark.parametrize("par_representant", [True, False])
def test_for_a_minor_the_guardian_must_be_told(ctx, par_representant):
    inclusion = retenue(ctx, MINEUR)
    with pytest.raises(InvalidInputError) as refus:
        dire(ctx, inclusion, Accord.OUI)
    assert refus.value.champ == "par_representant"
    dire(ctx, inclusion, Accord.OUI, par_representant=par_representant)
    assert lue(ctx, inclusion_id=inclusion.id).accord_representant is par_representant


def test_minority_is_that_of_the_day_of_the_answer(ctx):
    inclusion = retenue(ctx, date(1993, 1, 2))
    with pytest.raises(InvalidInputError, match="mineure"):
        dire(ctx, inclusion, Accord.OUI, le=date(2011, 1, 1))
    dire(ctx, inclusion, Accord.OUI, le=date(2011, 1, 2))
    assert lue(ctx, inclusion_id=inclusion.id).accord is Accord.OUI


@pytest.mark.parametrize(
    ("reponse", "champs", "champ"),
    [
        (Accord.OUI, {"forme": None}, "forme"),
        (Accord.OUI, {"le": date(2011, 1, 4)}, "le"),
        (Accord.REFUSE, {}, "motif"),
        (Accord.SANS_OBJET, {}, "accord"),
    ],
)
def test_an_answer_that_lacks_something_is_refused(ctx, reponse, champs, champ):
    inclusion = retenue(ctx)
    with pytest.raises(InvalidInputError) as refus:
        dire(ctx, inclusion, reponse, **champs)
    assert refus.value.champ == champ
    assert lue(ctx, inclusion_id=inclusion.id) == inclusion


def test_a_no_is_reasoned_ends_the_calls_and_leaves_the_group(ctx):
    inclusion = retenue(ctx)
    dire(ctx, inclusion, Accord.REFUSE, motif=MotifRefus.FAMILLE)
    apres = lue(ctx, inclusion_id=inclusion.id)
    assert (apres.accord, apres.accord_motif, apres.groupe) == (Accord.REFUSE, "famille", Groupe.TEST)
    dire(ctx, inclusion, Accord.OUI)
    assert lue(ctx, inclusion_id=inclusion.id).accord_motif == ""


def test_only_what_was_given_is_withdrawn(ctx):
    inclusion = retenue(ctx)
    with pytest.raises(RefusedError, match="pas été donné"):
        dire(ctx, inclusion, Accord.RETIRE, motif=MotifRefus.AUTRE)
    dire(ctx, inclusion, Accord.OUI)
    with pytest.raises(RefusedError, match="Retiré"):
        dire(ctx, inclusion, Accord.REFUSE, motif=MotifRefus.AUTRE)
    dire(ctx, inclusion, Accord.RETIRE, motif=MotifRefus.AUTRE)
    assert lue(ctx, inclusion_id=inclusion.id).accord is Accord.RETIRE


def test_an_answer_recorded_by_mistake_goes_back_to_waiting(ctx):
    inclusion = retenue(ctx)
    dire(ctx, inclusion, Accord.OUI)
    dire(ctx, inclusion, Accord.EN_ATTENTE)
    assert lue(ctx, inclusion_id=inclusion.id) == inclusion


def test_a_temoin_is_not_asked(ctx):
    inclusion = retenue(ctx, date(1990, 5, 13))
    with pytest.raises(RefusedError, match="témoin"):
        dire(ctx, inclusion, Accord.OUI)


def test_someone_not_assigned_is_not_asked(ctx):
    inclusion = retenue(ctx, verifiee=False)
    with pytest.raises(RefusedError, match="affectée"):
        dire(ctx, inclusion, Accord.OUI)


def test_hors_evaluation_is_dated_reasoned_and_lets_a_temoin_be_followed(ctx):
    inclusion = retenue(ctx, date(1990, 5, 13))
    annuler, _ = inclusions.hors_evaluation(ctx, inclusion.id, LUNDI, " logé par l’association ")
    apres = lue(ctx, inclusion_id=inclusion.id)
    assert (apres.groupe, apres.groupe_affiche) == (Groupe.TEMOIN, Groupe.HORS_EVALUATION)
    assert (apres.hors_evaluation_motif, apres.accord) == ("logé par l’association", Accord.EN_ATTENTE)
    dire(ctx, apres, Accord.OUI)
    assert lue(ctx, inclusion_id=inclusion.id).suivi
    with pytest.raises(RefusedError, match="entre-temps"):
        annuler()
    with pytest.raises(RefusedError, match="déjà"):
        inclusions.hors_evaluation(ctx, inclusion.id, LUNDI, "encore")
    assert affectation.verifier_registre(ctx).anomalies == ()


@pytest.mark.parametrize(
    ("le", "motif", "champ"),
    [(LUNDI, "  ", "motif"), (LUNDI, "2 93 05 53 123 456 78", "motif"), (date(2011, 1, 4), "logé", "le")],
)
def test_hors_evaluation_needs_a_reason_and_a_past_day(ctx, le, motif, champ):
    inclusion = retenue(ctx)
    with pytest.raises(InvalidInputError) as refus:
        inclusions.hors_evaluation(ctx, inclusion.id, le, motif)
    assert refus.value.champ == champ
    assert lue(ctx, inclusion_id=inclusion.id) == inclusion


def test_an_accord_given_stays_when_someone_leaves_the_comparison(ctx):
    inclusion = retenue(ctx, accord=Accord.OUI)
    annuler, _ = inclusions.hors_evaluation(ctx, inclusion.id, LUNDI, "suivie avant l’affectation")
    assert lue(ctx, inclusion_id=inclusion.id).accord is Accord.OUI
    annuler()
    assert lue(ctx, inclusion_id=inclusion.id) == inclusion


def test_a_follow_up_is_closed_for_a_coded_reason_and_taken_up_again(ctx):
    inclusion = retenue(ctx, accord=Accord.OUI)
    with pytest.raises(RefusedError):
        inclusions.rouvrir_suivi(ctx, inclusion.id)
    inclusions.clore_suivi(ctx, inclusion.id, LUNDI, MotifCloture.DEMENAGEMENT)
    assert lue(ctx, inclusion_id=inclusion.id).suivi_clos_motif == "demenagement"
    with pytest.raises(AppError, match="déjà clos"):
        inclusions.clore_suivi(ctx, inclusion.id, LUNDI, MotifCloture.AUTRE)
    annuler, _ = inclusions.rouvrir_suivi(ctx, inclusion.id)
    assert lue(ctx, inclusion_id=inclusion.id) == inclusion
    annuler()
    assert lue(ctx, inclusion_id=inclusion.id).suivi_clos_le == LUNDI
