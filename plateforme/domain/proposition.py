"""Which partner for this difficulty: the right one first, with the reasons in words (domaine.md 3 and 7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contrat import Contrat
from plateforme.domain.partenaire import (
    THEMES_DU_REFERENT,
    Interlocuteur,
    Structure,
    couvre,
    lieux_de,
    meme_etablissement,
    themes_de,
)
from plateforme.domain.texte import cle_tri, date_courte, fold
from plateforme.domain.vocabulaire import Theme, TypeStructure
from plateforme.typographie import typographie


class Nature(StrEnum):
    """What is proposed."""

    PARTENAIRE = "partenaire"
    VOUS_MEME = "vous_meme"
    MANQUE = "manque"


@dataclass(frozen=True)
class Proposition:
    """A partner with its contact and the reasons, or what to do without one.

    ``structure`` is None for VOUS_MEME (the référent handles it) and MANQUE (the directory has nobody). ``reserves``
    are the reasons to hesitate.
    """

    nature: Nature
    structure: Structure | None = None
    interlocuteur: Interlocuteur | None = None
    raisons: tuple[str, ...] = ()
    reserves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Situation:
    """What the choice depends on. ``departement``: number of the chamber's department, '' when unknown."""

    jeune: Beneficiaire
    contrat: Contrat | None
    theme: Theme
    departement: str = ""


@dataclass(frozen=True)
class _Avis:
    points: int
    raison: str = ""
    reserve: str = ""


def destinataire_possible(structure: Structure, contrat: Contrat | None) -> bool:
    """False for an employer, whatever its card calls it: never a recipient of a fiche (domaine.md 7)."""
    if structure.type is TypeStructure.EMPLOYEUR:
        return False
    return contrat is None or not contrat.employeur or fold(contrat.employeur) != fold(structure.nom)


def designe(interlocuteurs: tuple[Interlocuteur, ...], structure_id: int) -> Interlocuteur | None:
    """Return who receives the fiches of a structure: the référent désigné, else the only contact who has an e-mail."""
    presents = [i for i in interlocuteurs if i.structure_id == structure_id and i.parti_le is None]
    nomme = next((i for i in presents if i.designe), None)
    joignables = [i for i in presents if i.courriel]
    return nomme or (joignables[0] if len(joignables) == 1 else None)


def classer(
    situation: Situation, structures: tuple[Structure, ...], interlocuteurs: tuple[Interlocuteur, ...]
) -> tuple[Proposition, ...]:
    """Return what to do with a difficulty, the best first. Archived structures and employers are left out."""
    notees = [
        (sum(a.points for a in avis), structure, avis)
        for structure in structures
        if structure.archivee_le is None and destinataire_possible(structure, situation.contrat)
        if (avis := _avis(situation, structure)) is not None
    ]
    notees.sort(key=lambda n: (-n[0], cle_tri(n[1].nom)))
    partenaires = tuple(
        Proposition(
            Nature.PARTENAIRE,
            structure,
            _interlocuteur(situation, structure, interlocuteurs),
            tuple(typographie(a.raison) for a in avis if a.raison),
            tuple(typographie(a.reserve) for a in avis if a.reserve),
        )
        for _, structure, avis in notees
    )
    return (*_sans_partenaire(situation, partenaires), *partenaires)


def _sans_partenaire(situation: Situation, partenaires: tuple[Proposition, ...]) -> tuple[Proposition, ...]:
    theme = situation.theme
    if theme in THEMES_DU_REFERENT:
        raison = f"{theme.libelle} : vous-même ou le médiateur de la chambre."
        return (Proposition(Nature.VOUS_MEME, raisons=(typographie(raison),)),)
    if partenaires:
        return ()
    cfa = situation.contrat.cfa if situation.contrat else ""
    if theme is Theme.FORMATION and cfa:
        raison = f"Le CFA du contrat, « {cfa} », n’est pas dans l’annuaire : ajoutez-le dans Partenaires."
    else:
        raison = f"Personne dans l’annuaire pour le thème « {theme.libelle} » : complétez-le dans Partenaires."
    return (Proposition(Nature.MANQUE, raisons=(typographie(raison),)),)


