"""Trades, diplomas, training centres and invented employers of the demonstration."""

from __future__ import annotations

import random
from dataclasses import dataclass

from plateforme.domain.vocabulaire import Niveau, Sexe

CFA_LAVAL = "CFA des Trois-Rivières (Laval)"
CFA_MAYENNE = "CFA du bâtiment de Haute-Mayenne (Mayenne)"
CFA_SUPERIEUR = "CFA supérieur du Val-de-Jouanne (Laval)"


@dataclass(frozen=True)
class Metier:
    """A trade at one level. ``part_filles`` (0 to 1) weighs the draw; ``mois`` is the usual length of the contract."""

    nom: str
    diplome: str
    niveau: Niveau
    filiere: str
    annee_cycle: str
    mois: int
    cfa: str
    enseignes: tuple[str, ...]
    part_filles: float

    def poids(self, sexe: Sexe) -> float:
        """Weight of the trade for that sex; never zero."""
        return max(0.04, self.part_filles if sexe is Sexe.F else 1 - self.part_filles)


def _m(
    nom: str, diplome: str, niveau: Niveau, filiere: str, annee: str, mois: int, cfa: str, enseignes: str, filles: float
) -> Metier:
    return Metier(nom, diplome, niveau, filiere, annee, mois, cfa, tuple(enseignes.split("|")), filles)


_PAIN = "Boulangerie {}|Fournil de la famille {}|Aux Épis {}"
_TABLE = "Restaurant Chez {}|Auberge {}|Le Comptoir {}"
_TETE = "Coiffure {}|Salon {}|L’Atelier {} coiffure"

METIERS: tuple[Metier, ...] = (
    _m("Boulanger", "CAP Boulanger", Niveau.N3, "alimentation", "CAP 1", 24, CFA_LAVAL, _PAIN, 0.2),
    _m("Pâtissier", "CAP Pâtissier", Niveau.N3, "alimentation", "CAP en 1 an", 12, CFA_LAVAL, _PAIN, 0.45),
    _m(
        "Vendeuse en boulangerie",
        "CAP Vente alimentaire",
        Niveau.N3,
        "alimentation",
        "CAP 1",
        24,
        CFA_LAVAL,
        _PAIN,
        0.9,
    ),
    _m("Cuisinier", "CAP Cuisine", Niveau.N3, "alimentation", "CAP 1", 24, CFA_LAVAL, _TABLE, 0.35),
    _m("Serveur", "CAP Restaurant", Niveau.N3, "alimentation", "CAP 1", 24, CFA_LAVAL, _TABLE, 0.6),
    _m("Boucher", "CAP Boucher", Niveau.N3, "alimentation", "CAP 1", 24, CFA_LAVAL, "Boucherie {}|Maison {}", 0.05),
    _m("Coiffeuse", "CAP Coiffure", Niveau.N3, "services", "CAP 1", 24, CFA_LAVAL, _TETE, 0.95),
    _m("Fleuriste", "CAP Fleuriste", Niveau.N3, "services", "CAP 2", 12, CFA_LAVAL, "Fleurs {}|Au Jardin {}", 0.9),
    _m(
        "Mécanicien",
        "CAP Maintenance des véhicules",
        Niveau.N3,
        "multi-secteur",
        "CAP 1",
        24,
        CFA_LAVAL,
        "Garage {}|Garage {} et fils",
        0.05,
    ),
    _m(
        "Carrossier",
        "CAP Réparation des carrosseries",
        Niveau.N3,
        "multi-secteur",
        "CAP 1",
        24,
        CFA_LAVAL,
        "Carrosserie {}",
        0.04,
    ),
    _m("Maçon", "CAP Maçon", Niveau.N3, "gros œuvre", "CAP 1", 24, CFA_MAYENNE, "Maçonnerie {}|{} Construction", 0.03),
    _m(
        "Couvreur", "CAP Couvreur", Niveau.N3, "gros œuvre", "CAP 1", 24, CFA_MAYENNE, "Toitures {}|{} Couverture", 0.03
    ),
    _m("Plombier", "CAP Installateur sanitaire", Niveau.N3, "fluides", "CAP 2", 12, CFA_MAYENNE, "{} Plomberie", 0.03),
    _m("Électricien", "CAP Électricien", Niveau.N3, "électricité", "CAP 1", 24, CFA_MAYENNE, "Électricité {}", 0.06),
    _m(
        "Menuisier",
        "CAP Menuisier fabricant",
        Niveau.N3,
        "bois",
        "CAP 1",
        24,
        CFA_MAYENNE,
        "Menuiserie {}|{} Bois",
        0.12,
    ),
    _m("Peintre", "CAP Peintre applicateur", Niveau.N3, "finitions", "CAP 1", 24, CFA_MAYENNE, "Peinture {}", 0.25),
    _m(
        "Serrurier-métallier",
        "CAP Serrurier-métallier",
        Niveau.N3,
        "métaux",
        "CAP 1",
        24,
        CFA_MAYENNE,
        "Métallerie {}",
        0.03,
    ),
    _m("Coiffeuse", "BP Coiffure", Niveau.N4, "services", "BP 1", 24, CFA_LAVAL, _TETE, 0.9),
    _m("Boulanger", "BP Boulanger", Niveau.N4, "alimentation", "BP 1", 24, CFA_LAVAL, _PAIN, 0.15),
    _m("Cuisinière", "BP Cuisinier", Niveau.N4, "alimentation", "BP 1", 24, CFA_LAVAL, _TABLE, 0.4),
    _m("Charpentier", "BP Charpentier", Niveau.N4, "bois", "BP 1", 24, CFA_MAYENNE, "Charpentes {}", 0.05),
    _m(
        "Électricienne",
        "Bac pro Électrotechnique",
        Niveau.N4,
        "électricité",
        "bac pro première",
        36,
        CFA_MAYENNE,
        "Électricité {}",
        0.15,
    ),
    _m(
        "Technicien automobile",
        "Bac pro Maintenance des véhicules",
        Niveau.N4,
        "multi-secteur",
        "bac pro première",
        24,
        CFA_LAVAL,
        "Garage {}",
        0.05,
    ),
    _m(
        "Assistante de gestion",
        "BTS Assistant de gestion PME",
        Niveau.N5,
        "services",
        "BTS 1",
        24,
        CFA_SUPERIEUR,
        "Cabinet {}|{} Services",
        0.75,
    ),
    _m(
        "Conducteur de travaux",
        "BTS Bâtiment",
        Niveau.N5,
        "gros œuvre",
        "BTS 1",
        24,
        CFA_SUPERIEUR,
        "{} Construction",
        0.2,
    ),
    _m(
        "Technico-commercial",
        "BTS Technico-commercial",
        Niveau.N5,
        "services",
        "BTS 1",
        24,
        CFA_SUPERIEUR,
        "Négoce {}",
        0.45,
    ),
)

