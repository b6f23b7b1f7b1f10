"""What becomes of a pair of rows in a campaign, and what crossing remembers of it (domaine.md 2.2 and 4).

Rows that nobody retained are never stored: what is remembered of them is a keyed hash of names and birth date.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from plateforme.db.queries import beneficiaires, inclusions, reglages
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne
from plateforme.domain.comparaison import Comparable, comparable
from plateforme.domain.croisement import Decision, Paire, croiser, meme_personne
from plateforme.domain.identite import cle
from plateforme.domain.liste import PersonneListe
from plateforme.domain.texte import telephone
from plateforme.domain.vocabulaire import Code
from plateforme.services.affectation import verifiable_par_listes
from plateforme.services.croisement_listes import ResultatCroisement
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.settings import SECRET_CROISEMENT

RETENUE, ECARTEE = "retenue", "ecartee"
Lignes = tuple[int, int]


class Sort(Code):
    """What becomes of a pair in a campaign."""

    NOUVELLE = "nouvelle", "Nouvelle personne"
    A_VERIFIER = "a_verifier", "À vérifier"
    DEJA_CONNUE = "deja_connue", "Déjà dans la base"
    HORS_FENETRE = "hors_fenetre", "Contrat hors de la fenêtre"
    ECARTEE = "ecartee", "Écartée lors d’un croisement précédent"


@dataclass(frozen=True)
class PaireCampagne:
    """A pair, its two rows and what becomes of it in the campaign.

    ``beneficiaire_id`` is the person of the base who is the one of the rows (*déjà connue*) or who may be
    (*à vérifier*: ``ressemble`` is then her name).
    """

    paire: Paire
    chambre: PersonneListe
    ml: PersonneListe
    sort: Sort
    beneficiaire_id: int | None = None
    ressemble: str = ""

    @property
    def cle(self) -> Lignes:
        """The row numbers: (chamber, Mission Locale)."""
        return self.chambre.ligne, self.ml.ligne

    @property
    def naissance_sure(self) -> bool:
        """True when the lists alone verify the birth date (domaine.md 4)."""
        return verifiable_par_listes(self.chambre.naissance, self.ml.naissance)

    @property
    def certaine(self) -> bool:
        """True when nothing says that the two rows could be two people."""
        return self.paire.decision is Decision.APPARIE and not self.ressemble


class Memoire:
    """What the base remembers of rows and pairs already decided, as keyed hashes (HMAC-SHA256).

    A person retained in any campaign is remembered by each of her two rows; a refusal concerns one pair, in one
    campaign. What was retained wins over what was refused.
    """

    def __init__(self, cx: Connection, campagne_id: int) -> None:
        self._cle = bytes.fromhex(reglages.all_values(cx)[SECRET_CROISEMENT.cle])
        self._campagne_id = campagne_id
        self._decisions = inclusions.decisions(cx, campagne_id) if campagne_id else {}
        self._retenues = inclusions.retained_rows(cx)

    def de_la_chambre(self, paire: PaireCampagne) -> int | None:
        """Return the person retained from this chamber's row, None when there is none."""
        return self._retenues.get(self._ligne("chambre", paire.chambre))

    def de_la_ml(self, paire: PaireCampagne) -> int | None:
        """Return the person retained from this Mission Locale's row, None when there is none."""
        return self._retenues.get(self._ligne("ml", paire.ml))

    def ecartee(self, paire: PaireCampagne) -> bool:
        """True when the référent said, in this campaign, that the two rows are two people."""
        return self._decisions.get(self._paire(paire), ("", None))[0] == ECARTEE

    def retenir(self, uow: UnitOfWork, paire: PaireCampagne, beneficiaire_id: int, le: date) -> None:
        """Remember that both rows are that person."""
        for empreinte in (self._ligne("chambre", paire.chambre), self._ligne("ml", paire.ml)):
            self._noter(uow, empreinte, RETENUE, beneficiaire_id, le)

    def ecarter(self, uow: UnitOfWork, paire: PaireCampagne, le: date) -> None:
        """Remember that the two rows are two people."""
        self._noter(uow, self._paire(paire), ECARTEE, None, le)

    def _noter(self, uow: UnitOfWork, empreinte: str, decision: str, personne: int | None, le: date) -> None:
        if empreinte in self._decisions or empreinte in self._retenues:
            return
        self._decisions[empreinte] = (decision, personne)
        inclusions.remember_decision(
            uow.cx,
            campagne_id=self._campagne_id,
            empreinte=empreinte,
            decision=decision,
            beneficiaire_id=personne,
            le=le,
        )

    def _paire(self, paire: PaireCampagne) -> str:
        return self._empreinte("paire", *_identite(paire.chambre), *_identite(paire.ml))

    def _ligne(self, liste: str, ligne: PersonneListe) -> str:
        return self._empreinte(liste, *_identite(ligne))

    def _empreinte(self, *parties: str) -> str:
        return hmac.new(self._cle, "\x1f".join(parties).encode(), hashlib.sha256).hexdigest()


def _identite(ligne: PersonneListe) -> tuple[str, str, str]:
    return cle(ligne.nom), cle(ligne.prenoms), ligne.naissance.isoformat() if ligne.naissance else ""


def trier(cx: Connection, campagne: Campagne, resultat: ResultatCroisement) -> tuple[PaireCampagne, ...]:
    """Say what becomes of each pair in ``campagne``, which may not be stored yet."""
    memoire = Memoire(cx, campagne.id)
    chambre = {p.ligne: p for p in resultat.chambre.personnes}
    ml = {p.ligne: p for p in resultat.ml.personnes}
    brutes = [
        PaireCampagne(
            paire,
            chambre[paire.ligne_chambre],
            ml[paire.ligne_ml],
            Sort.NOUVELLE if paire.decision is Decision.APPARIE else Sort.A_VERIFIER,
        )
        for paire in resultat.paires
    ]
    semblables = _Semblables(beneficiaires.everyone(cx), brutes)
    return tuple(_trier(paire, campagne, memoire, semblables) for paire in brutes)


