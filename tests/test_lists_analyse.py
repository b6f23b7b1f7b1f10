"""Bytes to cells, in this process: encodings, separators, archives, and whatever bytes come."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from python_calamine import PasswordError

from plateforme.domain.liste import Ligne
from plateforme.errors import FileProblemError
from plateforme.lists import analyse
from plateforme.lists.analyse import analyser, normaliser
from plateforme.lists.contenu import indice_colonne
from plateforme.lists.limites import DEFAUT, Limites
from tests.listes import FIXTURES, classeur, ods

TEXTE = "Nom;Prénom;Ville\nINVENTÉ;Zoé;Évron\n"
CLASSEUR = classeur({"F": [["Nom", "Prénom"], ["INVENTÉ", "Zoé"]]})


def lignes(octets: bytes, limites: Limites = DEFAUT) -> tuple[Ligne, ...]:
    return tuple(analyser(octets, "essai", None, limites)[1])


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_encodages(encodage: str) -> None:
    assert lignes(TEXTE.encode(encodage)) == (("Nom", "Prénom", "Ville"), ("INVENTÉ", "Zoé", "Évron"))


def test_octets_absents_de_cp1252() -> None:
    assert lignes(b"Nom;Ville\nIN\x81V\xe9;Laval\n")[1][1] == "Laval"


@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_separateurs(separateur: str) -> None:
    lues = lignes(f'Nom{separateur}Adresse\nX{separateur}"1, rue du Test; porte 2"\n'.encode())
    assert lues == (("Nom", "Adresse"), ("X", "1, rue du Test; porte 2"))


def test_separateur_annonce_a_excel() -> None:
    """« sep= » is not shown by a spreadsheet: row 1 is the next one."""
    assert lignes(b"sep=|\r\nNom|Ville\r\nX|Laval\r\n") == (("Nom", "Ville"), ("X", "Laval"))
    with pytest.raises(FileProblemError, match="abîmé"):
        lignes(b'sep="\nNom"Ville\n' + b'"' + b"x" * (2 << 20))


def test_numeros_de_ligne_d_un_tableur() -> None:
    """An empty line is a row; a line break inside quotes is not."""
    assert lignes(b'Nom;Ville\n\n"X\nY";Laval\n') == (("Nom", "Ville"), (), ("X\nY", "Laval"))


def test_une_seule_colonne() -> None:
    assert lignes(b"Nom\nX\n") == (("Nom",), ("X",))


def test_limites_de_lignes() -> None:
    petites = Limites(lignes=3)
    assert len(lignes(b"a;b\n" * 3, petites)) == 3
    with pytest.raises(FileProblemError, match="plus de 3 lignes"):
        lignes(b"a;b\n" * 4, petites)
    with pytest.raises(FileProblemError, match="plus de 3 lignes"):
        lignes(classeur({"F": [["a"]] * 4}), petites)
    with pytest.raises(FileProblemError, match="plus de 3 lignes"):
        lignes(ods([["a"]] * 4), petites)
    with pytest.raises(FileProblemError, match="demande trop de mémoire"):
        lignes(ods([["a", "b"]] * 3), Limites(cellules=5))


def test_colonne_lointaine() -> None:
    with pytest.raises(FileProblemError, match="en KO1"):
        lignes(classeur({"F": [["a"] * 301]}))
    assert (indice_colonne("A"), indice_colonne("AA"), indice_colonne("XFD")) == (0, 26, 16383)


def test_cellules_vides_mises_en_forme() -> None:
    """A format applied to a whole column is not a value in its last cell."""
    feuille = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>Nom</t></is></c></row>'
        b'<row r="1048576"><c r="XFD1048576" s="1"/><c r="XFD1048576" s="1"></c></row></sheetData></worksheet>'
    )
    sortie = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(CLASSEUR)) as avant, zipfile.ZipFile(sortie, "w") as apres:
        for nom in avant.namelist():
            apres.writestr(nom, feuille if "sheet1" in nom and "rels" not in nom else avant.read(nom))
    assert lignes(sortie.getvalue()) == (("Nom",),)


@pytest.mark.parametrize(
    ("membre", "phrase"),
    [("word/document.xml", "un document Word"), ("ppt/p.xml", "une présentation"), ("a.txt", "une archive compressée")],
)
def test_autres_archives(membre: str, phrase: str) -> None:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr(membre, "x")
    with pytest.raises(FileProblemError, match=phrase):
        lignes(tampon.getvalue())


def test_archive_sans_classeur_dedans() -> None:
    tampon = io.BytesIO()
    with zipfile.ZipFile(tampon, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", "x")
    with pytest.raises(FileProblemError, match="abîmé"):
        lignes(tampon.getvalue())


def test_volume_reel_plus_grand_que_l_annonce() -> None:
    with pytest.raises(FileProblemError, match="demande trop de mémoire"):
        lignes(CLASSEUR, Limites(decompresse=100))


def test_feuilles_toutes_vides() -> None:
    with pytest.raises(FileProblemError, match="est vide"):
        lignes(classeur({"F": [], "G": []}))


@pytest.mark.parametrize(
    ("valeur", "attendue"),
    [
        ("  x ", "x"),
        (True, "VRAI"),
        (False, "FAUX"),
        (12.0, 12),
        (1.5, 1.5),
        (7, 7),
        (datetime(1992, 6, 14, 5), date(1992, 6, 14)),
        (date(1992, 6, 14), date(1992, 6, 14)),
        (time(5, 6), "05:06:00"),
        (timedelta(days=1), "1 day, 0:00:00"),
        (None, ""),
    ],
)
def test_cellules(valeur: object, attendue: object) -> None:
    assert normaliser(valeur) == attendue


def lignes_ou_refus(octets: bytes) -> bool:
    """True for rows or a message that names the file; anything else is a bug and is raised."""
    try:
        return all(isinstance(ligne, tuple) for ligne in lignes(octets, Limites(lignes=5000, decompresse=1 << 24)))
    except FileProblemError as erreur:
        return "essai" in erreur.message and bool(erreur.next_step)


@settings(max_examples=400, deadline=None)
@given(st.binary(max_size=600))
@example(b"\xff\xfe\x00")
@example(b"sep=\n")
@example(b'"')
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfe\x00\xd8")
def test_des_octets_quelconques(octets: bytes) -> None:
    assert lignes_ou_refus(octets)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_des_textes_quelconques(texte: str, encodage: str) -> None:
    assert lignes_ou_refus(texte.encode(encodage, errors="replace"))


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([CLASSEUR, ods([["Nom"]])]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
    st.floats(0.3, 1),
)
def test_des_archives_abimees(octets: bytes, alterations: list[tuple[float, int]], part: float) -> None:
    abimes = bytearray(octets)
    for position, valeur in alterations:
        abimes[int(position * len(abimes))] = valeur
    assert lignes_ou_refus(bytes(abimes[: int(part * len(abimes))]))


def test_contenants_d_office() -> None:
    with pytest.raises(FileProblemError, match="mot de passe"):
        lignes((FIXTURES / "liste_protegee.xlsx").read_bytes())
    with pytest.raises(FileProblemError, match="un document Word"):
        lignes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    assert lignes((FIXTURES / "liste_ancienne.xls").read_bytes())[1][0] == "INVENTÉ"


@pytest.mark.parametrize(("octets", "phrase"), [(b"%PDF-1.7", "un document PDF"), (b" <html>", "une page web")])
def test_natures_refusees(octets: bytes, phrase: str) -> None:
    with pytest.raises(FileProblemError, match=phrase):
        lignes(octets)


def test_la_feuille_qui_ressemble_a_une_liste() -> None:
    octets = classeur({"Notice": [["À lire"]], "Jeunes": [["Nom", "Prénom", "Né le"], ["X", "Y", "14/06/1992"]]})
    assert analyser(octets, "essai", None, DEFAUT)[0].feuille == "Jeunes"
    assert analyser(octets, "essai", "Notice", DEFAUT)[0].feuille == "Notice"
    with pytest.raises(FileProblemError, match="n’a pas de feuille"):
        analyser(octets, "essai", "Absente", DEFAUT)


class PanicException(BaseException):
    """Named as the parser's."""


@pytest.mark.parametrize(
    ("panne", "attendue", "phrase"),
    [
        (PanicException(), FileProblemError, "abîmé"),
        (PasswordError("x"), FileProblemError, "mot de passe"),
        (KeyboardInterrupt(), KeyboardInterrupt, "^$"),
    ],
)
def test_pannes_du_lecteur(
    monkeypatch: pytest.MonkeyPatch, panne: BaseException, attendue: type[BaseException], phrase: str
) -> None:
    class Classeur:
        @staticmethod
        def from_filelike(flux: object) -> None:
            raise panne

    monkeypatch.setattr(analyse, "CalamineWorkbook", Classeur)
    with pytest.raises(attendue, match=phrase):
        lignes(CLASSEUR)


def test_classeur_sans_feuille_visible(monkeypatch: pytest.MonkeyPatch) -> None:
    class Classeur:
        sheets_metadata = ()

        @classmethod
        def from_filelike(cls, flux: object) -> Classeur:
            return cls()

    monkeypatch.setattr(analyse, "CalamineWorkbook", Classeur)
    with pytest.raises(FileProblemError, match="est vide"):
        lignes(CLASSEUR)
