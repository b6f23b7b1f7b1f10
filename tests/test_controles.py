"""What a form accepts: identifiers, dates, and the number that is never recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain import controles
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contrat import Contrat
from tests.conftest import LUNDI

ZOE = Beneficiaire(nom_naissance="Genêt", prenoms="Zoé", date_naissance=date(1993, 5, 12), representant_nom="Lys Genêt")
CONTRAT = Contrat(debut=date(2010, 9, 1), fin_prevue=date(2012, 8, 31))


def cle(treize: str) -> str:
    return f"{97 - int(treize) % 97:02d}"


@given(
    st.sampled_from("12"),
    st.integers(0, 99),
    st.integers(1, 12),
    st.integers(1, 95),
    st.integers(0, 999999),
    st.sampled_from(["", " "]),
)
def test_any_social_security_number_is_recognised(sexe, annee, mois, departement, suite, espace):
    groupes = [sexe, f"{annee:02d}", f"{mois:02d}", f"{departement:02d}", f"{suite:06d}"[:3], f"{suite:06d}"[3:]]
    treize = "".join(groupes)
    for texte in (espace.join(groupes), espace.join([*groupes, cle(treize)])):
        assert controles.contient_nir(f"numéro {texte}, merci")


def test_the_number_of_someone_born_in_corsica_is_recognised():
    numero = int("2930519123456")
    assert controles.contient_nir(f"293052A123456{97 - numero % 97:02d}")
    assert controles.contient_nir("2 93 05 2b 123 456")


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "06 12 34 56 78 et 07 12 34 56 78",
        "73282932000074",  # a SIRET has fourteen digits
        "293055312345699",  # fifteen digits in a row whose key is wrong: some other reference
        "FL-2010-0042",
        "contrat 053201009001234",
    ],
)
def test_other_numbers_are_let_through(texte):
    assert not controles.contient_nir(texte)


def test_the_number_is_refused_in_every_text_of_a_person():
    nir = "2930553123456" + cle("2930553123456")
    for champ in ("notes_privees", "ml_identifiant", "adresse", "naissance_source"):
        assert controles.erreurs_beneficiaire(replace(ZOE, **{champ: nir}), LUNDI) == {champ: controles.NIR_REFUSE}
    assert controles.erreurs_contrat(replace(CONTRAT, numero=nir)) == {"numero": controles.NIR_REFUSE}


@pytest.mark.parametrize(
    ("siret", "juste"),
    [
        ("732 829 320 00074", True),
        ("73282932000075", False),
        ("35600000000048", True),
        ("35600000049837", True),  # La Poste: the sum of the digits, not Luhn
        ("35600000049838", False),
        ("732829320", False),
        ("7328293200007A", False),
        ("", False),
    ],
)
def test_siret(siret, juste):
    assert controles.siret_valide(siret) is juste


@pytest.mark.parametrize(
    ("saisi", "attendu"),
    [
        ("06 00 00 00 12", "+33600000012"),
        ("06.00.00.00.12", "+33600000012"),
        ("+33 6 00 00 00 12", "+33600000012"),
        ("+44 20 7946 0018", "+442079460018"),
        ("06 00 00", ""),
        ("à demander", ""),
        ("", ""),
    ],
)
def test_telephone(saisi, attendu):
    assert controles.telephone_normal(saisi) == attendu


@pytest.mark.parametrize("adresse", ["zoe.genet@exemple.fr", "z@a.b.fr", " zoe@exemple.fr "])
def test_right_addresses(adresse):
    assert controles.courriel_valide(adresse)


@pytest.mark.parametrize(
    "adresse", ["zoe", "zoe@exemple", "zoe@@exemple.fr", "zoe genet@exemple.fr", "a@b.fr; c@d.fr", ""]
)
def test_wrong_addresses(adresse):
    assert not controles.courriel_valide(adresse)


@pytest.mark.parametrize(
    ("code", "juste"), [("53000", True), ("97400", True), ("5300", False), ("00100", False), ("99000", False)]
)
def test_postcode(code, juste):
    assert controles.code_postal_valide(code) is juste


def test_each_wrong_field_of_a_person_has_its_sentence():
    fausse = Beneficiaire(
        date_naissance=LUNDI,
        telephone="12",
        telephone_2="x",
        representant_telephone="0",
        courriel="zoe",
        code_postal="53",
    )
    erreurs = controles.erreurs_beneficiaire(fausse, LUNDI)
    assert set(erreurs) == {
        "nom_naissance",
        "prenoms",
        "date_naissance",
        "telephone",
        "telephone_2",
        "representant_telephone",
        "courriel",
        "code_postal",
    }
    assert "\u202f:" in erreurs["courriel"]
    assert controles.erreurs_beneficiaire(ZOE, LUNDI) == {}


@pytest.mark.parametrize(
    ("naissance", "representant", "champs"),
    [
        (date(1993, 5, 12), "Lys Genêt", set()),
        (date(1993, 5, 12), "", {"representant_nom"}),
        (date(1990, 5, 12), "", set()),
        (date(2003, 5, 12), "", {"date_naissance"}),
        (date(1960, 5, 12), "", {"date_naissance"}),
        (None, "", {"date_naissance"}),
    ],
)
def test_what_is_unusual_about_a_person_is_said(naissance, representant, champs):
    jeune = replace(ZOE, date_naissance=naissance, representant_nom=representant)
    assert set(controles.remarques_beneficiaire(jeune, LUNDI)) == champs


def test_each_wrong_field_of_a_contract_has_its_sentence():
    faux = Contrat(siret="123", employeur_telephone="12", fin_prevue=date(2010, 1, 1))
    assert set(controles.erreurs_contrat(faux)) == {"debut", "siret", "employeur_telephone"}
    assert set(controles.erreurs_contrat(replace(CONTRAT, fin_prevue=CONTRAT.debut))) == {"fin_prevue"}
    assert controles.erreurs_contrat(CONTRAT) == {}


@pytest.mark.parametrize(
    ("champs", "naissance", "attendus"),
    [
        ({}, date(1993, 5, 12), set()),
        ({}, None, set()),
        ({}, date(1996, 5, 12), {"debut"}),
        ({}, date(1980, 5, 12), {"debut"}),
        ({"fin_prevue": date(2011, 2, 28)}, None, {"fin_prevue"}),
        ({"fin_prevue": date(2011, 3, 1)}, None, set()),
        ({"fin_prevue": date(2015, 3, 2)}, None, {"fin_prevue"}),
        ({"premier_jour": date(2010, 8, 31)}, None, {"premier_jour"}),
        ({"premier_jour": date(2010, 9, 15)}, None, set()),
        ({"premier_jour": date(2011, 1, 15)}, None, {"premier_jour"}),
        ({"debut": date.min}, None, set()),
    ],
)
def test_what_is_unusual_about_a_contract_is_said(champs, naissance, attendus):
    assert set(controles.remarques_contrat(replace(CONTRAT, **champs), naissance)) == attendus
