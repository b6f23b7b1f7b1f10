"""The journey without a display: what it leaves, and that anything missing makes it fail."""

from __future__ import annotations

import csv
import io
import sys
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pypdf
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from plateforme.errors import RefusedError
from plateforme.services import coffre, demo, indicateurs
from plateforme.ui import tour
from plateforme.ui.tour import actes, journee, listes, plateau
from plateforme.ui.tour.plateau import Interrompu, Plateau
from plateforme.ui.tour.reponses import Reponses

ECRANS = (
    "premier-lancement", "emplacement", "phrase-de-passe", "chambre", "premiere-campagne", "premiere-base",
    "deverrouillage", "phrase-refusee", "aujourdhui", "appel", "personne-suivante", "beneficiaires",
    "personne-1-fil", "personne-2-suivi", "personne-3-contrats", "personne-4-difficultes", "personne-5-identite",
    "nouvelle-fiche", "fiches", "fiche-reponse", "fiche-prete", "courriel", "partenaires", "qui-traite-quoi",
    "evaluation", "preferences-chambre", "preferences-securite", "recherche", "raccourcis", "aujourdhui-sombre",
    "personne-sombre", "fiches-sombre", "evaluation-sombre", "aujourdhui-150", "fiches-150",
    "croisement-fichiers", "croisement-colonnes", "croisement-paire", "croisement-affectation",
    "croisement-termine", "verrouille",
)  # fmt: skip


