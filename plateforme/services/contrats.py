"""Contracts and their rupture (domaine.md 2.9, 3 and 6). Every write can be undone until something else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from plateforme.db.queries import contrats as q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.controles import NIR_REFUSE, chiffres_de, contient_nir, erreurs_contrat, telephone_normal
from plateforme.domain.texte import date_courte, fold
from plateforme.domain.vocabulaire import Suite
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.annulation import Annulation, exiger_inchange
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork

NOUVEAUX_CONTRATS = frozenset({Suite.CONTRAT_MEME, Suite.CONTRAT_AUTRE})
F = TypeVar("F", Contrat, Rupture)


def normaliser(contrat: Contrat) -> Contrat:
    """Return the contract as it is stored: texts trimmed, SIRET in digits, telephone in its international form."""
    propre = _sans_espaces(contrat)
    return replace(
        propre,
        siret=chiffres_de(propre.siret) or propre.siret,
        employeur_telephone=telephone_normal(propre.employeur_telephone) or propre.employeur_telephone,
    )


def exiger_valide(contrat: Contrat) -> None:
    """Raise :class:`InvalidInputError` on the first field that cannot be recorded."""
    for champ, message in erreurs_contrat(contrat).items():
        raise InvalidInputError(message, champ=champ)


def ajouter(uow: UnitOfWork, contrat: Contrat) -> Contrat:
    """Add a person's next contract inside a write, at the rank that follows."""
    propre = normaliser(contrat)
    exiger_valide(propre)
    propre = replace(propre, rang=q.next_rank(uow.cx, contrat.beneficiaire_id))
    _toucher(uow, propre.beneficiaire_id)
    return replace(propre, id=q.add(uow.cx, propre))


def nouveau_contrat(ctx: Contexte, contrat: Contrat, suite: Suite | None = None) -> tuple[Annulation, ChangeSet]:
    """Record the contract that follows, with or without a follow-up plan (``plan_suivi``), and return how to undo it.

    The rupture before it, if any, gets its sequel: ``suite``, or same/other trade by comparing the two. Refused while
    the contract before still runs on that day.
    """
    with ctx.store.write() as uow:
        avant = q.of(uow.cx, contrat.beneficiaire_id)
        rupture = q.rupture_of(uow.cx, avant[-1].id) if avant else None
        if avant:
            _exiger_libre(avant[-1], rupture, contrat.debut)
        nouveau = ajouter(uow, contrat)
        close = rupture and replace(rupture, suite=_suite(avant[-1], nouveau, suite), suite_le=nouveau.debut)
        if close:
            q.save_rupture(uow.cx, close)

        def annuler() -> ChangeSet:
            with ctx.store.write() as retour:
                exiger_inchange(nouveau, q.get(retour.cx, nouveau.id), "La fiche du contrat")
                if rupture and close:
                    exiger_inchange(close, q.get_rupture(retour.cx, close.id), "La rupture")
                    q.save_rupture(retour.cx, rupture)
                _exiger_en_cours(retour, nouveau)
                q.delete(retour.cx, nouveau.id)
                _toucher(retour, nouveau.beneficiaire_id)
                return retour.commit()

        return annuler, uow.commit()


def modifier(ctx: Contexte, avant: Contrat, apres: Contrat) -> tuple[Annulation, ChangeSet]:
    """Correct a contract; ``avant`` is what the user saw. Refused when it changed meanwhile."""
    propre = normaliser(apres)
    exiger_valide(propre)
    with ctx.store.write() as uow:
        exiger_inchange(avant, q.get(uow.cx, avant.id), "La fiche du contrat")
        rupture = q.rupture_of(uow.cx, avant.id)
        if rupture:
            _exiger_dans_contrat(rupture, propre)
        q.save(uow.cx, propre)
        _toucher(uow, propre.beneficiaire_id)

        def annuler() -> ChangeSet:
            with ctx.store.write() as retour:
                exiger_inchange(propre, q.get(retour.cx, propre.id), "La fiche du contrat")
                if depuis := q.rupture_of(retour.cx, avant.id):
                    _exiger_dans_contrat(depuis, avant)
                q.save(retour.cx, avant)
                _toucher(retour, avant.beneficiaire_id)
                return retour.commit()

        return annuler, uow.commit()


def enregistrer_rupture(ctx: Contexte, rupture: Rupture) -> tuple[Annulation, ChangeSet]:
    """Record that a contract ended before its planned end (domaine.md 6), and return how to undo it.

    ``connue_le`` defaults to today. Ending on the planned day is no rupture; a notice may place the date ahead.
    """
    with ctx.store.write() as uow:
        contrat = q.get(uow.cx, rupture.contrat_id)
        if q.rupture_of(uow.cx, contrat.id):
            raise RefusedError(
                "La rupture de ce contrat est déjà enregistrée.", "Corrigez-la depuis l’onglet Contrats."
            )
        nouvelle = _complete(ctx, rupture, contrat)
        nouvelle = replace(nouvelle, id=q.add_rupture(uow.cx, nouvelle))
        _toucher(uow, contrat.beneficiaire_id)
        return lambda: annuler_rupture(ctx, nouvelle)[1], uow.commit()


