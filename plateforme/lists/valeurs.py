"""One cell at a time: dates, phones, sex, level, as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import phonenumbers

from plateforme.domain.liste import Cellule
from plateforme.domain.texte import fold
from plateforme.domain.vocabulaire import Niveau, Sexe

_ORIGINE_EXCEL = date(1899, 12, 30)
_SERIE_MIN, _SERIE_MAX = 1_000, 80_000
_JMA = re.compile(r"^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$")
_AMJ = re.compile(r"^(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})$")
_COMPACT_JMA = re.compile(r"^(\d{2})(\d{2})(\d{4}|\d{2})$")
_COMPACT_AMJ = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_LITTERAL = re.compile(r"^(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]{3,10}) (\d{4}|\d{2})$")
_HEURE = re.compile(r"[T ]\d{1,2}[:h]\d{2}(?::\d{2})?(?:[.,]\d+)?Z?$")
_MOIS = {
    "jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "jun": 6, "juil": 7,
    "jul": 7, "aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_VIDES = {
    "",
    "-",
    "--",
    "?",
    "x",
    "nc",
    "n c",
    "na",
    "n a",
    "neant",
    "inconnu",
    "inconnue",
    "sans",
    "vide",
    "null",
    "none",
}


def texte(cellule: Cellule) -> str:
    """Return the cell as text, spaces reduced, words for « nothing » removed; a date as dd/mm/yyyy."""
    if isinstance(cellule, date):
        return f"{cellule:%d/%m/%Y}"
    propre = " ".join(str(cellule).split())
    return "" if propre.casefold() in _VIDES or propre.startswith("#N/") else propre


def date_de(cellule: Cellule, pivot: int) -> date | None:
    """Return the date of a cell; two-digit years fall in the hundred years that end with ``pivot``.

    Real dates, Excel serials, 14/06/1992, 14.06.92, 1992-06-14, 19920614, 14 juin 1992. None when it is no date.
    """
    if isinstance(cellule, date):
        return cellule
    if isinstance(cellule, int | float):
        return _date_numerique(cellule)
    return _date_texte(cellule, pivot)


def _date_numerique(nombre: float) -> date | None:
    if _SERIE_MIN <= nombre <= _SERIE_MAX:
        return _ORIGINE_EXCEL + timedelta(days=int(nombre))
    return _date_compacte(f"{int(nombre):08d}") if 1_000_000 <= nombre <= 99_999_999 else None


def _date_compacte(chiffres: str) -> date | None:
    amj = _COMPACT_AMJ.match(chiffres)
    if amj and (trouvee := _construire(int(amj[1]), int(amj[2]), int(amj[3]))):
        return trouvee
    jma = _COMPACT_JMA.match(chiffres)
    return _construire(int(jma[3]), int(jma[2]), int(jma[1])) if jma and len(jma[3]) == 4 else None


def _date_texte(brut: str, pivot: int) -> date | None:
    propre = _HEURE.sub("", " ".join(brut.replace("\u2011", "-").replace("–", "-").split()))
    if trouve := _JMA.match(propre):
        return _construire(annee_pleine(trouve[3], pivot), int(trouve[2]), int(trouve[1]))
    if trouve := _AMJ.match(propre):
        return _construire(int(trouve[1]), int(trouve[2]), int(trouve[3]))
    if propre.isascii() and propre.isdigit():
        return _date_chiffres(propre, pivot)
    return _date_litterale(propre, pivot)


def _date_chiffres(chiffres: str, pivot: int) -> date | None:
    """14061992, 19920614, 140692, or a serial number that a CSV export left as it was."""
    if len(chiffres) == 5:
        return _date_numerique(int(chiffres))
    if len(chiffres) == 6 and (trouve := _COMPACT_JMA.match(chiffres)):
        return _construire(annee_pleine(trouve[3], pivot), int(trouve[2]), int(trouve[1]))
    return _date_compacte(chiffres) if len(chiffres) == 8 else None


def _date_litterale(propre: str, pivot: int) -> date | None:
    trouve = _LITTERAL.match(fold(propre))
    if trouve is None:
        return None
    mois = next((numero for debut, numero in _MOIS.items() if trouve[2].startswith(debut)), 0)
    return _construire(annee_pleine(trouve[3], pivot), mois, int(trouve[1]))


def annee_pleine(chiffres: str, pivot: int) -> int:
    """Return the four-digit year: for two digits, the latest year that is not after ``pivot``."""
    if len(chiffres) == 4:
        return int(chiffres)
    annee = pivot - pivot % 100 + int(chiffres)
    return annee if annee <= pivot else annee - 100


def _construire(annee: int, mois: int, jour: int) -> date | None:
    try:
        return date(annee, mois, jour)
    except ValueError:
        return None


def telephones(cellule: Cellule) -> tuple[tuple[str, ...], bool]:
    """Return the numbers of a cell as +33612345678, and whether something in it could not be read."""
    brut = texte(cellule)
    if not brut:
        return (), True
    trouves: list[str] = []
    lisible = True
    for morceau in re.split(r"\s*(?:/|;|,|\bou\b|\bet\b|\n)\s*", brut):
        numero = _telephone(morceau) if morceau else None
        if numero and numero not in trouves:
            trouves.append(numero)
        lisible = lisible and (numero is not None or not morceau)
    return tuple(trouves), lisible


def _telephone(brut: str) -> str | None:
    chiffres = re.sub(r"[\s.\-()\u00a0\u202f]", "", brut)
    if re.fullmatch(r"0[1-9]\d{8}", chiffres):
        return f"+33{chiffres[1:]}"
    if re.fullmatch(r"[1-9]\d{8}", chiffres):  # a spreadsheet took the leading zero away
        return f"+33{chiffres}"
    try:
        numero = phonenumbers.parse(brut, "FR")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(numero):
        return None
    return phonenumbers.format_number(numero, phonenumbers.PhoneNumberFormat.E164)


def courriel(cellule: Cellule) -> str:
    """Return an e-mail address in lower case, empty when the cell holds none."""
    trouve = re.search(r"[^\s<>;,@]+@[^\s<>;,@]+\.[^\s<>;,@.]+", texte(cellule))
    return trouve[0].casefold() if trouve else ""


def code_postal(cellule: Cellule) -> str:
    """Return five digits (the leading zero that a spreadsheet dropped is put back), empty otherwise."""
    chiffres = re.sub(r"\D", "", texte(cellule))
    return chiffres.zfill(5) if len(chiffres) in {4, 5} else ""


_FEMININ = {"f", "fille", "femme", "feminin", "mme", "mlle", "mle", "madame", "mademoiselle", "me", "w"}
_MASCULIN = {"m", "h", "garcon", "homme", "masculin", "mr", "monsieur", "g", "mm"}


def sexe(cellule: Cellule) -> Sexe | None:
    """Return the sex that a sex or civility cell says; 1 and 2 are read as the INSEE codes."""
    mot = fold(texte(cellule))
    if mot in _FEMININ or mot == "2":
        return Sexe.F
    return Sexe.M if mot in _MASCULIN or mot == "1" else None


_NIVEAUX: tuple[tuple[str, Niveau], ...] = (
    (r"\b(infra|sans)\b", Niveau.SANS),
    (r"\b(niveau |niv |n )?(v|3)\b", Niveau.N3),
    (r"\b(niveau |niv |n )?(iv|4)\b", Niveau.N4),
    (r"\b(niveau |niv |n )?(iii|5)\b", Niveau.N5),
    (r"\b(niveau |niv |n )?(ii|6)\b", Niveau.N6),
    (r"\b(niveau |niv |n )?(i|7)\b", Niveau.N7),
    (r"\b8\b", Niveau.N8),
)
_DIPLOMES: tuple[tuple[str, Niveau], ...] = (
    (r"\b(master|ingenieur|dea|dess|mba)\b", Niveau.N7),
    (r"\b(licence|but|bachelor|maitrise universitaire)\b", Niveau.N6),
    (r"\b(bts|btsa|dut|deust|bm|brevet de maitrise|deust)\b", Niveau.N5),
    (r"\b(bac|baccalaureat|bp|bpa|btm|brevet professionnel|brevet technique|bma)\b", Niveau.N4),
    (r"\b(cap|capa|cappei|bep|bepa|mc|mention complementaire|ctm)\b", Niveau.N3),
)


def niveau_de(cellule: Cellule) -> Niveau | None:
    """Return the level that a level cell says, in the old scale (V, IV …) or the new one (3, 4 …)."""
    mots = fold(texte(cellule))
    return next((niveau for motif, niveau in _NIVEAUX if re.search(motif, mots)), niveau_du_diplome(mots))


def niveau_du_diplome(diplome: str) -> Niveau | None:
    """Return the level of a diploma from its words (domaine.md 3), None when they do not say it."""
    mots = fold(diplome)
    return next((niveau for motif, niveau in _DIPLOMES if re.search(motif, mots)), None)
