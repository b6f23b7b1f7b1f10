"""Two people compared field by field, each field worth a fixed number of points (Fellegi and Sunter, in spirit).

The table is fixed so that a pair is explained by itself: weights estimated on the lists (EM) mislead when few people
are common, because siblings share name, commune and sometimes the date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from rapidfuzz.distance import OSA

from plateforme.domain.identite import Identite, identite, proches, voisins
from plateforme.domain.liste import PersonneListe
from plateforme.domain.texte import NNBSP, fold


class Champ(Enum):
    """The fields that are compared."""

    NOM = "nom"
    PRENOM = "prenom"
    NAISSANCE = "naissance"
    SEXE = "sexe"
    COMMUNE = "commune"
    TELEPHONE = "telephone"
    COURRIEL = "courriel"
    UNICITE = "unicite"


class Accordance(Enum):
    """How two values agree."""

    IDENTIQUE = "identique"
    PROCHE = "proche"
    LOINTAIN = "lointain"
    DIFFERENT = "different"
    INCONNU = "inconnu"


@dataclass(frozen=True)
class Raison:
    """One field's verdict: what it says in French and its points. ``accord`` tells the screen how to mark it."""

    champ: str
    libelle: str
    points: float
    accord: Accordance = Accordance.IDENTIQUE


# Points. Same surname 8, near 4.5, part of a compound 4; same given name 6, one included in the other 5, near 4;
# same date 9, day and month swapped 7, one digit wrong 5, one component wrong 3; the rest corroborates or warns.
NOM_IDENTIQUE, NOM_PROCHE, NOM_PARTIE, NOM_VOISIN, NOM_DIFFERENT = 8.0, 4.5, 4.0, 1.0, -7.0
PRENOM_IDENTIQUE, PRENOM_INCLUS, PRENOM_PROCHE, PRENOM_VOISIN, PRENOM_DIFFERENT = 6.0, 5.0, 4.0, 0.0, -8.0
DATE_IDENTIQUE, DATE_INVERSEE, DATE_CHIFFRE, DATE_PARTIE, DATE_DIFFERENTE = 9.0, 7.0, 5.0, 3.0, -8.0
SEXE_IDENTIQUE, SEXE_DIFFERENT = 0.5, -5.0
COMMUNE_IDENTIQUE, COMMUNE_DIFFERENTE = 2.0, -1.0
TELEPHONE_IDENTIQUE, TELEPHONE_DIFFERENT = 5.0, -0.5
COURRIEL_IDENTIQUE, COURRIEL_DIFFERENT = 4.0, -0.5

_PARTIE_COURTE = 3
_TELEPHONE_FACTICE = re.compile(r"(\d)\1{6}|0{6}|1234567")


@dataclass(frozen=True, slots=True)
class Comparable:
    """A person of a list with what comparing needs, computed once."""

    personne: PersonneListe
    nom: Identite
    naissance: date | None
    sexe: str
    telephones: frozenset[str]
    courriel: str
    code_postal: str
    commune: str


def comparable(personne: PersonneListe, collectifs: frozenset[str] = frozenset()) -> Comparable:
    """Prepare ``personne``. Filler phones (06 00 00 00 00) and those of ``collectifs`` identify nobody: left out."""
    return Comparable(
        personne,
        identite(personne.nom, personne.prenoms, personne.nom_usage),
        personne.naissance,
        str(personne.sexe or ""),
        frozenset(n for n in personne.telephones if n not in collectifs and not _TELEPHONE_FACTICE.search(n)),
        personne.courriel,
        personne.code_postal,
        fold(personne.commune).replace("saint ", "st "),
    )


def comparer(a: Comparable, b: Comparable) -> tuple[Raison, ...]:
    """Return the verdict of every field, unknown ones left out."""
    noms = comparer_noms(a.nom, b.nom, a.personne, b.personne)
    autres = (
        comparer_dates(a.naissance, b.naissance),
        _sexe(a.sexe, b.sexe),
        _commune(a, b),
        _telephone(a.telephones, b.telephones),
        _courriel(a.courriel, b.courriel),
    )
    return (*noms, *(raison for raison in autres if raison.accord is not Accordance.INCONNU))


