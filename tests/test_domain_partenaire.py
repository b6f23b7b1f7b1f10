from datetime import date

import pytest

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contrat import Contrat
from plateforme.domain.partenaire import Interlocuteur, Structure, couvre, lieux_de, meme_etablissement, themes_de
from plateforme.domain.proposition import Nature, Situation, Trou, classer, designe, destinataire_possible, trous
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import Theme, TypeStructure

ML = Structure(1, "Mission Locale des Haies", TypeStructure.MISSION_LOCALE, "Laval, Craon", charte_le=date(2010, 1, 4))
ML_NORD = Structure(2, "Mission Locale du Nord", TypeStructure.MISSION_LOCALE, "Mayenne")
FJT = Structure(3, "Foyer des Tilleuls", TypeStructure.LOGEMENT, commune="Craon")
CFA = Structure(4, "CFA des Trois Moulins", TypeStructure.CFA, "Laval")
AUTRE_CFA = Structure(5, "CFA du Bocage", TypeStructure.CFA)
MEDIATEUR = Structure(6, "Médiateur consulaire", TypeStructure.MEDIATEUR, themes=(Theme.EMPLOYEUR, Theme.RECHERCHE))
PATRON = Structure(7, "Boulangerie de la Halle", TypeStructure.EMPLOYEUR, themes=tuple(Theme))
TOUTES = (ML_NORD, ML, FJT, CFA, AUTRE_CFA, MEDIATEUR, PATRON)
JEUNE = Beneficiaire(1, nom_naissance="Genêt", prenoms="Zoé", commune="Craon", code_postal="53400")
CONTRAT = Contrat(employeur="Boulangerie de la Halle", cfa="C.F.A. des Trois Moulins")


def pour(theme, structures=TOUTES, gens=(), jeune=JEUNE, contrat=CONTRAT):
    return classer(Situation(jeune, contrat, theme, "53"), structures, gens)


@pytest.mark.parametrize(
    ("territoire", "commune", "code", "attendu"),
    [
        ("", "Craon", "53400", True),
        ("", "Rennes", "35000", False),
        ("", "Rennes", "", True),
        ("Craon, Renazé", "CRAON", "53400", True),
        ("Pays de Craon", "Craon", "53400", True),
        ("Craonnais", "Craon", "53400", False),
        ("Laval et Craon", "Craon", "", True),
        ("53", "Craon", "53400", True),
        ("35, 53400", "Craon", "53400", True),
        ("35", "Craon", "53400", False),
        ("Laval", "", "53400", False),
        ("Laval", "", "", None),
    ],
)
def test_a_territory_holds_a_place(territoire, commune, code, attendu):
    assert couvre(Structure(territoire=territoire), commune, code, "53") is attendu


def test_the_themes_of_a_card_replace_those_of_its_type():
    assert Theme.MOBILITE in themes_de(ML)
    assert themes_de(Structure(type=TypeStructure.MISSION_LOCALE, themes=(Theme.LANGUE,))) == (Theme.LANGUE,)
    assert themes_de(PATRON) == tuple(Theme)
    assert themes_de(Structure()) == ()
    assert lieux_de(ML) == ("Laval", "Craon")


@pytest.mark.parametrize(
    ("a", "b", "memes"),
    [
        ("CFA des Trois Moulins", "cfa des trois moulins", True),
        ("CFA des Trois Moulins", "CFA des Trois Moulins, Laval", True),
        ("CFA", "CFA des Trois Moulins", False),
        ("CFA du Bocage", "CFA des Trois Moulins", False),
        ("", "", False),
    ],
)
def test_two_names_of_the_same_school(a, b, memes):
    assert meme_etablissement(a, b) is memes


def test_the_partner_of_the_territory_comes_first_with_its_reasons():
    premiere, seconde = pour(Theme.MOBILITE)
    assert premiere.structure == ML
    assert premiere.raisons == (
        f"traite le thème «{NBSP}Mobilité{NBSP}»",
        "couvre Craon",
        "a signé la charte le 04/01/2010",
    )
    assert not premiere.reserves
    assert seconde.structure == ML_NORD
    assert seconde.reserves == (
        f"son territoire est Mayenne{NNBSP}; le jeune habite Craon",
        "n’a pas signé la charte de bonnes pratiques",
    )


def test_training_goes_to_the_cfa_of_the_contract_and_to_no_other():
    assert [p.structure for p in pour(Theme.FORMATION)] == [CFA]
    assert pour(Theme.FORMATION)[0].raisons[0] == "le CFA de son contrat"


def test_a_cfa_that_is_not_in_the_directory_is_named():
    (manque,) = pour(Theme.FORMATION, (AUTRE_CFA, ML))
    assert manque.nature is Nature.MANQUE
    assert "C.F.A. des Trois Moulins" in manque.raisons[0]