def _trier(paire: PaireCampagne, campagne: Campagne, memoire: Memoire, semblables: _Semblables) -> PaireCampagne:
    connue = memoire.de_la_chambre(paire)
    if paire.chambre.debut is not None and not campagne.dans_fenetre(paire.chambre.debut):
        return replace(paire, sort=Sort.HORS_FENETRE, beneficiaire_id=connue)
    if connue is not None:
        return replace(paire, sort=Sort.DEJA_CONNUE, beneficiaire_id=connue)
    if memoire.ecartee(paire):
        return replace(paire, sort=Sort.ECARTEE)
    return _rapprocher(paire, memoire.de_la_ml(paire), semblables)


def _rapprocher(paire: PaireCampagne, par_ml: int | None, semblables: _Semblables) -> PaireCampagne:
    """Say whether a pair that crossing does not remember is someone of the base, surely or perhaps."""
    surement, peut_etre = semblables.de(paire)
    sure = par_ml if par_ml is not None else surement
    if sure is not None and paire.certaine:
        return replace(paire, sort=Sort.DEJA_CONNUE, beneficiaire_id=sure)
    qui = sure if sure is not None else peut_etre
    if qui is None:
        return paire
    return replace(paire, sort=Sort.A_VERIFIER, beneficiaire_id=qui, ressemble=semblables.nom(qui))


class _Semblables:
    """The people of the base compared with the rows of the pairs, as two lists are compared with one another."""

    def __init__(self, base: Sequence[Beneficiaire], paires: Sequence[PaireCampagne]) -> None:
        self._noms = {b.id: b.nom_complet for b in base}
        connus = [_en_ligne(b) for b in base if b.date_naissance]
        self._par_chambre = self._croiser(connus, {p.chambre.ligne: p.chambre for p in paires})
        self._par_ml = self._croiser(connus, {p.ml.ligne: p.ml for p in paires})

    def nom(self, beneficiaire_id: int) -> str:
        """Return the name of a person of the base."""
        return self._noms[beneficiaire_id]

    def de(self, paire: PaireCampagne) -> tuple[int | None, int | None]:
        """Return the person of the base who is surely, and the one who may be, the one of the rows."""
        candidates = [*self._par_chambre.get(paire.chambre.ligne, ()), *self._par_ml.get(paire.ml.ligne, ())]
        surs = {p.ligne_chambre for p in candidates if p.decision is Decision.APPARIE}
        meilleure = max(candidates, key=lambda p: p.score, default=None)
        surement = next(iter(surs)) if len(surs) == 1 else None
        return surement, meilleure.ligne_chambre if meilleure else None

    @staticmethod
    def _croiser(connus: Sequence[PersonneListe], lignes: dict[int, PersonneListe]) -> dict[int, list[Paire]]:
        trouvees: dict[int, list[Paire]] = defaultdict(list)
        for paire in croiser(connus, tuple(lignes.values())) if connus else ():
            trouvees[paire.ligne_ml].append(paire)
        return trouvees


def _en_ligne(b: Beneficiaire) -> PersonneListe:
    """Return a person of the base as a row, her id for row number."""
    numeros = ("".join(telephone(t).split()) for t in (b.telephone, b.telephone_2) if t)
    return PersonneListe(
        ligne=b.id,
        nom=b.nom_naissance or b.nom_usage,
        nom_usage=b.nom_usage,
        prenoms=b.prenoms,
        naissance=b.date_naissance,
        sexe=b.sexe,
        telephones=tuple(f"+33{n[1:]}" if n.startswith("0") and len(n) == 10 else n for n in numeros),
        courriel=b.courriel,
        code_postal=b.code_postal,
        commune=b.commune,
    )


def par_personne(paires: Iterable[PaireCampagne]) -> list[list[PaireCampagne]]:
    """Group the pairs of one person: those that share a row, or whose rows of one list are one person."""
    groupes: dict[Lignes, list[PaireCampagne]] = {}
    for paire in paires:
        groupes.setdefault(paire.cle, [paire])
    representants = list(groupes.values())
    for membres in _liens([g[0] for g in representants]):
        cible = groupes[membres[0].cle]
        for membre in membres[1:]:
            source = groupes[membre.cle]
            if source is not cible:
                cible += source
                groupes.update(dict.fromkeys((p.cle for p in source), cible))
    return list({id(g): g for g in groupes.values()}.values())


def _liens(paires: Sequence[PaireCampagne]) -> Iterable[list[PaireCampagne]]:
    """Yield the pairs that are surely one person, a few at a time."""
    par_ligne: dict[tuple[str, int], list[PaireCampagne]] = defaultdict(list)
    par_jour: dict[tuple[str, date | None], list[tuple[Comparable, PaireCampagne]]] = defaultdict(list)
    for paire in paires:
        for liste, ligne in (("chambre", paire.chambre), ("ml", paire.ml)):
            par_ligne[liste, ligne.ligne].append(paire)
            par_jour[liste, ligne.naissance].append((comparable(ligne), paire))
    yield from par_ligne.values()
    for memes in par_jour.values():
        for rang, (a, paire) in enumerate(memes):
            for b, autre in memes[rang + 1 :]:
                if meme_personne(a, b):
                    yield [paire, autre]
