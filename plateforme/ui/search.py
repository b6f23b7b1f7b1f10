"""What the search of the window (Ctrl+K) can find. Providers are plain functions called off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plateforme.domain.texte import date_courte, fold, telephone
from plateforme.services import recherche
from plateforme.services.contexte import Contexte
from plateforme.ui.navigation import SCREENS
from plateforme.ui.theme import Icon


@dataclass(frozen=True)
class SearchHit:
    """One thing found: it opens ``screen`` with ``argument`` (``screen`` « commande »: a command of the window)."""

    kind: str
    title: str
    subtitle: str
    screen: str
    argument: object = None
    icon: Icon = Icon.SEARCH


SearchProvider = Callable[[str], Sequence[SearchHit]]

COMMANDS: tuple[SearchHit, ...] = (
    SearchHit("Commande", "Nouveau contact", "Ctrl+N", "aujourdhui", "nouveau_contact", Icon.CALL),
    *(SearchHit("Écran", s.title, s.shortcut.replace("Ctrl+,", "Ctrl + ,"), s.key, None, s.icon) for s in SCREENS),
    SearchHit("Commande", "Raccourcis clavier", "F1", "commande", "raccourcis", Icon.KEYBOARD),
    SearchHit("Commande", "Verrouiller", "Ctrl+L", "commande", "verrouiller", Icon.LOCK),
)
"""Offered before anything is typed, and found by their words."""


def commands(text: str) -> Sequence[SearchHit]:
    """Find commands and screens by their words; all of them for no word."""
    words = fold(text).split()
    return [hit for hit in COMMANDS if all(word in fold(hit.title) for word in words)]


def base_provider(ctx: Callable[[], Contexte]) -> SearchProvider:
    """Return the provider of people, partners and fiches of the open base."""

    def find(text: str) -> Sequence[SearchHit]:
        found = recherche.chercher(ctx(), text)
        return [
            *(
                SearchHit("Personne", p.nom_complet, _identity(p), "beneficiaires", p.id, Icon.PERSON)
                for p in found.personnes
            ),
            *(
                SearchHit("Partenaire", s.nom, s.type.libelle, "partenaires", s.id, Icon.PARTNERS)
                for s in found.partenaires
            ),
            *(
                SearchHit("Fiche", f.fiche.numero, f"{f.personne}, {f.partenaire}", "fiches", f.fiche.id, Icon.FICHE)
                for f in found.fiches
            ),
        ]

    return find


def _identity(person: recherche.Beneficiaire) -> str:
    born = f"né(e) le {date_courte(person.date_naissance)}" if person.date_naissance else ""
    return ", ".join(part for part in (born, person.commune, telephone(person.telephone)) if part)
