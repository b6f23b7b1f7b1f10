"""One cell at a time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain.vocabulaire import Niveau, Sexe
from plateforme.lists import valeurs

JOUR = date(1992, 6, 14)


@pytest.mark.parametrize(
    "cellule",
    [
        JOUR, 33769, 33769.5, 14061992, 19920614, "33769", "14061992", "19920614", "140692",
        "14/06/1992", "14/6/92", "14-06-92", "14.06.1992", "14 06 1992", " 14 / 06 / 1992 ", "1992-06-14",
        "1992/06/14", "1992-06-14 00:00:00", "1992-06-14T00:00:00Z", "14/06/1992 12:30", "14 juin 1992",
        "14 JUIN 92", "dimanche 14 juin 1992", "14-juin-92", "14-Jun-1992", "14‑06‑1992",
    ],
)  # fmt: skip
def test_dates(cellule: object) -> None:
    assert valeurs.date_de(cellule, 1996) == JOUR  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("texte", "attendue"),
    [
        ("1er août 1993", date(1993, 8, 1)),
        ("2 févr. 1993", date(1993, 2, 2)),
        ("3 décembre 93", date(1993, 12, 3)),
        ("5 avril 1993", date(1993, 4, 5)),
        ("5 juillet 1993", date(1993, 7, 5)),
    ],
)
def test_mois_en_lettres(texte: str, attendue: date) -> None:
    assert valeurs.date_de(texte, 1996) == attendue


@pytest.mark.parametrize(
    "cellule",
    ["31/02/1992", "1992-13-01", "juin 1992", "14/06", "0", "abc", "14 brumaire 1992", "99999999", "123456", 12, 10**9,
     9_000_000, "14/06/199", 2.5, "999999", "1234567"],
)  # fmt: skip
def test_ce_qui_n_est_pas_une_date(cellule: object) -> None:
    assert valeurs.date_de(cellule, 1996) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("annee", "pivot", "pleine"),
    [
        ("92", 1996, 1992),
        ("96", 1996, 1996),
        ("97", 1996, 1897),
        ("05", 2011, 2005),
        ("92", 2011, 1992),
        ("1992", 0, 1992),
    ],
)
def test_annees_sur_deux_chiffres(annee: str, pivot: int, pleine: int) -> None:
    assert valeurs.annee_pleine(annee, pivot) == pleine


@given(st.dates(date(1970, 1, 1), date(2015, 12, 31)))
def test_toutes_les_ecritures_d_une_date_se_valent(jour: date) -> None:
    ecritures = (f"{jour:%d/%m/%Y}", f"{jour:%Y-%m-%d}", f"{jour:%d.%m.%y}", (jour - date(1899, 12, 30)).days)
    assert {valeurs.date_de(e, 2050) for e in ecritures if not (isinstance(e, str) and "." in e)} == {jour}
    assert valeurs.date_de(ecritures[2], jour.year + 50) == jour


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats(allow_nan=False, allow_infinity=False)))
def test_aucune_cellule_ne_fait_tomber_la_lecture(cellule: str | float) -> None:
    valeurs.date_de(cellule, 1996)
    valeurs.telephones(cellule)
    valeurs.courriel(cellule)
    valeurs.code_postal(cellule)
    valeurs.sexe(cellule)
    valeurs.niveau_de(cellule)


@pytest.mark.parametrize(
    ("cellule", "numeros", "lisible"),
    [
        ("06 12 34 56 78", ("+33612345678",), True),
        ("06.12.34.56.78", ("+33612345678",), True),
        ("+33 6 12 34 56 78", ("+33612345678",), True),
        ("0033612345678", ("+33612345678",), True),
        ("+33 (0)6 12 34 56 78", ("+33612345678",), True),
        (612345678, ("+33612345678",), True),
        ("06 12 34 56 78 / 02 43 00 00 01", ("+33612345678", "+33243000001"), True),
        ("0612345678 ou 0612345678", ("+33612345678",), True),
        ("+32 470 12 34 56", ("+32470123456",), True),
        ("06 12 34", (), False),
        ("voir mère", (), False),
        ("0612345678; rouge", ("+33612345678",), False),
        ("", (), True),
        ("NC", (), True),
    ],
)
def test_telephones(cellule: str | int, numeros: tuple[str, ...], lisible: bool) -> None:
    assert valeurs.telephones(cellule) == (numeros, lisible)


def test_courriel_et_code_postal() -> None:
    assert valeurs.courriel("Zoé <Zoe.Invente@Exemple.invalid>") == "zoe.invente@exemple.invalid"
    assert valeurs.courriel("pas d’adresse") == ""
    assert [valeurs.code_postal(c) for c in (53000, "53 000", 1000, "F-53000", "53", "530000")] == [
        "53000", "53000", "01000", "53000", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mot", "attendu"),
    [("F", Sexe.F), ("Mme", Sexe.F), ("Mlle", Sexe.F), ("Féminin", Sexe.F), (2, Sexe.F), ("M.", Sexe.M), ("H", Sexe.M),
     ("Monsieur", Sexe.M), (1, Sexe.M), ("?", None), ("X", None), ("autre", None)],
)  # fmt: skip
def test_sexe(mot: str | int, attendu: Sexe | None) -> None:
    assert valeurs.sexe(mot) == attendu


@pytest.mark.parametrize(
    ("mot", "attendu"),
    [("V", Niveau.N3), ("niveau IV", Niveau.N4), ("Niv. III", Niveau.N5), (3, Niveau.N3), ("6", Niveau.N6),
    ("I",
    Niveau.N7),
     (8, Niveau.N8), ("infra V", Niveau.SANS), ("CAP", Niveau.N3), ("", None), ("inconnu", None),
     ("Bac pro", Niveau.N4)],
)  # fmt: skip
def test_niveau(mot: str | int, attendu: Niveau | None) -> None:
    assert valeurs.niveau_de(mot) == attendu


@pytest.mark.parametrize(
    ("diplome", "attendu"),
    [("CAP Boulanger", Niveau.N3), ("MC Pâtisserie", Niveau.N3), ("BP Coiffure", Niveau.N4),
    ("BTM Pâtissier", Niveau.N4),
     ("Bac pro Commerce", Niveau.N4), ("BTS MUC", Niveau.N5), ("Licence pro", Niveau.N6), ("Master", Niveau.N7),
     ("Titre maison", None)],
)  # fmt: skip
def test_niveau_du_diplome(diplome: str, attendu: Niveau | None) -> None:
    assert valeurs.niveau_du_diplome(diplome) == attendu


def test_texte() -> None:
    cellules = (JOUR, " a  b ", "#N/A", "NC", 12, "-")
    assert [valeurs.texte(c) for c in cellules] == ["14/06/1992", "a b", "", "", "12", ""]
