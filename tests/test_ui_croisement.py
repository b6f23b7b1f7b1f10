"""The crossing as it is walked in the window: two files, their columns, the pairs by keyboard, the assignment."""

from __future__ import annotations

import os
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView
from sqlalchemy import text

from plateforme.db.queries import beneficiaires, inclusions
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.liste import RoleColonne as R
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import Groupe, Methode
from plateforme.errors import CancelledError, FileProblemError
from plateforme.services import campagnes, etapes_croisement, importation
from plateforme.ui.screens.croisement.differences import marquer
from plateforme.ui.screens.croisement.view import CroisementView, factory
from plateforme.ui.screens.croisement.viewmodel import Cote, Etape
from tests import fabrique
from tests.listes import FIXTURES, classeur, refaire

TITRES = ("N° contrat", "NOM", "Prénom", "Né(e) le", "Commune", "Tél.", "Entreprise", "CFA", "Début contrat")
AUTOMNE = date(2010, 9, 1)
FIN = ("Rabot", "CFA du Bocage", AUTOMNE)
CHAMBRE = (
    ("C1", "GENÊT", "Zoé", date(1992, 6, 14), "Laval", "06 47 38 29 15", *FIN),
    ("C2", "HOUBLON", "Émile", "03/03/1991", "Craon", "", *FIN),
    ("C3", "ORTIE", "Gaël", "31/02/1992", "Craon", "", *FIN),
    ("C4", "SUREAU", "Inès", date(1993, 4, 8), "Ernée", "", *FIN),
    ("C5", "TRUELLE", "Noël", date(1990, 5, 20), "Laval", "", *FIN),
    ("C6", "VARLOPE", "Lou", date(1991, 1, 1), "Laval", "", *FIN),
    ("C7", "QUARTZ", "Hugo", date(1992, 7, 9), "Laval", "", *FIN),
)
ML = (
    ("1", "Genet", "Zoé", "14/06/1992", "Laval", "0647382915"),
    ("2", "Houblon", "Émile", "03/03/1991", "Craon", ""),
    ("3", "Sureau", "Inès", "08/04/1994", "Craon", ""),
    ("4", "Truelle", "Noël", "21/05/1990", "Laval", ""),
    ("5", "Varlope", "Lou", "01/01/1991", "Laval", ""),
    ("6", "Quartz", "Hugo", "09/07/1993", "Ernée", ""),
)


def plat(texte: str) -> str:
    """Return a text with ordinary spaces."""
    return texte.replace(NBSP, " ").replace(NNBSP, " ")


def ecrire(dossier: Path, lignes=CHAMBRE, ml=ML, titres=TITRES) -> tuple[Path, Path]:
    """Write both lists as they arrive."""
    chambre, mission = dossier / "chambre.xlsx", dossier / "ml.csv"
    chambre.write_bytes(classeur({"Contrats": [["Contrats signés"], [], titres, *lignes]}))
    entete = "Identifiant;Nom;Prénom;Date naissance;Ville;Téléphone"
    mission.write_bytes("\r\n".join([entete, *(";".join(ligne) for ligne in ml)]).encode("cp1252"))
    return chambre, mission


@pytest.fixture
def campagne(ctx):
    return campagnes.creer(ctx, campagnes.annuelle("2010/2011"))[0]


@pytest.fixture
def ouvrir(env, qtbot):
    """Open the real screen on the real base."""

    def faire() -> CroisementView:
        vue = factory(env)
        assert isinstance(vue, CroisementView)
        qtbot.addWidget(vue)
        vue.resize(1150, 680)
        vue.show()
        vue.activateWindow()
        qtbot.waitActive(vue)
        vue.activate(None)
        assert env.tasks.wait_idle()
        return vue

    return faire


@pytest.fixture
def vue(ouvrir, campagne):
    return ouvrir()


def choisir(vue, env, cote, chemin):
    """Choose a file through the button, as the user does."""
    env.messages.files.append(chemin)
    vue.fichiers.cartes[cote].bouton.click()
    assert env.tasks.wait_idle(60_000)


def jusqu_aux_paires(vue, env, fichiers):
    for cote, chemin in zip(Cote, fichiers, strict=True):
        choisir(vue, env, cote, chemin)
    vue.fichiers.suite.click()
    vue.colonnes.suite.click()
    assert env.tasks.wait_idle(60_000)


