"""Marking, letter by letter, what differs between two texts."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape


def marquer(a: str, b: str) -> tuple[str, str]:
    """Return both texts as rich text, the letters that differ bold and underlined (never told by colour alone)."""
    gauche: list[str] = []
    droite: list[str] = []
    for genre, i1, i2, j1, j2 in SequenceMatcher(None, a.casefold(), b.casefold(), autojunk=False).get_opcodes():
        pareil = genre == "equal"
        gauche.append(_morceau(a[i1:i2], pareil=pareil))
        droite.append(_morceau(b[j1:j2], pareil=pareil))
    return "".join(gauche), "".join(droite)


def _morceau(texte: str, *, pareil: bool) -> str:
    if pareil or not texte:
        return escape(texte)
    return f"<b><u>{escape(texte)}</u></b>"
