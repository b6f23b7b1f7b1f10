"""The figures of the evaluation, and the cohort that leaves the base without names (domaine.md 8 and 9)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from plateforme.db.queries import beneficiaires as q_beneficiaires
from plateforme.db.queries import campagnes as q_campagnes
from plateforme.db.queries import dossiers as q_dossiers
from plateforme.db.queries import inclusions as q_inclusions
from plateforme.domain import cohorte, indicateurs
from plateforme.domain.campagne import Campagne, Ecart
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.indicateurs import Indicateurs
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.exports import ecriture, registry
from plateforme.services import reglages
from plateforme.services.affectation import EtatRegistre, verifier_registre
from plateforme.services.contexte import Contexte
from plateforme.settings import CAMPAGNE_COURANTE, SECRET_CROISEMENT


@dataclass(frozen=True)
class BilanExport:
    """What was written: the file, and the number of persons in it by group."""

    chemin: Path
    test: int
    temoin: int


@dataclass(frozen=True)
class EcartVu:
    """A protocol deviation and the person it is about."""

    ecart: Ecart
    nom: str
    campagne: str


@dataclass(frozen=True)
class Evaluation:
    """What the screen shows: figures, deviations (the latest first), state of the register.

    ``campagne`` is the one shown, None for all; ``campagnes`` says whether there is any at all.
    """

    indicateurs: Indicateurs
    campagne: str | None
    campagnes: int
    ecarts: tuple[EcartVu, ...]
    registre: EtatRegistre


def evaluer(ctx: Contexte, horizon_jours: int | None = None) -> Evaluation:
    """Return the evaluation of the campaign shown in the window, or of all when none is chosen."""
    courante = reglages.lire(ctx)[CAMPAGNE_COURANTE]
    with ctx.store.read() as cx:
        toutes = q_campagnes.all_campagnes(cx)
        nom = next((c.nom for c in toutes if c.id == courante), None)
        noms = {c.id: c.nom for c in toutes}
        ecarts = q_inclusions.ecarts(cx, courante if nom else None)
        gens = {e.beneficiaire_id: q_beneficiaires.get(cx, e.beneficiaire_id).nom_complet for e in ecarts}
    vus = tuple(EcartVu(e, gens[e.beneficiaire_id], noms[e.campagne_id]) for e in reversed(ecarts))
    calcul = calculer(ctx, nom, horizon_jours)
    return Evaluation(calcul, nom, len(toutes), vus, verifier_registre(ctx))


def calculer(ctx: Contexte, campagne: str | None = None, horizon_jours: int | None = None) -> Indicateurs:
    """Count on today's date, for one campaign (by name) or all; ``horizon_jours`` (1 or more) from the start.

    Raises :class:`InvalidInputError` for an unknown campaign or an impossible horizon.
    """
    if horizon_jours is not None and horizon_jours < 1:
        raise InvalidInputError("L’horizon doit être d’au moins un jour.", "Donnez un nombre de jours, par exemple 45.")
    with ctx.store.read() as cx:
        retenues = _campagnes(cx, campagne)
        dossiers = _dossiers(cx, retenues)
    return indicateurs.calculer(dossiers, retenues, ctx.today(), horizon_jours)


def exporter_cohorte(ctx: Contexte, chemin: Path, campagne: str | None = None, export: str = "csv") -> BilanExport:
    """Write the compared people to ``chemin``, atomically, in a format of the registry (its key).

    Raises :class:`RefusedError` while nobody is assigned to a group, ``FileProblemError`` when it cannot be written.
    """
    secret = reglages.lire(ctx)[SECRET_CROISEMENT]
    with ctx.store.read() as cx:
        dossiers = _dossiers(cx, _campagnes(cx, campagne))
    lignes = cohorte.lignes(dossiers, ctx.today(), secret)
    if not lignes:
        raise RefusedError(
            "Il n’y a encore personne à exporter : aucun jeune n’est affecté à un groupe.",
            "Croisez d’abord les deux listes de la campagne.",
        )
    ecriture.ecrire(chemin, registry.par_cle(export).produire(lignes))
    tests = sum(ligne.groupe is cohorte.Groupe.TEST for ligne in lignes)
    return BilanExport(chemin, tests, len(lignes) - tests)


def _campagnes(cx: Connection, nom: str | None) -> tuple[Campagne, ...]:
    if nom is None:
        return q_campagnes.all_campagnes(cx)
    trouvee = q_campagnes.by_name(cx, nom)
    if trouvee is None:
        connues = ", ".join(c.nom for c in q_campagnes.all_campagnes(cx)) or "aucune"
        raise InvalidInputError(
            f"La campagne « {nom} » n’est pas dans la base.", f"Campagnes de la base : {connues}.", champ="campagne"
        )
    return (trouvee,)


def _dossiers(cx: Connection, campagnes: tuple[Campagne, ...]) -> list[DossierPersonne]:
    return [dossier for c in campagnes for dossier in q_dossiers.all_people(cx, c.id)]