def test_nobody_for_a_theme_says_so():
    (manque,) = pour(Theme.NUMERIQUE, (ML, FJT))
    assert (manque.nature, manque.structure) == (Nature.MANQUE, None)
    assert "Numérique" in manque.raisons[0]
    assert pour(Theme.FORMATION, (ML,), contrat=None)[0].nature is Nature.MANQUE


@pytest.mark.parametrize("theme", [Theme.EMPLOYEUR, Theme.RECHERCHE, Theme.ORIENTATION])
def test_some_themes_are_for_the_referent_or_the_mediator(theme):
    premiere, *reste = pour(theme)
    assert premiere.nature is Nature.VOUS_MEME
    assert "vous-même ou le médiateur de la chambre" in premiere.raisons[0]
    if theme is not Theme.ORIENTATION:
        assert reste[0].structure == MEDIATEUR
        assert reste[0].raisons[0] == "le médiateur de la chambre"


def test_an_employer_is_never_proposed_whatever_its_card_says():
    for theme in Theme:
        assert PATRON not in [p.structure for p in pour(theme)]
    deguise = Structure(8, "BOULANGERIE DE LA HALLE", TypeStructure.AUTRE, themes=(Theme.LOGEMENT,))
    assert deguise not in [p.structure for p in pour(Theme.LOGEMENT, (deguise, FJT))]
    assert not destinataire_possible(deguise, CONTRAT)
    assert destinataire_possible(deguise, None)
    assert destinataire_possible(FJT, Contrat())


def test_an_archived_partner_is_not_proposed():
    archive = Structure(9, "Ancien foyer", TypeStructure.LOGEMENT, archivee_le=date(2010, 1, 1))
    assert [p.structure for p in pour(Theme.LOGEMENT, (archive, FJT))] == [FJT]


def test_reasons_about_the_place():
    assert "installé à Craon" in pour(Theme.LOGEMENT)[0].raisons
    ailleurs = Beneficiaire(2, commune="Rennes", code_postal="35000")
    assert pour(Theme.LOGEMENT, jeune=ailleurs)[0].reserves[0].startswith("son territoire est le département (53)")
    assert "la commune du jeune n’est pas connue" in pour(Theme.LOGEMENT, jeune=Beneficiaire())[0].reserves
    laval = Beneficiaire(3, commune="Laval", code_postal="53000")
    assert "couvre tout le département" in pour(Theme.LOGEMENT, jeune=laval)[0].raisons


def test_the_adviser_who_knows_the_young_person_receives():
    maud = Interlocuteur(1, 1, "Maud Chermandier", designe=True)
    yann = Interlocuteur(2, 1, "Yann Fauvillois")
    suivie = Beneficiaire(1, commune="Craon", code_postal="53400", suivi_ml=True, ml_conseiller="FAUVILLOIS Yann")
    premiere = pour(Theme.MOBILITE, (ML,), (maud, yann), suivie)[0]
    assert premiere.interlocuteur == yann
    assert "le jeune est déjà suivi par la Mission Locale" in premiere.raisons
    assert pour(Theme.MOBILITE, (ML,), (maud, yann))[0].interlocuteur == maud


def test_an_adviser_who_is_not_in_the_directory_leaves_it_to_the_designated():
    suivie = Beneficiaire(1, commune="Craon", code_postal="53400", suivi_ml=True, ml_conseiller="INCONNU Yann")
    antenne = Structure(90, "Antenne", TypeStructure.MISSION_LOCALE, "Craon")
    designee = Interlocuteur(91, 90, "Ada Truelle", designe=True)
    premiere = pour(Theme.SANTE, (antenne,), (Interlocuteur(92, 90, "Zita Rabot"), designee), suivie)[0]
    assert premiere.interlocuteur == designee


def test_who_receives_the_fiches_of_a_structure():
    seul = Interlocuteur(1, 1, "Maud", courriel="maud@exemple.invalid")
    assert designe((seul,), 1) == seul
    assert designe((seul, Interlocuteur(2, 1, "Yann", courriel="yann@exemple.invalid")), 1) is None
    assert designe((seul, Interlocuteur(2, 1, "Yann", designe=True)), 1).nom == "Yann"
    assert designe((Interlocuteur(2, 1, "Yann", designe=True, parti_le=date(2010, 1, 1)),), 1) is None


def test_the_holes_of_the_directory():
    lieux = {("Craon", "53400"): 2, ("Mayenne", "53100"): 1}
    manques = trous((ML, FJT, CFA), lieux, "53")
    assert Trou(Theme.NUMERIQUE) in manques
    assert Trou(Theme.MOBILITE, "Mayenne", 1) in manques
    assert Trou(Theme.MOBILITE, "Craon", 2) not in manques
    assert not {t.theme for t in manques} & {Theme.LOGEMENT, Theme.FORMATION, Theme.EMPLOYEUR, Theme.AUTRE}
    assert Trou(Theme.MOBILITE, "Craon").phrase == f"Personne pour{NNBSP}: Mobilité, à Craon"
    assert Trou(Theme.LANGUE).phrase == f"Personne pour{NNBSP}: Maîtrise de la langue"