def _raison(champ: Champ, libelle: str, points: float, accord: Accordance) -> Raison:
    return Raison(champ.value, libelle, points, accord)


def comparer_noms(a: Identite, b: Identite, pa: PersonneListe, pb: PersonneListe) -> tuple[Raison, Raison]:
    """Compare surname and given names, in the usual order and, when better, with the two columns swapped."""
    droit = _nom(a, b, pa, pb), _prenom(a, b, pa, pb)
    if droit[0].accord is Accordance.DIFFERENT and b.prenom:
        tourne = identite(pb.prenoms, pb.nom)
        autre = PersonneListe(ligne=pb.ligne, nom=pb.prenoms, prenoms=pb.nom)
        croise = _nom(a, tourne, pa, autre), _prenom(a, tourne, pa, autre)
        if croise[0].accord is not Accordance.DIFFERENT and croise[1].points > 0:
            inverse = croise[0].libelle + ", nom et prénom inversés"
            return _raison(Champ.NOM, inverse, croise[0].points, croise[0].accord), croise[1]
    return droit


def _cite(a: str, b: str) -> str:
    return f"({a}{NNBSP}/ {b})" if a and b else ""


def _nom(a: Identite, b: Identite, pa: PersonneListe, pb: PersonneListe) -> Raison:
    if not a.noms or not b.noms:
        return _raison(Champ.NOM, "nom absent", 0.0, Accordance.INCONNU)
    if a.noms[0] == b.noms[0]:
        return _raison(Champ.NOM, "nom identique", NOM_IDENTIQUE, Accordance.IDENTIQUE)
    if set(a.noms) & set(b.noms):
        return _raison(Champ.NOM, "nom d’usage et nom de naissance concordants", NOM_IDENTIQUE, Accordance.IDENTIQUE)
    libelle, points, accord = _nom_autre(a, b)
    return _raison(Champ.NOM, f"{libelle} {_cite(pa.nom, pb.nom)}", points, accord)


def _nom_autre(a: Identite, b: Identite) -> tuple[str, float, Accordance]:
    """Two surnames that are not equal: the best agreement over birth and usage names."""
    if any(proches(x, y) for x in a.noms for y in b.noms):
        return "nom proche", NOM_PROCHE, Accordance.PROCHE
    if _parties_communes(a.parties, b.parties):
        return "nom composé en partie identique", NOM_PARTIE, Accordance.PROCHE
    if any(voisins(x, y) for x in a.noms for y in b.noms):
        return "nom ressemblant", NOM_VOISIN, Accordance.LOINTAIN
    return "nom différent", NOM_DIFFERENT, Accordance.DIFFERENT