def modifier_rupture(ctx: Contexte, avant: Rupture, apres: Rupture) -> tuple[Annulation, ChangeSet]:
    """Correct a rupture, or give it its sequel; ``avant`` is what the user saw."""
    with ctx.store.write() as uow:
        exiger_inchange(avant, q.get_rupture(uow.cx, avant.id), "La rupture")
        contrat = q.get(uow.cx, avant.contrat_id)
        propre = _complete(ctx, apres, contrat)
        _exiger_suivants(uow, contrat, propre.le)
        q.save_rupture(uow.cx, propre)
        _toucher(uow, contrat.beneficiaire_id)

        def annuler() -> ChangeSet:
            with ctx.store.write() as retour:
                exiger_inchange(propre, q.get_rupture(retour.cx, propre.id), "La rupture")
                q.save_rupture(retour.cx, avant)
                _toucher(retour, contrat.beneficiaire_id)
                return retour.commit()

        return annuler, uow.commit()


def annuler_rupture(ctx: Contexte, rupture: Rupture) -> tuple[Annulation, ChangeSet]:
    """Delete a rupture recorded by mistake. Refused once a later contract exists."""
    with ctx.store.write() as uow:
        exiger_inchange(rupture, q.get_rupture(uow.cx, rupture.id), "La rupture")
        contrat = q.get(uow.cx, rupture.contrat_id)
        if _suivants(uow, contrat):
            raise RefusedError(
                "Un autre contrat a été enregistré après cette rupture : elle ne peut plus être supprimée.",
                "Corrigez sa date ou sa suite.",
            )
        q.delete_rupture(uow.cx, rupture.id)
        _toucher(uow, contrat.beneficiaire_id)

        def remettre() -> ChangeSet:
            return enregistrer_rupture(ctx, rupture)[1]

        return remettre, uow.commit()


def _complete(ctx: Contexte, rupture: Rupture, contrat: Contrat) -> Rupture:
    """Return the rupture as it is stored, once its dates hold together."""
    connue = ctx.today() if rupture.connue_le == date.min else rupture.connue_le
    if connue > ctx.today():
        raise InvalidInputError("La date où vous l’avez appris est à venir.", "Corrigez-la.", champ="connue_le")
    if contient_nir(rupture.parole_jeune):
        raise InvalidInputError(NIR_REFUSE, champ="parole_jeune")
    _exiger_dans_contrat(rupture, contrat)
    if rupture.suite_le and rupture.suite_le < rupture.le:
        raise InvalidInputError("La suite ne peut pas précéder la rupture.", "Corrigez sa date.", champ="suite_le")
    return replace(_sans_espaces(rupture), connue_le=connue)


def _exiger_dans_contrat(rupture: Rupture, contrat: Contrat) -> None:
    if rupture.le == date.min:
        raise InvalidInputError("La date de la rupture manque.", champ="le")
    if rupture.le < contrat.debut:
        raise InvalidInputError(
            f"La rupture ne peut pas précéder le début du contrat, le {date_courte(contrat.debut)}.",
            "Corrigez l’une des deux dates.",
            champ="le",
        )
    if contrat.fin_prevue and rupture.le >= contrat.fin_prevue:
        raise InvalidInputError(
            f"Le contrat finit le {date_courte(contrat.fin_prevue)} : ce n’est pas une rupture.",
            "Donnez une date antérieure à la fin prévue.",
            champ="le",
        )


def _exiger_libre(precedent: Contrat, rupture: Rupture | None, debut: date) -> None:
    fin = rupture.le if rupture else precedent.fin_prevue
    if fin is None or debut < fin:
        raise RefusedError(
            f"Le contrat commencé le {date_courte(precedent.debut)} court encore à cette date.",
            "Enregistrez d’abord sa rupture, ou corrigez le début du nouveau contrat.",
        )


def _exiger_suivants(uow: UnitOfWork, contrat: Contrat, rupture_le: date) -> None:
    if any(c.debut < rupture_le for c in _suivants(uow, contrat)):
        raise InvalidInputError("Un autre contrat commence avant cette date.", "Corrigez l’une des deux.", champ="le")


def _exiger_en_cours(uow: UnitOfWork, contrat: Contrat) -> None:
    if q.rupture_of(uow.cx, contrat.id) or _suivants(uow, contrat):
        raise RefusedError("Ce contrat a une suite : il ne peut plus être retiré.", "Corrigez-le plutôt.")


def _suivants(uow: UnitOfWork, contrat: Contrat) -> list[Contrat]:
    return [c for c in q.of(uow.cx, contrat.beneficiaire_id) if c.rang > contrat.rang]


def _suite(precedent: Contrat, nouveau: Contrat, choisie: Suite | None) -> Suite:
    if choisie is not None and choisie in NOUVEAUX_CONTRATS:
        return choisie
    meme = fold(precedent.metier or precedent.diplome) == fold(nouveau.metier or nouveau.diplome)
    return Suite.CONTRAT_MEME if meme else Suite.CONTRAT_AUTRE


def _sans_espaces(fiche: F) -> F:
    textes = {nom: valeur.strip() for nom, valeur in vars(fiche).items() if type(valeur) is str}
    return replace(fiche, **textes)


def _toucher(uow: UnitOfWork, beneficiaire_id: int) -> None:
    uow.touch(Sujet.BENEFICIAIRE, Sujet.SUIVI, beneficiaire=beneficiaire_id)
