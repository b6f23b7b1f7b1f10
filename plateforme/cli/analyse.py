"""The grammar of the command line, told in French by argparse."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

import plateforme
from plateforme.domain.texte import NNBSP
from plateforme.paths import data_dir
from plateforme.typographie import typographie

_TRADUCTIONS: tuple[tuple[str, str], ...] = (
    (r"^argument ([^:]+): ", r"\1 : "),
    (r"the following arguments are required: (.+)", r"il manque : \1"),
    (r"one of the arguments (.+) is required", r"il manque l’un de : \1"),
    (r"unrecognized arguments: (.+)", r"argument inconnu : \1"),
    (r"ambiguous option: (\S+) could match (.+)", r"option ambiguë : \1 peut vouloir dire \2"),
    (r"invalid choice: (.+?) \(choose from (.+)\)", r"valeur inconnue \1, au choix : \2"),
    (r"expected (?:one|at least one|at most one) argument", r"il manque une valeur"),
    (r"expected \d+ arguments?", r"il manque une valeur"),
    (r"invalid \S+ value: (.+)", r"valeur impossible \1"),
    (r"ignored explicit argument (.+)", r"cette option ne prend pas de valeur, et non \1"),
    (r"not allowed with argument (.+)", r"incompatible avec \1"),
)
VERBES_BASE = ("creer", "info", "verifier")


def en_francais(message: str) -> str:
    """Return one of argparse's errors in French; what it does not know stays as it is."""
    for motif, remplacement in _TRADUCTIONS:
        message = re.sub(motif, remplacement, message)
    return typographie(message)


class _Mise(argparse.RawDescriptionHelpFormatter):
    """Help with « Utilisation » for « usage »."""

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Print the usage line."""
        super().add_usage(usage, actions, groups, f"Utilisation{NNBSP}: " if prefix is None else prefix)


class Analyseur(argparse.ArgumentParser):
    """A parser that speaks French and never guesses an abbreviation."""

    def __init__(self, **options: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Mise, **options)
        self._positionals.title = f"Arguments{NNBSP}"
        self._optionals.title = f"Options{NNBSP}"
        self.add_argument("-h", "--help", action="help", help="affiche cette aide")

    def error(self, message: str) -> NoReturn:
        """Tell a wrong usage on standard error and exit with status 2."""
        self.exit(2, f"{self.format_usage()}{en_francais(message)}\nAide{NNBSP}: {self.prog} --help\n")


def construire() -> Analyseur:
    """Return the whole grammar; ``verbe`` (and ``action`` for ``base``) name what was asked."""
    racine = Analyseur(
        prog="plateforme",
        description="Suivi des contrats d’apprentissage. Sans verbe, ouvre la fenêtre.",
        epilog="Codes de retour : 0 fait, 1 refusé ou impossible (le message dit pourquoi), 2 mauvaise utilisation.",
    )
    racine.add_argument("--version", action="version", version=plateforme.__version__, help="affiche la version")
    verbes = racine.add_subparsers(dest="verbe", title=f"Verbes{NNBSP}", metavar="VERBE")
    _demo(verbes.add_parser("demo", help="crée la base de démonstration et l’ouvre"))
    _base(verbes.add_parser("base", help="crée, décrit ou vérifie une base"))
    _croiser(verbes.add_parser("croiser", help="croise deux listes, sans base"))
    _importer(verbes.add_parser("importer", help="croise deux listes et retient les jeunes dans une campagne"))
    _indicateurs(verbes.add_parser("indicateurs", help="effectifs et taux de rupture par groupe et par année"))
    return racine


def _demo(verbe: argparse.ArgumentParser) -> None:
    defaut = data_dir() / "demonstration"
    verbe.add_argument("--dossier", metavar="D", help=f"dossier de la démonstration (par défaut {defaut})")
    verbe.add_argument(
        "--sans-ecran",
        action="store_true",
        help="joue tout le parcours sans écran et laisse captures, fiches et exports dans le dossier",
    )


def _base(verbe: argparse.ArgumentParser) -> None:
    actions = verbe.add_subparsers(dest="action", title=f"Actions{NNBSP}", metavar="ACTION", required=True)
    aides = ("crée une base chiffrée vide", "décrit une base", "vérifie chiffrement, pages, registre et suivi")
    for nom, aide in zip(VERBES_BASE, aides, strict=True):
        action = actions.add_parser(nom, help=aide)
        _commun(action)
        if nom == "creer":
            action.add_argument("--chambre", default="", help="nom de la chambre, imprimé sur les documents")
            action.add_argument("--departement", default="", metavar="N", help="numéro du département, par exemple 53")
            action.add_argument("--referent", default="", metavar="NOM", help="nom du référent, qui signe les contacts")


def _croiser(verbe: argparse.ArgumentParser) -> None:
    _listes(verbe)
    verbe.add_argument("--sortie", required=True, metavar="F.csv", help="fichier des paires à écrire")
    _json(verbe)


def _importer(verbe: argparse.ArgumentParser) -> None:
    _listes(verbe)
    _commun(verbe)
    verbe.add_argument(
        "--campagne", required=True, metavar="NOM", help="campagne de la base ; « 2010/2011 » est créée si elle manque"
    )


def _indicateurs(verbe: argparse.ArgumentParser) -> None:
    _commun(verbe)
    verbe.add_argument("--campagne", metavar="NOM", help="une seule campagne (toutes par défaut)")
    verbe.add_argument(
        "--horizon", type=_jours, metavar="JOURS", help="ne compte que les ruptures des premiers jours du contrat"
    )


def _listes(verbe: argparse.ArgumentParser) -> None:
    verbe.add_argument("chambre", metavar="CHAMBRE", help="liste des contrats (xlsx, xls, ods ou csv)")
    verbe.add_argument("ml", metavar="ML", help="liste de la Mission Locale")


def _commun(verbe: argparse.ArgumentParser) -> None:
    verbe.add_argument("--base", required=True, metavar="F", help="fichier .plateforme")
    verbe.add_argument(
        "--phrase-stdin",
        action="store_true",
        help="lit la phrase de passe sur la première ligne de l’entrée (sinon PLATEFORME_PHRASE, sinon demandée)",
    )
    _json(verbe)


def _json(verbe: argparse.ArgumentParser) -> None:
    verbe.add_argument("--json", action="store_true", help="écrit un objet JSON sur la sortie, et rien d’autre")


def _jours(texte: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,4}", texte):
        raise argparse.ArgumentTypeError("il faut un nombre de jours, par exemple 45")
    return int(texte)
