"""Whole files of people, read in a fixed number of queries however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, select

from plateforme.db import mapping
from plateforme.db.tables.beneficiaire import beneficiaire, contrat, rupture
from plateforme.db.tables.campagne import campagne, inclusion
from plateforme.db.tables.suivi import contact
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.campagne import Campagne, Inclusion
from plateforme.domain.contact import Contact
from plateforme.domain.contrat import Contrat, Rupture
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.vocabulaire import Accord, Groupe

T = TypeVar("T")


def one(cx: Connection, beneficiaire_id: int) -> DossierPersonne:
    """Return one person's file in the latest campaign that retained her. Raises NotFoundError."""
    mapping.get(cx, beneficiaire, Beneficiaire, beneficiaire_id)
    return _load(cx, beneficiaire.c.id == beneficiaire_id)[-1]


def all_people(cx: Connection, campagne_id: int | None = None) -> list[DossierPersonne]:
    """Return every person of a campaign; without one, everybody in the base, each in the latest campaign."""
    if campagne_id is not None:
        return _load(cx, inclusion.c.campagne_id == campagne_id)
    par_personne = {d.beneficiaire.id: d for d in _load(cx, None)}
    return list(par_personne.values())


def to_follow(cx: Connection) -> list[DossierPersonne]:
    """Return the people someone must call, in every open campaign.

    Test group or hors évaluation, agreement given or not asked yet, follow-up not closed (domaine.md 5).
    """
    clause = and_(
        campagne.c.close_le.is_(None),
        inclusion.c.suivi_clos_le.is_(None),
        inclusion.c.accord.not_in([Accord.REFUSE, Accord.RETIRE]),
        (inclusion.c.groupe == Groupe.TEST) | inclusion.c.hors_evaluation_le.is_not(None),
    )
    return _load(cx, clause)


def _load(cx: Connection, clause: ColumnElement[bool] | None) -> list[DossierPersonne]:
    jointure = beneficiaire.outerjoin(inclusion, inclusion.c.beneficiaire_id == beneficiaire.c.id).outerjoin(
        campagne, campagne.c.id == inclusion.c.campagne_id
    )
    requete = select(beneficiaire.c.id, inclusion.c.id, inclusion.c.campagne_id).select_from(jointure)
    if clause is not None:
        requete = requete.where(clause)
    paires = cx.execute(requete.order_by(beneficiaire.c.recherche, beneficiaire.c.id, inclusion.c.id)).all()
    ids = select(beneficiaire.c.id).select_from(jointure)
    if clause is not None:
        ids = ids.where(clause)
    personnes = {b.id: b for b in _rows(cx, beneficiaire, Beneficiaire, beneficiaire.c.id.in_(ids))}
    inclusions = {i.id: i for i in _rows(cx, inclusion, Inclusion, inclusion.c.beneficiaire_id.in_(ids))}
    campagnes = {c.id: c for c in _rows(cx, campagne, Campagne, None)}
    contrats = _group(_rows(cx, contrat, Contrat, contrat.c.beneficiaire_id.in_(ids), contrat.c.rang))
    ruptures = _ruptures(cx, ids)
    contacts = _group(_rows(cx, contact, Contact, contact.c.beneficiaire_id.in_(ids), contact.c.quand, contact.c.id))
    return [
        DossierPersonne(
            personnes[pid],
            inclusions.get(iid),
            campagnes.get(cid),
            tuple(contrats[pid]),
            tuple(ruptures[pid]),
            tuple(contacts[pid]),
        )
        for pid, iid, cid in paires
    ]


def _rows(
    cx: Connection, table: Table, cls: type[T], clause: ColumnElement[bool] | None, *order: ColumnElement[object]
) -> list[T]:
    requete = select(table).order_by(*order)
    if clause is not None:
        requete = requete.where(clause)
    return [mapping.read(cls, row) for row in cx.execute(requete).mappings()]


def _group(rows: Iterable[T]) -> defaultdict[int, list[T]]:
    groupes: defaultdict[int, list[T]] = defaultdict(list)
    for row in rows:
        groupes[row.beneficiaire_id].append(row)  # type: ignore[attr-defined]
    return groupes


def _ruptures(cx: Connection, ids: Select[tuple[int]]) -> defaultdict[int, list[Rupture]]:
    requete = (
        select(rupture, contrat.c.beneficiaire_id)
        .join(contrat, contrat.c.id == rupture.c.contrat_id)
        .where(contrat.c.beneficiaire_id.in_(ids))
        .order_by(rupture.c.le)
    )
    groupes: defaultdict[int, list[Rupture]] = defaultdict(list)
    for row in cx.execute(requete).mappings():
        groupes[row["beneficiaire_id"]].append(mapping.read(Rupture, row))
    return groupes
