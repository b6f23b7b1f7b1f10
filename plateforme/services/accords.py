"""The agreements to share: given per recipient and theme, dated, withdrawn (domaine.md 7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from plateforme.db.queries import dossiers
from plateforme.db.queries import liaison as q
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.fiche import AccordPartage, EtapeFiche, accord_valable
from plateforme.domain.proposition import destinataire_possible
from plateforme.domain.texte import date_courte
from plateforme.domain.vocabulaire import Accord, FormeAccord, StatutFiche, Theme
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class EtatAccord:
    """Where the agreement for one recipient and theme stands today.

    ``valable`` None: it must be asked for. ``mineur``: the guardian must agree too. ``explicite``: health, said in so
    many words or written. ``obstacle``: why the last one given is not enough, in words, '' without one.
    """

    valable: AccordPartage | None
    mineur: bool
    explicite: bool
    obstacle: str = ""


def lister(ctx: Contexte, beneficiaire_id: int) -> tuple[AccordPartage, ...]:
    """Return a person's agreements to share, the latest first."""
    with ctx.store.read() as cx:
        return q.accords(cx, beneficiaire_id)


def etat(ctx: Contexte, beneficiaire_id: int, structure_id: int, theme: Theme) -> EtatAccord:
    """Return where the agreement stands today."""
    with ctx.store.read() as cx:
        return etat_au(cx, beneficiaire_id, structure_id, theme, ctx.today())


def etat_au(cx: Connection, beneficiaire_id: int, structure_id: int, theme: Theme, au: date) -> EtatAccord:
    """Return where the agreement stands on a day, inside a read or a write."""
    dossier = dossiers.one(cx, beneficiaire_id)
    jeune, inclusion = dossier.beneficiaire, dossier.inclusion
    retire = inclusion.accord_le if inclusion and inclusion.accord in {Accord.REFUSE, Accord.RETIRE} else None
    accords = q.accords(cx, beneficiaire_id)
    valable = accord_valable(
        accords, structure_id, theme, naissance=jeune.date_naissance, au=au, suivi_retire_le=retire
    )
    mineur, explicite = _a_proteger(jeune, au), theme is Theme.SANTE
    dernier = next((a for a in accords if a.structure_id == structure_id and a.theme is theme), None)
    obstacle = "" if valable or dernier is None else _obstacle(dernier, au, retire, mineur=mineur, explicite=explicite)
    return EtatAccord(valable, mineur, explicite, obstacle)


def _obstacle(accord: AccordPartage, au: date, retire: date | None, *, mineur: bool, explicite: bool) -> str:
    donne = date_courte(accord.donne_le)
    if accord.retire_le:
        return f"L’accord donné le {donne} a été retiré le {date_courte(accord.retire_le)}."
    if retire and accord.donne_le <= retire:
        return f"Le jeune a mis fin à son suivi le {date_courte(retire)}, après avoir donné cet accord."
    if accord.donne_le > au:
        return f"L’accord est daté du {donne}."
    if explicite and not (accord.explicite or accord.forme is FormeAccord.ECRIT):
        return "Pour la santé, l’accord doit être explicite ou écrit."
    if mineur:
        return "Le jeune est mineur, et l’accord de son représentant légal n’est pas noté."
    return f"L’accord du {donne} date d’avant ses 18 ans, il doit être confirmé."


def _a_proteger(jeune: Beneficiaire, au: date) -> bool:
    """True for a minor on that day, and for someone who may be one: no birth date."""
    return jeune.date_naissance is None or jeune.mineur(au)


def recueillir(ctx: Contexte, accord: AccordPartage) -> tuple[AccordPartage, ChangeSet]:
    """Record an agreement. Raises InvalidInputError when it would not let a fiche leave, saying what is missing."""
    if not accord.donne_le <= ctx.today():
        raise InvalidInputError("La date de l’accord est dans l’avenir.", "Corrigez-la.", champ="donne_le")
    with ctx.store.write() as uow:
        dossier = dossiers.one(uow.cx, accord.beneficiaire_id)
        structure = q.get_structure(uow.cx, accord.structure_id)
        if not destinataire_possible(structure, dossier.contrat_courant):
            raise RefusedError(
                f"« {structure.nom} » est un employeur : il ne reçoit jamais de fiche de liaison.",
                "Choisissez un autre destinataire.",
            )
        if _a_proteger(dossier.beneficiaire, accord.donne_le) and not accord.par_representant:
            inconnue = dossier.beneficiaire.date_naissance is None
            cause = "La date de naissance n’est pas connue" if inconnue else "Le jeune est mineur"
            raise InvalidInputError(
                f"{cause} : l’accord du jeune ne suffit pas." if inconnue else f"{cause} : son accord ne suffit pas.",
                "Recueillez aussi celui de son représentant légal.",
                champ="par_representant",
            )
        if accord.theme is Theme.SANTE and accord.forme is FormeAccord.ORAL and not accord.explicite:
            raise InvalidInputError(
                "Une information de santé ne part qu’avec un accord explicite.",
                "Dites au jeune ce qui sera transmis, puis cochez la case, ou recueillez l’accord par écrit.",
                champ="explicite",
            )
        donne = replace(accord, id=0, retire_le=None)
        donne = replace(donne, id=q.add_accord(uow.cx, donne))
        uow.touch(Sujet.FICHE, beneficiaire=accord.beneficiaire_id)
        return donne, uow.commit()


def retirer(ctx: Contexte, accord_id: int, le: date | None = None) -> ChangeSet:
    """Withdraw an agreement. The fiches that rested on it and have not left become drafts again."""
    with ctx.store.write() as uow:
        accord = q.get_accord(uow.cx, accord_id)
        if accord.retire_le:
            raise RefusedError(f"Cet accord a déjà été retiré le {date_courte(accord.retire_le)}.")
        jour = le or ctx.today()
        q.save_accord(uow.cx, replace(accord, retire_le=jour))
        _rendre_brouillons(ctx, uow, accord, jour)
        uow.touch(Sujet.FICHE, beneficiaire=accord.beneficiaire_id)
        return uow.commit()


def _rendre_brouillons(ctx: Contexte, uow: UnitOfWork, accord: AccordPartage, jour: date) -> None:
    for fiche in q.fiches(uow.cx, accord.beneficiaire_id):
        visee = fiche.structure_id == accord.structure_id and fiche.theme is accord.theme
        if not visee or fiche.statut is not StatutFiche.PRETE:
            continue
        if etat_au(uow.cx, fiche.beneficiaire_id, fiche.structure_id, fiche.theme, ctx.today()).valable:
            continue
        q.save_fiche(uow.cx, replace(fiche, statut=StatutFiche.BROUILLON))
        q.forget_document(uow.cx, fiche.id)
        detail = f"accord retiré le {date_courte(jour)}"
        q.add_etape(uow.cx, EtapeFiche(0, fiche.id, StatutFiche.BROUILLON, ctx.now(), detail))
