"""Words, numbers and dates as a French reader expects them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain import texte

LUNDI = date(2011, 1, 3)


@pytest.mark.parametrize(
    ("saisi", "attendu"),
    [
        ("Éléonore", "eleonore"),
        ("LE GOFF-Œuvrard", "le goff oeuvrard"),
        ("Łukasz Çağla", "lukasz cagla"),
        ("d’Aÿ", "d ay"),
        ("  Straße  ", "strasse"),
        ("İpek ışık", "ipek isik"),
        ("Øystein Æther Đorđe Ħ Þór", "oystein aether dorde h thor"),
        ("…", ""),
    ],
)
def test_fold(saisi: str, attendu: str):
    assert texte.fold(saisi) == attendu


@given(st.text())
def test_fold_est_stable_et_ne_garde_que_des_lettres_simples(saisi: str):
    plie = texte.fold(saisi)
    assert texte.fold(plie) == plie
    assert set(plie) <= set("abcdefghijklmnopqrstuvwxyz0123456789 ")


def test_e_accent_trie_avec_e():
    assert sorted(["Zoé", "Étienne", "Eva", "Fanny"], key=texte.cle_tri) == ["Étienne", "Eva", "Fanny", "Zoé"]


def test_dates():
    assert texte.date_courte(LUNDI) == "03/01/2011"
    assert texte.date_moyenne(LUNDI) == "lun.\u00a03 janv. 2011"
    assert texte.date_longue(date(2011, 2, 1)) == "mardi 1er février 2011"
    assert texte.heure(datetime(2011, 1, 3, 14, 5)) == "14\u00a0h\u00a005"


@pytest.mark.parametrize(
    ("jour", "attendu"),
    [
        (date(2011, 1, 3), "aujourd’hui"),
        (date(2011, 1, 4), "demain"),
        (date(2011, 1, 2), "hier"),
        (date(2011, 2, 1), "le mar.\u00a01er\u00a0févr."),
        (date(2010, 12, 31), "le ven.\u00a031\u00a0déc.\u00a02010"),
    ],
)
def test_date_proche(jour: date, attendu: str):
    assert texte.date_proche(jour, LUNDI) == attendu


def test_nombres():
    assert texte.jours(1) == "1\u00a0jour"
    assert texte.jours(-4) == "-4\u00a0jours"
    assert texte.pluriel(0, "jeune") == "0\u00a0jeune"
    assert texte.pluriel(2, "cheval", "chevaux") == "2\u00a0chevaux"
    assert texte.entier(1300) == "1\u202f300"
    assert texte.pourcentage(0.135) == "13,5\u202f%"


@pytest.mark.parametrize(
    ("numero", "attendu"),
    [
        ("0612345678", "06\u00a012\u00a034\u00a056\u00a078"),
        ("+33 6 12 34 56 78", "06\u00a012\u00a034\u00a056\u00a078"),
        (" 06.12.34.56.78 ", "06\u00a012\u00a034\u00a056\u00a078"),
        ("+44 20 7946 0018", "+44 20 7946 0018"),
        ("3919", "3919"),
        ("", ""),
    ],
)
def test_telephone_par_paires(numero: str, attendu: str):
    assert texte.telephone(numero) == attendu


def test_noms_et_minuscules():
    assert texte.nom_complet("Genêt", "Zoé") == "GENÊT Zoé"
    assert texte.nom_complet("Genêt", "") == "GENÊT"
    assert texte.minuscule("Nouveau contrat") == "nouveau contrat"
    assert texte.minuscule("CFA des Moulins") == "CFA des Moulins"
    assert texte.minuscule("") == ""
