"""Contracts and ruptures."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from plateforme.db import mapping
from plateforme.db.tables.beneficiaire import contrat, rupture
from plateforme.domain.contrat import Contrat, Rupture


def get(cx: Connection, contrat_id: int) -> Contrat:
    """Return one contract."""
    return mapping.get(cx, contrat, Contrat, contrat_id)


def of(cx: Connection, beneficiaire_id: int) -> tuple[Contrat, ...]:
    """Return a person's contracts by rank."""
    rows = cx.execute(select(contrat).where(contrat.c.beneficiaire_id == beneficiaire_id).order_by(contrat.c.rang))
    return tuple(mapping.read(Contrat, row) for row in rows.mappings())


def next_rank(cx: Connection, beneficiaire_id: int) -> int:
    """Return the rank of a person's next contract."""
    rang = cx.execute(select(func.max(contrat.c.rang)).where(contrat.c.beneficiaire_id == beneficiaire_id)).scalar()
    return (rang or 0) + 1


def add(cx: Connection, nouveau: Contrat) -> int:
    """Insert a contract and return its id."""
    return mapping.add(cx, contrat, nouveau)


def save(cx: Connection, modifie: Contrat) -> None:
    """Update a contract."""
    mapping.save(cx, contrat, modifie)


def delete(cx: Connection, contrat_id: int) -> None:
    """Delete a contract recorded by mistake; the base refuses while it has a rupture."""
    cx.execute(contrat.delete().where(contrat.c.id == contrat_id))


def rupture_of(cx: Connection, contrat_id: int) -> Rupture | None:
    """Return the rupture of a contract, None when it runs."""
    row = cx.execute(select(rupture).where(rupture.c.contrat_id == contrat_id)).mappings().one_or_none()
    return mapping.read(Rupture, row) if row else None


def get_rupture(cx: Connection, rupture_id: int) -> Rupture:
    """Return one rupture."""
    return mapping.get(cx, rupture, Rupture, rupture_id)


def add_rupture(cx: Connection, nouvelle: Rupture) -> int:
    """Insert a rupture and return its id."""
    return mapping.add(cx, rupture, nouvelle)


def save_rupture(cx: Connection, modifiee: Rupture) -> None:
    """Update a rupture."""
    mapping.save(cx, rupture, modifiee)


def delete_rupture(cx: Connection, rupture_id: int) -> None:
    """Delete a rupture recorded by mistake."""
    cx.execute(rupture.delete().where(rupture.c.id == rupture_id))
