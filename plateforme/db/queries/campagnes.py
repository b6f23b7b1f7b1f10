"""Campaigns."""

from __future__ import annotations

from sqlalchemy import Connection, select

from plateforme.db import mapping
from plateforme.db.tables.campagne import campagne, inclusion
from plateforme.domain.campagne import Campagne


def all_campagnes(cx: Connection) -> tuple[Campagne, ...]:
    """Return every campaign, the latest window first."""
    rows = cx.execute(select(campagne).order_by(campagne.c.fenetre_debut.desc(), campagne.c.nom)).mappings()
    return tuple(mapping.read(Campagne, row) for row in rows)


def get(cx: Connection, campagne_id: int) -> Campagne:
    """Return one campaign."""
    return mapping.get(cx, campagne, Campagne, campagne_id)


def by_name(cx: Connection, nom: str) -> Campagne | None:
    """Return the campaign of that name, None when there is none."""
    row = cx.execute(select(campagne).where(campagne.c.nom == nom)).mappings().one_or_none()
    return mapping.read(Campagne, row) if row else None


def has_people(cx: Connection, campagne_id: int) -> bool:
    """True when the campaign has retained someone."""
    return cx.execute(select(inclusion.c.id).where(inclusion.c.campagne_id == campagne_id).limit(1)).first() is not None


def add(cx: Connection, nouvelle: Campagne) -> int:
    """Insert a campaign and return its id."""
    return mapping.add(cx, campagne, nouvelle)


def save(cx: Connection, modifiee: Campagne) -> None:
    """Update a campaign."""
    mapping.save(cx, campagne, modifiee)
