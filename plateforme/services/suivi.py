"""The day's work: whom to call, the call sheet, and the proof that nobody is forgotten (domaine.md 5)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from plateforme.db.queries import beneficiaires, campagnes, dossiers, liaison
from plateforme.db.queries import reglages as reglages_q
from plateforme.db.queries import suivi as q
from plateforme.domain import appel
from plateforme.domain.appel import Attente, FicheAppel, TableauDuJour
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contact import proposer_rappel
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.fiche import ATTENTE_REPONSE
from plateforme.domain.texte import date_proche
from plateforme.domain.vocabulaire import StatutDifficulte
from plateforme.services.contacts import annuler_contact, enregistrer_contact
from plateforme.services.contexte import Contexte
from plateforme.services.reglages import Valeurs
from plateforme.settings import CRIP_TELEPHONE

__all__ = [
    "Oubli",
    "annuler_contact",
    "aujourd_hui",
    "chercher",
    "enregistrer_contact",
    "fiche_appel",
    "proposer_rappel",
    "sans_prochaine_action",
]


@dataclass(frozen=True)
class Oubli:
    """A followed person for whom the invariant does not hold, and what is wrong, in French."""

    beneficiaire_id: int
    nom: str
    raison: str


def aujourd_hui(ctx: Contexte, campagne_id: int | None = None) -> TableauDuJour:
    """Return the lanes of the day, for the people of every open campaign, or of one."""
    with ctx.store.read() as cx:
        a_suivre = dossiers.to_follow(cx)
        attentes = _attentes(cx, a_suivre)
        ouvertes = sum(c.close_le is None for c in campagnes.all_campagnes(cx))
    if campagne_id is not None:
        a_suivre = [d for d in a_suivre if d.campagne and d.campagne.id == campagne_id]
        attentes = [a for a in attentes if a.dossier.campagne and a.dossier.campagne.id == campagne_id]
    return appel.dresser(a_suivre, attentes, ctx.today(), ouvertes)


def _attentes(cx: Connection, connus: list[DossierPersonne]) -> list[Attente]:
    """Return the fiches whose answer is awaited, whoever they are about."""
    envoyees = [f for f in liaison.fiches(cx) if f.statut in ATTENTE_REPONSE]
    structures = {s.id: s for s in liaison.structures(cx, archivees=True)}
    par_personne = {d.beneficiaire.id: d for d in connus}
    for personne in {f.beneficiaire_id for f in envoyees} - par_personne.keys():
        par_personne[personne] = dossiers.one(cx, personne)
    return [Attente(f, structures[f.structure_id], par_personne[f.beneficiaire_id]) for f in envoyees]


def fiche_appel(ctx: Contexte, beneficiaire_id: int) -> FicheAppel:
    """Return all that a call needs. Raises :class:`~plateforme.errors.NotFoundError` for someone gone."""
    with ctx.store.read() as cx:
        dossier = dossiers.one(cx, beneficiaire_id)
        difficultes = q.difficultes_of(cx, beneficiaire_id)
        attentes = _attentes_de(cx, beneficiaire_id, ctx)
        crip = Valeurs(reglages_q.all_values(cx))[CRIP_TELEPHONE]
    ouvertes = tuple(d for d in difficultes if d.statut is not StatutDifficulte.CLOSE)
    return appel.fiche_appel(dossier, ouvertes, ctx.now(), attentes, crip)


def _attentes_de(cx: Connection, beneficiaire_id: int, ctx: Contexte) -> tuple[str, ...]:
    """Return a line for each fiche of a person whose answer is awaited."""
    return tuple(
        f"{f.numero}, {liaison.get_structure(cx, f.structure_id).nom}, envoyée {date_proche(f.envoyee_le, ctx.today())}"
        for f in liaison.fiches(cx, beneficiaire_id)
        if f.statut in ATTENTE_REPONSE and f.envoyee_le
    )


def chercher(ctx: Contexte, texte: str, limite: int = 8) -> tuple[Beneficiaire, ...]:
    """Return the people whose names, commune or phone hold every word typed, at most ``limite``; none for no word."""
    if not texte.strip():
        return ()
    with ctx.store.read() as cx:
        return beneficiaires.search(cx, texte, limite)


def sans_prochaine_action(ctx: Contexte) -> tuple[Oubli, ...]:
    """Return the followed people without a dated next action or a coded reason for having none: none, when all is well.

    The list of calls is selected by the base; it is compared here with the rule itself, so that neither can drift.
    """
    jour = ctx.today()
    with ctx.store.read() as cx:
        appeles = {d.inclusion.id for d in dossiers.to_follow(cx) if d.inclusion}
        ouvertes = [c for c in campagnes.all_campagnes(cx) if c.close_le is None]
        suivis = [d for c in ouvertes for d in dossiers.all_people(cx, c.id) if d.inclusion and d.inclusion.suivi]
    oublis: list[Oubli] = []
    for dossier in suivis:
        inclusion = dossier.inclusion
        raison = appel.oubli(dossier.prochaine_action(jour), jour)
        if inclusion and inclusion.id not in appeles and not inclusion.suivi_clos_le:
            raison = "absent de la liste des appels"
        if raison:
            oublis.append(Oubli(dossier.beneficiaire.id, dossier.beneficiaire.nom_complet, raison))
    return tuple(oublis)
