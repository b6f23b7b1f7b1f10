"""Young people."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from plateforme.db import mapping
from plateforme.db.tables.beneficiaire import beneficiaire
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.texte import fold


def get(cx: Connection, beneficiaire_id: int) -> Beneficiaire:
    """Return one person."""
    return mapping.get(cx, beneficiaire, Beneficiaire, beneficiaire_id)


def names(cx: Connection, ids: Collection[int]) -> dict[int, str]:
    """Return « NOM Prénoms » of some people, by id."""
    rows = cx.execute(select(beneficiaire).where(beneficiaire.c.id.in_(ids))).mappings()
    return {int(row["id"]): mapping.read(Beneficiaire, row).nom_complet for row in rows}


def add(cx: Connection, personne: Beneficiaire) -> int:
    """Insert a person and return the id."""
    return mapping.add(cx, beneficiaire, personne, recherche=_recherche(personne))


def save(cx: Connection, personne: Beneficiaire) -> None:
    """Update a person."""
    mapping.save(cx, beneficiaire, personne, recherche=_recherche(personne))


def delete(cx: Connection, beneficiaire_id: int) -> None:
    """Delete a person recorded by mistake; the base refuses while anything is attached to her."""
    cx.execute(beneficiaire.delete().where(beneficiaire.c.id == beneficiaire_id))


def search(cx: Connection, texte: str, limite: int = 50) -> tuple[Beneficiaire, ...]:
    """Return people whose folded names, phone, commune hold every word of ``texte``, at most ``limite``."""
    requete = select(beneficiaire).order_by(beneficiaire.c.recherche).limit(limite)
    for mot in fold(texte).split():
        requete = requete.where(beneficiaire.c.recherche.contains(mot, autoescape=True))
    return tuple(mapping.read(Beneficiaire, row) for row in cx.execute(requete).mappings())


def namesakes(cx: Connection, nom_naissance: str, prenoms: str) -> tuple[Beneficiaire, ...]:
    """Return people whose folded birth or usage name and given names equal these."""
    rows = cx.execute(
        select(beneficiaire).where(beneficiaire.c.recherche.contains(fold(nom_naissance), autoescape=True))
    ).mappings()
    cible = (fold(nom_naissance), fold(prenoms))
    trouves = (mapping.read(Beneficiaire, row) for row in rows)
    return tuple(b for b in trouves if cible in {(fold(n), fold(b.prenoms)) for n in (b.nom_naissance, b.nom_usage)})


def everyone(cx: Connection) -> tuple[Beneficiaire, ...]:
    """Return every person of the base."""
    return tuple(mapping.read(Beneficiaire, row) for row in cx.execute(select(beneficiaire)).mappings())


def _recherche(personne: Beneficiaire) -> str:
    chiffres = "".join(c for c in personne.telephone if c.isdigit())
    if personne.telephone.startswith("+33"):
        chiffres = "0" + chiffres[2:]
    mots = (personne.nom_naissance, personne.nom_usage, personne.prenoms, personne.commune, chiffres)
    return fold(" ".join(m for m in mots if m))