def _avis(situation: Situation, structure: Structure) -> list[_Avis] | None:
    """Return what speaks for and against a structure, None when it does not handle the theme."""
    if situation.theme not in themes_de(structure):
        return None
    avis = [_Avis(10, f"traite le thème « {situation.theme.libelle} »")]
    if structure.type is TypeStructure.CFA:
        cfa = situation.contrat.cfa if situation.contrat else ""
        if not meme_etablissement(structure.nom, cfa):
            return None
        return [_Avis(20, "le CFA de son contrat"), *avis, _charte(structure)]
    if structure.type is TypeStructure.MEDIATEUR and situation.theme in THEMES_DU_REFERENT:
        avis.insert(0, _Avis(20, "le médiateur de la chambre"))
    if structure.type is TypeStructure.MISSION_LOCALE and situation.jeune.suivi_ml:
        avis.append(_Avis(3, "le jeune est déjà suivi par la Mission Locale"))
    return [*avis, _territoire(situation, structure), _charte(structure)]


def _territoire(situation: Situation, structure: Structure) -> _Avis:
    jeune = situation.jeune
    lieu = jeune.commune or jeune.code_postal
    dedans = couvre(structure, jeune.commune, jeune.code_postal, situation.departement)
    if dedans is None:
        return _Avis(0, reserve="la commune du jeune n’est pas connue")
    if not dedans:
        territoire = structure.territoire or f"le département ({situation.departement})"
        return _Avis(-8, reserve=f"son territoire est {territoire} ; le jeune habite {lieu}")
    if lieux_de(structure):
        return _Avis(6, f"couvre {lieu}")
    sur_place = bool(jeune.commune) and fold(jeune.commune) == fold(structure.commune)
    return _Avis(5, f"installé à {jeune.commune}") if sur_place else _Avis(4, "couvre tout le département")


def _charte(structure: Structure) -> _Avis:
    if structure.charte_le:
        return _Avis(1, f"a signé la charte le {date_courte(structure.charte_le)}")
    return _Avis(0, reserve="n’a pas signé la charte de bonnes pratiques")


def _interlocuteur(
    situation: Situation, structure: Structure, interlocuteurs: tuple[Interlocuteur, ...]
) -> Interlocuteur | None:
    """Return the Mission Locale adviser who already knows the young person, else the usual recipient."""
    conseiller = fold(situation.jeune.ml_conseiller)
    if structure.type is TypeStructure.MISSION_LOCALE and conseiller:
        for personne in interlocuteurs:
            connu = personne.structure_id == structure.id and personne.parti_le is None
            if connu and set(conseiller.split()) <= set(fold(personne.nom).split()):
                return personne
    return designe(interlocuteurs, structure.id)


@dataclass(frozen=True)
class Trou:
    """A theme nobody handles: everywhere (``commune`` empty), or where these young people live."""

    theme: Theme
    commune: str = ""
    jeunes: int = 0

    @property
    def phrase(self) -> str:
        """« Personne pour : Mobilité, à Craon »."""
        ou = f", à {self.commune}" if self.commune else ""
        return typographie(f"Personne pour : {self.theme.libelle}{ou}")


def trous(structures: tuple[Structure, ...], lieux: dict[tuple[str, str], int], departement: str) -> tuple[Trou, ...]:
    """Return the holes of the directory, by theme then commune.

    ``lieux``: (commune, postcode) to the number of followed young people there. Themes the référent handles herself and
    « autre » are no holes; the CFA's own theme is covered as soon as a CFA is there.
    """
    actives = tuple(s for s in structures if s.archivee_le is None and s.type is not TypeStructure.EMPLOYEUR)
    manques: list[Trou] = []
    for theme in Theme:
        if theme in THEMES_DU_REFERENT or theme is Theme.AUTRE:
            continue
        capables = [s for s in actives if theme in themes_de(s)]
        if not capables:
            manques.append(Trou(theme))
        elif theme is not Theme.FORMATION:
            manques += _trous_locaux(theme, capables, lieux, departement)
    return tuple(manques)


def _trous_locaux(
    theme: Theme, capables: list[Structure], lieux: dict[tuple[str, str], int], departement: str
) -> list[Trou]:
    return [
        Trou(theme, commune, nombre)
        for (commune, code), nombre in sorted(lieux.items(), key=lambda lieu: cle_tri(lieu[0][0]))
        if commune
        and not any(couvre(s, commune, code, departement) for s in capables if s.type is not TypeStructure.CFA)
    ]
