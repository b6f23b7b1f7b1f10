"""Contacts and difficulties."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from plateforme.db import mapping
from plateforme.db.tables.suivi import contact, difficulte, suites_contact
from plateforme.domain.contact import Contact
from plateforme.domain.difficulte import Difficulte
from plateforme.domain.vocabulaire import StatutDifficulte


def contacts_of(cx: Connection, beneficiaire_id: int) -> tuple[Contact, ...]:
    """Return a person's contacts, the oldest first."""
    rows = cx.execute(
        select(contact).where(contact.c.beneficiaire_id == beneficiaire_id).order_by(contact.c.quand, contact.c.id)
    )
    return tuple(mapping.read(Contact, row) for row in rows.mappings())


def get_contact(cx: Connection, contact_id: int) -> Contact:
    """Return one contact."""
    return mapping.get(cx, contact, Contact, contact_id)


def add_contact(cx: Connection, nouveau: Contact) -> int:
    """Insert a contact and return its id."""
    return mapping.add(cx, contact, nouveau)


def save_contact(cx: Connection, modifie: Contact) -> None:
    """Update a contact."""
    mapping.save(cx, contact, modifie)


def delete_contact(cx: Connection, contact_id: int) -> None:
    """Delete a contact (the undo of its recording)."""
    cx.execute(contact.delete().where(contact.c.id == contact_id))


def keep_suites(cx: Connection, contact_id: int, contenu: str) -> None:
    """Keep what the recording of a contact changed besides it (JSON)."""
    cx.execute(insert(suites_contact).values(contact_id=contact_id, contenu=contenu))


def suites(cx: Connection, contact_id: int) -> str | None:
    """Return what :func:`keep_suites` kept, None when nothing was."""
    requete = select(suites_contact.c.contenu).where(suites_contact.c.contact_id == contact_id)
    return cx.execute(requete).scalar_one_or_none()


def difficultes_of(cx: Connection, beneficiaire_id: int) -> tuple[Difficulte, ...]:
    """Return a person's difficulties, the latest first."""
    rows = cx.execute(
        select(difficulte)
        .where(difficulte.c.beneficiaire_id == beneficiaire_id)
        .order_by(difficulte.c.ouverte_le.desc(), difficulte.c.id.desc())
    )
    return tuple(mapping.read(Difficulte, row) for row in rows.mappings())


def open_difficultes(cx: Connection) -> tuple[Difficulte, ...]:
    """Return every difficulty that is not closed."""
    rows = cx.execute(select(difficulte).where(difficulte.c.statut != StatutDifficulte.CLOSE))
    return tuple(mapping.read(Difficulte, row) for row in rows.mappings())


def get_difficulte(cx: Connection, difficulte_id: int) -> Difficulte:
    """Return one difficulty."""
    return mapping.get(cx, difficulte, Difficulte, difficulte_id)


def add_difficulte(cx: Connection, nouvelle: Difficulte) -> int:
    """Insert a difficulty and return its id."""
    return mapping.add(cx, difficulte, nouvelle)


def delete_difficulte(cx: Connection, difficulte_id: int) -> None:
    """Delete a difficulty opened by mistake; the base refuses when a fiche speaks of it."""
    cx.execute(difficulte.delete().where(difficulte.c.id == difficulte_id))


def save_difficulte(cx: Connection, modifiee: Difficulte) -> None:
    """Update a difficulty."""
    mapping.save(cx, difficulte, modifiee)
