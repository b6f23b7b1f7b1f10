"""Setting text: nothing lost, nothing too wide, and a visible sign for what cannot be printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.errors import FileProblemError
from plateforme.fiches import polices
from plateforme.fiches.texte import Texte, en_lignes
from plateforme.fiches.theme import FOND_DOUX, PAPIER, TEXTE, TEXTES, TITRE, contraste

ALPHABET = "aéœŒ’«»–\u202f€ŁşğŽőěß,.;:!?-@_/ \nABC"


@pytest.mark.parametrize("police", polices.FICHIERS)
def test_the_family_has_the_letters_of_the_field(police):
    lettres = "éœŒ’«»–\u202f\u00a0€ŁłşŞğĞŽžőěßıİÇçÆøÅЖ"
    assert polices.imprimable(lettres, police) == lettres


@pytest.mark.parametrize(
    ("donne", "imprime"),
    [
        ("محمد", "□□□□"),
        ("中村", "□□"),
        ("Léa 😀", "Léa □"),
        ("e\u0301te\u0301", "été"),
        ("１㎞", "1km"),
        ("Jean\u2011Paul", "Jean-Paul"),
        ("a\tb\u200d\x00", "a b"),
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
    ],
)
def test_what_cannot_be_printed_is_seen(donne, imprime):
    assert polices.imprimable(donne) == imprime


@given(st.text())
def test_anything_can_be_printed(texte):
    glyphes = polices._glyphes(polices.REGULIER)
    assert all(c == "\n" or ord(c) in glyphes for c in polices.imprimable(texte))


@given(st.text(ALPHABET, max_size=200), st.floats(30, 400))
def test_lines_keep_every_letter_and_the_width(texte, largeur):
    lignes = en_lignes(texte, TEXTE, largeur)
    sans_espace = str.maketrans("", "", " \n")
    assert "".join(lignes).translate(sans_espace) == texte.translate(sans_espace)
    assert all(polices.largeur(ligne, TEXTE.police, TEXTE.corps) <= largeur + 0.01 for ligne in lignes)


def test_french_spaces_never_break():
    texte = "un mot «\u202fcité\u202f» et 1\u202f300\u202f€\u202f: fin\u00a0!"
    mots = set(texte.split(" "))
    for largeur in range(40, 200, 3):
        assert {mot for ligne in en_lignes(texte, TEXTE, largeur) for mot in ligne.split(" ")} == mots


def test_a_long_address_breaks_after_its_signs():
    lignes = en_lignes("prenom.nom-tres-long@structure-partenaire.exemple.fr", TEXTE, 110)
    assert len(lignes) > 1
    assert all(ligne[-1] in "@.-" for ligne in lignes[:-1])


def test_a_text_cut_by_a_page_leaves_no_line_alone():
    bloc = Texte("\n".join(f"ligne {n}" for n in range(5)))
    debut, fin = bloc.split(400, 4 * TEXTE.interligne)
    assert [len(en_lignes(part.texte, TEXTE, 400)) for part in (debut, fin)] == [3, 2]
    assert bloc.split(400, TEXTE.interligne) == []
    assert bloc.split(400, 500) == [bloc]


@pytest.mark.parametrize("couleur", TEXTES)
@pytest.mark.parametrize("fond", [PAPIER, FOND_DOUX])
def test_text_colours_have_aa_contrast(couleur, fond):
    assert contraste(couleur, fond) >= 4.5


def test_a_style_never_shrinks_under_eight_points():
    assert TEXTE.reduit(0.1).corps == 8
    assert TITRE.reduit(0.9).corps == pytest.approx(18.9)
    assert TEXTE.reduit(0.1).interligne / 8 == pytest.approx(TEXTE.interligne / TEXTE.corps)


def test_lost_fonts_are_said(tmp_path, monkeypatch):
    monkeypatch.setattr(polices, "resources", lambda: tmp_path)
    with pytest.raises(FileProblemError, match=r"Lato-Regular\.ttf") as trouve:
        polices._charger.__wrapped__()
    assert "Réinstallez" in trouve.value.next_step
