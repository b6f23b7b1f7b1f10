from dataclasses import replace
from datetime import date, timedelta

import pytest

from plateforme.domain.changes import Sujet
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.vocabulaire import Gravite, IssueDifficulte, Origine, StatutDifficulte, Theme
from plateforme.errors import InvalidInputError, NotFoundError, RefusedError
from plateforme.services import difficultes, liaison
from plateforme.services.liaison_lecture import detail
from tests import fabrique


@pytest.fixture
def zoe(ctx):
    with fabrique.remplir(ctx) as f:
        return f.personne()


def ouvrir(ctx, personne, theme=Theme.LOGEMENT, **champs):
    return difficultes.ouvrir(ctx, Difficulte(beneficiaire_id=personne.id, theme=theme, **champs))[0]


def test_a_difficulty_is_opened_today_and_can_be_undone(ctx, zoe):
    saisie = Difficulte(beneficiaire_id=zoe.id, theme=Theme.MOBILITE, gravite=Gravite.GRAVE, origine=Origine.CFA,
                        description="  Plus de bus le matin.  ")  # fmt: skip
    ouverture, changement = difficultes.ouvrir(ctx, saisie)
    assert changement.sujets == {Sujet.DIFFICULTE}
    assert changement.beneficiaires == {zoe.id}
    (stockee,) = difficultes.de(ctx, zoe.id)
    assert stockee == ouverture.difficulte == difficultes.une(ctx, stockee.id)
    assert (stockee.ouverte_le, stockee.statut, stockee.description) == (
        ctx.today(),
        StatutDifficulte.OUVERTE,
        "Plus de bus le matin.",
    )
    ouverture.annuler()
    assert difficultes.de(ctx, zoe.id) == ()


def test_the_same_theme_is_not_opened_twice_unless_it_is_other(ctx, zoe):
    ouvrir(ctx, zoe)
    with pytest.raises(RefusedError, match="déjà ouverte"):
        ouvrir(ctx, zoe)
    ouvrir(ctx, zoe, Theme.AUTRE)
    ouvrir(ctx, zoe, Theme.AUTRE)
    assert len(difficultes.de(ctx, zoe.id)) == 3


def test_what_cannot_be_recorded_names_its_field(ctx, zoe):
    with pytest.raises(InvalidInputError) as refus:
        ouvrir(ctx, zoe, ouverte_le=ctx.today() + timedelta(days=1))
    assert refus.value.champ == "ouverte_le"
    with pytest.raises(InvalidInputError) as refus:
        ouvrir(ctx, zoe, description="n° 2 93 05 53 130 001 42")
    assert refus.value.champ == "description"
    with pytest.raises(NotFoundError):
        difficultes.ouvrir(ctx, Difficulte(beneficiaire_id=999))
    assert difficultes.de(ctx, zoe.id) == ()


def test_closing_with_an_outcome_reopening_and_undoing(ctx, zoe):
    ouverte = ouvrir(ctx, zoe, ouverte_le=date(2010, 12, 1)).difficulte
    annuler, _ = difficultes.clore(ctx, ouverte.id, IssueDifficulte.PARTIELLE)
    close = difficultes.une(ctx, ouverte.id)
    assert (close.statut, close.close_le, close.issue) == (
        StatutDifficulte.CLOSE,
        ctx.today(),
        IssueDifficulte.PARTIELLE,
    )
    with pytest.raises(RefusedError, match="déjà close"):
        difficultes.clore(ctx, ouverte.id, IssueDifficulte.RESOLUE)
    annuler()
    assert difficultes.une(ctx, ouverte.id) == ouverte
    with pytest.raises(RefusedError, match="déjà ouverte"):
        difficultes.rouvrir(ctx, ouverte.id)
    difficultes.clore(ctx, ouverte.id, IssueDifficulte.RESOLUE, date(2010, 12, 20))
    difficultes.rouvrir(ctx, ouverte.id)
    assert difficultes.une(ctx, ouverte.id) == ouverte


@pytest.mark.parametrize("jour", [date(2010, 11, 30), date(2011, 1, 4)])
def test_it_closes_between_its_opening_and_today(ctx, zoe, jour):
    ouverte = ouvrir(ctx, zoe, ouverte_le=date(2010, 12, 1)).difficulte
    with pytest.raises(InvalidInputError) as refus:
        difficultes.clore(ctx, ouverte.id, IssueDifficulte.RESOLUE, jour)
    assert refus.value.champ == "close_le"


def test_open_ones_come_first(ctx, zoe):
    close = ouvrir(ctx, zoe).difficulte
    difficultes.clore(ctx, close.id, IssueDifficulte.RESOLUE)
    ouverte = ouvrir(ctx, zoe, Theme.SANTE, ouverte_le=date(2010, 9, 1)).difficulte
    assert [d.id for d in difficultes.de(ctx, zoe.id)] == [ouverte.id, close.id]


def test_a_correction_keeps_the_state_and_refuses_to_overwrite(ctx, zoe):
    avant = ouvrir(ctx, zoe).difficulte
    voulue = replace(avant, gravite=Gravite.GRAVE, statut=StatutDifficulte.CLOSE, description="Cherche une chambre.")
    annuler, _ = difficultes.modifier(ctx, avant, voulue)
    apres = difficultes.une(ctx, avant.id)
    assert (apres.gravite, apres.statut, apres.description) == (
        Gravite.GRAVE,
        StatutDifficulte.OUVERTE,
        "Cherche une chambre.",
    )
    with pytest.raises(RefusedError, match="entre-temps"):
        difficultes.modifier(ctx, avant, voulue)
    annuler()
    assert difficultes.une(ctx, avant.id) == avant


def test_a_closed_one_cannot_open_after_its_closing(ctx, zoe):
    ouverte = ouvrir(ctx, zoe, ouverte_le=date(2010, 12, 1)).difficulte
    difficultes.clore(ctx, ouverte.id, IssueDifficulte.RESOLUE, date(2010, 12, 5))
    close = difficultes.une(ctx, ouverte.id)
    with pytest.raises(InvalidInputError):
        difficultes.modifier(ctx, close, replace(close, ouverte_le=date(2010, 12, 6)))


def test_drafts_follow_the_theme_and_hold_the_opening(ctx, zoe):
    with fabrique.remplir(ctx) as f:
        foyer = f.structure("Foyer des Tilleuls")
    ouverture = ouvrir(ctx, zoe)
    difficulte = ouverture.difficulte
    fiche, _ = liaison.nouveau_brouillon(ctx, liaison.preparer(ctx, difficulte.id, foyer.id))
    difficultes.modifier(ctx, difficulte, replace(difficulte, theme=Theme.FINANCES))
    assert detail(ctx, fiche.id).fiche.theme is Theme.FINANCES
    difficultes.modifier(ctx, difficultes.une(ctx, difficulte.id), difficulte)
    with pytest.raises(RefusedError, match="fiche de liaison"):
        ouverture.annuler()
