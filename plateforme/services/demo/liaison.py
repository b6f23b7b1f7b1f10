"""Difficulties, agreements and fiches de liaison of the demonstration, in every state of a fiche's life."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from plateforme.db.queries import liaison, suivi
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.fiche import EXPIRATION, AccordPartage, EtapeFiche, Fiche
from plateforme.domain.vocabulaire import (
    FormeAccord,
    Gravite,
    IssueDifficulte,
    ResultatFiche,
    StatutDifficulte,
    StatutFiche,
    Theme,
    TypeStructure,
    Urgence,
)
from plateforme.services.demo import fils
from plateforme.services.demo.annuaire import Annuaire
from plateforme.services.demo.calendrier import JOUR, apres
from plateforme.services.unit_of_work import UnitOfWork

_URGENCES = {Gravite.LEGERE: Urgence.NORMALE, Gravite.SERIEUSE: Urgence.RAPIDE, Gravite.GRAVE: Urgence.URGENTE}
_ETAPES = (
    StatutFiche.BROUILLON,
    StatutFiche.PRETE,
    StatutFiche.ENVOYEE,
    StatutFiche.RECUE,
    StatutFiche.REPONSE,
    StatutFiche.CLOSE,
)


@dataclass(frozen=True)
class Personne:
    """What a fiche needs to know of the young person: id, minority, where she lives, where she is trained."""

    id: int
    majorite: date
    commune: str
    cfa: str


@dataclass(frozen=True)
class Projet:
    """A fiche to write. ``recue``, ``repond`` and ``close`` are days after the sending, None when not happened yet."""

    personne: Personne
    difficulte: Difficulte
    vers: TypeStructure
    besoin: str
    statut: StatutFiche
    accord: bool = True
    resultat: ResultatFiche | None = None
    reponse: str = ""
    recue: int | None = None
    repond: int | None = None
    close: int | None = None
    envoi: date | None = None
    structure_commune: str = ""
    forme: FormeAccord = FormeAccord.ORAL
    accord_le: date | None = None


def ecrire_difficulte(uow: UnitOfWork, difficulte: Difficulte) -> Difficulte:
    """Store a difficulty and return it with its id."""
    return replace(difficulte, id=suivi.add_difficulte(uow.cx, difficulte))


def ecrire_fiches(uow: UnitOfWork, annuaire: Annuaire, projets: list[Projet]) -> list[int]:
    """Store the fiches in the order of their dates, so that numbers follow time; return their ids."""
    return [_ecrire(uow, annuaire, p) for p in sorted(projets, key=lambda p: (p.difficulte.ouverte_le, p.personne.id))]


def _ecrire(uow: UnitOfWork, annuaire: Annuaire, projet: Projet) -> int:
    personne, difficulte = projet.personne, projet.difficulte
    commune = projet.structure_commune or personne.commune
    structure = annuaire.pour(projet.vers, difficulte.theme, commune, personne.cfa)
    signalee = difficulte.ouverte_le
    en_preparation = projet.statut in {StatutFiche.BROUILLON, StatutFiche.PRETE}
    envoyee = None if en_preparation else projet.envoi or apres(signalee, 1)
    if projet.accord:
        liaison.add_accord(uow.cx, _accord(projet, structure.id, envoyee or JOUR))
    reponse_le = apres(envoyee, projet.repond) if envoyee and projet.repond is not None else None
    fiche = Fiche(
        numero=liaison.next_numero(uow.cx, signalee.year),
        beneficiaire_id=personne.id,
        difficulte_id=difficulte.id,
        structure_id=structure.id,
        interlocuteur_id=annuaire.designe(structure),
        theme=difficulte.theme,
        statut=projet.statut,
        besoin=projet.besoin,
        urgence=_URGENCES[difficulte.gravite],
        signalee_le=signalee,
        reponse_souhaitee_le=(envoyee or signalee) + timedelta(days=structure.delai_jours),
        envoyee_le=envoyee,
        resultat=projet.resultat,
        reponse_le=reponse_le,
        reponse_texte=projet.reponse,
        reponse_par=annuaire.nom_designe(structure) if reponse_le else "",
        rendez_vous_le=apres(envoyee, projet.recue + 3) if envoyee and projet.recue is not None else None,
        refus_motif=fils.REFUS_PARTENAIRE if projet.resultat is ResultatFiche.REFUSE else "",
    )
    fiche_id = liaison.add_fiche(uow.cx, fiche)
    for etape in _etapes(fiche_id, fiche, projet):
        liaison.add_etape(uow.cx, etape)
    return fiche_id


def _accord(projet: Projet, structure_id: int, au: date) -> AccordPartage:
    """Return the agreement that lets the fiche leave on ``au``: by the guardian, then anew at 18 (domaine.md 7)."""
    majorite = projet.personne.majorite
    donne_le = projet.accord_le or projet.difficulte.ouverte_le
    if donne_le < majorite <= au:
        donne_le = majorite
    mineur = donne_le < majorite
    theme = projet.difficulte.theme
    return AccordPartage(
        0,
        projet.personne.id,
        structure_id,
        theme,
        donne_le,
        projet.forme,
        par_representant=mineur,
        explicite=theme is Theme.SANTE,
    )


def _etapes(fiche_id: int, fiche: Fiche, projet: Projet) -> list[EtapeFiche]:
    """Return the dated steps: each state the fiche went through, at a plausible hour."""
    jours: dict[StatutFiche, date | None] = {
        StatutFiche.BROUILLON: fiche.signalee_le,
        StatutFiche.PRETE: fiche.signalee_le if fiche.statut is not StatutFiche.BROUILLON else None,
        StatutFiche.ENVOYEE: fiche.envoyee_le,
        StatutFiche.REPONSE: fiche.reponse_le,
    }
    if fiche.envoyee_le:
        envoi = fiche.envoyee_le
        jours[StatutFiche.RECUE] = apres(envoi, projet.recue) if projet.recue is not None else None
        jours[StatutFiche.CLOSE] = apres(envoi, projet.close) if projet.close is not None else None
    etapes = [
        EtapeFiche(0, fiche_id, statut, datetime.combine(jour, time(9 + rang, 5 * rang)), "")
        for rang, statut in enumerate(_ETAPES)
        if (jour := jours.get(statut)) is not None
    ]
    if fiche.statut is StatutFiche.EXPIREE and fiche.envoyee_le:
        expiration = datetime.combine(fiche.envoyee_le + timedelta(days=EXPIRATION), time(8, 0))
        etapes.append(EtapeFiche(0, fiche_id, StatutFiche.EXPIREE, expiration, "sans réponse après 30 jours"))
    return etapes


def difficulte(
    personne: Personne,
    theme: Theme,
    gravite: Gravite,
    description: str,
    ouverte_le: date,
    *,
    close_le: date | None = None,
    issue: IssueDifficulte | None = None,
    en_cours: bool = False,
) -> Difficulte:
    """Return a difficulty, closed when ``close_le`` is given."""
    statut = StatutDifficulte.EN_COURS if en_cours else StatutDifficulte.OUVERTE
    if close_le is not None:
        statut = StatutDifficulte.CLOSE
    return Difficulte(
        beneficiaire_id=personne.id,
        theme=theme,
        gravite=gravite,
        statut=statut,
        ouverte_le=ouverte_le,
        close_le=close_le,
        issue=(issue or IssueDifficulte.RESOLUE) if close_le else None,
        description=description,
    )