@pytest.mark.timeout(300)
def test_le_parcours_laisse_ce_qui_est_promis(
    qapp, lieux: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dossier = tmp_path / "parcours"
    (dossier / "captures").mkdir(parents=True)
    (dossier / "captures" / "vieille.png").write_bytes(b"")
    (dossier / "captures" / "note.txt").write_text("à garder", encoding="utf-8")
    assert tour.main(dossier) == 0
    sortie = capsys.readouterr()
    assert "intacte" in sortie.out
    assert sortie.err == ""

    captures = {p.stem.split("-", 1)[1]: p for p in (dossier / "captures").glob("*.png")}
    assert set(ECRANS) <= set(captures)
    assert (dossier / "captures" / "note.txt").exists()
    for nom, chemin in captures.items():
        image = QImage(str(chemin))
        assert (image.width(), image.height()) == (1366, 768) or nom == "courriel"
        couleurs = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(couleurs) > 20, nom

    pdfs = list((dossier / "fiches").glob("FL-*.pdf"))
    assert len(pdfs) >= 4
    for pdf in pdfs:
        texte = pypdf.PdfReader(io.BytesIO(pdf.read_bytes())).pages[0].extract_text()
        assert pdf.stem in texte
    (eml,) = (dossier / "fiches").glob("*.eml")
    courriel = message_from_bytes(eml.read_bytes(), policy=default)
    assert courriel["X-Unsent"] == "1"
    assert [p.get_filename() for p in courriel.iter_attachments()] == [f"{eml.stem}.pdf"]

    exports = {p.name.split("-")[0]: p for p in (dossier / "exports").iterdir()}
    assert set(exports) == {"beneficiaires", "cohorte", "point"}
    lignes = exports["cohorte"].read_text(encoding="utf-8-sig")
    assert "Ablivet" not in lignes
    assert lignes.count("\n") >= 208

    intacte = coffre.ouvrir(dossier / tour.BASE, demo.PHRASE)
    resultat = indicateurs.calculer(intacte.ctx)
    intacte.close()
    assert (resultat.test.effectif, resultat.test.ruptures_brutes) == (104, 14)
    assert list(lieux.rglob("*.plateforme")) == []


def test_un_ecran_qui_manque_arrete_le_parcours(
    qapp, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Autre(QWidget):
        """Not the screen."""

    monkeypatch.setattr(journee, "AujourdhuiView", Autre)
    monkeypatch.setattr(actes, "debut", _DebutSeul)
    avant = sys.excepthook
    assert tour.main(tmp_path) == 1
    assert "« aujourdhui » manque" in capsys.readouterr().err
    assert sys.excepthook is avant


class _DebutSeul:
    """The start, without its captures."""

    @staticmethod
    def premier_lancement(p: Plateau, dossier: Path) -> None:
        """Nothing."""

    @staticmethod
    def ouvrir(p: Plateau, copie: Path) -> coffre.BaseOuverte:
        return coffre.ouvrir(copie, demo.PHRASE)


@pytest.fixture
def scene(qapp, tmp_path: Path):
    p = Plateau(qapp, tmp_path)
    p.ou = "essai"
    yield p
    p.ranger()


def test_une_panne_se_dit(scene: Plateau) -> None:
    scene.tasks.run(lambda: 1 / 0)
    with pytest.raises(Interrompu, match=r"essai, ZeroDivisionError"):
        scene.attendre()


def test_un_refus_se_dit_aussi(scene: Plateau) -> None:
    def refuser() -> None:
        raise RefusedError("C’est refusé.", "")

    scene.tasks.run(refuser)
    with pytest.raises(Interrompu, match="C’est refusé"):
        scene.attendre()


def test_ce_qui_ne_vient_pas_se_dit(scene: Plateau, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plateau, "PATIENCE", 0.05)
    with pytest.raises(Interrompu, match="la réponse n’est pas venu"):
        scene.attendre(lambda: False, "la réponse")


def test_un_bouton_eteint_ne_se_presse_pas(scene: Plateau, qtbot) -> None:
    bouton = QPushButton("Envoyer")
    qtbot.addWidget(bouton)
    with pytest.raises(Interrompu, match="Envoyer"):
        scene.cliquer(bouton)


def test_une_exception_dans_une_fente_se_dit(scene: Plateau, qtbot) -> None:
    sys.excepthook(ValueError, ValueError("dans une fente"), None)
    with pytest.raises(Interrompu, match="dans une fente"):
        scene.verifier()


def test_une_capture_impossible_se_dit(scene: Plateau, qtbot, tmp_path: Path) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    scene.captures = tmp_path / "absent"
    with pytest.raises(Interrompu, match="capture"):
        scene.photo("essai", widget)


def test_reponses_preparees(scene: Plateau, qtbot, tmp_path: Path) -> None:
    fenetre = QWidget()
    qtbot.addWidget(fenetre)
    reponses = Reponses(scene)
    reponses.toast("avant la fenêtre")
    reponses.effacer_ligne()
    reponses.rattacher(fenetre)
    reponses.toast("Enregistré.")
    assert reponses.confirm("Titre", "Texte", "Faire")
    vus: list[QDialog] = []
    reponses.formulaires.append(lambda d: bool(vus.append(d)))
    assert not reponses.run(QDialog(fenetre))
    assert len(vus) == 1
    reponses.chemins.extend([tmp_path] * 4)
    assert reponses.open_file("Ouvrir") == tmp_path
    assert reponses.open_files("Ouvrir") == [tmp_path]
    assert reponses.save_file("Enregistrer", Path("ailleurs/nom.csv")) == tmp_path / "nom.csv"
    assert reponses.choose_folder("Dossier") == tmp_path
    with pytest.raises(Interrompu, match="attendu"):
        reponses.choose_folder("Dossier")
    reponses.error(RefusedError("Non.", ""))
    reponses.bug(ValueError("oups"))
    assert scene.pannes == ["Non.", "ValueError: oups"]
    scene.pannes.clear()


def test_les_listes_disent_la_meme_chose_deux_fois(tmp_path: Path) -> None:
    chambre, ml = listes.ecrire(tmp_path)
    lignes = list(csv.reader(chambre.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert lignes[2][1] == "Nom de l'apprenti"
    assert len(lignes) == 3 + sum(bool(r.chambre[0]) for r in listes.RANGS)
    assert "Oceane" in ml.read_text(encoding="cp1252")
