"""Settings and window state, as texts."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from plateforme.db.tables.reglage import etat_fenetre, reglage


def all_values(cx: Connection) -> dict[str, str]:
    """Return every stored setting."""
    return {str(r.cle): str(r.valeur) for r in cx.execute(select(reglage))}


def put(cx: Connection, cle: str, valeur: str) -> None:
    """Store a setting."""
    ecriture = insert(reglage).values(cle=cle, valeur=valeur)
    cx.execute(ecriture.on_conflict_do_update(index_elements=["cle"], set_={"valeur": valeur}))


def window_state(cx: Connection) -> dict[str, str]:
    """Return the stored state of the window."""
    requete = select(etat_fenetre).where(etat_fenetre.c.cle.not_like(f"{BROUILLON}%"))
    return {str(r.cle): str(r.valeur) for r in cx.execute(requete)}


def drafts(cx: Connection, famille: str) -> dict[str, str]:
    """Return the drafts of a family of forms (« contact ») by the rest of their key."""
    prefixe = f"{BROUILLON}{famille}."
    requete = select(etat_fenetre).where(etat_fenetre.c.cle.startswith(prefixe, autoescape=True))
    return {str(r.cle)[len(prefixe) :]: str(r.valeur) for r in cx.execute(requete)}


def put_draft(cx: Connection, famille: str, cle: str, valeur: str) -> None:
    """Keep one draft; an empty text forgets it."""
    complete = f"{BROUILLON}{famille}.{cle}"
    cx.execute(delete(etat_fenetre).where(etat_fenetre.c.cle == complete))
    if valeur:
        cx.execute(etat_fenetre.insert().values(cle=complete, valeur=valeur))


BROUILLON = "brouillon."
"""Keys of unfinished forms start so: they are written one by one and outlive a save of the window's state."""


def put_window_state(cx: Connection, etat: dict[str, str]) -> None:
    """Replace the state of the window, without the drafts."""
    cx.execute(delete(etat_fenetre).where(etat_fenetre.c.cle.not_like(f"{BROUILLON}%")))
    if etat:
        cx.execute(etat_fenetre.insert(), [{"cle": c, "valeur": v} for c, v in etat.items()])
