"""The whole job in the real window, by the keyboard, on a real encrypted file: from two lists to the evaluation.

The steps are those of a référent's first day; each checks the window, then the base.
"""

from __future__ import annotations

import csv
import email
import io
from collections.abc import Iterator
from datetime import date
from email.policy import default
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from plateforme import paths
from plateforme.db.queries import beneficiaires, contrats, inclusions
from plateforme.db.queries import suivi as q_suivi
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.liste import RoleColonne
from plateforme.domain.suivi import Etat, Voie
from plateforme.domain.vocabulaire import (
    Accord,
    Groupe,
    IssueContact,
    Methode,
    ResultatFiche,
    Risque,
    StatutDifficulte,
    StatutFiche,
    Theme,
    TypeStructure,
)
from plateforme.services import (
    accords,
    affectation,
    campagnes,
    coffre,
    difficultes,
    liaison_documents,
    partenaires,
    reglages,
    suivi,
)
from plateforme.services.contexte import Contexte
from plateforme.services.liaison_lecture import detail, tableau
from plateforme.settings import CAMPAGNE_COURANTE, CHAMBRE_NOM, DEPARTEMENT, REFERENT_COURRIEL, REFERENT_NOM
from plateforme.ui.dialogs.accord import AccordDialog
from plateforme.ui.screens.aujourdhui.view import AujourdhuiView
from plateforme.ui.screens.beneficiaires.view import BeneficiairesView
from plateforme.ui.screens.croisement.view import CroisementView
from plateforme.ui.screens.croisement.viewmodel import Cote, Etape
from plateforme.ui.screens.evaluation.view import EvaluationView
from plateforme.ui.screens.fiches.dialogs import CourrielDialog, ReponseDialog
from plateforme.ui.screens.fiches.view import FichesView
from plateforme.ui.screens.partenaires.view import PartenairesView
from plateforme.ui.screens.personne.forme_identite import DialogueIdentite
from tests import fabrique
from tests.listes import classeur
from tests.parcours_aide import (
    ALT,
    CTRL,
    MAJ,
    Horloge,
    Poste,
    Reponses,
    accepter,
    choisir,
    contenu,
    ecrire,
    en_main,
    installer,
    mots,
    plat,
    presser,
    remettre,
    remplacer,
    tabuler,
    touche,
)
from tests.saisies import taper

LUNDI = date(2010, 10, 4)
"""The day the référent starts, five weeks after the start of the school year."""
PHRASE = "lampe girafe tunnel brioche orage"
AUTOMNE = date(2010, 9, 6)
FIN = ("Boulangerie Rabot", "CFA du Bocage", AUTOMNE, "31/08/2012")
TITRES = ("N° contrat", "NOM", "Prénom", "{}", "Commune", "Tél.", "Entreprise", "CFA", "Début contrat", "Fin contrat")
CHAMBRE = (
    ("C1", "GENÊT", "Zoé", date(1991, 6, 14), "Laval", "06 00 00 00 15", *FIN),
    ("C2", "HOUBLON", "Émile", "03/03/1991", "Craon", "", *FIN),
    ("C3", "ORTIE", "Gaël", "31/02/1992", "Craon", "", *FIN),
    ("C4", "SUREAU", "Inès", "8 avril 1990", "Ernée", "", *FIN),
    ("C5", "TRUELLE", "Noël", "20/05/90", "Laval", "", *FIN),
    ("C6", "VARLOPE", "Lou", date(1991, 1, 11), "Laval", "", *FIN),
)
ML = (
    ("1", "Genet", "Zoé", "14/06/91", "Laval", "0600000015"),
    ("2", "Houblon", "Émile", "03/03/91", "Craon", ""),
    ("3", "Sureau", "Inès", "08/04/91", "Craon", ""),
    ("4", "Truelle", "Noël", "21/05/90", "Laval", ""),
    ("5", "Absinthe", "Rose", "02/02/92", "Laval", ""),
)


@pytest.fixture
def poste(qtbot: QtBot, qapp: QApplication, lieux: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Poste]:
    """The référent's machine on her first day; nothing unexpected may be said."""
    poste = Poste(qtbot, qapp, Horloge(LUNDI), Reponses(qtbot), [])
    installer(poste, monkeypatch)
    yield poste
    remettre(poste)
    poste.rien_de_casse()