def appuyer(qtbot, *touches):
    """Press keys wherever the focus is."""
    for touche in touches:
        qtbot.keyClick(QApplication.focusWidget(), touche)


def gens(ctx):
    with ctx.store.read() as cx:
        return {b.nom_naissance: b for b in beneficiaires.everyone(cx)}


def groupe(ctx, qui):
    with ctx.store.read() as cx:
        return inclusions.of(cx, qui.id)[0].groupe


def nom_courant(vue):
    paire = vue.model.courante()
    return paire.chambre.nom if paire else None


def test_le_parcours_entier_au_clavier(vue, env, ctx, qtbot, tmp_path):
    fichiers = ecrire(tmp_path)
    assert not vue.fichiers.suite.isEnabled()
    jusqu_aux_paires(vue, env, fichiers)

    assert vue.model.etape is Etape.PAIRES
    assert QApplication.focusWidget() is vue.paires.carte
    ordre = []
    while nom_courant(vue):
        nom = nom_courant(vue)
        ordre.append(nom)
        if nom == "SUREAU":
            appuyer(qtbot, Qt.Key.Key_2)
            assert QApplication.focusWidget() is vue.paires.date.source
            appuyer(qtbot, Qt.Key.Key_Return)
            assert "manque" in vue.paires.date.champ.error()
            qtbot.keyClicks(vue.paires.date.source, "carte vue")
            appuyer(qtbot, Qt.Key.Key_Return)
        elif nom == "TRUELLE":
            appuyer(qtbot, Qt.Key.Key_M, Qt.Key.Key_Z)
            assert nom_courant(vue) == "TRUELLE"
            appuyer(qtbot, Qt.Key.Key_P)
        else:
            appuyer(qtbot, Qt.Key.Key_T)
    assert sorted(ordre) == ["QUARTZ", "SUREAU", "TRUELLE", "VARLOPE"]
    assert QApplication.focusWidget() is vue.paires.suite

    vue.paires.suite.click()
    assert plat(vue.affectation.titre.text()) == (
        "3 jeunes à affecter par la parité du jour de naissance, 1 en attente d’une date vérifiée"
    )
    assert "1 paire écartée ne sera plus montrée. 1 paire laissée reviendra" in plat(vue.affectation.detail.text())
    lignes = [[vue.affectation.modele.columns[i].text(r) for i in (0, 3)] for r in vue.affectation.modele.rows()]
    assert [(nom, plat(pourquoi)) for nom, pourquoi in lignes] == [
        ("VARLOPE", "en attente : 1er janvier à vérifier"),
        ("GENÊT", "même date dans les deux listes"),
        ("HOUBLON", "même date dans les deux listes"),
        ("SUREAU", "date vérifiée : carte vue"),
    ]
    env.messages.confirms.append(False)
    vue.affectation.affecter.click()
    assert gens(ctx) == {}

    env.messages.confirms.append(True)
    vue.affectation.affecter.click()
    assert env.tasks.wait_idle()

    titre, texte, verbe = env.messages.questions[-1]
    assert plat(titre) == "Retenir 4 jeunes dans la campagne 2010/2011 ?"
    assert "figé" in texte
    assert plat(verbe) == "Retenir et affecter 4 jeunes"
    assert plat(vue.affectation.fini.title.text()) == "4 jeunes retenus"
    assert "2 dans le groupe test, 1 dans le groupe témoin" in vue.affectation.fini.text.text()
    connus = gens(ctx)
    assert {nom: groupe(ctx, qui) for nom, qui in connus.items()} == {
        "GENÊT": Groupe.TEST,
        "HOUBLON": Groupe.TEMOIN,
        "SUREAU": Groupe.TEST,
        "VARLOPE": None,
    }
    assert (connus["SUREAU"].date_naissance, connus["SUREAU"].naissance_source) == (
        date(1994, 4, 8),
        "carte vue",
    )
    with ctx.store.read() as cx:
        assert cx.execute(text("SELECT count(*) FROM registre")).scalar() == 3
    vue.affectation.fini.button.click()
    assert env.navigate.places == [("beneficiaires", None)]

    vue.affectation.autre.click()
    jusqu_aux_paires(vue, env, fichiers)
    assert "Aucune nouvelle paire certaine" in vue.paires.resume.text()
    assert "4 déjà dans la base" in vue.paires.resume.text()
    assert nom_courant(vue) == "QUARTZ"
    appuyer(qtbot, Qt.Key.Key_P)
    vue.paires.suite.click()
    assert vue.affectation.titre.text() == "Personne de nouveau à retenir"
    vue.affectation.affecter.click()
    assert env.tasks.wait_idle()
    assert vue.affectation.fini.title.text() == "Personne de nouveau"
    assert "4 jeunes étaient déjà dans la base" in plat(vue.affectation.fini.text.text())
    assert len(gens(ctx)) == 4
    assert (env.messages.errors, env.messages.bugs) == ([], [])


