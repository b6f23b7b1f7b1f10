"""Settings: typed, read by declaration, kept in the base."""

from __future__ import annotations

from datetime import date

import pytest

from plateforme import settings
from plateforme.domain.changes import Sujet
from plateforme.services import reglages


@pytest.mark.parametrize(
    ("reglage", "valeur", "texte"),
    [
        (settings.REFERENT_NOM, "Zoé", "Zoé"),
        (settings.VERROUILLAGE_MINUTES, 5, "5"),
        (settings.DATE_DEMONSTRATION, date(2011, 1, 3), "2011-01-03"),
        (settings.DATE_DEMONSTRATION, None, ""),
        (settings.Reglage("essai", default=False, libelle=""), True, "1"),
        (settings.Reglage("essai", default=True, libelle=""), False, "0"),
    ],
)
def test_round_trip(reglage, valeur, texte):
    assert reglage.ecrire(valeur) == texte
    assert reglage.lire({reglage.cle: texte}) == valeur


@pytest.mark.parametrize("reglage", [settings.VERROUILLAGE_MINUTES, settings.DATE_DEMONSTRATION])
def test_unreadable_value_falls_back(reglage):
    assert reglage.lire({reglage.cle: "n’importe quoi"}) == reglage.default
    assert reglage.lire({}) == reglage.default


def test_keys_are_unique():
    cles = [r.cle for r in settings.TOUS]
    assert len(cles) == len(set(cles))


def test_base_keeps_settings_and_window_state(ctx):
    changement = reglages.ecrire(ctx, {settings.REFERENT_NOM: "Zoé", settings.VERROUILLAGE_MINUTES: 5})
    assert changement.sujets == {Sujet.REGLAGE}
    lus = reglages.lire(ctx)
    assert (lus[settings.REFERENT_NOM], lus[settings.VERROUILLAGE_MINUTES]) == ("Zoé", 5)
    reglages.ecrire(ctx, {settings.REFERENT_NOM: "Ana"})
    assert reglages.lire(ctx)[settings.REFERENT_NOM] == "Ana"
    reglages.garder_etat_fenetre(ctx, {"tri": "nom", "ecran": "aujourdhui"})
    reglages.garder_etat_fenetre(ctx, {"tri": "prenom"})
    assert reglages.etat_fenetre(ctx) == {"tri": "prenom"}
    reglages.garder_etat_fenetre(ctx, {})
    assert reglages.etat_fenetre(ctx) == {}


def test_each_base_has_its_own_secret(ctx):
    assert len(reglages.lire(ctx)[settings.SECRET_CROISEMENT]) == 64
