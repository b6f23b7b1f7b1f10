"""Turning models of notes into sentences: variants, agreement in gender, names, French typography."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping

from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import Sexe

_VARIANTES = re.compile(r"\{([^{}]*)\}")
_ACCORD = re.compile(r"\[([^\[\]/]*)(?:/([^\[\]]*))?\]")
_MOT = re.compile(r"<(\w+)>")


def rediger(modele: str, rng: random.Random, sexe: Sexe, mots: Mapping[str, str] | None = None) -> str:
    """Return one sentence of a model.

    ``{a|b}`` chooses, ``[e]`` is kept for a girl, ``[elle/il]`` gives the first to a girl and the second to a boy,
    ``<patron>`` is replaced by the word of that name. Raises KeyError for a word that is not given.
    """
    texte = modele
    while _VARIANTES.search(texte):
        texte = _VARIANTES.sub(lambda m: rng.choice(m[1].split("|")), texte, count=1)
    fille = sexe is Sexe.F
    texte = _ACCORD.sub(lambda m: m[1] if fille else (m[2] or ""), texte)
    connus = mots or {}
    return typographie(_MOT.sub(lambda m: connus[m[1]], texte))


def typographie(texte: str) -> str:
    """Return the text with curly apostrophes and the no-break spaces of French."""
    propre = " ".join(texte.split()).replace("'", "’")
    propre = propre.replace(" de elle", " d’elle")
    propre = re.sub(r" ([;:!?])", NNBSP + r"\1", propre)
    propre = propre.replace("« ", f"«{NBSP}").replace(" »", f"{NBSP}»")
    return re.sub(r"(\d) (h|min|euros|km)\b", rf"\1{NBSP}\2", propre)
