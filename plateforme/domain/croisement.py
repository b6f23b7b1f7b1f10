"""Find the same people in two lists: blocking, comparison, points, decision (domaine.md 2.2).

``apparie`` is decided by the machine and must never be wrong: names that agree, the same birth date, nothing that
contradicts, nobody else who could be meant. Everything else that is likely is shown to the référent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plateforme.domain.blocage import paires_candidates
from plateforme.domain.comparaison import Accordance, Champ, Comparable, Raison, comparable, comparer
from plateforme.domain.identite import COURT
from plateforme.domain.liste import PersonneListe
from plateforme.domain.progress import Progress, SilentProgress
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Code

SEUIL_APPARIE = 17.0
SEUIL_VERIFIER = 10.0
# A second pair for someone already found is shown from here on: perhaps a second contract with a slip in it.
_SEUIL_DOUBLON = 20.0
# A second candidate this close to the first makes the choice a person's.
_ECART_RIVAL = 4.0
# A phone borne by more people than a household of apprentices is nobody's own.
_FOYER_MAX = 4


class Decision(Code):
    """What is said of a pair."""

    APPARIE = "apparie", "Même personne"
    A_VERIFIER = "a_verifier", "À vérifier"


class Parite(Code):
    """Whether the two birth dates put the person in the same group (domaine.md 4)."""

    IDENTIQUE = "identique", "Même parité"
    DIFFERENTE = "differente", "Parité différente"
    INCONNUE = "inconnue", "Parité inconnue"


@dataclass(frozen=True)
class Paire:
    """Two rows that may be one person. ``index_*`` are positions in the two sequences given to :func:`croiser`."""

    index_chambre: int
    index_ml: int
    ligne_chambre: int
    ligne_ml: int
    score: float
    decision: Decision
    parite: Parite
    raisons: tuple[Raison, ...]

    @property
    def motif(self) -> str:
        """Why, in French: « nom identique, prénom proche (Mathieu / Matthieu), jour et mois inversés »."""
        return ", ".join(raison.libelle for raison in self.raisons if raison.libelle)


def croiser(
    chambre: Sequence[PersonneListe], ml: Sequence[PersonneListe], progress: Progress | None = None
) -> tuple[Paire, ...]:
    """Return the pairs in the order of the chamber's rows. Raises CancelledError when the user asked to stop."""
    suivi = progress or SilentProgress()
    collectifs = _telephones_collectifs(chambre, ml)
    gauche, droite = ([comparable(p, collectifs) for p in liste] for liste in (chambre, ml))
    connus = _prenoms_connus((*gauche, *droite))
    paires = [
        paire
        for i, j in paires_candidates(gauche, droite, suivi)
        if (paire := _juger(gauche[i], droite[j], i, j, connus)) is not None
    ]
    suivi.report(len(chambre), len(chambre), "Comparaison des deux listes")
    return tuple(sorted(_arbitrer(paires, gauche, droite), key=lambda p: (p.index_chambre, -p.score, p.index_ml)))


def parite(a: date | None, b: date | None) -> Parite:
    """Say whether two birth days have the same parity."""
    if a is None or b is None:
        return Parite.INCONNUE
    return Parite.IDENTIQUE if a.day % 2 == b.day % 2 else Parite.DIFFERENTE


def _telephones_collectifs(*listes: Sequence[PersonneListe]) -> frozenset[str]:
    """The numbers that many different people of one list give (a hostel, the Mission Locale): they identify nobody."""
    collectifs: set[str] = set()
    for liste in listes:
        porteurs: dict[str, set[tuple[str, date | None]]] = defaultdict(set)
        for personne in liste:
            for numero in personne.telephones:
                porteurs[numero].add((fold(personne.prenoms), personne.naissance))
        collectifs |= {numero for numero, gens in porteurs.items() if len(gens) > _FOYER_MAX}
    return frozenset(collectifs)


def _prenoms_connus(personnes: Iterable[Comparable]) -> dict[str, int]:
    """Count each given name's bearers: a spelling that several families use is a name, not a typing error."""
    porteurs: dict[str, set[str]] = defaultdict(set)
    for personne in personnes:
        if personne.nom.prenoms:
            porteurs[personne.nom.prenoms[0]].update(personne.nom.noms[:1])
    return {prenom: len(noms) for prenom, noms in porteurs.items()}


def _juger(a: Comparable, b: Comparable, i: int, j: int, connus: Mapping[str, int]) -> Paire | None:
    raisons = comparer(a, b)
    score = sum(raison.points for raison in raisons)
    if score < SEUIL_VERIFIER or not _vraisemblable(raisons):
        return None
    certain = score >= SEUIL_APPARIE and _sans_doute(a, b, raisons, connus)
    return Paire(
        i,
        j,
        a.personne.ligne,
        b.personne.ligne,
        round(score, 2),
        Decision.APPARIE if certain else Decision.A_VERIFIER,
        parite(a.naissance, b.naissance),
        raisons,
    )


def _accords(raisons: Iterable[Raison]) -> dict[str, Accordance]:
    return {raison.champ: raison.accord for raison in raisons}


def _vraisemblable(raisons: Iterable[Raison]) -> bool:
    """False for what nobody need look at: another given name, or a surname that differs with no personal link."""
    accords = _accords(raisons)
    lien = Accordance.IDENTIQUE in {accords.get(Champ.TELEPHONE.value), accords.get(Champ.COURRIEL.value)}
    if accords.get(Champ.PRENOM.value) is Accordance.DIFFERENT:
        return False
    date_sure = accords.get(Champ.NAISSANCE.value) is Accordance.IDENTIQUE
    if accords.get(Champ.NOM.value) is Accordance.DIFFERENT:
        return date_sure and lien
    return True


