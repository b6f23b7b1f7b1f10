"""Which pairs are worth comparing: several keys, each shared by few, so that the work grows nearly as the lists do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from plateforme.domain.comparaison import Comparable
from plateforme.domain.identite import squelette
from plateforme.domain.progress import Progress, check_cancelled

Cles = Callable[[Comparable], Iterator[str]]

# A key shared by more pairs than this tells nothing (a hostel's phone, 1 January): it is left to the other keys.
_BLOC_MAX = 400
_PERIODE = 500


def paires_candidates(
    gauche: Sequence[Comparable], droite: Sequence[Comparable], progress: Progress
) -> Iterator[tuple[int, int]]:
    """Yield each pair of indexes once. Raises CancelledError when the user asked to stop."""
    blocs: dict[str, list[int]] = defaultdict(list)
    tailles: dict[str, int] = defaultdict(int)
    for index, personne in enumerate(droite):
        for cle in cles(personne):
            blocs[cle].append(index)
    for personne in gauche:
        for cle in cles(personne):
            tailles[cle] += 1
    for index, personne in enumerate(gauche):
        if index % _PERIODE == 0:
            check_cancelled(progress)
            progress.report(index, len(gauche), "Comparaison des deux listes")
        vus = {
            j
            for cle in cles(personne)
            if len(blocs.get(cle, ())) * tailles[cle] <= _BLOC_MAX
            for j in blocs.get(cle, ())
        }
        for j in sorted(vus):
            yield index, j


def cles(personne: Comparable) -> Iterator[str]:
    """Yield the blocking keys of a person, each prefixed by its kind."""
    for numero in personne.telephones:
        yield f"t{numero}"
    if personne.courriel:
        yield f"m{personne.courriel}"
    yield f"i{personne.nom.cle}"
    for nom in personne.nom.noms:
        yield f"i{'|'.join(sorted((nom, personne.nom.prenom)))}"
    yield from _cles_date(personne)


def _cles_date(personne: Comparable) -> Iterator[str]:
    """Full date with an initial of either name; year or day and month with the skeletons of both."""
    jour = personne.naissance
    noms = personne.nom.noms
    prenom = personne.nom.prenoms[0] if personne.nom.prenoms else ""
    ossatures = sorted({squelette(mot) for mot in (*noms, prenom) if mot})
    if jour is None:
        yield f"s{'|'.join(ossatures)}"
        return
    for initiale in {mot[0] for mot in (*personne.nom.parties, prenom) if mot}:
        yield f"d{jour:%Y%m%d}{initiale}"
    jours = "".join(sorted((f"{jour:%d}", f"{jour:%m}")))
    for ossature in ossatures:
        yield f"o{jours}{jour.year}{ossature}"
    for nom in noms:
        couple = "|".join(sorted((squelette(nom), squelette(prenom))))
        yield f"a{jour.year}{couple}"
        yield f"q{jours}{couple}"