def test_le_groupe_n_est_jamais_dit_avant_la_date(vue, env, tmp_path):
    """Neither card nor table says which group a date gives, only whether the group depends on it."""
    jusqu_aux_paires(vue, env, ecrire(tmp_path))
    vus = set()
    while vue.model.courante():
        carte = vue.paires.carte
        vus.add(carte.parite.text.text())
        textes = [carte.parite.text.text(), carte.motif.text(), carte.accessibleDescription(), vue.paires.resume.text()]
        textes += [vue.paires.date.dates.chip(v).text() for v in vue.paires.date.dates._chips]
        assert not any(mot in t.casefold() for t in textes for mot in ("témoin", "groupe test", "paire,", "impair"))
        vue.paires.plus_tard.click()
    assert any("le groupe en dépend" in v for v in vus)
    assert any("le groupe serait le même" in v for v in vus)
    assert any("1er janvier" in v for v in vus)
    vue.paires.suite.click()
    table = vue.affectation.modele
    montre = " ".join(c.text(r) for r in table.rows() for c in table.columns) + vue.affectation.titre.text()
    assert "témoin" not in montre
    assert "test" not in montre


def test_un_fichier_sans_date_de_naissance_corrige_a_la_main(vue, env, qtbot, tmp_path):
    titres = (*TITRES[:3], "Jour", *TITRES[4:])
    jusqu_a = ecrire(tmp_path, titres=titres)
    for cote, chemin in zip(Cote, jusqu_a, strict=True):
        choisir(vue, env, cote, chemin)
    assert "Une colonne nécessaire" in vue.fichiers.cartes[Cote.CHAMBRE].avis.text.text()

    vue.fichiers.suite.click()
    panneau = vue.colonnes.panneaux[Cote.CHAMBRE]
    assert not vue.colonnes.suite.isEnabled()
    assert "date de naissance" in panneau.probleme.text.text()
    assert vue.colonnes.onglets.tabText(0) == "Liste de la chambre – à corriger"
    assert vue.colonnes.onglets.currentIndex() == 0

    choix = panneau.grille.choix[3]
    choix.setFocus()
    choix.set_value(R.NAISSANCE)
    choix.chosen.emit()
    assert env.tasks.wait_idle()

    assert panneau.grille.choix[3] is choix
    assert choix.hasFocus()
    assert panneau.grille._etats[3].text() == "choisie par vous"
    assert panneau.probleme.isHidden()
    assert vue.colonnes.suite.isEnabled()
    assert len(vue.model.listes[Cote.CHAMBRE].personnes.personnes) == 6


def test_les_lignes_illisibles_sont_montrees_d_abord_avec_leur_numero(vue, env, tmp_path):
    choisir(vue, env, Cote.CHAMBRE, ecrire(tmp_path)[0])
    carte = vue.fichiers.cartes[Cote.CHAMBRE]
    assert plat(carte.detail.text()) == "6 personnes lues, titres à la ligne 3"
    assert plat(carte.avis.text.text()).startswith("1 ligne ne peut pas être lue.")

    panneau = vue.colonnes.panneaux[Cote.CHAMBRE]
    premiere = plat(panneau.signales.toPlainText()).splitlines()[0]
    assert premiere.startswith("Ligne 6, non lue : 31/02/1992 n’est pas une date")
    assert [p.ligne for p in panneau.modele.rows()] == [4, 5, 7, 8, 9, 10]


