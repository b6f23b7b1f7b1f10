"""Campaigns: create, list, know the current one."""

from __future__ import annotations

import re
from datetime import date

from plateforme.db.queries import campagnes as q
from plateforme.domain.campagne import Campagne
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.vocabulaire import Methode
from plateforme.errors import InvalidInputError, RefusedError
from plateforme.services.contexte import Contexte
from plateforme.services.unit_of_work import UnitOfWork

_NOM_ANNUEL = re.compile(r"(\d{4})/(\d{4})")


def lister(ctx: Contexte) -> tuple[Campagne, ...]:
    """Return every campaign, the latest first."""
    with ctx.store.read() as cx:
        return q.all_campagnes(cx)


def creer(ctx: Contexte, campagne: Campagne) -> tuple[Campagne, ChangeSet]:
    """Create a campaign. Raises :class:`InvalidInputError` for an empty or known name, or a window that ends first."""
    with ctx.store.write() as uow:
        creee = ajouter(uow, campagne)
        return creee, uow.commit()


def ajouter(uow: UnitOfWork, campagne: Campagne) -> Campagne:
    """Add a campaign inside a write."""
    _verifier(campagne)
    if q.by_name(uow.cx, campagne.nom) is not None:
        raise _deja_nommee(campagne.nom)
    uow.touch(Sujet.CAMPAGNE)
    return q.get(uow.cx, q.add(uow.cx, campagne))


def modifier(ctx: Contexte, campagne: Campagne) -> ChangeSet:
    """Update a campaign. Its method is frozen once it has retained someone."""
    _verifier(campagne)
    with ctx.store.write() as uow:
        avant = q.get(uow.cx, campagne.id)
        homonyme = q.by_name(uow.cx, campagne.nom)
        if homonyme is not None and homonyme.id != campagne.id:
            raise _deja_nommee(campagne.nom)
        if avant.methode is not campagne.methode and q.has_people(uow.cx, campagne.id):
            raise RefusedError(
                "La méthode d’affectation ne peut plus changer : des jeunes sont déjà retenus.",
                "Créez une autre campagne si la méthode doit être différente.",
            )
        q.save(uow.cx, campagne)
        uow.touch(Sujet.CAMPAGNE)
        return uow.commit()


def annuelle(nom: str) -> Campagne:
    """Return a campaign named « AAAA/AAAA »: parity, window 1 July - 31 December of its first year (not stored)."""
    trouve = _NOM_ANNUEL.fullmatch(nom.strip())
    if trouve is None or int(trouve[2]) != int(trouve[1]) + 1:
        raise InvalidInputError(
            f"La campagne « {nom} » n’existe pas et son nom n’est pas de la forme 2010/2011.",
            "Donnez le nom d’une campagne de la base, ou deux années qui se suivent.",
            champ="nom",
        )
    annee = int(trouve[1])
    return Campagne(
        nom=nom.strip(),
        fenetre_debut=date(annee, 7, 1),
        fenetre_fin=date(annee, 12, 31),
        methode=Methode.PARITE,
    )


def _deja_nommee(nom: str) -> InvalidInputError:
    return InvalidInputError(f"La campagne « {nom} » existe déjà.", "Choisissez un autre nom.", champ="nom")


def _verifier(campagne: Campagne) -> None:
    if not campagne.nom.strip():
        raise InvalidInputError("La campagne n’a pas de nom.", "Donnez-lui un nom, par exemple 2010/2011.", champ="nom")
    if campagne.fenetre_fin <= campagne.fenetre_debut:
        raise InvalidInputError(
            "La fenêtre de repérage se termine avant de commencer.", "Corrigez ses deux dates.", champ="fenetre_fin"
        )
