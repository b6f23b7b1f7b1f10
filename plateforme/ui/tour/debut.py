"""First act: the first run, an empty base, then the unlocking of the demonstration."""

from __future__ import annotations

from pathlib import Path

from plateforme.services import demo
from plateforme.services.coffre import BaseOuverte
from plateforme.settings import CHAMBRE_NOM, CHAMBRE_TELEPHONE, DEPARTEMENT, REFERENT_NOM, REFERENT_TELEPHONE
from plateforme.ui.controller import StartWindow
from plateforme.ui.main_window import MainWindow
from plateforme.ui.tour.plateau import Plateau

PHRASE = "lampe girafe tunnel brioche orage"
MONTRE = Path("/home/solene/.local/share/Plateforme")
"""The folder shown in the captures: where the journey really works is of no interest."""


class SansTrousseau:
    """A keyring that is there and is never asked for anything: the one of the machine is left alone."""

    def available(self) -> bool:
        """Return True: the option is shown."""
        return True

    def get(self, base_id: str) -> bytes | None:
        """Return nothing."""
        del base_id

    def put(self, base_id: str, wrapping: bytes) -> None:
        """Keep nothing."""

    def forget(self, base_id: str) -> None:
        """Forget nothing."""


def premier_lancement(p: Plateau, dossier: Path) -> None:
    """Walk through the assistant and create a base, then look at it empty."""
    p.ou = "premier lancement"
    accueil = StartWindow(None, p.tasks, SansTrousseau())
    vue = accueil.view
    a = vue.assistant
    p.photo("premier-lancement", accueil)
    p.cliquer(a.bienvenue.creer)
    a.emplacement.placer(MONTRE)
    p.photo("emplacement", accueil)
    a.emplacement.placer(dossier / "neuve")
    p.cliquer(a.continuer)
    p.taper(a.phrase.phrase_1, PHRASE)
    p.taper(a.phrase.phrase_2, PHRASE)
    p.photo("phrase-de-passe", accueil)
    p.cliquer(a.continuer)
    chambre = a.chambre.formulaire
    p.taper(chambre.champ(CHAMBRE_NOM), "Chambre de métiers et de l’artisanat de la Mayenne (démonstration)")
    p.taper(chambre.champ(DEPARTEMENT), "53")
    p.taper(chambre.champ(CHAMBRE_TELEPHONE), "0199005300")
    p.photo("chambre", accueil)
    p.cliquer(a.continuer)
    p.taper(a.referent.formulaire.champ(REFERENT_NOM), "Solène Kervadoux")
    p.taper(a.referent.formulaire.champ(REFERENT_TELEPHONE), "0199005330")
    p.cliquer(a.continuer)
    p.photo("premiere-campagne", accueil)
    recues: list[BaseOuverte] = []
    vue.ouverte.connect(recues.append)
    p.cliquer(a.continuer)
    p.attendre(lambda: recues, "la base neuve")
    accueil.close()
    vide = MainWindow(recues[0], p.tasks, {})
    p.photo("premiere-base", vide)
    fermer(p, vide, recues[0])


def ouvrir(p: Plateau, copie: Path) -> BaseOuverte:
    """Unlock the demonstration: a wrong phrase first."""
    p.ou = "déverrouillage"
    accueil = StartWindow(copie, p.tasks, SansTrousseau())
    vue, cle = accueil.view, accueil.view.deverrouillage
    p.montrer(accueil)
    cle.montrer(MONTRE / copie.name)
    p.photo("deverrouillage", accueil)
    cle.effacer()
    p.taper(cle.phrase, "ce n’est pas la bonne phrase")
    p.cliquer(cle.ouvrir)
    p.photo("phrase-refusee", accueil)
    cle.effacer()
    p.taper(cle.phrase, demo.PHRASE)
    recues: list[BaseOuverte] = []
    vue.ouverte.connect(recues.append)
    p.cliquer(cle.ouvrir)
    p.attendre(lambda: recues, "la base de démonstration")
    accueil.close()
    return recues[0]


def verrouiller(p: Plateau, fenetre: MainWindow, base: BaseOuverte, chemin: Path) -> None:
    """Lock: the base is closed, and the start says which one it was."""
    p.ou = "verrouillage"
    fermer(p, fenetre, base)
    accueil = StartWindow(chemin, p.tasks, SansTrousseau())
    p.montrer(accueil)
    accueil.view.deverrouillage.montrer(MONTRE / chemin.name)
    p.photo("verrouille", accueil)
    accueil.close()


def fermer(p: Plateau, fenetre: MainWindow, base: BaseOuverte) -> None:
    """Close a window and its base."""
    fenetre.save_state()
    p.attendre()
    base.close()
    fenetre.allow_close()
    fenetre.close()