def _geant(dossier: Path) -> Path:
    fichier = dossier / "enorme.csv"
    with fichier.open("wb") as flux:
        flux.truncate(200 * 1024 * 1024)
    return fichier


def _lointain(dossier: Path) -> Path:
    fichier = dossier / "loin.xlsx"
    feuille = (
        b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>"
        b"<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"
        b"</sheetData></worksheet>"
    )
    fichier.write_bytes(refaire(classeur({"F": [TITRES]}), "xl/worksheets/sheet1.xml", feuille))
    return fichier


def _poser(nom: str, octets: bytes):
    def faire(dossier: Path) -> Path:
        (dossier / nom).write_bytes(octets)
        return dossier / nom

    return faire


MAUVAIS = {
    "vide": (_poser("vide.csv", b""), "est vide"),
    "pdf": (_poser("liste.xlsx", b"%PDF-1.7\n%abc"), "est un document PDF, pas une liste"),
    "mot de passe": (lambda _d: FIXTURES / "liste_protegee.xlsx", "est protégé par un mot de passe"),
    "200 Mo": (_geant, "dépasse 50 Mo"),
    "derniere cellule": (_lointain, "valeur très loin du tableau, en XFD1048576"),
    "absent": (lambda d: d / "parti.xlsx", "est introuvable"),
}


@pytest.mark.parametrize("cas", MAUVAIS)
def test_un_mauvais_fichier_est_dit_sur_sa_carte(vue, env, ctx, tmp_path, cas):
    fabriquer, phrase = MAUVAIS[cas]
    fichier = fabriquer(tmp_path)

    choisir(vue, env, Cote.CHAMBRE, fichier)

    dit = plat(vue.fichiers.cartes[Cote.CHAMBRE].probleme.text.text())
    assert fichier.name in dit
    assert phrase in dit or "sa lecture a été arrêtée" in dit
    assert "Rien n’a été importé" in dit
    assert vue.fichiers.cartes[Cote.CHAMBRE].probleme.isVisible()
    assert not vue.fichiers.suite.isEnabled()
    assert not vue.model.en_cours
    assert gens(ctx) == {}
    assert env.messages.errors == []

    choisir(vue, env, Cote.CHAMBRE, ecrire(tmp_path)[0])
    assert vue.fichiers.cartes[Cote.CHAMBRE].probleme.isHidden()


def test_un_fichier_ouvert_dans_excel(vue, env, tmp_path, monkeypatch):
    fichier = ecrire(tmp_path)[0]
    vrai = Path.open

    def refuser(self, *a, **k):
        if self == fichier:
            raise PermissionError(13, "sharing violation")
        return vrai(self, *a, **k)

    monkeypatch.setattr(Path, "open", refuser)
    choisir(vue, env, Cote.CHAMBRE, fichier)

    dit = vue.fichiers.cartes[Cote.CHAMBRE].probleme.text.text()
    assert "est ouvert dans un autre programme" in dit
    assert "Fermez-le dans Excel, puis recommencez." in dit


def test_renoncer_au_choix_ne_change_rien(vue, env, tmp_path):
    choisir(vue, env, Cote.ML, ecrire(tmp_path)[1])
    avant = vue.model.listes[Cote.ML]
    choisir(vue, env, Cote.ML, None)
    assert vue.model.listes[Cote.ML] is avant


def test_annuler_la_lecture_laisse_la_carte_vide(vue, env, tmp_path, monkeypatch):
    parti = threading.Event()

    def lente(chemin, progress, feuille=None):
        parti.set()
        while not progress.is_cancelled():
            os.sched_yield()
        raise CancelledError

    monkeypatch.setattr(etapes_croisement, "ouvrir", lente)
    vue.model.choisir_fichier(Cote.CHAMBRE, tmp_path / "lente.xlsx")
    assert vue.fichiers.cartes[Cote.CHAMBRE].detail.text() == "Lecture du fichier…"
    assert parti.wait(20)
    env.tasks.cancel()
    assert env.tasks.wait_idle()

    assert vue.model.listes == {}
    assert vue.model.problemes == {}
    assert not vue.model.en_cours


