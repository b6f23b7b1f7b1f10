"""Calendar arithmetic."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain.calendrier import est_ouvre, jour_ouvre_suivant
from plateforme.domain.dates import age, ajouter_mois

JOURS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("jour", "mois", "attendu"),
    [
        (date(2010, 9, 6), 1, date(2010, 10, 6)),
        (date(2010, 8, 31), 1, date(2010, 9, 30)),
        (date(2010, 8, 31), 6, date(2011, 2, 28)),
        (date(2011, 8, 31), 6, date(2012, 2, 29)),
        (date(2010, 12, 15), 1, date(2011, 1, 15)),
        (date(2012, 2, 29), 12, date(2013, 2, 28)),
        (date(2010, 3, 31), -1, date(2010, 2, 28)),
    ],
)
def test_ajouter_des_mois(jour: date, mois: int, attendu: date):
    assert ajouter_mois(jour, mois) == attendu


@given(JOURS, st.integers(0, 60))
def test_le_mois_vise_est_exact_et_le_jour_au_plus_le_meme(jour: date, mois: int):
    obtenu = ajouter_mois(jour, mois)
    assert (obtenu.year * 12 + obtenu.month) - (jour.year * 12 + jour.month) == mois
    assert obtenu.day == min(jour.day, calendar.monthrange(obtenu.year, obtenu.month)[1])


@pytest.mark.parametrize(
    ("naissance", "au", "attendu"),
    [
        (date(1993, 5, 12), date(2011, 5, 11), 17),
        (date(1993, 5, 12), date(2011, 5, 12), 18),
        (date(1992, 2, 29), date(2010, 2, 28), 17),
        (date(1992, 2, 29), date(2010, 3, 1), 18),
    ],
)
def test_l_age_est_en_annees_revolues(naissance: date, au: date, attendu: int):
    assert age(naissance, au) == attendu


def test_le_jour_ouvre_suivant_saute_la_fin_de_semaine_et_les_jours_donnes():
    vendredi = date(2011, 1, 7)
    assert jour_ouvre_suivant(vendredi) == date(2011, 1, 10)
    assert jour_ouvre_suivant(vendredi, frozenset({date(2011, 1, 10)})) == date(2011, 1, 11)
    assert jour_ouvre_suivant(date(2011, 1, 3)) == date(2011, 1, 4)


@given(JOURS)
def test_le_jour_ouvre_suivant_est_le_premier(jour: date):
    suivant = jour_ouvre_suivant(jour)
    assert suivant > jour
    assert est_ouvre(suivant)
    entre = (jour + timedelta(days=n) for n in range(1, (suivant - jour).days))
    assert not any(est_ouvre(j) for j in entre)