def _parties_communes(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """True when one name is part of the other, compound one, and the shared part is long enough to mean something."""
    if len(a) == len(b) == 1:
        return False
    communes = set(a) & set(b)
    return (communes in (set(a), set(b))) and max(map(len, communes), default=0) > _PARTIE_COURTE


def _prenom(a: Identite, b: Identite, pa: PersonneListe, pb: PersonneListe) -> Raison:
    if not a.prenom or not b.prenom:
        return _raison(Champ.PRENOM, "prénom absent", 0.0, Accordance.INCONNU)
    if a.prenom == b.prenom:
        return _raison(Champ.PRENOM, "prénom identique", PRENOM_IDENTIQUE, Accordance.IDENTIQUE)
    libelle, points, accord = _prenom_autre(a, b)
    return _raison(Champ.PRENOM, f"{libelle} {_cite(pa.prenoms, pb.prenoms)}", points, accord)


def _prenom_autre(a: Identite, b: Identite) -> tuple[str, float, Accordance]:
    """Two given names that are not equal: one list may give fewer of them, or spell one otherwise."""
    court, long = sorted((a.prenoms, b.prenoms), key=len)
    if court == long[: len(court)]:
        return "prénom complété d’un autre", PRENOM_INCLUS, Accordance.IDENTIQUE
    if proches(a.prenom, b.prenom) or (len(court) < len(long) and proches(court[0], long[0])):
        return "prénom proche", PRENOM_PROCHE, Accordance.PROCHE
    if set(court) <= set(long):
        return "prénom parmi les autres", PRENOM_PROCHE, Accordance.LOINTAIN
    if voisins(a.prenom, b.prenom) or voisins(court[0], long[0]):
        return "prénom ressemblant", PRENOM_VOISIN, Accordance.LOINTAIN
    return "prénom différent", PRENOM_DIFFERENT, Accordance.DIFFERENT


def comparer_dates(a: date | None, b: date | None) -> Raison:
    """Compare two birth dates: identical, day and month swapped, one digit wrong, one component wrong."""
    if a is None or b is None:
        return _raison(Champ.NAISSANCE, "date de naissance absente", 0.0, Accordance.INCONNU)
    if a == b:
        return _raison(Champ.NAISSANCE, "date de naissance identique", DATE_IDENTIQUE, Accordance.IDENTIQUE)
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return _raison(Champ.NAISSANCE, "jour et mois inversés", DATE_INVERSEE, Accordance.PROCHE)
    if abs((a - b).days) == 1 or OSA.distance(f"{a:%d%m%Y}", f"{b:%d%m%Y}") == 1:
        libelle = f"date de naissance proche {_cite(f'{a:%d/%m/%Y}', f'{b:%d/%m/%Y}')}"
        return _raison(Champ.NAISSANCE, libelle, DATE_CHIFFRE, Accordance.PROCHE)
    egaux = (a.day == b.day) + (a.month == b.month) + (a.year == b.year)
    if egaux == 2 or (egaux == 1 and _premier_janvier(a, b)):
        libelle = f"date de naissance en partie identique {_cite(f'{a:%d/%m/%Y}', f'{b:%d/%m/%Y}')}"
        return _raison(Champ.NAISSANCE, libelle, DATE_PARTIE, Accordance.LOINTAIN)
    return _raison(Champ.NAISSANCE, "date de naissance différente", DATE_DIFFERENTE, Accordance.DIFFERENT)


def _premier_janvier(a: date, b: date) -> bool:
    """True when one date is the 1 January of the other's year, typed for want of better."""
    return a.year == b.year and (1, 1) in {(a.month, a.day), (b.month, b.day)}


def _sexe(a: str, b: str) -> Raison:
    if not a or not b:
        return _raison(Champ.SEXE, "", 0.0, Accordance.INCONNU)
    if a == b:
        return _raison(Champ.SEXE, "même sexe", SEXE_IDENTIQUE, Accordance.IDENTIQUE)
    return _raison(Champ.SEXE, "sexe différent", SEXE_DIFFERENT, Accordance.DIFFERENT)


def _commune(a: Comparable, b: Comparable) -> Raison:
    if (a.code_postal and a.code_postal == b.code_postal) or (a.commune and a.commune == b.commune):
        return _raison(Champ.COMMUNE, "même commune", COMMUNE_IDENTIQUE, Accordance.IDENTIQUE)
    if (a.code_postal and b.code_postal) or (a.commune and b.commune):
        return _raison(Champ.COMMUNE, "autre commune", COMMUNE_DIFFERENTE, Accordance.LOINTAIN)
    return _raison(Champ.COMMUNE, "", 0.0, Accordance.INCONNU)


def _telephone(a: frozenset[str], b: frozenset[str]) -> Raison:
    if not a or not b:
        return _raison(Champ.TELEPHONE, "", 0.0, Accordance.INCONNU)
    if a & b:
        return _raison(Champ.TELEPHONE, "même téléphone", TELEPHONE_IDENTIQUE, Accordance.IDENTIQUE)
    return _raison(Champ.TELEPHONE, "autre téléphone", TELEPHONE_DIFFERENT, Accordance.LOINTAIN)


def _courriel(a: str, b: str) -> Raison:
    if not a or not b:
        return _raison(Champ.COURRIEL, "", 0.0, Accordance.INCONNU)
    if a == b:
        return _raison(Champ.COURRIEL, "même courriel", COURRIEL_IDENTIQUE, Accordance.IDENTIQUE)
    return _raison(Champ.COURRIEL, "autre courriel", COURRIEL_DIFFERENT, Accordance.LOINTAIN)