def test_deposer_un_fichier(vue, env, tmp_path):
    carte = vue.fichiers.cartes[Cote.ML]
    donnees = QMimeData()
    donnees.setUrls([QUrl.fromLocalFile(str(ecrire(tmp_path)[1]))])
    sans = Qt.KeyboardModifier.NoModifier
    gauche, copie = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
    entree = QDragEnterEvent(QPoint(5, 5), copie, donnees, gauche, sans)
    carte.dragEnterEvent(entree)
    carte.dropEvent(QDropEvent(QPointF(5, 5), copie, donnees, gauche, sans))
    assert env.tasks.wait_idle(60_000)

    assert entree.isAccepted()
    assert carte.nom.text() == "ml.csv"
    rien = QMimeData()
    refus = QDragEnterEvent(QPoint(5, 5), copie, rien, gauche, sans)
    refus.ignore()
    carte.dragEnterEvent(refus)
    assert not refus.isAccepted()


def test_changer_de_feuille(vue, env, tmp_path):
    fichier = tmp_path / "deux.xlsx"
    fichier.write_bytes(classeur({"Juillet": [TITRES, *CHAMBRE[:1]], "Août": [TITRES, *CHAMBRE[:2]]}))
    choisir(vue, env, Cote.CHAMBRE, fichier)
    carte = vue.fichiers.cartes[Cote.CHAMBRE]
    assert carte._champ_feuille.isVisible()
    voulue = next(f for f in ("Juillet", "Août") if f != vue.model.listes[Cote.CHAMBRE].liste.feuille)
    carte._feuille.set_value(voulue)
    carte._feuille.chosen.emit()
    assert env.tasks.wait_idle(60_000)
    assert vue.model.listes[Cote.CHAMBRE].liste.feuille == voulue


def test_sans_campagne_on_propose_d_en_creer_une(ouvrir, env, ctx):
    vue = ouvrir()
    assert vue.fichiers.vide.isVisible()
    vue.fichiers.vide.button.click()
    assert env.navigate.places == [("preferences", "campagnes")]

    campagnes.creer(ctx, campagnes.annuelle("2010/2011"))
    vue.refresh(ChangeSet(frozenset({Sujet.FICHE})))
    assert vue.fichiers.vide.isVisible()
    vue.refresh(ChangeSet(frozenset({Sujet.CAMPAGNE})))
    assert env.tasks.wait_idle()
    assert not vue.fichiers.vide.isVisible()


def test_une_campagne_close_n_est_pas_proposee_et_en_changer_oublie_les_paires(ouvrir, env, ctx, campagne, tmp_path):
    close, _ = campagnes.creer(ctx, replace(campagnes.annuelle("2008/2009"), close_le=date(2010, 1, 1)))
    autre, _ = campagnes.creer(ctx, campagnes.annuelle("2009/2010"))
    vue = ouvrir()
    assert [c.id for c in vue.model.campagnes or ()] == [campagne.id, autre.id]
    assert close.id not in [c.id for c in vue.model.campagnes or ()]
    jusqu_aux_paires(vue, env, ecrire(tmp_path))
    assert vue.model.proposition is not None

    vue.etapes[Etape.FICHIERS].click()
    vue.fichiers.campagne.set_value(autre.id)
    vue.fichiers.campagne.chosen.emit()

    assert vue.model.proposition is None
    assert vue.model.etape is Etape.FICHIERS
    assert not vue.etapes[Etape.PAIRES].isEnabled()
    vue.model.croiser()
    assert env.tasks.wait_idle()
    assert "hors de la fenêtre" in vue.paires.resume.text()
    assert vue.paires.vide.title.text() == "Aucune paire à vérifier"


def test_une_campagne_modifiee_pendant_la_revue_ramene_aux_colonnes(vue, env, ctx, campagne, tmp_path):
    jusqu_aux_paires(vue, env, ecrire(tmp_path))
    campagnes.modifier(ctx, replace(campagne, fenetre_debut=date(2010, 10, 1)))
    vue.refresh(ChangeSet(frozenset({Sujet.CAMPAGNE})))
    assert env.tasks.wait_idle()
    assert vue.model.etape is Etape.COLONNES
    assert vue.colonnes.isVisible()
    vue.colonnes.suite.click()
    assert env.tasks.wait_idle()
    assert "6 hors de la fenêtre" in vue.paires.resume.text()


