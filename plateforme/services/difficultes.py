"""The difficulties of a young person: opened, corrected, closed with an outcome; each act can be undone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plateforme.db.queries import beneficiaires, liaison
from plateforme.db.queries import suivi as q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.controles import NIR_REFUSE, contient_nir
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.fiche import MODIFIABLES
from plateforme.domain.vocabulaire import IssueDifficulte, StatutDifficulte, Theme
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.annulation import Annulation, exiger_inchange
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork
from plateforme.typographie import typographie


@dataclass(frozen=True)
class Ouverture:
    """A difficulty just opened, and how to undo it."""

    difficulte: Difficulte
    annuler: Annulation


def de(ctx: Contexte, beneficiaire_id: int) -> tuple[Difficulte, ...]:
    """Return a person's difficulties, the open ones first, then the latest first."""
    with ctx.store.read() as cx:
        toutes = q.difficultes_of(cx, beneficiaire_id)
    return tuple(sorted(toutes, key=lambda d: d.statut is StatutDifficulte.CLOSE))


def une(ctx: Contexte, difficulte_id: int) -> Difficulte:
    """Return one difficulty. Raises NotFoundError."""
    with ctx.store.read() as cx:
        return q.get_difficulte(cx, difficulte_id)


def ouvrir(ctx: Contexte, nouvelle: Difficulte) -> tuple[Ouverture, ChangeSet]:
    """Open a difficulty. Raises InvalidInputError for a date to come or a social-security number in the text.

    Refused when the same theme is already open for this person: that one is to be completed instead.
    """
    propre = replace(
        nouvelle,
        id=0,
        statut=StatutDifficulte.OUVERTE,
        close_le=None,
        issue=None,
        ouverte_le=nouvelle.ouverte_le if nouvelle.ouverte_le != date.min else ctx.today(),
        description=nouvelle.description.strip(),
    )
    _verifier(ctx, propre)
    with ctx.store.write() as uow:
        beneficiaires.get(uow.cx, propre.beneficiaire_id)
        _exiger_theme_libre(uow, propre)
        propre = replace(propre, id=q.add_difficulte(uow.cx, propre))
        _touch(uow, propre)
        changement = uow.commit()
    return Ouverture(propre, lambda: _annuler_ouverture(ctx, propre)), changement


def modifier(ctx: Contexte, avant: Difficulte, apres: Difficulte) -> tuple[Annulation, ChangeSet]:
    """Correct a difficulty; ``avant`` is what the user saw. The drafts of fiche about it follow its theme."""
    propre = replace(
        apres,
        id=avant.id,
        beneficiaire_id=avant.beneficiaire_id,
        statut=avant.statut,
        close_le=avant.close_le,
        issue=avant.issue,
        description=apres.description.strip(),
    )
    _verifier(ctx, propre)
    return _remplacer(ctx, avant, propre)


def clore(
    ctx: Contexte, difficulte_id: int, issue: IssueDifficulte, le: date | None = None
) -> tuple[Annulation, ChangeSet]:
    """Close a difficulty with its outcome, today unless ``le`` says otherwise. Refused when it is closed already."""
    jour = le or ctx.today()
    avant = une(ctx, difficulte_id)
    if avant.statut is StatutDifficulte.CLOSE:
        raise RefusedError("Cette difficulté est déjà close.", "Rouvrez-la si elle revient.")
    if not avant.ouverte_le <= jour <= ctx.today():
        raise InvalidInputError(
            "La date de clôture doit être entre l’ouverture de la difficulté et aujourd’hui.",
            "Corrigez-la.",
            champ="close_le",
        )
    return _remplacer(ctx, avant, replace(avant, statut=StatutDifficulte.CLOSE, close_le=jour, issue=issue))


def rouvrir(ctx: Contexte, difficulte_id: int) -> tuple[Annulation, ChangeSet]:
    """Open a closed difficulty again."""
    avant = une(ctx, difficulte_id)
    if avant.statut is not StatutDifficulte.CLOSE:
        raise RefusedError("Cette difficulté est déjà ouverte.")
    return _remplacer(ctx, avant, replace(avant, statut=StatutDifficulte.OUVERTE, close_le=None, issue=None))


def _remplacer(ctx: Contexte, avant: Difficulte, apres: Difficulte) -> tuple[Annulation, ChangeSet]:
    with ctx.store.write() as uow:
        exiger_inchange(avant, q.get_difficulte(uow.cx, avant.id), "Cette difficulté")
        if apres.statut is not StatutDifficulte.CLOSE:
            _exiger_theme_libre(uow, apres)
        q.save_difficulte(uow.cx, apres)
        if apres.theme is not avant.theme:
            _suivre_theme(uow, apres)
        _touch(uow, apres)
        changement = uow.commit()
    return (lambda: _remplacer(ctx, apres, avant)[1]), changement


def _suivre_theme(uow: UnitOfWork, difficulte: Difficulte) -> None:
    for fiche in liaison.fiches(uow.cx, difficulte.beneficiaire_id):
        if fiche.difficulte_id == difficulte.id and fiche.statut in MODIFIABLES:
            liaison.save_fiche(uow.cx, replace(fiche, theme=difficulte.theme))
            uow.touch(Sujet.FICHE)


def _annuler_ouverture(ctx: Contexte, ouverte: Difficulte) -> ChangeSet:
    with ctx.store.write() as uow:
        exiger_inchange(ouverte, q.get_difficulte(uow.cx, ouverte.id), "Cette difficulté")
        if any(f.difficulte_id == ouverte.id for f in liaison.fiches(uow.cx, ouverte.beneficiaire_id)):
            raise RefusedError(
                "Une fiche de liaison porte sur cette difficulté. Rien n’a été annulé.", "Clôturez-la plutôt."
            )
        q.delete_difficulte(uow.cx, ouverte.id)
        _touch(uow, ouverte)
        return uow.commit()


def _touch(uow: UnitOfWork, difficulte: Difficulte) -> None:
    uow.touch(Sujet.DIFFICULTE, beneficiaire=difficulte.beneficiaire_id)


def _verifier(ctx: Contexte, difficulte: Difficulte) -> None:
    if difficulte.ouverte_le > ctx.today():
        raise InvalidInputError(
            "La date d’ouverture de la difficulté est dans l’avenir.", "Corrigez-la.", champ="ouverte_le"
        )
    if difficulte.close_le and difficulte.ouverte_le > difficulte.close_le:
        raise InvalidInputError(
            "La difficulté serait ouverte après sa clôture.", "Corrigez la date d’ouverture.", champ="ouverte_le"
        )
    if contient_nir(difficulte.description):
        raise InvalidInputError(typographie(NIR_REFUSE), champ="description")


def _exiger_theme_libre(uow: UnitOfWork, difficulte: Difficulte) -> None:
    if difficulte.theme is Theme.AUTRE:
        return
    for autre in q.difficultes_of(uow.cx, difficulte.beneficiaire_id):
        ouverte = autre.statut is not StatutDifficulte.CLOSE
        if autre.id != difficulte.id and ouverte and autre.theme is difficulte.theme:
            raise RefusedError(
                typographie(f"Une difficulté « {autre.theme.libelle} » est déjà ouverte pour cette personne."),
                "Complétez-la, ou clôturez-la d’abord.",
            )
