"""Reading and writing settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from plateforme.db.queries import reglages as q
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.services.contexte import Contexte
from plateforme.settings import Reglage

T = TypeVar("T", str, int, bool, date | None)


class Valeurs:
    """A picture of all settings, read by declaration: ``valeurs[REFERENT_NOM]``."""

    def __init__(self, textes: Mapping[str, str]) -> None:
        self._textes = dict(textes)

    def __getitem__(self, reglage: Reglage[T]) -> T:
        return reglage.lire(self._textes)


def lire(ctx: Contexte) -> Valeurs:
    """Return all settings."""
    with ctx.store.read() as cx:
        return Valeurs(q.all_values(cx))


def ecrire(ctx: Contexte, valeurs: Mapping[Reglage[Any], Any]) -> ChangeSet:
    """Store several settings at once."""
    with ctx.store.write() as uow:
        for reglage, valeur in valeurs.items():
            q.put(uow.cx, reglage.cle, reglage.ecrire(valeur))
        uow.touch(Sujet.REGLAGE)
        return uow.commit()


def etat_fenetre(ctx: Contexte) -> dict[str, str]:
    """Return what was open, sorted and filtered last time."""
    with ctx.store.read() as cx:
        return q.window_state(cx)


def garder_etat_fenetre(ctx: Contexte, etat: dict[str, str]) -> None:
    """Keep what is open, sorted and filtered: in the base, nowhere else."""
    with ctx.store.write() as uow:
        q.put_window_state(uow.cx, etat)
        uow.commit()


def brouillons(ctx: Contexte, famille: str) -> dict[str, str]:
    """Return the unfinished forms of a family (« contact »), by key."""
    with ctx.store.read() as cx:
        return q.drafts(cx, famille)


def garder_brouillon(ctx: Contexte, famille: str, cle: str, valeur: str) -> None:
    """Keep an unfinished form, in the base and nowhere else; an empty text forgets it."""
    with ctx.store.write() as uow:
        q.put_draft(uow.cx, famille, cle, valeur)
        uow.commit()