def test_par_tirage_la_fenetre_ne_parle_pas_de_parite(ouvrir, env, ctx, tmp_path):
    campagnes.creer(ctx, replace(campagnes.annuelle("2010/2011"), methode=Methode.TIRAGE))
    vue = ouvrir()
    jusqu_aux_paires(vue, env, ecrire(tmp_path, CHAMBRE[:2], ML[:2]))
    vue.model.aller(Etape.AFFECTATION)
    assert plat(vue.affectation.affecter.text()) == "Retenir 2 jeunes"
    assert "sans affectation" in vue.affectation.titre.text()
    env.messages.confirms.append(True)
    vue.affectation.affecter.click()
    assert env.tasks.wait_idle()
    assert "2 en attente" in vue.affectation.fini.text.text()


def test_quelqu_un_de_la_base_qui_ressemble(ouvrir, env, ctx, campagne, qtbot, tmp_path):
    with fabrique.remplir(ctx) as f:
        f.personne("Genêt", "Zoé", date(1992, 6, 15), telephone="", commune="Craon", code_postal="53400")
    vue = ouvrir()
    jusqu_aux_paires(vue, env, ecrire(tmp_path, CHAMBRE[:1], ML[:1]))
    assert "GENÊT Zoé, déjà dans la base, lui ressemble" in plat(vue.paires.carte.base.text.text())
    assert vue.paires.connue.isVisible()

    appuyer(qtbot, Qt.Key.Key_D)
    vue.paires.suite.click()
    vue.affectation.affecter.click()
    assert env.tasks.wait_idle()

    assert len(gens(ctx)) == 1
    assert "1 jeune était déjà dans la base" in plat(vue.affectation.fini.text.text())
    assert "1 nouveau contrat" in plat(vue.affectation.fini.text.text())


