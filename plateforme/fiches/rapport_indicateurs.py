"""« Point d’étape »: the page of figures for the steering committee. Counts only, no young person is named.

Rates are those of the cohort: persons with at least one rupture of the entry contract over persons assigned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportlab.platypus.flowables import Flowable

from plateforme.domain.texte import NBSP, NNBSP, date_longue, entier, pourcentage
from plateforme.fiches.blocks import Encadre, Pile, Vide, grille, section
from plateforme.fiches.charts import Taux, dessin_intervalles
from plateforme.fiches.identite import Chambre, Referent, en_ligne, en_tete, titre
from plateforme.fiches.page import Feuille, assembler
from plateforme.fiches.tableau import tableau
from plateforme.fiches.texte import Texte
from plateforme.fiches.theme import GRAS, LARGEUR_UTILE, NOTE, TEXTE, Style

TITRE = "Point d’étape"
ENTETES = ("Groupe", "Jeunes", "Avec rupture", "Taux", f"Intervalle à 95{NNBSP}%")
CHIFFRE = Style(GRAS, 15, 18)
INTERVALLE = (
    "«\u202fEntre … et …\u202f»\u202f: intervalle à 95\u202f%. Il contient la vraie valeur 95 fois sur 100\u202f; plus "
    "les effectifs sont petits, plus il est large."
)
PARTS = (2.4, 1.0, 1.0, 1.1, 1.9)
CONFIDENTIALITE = (
    "Chiffres d’ensemble, sans nom. Un effectif de moins de cinq peut désigner quelqu’un\u202f: relisez les petits "
    "nombres avant de diffuser cette page."
)


@dataclass(frozen=True)
class LigneGroupe:
    """A group's figures. ``taux``, ``bas``, ``haut``: fractions of 1; None when nobody was assigned."""

    libelle: str
    jeunes: int
    ruptures: int
    taux: float | None
    bas: float = 0.0
    haut: float = 1.0
    ensemble: bool = False


@dataclass(frozen=True)
class DocumentIndicateurs:
    """All that the page shows.

    ``definition``: what is counted as a rupture and from which source; ``constat``: the comparison in one sentence;
    ``reserves``: what the reader must keep in mind; ``effectifs``: other counts, as label and value.
    """

    campagne: str
    jour: date
    chambre: Chambre
    referent: Referent
    groupes: tuple[LigneGroupe, ...]
    definition: str = ""
    constat: str = ""
    effectifs: tuple[tuple[str, str], ...] = ()
    reserves: tuple[str, ...] = ()


def produire(doc: DocumentIndicateurs) -> bytes:
    """Return the PDF of the page; same figures, same bytes."""
    feuille = Feuille(
        titre=f"{TITRE} {doc.campagne}",
        auteur=doc.chambre.nom,
        reference=f"{TITRE} {doc.campagne}",
        jour=doc.jour,
        confidentialite=CONFIDENTIALITE,
    )
    return assembler(feuille, lambda: _corps(doc))


def phrase(groupe: LigneGroupe) -> str:
    """Return a group's rate in words, with its fraction and its interval."""
    if groupe.taux is None:
        return f"{groupe.libelle}{NNBSP}: aucun jeune affecté, pas de taux."
    return (
        f"{groupe.libelle}{NNBSP}: {entier(groupe.ruptures)} sur {entier(groupe.jeunes)}, soit "
        f"{pourcentage(groupe.taux)} (entre {pourcentage(groupe.bas)} et {pourcentage(groupe.haut)})."
    )


def _corps(doc: DocumentIndicateurs) -> list[Flowable]:
    auteur = en_ligne(doc.referent.nom, doc.referent.fonction)
    blocs: list[Flowable] = [
        *en_tete(doc.chambre),
        Vide(12),
        titre(TITRE, f"Campagne{NBSP}{doc.campagne}", f"Au {date_longue(doc.jour)}"),
        Texte(f"Comité de pilotage. Établi par {auteur}.", NOTE),
        Vide(16),
    ]
    if doc.constat:
        blocs += [Encadre(Texte(doc.constat, TEXTE.en_gras())), Vide(16)]
    if doc.effectifs:
        blocs += [_effectifs(doc), Vide(16)]
    blocs += [section("Ruptures par groupe", _tableau(doc), espace=6), Vide(18)]
    blocs += [section("Taux de rupture et intervalle", _graphique(doc), espace=8), Vide(14)]
    blocs += [section("Les taux en mots", Pile([Texte(phrase(g)) for g in doc.groupes], 3), espace=5), Vide(14)]
    lecture = [Texte(note, NOTE) for note in (doc.definition, INTERVALLE, *doc.reserves) if note]
    return [*blocs, section("Pour lire ces chiffres", Pile(lecture, 3), espace=5)]


def _effectifs(doc: DocumentIndicateurs) -> Flowable:
    return grille(doc.effectifs, (1,) * min(4, len(doc.effectifs)), CHIFFRE, 8)


def _tableau(doc: DocumentIndicateurs) -> Flowable:
    lignes = [
        (
            groupe.libelle,
            entier(groupe.jeunes),
            entier(groupe.ruptures),
            "–" if groupe.taux is None else pourcentage(groupe.taux),
            "–" if groupe.taux is None else f"{pourcentage(groupe.bas)} à {pourcentage(groupe.haut)}",
        )
        for groupe in doc.groupes
    ]
    gras = [rang for rang, groupe in enumerate(doc.groupes) if groupe.ensemble]
    return tableau(ENTETES, lignes, PARTS, a_droite=(1, 2, 3, 4), en_gras=gras)


def _graphique(doc: DocumentIndicateurs) -> Flowable:
    taux = [Taux(g.libelle, g.taux, g.bas, g.haut, f"{g.ruptures}/{g.jeunes}") for g in doc.groupes]
    return dessin_intervalles(taux, LARGEUR_UTILE)