def _sans_doute(a: Comparable, b: Comparable, raisons: Iterable[Raison], connus: Mapping[str, int]) -> bool:
    """True when nothing contradicts: names and date equal, or one slip that a personal link explains.

    The same given name and a shared phone or e-mail excuse a slip in the surname (twins differ by the given name); a
    slip in the given name must be one that no twin could bear; a slip in the date asks for equal names and one phone.
    """
    accords = _accords(raisons)
    nom, prenom, jour = (accords.get(c.value) for c in (Champ.NOM, Champ.PRENOM, Champ.NAISSANCE))
    identique = Accordance.IDENTIQUE
    telephone = accords.get(Champ.TELEPHONE.value) is identique
    lien = telephone or accords.get(Champ.COURRIEL.value) is identique
    voisin = accords.get(Champ.COMMUNE.value) is identique
    if accords.get(Champ.SEXE.value) is Accordance.DIFFERENT:
        return False
    if jour is not identique:
        return jour is Accordance.PROCHE and nom is prenom is identique and telephone
    if prenom is Accordance.PROCHE:
        return nom is not Accordance.LOINTAIN and (
            lien or (nom is identique and voisin and _faute_de_frappe(a, b, connus))
        )
    if prenom is not identique or nom is Accordance.DIFFERENT:
        return False
    return nom is identique or lien or (nom is Accordance.PROCHE and voisin)


def _faute_de_frappe(a: Comparable, b: Comparable, connus: Mapping[str, int]) -> bool:
    """True when one of the spellings is nobody else's: « Monnique » is a slip, « Julia » for « Julie » is a twin."""
    x, y = a.nom.prenoms[0], b.nom.prenoms[0]
    meme_fin = x[-1] == y[-1] or sorted(x) == sorted(y)
    return min(len(x), len(y)) > COURT and min(connus.get(x, 0), connus.get(y, 0)) <= 1 and meme_fin


def _arbitrer(paires: list[Paire], gauche: Sequence[Comparable], droite: Sequence[Comparable]) -> list[Paire]:
    """Send to review what has a rival, then drop the weak candidates of people already matched."""
    voisines = _Voisinage(paires, gauche, droite)
    jugees = [_douter(paire) if voisines.rivale(paire) else paire for paire in paires]
    prises = _Voisinage([p for p in jugees if p.decision is Decision.APPARIE], gauche, droite)
    return [p for p in jugees if p.decision is Decision.APPARIE or not prises.ecartee(p)]


def _douter(paire: Paire) -> Paire:
    raison = Raison(Champ.UNICITE.value, "une autre ligne pourrait correspondre", 0.0, Accordance.LOINTAIN)
    return replace(paire, decision=Decision.A_VERIFIER, raisons=(*paire.raisons, raison))


class _Voisinage:
    """The pairs by the rows they use."""

    def __init__(self, paires: Iterable[Paire], gauche: Sequence[Comparable], droite: Sequence[Comparable]) -> None:
        self._gauche, self._droite = gauche, droite
        self._par_chambre: dict[int, list[Paire]] = defaultdict(list)
        self._par_ml: dict[int, list[Paire]] = defaultdict(list)
        for paire in paires:
            self._par_chambre[paire.index_chambre].append(paire)
            self._par_ml[paire.index_ml].append(paire)

    def _autres(self, paire: Paire) -> Iterable[tuple[Paire, bool]]:
        """Yield the pairs that share a row with ``paire``, and whether the rows not shared are one person's."""
        for autre in self._par_chambre[paire.index_chambre]:
            if autre.index_ml != paire.index_ml:
                yield autre, meme_personne(self._droite[autre.index_ml], self._droite[paire.index_ml])
        for autre in self._par_ml[paire.index_ml]:
            if autre.index_chambre != paire.index_chambre:
                yield autre, meme_personne(self._gauche[autre.index_chambre], self._gauche[paire.index_chambre])

    def rivale(self, paire: Paire) -> bool:
        """True when an automatic pair shares a row with another that is nearly as good, of somebody else."""
        return paire.decision is Decision.APPARIE and any(
            not meme and (autre.decision is Decision.APPARIE or autre.score >= paire.score - _ECART_RIVAL)
            for autre, meme in self._autres(paire)
        )

    def ecartee(self, paire: Paire) -> bool:
        """True when a row of this doubtful pair already has its automatic one, and the pair is not as good as one."""
        accords = _accords(paire.raisons)
        forte = paire.score >= _SEUIL_DOUBLON and accords[Champ.PRENOM.value] is not Accordance.LOINTAIN
        return any(not meme and not forte for _, meme in self._autres(paire))


def meme_personne(a: Comparable, b: Comparable) -> bool:
    """True for two rows of one list that are one person (two contracts): same names, same date, one common link."""
    accords = _accords(comparer(a, b))
    certains = (Champ.NOM.value, Champ.PRENOM.value, Champ.NAISSANCE.value)
    if any(accords.get(champ) is not Accordance.IDENTIQUE for champ in certains):
        return False
    if accords.get(Champ.SEXE.value) is Accordance.DIFFERENT:
        return False
    liens = [accords[c.value] for c in (Champ.COMMUNE, Champ.TELEPHONE) if c.value in accords]
    return not liens or Accordance.IDENTIQUE in liens
