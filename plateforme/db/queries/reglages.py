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
    return {str(r.cle): str(r.valeur) for r in cx.execute(select(etat_fenetre))}


def put_window_state(cx: Connection, etat: dict[str, str]) -> None:
    """Replace the state of the window."""
    cx.execute(delete(etat_fenetre))
    if etat:
        cx.execute(etat_fenetre.insert(), [{"cle": c, "valeur": v} for c, v in etat.items()])
