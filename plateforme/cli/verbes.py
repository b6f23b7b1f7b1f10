"""What each verb does. Each returns its exit status; an :class:`AppError` is told by the caller."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from plateforme import bootstrap, paths
from plateforme.cli import textes
from plateforme.cli.entree import Phrase
from plateforme.cli.sortie import TerminalProgress, message, result
from plateforme.cli.textes import DP
from plateforme.domain.croisement import Decision
from plateforme.exports import indicateurs_json
from plateforme.services import (
    campagnes,
    coffre,
    croisement_listes,
    importation,
    indicateurs,
    reglages,
    verification,
)
from plateforme.settings import CHAMBRE_NOM, DEPARTEMENT, REFERENT_NOM

FAIT, REFUSE, USAGE = 0, 1, 2
Fenetre = Callable[[Path | None], int]
"""Opens the window on that base, or on the last one; returns the exit status."""


@dataclass(frozen=True)
class Appel:
    """One call of the command line."""

    options: argparse.Namespace
    phrase: Phrase
    progress: TerminalProgress
    fenetre: Fenetre

    @property
    def base(self) -> Path:
        """The base named by ``--base``."""
        return Path(self.options.base)

    def lire_phrase(self, *, deux_fois: bool = False) -> str:
        """Return the passphrase of ``--base``."""
        return self.phrase.lire(stdin=self.options.phrase_stdin, deux_fois=deux_fois)


def demo(appel: Appel) -> int:
    """Build the demonstration base, then open it, or play the journey without a display."""
    dossier = Path(appel.options.dossier or paths.data_dir() / "demonstration")
    sans_ecran: bool = appel.options.sans_ecran
    exemple = bootstrap.demonstration(dossier, appel.progress, neuve=sans_ecran)
    appel.progress.close()
    result({}, [f"Base de démonstration : {exemple.chemin}", f"Phrase de passe : {exemple.phrase}"], as_json=False)
    if not sans_ecran:
        return appel.fenetre(exemple.chemin)
    # By name, at the last moment: nothing else in the command line may need Qt.
    tour = cast("Callable[[Path], int | None]", importlib.import_module("plateforme.ui.tour").main)
    return tour(dossier) or FAIT


def base_creer(appel: Appel) -> int:
    """Create an empty base."""
    o = appel.options
    base = coffre.creer(appel.base, appel.lire_phrase(deux_fois=True))
    try:
        reglages.ecrire(base.ctx, {CHAMBRE_NOM: o.chambre, DEPARTEMENT: o.departement, REFERENT_NOM: o.referent})
    finally:
        base.close()
    entete = paths.header_of(appel.base)
    objet = {"base": str(appel.base), "cle": str(entete)}
    lignes = [f"Base créée{DP}{appel.base}", f"Clés{DP}{entete}", "Gardez ces deux fichiers ensemble."]
    result(objet, lignes, as_json=o.json)
    return FAIT


def base_info(appel: Appel) -> int:
    """Describe a base: whose it is, its campaigns, how many people."""
    with bootstrap.lecture(appel.base, appel.lire_phrase()) as base:
        valeurs = reglages.lire(base.ctx)
        tout = indicateurs.calculer(base.ctx)
        objet: dict[str, object] = {
            "base": str(appel.base),
            "taille_octets": appel.base.stat().st_size,
            "au": base.ctx.today().isoformat(),
            "chambre": valeurs[CHAMBRE_NOM],
            "departement": valeurs[DEPARTEMENT],
            "referent": valeurs[REFERENT_NOM],
            "ouverture_par_session": base.ouverture_par_session,
            "campagnes": [c.nom for c in campagnes.lister(base.ctx)],
            "test": tout.test.effectif,
            "temoin": tout.temoin.effectif,
            "hors_evaluation": tout.hors_evaluation.effectif,
        }
    result(objet, textes.info(objet), as_json=appel.options.json)
    return FAIT


def base_verifier(appel: Appel) -> int:
    """Check a base; status 1 when something is wrong."""
    with bootstrap.lecture(appel.base, appel.lire_phrase()) as base:
        rapport = verification.verifier(base.ctx, appel.base)
    controles = {c.cle: {"bon": c.bon, "constat": c.constat, "anomalies": list(c.anomalies)} for c in rapport.controles}
    objet = {"intacte": rapport.intacte, "controles": controles}
    result(objet, textes.verification(rapport), as_json=appel.options.json)
    if not rapport.intacte:
        message("La base n’est pas intacte. N’enregistrez rien de plus et restaurez la dernière sauvegarde.")
    return FAIT if rapport.intacte else REFUSE


def croiser(appel: Appel) -> int:
    """Cross two lists and write the pairs."""
    o = appel.options
    sortie = Path(o.sortie)
    chambre, ml = Path(o.chambre), Path(o.ml)
    croisement_listes.exiger_autre_fichier(sortie, chambre, ml)
    resultat = croisement_listes.croiser_fichiers(chambre, ml, progress=appel.progress)
    croisement_listes.ecrire_csv(resultat, sortie)
    appel.progress.close()
    listes = (resultat.chambre, resultat.ml)
    apparies = sum(p.decision is Decision.APPARIE for p in resultat.paires)
    objet: dict[str, object] = {
        "lignes": {
            "chambre": len(resultat.chambre.personnes) + len(resultat.chambre.refusees),
            "ml": len(resultat.ml.personnes) + len(resultat.ml.refusees),
        },
        "lignes_refusees": sum(len(liste.refusees) for liste in listes),
        "apparies": apparies,
        "a_verifier": len(resultat.paires) - apparies,
        "sortie": str(sortie),
    }
    for liste in listes:
        for refusee in liste.refusees:
            message(f"« {liste.nom} », ligne {refusee.ligne} : {refusee.motif}")
    result(objet, textes.croisement(objet), as_json=o.json)
    return FAIT


def importer(appel: Appel) -> int:
    """Cross two lists, retain and assign."""
    o = appel.options
    with bootstrap.ecriture(appel.base, appel.lire_phrase()) as base:
        bilan, _ = importation.importer(base.ctx, o.campagne, Path(o.chambre), Path(o.ml), appel.progress)
    appel.progress.close()
    objet = bilan.as_json()
    result(objet, textes.importation(bilan), as_json=o.json)
    return FAIT


def indicateurs_(appel: Appel) -> int:
    """Count and print the indicators."""
    o = appel.options
    with bootstrap.lecture(appel.base, appel.lire_phrase()) as base:
        calcul = indicateurs.calculer(base.ctx, o.campagne, o.horizon)
    result(indicateurs_json.produire(calcul), textes.indicateurs(calcul), as_json=o.json)
    return FAIT


VERBES: dict[tuple[str, str], Callable[[Appel], int]] = {
    ("demo", ""): demo,
    ("base", "creer"): base_creer,
    ("base", "info"): base_info,
    ("base", "verifier"): base_verifier,
    ("croiser", ""): croiser,
    ("importer", ""): importer,
    ("indicateurs", ""): indicateurs_,
}
"""By verb and action."""
