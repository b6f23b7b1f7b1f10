"""What can be done with a fiche in each state: verbs, in order, the main one first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from plateforme.domain.vocabulaire import StatutFiche
from plateforme.services.liaison_lecture import DetailFiche
from plateforme.ui.theme import Icon


class Acte(StrEnum):
    """An act on a fiche."""

    MODIFIER = "modifier"
    ACCORD = "accord"
    PRETE = "prete"
    BROUILLON = "brouillon"
    PDF = "pdf"
    COURRIEL = "courriel"
    RELANCE = "relance"
    ENVOYEE = "envoyee"
    RECUE = "recue"
    REPONSE = "reponse"
    COMPLETER = "completer"
    CLORE = "clore"
    ABANDONNER = "abandonner"


@dataclass(frozen=True)
class Action:
    """An act, its verb, its icon, its keys (Qt's portable text; the main act also answers to Ctrl+Enter)."""

    acte: Acte
    verbe: str
    icone: Icon
    touches: str


ACTIONS: dict[Acte, Action] = {
    a.acte: a
    for a in (
        Action(Acte.ACCORD, "Recueillir l’accord", Icon.AGREEMENT, "Ctrl+R"),
        Action(Acte.PRETE, "Marquer prête", Icon.CHECK, "Ctrl+P"),
        Action(Acte.COURRIEL, "Préparer le courriel", Icon.MAIL, "Ctrl+M"),
        Action(Acte.RELANCE, "Relancer", Icon.MAIL, "Ctrl+M"),
        Action(Acte.PDF, "Enregistrer le PDF", Icon.PDF, "Ctrl+S"),
        Action(Acte.ENVOYEE, "Marquer comme envoyée", Icon.SEND, "Ctrl+Shift+M"),
        Action(Acte.REPONSE, "Noter la réponse", Icon.ANSWER, "Ctrl+R"),
        Action(Acte.COMPLETER, "Compléter la réponse", Icon.ANSWER, "Ctrl+R"),
        Action(Acte.RECUE, "Marquer reçue", Icon.EYE, "Ctrl+P"),
        Action(Acte.MODIFIER, "Modifier", Icon.EDIT, "Ctrl+E"),
        Action(Acte.BROUILLON, "Revenir au brouillon", Icon.EDIT, "Ctrl+E"),
        Action(Acte.CLORE, "Clore la fiche", Icon.CHECK_CIRCLE, "Ctrl+Shift+C"),
        Action(Acte.ABANDONNER, "Abandonner", Icon.CLOSE, "Ctrl+Shift+C"),
    )
}
"""Every act; the keys are unique within a state."""


def possibles(detail: DetailFiche) -> tuple[Action, ...]:
    """Return what can be done now, the main act first. The service refuses what is not listed."""
    statut = detail.fiche.statut
    if statut is StatutFiche.BROUILLON:
        actes = _brouillon(accord=detail.accord.valable is not None)
    elif statut is StatutFiche.PRETE:
        actes = _prete(detail)
    elif statut in {StatutFiche.ENVOYEE, StatutFiche.RECUE}:
        recue = (Acte.RECUE,) if statut is StatutFiche.ENVOYEE else ()
        actes = (Acte.REPONSE, Acte.RELANCE, *recue, Acte.PDF)
    elif statut is StatutFiche.EXPIREE:
        actes = (Acte.REPONSE, Acte.CLORE, Acte.PDF)
    elif statut is StatutFiche.REPONSE:
        actes = (Acte.CLORE, Acte.COMPLETER, Acte.PDF)
    else:
        actes = (Acte.PDF,)
    return tuple(ACTIONS[acte] for acte in actes)


def _brouillon(*, accord: bool) -> tuple[Acte, ...]:
    """Saving stays offered without agreement: it is refused with the sentence that says what to do."""
    suite = (Acte.MODIFIER, Acte.PDF, Acte.ABANDONNER)
    return (Acte.PRETE, *suite) if accord else (Acte.ACCORD, *suite)


def _prete(detail: DetailFiche) -> tuple[Acte, ...]:
    if detail.accord.valable is None:
        return Acte.ACCORD, Acte.BROUILLON, Acte.PDF, Acte.ABANDONNER
    if detail.document:
        return Acte.ENVOYEE, Acte.COURRIEL, Acte.PDF, Acte.BROUILLON
    if detail.courriel:
        return Acte.COURRIEL, Acte.PDF, Acte.BROUILLON, Acte.ABANDONNER
    return Acte.PDF, Acte.BROUILLON, Acte.ABANDONNER
