"""Rows to people: what can be read is cleaned, what cannot is refused with its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from statistics import median

from plateforme.domain.dates import age
from plateforme.domain.liste import (
    Cellule,
    ColonneReconnue,
    Ligne,
    LigneRefusee,
    ListeLue,
    ListePersonnes,
    PersonneListe,
)
from plateforme.domain.liste import RoleColonne as R
from plateforme.domain.texte import NNBSP, fold
from plateforme.domain.vocabulaire import Sexe
from plateforme.lists import problemes, valeurs
from plateforme.lists.colonnes import roles
from plateforme.lists.noms import NomLu, lire_nom, separer

_PIED = re.compile(
    r"^(sous total|total|nombre (de|d)|nb de|effectif|edite le|edition du|imprime le|page \d|extraction|fin de)\b"
)
_CORRIGER = f"{NNBSP}; corrigez-la dans le fichier ou saisissez la personne à la main"
_COMPLETER = f"{NNBSP}; complétez le fichier ou saisissez la personne à la main"
_AGE_MIN, _AGE_JEUNE, _AGE_MAX = 10, 14, 100
_PIVOT_CONTRAT = 2069

Colonnes = Sequence[ColonneReconnue] | Mapping[int, R]


class _Refus(Exception):  # noqa: N818 - a row's, caught in this module
    """The row cannot become a person; the text is the French reason."""


def verifier_colonnes(liste: ListeLue, colonnes: Colonnes) -> dict[int, R]:
    """Return {column index: role}. Raises FileProblemError when names or birth dates have no column."""
    choisis = _roles(colonnes)
    presents = set(choisis.values())
    if not presents & {R.NOM, R.NOM_USAGE, R.NOM_PRENOM}:
        raise problemes.sans_colonne(liste.nom, "de nom")
    if not presents & {R.PRENOM, R.NOM_PRENOM}:
        raise problemes.sans_colonne(liste.nom, "de prénom")
    if R.NAISSANCE not in presents:
        raise problemes.sans_colonne(liste.nom, "de date de naissance")
    return choisis


def _roles(colonnes: Colonnes) -> dict[int, R]:
    if isinstance(colonnes, Mapping):
        return {index: role for index, role in colonnes.items() if role is not R.IGNORER}
    return roles(colonnes)


def lire_personnes(liste: ListeLue, colonnes: Colonnes, *, reference: date | None = None) -> ListePersonnes:
    """Return the people of ``liste`` and the rows refused, with their row numbers.

    ``colonnes`` are the columns as recognised, or {column index: role} as the user corrected them. ``reference`` is a
    day when the people were 14 to 40 years old, for birth years of two digits; by default the contracts' own dates.
    Repeated titles and closing totals are skipped silently. Raises FileProblemError when a column is missing or no
    row is left.
    """
    choisis = verifier_colonnes(liste, colonnes)
    repere = reference or jour_repere(liste, choisis) or date.today()
    personnes: list[PersonneListe] = []
    refusees: list[LigneRefusee] = []
    for numero, ligne in liste.donnees:
        cellules = {role: ligne[index] for index, role in choisis.items() if index < len(ligne)}
        if _hors_tableau(liste, ligne, cellules):
            continue
        try:
            personnes.append(_Lecteur(numero, cellules, repere).personne())
        except _Refus as refus:
            refusees.append(LigneRefusee(numero, str(refus)))
    if not personnes and not refusees:
        raise problemes.sans_donnee(liste.nom)
    return ListePersonnes(liste.nom, tuple(personnes), tuple(refusees))


def jour_repere(liste: ListeLue, colonnes: Colonnes) -> date | None:
    """Return the median contract date of a list, None without any: the day from which birth years are read."""
    choisis = _roles(colonnes)
    trouves = [
        jour.toordinal()
        for index, role in choisis.items()
        if role in {R.DEBUT, R.SIGNATURE}
        for _, ligne in liste.donnees
        if index < len(ligne) and (jour := valeurs.date_de(ligne[index], _PIVOT_CONTRAT))
    ]
    return date.fromordinal(int(median(trouves))) if trouves else None


def _hors_tableau(liste: ListeLue, ligne: Ligne, cellules: Mapping[R, Cellule]) -> bool:
    """True for titles repeated on each page, totals and notes."""
    remplies = [cellule for cellule in ligne if cellule != ""]
    textes = [fold(cellule) for cellule in remplies if isinstance(cellule, str)]
    titres = {fold(str(titre)) for titre in liste.titres if titre != ""}
    if titres and len(textes) == len(remplies) > 1 and titres.issuperset(textes):
        return True
    naissance = cellules.get(R.NAISSANCE, "")
    compte = isinstance(naissance, int | float)  # a total may stand under any column
    if _des_lettres(valeurs.texte(cellules.get(R.PRENOM, ""))) or (valeurs.texte(naissance) and not compte):
        return False
    if any(_PIED.match(texte) for texte in textes):
        return True
    utiles = sum(1 for role in (R.NOM, R.NOM_USAGE, R.NOM_PRENOM) if valeurs.texte(cellules.get(role, "")))
    return utiles == 0 and len(remplies) == 1


class _Lecteur:
    """One row being read: the cells by role, and the remarks that its optional cells leave."""

    def __init__(self, ligne: int, cellules: Mapping[R, Cellule], repere: date) -> None:
        self._ligne = ligne
        self._cellules = cellules
        self._repere = repere
        self._remarques: list[str] = []

    def personne(self) -> PersonneListe:
        """Return the person. Raises _Refus."""
        nom = self._nom()
        debut, signature = self._date(R.DEBUT), self._date(R.SIGNATURE)
        naissance = self._naissance(debut or signature or self._repere)
        diplome = self._texte(R.DIPLOME)
        return PersonneListe(
            ligne=self._ligne,
            nom=nom.nom,
            prenoms=nom.prenoms,
            naissance=naissance,
            nom_usage=nom.usage if fold(nom.usage) != fold(nom.nom) else "",
            sexe=self._sexe() or nom.sexe,
            telephones=self._telephones(R.TELEPHONE, R.TELEPHONE_2),
            courriel=self._courriel(),
            adresse=self._texte(R.ADRESSE),
            code_postal=self._code_postal(),
            commune=self._texte(R.COMMUNE),
            identifiant=self._texte(R.IDENTIFIANT),
            conseiller=self._texte(R.CONSEILLER),
            employeur=self._texte(R.EMPLOYEUR),
            siret=self._siret(),
            employeur_telephone=next(iter(self._telephones(R.EMPLOYEUR_TELEPHONE)), ""),
            maitre_apprentissage=self._texte(R.MAITRE),
            cfa=self._texte(R.CFA),
            diplome=diplome,
            metier=self._texte(R.METIER),
            niveau=valeurs.niveau_de(self._cellule(R.NIVEAU)) or valeurs.niveau_du_diplome(diplome),
            annee_cycle=self._texte(R.ANNEE_CYCLE),
            filiere=self._texte(R.FILIERE),
            numero=self._texte(R.NUMERO),
            debut=debut,
            fin_prevue=self._date(R.FIN),
            signature=signature,
            rupture_le=self._date(R.RUPTURE),
            remarques=tuple(self._remarques),
        )

    def _cellule(self, role: R) -> Cellule:
        return self._cellules.get(role, "")

    def _texte(self, role: R) -> str:
        return valeurs.texte(self._cellule(role))

    def _nom(self) -> NomLu:
        ensemble = separer(self._texte(R.NOM_PRENOM)) if self._texte(R.NOM_PRENOM) else NomLu("")
        lu = lire_nom(self._texte(R.NOM)) if self._texte(R.NOM) else ensemble
        usage = self._texte(R.NOM_USAGE) or lu.usage
        nom, prenoms = lu.nom or usage, self._texte(R.PRENOM) or ensemble.prenoms
        if not _des_lettres(nom):
            raise _Refus(f"Il manque le nom{_COMPLETER}.")
        if not _des_lettres(prenoms):
            raise _Refus(f"Il manque le prénom{_COMPLETER}.")
        return NomLu(nom, prenoms, usage, lu.sexe)

    def _naissance(self, repere: date) -> date:
        cellule, brut = self._cellule(R.NAISSANCE), self._texte(R.NAISSANCE)
        if not brut:
            raise _Refus(f"Il manque la date de naissance{_COMPLETER}.")
        jour = valeurs.date_de(cellule, repere.year - _AGE_JEUNE)
        if jour is None:
            raise _Refus(f"{brut} n’est pas une date{_CORRIGER}.")
        if not _AGE_MIN <= age(jour, repere) <= _AGE_MAX:
            raise _Refus(f"{jour:%d/%m/%Y} n’est pas une date de naissance possible pour un apprenti{_CORRIGER}.")
        return jour

    def _date(self, role: R) -> date | None:
        brut = self._texte(role)
        jour = valeurs.date_de(self._cellule(role), _PIVOT_CONTRAT) if brut else None
        if brut and jour is None:
            self._remarquer(role, brut)
        return jour

    def _sexe(self) -> Sexe | None:
        return valeurs.sexe(self._cellule(R.SEXE)) or valeurs.sexe(self._cellule(R.CIVILITE))

    def _telephones(self, *colonnes: R) -> tuple[str, ...]:
        trouves: list[str] = []
        for role in colonnes:
            numeros, lisible = valeurs.telephones(self._cellule(role))
            trouves += [numero for numero in numeros if numero not in trouves]
            if not lisible:
                self._remarquer(role, self._texte(role))
        return tuple(trouves)

    def _courriel(self) -> str:
        return self._optionnel(R.COURRIEL, valeurs.courriel(self._cellule(R.COURRIEL)))

    def _code_postal(self) -> str:
        return self._optionnel(R.CODE_POSTAL, valeurs.code_postal(self._cellule(R.CODE_POSTAL)))

    def _siret(self) -> str:
        chiffres = re.sub(r"\D", "", self._texte(R.SIRET))
        return self._optionnel(R.SIRET, chiffres if len(chiffres) == 14 else "")

    def _optionnel(self, role: R, lu: str) -> str:
        if not lu and self._texte(role):
            self._remarquer(role, self._texte(role))
        return lu

    def _remarquer(self, role: R, brut: str) -> None:
        self._remarques.append(f"{role.libelle}{NNBSP}: {problemes.guillemets(brut)} n’a pas pu être lu.")


def _des_lettres(texte: str) -> bool:
    return any(caractere.isalpha() for caractere in texte)
