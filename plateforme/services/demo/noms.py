"""Invented people: families that exist nowhere, and the spellings that break careless software."""

from __future__ import annotations

import random
from dataclasses import dataclass

from plateforme.domain.vocabulaire import Sexe

_DEBUTS = (
    "Aub", "Bral", "Cherm", "Dorv", "Esc", "Fauv", "Grenv", "Hald", "Jouv", "Kerg", "Lamb", "Morv", "Nauv", "Orb",
    "Pell", "Quinv", "Rauv", "Sorb", "Tramb", "Urv", "Valm", "Yvr", "Bouz", "Cland", "Drom", "Froul", "Grimb",
    "Lurb", "Mondr", "Vauc",
)  # fmt: skip
_FINS = (
    "andais", "oncel", "ivet", "eraud", "ichon", "ellier", "ouzet", "andier", "ubert", "ineau", "arneau", "ostin",
    "ugeon", "écourt", "emare", "illois", "adoux", "ériault", "onnais", "ulard",
)  # fmt: skip

_FILLES = (
    "Léa", "Manon", "Chloé", "Camille", "Océane", "Élodie", "Marine", "Laura", "Pauline", "Justine", "Anaïs",
    "Morgane", "Emma", "Sarah", "Lucie", "Mélanie", "Noémie", "Audrey", "Amandine", "Coralie", "Maëlys", "Solène",
    "Gwenaëlle", "Noëlie", "Zoé", "Héloïse", "Lou-Anne", "Anne-Sophie", "Inès", "Clémence", "Eugénie", "Aïssatou",
    "Fatoumata", "Priscillia", "Charlène", "Maïwenn", "Tiphaine", "Oriane", "Cassandra", "Romane", "Ludivine",
    "Perrine",
)  # fmt: skip
_GARCONS = (
    "Kévin", "Thomas", "Alexandre", "Maxime", "Nicolas", "Julien", "Anthony", "Romain", "Florian", "Dylan",
    "Jérémy", "Quentin", "Valentin", "Corentin", "Mickaël", "Loïc", "Gaëtan", "Théo", "Hugo", "Léo", "Bastien",
    "Damien", "Benoît", "Rémi", "Jérôme", "Steven", "Jordan", "Yoann", "Cédric", "Aurélien", "Matéo", "Noé", "Joël",
    "Jean-Baptiste", "Pierre-Yves", "Brayan", "Mamadou", "Amine", "Raphaël", "Étienne", "Erwan", "Tanguy",
    "Baptiste", "Guénolé", "Killian", "Ludovic", "Antonin", "Fabien", "Sébastien", "Arnaud",
)  # fmt: skip


@dataclass(frozen=True)
class Etat:
    """Civil names of an invented person. ``usage`` is empty when the birth name is in use."""

    sexe: Sexe
    naissance: str
    prenoms: str
    usage: str = ""


DIFFICILES: tuple[Etat, ...] = (
    Etat(Sexe.M, "Brzoskwiński", "Łukasz"),
    Etat(Sexe.F, "Yıldızoğlan", "Çağla"),
    Etat(Sexe.F, "Hrušťáková", "Žofia"),
    Etat(Sexe.M, "d’Argenvaux", "Loïc"),
    Etat(Sexe.F, "Le Gouvrillec", "Anne-Sophie Marie"),
    Etat(Sexe.M, "L’Hermouzière", "Jean-Baptiste"),
    Etat(Sexe.F, "de La Roche-Beaulandais", "Marie-Emmanuelle Clémentine"),
    Etat(Sexe.M, "O’Brannick", "Søren"),
    Etat(Sexe.F, "Trambellier", "Eugénie", "Valmostin"),
    Etat(Sexe.M, "Belkhorrane", "Mohamed-Amine"),
    Etat(Sexe.F, "Diambarélé", "Aïssatou"),
    Etat(Sexe.M, "Nguyên-Solmy", "Bảo Trân"),
    Etat(Sexe.M, "Grenvandier", "Léo"),
    Etat(Sexe.F, "Grenvandier", "Léa"),
    Etat(Sexe.F, "Saint-Orbillois", "Maëlys"),
    Etat(Sexe.M, "Œuvrardin", "Zacharie"),
    Etat(Sexe.F, "Pellivet-Morvandais", "Lou-Anne"),
    Etat(Sexe.M, "Åkerblöm", "Joël"),
)
"""Accents of other languages, particles, apostrophes, compound and usage names, twins of another sex."""


class Registre:
    """Hands out invented people, each family and given name pair once."""

    def __init__(self, rng: random.Random, reserves: tuple[str, ...] = ()) -> None:
        familles = [debut + fin for debut in _DEBUTS for fin in _FINS]
        deja = {e.naissance for e in DIFFICILES} | set(reserves)
        self._familles = [f for f in familles if f not in deja]
        rng.shuffle(self._familles)
        self._prenoms = {sexe: [noms[i % len(noms)] for i in range(400)] for sexe, noms in self._melanges(rng).items()}

    @staticmethod
    def _melanges(rng: random.Random) -> dict[Sexe, list[str]]:
        return {sexe: rng.sample(noms, len(noms)) for sexe, noms in ((Sexe.F, _FILLES), (Sexe.M, _GARCONS))}

    def suivant(self, sexe: Sexe) -> Etat:
        """Return the next person of that sex."""
        return Etat(sexe, self._familles.pop(), self._prenoms[sexe].pop())

    def famille(self) -> str:
        """Return a family name nobody else bears: an employer, an adviser."""
        return self._familles.pop()
