"""Strength of a passphrase, told in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain.phrase import ECHELLE, LONGUEUR_MIN, Niveau, estimer
from plateforme.services import coffre


def test_la_longueur_minimale_est_celle_du_coffre() -> None:
    assert LONGUEUR_MIN == coffre.PHRASE_MIN


@pytest.mark.parametrize(
    ("phrase", "attendu"),
    [
        ("", Niveau.TROP_COURTE),
        ("azerty", Niveau.TROP_COURTE),
        ("abc def ghi", Niveau.TROP_COURTE),
        ("aaaaaaaaaaaaaaaa", Niveau.FAIBLE),
        ("azertyuiop2011", Niveau.FAIBLE),
        ("MotDePasse2011", Niveau.FAIBLE),
        ("apprentissage Mayenne 53", Niveau.FAIBLE),
        ("chat chat chat chat", Niveau.FAIBLE),
        ("123456789012", Niveau.FAIBLE),
        ("lampe girafe tunnel", Niveau.MOYENNE),
        ("quatre chevaux bleus dansent", Niveau.BONNE),
        ("lampe girafe tunnel brioche orage", Niveau.EXCELLENTE),
        ("Łukasz boit du thé à l’aube", Niveau.EXCELLENTE),
    ],
)
def test_niveaux(phrase: str, attendu: Niveau) -> None:
    assert estimer(phrase).niveau is attendu


def test_ce_qui_est_accepte() -> None:
    assert [n.acceptable for n in ECHELLE] == [False, False, True, True, True]


def test_conseils_disent_quoi_faire() -> None:
    assert estimer("lampe girafe").conseil.startswith("Ajoutez")
    assert "répété" in estimer("chat chat chat chat").conseil
    assert "se devine" in estimer("azertyuiop2011").conseil
    assert estimer("abcdefghijk").conseil.startswith("Encore 1 caractère au moins")
    assert estimer("abc").conseil.startswith("Encore 9 caractères")
    assert estimer("lampe girafe tunnel brioche orage").conseil == ""


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
def test_ne_redit_jamais_la_phrase(phrase: str) -> None:
    force = estimer(phrase)
    assert force.bits >= 0
    assert len(phrase) < LONGUEUR_MIN or phrase not in force.conseil


@given(st.text(alphabet="abcdefghij klmnop", min_size=12, max_size=40), st.sampled_from(["brioche", "tunnel"]))
def test_un_mot_de_plus_ne_l_affaiblit_pas(phrase: str, mot: str) -> None:
    assert estimer(f"{phrase} {mot}").bits >= estimer(phrase).bits
