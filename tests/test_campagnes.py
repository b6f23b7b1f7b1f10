"""Campaigns: names, windows, method frozen once someone is retained."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from plateforme.db.queries import beneficiaires
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.vocabulaire import Methode
from plateforme.errors import InvalidInputError, NotFoundError, RefusedError
from plateforme.services import affectation, campagnes


def test_yearly_name_gives_window_and_parity():
    campagne = campagnes.annuelle(" 2010/2011 ")
    assert (campagne.nom, campagne.fenetre_debut, campagne.fenetre_fin) == (
        "2010/2011",
        date(2010, 7, 1),
        date(2010, 12, 31),
    )
    assert campagne.methode is Methode.PARITE
    assert campagne.dans_fenetre(date(2010, 7, 1))
    assert campagne.dans_fenetre(date(2010, 12, 31))
    assert not campagne.dans_fenetre(date(2011, 1, 1))


@pytest.mark.parametrize("nom", ["", "2010", "2010/2012", "2010-2011", "campagne"])
def test_other_names_are_not_guessed(nom):
    with pytest.raises(InvalidInputError, match="2010/2011"):
        campagnes.annuelle(nom)


def test_latest_campaign_comes_first(ctx):
    for nom in ("2009/2010", "2011/2012", "2010/2011"):
        campagnes.creer(ctx, campagnes.annuelle(nom))
    assert [c.nom for c in campagnes.lister(ctx)] == ["2011/2012", "2010/2011", "2009/2010"]


@pytest.mark.parametrize(
    ("change", "champ"),
    [({"nom": " "}, "nom"), ({"fenetre_fin": date(2010, 7, 1)}, "fenetre_fin")],
)
def test_impossible_campaign_is_refused(ctx, change, champ):
    with pytest.raises(InvalidInputError) as info:
        campagnes.creer(ctx, replace(campagnes.annuelle("2010/2011"), **change))
    assert info.value.champ == champ
    assert campagnes.lister(ctx) == ()


def test_two_campaigns_do_not_share_a_name(ctx):
    campagnes.creer(ctx, campagnes.annuelle("2010/2011"))
    with pytest.raises(InvalidInputError, match="existe déjà"):
        campagnes.creer(ctx, campagnes.annuelle("2010/2011"))


def test_method_is_frozen_once_someone_is_retained(ctx):
    campagne, _ = campagnes.creer(ctx, campagnes.annuelle("2010/2011"))
    campagnes.modifier(ctx, replace(campagne, methode=Methode.TIRAGE))
    campagnes.modifier(ctx, campagne)
    with ctx.store.write() as uow:
        personne = Beneficiaire(jeton="j", nom_naissance="Vaçoul")
        personne = replace(personne, id=beneficiaires.add(uow.cx, personne))
        affectation.retenir(uow, ctx, personne, campagne)
        uow.commit()
    campagnes.modifier(ctx, replace(campagne, effectif_prevu=60))
    with pytest.raises(RefusedError, match="ne peut plus changer"):
        campagnes.modifier(ctx, replace(campagne, methode=Methode.TIRAGE))
    assert campagnes.lister(ctx)[0].effectif_prevu == 60


def test_campaign_that_is_gone_is_told(ctx):
    with pytest.raises(NotFoundError):
        campagnes.modifier(ctx, replace(campagnes.annuelle("2010/2011"), id=99))


def test_a_campaign_does_not_take_the_name_of_another(ctx):
    premiere, _ = campagnes.creer(ctx, campagnes.annuelle("2010/2011"))
    seconde, _ = campagnes.creer(ctx, campagnes.annuelle("2011/2012"))
    with pytest.raises(InvalidInputError, match="existe déjà"):
        campagnes.modifier(ctx, replace(seconde, nom=premiere.nom))
    campagnes.modifier(ctx, replace(seconde, effectif_prevu=12))
