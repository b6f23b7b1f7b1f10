"""The append-only assignment register: each row is chained to the one before by a hash (domaine.md 4)."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from plateforme.domain.campagne import LigneRegistre

ORIGINE = "0" * 64
"""What the first row is chained to."""


def engagement(sel: str, naissance: date) -> str:
    """Return the commitment to a birth date under its 128-bit salt (hex); both are needed to check it."""
    return hmac.new(bytes.fromhex(sel), naissance.isoformat().encode(), hashlib.sha256).hexdigest()


def chainer(ligne: LigneRegistre, precedente: LigneRegistre | None) -> LigneRegistre:
    """Return the row with its rank, the hash of the row before and its own."""
    suivante = replace(
        ligne,
        rang=precedente.rang + 1 if precedente else 1,
        precedente=precedente.empreinte if precedente else ORIGINE,
    )
    return replace(suivante, empreinte=_empreinte(suivante))


def anomalies(lignes: Iterable[LigneRegistre]) -> list[str]:
    """Return what breaks the chain, in French; empty when the register is whole."""
    problemes: list[str] = []
    attendue, rang = ORIGINE, 1
    for ligne in lignes:
        if ligne.rang != rang:
            problemes.append(f"ligne {rang} du registre : elle manque")
        if ligne.precedente != attendue:
            problemes.append(f"ligne {ligne.rang} du registre : elle ne suit pas la précédente")
        if ligne.empreinte != _empreinte(ligne):
            problemes.append(f"ligne {ligne.rang} du registre : son contenu a été modifié")
        attendue, rang = ligne.empreinte, ligne.rang + 1
    return problemes


def _empreinte(ligne: LigneRegistre) -> str:
    contenu = [
        ligne.rang,
        ligne.jeton,
        ligne.campagne,
        ligne.parite,
        ligne.groupe.value,
        ligne.regle.value,
        ligne.lot,
        ligne.le.isoformat(),
        ligne.auteur,
        ligne.engagement,
        ligne.precedente,
    ]
    return hashlib.sha256(json.dumps(contenu, ensure_ascii=False).encode()).hexdigest()
