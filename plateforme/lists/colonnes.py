"""Which column holds what: the titles' words, checked against the contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date as date_type

from plateforme.domain.liste import Cellule, ColonneReconnue, Ligne, ListeLue
from plateforme.domain.liste import RoleColonne as R
from plateforme.domain.texte import fold
from plateforme.lists import valeurs
from plateforme.lists.titres import INTERDITS, role_du_titre

_ECHANTILLON = 200
_EXEMPLES = 3
_PIVOT_ESSAI = 2030
_NIR = re.compile(r"^[12]\d{2}(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d{2}|2[ab])\d{6}(?:\d{2})?$", re.IGNORECASE)
_MOTS = re.compile(r"^[^\W\d_]+(?:[ '’\-.()]+[^\W\d_]+)*\.?$")
_SUPPLEANTS = {R.TELEPHONE: R.TELEPHONE_2}


def reconnaitre_colonnes(liste: ListeLue) -> tuple[ColonneReconnue, ...]:
    """Return one guess per column, left to right. A role other than IGNORER is given to one column only.

    ``confiance``: 1 certain, 0.5 and below to be checked by the user.
    """
    colonnes = [_reconnaitre(liste, index) for index in range(liste.largeur)]
    return tuple(_nom_et_prenom(liste, _sans_doublon(colonnes)))


def roles(colonnes: Sequence[ColonneReconnue], corrections: Mapping[int, R] | None = None) -> dict[int, R]:
    """Return {column index: role}, the user's corrections applied; ignored columns are left out.

    A role that the user gives to a column is taken from the column that had it.
    """
    choisis = {colonne.index: colonne.role for colonne in colonnes}
    for index, role in (corrections or {}).items():
        choisis = {i: R.IGNORER if r is role else r for i, r in choisis.items()}
        choisis[index] = role
    return {index: role for index, role in choisis.items() if role is not R.IGNORER}


def _echantillon(liste: ListeLue, index: int) -> list[Cellule]:
    """The first filled cells of a column, spread over the whole list so that one odd page decides nothing."""
    donnees = liste.donnees
    pas = max(1, len(donnees) // _ECHANTILLON)
    return [ligne[index] for _, ligne in donnees[::pas] if index < len(ligne) and valeurs.texte(ligne[index])]


def _reconnaitre(liste: ListeLue, index: int) -> ColonneReconnue:
    titre = valeurs.texte(liste.titres[index]) if index < len(liste.titres) else ""
    cellules = _echantillon(liste, index)
    role, confiance = role_du_titre(titre)
    if confiance == 0.0:
        role, confiance = _role_du_contenu(cellules) if liste.ligne_titres is None or not titre else (R.IGNORER, 0.3)
    elif cellules and role in _CONTROLES:
        part = sum(map(_CONTROLES[role], cellules)) / len(cellules)
        confiance *= 0.3 + 0.7 * part
        if part < 0.3:
            role, confiance = _autre_lecture(role, cellules, confiance)
    exemples = tuple(valeurs.texte(cellule) for cellule in cellules[:_EXEMPLES])
    return ColonneReconnue(index, titre, role, round(confiance, 3), exemples)


def _autre_lecture(role: R, cellules: Sequence[Cellule], confiance: float) -> tuple[R, float]:
    """A title that its column contradicts: believe the content when it is clear, else keep the title, unsure."""
    autre, sur = _role_du_contenu(cellules)
    return (autre, sur * 0.8) if sur >= 0.5 else (role, confiance)


def _est_date(cellule: Cellule) -> bool:
    return valeurs.date_de(cellule, _PIVOT_ESSAI) is not None


def _est_mots(cellule: Cellule) -> bool:
    return isinstance(cellule, str) and bool(_MOTS.match(cellule))


def _est_telephone(cellule: Cellule) -> bool:
    return bool(valeurs.telephones(cellule)[0])


def _est_siret(cellule: Cellule) -> bool:
    return len(re.sub(r"\D", "", valeurs.texte(cellule))) == 14


_CONTROLES: dict[R, Callable[[Cellule], bool]] = {
    R.NOM: _est_mots,
    R.NOM_USAGE: _est_mots,
    R.PRENOM: _est_mots,
    R.NOM_PRENOM: _est_mots,
    R.CIVILITE: lambda c: valeurs.sexe(c) is not None,
    R.SEXE: lambda c: valeurs.sexe(c) is not None,
    R.NAISSANCE: _est_date,
    R.TELEPHONE: _est_telephone,
    R.TELEPHONE_2: _est_telephone,
    R.COURRIEL: lambda c: bool(valeurs.courriel(c)),
    R.CODE_POSTAL: lambda c: bool(valeurs.code_postal(c)),
    R.SIRET: _est_siret,
    R.DEBUT: _est_date,
    R.FIN: _est_date,
    R.SIGNATURE: _est_date,
    R.RUPTURE: _est_date,
}


def _est_naissance(cellule: Cellule) -> bool:
    jour = valeurs.date_de(cellule, _PIVOT_ESSAI)
    return jour is not None and not (isinstance(cellule, int | float) and cellule < 10_000)


_CONTENUS: tuple[tuple[R, Callable[[Cellule], bool], float], ...] = (
    (R.COURRIEL, lambda c: bool(valeurs.courriel(c)), 0.9),
    (R.SIRET, _est_siret, 0.8),
    (R.SEXE, lambda c: valeurs.sexe(c) is not None, 0.7),
    (R.TELEPHONE, lambda c: _est_telephone(c) and len(re.sub(r"\D", "", valeurs.texte(c))) >= 9, 0.7),
    (R.CODE_POSTAL, lambda c: re.fullmatch(r"\d{5}", valeurs.texte(c)) is not None, 0.6),
    (R.NAISSANCE, _est_naissance, 0.5),
)


def _role_du_contenu(cellules: Sequence[Cellule]) -> tuple[R, float]:
    """Return what the cells alone suggest; names are recognised afterwards, by elimination."""
    if not cellules:
        return R.IGNORER, 0.0
    for role, controle, confiance in _CONTENUS:
        part = sum(map(controle, cellules)) / len(cellules)
        if part >= 0.8:
            return role, confiance * part
    return R.IGNORER, 0.2


def _sans_doublon(colonnes: list[ColonneReconnue]) -> list[ColonneReconnue]:
    """Keep each role in its surest column (the leftmost when equal)."""
    pris: set[R] = set()
    resultat = {colonne.index: colonne for colonne in colonnes}
    for colonne in sorted(colonnes, key=lambda c: (-c.confiance, c.index)):
        role = colonne.role
        if role in pris:
            suppleant = _SUPPLEANTS.get(role, R.IGNORER)
            role = suppleant if suppleant not in pris else R.IGNORER
            resultat[colonne.index] = _avec(colonne, role, min(colonne.confiance, 0.6))
        if role is not R.IGNORER:
            pris.add(role)
    return [resultat[colonne.index] for colonne in colonnes]


def _avec(colonne: ColonneReconnue, role: R, confiance: float) -> ColonneReconnue:
    return ColonneReconnue(colonne.index, colonne.titre, role, confiance, colonne.exemples)


def _nom_et_prenom(liste: ListeLue, colonnes: list[ColonneReconnue]) -> list[ColonneReconnue]:
    """A lone « Nom » column of « NOM Prénom » cells holds both; without titles, two columns of words are the names."""
    parmi = {colonne.role for colonne in colonnes}
    if R.PRENOM in parmi:
        return colonnes
    if R.NOM in parmi or R.NOM_PRENOM in parmi:
        return [_nom_seul(liste, colonne) for colonne in colonnes]
    if liste.ligne_titres is not None:
        return colonnes
    mots = [c for c in colonnes if c.role is R.IGNORER and _colonne_de_mots(liste, c.index)]
    attribues = dict(
        zip((c.index for c in mots), (R.NOM, R.PRENOM) if len(mots) > 1 else (R.NOM_PRENOM,), strict=False)
    )
    return [_avec(c, attribues[c.index], 0.4) if c.index in attribues else c for c in colonnes]


def _nom_seul(liste: ListeLue, colonne: ColonneReconnue) -> ColonneReconnue:
    if colonne.role is not R.NOM:
        return colonne
    cellules = [valeurs.texte(cellule) for cellule in _echantillon(liste, colonne.index)]
    doubles = sum(len(texte.split()) > 1 for texte in cellules)
    return _avec(colonne, R.NOM_PRENOM, 0.7) if cellules and doubles >= 0.8 * len(cellules) else colonne


def _colonne_de_mots(liste: ListeLue, index: int) -> bool:
    cellules = _echantillon(liste, index)
    return bool(cellules) and sum(map(_est_mots, cellules)) >= 0.9 * len(cellules)


def masquer_interdits(lignes: Sequence[Ligne], titres: int | None) -> tuple[Ligne, ...]:
    """Empty the columns of social-security numbers, told by their title or by their cells (domaine.md 3: never)."""
    interdites = _colonnes_interdites(lignes, titres or 0)
    if not interdites:
        return tuple(lignes)
    depart = titres or 0
    return tuple(
        ligne
        if numero < depart
        else tuple("" if index in interdites else cellule for index, cellule in enumerate(ligne))
        for numero, ligne in enumerate(lignes)
    )


def _colonnes_interdites(lignes: Sequence[Ligne], depart: int) -> set[int]:
    entete = lignes[depart - 1] if depart else ()
    interdites = {i for i, cellule in enumerate(entete) if isinstance(cellule, str) and INTERDITS.search(fold(cellule))}
    vus: dict[int, list[bool]] = {}
    for ligne in lignes[depart : depart + _ECHANTILLON]:
        for index, cellule in enumerate(ligne):
            if cellule != "" and not isinstance(cellule, date_type):
                vus.setdefault(index, []).append(bool(_NIR.match(re.sub(r"[\s.]", "", str(cellule)))))
    return interdites | {index for index, oui in vus.items() if sum(oui) >= 0.5 * len(oui)}