def test_les_touches_ne_font_rien_hors_de_propos(vue, env, qtbot, tmp_path):
    jusqu_aux_paires(vue, env, ecrire(tmp_path))
    total = len(vue.model.a_verifier())
    appuyer(qtbot, Qt.Key.Key_D, Qt.Key.Key_Z, Qt.Key.Key_X)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert vue.model.restantes() == total

    appuyer(qtbot, Qt.Key.Key_1)
    qtbot.keyClicks(vue.paires.date.source, "mpt")
    assert vue.model.restantes() == total
    appuyer(qtbot, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is vue.paires.carte
    while vue.model.courante():
        appuyer(qtbot, Qt.Key.Key_T)
    appuyer(qtbot, Qt.Key.Key_M)
    assert vue.paires.reprendre.isVisible()
    vue.paires.reprendre.click()
    assert vue.model.restantes() == total
    assert QApplication.focusWidget() is vue.paires.carte


def test_une_paire_sure_ecartee_n_est_pas_retenue(vue, env, ctx, qtbot, tmp_path):
    """A pair of one name and of a 1 January: asked for its date only, and still refusable."""
    jusqu_aux_paires(vue, env, ecrire(tmp_path, CHAMBRE[5:6], ML[4:5]))
    assert "Sa date de naissance est à vérifier" in vue.paires.carte.header.title.text()
    appuyer(qtbot, Qt.Key.Key_P)
    assert vue.model.jeunes() == []
    appuyer(qtbot, Qt.Key.Key_Z)
    appuyer(qtbot, Qt.Key.Key_1)
    qtbot.keyClicks(vue.paires.date.source, "appel")
    appuyer(qtbot, Qt.Key.Key_Return)
    assert [r.source for r in vue.model.jeunes()] == ["appel"]
    assert vue.paires.vide.title.text() == "Toutes les paires sont vues"


def test_une_panne_a_l_enregistrement_se_dit_et_se_reprend(vue, env, ctx, tmp_path, monkeypatch):
    jusqu_aux_paires(vue, env, ecrire(tmp_path, CHAMBRE[:2], ML[:2]))
    vue.model.aller(Etape.AFFECTATION)
    vrai = importation.enregistrer

    def tomber(*a):
        raise FileProblemError("La base est en lecture seule : rien n’a été enregistré.", "Copiez-la ailleurs.")

    monkeypatch.setattr(importation, "enregistrer", tomber)
    env.messages.confirms.extend([True, True])
    vue.affectation.affecter.click()
    assert env.tasks.wait_idle()
    assert [plat(str(e))[:30] for e in env.messages.errors] == ["La base est en lecture seule :"]
    assert vue.affectation.affecter.isEnabled()
    assert gens(ctx) == {}

    monkeypatch.setattr(importation, "enregistrer", vrai)
    vue.affectation.affecter.click()
    assert env.tasks.wait_idle()
    assert len(gens(ctx)) == 2


def test_les_etapes_se_parcourent_en_arriere(vue, env, tmp_path):
    jusqu_aux_paires(vue, env, ecrire(tmp_path))
    vue.etapes[Etape.COLONNES].click()
    assert vue.model.etape is Etape.COLONNES
    vue.etapes[Etape.COLONNES].click()
    assert vue.etapes[Etape.COLONNES].isChecked()
    assert vue.etapes[Etape.FICHIERS].accessibleDescription() == "étape passée"
    vue.etapes[Etape.AFFECTATION].click()
    assert "4 paires n’ont pas été vues" in plat(vue.affectation.detail.text())


def test_deux_corrections_coup_sur_coup(vue, env, tmp_path):
    """The second does not forget the first, which may still be read."""
    for cote, chemin in zip(Cote, ecrire(tmp_path), strict=True):
        choisir(vue, env, cote, chemin)
    vue.model.corriger(Cote.CHAMBRE, 6, R.IGNORER)
    vue.model.corriger(Cote.CHAMBRE, 7, R.IGNORER)
    assert env.tasks.wait_idle()
    roles = vue.model.listes[Cote.CHAMBRE].roles
    assert 6 not in roles
    assert 7 not in roles
    assert vue.model.listes[Cote.CHAMBRE].personnes.personnes[0].employeur == ""


def test_la_molette_ne_change_pas_une_colonne(vue, env, tmp_path):
    choisir(vue, env, Cote.CHAMBRE, ecrire(tmp_path)[0])
    choix = vue.colonnes.panneaux[Cote.CHAMBRE].grille.choix[1]
    avant = choix.value()
    molette = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    choix.wheelEvent(molette)
    assert choix.value() == avant
    assert not molette.isAccepted()


def test_sur_un_ecran_etroit_les_noms_restent_entiers(vue, env, tmp_path):
    for cote, chemin in zip(Cote, ecrire(tmp_path), strict=True):
        choisir(vue, env, cote, chemin)
    vue.fichiers.suite.click()
    table = vue.colonnes.panneaux[Cote.CHAMBRE].lignes
    assert not table.isColumnHidden(3)
    vue.resize(820, 480)
    QApplication.processEvents()
    assert vue.width() == 820
    assert table.isColumnHidden(3)
    assert table.columnWidth(1) > table.fontMetrics().horizontalAdvance("VARLOPE-LENGTH")


@pytest.mark.parametrize(
    ("a", "b", "marques"),
    [
        ("Loïc", "Lïc", ("o", "")),
        ("MACÉ", "Mace", ("", "")),
        ("Ballots", "Laval", ("Ballots", "Laval")),
    ],
)
def test_les_lettres_qui_different_sont_marquees(a, b, marques):
    for rendu, marque in zip(marquer(a, b), marques, strict=True):
        assert rendu.count("<b><u>") == bool(marque)
        assert f"<b><u>{marque}</u></b>" in rendu or not marque


def test_le_jour_le_mois_et_l_annee_sont_marques_entiers():
    gauche, droite = marquer("12/06/1992", "02/06/1992", par_nombre=True)
    assert "<b><u>12</u></b>" in gauche
    assert "<b><u>02</u></b>" in droite
    assert gauche.endswith("/06/1992")


def test_tout_controle_a_un_nom(vue, env, tmp_path):
    """A screen reader finds a name on everything that takes the focus."""
    jusqu_aux_paires(vue, env, ecrire(tmp_path))
    sans = [
        (type(w).__name__, type(w.parent()).__name__, w.objectName())
        for genre in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
        for w in vue.findChildren(genre)
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not w.isHidden()
        and not w.accessibleName()
        and not (isinstance(w, QAbstractButton) and w.text())
    ]
    assert sans == []
    assert vue.paires.carte.accessibleName()
    assert {touche for touche, _ in vue.shortcuts()} >= {"M", "P", "T", "Z"}
