"""The spaces of French print, for every text a user reads."""

from __future__ import annotations

import re

NNBSP = "\u202f"
NBSP = "\u00a0"


def typographie(texte: str) -> str:
    """Return ``texte`` with the unbreakable spaces of French: narrow before ; : ! ?, plain inside « »."""
    etroites = re.sub(r" (?=[;:!?])", NNBSP, texte)
    return re.sub(r" (?=»)", NBSP, re.sub(r"(?<=«) ", NBSP, etroites))