@pytest.fixture
def ouvertures(qapp: QApplication) -> Iterator[list[str]]:
    """What the system is asked to open."""

    class Systeme(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.demandes: list[str] = []

        @Slot(QUrl)
        def ouvrir(self, url: QUrl) -> None:
            self.demandes.append(Path(url.toLocalFile()).name)

    systeme = Systeme()
    QDesktopServices.setUrlHandler("file", systeme, "ouvrir")
    yield systeme.demandes
    QDesktopServices.unsetUrlHandler("file")


def listes(dossier: Path, titre_naissance: str = "Jour") -> tuple[Path, Path]:
    """Write both lists as they arrive: title rows and dates in every form; cp1252, « ; » and two-figure years."""
    chambre, mission = dossier / "contrats signés.xlsx", dossier / "suivis ML.csv"
    titres = tuple(t.format(titre_naissance) for t in TITRES)
    lignes = [["Chambre de métiers – contrats signés"], ["Édité le 01/10/2010"], [], titres, *CHAMBRE]
    chambre.write_bytes(classeur({"Contrats": lignes}))
    entete = "Identifiant;Nom;Prénom;Date naissance;Ville;Téléphone"
    mission.write_bytes("\r\n".join([entete, *(";".join(x) for x in ML)]).encode("cp1252"))
    return chambre, mission


def gens(ctx: Contexte) -> dict[str, Any]:
    with ctx.store.read() as cx:
        return {b.nom_naissance: b for b in beneficiaires.everyone(cx)}


def inclusion(ctx: Contexte, nom: str) -> Any:
    with ctx.store.read() as cx:
        return inclusions.of(cx, gens(ctx)[nom].id)[0]


def texte_du(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_le_metier_entier_de_deux_listes_a_l_evaluation(poste: Poste, tmp_path: Path, ouvertures: list[str]) -> None:
    premiere_ouverture(poste, tmp_path / "bases")
    croiser(poste, *listes(tmp_path))
    recroiser_le_mois_suivant(poste, *listes(tmp_path, "Né(e) le"))
    corriger_une_identite(poste)
    premier_appel(poste)
    ecrire_les_partenaires(poste)
    envoyer_une_fiche(poste, tmp_path / "envois", ouvertures)
    evaluer(poste, tmp_path)
    verrouiller_et_revenir(poste)
    rouvrir_un_mois_plus_tard(poste)
    tout_retrouver(poste)
    rien_en_clair(poste, tmp_path)


# 1. First run


def premiere_ouverture(poste: Poste, dossier: Path) -> None:
    """The assistant, from field to field."""
    poste.lancer()
    a = poste.assistant
    assert en_main(a.bienvenue.creer)
    poste.faire(Qt.Key.Key_Space)

    assert en_main(a.emplacement.nom)
    remplacer("bocage")
    dossier.mkdir()
    poste.reponses.fichiers.append(dossier)
    tabuler(a.emplacement.choisir)
    touche(Qt.Key.Key_Space)
    assert a.emplacement.chemin() == dossier / "bocage.plateforme"
    avancer(poste)

    assert "personne ne pourra rouvrir la base" in mots(a.phrase)
    ecrire("bocage2010")
    assert plat(a.phrase.solidite.mot.text()) != ""
    faible = a.phrase.solidite.mot.text()
    touche(Qt.Key.Key_Return)
    ecrire("bocage2010")
    touche(Qt.Key.Key_Return)
    assert "au moins 12 caractères" in a.phrase.champ_1.error()
    assert en_main(a.phrase.phrase_1)
    remplacer(PHRASE)
    assert a.phrase.solidite.mot.text() != faible
    touche(Qt.Key.Key_Return)
    remplacer(PHRASE)
    touche(Qt.Key.Key_Return)

    assert a.pages[a.rang()] is a.chambre
    ecrire("Chambre de métiers du Bocage")
    suivant("53")
    assert "Mayenne" in mots(a.chambre)
    avancer(poste)

    ecrire("Prune Mirabelle")
    tabuler(a.referent.formulaire.champ(REFERENT_COURRIEL))
    ecrire("prune@exemple.invalid")
    avancer(poste)

    assert en_main(a.campagne.formulaire.nom)
    remplacer("2010/2011")
    suivant("1/7/2010")
    suivant("31/12/2010")
    assert a.campagne.formulaire.methodes[Methode.PARITE].isChecked()
    assert a.continuer.text() == "Créer la base"
    avancer(poste)

    fenetre = poste.ouverte()
    assert fenetre.current() == "aujourdhui"
    assert fenetre.windowTitle() == "bocage – Plateforme"
    assert "Personne à suivre pour l’instant" in mots(fenetre.screen_of("aujourdhui"))
    valeurs = reglages.lire(poste.ctx)
    assert (valeurs[CHAMBRE_NOM], valeurs[DEPARTEMENT]) == ("Chambre de métiers du Bocage", "53")
    assert (valeurs[REFERENT_NOM], poste.ctx.auteur) == ("Prune Mirabelle", "Prune Mirabelle")
    (campagne,) = campagnes.lister(poste.ctx)
    assert (campagne.nom, campagne.methode) == ("2010/2011", Methode.PARITE)
    assert (campagne.fenetre_debut, campagne.fenetre_fin) == (date(2010, 7, 1), date(2010, 12, 31))
    assert valeurs[CAMPAGNE_COURANTE] == campagne.id
    base = dossier / "bocage.plateforme"
    assert paths.last_base() == base
    assert not base.read_bytes().startswith(b"SQLite format 3")


def suivant(texte: str) -> None:
    """Go to the next field and type over it."""
    touche(Qt.Key.Key_Tab)
    remplacer(texte)


def avancer(poste: Poste) -> None:
    """Press « Continuer »."""
    poste.cliquer(poste.assistant.continuer)


# 2. Crossing


def ouvrir_listes(poste: Poste, vue: CroisementView, chambre: Path, mission: Path) -> None:
    """Choose both files and see their columns."""
    for cote, chemin in ((Cote.CHAMBRE, chambre), (Cote.ML, mission)):
        poste.reponses.fichiers.append(chemin)
        poste.cliquer(vue.fichiers.cartes[cote].bouton)
        assert vue.fichiers.cartes[cote].nom.text() == chemin.name
    poste.cliquer(vue.fichiers.suite)


def croiser(poste: Poste, chambre: Path, mission: Path) -> None:
    """Two files, a column corrected, the pairs reviewed, the assignment."""
    vue = poste.aller(5)
    assert isinstance(vue, CroisementView)
    ouvrir_listes(poste, vue, chambre, mission)
    assert "titres à la ligne 4" in plat(vue.fichiers.cartes[Cote.CHAMBRE].detail.text())

    contrats_, suivis = (vue.colonnes.panneaux[c] for c in Cote)
    assert "date de naissance" in contrats_.probleme.text.text()
    assert not vue.colonnes.suite.isEnabled()
    choisir(contrats_.grille.choix[3], RoleColonne.NAISSANCE.libelle)
    poste.attendre()
    assert contrats_.grille._etats[3].text() == "choisie par vous"
    assert contrats_.probleme.isHidden()
    assert plat(contrats_.signales.toPlainText()).startswith("Ligne 7, non lue : 31/02/1992 n’est pas une date")
    lues = {p.nom: p.naissance for p in contrats_.modele.rows()}
    assert lues == {
        "GENÊT": date(1991, 6, 14),
        "HOUBLON": date(1991, 3, 3),
        "SUREAU": date(1990, 4, 8),
        "TRUELLE": date(1990, 5, 20),
        "VARLOPE": date(1991, 1, 11),
    }
    assert [p.naissance for p in suivis.modele.rows()][:2] == [date(1991, 6, 14), date(1991, 3, 3)]
    poste.cliquer(vue.colonnes.suite)

    assert vue.model.etape is Etape.PAIRES
    assert en_main(vue.paires.carte)
    verifiees = verifier_paires(poste, vue)
    assert sorted(verifiees) == ["SUREAU", "TRUELLE"]
    assert gens(poste.ctx) == {}
    poste.cliquer(vue.paires.suite)

    noms = [r.paire.chambre.nom for r in vue.affectation.modele.rows()]
    assert sorted(noms) == ["GENÊT", "HOUBLON", "SUREAU"]
    poste.repondre(accepter("Retenir et affecter 3 jeunes"))
    poste.cliquer(vue.affectation.affecter)
    assert plat(vue.affectation.fini.title.text()) == "3 jeunes retenus"
    assert "2 dans le groupe test, 1 dans le groupe témoin" in vue.affectation.fini.text.text()
    retenus_dans_la_base(poste.ctx)


def verifier_paires(poste: Poste, vue: CroisementView) -> list[str]:
    """Say of each pair whether it is one person: the identity card was seen for one, the other is somebody else."""
    vues: list[str] = []
    while (paire := vue.model.courante()) is not None:
        vues.append(paire.chambre.nom)
        if paire.chambre.nom == "SUREAU":
            touche("1")
            assert en_main(vue.paires.date.source)
            ecrire("carte d’identité vue")
            touche(Qt.Key.Key_Return)
        else:
            touche("p")
        assert len(vues) < 10
    return vues


def retenus_dans_la_base(ctx: Contexte) -> None:
    """Three people, their group by the parity of the day, their contract; the others left no trace."""
    connus = gens(ctx)
    assert {nom: inclusion(ctx, nom).groupe for nom in connus} == {
        "GENÊT": Groupe.TEST,
        "HOUBLON": Groupe.TEMOIN,
        "SUREAU": Groupe.TEST,
    }
    ines = connus["SUREAU"]
    assert (ines.date_naissance, ines.naissance_source) == (date(1990, 4, 8), "carte d’identité vue")
    with ctx.store.read() as cx:
        (contrat,) = contrats.of(cx, connus["GENÊT"].id)
        assert len(inclusions.registre_rows(cx)) == 3
    assert (contrat.debut, contrat.fin_prevue, contrat.cfa) == (AUTOMNE, date(2012, 8, 31), "CFA du Bocage")
    assert not affectation.verifier_registre(ctx).anomalies


def recroiser_le_mois_suivant(poste: Poste, chambre: Path, mission: Path) -> None:
    """The same people come again, with a title that is understood: nobody is new, nothing is asked twice."""
    vue = poste.fenetre.screen_of("croisement")
    assert isinstance(vue, CroisementView)
    avant = contenu(poste.ctx)
    poste.cliquer(vue.affectation.autre)
    ouvrir_listes(poste, vue, chambre, mission)
    poste.cliquer(vue.colonnes.suite)
    assert vue.model.courante() is None
    assert "Aucune nouvelle paire certaine" in vue.paires.resume.text()
    assert "3 déjà dans la base" in plat(vue.paires.resume.text())
    poste.cliquer(vue.paires.suite)
    assert vue.affectation.titre.text() == "Personne de nouveau à retenir"
    poste.cliquer(vue.affectation.affecter)
    assert vue.affectation.fini.title.text() == "Personne de nouveau"
    apres = contenu(poste.ctx)
    for table in ("beneficiaire", "contrat", "inclusion", "registre"):
        assert apres[table] == avant[table]


# 3. The people


def ouvrir_zoe(poste: Poste) -> BeneficiairesView:
    """Find her without an accent and open her page by Enter."""
    vue = poste.aller(2)
    assert isinstance(vue, BeneficiairesView)
    if vue.pages.currentWidget() is vue.personne:
        poste.faire(Qt.Key.Key_Escape)
    touche(Qt.Key.Key_F, CTRL)
    remplacer("zoe genet")
    touche(Qt.Key.Key_Return)
    assert [x.nom for x in vue.table.table_model().shown_rows()] == ["GENÊT"]
    assert "1 sur 3 jeunes" in plat(vue.count.text())
    touche(Qt.Key.Key_Down)
    assert vue.table.hasFocus()
    poste.faire(Qt.Key.Key_Return)
    assert vue.pages.currentWidget() is vue.personne
    assert vue.personne.entete.nom.text() == "GENÊT Zoé"
    return vue


def corriger_une_identite(poste: Poste) -> None:
    """Her new address is noted, taken back, then noted for good."""
    page = ouvrir_zoe(poste).personne
    assert page.entete.groupe.text() == "Groupe test"
    assert page.entete.accord.text() == "Accord\u202f: en attente"
    avant = contenu(poste.ctx)

    def demenager(dialog: Any) -> None:
        assert isinstance(dialog, DialogueIdentite)
        taper(dialog.formulaire, "commune", "Château-Gontier")
        taper(dialog.formulaire, "courriel", "zoe@exemple.invalid")

    for garder in (False, True):
        poste.repondre(poste.enregistrer(et=demenager))
        poste.faire(Qt.Key.Key_F2)
        zoe = gens(poste.ctx)["GENÊT"]
        assert (zoe.commune, zoe.courriel) == ("Château-Gontier", "zoe@exemple.invalid")
        assert "Château-Gontier" in mots(page)
        if not garder:
            poste.annuler()
            assert contenu(poste.ctx)["beneficiaire"] == avant["beneficiaire"]
            assert "Laval" in mots(page.entete)
            assert "Château-Gontier" not in mots(page)


# 4. The first call


def voie_de(ctx: Contexte, nom: str) -> Voie | None:
    qui = gens(ctx)[nom].id
    return next((x.voie for x in suivi.aujourd_hui(ctx).lignes if x.beneficiaire_id == qui), None)


def premier_appel(poste: Poste) -> None:
    """Joined at once: the agreement, what was said, a difficulty; she leaves the lane of the first calls."""
    vue = poste.aller(1)
    assert isinstance(vue, AujourdhuiView)
    assert vue.liste.hasFocus()
    assert poste.fenetre.rail.button("aujourdhui").count() == 2
    assert voie_de(poste.ctx, "GENÊT") is voie_de(poste.ctx, "SUREAU") is Voie.PREMIER_APPEL
    assert voie_de(poste.ctx, "HOUBLON") is None
    poste.faire(Qt.Key.Key_K)
    while vue.entete.nom.text() != "GENÊT Zoé":
        avant = vue.entete.nom.text()
        poste.faire(Qt.Key.Key_J)
        assert vue.entete.nom.text() != avant
    forme = vue.formulaire
    touche(Qt.Key.Key_Return)
    touche("j")
    assert forme.bloc_accord.isVisible()
    touche("o")
    tabuler(forme.texte)
    ecrire("Cherche une chambre près du fournil.")
    tabuler(forme.themes)
    touche("l")
    tabuler(forme.ouvrir)
    touche(Qt.Key.Key_Space)
    tabuler(forme.risque)
    touche("e")
    poste.faire(Qt.Key.Key_Return, CTRL)

    zoe = gens(poste.ctx)["GENÊT"]
    assert poste.reponses.dits[-1] == "Contact enregistré : GENÊT Zoé."
    assert voie_de(poste.ctx, "GENÊT") is None
    assert vue.entete.nom.text() == "SUREAU Inès"
    assert vue.liste.hasFocus()
    assert poste.fenetre.rail.button("aujourdhui").count() == 1
    plan = suivi.fiche_appel(poste.ctx, zoe.id).plan
    assert [e.etat for e in plan][:2] == [Etat.FAIT, Etat.A_VENIR]
    assert plan[0].fait_le == LUNDI
    donne = inclusion(poste.ctx, "GENÊT")
    assert (donne.accord, donne.accord_le) == (Accord.OUI, LUNDI)
    with poste.ctx.store.read() as cx:
        (appel,) = q_suivi.contacts_of(cx, zoe.id)
    assert (appel.issue, appel.risque, appel.themes) == (IssueContact.JOINT, Risque.ELEVE, (Theme.LOGEMENT,))
    assert appel.texte == "Cherche une chambre près du fournil."
    (difficulte,) = difficultes.de(poste.ctx, zoe.id)
    assert (difficulte.theme, difficulte.statut) == (Theme.LOGEMENT, StatutDifficulte.OUVERTE)


# 5. The partner, then the fiche


def ecrire_les_partenaires(poste: Poste) -> None:
    """A directory of two: the one who handles housing here, and one who does not."""
    vue = poste.aller(4)
    assert isinstance(vue, PartenairesView)
    assert "Commencez par la Mission Locale" in mots(vue)
    for nom, genre, qui, courriel in (
        ("Mission Locale du Bocage", TypeStructure.MISSION_LOCALE, "Joël Ortie", "joel@exemple.invalid"),
        ("Foyer des Tilleuls", TypeStructure.LOGEMENT, "Olive Noyer", "olive@exemple.invalid"),
    ):
        touche(Qt.Key.Key_N, CTRL | MAJ)
        editeur = vue.editor
        assert en_main(editeur.nom)
        ecrire(nom)
        tabuler(editeur.type)
        choisir(editeur.type, genre.libelle)
        tabuler(editeur.territoire)
        ecrire("53")
        personne = editeur._lines[0]
        tabuler(personne.nom, 40)
        ecrire(qui)
        tabuler(personne.courriel)
        ecrire(courriel)
        poste.faire(Qt.Key.Key_Return, CTRL)
        assert vue.pages.currentWidget() is vue.browse
        assert vue.card.name.text() == nom
        assert qui in mots(vue.card)
    connus = {c.structure.nom: c for c in partenaires.lister(poste.ctx)}
    foyer = connus["Foyer des Tilleuls"]
    assert set(connus) == {"Foyer des Tilleuls", "Mission Locale du Bocage"}
    assert (foyer.structure.type, foyer.structure.themes) == (TypeStructure.LOGEMENT, (Theme.LOGEMENT,))
    assert foyer.designe is not None
    assert foyer.designe.courriel == "olive@exemple.invalid"


def envoyer_une_fiche(poste: Poste, dossier: Path, ouvertures: list[str]) -> None:
    """From her difficulty to the answer of the partner."""
    ouvrir_zoe(poste)
    touche(Qt.Key.Key_F, ALT)
    poste.qtbot.waitUntil(lambda: poste.fenetre.current() == "fiches")
    poste.attendre()
    vue = poste.fenetre.screen_of("fiches")
    assert isinstance(vue, FichesView)
    zoe = gens(poste.ctx)["GENÊT"].id
    rediger(poste, vue, zoe)
    dossier.mkdir()
    refuser_sans_accord(poste, vue, dossier)
    donner_l_accord(poste, vue, zoe)
    pdf = enregistrer_le_pdf(poste, vue, dossier)
    envoyer(poste, vue, pdf, ouvertures)
    noter_la_reponse(poste, vue, zoe)


def rediger(poste: Poste, vue: FichesView, zoe: int) -> None:
    """The right partner is proposed with its reasons; the draft is written; its preview is watermarked."""
    editeur = vue.editor
    assert vue.pages.currentWidget() is editeur
    propose = editeur.recipient.structure_id()
    assert propose is not None
    assert editeur.vm.destinations is not None
    assert editeur.vm.destinations.nom(propose) == "Foyer des Tilleuls"
    assert editeur.recipient.contact.currentText() == "Olive Noyer"
    assert "accord non recueilli" in texte_du(editeur.pdf._pdf).lower()
    tabuler(editeur.need)
    remplacer("Cherche une chambre près du fournil, dès novembre.")
    poste.faire(Qt.Key.Key_Return, CTRL)
    assert vue.pages.currentWidget() is vue.split
    (ligne,) = tableau(poste.ctx)
    assert (ligne.fiche.numero, ligne.fiche.statut) == ("FL-2010-0001", StatutFiche.BROUILLON)
    assert (ligne.fiche.beneficiaire_id, ligne.fiche.theme) == (zoe, Theme.LOGEMENT)
    assert ligne.fiche.besoin == "Cherche une chambre près du fournil, dès novembre."
    assert vue.detail.number.text() == "FL-2010-0001"


def fiche(poste: Poste) -> Any:
    return detail(poste.ctx, tableau(poste.ctx)[0].fiche.id)


def refuser_sans_accord(poste: Poste, vue: FichesView, dossier: Path) -> None:
    """The document is shown watermarked and cannot be saved: nothing is asked, nothing is written."""
    assert "accord non recueilli" in texte_du(vue.vm.pdf).lower()
    avant = contenu(poste.ctx)
    poste.faire(Qt.Key.Key_S, CTRL)
    assert "Recueillir l’accord" in vue.detail.alert.text.text()
    assert vue.detail.alert.isVisible()
    assert list(dossier.iterdir()) == []
    assert contenu(poste.ctx) == avant


def donner_l_accord(poste: Poste, vue: FichesView, zoe: int) -> None:
    """She says yes to this partner, for this theme."""

    def oui(dialog: Any) -> None:
        assert isinstance(dialog, AccordDialog)
        assert "transmette à Foyer des Tilleuls" in mots(dialog)
        assert "logement" in mots(dialog)

    poste.repondre(poste.enregistrer(et=oui))
    poste.faire(Qt.Key.Key_R, CTRL)
    (accord,) = accords.lister(poste.ctx, zoe)
    assert (accord.theme, accord.donne_le) == (Theme.LOGEMENT, LUNDI)
    assert "accord non recueilli" not in texte_du(vue.vm.pdf).lower()
    assert vue.detail.alert.isHidden()


def enregistrer_le_pdf(poste: Poste, vue: FichesView, dossier: Path) -> Path:
    """Ready, then saved where she says: one page that bears her name and the agreement."""
    poste.faire(Qt.Key.Key_P, CTRL)
    assert fiche(poste).fiche.statut is StatutFiche.PRETE
    poste.reponses.fichiers.append(dossier)
    poste.faire(Qt.Key.Key_S, CTRL)
    pdf = dossier / "FL-2010-0001.pdf"
    texte = texte_du(pdf.read_bytes())
    assert len(pypdf.PdfReader(pdf).pages) == 1
    for attendu in ("GENÊT Zoé", "Foyer des Tilleuls", "Chambre de métiers du Bocage", "Prune Mirabelle", "novembre"):
        assert attendu in texte
    assert liaison_documents.apercu_de(poste.ctx, fiche(poste).fiche.id) == pdf.read_bytes()
    assert "enregistré" in poste.reponses.dits[-1]
    return pdf


def envoyer(poste: Poste, vue: FichesView, pdf: Path, ouvertures: list[str]) -> None:
    """The draft of e-mail opens in the mail program; once sent, the fiche says so and the draft is gone."""
    courriel = pdf.with_suffix(".eml")

    def relire(dialog: QDialog) -> None:
        assert isinstance(dialog, CourrielDialog)
        message = email.message_from_bytes(courriel.read_bytes(), policy=default)
        assert message["X-Unsent"] == "1"
        assert message["To"].addresses[0].addr_spec == "olive@exemple.invalid"
        assert "Genêt" not in message["Subject"]
        (piece,) = message.iter_attachments()
        assert piece.get_content() == pdf.read_bytes()
        presser(dialog.copy_address)
        assert QApplication.clipboard().text() == "olive@exemple.invalid"
        touche(Qt.Key.Key_Return)

    poste.repondre(relire)
    poste.faire(Qt.Key.Key_M, CTRL)
    assert ouvertures == ["FL-2010-0001.eml"]
    assert not courriel.exists()
    assert fiche(poste).fiche.statut is StatutFiche.ENVOYEE
    assert fiche(poste).fiche.envoyee_le is not None


def noter_la_reponse(poste: Poste, vue: FichesView, zoe: int) -> None:
    """The partner answered: it shows beside the document and closes the difficulty."""

    def resolu(dialog: Any) -> None:
        assert isinstance(dialog, ReponseDialog)
        presser(dialog.resultat.chip(ResultatFiche.RESOLU))
        assert "Clore aussi" in dialog.suite.text()
        tabuler(dialog.texte)
        ecrire("Chambre réservée au 1er novembre.")

    poste.repondre(poste.enregistrer(et=resolu))
    poste.faire(Qt.Key.Key_R, CTRL)
    assert vue.detail.answer_text.text() == "Chambre réservée au 1er novembre."
    garde = fiche(poste).fiche
    assert (garde.statut, garde.resultat) == (StatutFiche.REPONSE, ResultatFiche.RESOLU)
    assert difficultes.de(poste.ctx, zoe)[0].statut is StatutDifficulte.CLOSE


# 6. The evaluation


def evaluer(poste: Poste, dossier: Path) -> None:
    """Counts and rates with their denominators, then the file that says what it is."""
    vue = poste.aller(6)
    assert isinstance(vue, EvaluationView)
    test, temoin = vue._chiffres.test, vue._chiffres.temoin
    assert plat(test.effectif.text()) == "2 jeunes affectés"
    assert plat(temoin.effectif.text()) == "1 jeune affecté"
    assert plat(test.taux.text()) == plat(temoin.taux.text()) == "0,0 %"
    assert "0 sur 2" in plat(test.part.text())
    assert "0 sur 1" in plat(temoin.part.text())
    assert vue._chiffres.protocole.registre.text() == "Registre intact"

    fichier = dossier / "cohorte.csv"
    poste.reponses.fichiers.append(fichier)
    poste.repondre(accepter("Choisir où l’enregistrer"))
    tabuler(vue.exporter)
    poste.faire(Qt.Key.Key_Space)
    nom = "cohorte-donnees-personnelles-pseudonymisees-2010-2011-au-2010-10-04.csv"
    assert poste.reponses.proposes[-1].name == nom
    octets = fichier.read_bytes()
    lignes = list(csv.DictReader(io.StringIO(octets.decode("utf-8-sig")), delimiter=";"))
    assert len(lignes) == 3
    assert {x["donnees_personnelles_pseudonymisees"] for x in lignes} == {"oui"}
    assert sorted(x["groupe"] for x in lignes) == ["temoin", "test", "test"]
    for secret in ("Genêt", "GENÊT", "Zoé", "Houblon", "0600000015", "14/06/1991", "1991-06-14"):
        assert secret.encode() not in octets


# Lock, unlock, end, start again


def verrouiller_et_revenir(poste: Poste) -> None:
    """Ctrl+L; a wrong passphrase is told and touches nothing; the right one gives everything back."""
    avant = contenu(poste.ctx)
    ecran = poste.verrouiller()
    assert poste.en_cours.base is None
    assert ecran.nom.text() == "bocage"
    base = paths.last_base()
    assert base is not None
    fichiers = (base, paths.header_of(base))
    octets = [f.read_bytes() for f in fichiers]
    poste.donner("lampe girafe tunnel brioche orange")
    assert "phrase de passe" in ecran.champ.error().lower()
    assert poste.en_cours.window is None
    assert en_main(ecran.phrase)
    assert [f.read_bytes() for f in fichiers] == octets
    poste.donner(PHRASE)
    fenetre = poste.ouverte()
    assert fenetre.current() == "evaluation"
    assert contenu(poste.ctx) == avant
    assert plat(fenetre.screen_of("evaluation")._chiffres.test.effectif.text()) == "2 jeunes affectés"  # type: ignore[attr-defined]


def rouvrir_un_mois_plus_tard(poste: Poste) -> None:
    """The application ends on the page of a person; next month it opens there, and her next call is to make."""
    ouvrir_zoe(poste)
    avant = contenu(poste.ctx)
    poste.quitter()
    poste.horloge.jour = date(2010, 11, 3)
    poste.lancer()
    poste.cle()
    poste.donner(PHRASE)
    fenetre = poste.ouverte()
    assert fenetre.current() == "beneficiaires"
    page = fenetre.screen_of("beneficiaires")
    assert isinstance(page, BeneficiairesView)
    assert page.pages.currentWidget() is page.personne
    assert page.personne.entete.nom.text() == "GENÊT Zoé"
    assert page.personne.entete.accord.text() == "Accord\u202f: oui"
    assert contenu(poste.ctx) == avant
    vue = poste.aller(1)
    assert voie_de(poste.ctx, "GENÊT") is Voie.CETTE_SEMAINE
    assert vue.liste.modele.row_of((gens(poste.ctx)["GENÊT"].id, 0)) >= 0
    assert tableau(poste.ctx)[0].fiche.statut is StatutFiche.REPONSE


def tout_retrouver(poste: Poste) -> None:
    """Ctrl+K finds a partner, a fiche and a person from anywhere, without their accents."""
    zoe = gens(poste.ctx)["GENÊT"]
    for cherche, ecran in (("tilleuls", "partenaires"), ("fl-2010-0001", "fiches"), ("zoe gen", "beneficiaires")):
        touche(Qt.Key.Key_K, CTRL)
        palette = poste.fenetre.palette_
        assert en_main(palette.field)
        remplacer(cherche)
        poste.qtbot.waitUntil(lambda p=palette, e=ecran: [h.screen for h in p.hits()][:1] == [e])
        poste.faire(Qt.Key.Key_Return)
        assert poste.fenetre.current() == ecran
        assert palette.isHidden()
    vue = poste.fenetre.screen_of("beneficiaires")
    assert isinstance(vue, BeneficiairesView)
    assert vue.personne.model.beneficiaire_id == zoe.id
    assert poste.fenetre.screen_of("partenaires").card.name.text() == "Foyer des Tilleuls"  # type: ignore[attr-defined]
    assert poste.fenetre.screen_of("fiches").detail.number.text() == "FL-2010-0001"  # type: ignore[attr-defined]


def rien_en_clair(poste: Poste, lieu: Path) -> None:
    """Beside the lists, the documents and the export she asked for, no file says a name or the passphrase."""
    poste.quitter()
    demandes = {"contrats signés.xlsx", "suivis ML.csv", "cohorte.csv", "FL-2010-0001.pdf"}
    fichiers = [f for f in lieu.rglob("*") if f.is_file() and f.name not in demandes]
    assert {"bocage.plateforme", "bocage.plateforme.cle"} <= {f.name for f in fichiers}
    secrets = [
        mot.encode(code)
        for mot in ("GENÊT", "Genêt", "SUREAU", "HOUBLON", "Tilleuls", "zoe@exemple.invalid", "fournil", PHRASE)
        for code in ("utf-8", "cp1252", "utf-16-le")
    ]
    assert [(f.name, mot) for f in fichiers for mot in secrets if mot in f.read_bytes()] == []


# What was begun when the window went away


@pytest.fixture
def suivie(poste: Poste, tmp_path: Path) -> Beneficiaire:
    """A base where one person is to be called and one partner handles her difficulty, open in the window."""
    base = coffre.creer(tmp_path / "bocage.plateforme", PHRASE)
    with fabrique.remplir(base.ctx) as f:
        zoe = f.personne(
            "Genêt",
            "Zoé",
            date(1991, 6, 14),
            campagne=f.campagne(),
            debut=AUTOMNE,
            accord=Accord.OUI,
            affecte_le=AUTOMNE,
        )
        f.difficulte(zoe)
        f.interlocuteur(f.structure("Foyer des Tilleuls", TypeStructure.LOGEMENT), "Olive Noyer")
    base.close()
    paths.remember_base(base.chemin)
    poste.horloge.jour = date(2010, 10, 6)
    deverrouiller(poste)
    return zoe


def deverrouiller(poste: Poste) -> None:
    poste.lancer()
    poste.cle()
    poste.donner(PHRASE)
    poste.ouverte()


def noter(poste: Poste, texte: str) -> AujourdhuiView:
    """Open the call of the only person to call, and begin to write."""
    vue = poste.fenetre.screen_of("aujourdhui")
    assert isinstance(vue, AujourdhuiView)
    touche(Qt.Key.Key_Return)
    touche("j")
    assert en_main(vue.formulaire.texte)
    ecrire(texte)
    return vue


def contacts(ctx: Contexte, qui: Beneficiaire) -> list[str]:
    with ctx.store.read() as cx:
        return [c.texte for c in q_suivi.contacts_of(cx, qui.id)]


def test_un_appel_en_cours_attend_derriere_le_verrou(poste: Poste, suivie: Beneficiaire) -> None:
    noter(poste, "Le patron est très content d’elle.")
    poste.verrouiller()
    poste.donner(PHRASE)
    poste.ouverte()
    vue = poste.fenetre.screen_of("aujourdhui")
    assert isinstance(vue, AujourdhuiView)
    assert vue.formulaire.texte.text() == "Le patron est très content d’elle."
    assert vue.formulaire.issue.value() is IssueContact.JOINT
    assert contacts(poste.ctx, suivie) == []
    assert en_main(vue.liste)
    touche(Qt.Key.Key_Return)
    poste.faire(Qt.Key.Key_Return, CTRL)
    assert contacts(poste.ctx, suivie) == ["Le patron est très content d’elle."]


def test_fermer_aussitot_apres_avoir_enregistre_n_en_perd_rien(poste: Poste, suivie: Beneficiaire) -> None:
    noter(poste, "Tout va bien.")
    touche(Qt.Key.Key_Return, CTRL)
    poste.quitter()
    deverrouiller(poste)
    assert contacts(poste.ctx, suivie) == ["Tout va bien."]
    assert voie_de(poste.ctx, suivie.nom_naissance) is None
    assert reglages.brouillons(poste.ctx, "contact") == {}


def test_une_fiche_en_cours_d_ecriture_revient_a_la_reouverture(poste: Poste, suivie: Beneficiaire) -> None:
    poste.fenetre.navigate("fiches", ("nouvelle", suivie.id, None))
    poste.attendre()
    vue = poste.fenetre.screen_of("fiches")
    assert isinstance(vue, FichesView)
    tabuler(vue.editor.need)
    remplacer("Une chambre avant l’hiver.")
    poste.quitter()
    deverrouiller(poste)
    vue = poste.fenetre.screen_of("fiches")
    assert isinstance(vue, FichesView)
    assert poste.fenetre.current() == "fiches"
    assert vue.pages.currentWidget() is vue.editor
    assert vue.editor.need.text() == "Une chambre avant l’hiver."
    assert tableau(poste.ctx) == ()
    tabuler(vue.editor.need)
    poste.faire(Qt.Key.Key_Return, CTRL)
    assert [x.fiche.besoin for x in tableau(poste.ctx)] == ["Une chambre avant l’hiver."]


def test_fermer_pendant_le_croisement_n_ecrit_rien(poste: Poste, suivie: Beneficiaire, tmp_path: Path) -> None:
    vue = poste.aller(5)
    assert isinstance(vue, CroisementView)
    ouvrir_listes(poste, vue, *listes(tmp_path, "Né(e) le"))
    avant = contenu(poste.ctx)
    presser(vue.colonnes.suite)
    poste.quitter()
    deverrouiller(poste)
    assert poste.fenetre.current() == "croisement"
    assert contenu(poste.ctx) == avant
