"""Inclusions, the append-only register and the protocol deviations."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from plateforme.db import mapping
from plateforme.db.tables.beneficiaire import beneficiaire
from plateforme.db.tables.campagne import decision_croisement, ecart, import_listes, inclusion, registre
from plateforme.domain.campagne import Ecart, Inclusion, LigneRegistre


def get(cx: Connection, inclusion_id: int) -> Inclusion:
    """Return one inclusion."""
    return mapping.get(cx, inclusion, Inclusion, inclusion_id)


def of(cx: Connection, beneficiaire_id: int) -> tuple[Inclusion, ...]:
    """Return a person's inclusions, the latest first."""
    rows = cx.execute(
        select(inclusion).where(inclusion.c.beneficiaire_id == beneficiaire_id).order_by(inclusion.c.id.desc())
    )
    return tuple(mapping.read(Inclusion, row) for row in rows.mappings())


def in_campagne(cx: Connection, beneficiaire_id: int, campagne_id: int) -> Inclusion | None:
    """Return a person's inclusion in a campaign, None when she is not in it."""
    clause = (inclusion.c.beneficiaire_id == beneficiaire_id) & (inclusion.c.campagne_id == campagne_id)
    row = cx.execute(select(inclusion).where(clause)).mappings().one_or_none()
    return mapping.read(Inclusion, row) if row else None


def add(cx: Connection, nouvelle: Inclusion) -> int:
    """Insert an inclusion and return its id."""
    return mapping.add(cx, inclusion, nouvelle)


def save(cx: Connection, modifiee: Inclusion) -> None:
    """Update an inclusion; the base refuses any change of an assigned group."""
    mapping.save(cx, inclusion, modifiee)


def delete(cx: Connection, inclusion_id: int) -> None:
    """Delete the inclusion of a person who was never assigned."""
    cx.execute(inclusion.delete().where(inclusion.c.id == inclusion_id, inclusion.c.groupe.is_(None)))


def registre_rows(cx: Connection) -> tuple[LigneRegistre, ...]:
    """Return the register, in order."""
    rows = cx.execute(select(registre).order_by(registre.c.rang)).mappings()
    return tuple(mapping.read(LigneRegistre, row) for row in rows)


def registre_last(cx: Connection) -> LigneRegistre | None:
    """Return the last row of the register, None while it is empty."""
    row = cx.execute(select(registre).order_by(registre.c.rang.desc()).limit(1)).mappings().one_or_none()
    return mapping.read(LigneRegistre, row) if row else None


def registre_append(cx: Connection, ligne: LigneRegistre) -> None:
    """Append a row; the base refuses to change or delete one."""
    cx.execute(insert(registre).values(**mapping.values(ligne)))


def committed(cx: Connection) -> tuple[tuple[str, Inclusion], ...]:
    """Return every assigned inclusion with the person's random id."""
    requete = select(inclusion, beneficiaire.c.jeton).join(beneficiaire).where(inclusion.c.groupe.is_not(None))
    return tuple((row["jeton"], mapping.read(Inclusion, row)) for row in cx.execute(requete).mappings())


def ecarts(cx: Connection, campagne_id: int | None = None) -> tuple[Ecart, ...]:
    """Return the protocol deviations, of one campaign or of all, by date."""
    requete = select(ecart).order_by(ecart.c.le, ecart.c.id)
    if campagne_id is not None:
        requete = requete.where(ecart.c.campagne_id == campagne_id)
    return tuple(mapping.read(Ecart, row) for row in cx.execute(requete).mappings())


def add_ecart(cx: Connection, nouvel: Ecart) -> int:
    """Record a protocol deviation."""
    return mapping.add(cx, ecart, nouvel)


def delete_ecart(cx: Connection, ecart_id: int) -> None:
    """Delete a deviation, with the contact that made it when its recording is undone."""
    cx.execute(ecart.delete().where(ecart.c.id == ecart_id))


def decisions(cx: Connection, campagne_id: int) -> dict[str, tuple[str, int | None]]:
    """Return what crossing remembers for a campaign: keyed hash -> (decision, person)."""
    rows = cx.execute(select(decision_croisement).where(decision_croisement.c.campagne_id == campagne_id))
    return {r.empreinte: (r.decision, r.beneficiaire_id) for r in rows}


def retained_rows(cx: Connection) -> dict[str, int]:
    """Return the rows that crossing retained, in any campaign: keyed hash -> person."""
    d = decision_croisement.c
    rows = cx.execute(select(d.empreinte, d.beneficiaire_id).where(d.decision == "retenue"))
    return {r.empreinte: r.beneficiaire_id for r in rows if r.beneficiaire_id is not None}


def remember_decision(cx: Connection, **valeurs: object) -> None:
    """Remember a crossing decision: campagne_id, empreinte, decision, beneficiaire_id, le."""
    cx.execute(insert(decision_croisement).values(**valeurs))


def add_import(cx: Connection, **valeurs: object) -> None:
    """Log an import: campagne_id, quand, auteur, fichier_chambre, fichier_ml, bilan."""
    cx.execute(insert(import_listes).values(**valeurs))
