"""Dates as they are typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain import texte
from plateforme.domain.saisie import lire_date

LUNDI = date(2011, 1, 3)


@pytest.mark.parametrize(
    "tape",
    [
        "3/1/11", "03/01/2011", "3/1", "03-01-2011", "3.1.2011", "03 01 2011", "03012011", "030111", "2011-01-03",
        "3 janv. 2011", "3 janvier 2011", "3 JANVIER", "lun. 3 janv. 2011", "lundi 3 janvier 2011", " 3 jan 11 ",
        "aujourd’hui", "aujourd'hui", "auj", "+0",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_day(tape):
    assert lire_date(tape, LUNDI) == LUNDI


@pytest.mark.parametrize(
    ("tape", "attendu"),
    [
        ("1er mars 2011", date(2011, 3, 1)),
        ("14 févr.", date(2011, 2, 14)),
        ("14 aout 10", date(2010, 8, 14)),
        ("9 décembre 1993", date(1993, 12, 9)),
        ("12/5/93", date(1993, 5, 12)),
        ("1/1/31", date(2031, 1, 1)),
        ("1/1/32", date(1932, 1, 1)),
        ("29/2/2012", date(2012, 2, 29)),
        ("demain", date(2011, 1, 4)),
        ("après-demain", date(2011, 1, 5)),
        ("hier", date(2011, 1, 2)),
        ("+7", date(2011, 1, 10)),
        ("+7j", date(2011, 1, 10)),
        ("-2", date(2011, 1, 1)),
        ("+2s", date(2011, 1, 17)),
        ("+1m", date(2011, 2, 3)),
    ],
)
def test_years_words_and_shifts(tape, attendu):
    assert lire_date(tape, LUNDI) == attendu


@pytest.mark.parametrize(
    "tape",
    ["", "31/02/1992", "29/2/2011", "32/1/2011", "3/13/2011", "3", "janvier", "3 ju", "3 xyz", "3 m 2011", "0/0/0"],
)
def test_what_is_not_a_date(tape):
    assert lire_date(tape, LUNDI) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_is_shown_can_be_typed_again(jour):
    for montre in (texte.date_courte(jour), texte.date_moyenne(jour), texte.date_longue(jour), jour.isoformat()):
        assert lire_date(montre, LUNDI) == jour


@given(st.text(max_size=20))
def test_nothing_typed_breaks_it(tape):
    assert lire_date(tape, LUNDI) is None or isinstance(lire_date(tape, LUNDI), date)
