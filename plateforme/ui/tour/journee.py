"""One day on the demonstration base, in the real window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from plateforme.domain.fiche import FiltreFiche
from plateforme.domain.suivi import Voie
from plateforme.domain.vocabulaire import IssueContact, Risque, StatutFiche, Theme
from plateforme.errors import AppError, RefusedError
from plateforme.services import liaison_documents
from plateforme.services.coffre import BaseOuverte
from plateforme.ui.main_window import MainWindow
from plateforme.ui.screens.aujourdhui.view import AujourdhuiView
from plateforme.ui.screens.beneficiaires.filtres import EN_RETARD
from plateforme.ui.screens.beneficiaires.view import BeneficiairesView
from plateforme.ui.screens.croisement.view import CroisementView
from plateforme.ui.screens.croisement.viewmodel import Cote, Etape
from plateforme.ui.screens.evaluation.view import EvaluationView
from plateforme.ui.screens.fiches.actions import Acte
from plateforme.ui.screens.fiches.view import FichesView
from plateforme.ui.screens.partenaires.view import PartenairesView
from plateforme.ui.screens.personne.view import ONGLETS
from plateforme.ui.theme import Mode
from plateforme.ui.tour import listes
from plateforme.ui.tour.plateau import Interrompu, Plateau
from plateforme.ui.tour.reponses import Reponses

W = TypeVar("W", bound=QWidget)
T = TypeVar("T")
NOTE = (
    "Enfin jointe. Les fêtes ont été longues, mais le patron a affiché un planning : deux lundis de repos en janvier. "
    "Toujours intéressée par une chambre à Cossé."
)
BESOIN = (
    "Cherche une chambre à proximité de Cossé-le-Vivien pour les semaines de travail, embauche à 3 h 30. "
    "Une visite avec sa mère est possible le mercredi."
)
AVEC_APERCU = frozenset({"nouvelle-fiche", "fiches", "fiche-reponse", "fiche-prete"})
"""Captures in which a document is drawn, a moment after the rest."""


class Journee:
    """The window, and the acts played in it."""

    def __init__(self, p: Plateau, base: BaseOuverte, dossier: Path) -> None:
        self.p, self.base = p, base
        self.fiches_dir, self.exports_dir = dossier / "fiches", dossier / "exports"
        self.reponses = Reponses(p)
        self.fenetre = MainWindow(base, p.tasks, {}, messages=self.reponses)
        self.reponses.rattacher(self.fenetre)
        p.montrer(self.fenetre)

    def jouer(self, coulisses: Path) -> None:
        """Play the acts in the order of a day."""
        elle = self.aujourd_hui()
        self.beneficiaires()
        self.personne(elle)
        self.nouvelle_fiche()
        self.fiches()
        self.partenaires()
        self.evaluation()
        self.preferences()
        self.cadre()
        self.autres_lumieres(elle)
        self.croisement(coulisses)

    def aujourd_hui(self) -> int:
        """Call the first person who is late; return her id."""
        vue = self._ecran("aujourdhui", AujourdhuiView)
        vm = vue.vm
        self.p.attendre(lambda: vm.tableau is not None and vm.fiche is not None, "la liste des appels")
        lignes = vm.tableau.lignes if vm.tableau else []
        retard = _premier((x for x in lignes if x.voie is Voie.EN_RETARD), "personne n’est en retard")
        vue.liste.setFocus(Qt.FocusReason.OtherFocusReason)
        for _ in lignes:
            if vm.cle == retard.cle:
                break
            self.p.touche(vue.liste, Qt.Key.Key_Down)
            self.p.attendre()
        elle = retard.beneficiaire_id
        self.p.attendre(lambda: vm.fiche is not None and vm.fiche.personne.id == elle, "la fiche d’appel")
        self._photo("aujourdhui")
        self.p.touche(vue.liste, Qt.Key.Key_Return)
        self.p.attendre()
        forme = vue.formulaire
        self.p.cliquer(forme.issue.chip(IssueContact.JOINT))
        self.p.taper(forme.texte, NOTE)
        for theme in (Theme.CONDITIONS, Theme.LOGEMENT):
            self.p.cliquer(forme.themes.chip(theme))
        self.p.cliquer(forme.risque.chip(Risque.MODERE))
        self.p.taper(forme.convenu, "Visite d’une chambre mercredi avec sa mère.")
        self._photo("appel")
        cible = QApplication.focusWidget() or forme.convenu
        self.p.touche(cible, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        if forme.enregistrer.isEnabled() and vm.cle == retard.cle:
            self.p.cliquer(forme.enregistrer)
        self.p.attendre(lambda: vm.cle != retard.cle, "la personne suivante")
        self._photo("personne-suivante", ligne=True)
        return elle

    def beneficiaires(self) -> None:
        """Filter, search, export."""
        vue = self._ecran("beneficiaires", BeneficiairesView)
        self.p.attendre(lambda: vue.model.charge, "le tableau")
        self._photo("beneficiaires")
        self.p.cliquer(vue.groups.chip(EN_RETARD))
        self._photo("beneficiaires-en-retard")
        self.reponses.chemins.append(self.exports_dir)
        self.p.cliquer(vue.export_button)
        self.p.cliquer(vue.clear_button)

    def personne(self, elle: int) -> None:
        """Open every tab of a page."""
        self.p.ou = "fiche d’une personne"
        self.fenetre.navigate("beneficiaires", elle)
        page = self._vue("beneficiaires", BeneficiairesView).personne
        self.p.attendre(lambda: page.model.page is not None, "la page")
        for rang, titre in enumerate(ONGLETS):
            page.onglets.setCurrentIndex(rang)
            self._photo(f"personne-{rang + 1}-{_mot(titre)}")
        page.onglets.setCurrentIndex(0)

    def nouvelle_fiche(self) -> None:
        """Write the draft about a chamber: no agreement yet, so the document says so."""
        self.p.ou = "nouvelle fiche"
        page = self._vue("beneficiaires", BeneficiairesView).personne
        self.p.cliquer(page.entete.boutons["Fiche"])
        editeur = self._vue("fiches", FichesView).editor
        self.p.attendre(lambda: editeur.difficulty.count() > 1, "les difficultés")
        rang = _premier(
            (i for i in range(editeur.difficulty.count()) if Theme.LOGEMENT.libelle in editeur.difficulty.itemText(i)),
            "pas de difficulté de logement",
        )
        editeur.difficulty.setCurrentIndex(rang)
        editeur.difficulty.activated.emit(rang)
        self.p.attendre(lambda: editeur.vm.destinations is not None, "le destinataire")
        editeur.need.selectAll()
        self.p.taper(editeur.need, BESOIN)
        self.p.attendre(lambda: editeur.sheet.currentWidget() is editeur.pdf, "l’aperçu")
        self._photo("nouvelle-fiche")
        self.p.cliquer(editeur.cancel)

    def fiches(self) -> None:
        """Read an answer, save and send a fiche that is ready, save those that are out."""
        vue = self._ecran("fiches", FichesView)
        self.p.attendre(lambda: vue.vm.loaded and vue.vm.detail is not None, "les fiches")
        self._photo("fiches")
        self.p.cliquer(vue.piles.chip(FiltreFiche.REPONSES))
        self.p.attendre(lambda: _etat(vue) is StatutFiche.REPONSE, "la réponse")
        self._photo("fiche-reponse")
        prete = _premier((r.fiche.id for r in vue.vm.rows if r.fiche.statut is StatutFiche.PRETE), "aucune fiche prête")
        self.fenetre.navigate("fiches", prete)
        self.p.attendre(lambda: vue.vm.detail is not None and vue.vm.detail.fiche.id == prete, "la fiche prête")
        self._photo("fiche-prete")
        self.reponses.chemins.append(self.fiches_dir)
        self.p.cliquer(_bouton(vue, Acte.PDF))
        self.reponses.formulaires.append(self._courriel)
        self.p.cliquer(_bouton(vue, Acte.COURRIEL))
        self.p.attendre(lambda: not self.reponses.formulaires, "le courriel")
        for ligne in vue.vm.rows:
            if ligne.fiche.statut in {StatutFiche.ENVOYEE, StatutFiche.RECUE}:
                self._enregistrer(ligne.fiche.id)

    def partenaires(self) -> None:
        """The directory, then who handles what."""
        vue = self._ecran("partenaires", PartenairesView)
        self.p.attendre(lambda: vue.vm.cards, "l’annuaire")
        vue.table.select_position(0)
        self.p.attendre(lambda: vue.right.currentWidget() is vue.card, "la carte")
        self._photo("partenaires")
        vue.tabs.setCurrentWidget(vue.grid)
        self._photo("qui-traite-quoi")

    def croisement(self, coulisses: Path) -> None:
        """Cross two small lists, from the files to the groups."""
        chambre, ml = listes.ecrire(coulisses)
        vue = self._ecran("croisement", CroisementView)
        modele = vue.model
        self.p.attendre(lambda: modele.campagne is not None, "la campagne")
        for cote, chemin in ((Cote.CHAMBRE, chambre), (Cote.ML, ml)):
            self.reponses.chemins.append(chemin)
            self.p.cliquer(vue.fichiers.cartes[cote].bouton)
            self.p.attendre(lambda c=cote: c in modele.listes, f"la lecture de « {chemin.name} »")
        self._photo("croisement-fichiers")
        self.p.cliquer(vue.fichiers.suite)
        self._photo("croisement-colonnes")
        self.p.cliquer(vue.colonnes.suite)
        self.p.attendre(lambda: modele.etape is Etape.PAIRES and modele.courante() is not None, "les paires à vérifier")
        self._photo("croisement-paire")
        self.p.cliquer(vue.paires.meme)
        self._photo("croisement-paire-suivante")
        self.p.cliquer(vue.paires.plus_tard)
        while modele.courante() is not None:
            self.p.cliquer(vue.paires.pas_la_meme)
        self.p.cliquer(vue.paires.suite)
        self.p.attendre(lambda: modele.etape is Etape.AFFECTATION, "l’affectation")
        self._photo("croisement-affectation")
        self.p.cliquer(vue.affectation.affecter)
        self.p.attendre(lambda: modele.bilan is not None, "l’affectation")
        self._photo("croisement-termine")

    def evaluation(self) -> None:
        """The figures, the cohort and the page for the committee."""
        vue = self._ecran("evaluation", EvaluationView)
        self.p.attendre(lambda: vue.model.evaluation is not None, "les chiffres")
        self._photo("evaluation")
        for bouton in (vue.exporter, vue.rapport):
            self.reponses.chemins.append(self.exports_dir)
            self.p.cliquer(bouton)
        self.p.attendre(lambda: len(list(self.exports_dir.iterdir())) >= 3, "les exports")

    def preferences(self) -> None:
        """Four sections."""
        self.p.ou = "préférences"
        for rubrique in ("chambre", "campagnes", "securite", "apparence"):
            self.fenetre.navigate("preferences", rubrique)
            self._photo(f"preferences-{rubrique}")

    def cadre(self) -> None:
        """The search of everything and the keys."""
        self.p.ou = "recherche"
        self.fenetre.navigate("beneficiaires", None)
        palette = self.fenetre.palette_
        palette.open("cagla")
        self.p.attendre(lambda: any("Çağla" in h.title for h in palette.hits()), "Çağla")
        self._photo("recherche")
        palette.close_palette()
        self.fenetre.navigate("raccourcis")
        self._photo("raccourcis")

    def autres_lumieres(self, elle: int) -> None:
        """The main screens in the dark, then on a screen set to 150 %."""
        ecrans: tuple[tuple[str, str, object], ...] = (
            ("aujourdhui", "aujourdhui", None),
            ("personne", "beneficiaires", elle),
            ("fiches", "fiches", None),
            ("evaluation", "evaluation", None),
        )
        for mode, suffixe, echelle in ((Mode.SOMBRE, "sombre", 1.0), (Mode.CLAIR, "150", 1.5)):
            self.p.lumiere(mode)
            for nom, cle, argument in ecrans:
                self.p.ou = f"{nom} ({suffixe})"
                self.fenetre.navigate(cle, argument)
                self.reponses.effacer_ligne()
                self.p.montrer(self.fenetre, echelle)
                self.p.reposer()
                self.p.photo(f"{nom}-{suffixe}", self.fenetre, echelle)

    # Tools

    def _ecran(self, cle: str, sorte: type[W]) -> W:
        """Go to a screen by its button in the rail."""
        self.p.ou = self.fenetre.rail.button(cle).accessibleName() or cle
        self.p.cliquer(self.fenetre.rail.button(cle))
        return self._vue(cle, sorte)

    def _vue(self, cle: str, sorte: type[W]) -> W:
        vue = self.fenetre.screen_of(cle)
        if not isinstance(vue, sorte):
            raise Interrompu(f"l’écran « {cle} » manque")
        return vue

    def _photo(self, nom: str, *, ligne: bool = False) -> None:
        """Capture the window; ``ligne``: with the line that says what was just done."""
        if not ligne:
            self.reponses.effacer_ligne()
        if nom in AVEC_APERCU:
            self.p.montrer(self.fenetre)
            self.p.reposer()
        self.p.photo(nom, self.fenetre)

    def _courriel(self, dialogue: QDialog) -> bool:
        self.p.photo_de("courriel", dialogue)
        return False

    def _enregistrer(self, fiche_id: int) -> None:
        """Save the PDF of a fiche that is out; one whose agreement is no longer valid rightly stays inside."""
        ctx, dossier = self.base.ctx, self.fiches_dir
        self.p.tasks.write(
            lambda: liaison_documents.enregistrer_pdf(ctx, fiche_id, dossier), on_error=_sauf_refus(self.p)
        )
        self.p.attendre()


def _sauf_refus(p: Plateau) -> Callable[[AppError], None]:
    return lambda erreur: None if isinstance(erreur, RefusedError) else p.expected(erreur)


def _etat(vue: FichesView) -> StatutFiche | None:
    return vue.vm.detail.fiche.statut if vue.vm.detail else None


def _bouton(vue: FichesView, acte: Acte) -> QPushButton:
    bouton = vue.detail.button_of(acte)
    if not isinstance(bouton, QPushButton):
        raise Interrompu(f"« {acte} » n’est pas un bouton")
    return bouton


def _premier(choses: Iterable[T], sinon: str) -> T:
    for chose in choses:
        return chose
    raise Interrompu(sinon)


def _mot(titre: str) -> str:
    return titre.split(maxsplit=1)[0].lower().replace("é", "e")
