"""Where invented people live and how they cannot be reached: communes are real, numbers and addresses lead nowhere."""

from __future__ import annotations

import random
from dataclasses import dataclass

from plateforme.domain.texte import fold


@dataclass(frozen=True)
class Commune:
    """A commune and its postcode."""

    nom: str
    code_postal: str


COMMUNES: tuple[Commune, ...] = tuple(
    Commune(nom, code)
    for nom, code in (
        ("Laval", "53000"),
        ("Laval", "53000"),
        ("Laval", "53000"),
        ("Laval", "53000"),
        ("Mayenne", "53100"),
        ("Mayenne", "53100"),
        ("Château-Gontier", "53200"),
        ("Château-Gontier", "53200"),
        ("Craon", "53400"),
        ("Évron", "53600"),
        ("Ernée", "53500"),
        ("Changé", "53810"),
        ("Saint-Berthevin", "53940"),
        ("Bonchamp-lès-Laval", "53960"),
        ("Louverné", "53950"),
        ("L’Huisserie", "53970"),
        ("Cossé-le-Vivien", "53230"),
        ("Renazé", "53800"),
        ("Gorron", "53120"),
        ("Villaines-la-Juhel", "53700"),
        ("Pré-en-Pail", "53140"),
        ("Ambrières-les-Vallées", "53300"),
        ("Meslay-du-Maine", "53170"),
        ("Port-Brillet", "53410"),
        ("Javron-les-Chapelles", "53250"),
        ("Lassay-les-Châteaux", "53110"),
        ("Argentré", "53210"),
        ("Montsûrs", "53150"),
        ("Quelaines-Saint-Gault", "53360"),
        ("Andouillé", "53240"),
        ("Fougères", "35300"),
        ("Sablé-sur-Sarthe", "72300"),
    )
)
"""Drawn from at random; a commune given several times comes out more often."""

_VOIES = (
    "rue des Tisserands",
    "rue du Four à Chaux",
    "impasse des Lavandières",
    "rue de la Petite Fontaine",
    "chemin de l’Aumônerie",
    "place du Vieux Marché",
    "rue des Sabotiers",
    "allée des Peupliers",
    "lieu-dit La Basse Touche",
    "lieu-dit Le Haut Plessis",
    "rue de la Gare",
    "résidence du Moulin, bâtiment C",
)


class Coordonnees:
    """Hands out phone numbers of the ranges kept for fiction, each once, and addresses at ``exemple.invalid``."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._mobiles = rng.sample(range(10_000), 400)
        self._fixes = rng.sample(range(10_000), 400)

    def mobile(self) -> str:
        """Return a mobile number, range 06 39 98."""
        return f"063998{self._mobiles.pop():04d}"

    def fixe(self) -> str:
        """Return a landline number, range 01 99 00."""
        return f"019900{self._fixes.pop():04d}"

    def adresse(self) -> str:
        """Return a street and a number."""
        voie = self._rng.choice(_VOIES)
        return voie if voie.startswith(("lieu-dit", "résidence")) else f"{self._rng.randint(1, 94)} {voie}"

    def commune(self) -> Commune:
        """Return a commune."""
        return self._rng.choice(COMMUNES)


def courriel(prenom: str, nom: str) -> str:
    """Return an address that no server will ever accept (RFC 2606)."""
    return f"{fold(prenom.split(maxsplit=1)[0]).replace(' ', '-')}.{fold(nom).replace(' ', '-')}@exemple.invalid"
