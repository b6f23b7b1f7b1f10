"""Partners, fiches de liaison, agreements to share."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Integer, cast, func, select
from sqlalchemy.dialects.sqlite import insert

from plateforme.db import mapping
from plateforme.db.queries import reglages
from plateforme.db.tables.liaison import (
    accord_partage,
    document_fiche,
    etape_fiche,
    fiche,
    interlocuteur,
    structure,
)
from plateforme.db.tables.reglage import reglage
from plateforme.domain.fiche import AccordPartage, EtapeFiche, Fiche
from plateforme.domain.partenaire import Interlocuteur, Structure


def structures(cx: Connection, *, archivees: bool = False) -> tuple[Structure, ...]:
    """Return the partner structures, without the archived ones unless asked."""
    requete = select(structure).order_by(structure.c.nom)
    if not archivees:
        requete = requete.where(structure.c.archivee_le.is_(None))
    return tuple(mapping.read(Structure, row) for row in cx.execute(requete).mappings())


def get_structure(cx: Connection, structure_id: int) -> Structure:
    """Return one structure."""
    return mapping.get(cx, structure, Structure, structure_id)


def add_structure(cx: Connection, nouvelle: Structure) -> int:
    """Insert a structure and return its id."""
    return mapping.add(cx, structure, nouvelle)


def save_structure(cx: Connection, modifiee: Structure) -> None:
    """Update a structure."""
    mapping.save(cx, structure, modifiee)


def interlocuteurs(cx: Connection, structure_id: int | None = None) -> tuple[Interlocuteur, ...]:
    """Return the contacts of a structure (of all, without one): the designated first, then by name."""
    requete = select(interlocuteur).order_by(interlocuteur.c.designe.desc(), interlocuteur.c.nom)
    if structure_id is not None:
        requete = requete.where(interlocuteur.c.structure_id == structure_id)
    return tuple(mapping.read(Interlocuteur, row) for row in cx.execute(requete).mappings())


def get_interlocuteur(cx: Connection, interlocuteur_id: int) -> Interlocuteur:
    """Return one contact."""
    return mapping.get(cx, interlocuteur, Interlocuteur, interlocuteur_id)


def add_interlocuteur(cx: Connection, nouveau: Interlocuteur) -> int:
    """Insert a contact and return its id."""
    return mapping.add(cx, interlocuteur, nouveau)


def save_interlocuteur(cx: Connection, modifie: Interlocuteur) -> None:
    """Update a contact."""
    mapping.save(cx, interlocuteur, modifie)


def get_fiche(cx: Connection, fiche_id: int) -> Fiche:
    """Return one fiche."""
    return mapping.get(cx, fiche, Fiche, fiche_id)


def fiches(cx: Connection, beneficiaire_id: int | None = None) -> tuple[Fiche, ...]:
    """Return the fiches of a person (of all, without one), the latest first."""
    requete = select(fiche).order_by(fiche.c.signalee_le.desc(), fiche.c.id.desc())
    if beneficiaire_id is not None:
        requete = requete.where(fiche.c.beneficiaire_id == beneficiaire_id)
    return tuple(mapping.read(Fiche, row) for row in cx.execute(requete).mappings())


def add_fiche(cx: Connection, nouvelle: Fiche) -> int:
    """Insert a fiche and return its id."""
    return mapping.add(cx, fiche, nouvelle)


def save_fiche(cx: Connection, modifiee: Fiche) -> None:
    """Update a fiche."""
    mapping.save(cx, fiche, modifiee)


def next_numero(cx: Connection, annee: int) -> str:
    """Return the next number of the year, like FL-2010-0042: after the last one given, erased since or not."""
    prefixe = f"FL-{annee}-"
    rang = cast(func.substr(fiche.c.numero, len(prefixe) + 1), Integer)
    dernier = cx.execute(select(func.max(rang)).where(fiche.c.numero.startswith(prefixe))).scalar() or 0
    donne = cx.execute(select(reglage.c.valeur).where(reglage.c.cle == _cle_numero(annee))).scalar() or 0
    return f"{prefixe}{max(int(dernier), int(donne)) + 1:04d}"


def take_numero(cx: Connection, annee: int) -> str:
    """Give the next number of the year for good: it is never given again, whatever becomes of its fiche."""
    numero = next_numero(cx, annee)
    reglages.put(cx, _cle_numero(annee), numero.rpartition("-")[2])
    return numero


def _cle_numero(annee: int) -> str:
    return f"fiche_dernier_numero_{annee}"


def etapes(cx: Connection, fiche_id: int) -> tuple[EtapeFiche, ...]:
    """Return the dated steps of a fiche, the oldest first."""
    rows = cx.execute(select(etape_fiche).where(etape_fiche.c.fiche_id == fiche_id).order_by(etape_fiche.c.id))
    return tuple(mapping.read(EtapeFiche, row) for row in rows.mappings())


def add_etape(cx: Connection, nouvelle: EtapeFiche) -> int:
    """Record a dated step."""
    return mapping.add(cx, etape_fiche, nouvelle)


def delete_etapes_after(cx: Connection, fiche_id: int, etape_id: int) -> None:
    """Delete the steps of a fiche recorded after one of them (the undo of a misclick)."""
    cx.execute(etape_fiche.delete().where(etape_fiche.c.fiche_id == fiche_id, etape_fiche.c.id > etape_id))


def document(cx: Connection, fiche_id: int) -> bytes | None:
    """Return the PDF kept for a fiche, None before it was produced."""
    return cx.execute(select(document_fiche.c.pdf).where(document_fiche.c.fiche_id == fiche_id)).scalar_one_or_none()


def keep_document(cx: Connection, fiche_id: int, pdf: bytes, produit_le: datetime) -> None:
    """Keep the PDF of a fiche, replacing an earlier one."""
    ecriture = insert(document_fiche).values(fiche_id=fiche_id, pdf=pdf, produit_le=produit_le)
    cx.execute(ecriture.on_conflict_do_update(index_elements=["fiche_id"], set_={"pdf": pdf, "produit_le": produit_le}))


def forget_document(cx: Connection, fiche_id: int) -> None:
    """Forget the PDF of a fiche that becomes a draft again."""
    cx.execute(document_fiche.delete().where(document_fiche.c.fiche_id == fiche_id))


def accords(cx: Connection, beneficiaire_id: int) -> tuple[AccordPartage, ...]:
    """Return a person's agreements to share, the latest first."""
    rows = cx.execute(
        select(accord_partage)
        .where(accord_partage.c.beneficiaire_id == beneficiaire_id)
        .order_by(accord_partage.c.donne_le.desc(), accord_partage.c.id.desc())
    )
    return tuple(mapping.read(AccordPartage, row) for row in rows.mappings())


def add_accord(cx: Connection, nouvel: AccordPartage) -> int:
    """Record an agreement."""
    return mapping.add(cx, accord_partage, nouvel)


def save_accord(cx: Connection, modifie: AccordPartage) -> None:
    """Update an agreement (its withdrawal)."""
    mapping.save(cx, accord_partage, modifie)


def get_accord(cx: Connection, accord_id: int) -> AccordPartage:
    """Return one agreement."""
    return mapping.get(cx, accord_partage, AccordPartage, accord_id)