_FEMININS = {
    "Boulanger": "Boulangère", "Pâtissier": "Pâtissière", "Cuisinier": "Cuisinière", "Serveur": "Serveuse",
    "Boucher": "Bouchère", "Mécanicien": "Mécanicienne", "Carrossier": "Carrossière", "Maçon": "Maçonne",
    "Couvreur": "Couvreuse", "Plombier": "Plombière", "Électricien": "Électricienne", "Menuisier": "Menuisière",
    "Serrurier-métallier": "Serrurière-métallière", "Charpentier": "Charpentière",
    "Technicien automobile": "Technicienne automobile", "Conducteur de travaux": "Conductrice de travaux",
    "Technico-commercial": "Technico-commerciale",
}  # fmt: skip
_MASCULINS = {
    "Vendeuse en boulangerie": "Vendeur en boulangerie",
    "Coiffeuse": "Coiffeur",
    "Cuisinière": "Cuisinier",
    "Électricienne": "Électricien",
    "Assistante de gestion": "Assistant de gestion",
}


def choisir(niveau: Niveau, sexe: Sexe, rng: random.Random) -> Metier:
    """Draw a trade of that level, likelier where that sex is more numerous."""
    possibles = [m for m in METIERS if m.niveau is niveau]
    return rng.choices(possibles, [m.poids(sexe) for m in possibles])[0]


def au_genre(metier: str, sexe: Sexe) -> str:
    """Return the trade's name for a girl or a boy."""
    return (_FEMININS if sexe is Sexe.F else _MASCULINS).get(metier, metier)


def monde(metier: str, filiere: str) -> str:
    """Return the kind of daily life a trade gives: it decides which stories suit it. Empty when none is its own."""
    debuts = {
        "boulange": ("Boulang", "Pâtiss"),
        "restauration": ("Cuisin", "Serveu"),
        "coiffure": ("Coiff",),
        "automobile": ("Mécanic", "Carross", "Technicien automobile", "Technicienne automobile"),
        "bureau": ("Assistant", "Technico", "Conduct"),
    }
    trouve = next((nom for nom, mots in debuts.items() if metier.startswith(mots)), "")
    batiment = filiere in {"gros œuvre", "fluides", "électricité", "bois", "finitions", "métaux"}
    return trouve or ("bâtiment" if batiment else "")


def siret(rang: int) -> str:
    """Return a SIRET whose Luhn key is right, in a range no register has opened (SIREN 999 …)."""
    siren = _avec_cle(f"999{rang:05d}")
    return _avec_cle(f"{siren}0001")


def _avec_cle(chiffres: str) -> str:
    total = 0
    for i, c in enumerate(reversed(chiffres)):
        n = int(c) * (2 if i % 2 == 0 else 1)
        total += n - 9 if n > 9 else n
    return chiffres + str(-total % 10)
