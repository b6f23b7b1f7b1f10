"""Searching everything at once: people, partners, fiches (the search of the window)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from plateforme.db.queries import beneficiaires, liaison
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.fiche import Fiche
from plateforme.domain.partenaire import Structure
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import StatutFiche
from plateforme.services import suivi
from plateforme.services.contexte import Contexte

_RESERVE = 200
"""People read before the best are kept."""


@dataclass(frozen=True)
class FicheTrouvee:
    """A fiche with the names one knows it by."""

    fiche: Fiche
    personne: str
    partenaire: str


@dataclass(frozen=True)
class Trouvailles:
    """What a search found, the best first in each kind."""

    personnes: tuple[Beneficiaire, ...] = ()
    partenaires: tuple[Structure, ...] = ()
    fiches: tuple[FicheTrouvee, ...] = ()


@dataclass(frozen=True)
class Compteurs:
    """What waits for the référent: people to call now, answers of partners to read."""

    a_appeler: int = 0
    reponses: int = 0


def chercher(ctx: Contexte, texte: str, limite: int = 6) -> Trouvailles:
    """Return what holds every word of ``texte``, at most ``limite`` of each kind; nothing for no word.

    A fiche is found by its number, by its person or by its partner.
    """
    mots = fold(texte).split()
    if not mots:
        return Trouvailles()
    with ctx.store.read() as cx:
        personnes = _meilleures(beneficiaires.search(cx, texte, _RESERVE), mots)[:limite]
        structures = {s.id: s for s in liaison.structures(cx, archivees=True)}
        partenaires = [s for s in structures.values() if s.archivee_le is None and _contient(mots, s.nom, s.commune)]
        trouvees = {p.id for p in personnes}
        fiches = [
            f
            for f in liaison.fiches(cx)
            if f.beneficiaire_id in trouvees or _contient(mots, f.numero, structures[f.structure_id].nom)
        ]
        nommees = _nommer(cx, fiches[:limite], structures)
    return Trouvailles(personnes, tuple(partenaires[:limite]), nommees)


def compter(ctx: Contexte, campagne_id: int | None = None) -> Compteurs:
    """Return what waits for the référent today, in every open campaign or in one."""
    with ctx.store.read() as cx:
        reponses = sum(f.statut is StatutFiche.REPONSE for f in liaison.fiches(cx))
    return Compteurs(suivi.aujourd_hui(ctx, campagne_id).a_appeler, reponses)


def _meilleures(personnes: tuple[Beneficiaire, ...], mots: list[str]) -> tuple[Beneficiaire, ...]:
    """Put first those of whom each word typed starts a name; the order of names is kept within each half."""

    def loin(personne: Beneficiaire) -> bool:
        noms = fold(f"{personne.nom} {personne.nom_naissance} {personne.prenoms}").split()
        return not all(any(nom.startswith(mot) for nom in noms) for mot in mots)

    return tuple(sorted(personnes, key=loin))


def _contient(mots: list[str], *champs: str) -> bool:
    texte = fold(" ".join(champs))
    return all(mot in texte for mot in mots)


def _nommer(cx: Connection, fiches: list[Fiche], structures: dict[int, Structure]) -> tuple[FicheTrouvee, ...]:
    noms = beneficiaires.names(cx, {f.beneficiaire_id for f in fiches})
    return tuple(FicheTrouvee(f, noms[f.beneficiaire_id], structures[f.structure_id].nom) for f in fiches)
