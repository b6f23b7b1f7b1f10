"""Files as strangers send them, read in the child process."""

from __future__ import annotations

import os
import sys
from datetime import date
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plateforme.errors import CancelledError, FileProblemError
from plateforme.lists import enfant, lecture
from plateforme.lists.lecture import controler_fichier, lire_liste
from plateforme.lists.limites import DEFAUT, Limites
from tests.listes import FIXTURES, classeur, ods, refaire

TITRES = ("Nom", "Prénom", "Date de naissance")
ZOE = ("INVENTÉ", "Zoé", "14/06/1992")


class Suivi:
    """A progress that cancels after a number of questions."""

    def __init__(self, patience: int = 10**9) -> None:
        self.patience = patience
        self.faits: list[tuple[int, int]] = []

    def report(self, done: int, total: int, message: str = "") -> None:
        self.faits.append((done, total))

    def is_cancelled(self) -> bool:
        self.patience -= 1
        return self.patience < 0


def poser(tmp_path: Path, nom: str, octets: bytes) -> Path:
    fichier = tmp_path / nom
    fichier.write_bytes(octets)
    return fichier


def lignes_ou_refus(fichier: Path) -> bool:
    """True when the file gives rows or a message that names it; anything else is a bug and is raised."""
    try:
        return bool(lire_liste(fichier).lignes)
    except FileProblemError as erreur:
        return fichier.name in erreur.message and bool(erreur.next_step)


def refus(fichier: Path, limites: Limites = DEFAUT) -> FileProblemError:
    with pytest.raises(FileProblemError) as prise:
        lire_liste(fichier, limites=limites)
    assert fichier.name in prise.value.message
    assert prise.value.next_step
    return prise.value


def test_classeur_avec_titres_plus_bas(tmp_path: Path) -> None:
    octets = classeur({"Contrats": [["Extraction du mois"], [], TITRES, ["INVENTÉ", "Zoé", date(1992, 6, 14)]]})
    suivi = Suivi()

    lue = lire_liste(poser(tmp_path, "chambre.xlsx", octets), progress=suivi)

    assert (lue.feuille, lue.feuilles, lue.ligne_titres) == ("Contrats", ("Contrats",), 3)
    assert lue.lignes[3] == ("INVENTÉ", "Zoé", date(1992, 6, 14))
    assert lue.donnees == ((4, ("INVENTÉ", "Zoé", date(1992, 6, 14))),)
    assert suivi.faits[-1] == (4, 4)


def test_ancien_classeur_et_libreoffice(tmp_path: Path) -> None:
    ancienne = lire_liste(FIXTURES / "liste_ancienne.xls")
    libre = lire_liste(poser(tmp_path, "ml.ods", ods([TITRES, ZOE])))

    assert ancienne.lignes[1] == ("INVENTÉ", "Zoé", date(1992, 6, 14), 612345678)
    assert (libre.feuille, libre.lignes) == ("Jeunes", (TITRES, ZOE))


def test_plusieurs_feuilles(tmp_path: Path) -> None:
    fichier = poser(
        tmp_path,
        "deux.xlsx",
        classeur({"Notice": [["À lire avant tout"]], "Vide": [], "Jeunes": [TITRES, ZOE], "Autre": [["Nom"], ["x"]]}),
    )

    assert lire_liste(fichier).feuille == "Jeunes"
    assert lire_liste(fichier, feuille="Autre").lignes == (("Nom",), ("x",))
    with pytest.raises(FileProblemError, match="n’a pas de feuille «\u202fBidon\u202f»") as prise:
        lire_liste(fichier, feuille="Bidon")
    assert "«\u202fJeunes\u202f»" in prise.value.next_step
    with pytest.raises(FileProblemError, match="est vide"):
        lire_liste(fichier, feuille="Vide")


def test_le_numero_de_securite_sociale_n_entre_jamais(tmp_path: Path) -> None:
    octets = "Nom;Prénom;Né le;N° sécu;Divers\nINVENTÉ;Zoé;14/06/1992;292065312345678;2 92 06 53 123 456 78\n".encode()

    lue = lire_liste(poser(tmp_path, "ml.csv", octets))

    assert lue.lignes[1] == ("INVENTÉ", "Zoé", "14/06/1992", "", "")


