"""Names made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain.identite import cle, identite, parties, prenoms, proches, squelette, voisins


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Le Gall", "LEGALL"), ("D’Angelo", "d angelo"), ("ST MARTIN", "Saint-Martin"), ("Ste-Croix", "SAINTE CROIX"),
        ("ÖZTÜRK", "Ozturk"), ("Kovač", "KOVAC"), ("Bœuf", "BOEUF"), ("  Da   Costa ", "DaCosta"),
    ],
)  # fmt: skip
def test_ecritures_d_un_meme_nom(a: str, b: str) -> None:
    assert cle(a) == cle(b) != ""


def test_parties_d_un_nom_compose() -> None:
    assert parties("GUÉRIN-LE BRETON") == ("guerin", "lebreton")
    assert parties("Rochette de Lempdes") == ("rochette", "delempdes")
    assert parties("de la") == ("dela",)
    assert parties("") == ()


def test_prenoms_un_par_un() -> None:
    assert prenoms("Jean-Marc, Louis") == ("jeanmarc", "louis")
    assert prenoms("  ") == ()


@pytest.mark.parametrize(
    ("a", "b", "est_proche", "est_voisin"),
    [
        ("mathieu", "matthieu", True, True),
        ("frederic", "frdeeric", True, True),
        ("delempdes", "dlempdse", False, True),
        ("rochettedelempdes", "rochtedelempdes", True, True),
        ("lea", "leo", False, True),
        ("leon", "len", False, True),
        ("lucas", "louis", False, False),
        ("martin", "marteau", False, False),
        ("a", "b", False, False),
        ("", "", False, False),
    ],
)
def test_une_faute_de_frappe(a: str, b: str, est_proche: bool, est_voisin: bool) -> None:
    assert (proches(a, b), voisins(a, b)) == (est_proche, est_voisin)


def test_squelette() -> None:
    assert [squelette(m) for m in ("monnique", "monique", "ahmed", "")] == ["mnq", "mnq", "amd", ""]


def test_identite_et_ordre() -> None:
    droite, tournee = identite("Navarro", "Mohamed"), identite("Mohamed", "Navarro")
    assert droite.cle == tournee.cle == "mohamed|navarro"
    assert identite("Bodin", "Zoé", "Martin").noms == ("bodin", "martin")
    assert identite("Bodin", "Zoé", "BODIN").noms == ("bodin",)
    assert identite("", "Zoé").cle == "|zoe"


@given(st.text(max_size=30), st.text(max_size=30))
def test_proche_est_symetrique(a: str, b: str) -> None:
    assert proches(a, b) == proches(b, a)
    assert voisins(a, b) == voisins(b, a)
    assert not proches(a, b) or voisins(a, b)
    assert cle(cle(a)) == cle(a)