@pytest.mark.parametrize(
    ("nom", "octets", "phrase"),
    [
        ("vide.csv", b"", "est vide"),
        ("blancs.csv", b"\r\n \r\n;;\r\n", "est vide"),
        ("nul.xlsx", b"\x00" * 40, "est vide"),
        ("rapport.xlsx", b"%PDF-1.7\n%abc", "est un document PDF"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n", "est une image"),
        ("page.xls", b"<html><body><table>", "est une page web"),
        ("xml.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "est une page web"),
        ("archive.xlsx", b"PK\x03\x04tronque", "est abîmé"),
        ("ancien.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "est abîmé"),
        (
            "lettre.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "est un document Word",
        ),
        ("binaire.csv", bytes(range(1, 32)) * 20, "Plateforme ne connaît pas"),
    ],
)
def test_ce_qui_n_est_pas_une_liste(tmp_path: Path, nom: str, octets: bytes, phrase: str) -> None:
    assert phrase in refus(poser(tmp_path, nom, octets)).message


def test_fichier_absent_dossier_ou_special(tmp_path: Path) -> None:
    (tmp_path / "dossier.xlsx").mkdir()
    poser(tmp_path, "plat", b"x")

    assert "introuvable" in refus(tmp_path / "absent.csv").message
    assert "introuvable" in refus(tmp_path / "plat" / "absent.csv").message
    assert "est un dossier" in refus(tmp_path / "dossier.xlsx").message
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "tube.csv")
        assert "un fichier du système" in refus(tmp_path / "tube.csv").message


def test_mot_de_passe() -> None:
    assert "protégé par un mot de passe" in refus(FIXTURES / "liste_protegee.xlsx").message


def test_csv_de_200_mo_refuse_sans_etre_lu(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fichier = tmp_path / "enorme.csv"
    with fichier.open("wb") as flux:
        flux.truncate(200 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *a, **k: pytest.fail("the file was opened"))

    assert "dépasse 50\u202fMo" in refus(fichier).message


def test_ouvert_dans_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fichier = poser(tmp_path, "ouvert.xlsx", b"x")

    def refuser(self: Path, *a: object, **k: object) -> None:
        raise PermissionError(13, "sharing violation")

    monkeypatch.setattr(Path, "open", refuser)
    assert "ouvert dans un autre programme" in refus(fichier).message


def test_disque_en_panne(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fichier = poser(tmp_path, "panne.csv", b"x")

    def tomber(self: Path, *a: object, **k: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", tomber)
    with pytest.raises(FileProblemError, match="n’a pas pu être lu sur le disque"):
        controler_fichier(fichier)


def test_valeur_dans_la_toute_derniere_cellule(tmp_path: Path) -> None:
    octets = classeur({"F": [TITRES, ZOE]})
    feuille = "xl/worksheets/sheet1.xml"
    lointaine = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )

    assert "en XFD1048576" in refus(poser(tmp_path, "loin.xlsx", refaire(octets, feuille, lointaine))).message


@pytest.mark.skipif(sys.platform == "win32", reason="address space limits are POSIX")
def test_le_lecteur_qui_meurt_devient_un_message(tmp_path: Path) -> None:
    """Quotes that the first look does not know: the parser itself allocates hundreds of gigabytes and aborts."""
    octets = classeur({"F": [TITRES, ZOE]})
    cachee = (
        b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        b"<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
        b"</sheetData></worksheet>"
    )

    fichier = poser(tmp_path, "mortel.xlsx", refaire(octets, "xl/worksheets/sheet1.xml", cachee))

    assert "sa lecture a été arrêtée" in refus(fichier).message


def test_bombe_de_decompression(tmp_path: Path) -> None:
    octets = refaire(classeur({"F": [TITRES, ZOE]}), "xl/worksheets/sheet1.xml", b" " * 3_000_000)

    fichier = poser(tmp_path, "bombe.xlsx", octets)

    assert "demande trop de mémoire" in refus(fichier, Limites(decompresse=1_000_000)).message


def test_trop_de_temps_et_annulation(tmp_path: Path) -> None:
    fichier = poser(tmp_path, "ml.csv", ";".join(TITRES).encode())

    assert "demande trop de temps" in refus(fichier, Limites(secondes=-1.0)).message
    with pytest.raises(CancelledError):
        lire_liste(fichier, progress=Suivi(patience=0))


def test_l_enfant_est_arrete_quoi_qu_il_arrive(tmp_path: Path) -> None:
    """Even when the reading is left by an exception in the middle."""
    fichier = poser(tmp_path, "ml.csv", b"x")
    vus: list[BaseProcess] = []

    def lire_puis_tomber() -> None:
        with lecture._enfant(fichier, None, DEFAUT) as (processus, _):
            vus.append(processus)
            raise RuntimeError("panne")

    with pytest.raises(RuntimeError, match="panne"):
        lire_puis_tomber()
    with pytest.raises(ValueError, match="closed"):
        vus[0].is_alive()


def test_messages_de_l_enfant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lignes = b"Nom;Age\n" + b"x;1\n" * (enfant.LOT + 1)
    fichier = poser(tmp_path, "long.csv", lignes)

    genres = [
        (g, len(c) if g == "lignes" else None) for g, c in enfant.messages(str(fichier), "long.csv", None, DEFAUT)
    ]
    assert genres == [("sommaire", None), ("lignes", enfant.LOT), ("lignes", 2), ("fin", None)]

    for erreur, phrase in ((MemoryError(), "trop de mémoire"), (OSError(), "autre programme"), (KeyError(), "abîmé")):

        def echouer(*a: object, _erreur: Exception = erreur) -> None:
            raise _erreur

        monkeypatch.setattr(enfant, "analyser", echouer)
        [(genre, charge)] = enfant.messages(str(fichier), "long.csv", None, DEFAUT)
        assert genre == "refus"
        assert phrase in charge[0]


def test_l_enfant_se_tait_quand_le_parent_est_parti(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enfant, "se_limiter", lambda limites: None)

    class Rompu:
        ferme = False

        def send(self, message: object) -> None:
            raise BrokenPipeError

        def close(self) -> None:
            self.ferme = True

    tuyau = Rompu()
    enfant.lire(tuyau, str(poser(tmp_path, "a.csv", b"Nom;Age\n")), "a.csv", None, DEFAUT)  # type: ignore[arg-type]
    assert tuyau.ferme


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(512, 5631), st.integers(0, 255)), min_size=1, max_size=30))
def test_des_anciens_classeurs_abimes(tmp_path: Path, alterations: list[tuple[int, int]]) -> None:
    """In the child: no checksum protects this format, and one wrong row number can ask for the whole memory."""
    octets = bytearray((FIXTURES / "liste_ancienne.xls").read_bytes())
    for position, valeur in alterations:
        octets[position] = valeur
    fichier = poser(tmp_path, "abime.xls", bytes(octets))
    assert lignes_ou_refus(fichier)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.sampled_from(["liste.xlsx", "liste.csv", "liste.ods", "liste.xls"]))
def test_n_importe_quels_octets(tmp_path: Path, octets: bytes, nom: str) -> None:
    fichier = poser(tmp_path, nom, octets)
    assert lignes_ou_refus(fichier)


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are POSIX")
def test_les_limites_de_l_enfant(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory, time, no core file (it would hold names), standard error silent; a refusal is survived."""
    resource = pytest.importorskip("resource")

    posees: dict[int, int] = {}

    def poser_limite(quoi: int, valeurs: tuple[int, int]) -> None:
        posees[quoi] = valeurs[0]
        if quoi == resource.RLIMIT_CPU:
            raise ValueError

    monkeypatch.setattr(resource, "setrlimit", poser_limite)
    monkeypatch.setattr(resource, "getrlimit", lambda quoi: (0, 10**7 if quoi == resource.RLIMIT_AS else -1))
    muets: list[int] = []
    monkeypatch.setattr(os, "dup2", lambda source, cible: muets.append(cible))

    enfant.se_limiter(DEFAUT)

    assert posees == {resource.RLIMIT_AS: 10**7, resource.RLIMIT_CPU: 95, resource.RLIMIT_CORE: 0}
    assert muets == [2]
