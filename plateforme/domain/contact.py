"""A contact, made or tried (domaine.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plateforme.domain.vocabulaire import AvecQui, Canal, IssueContact, Masse, Risque, Theme

JAMAIS = datetime(1, 1, 1)


@dataclass(frozen=True)
class Contact:
    """One attempt. ``minutes`` is the time spent, counted in ``masse``; ``rappel_le`` the recall agreed or planned."""

    id: int = 0
    beneficiaire_id: int = 0
    quand: datetime = JAMAIS
    canal: Canal = Canal.TELEPHONE
    avec: AvecQui = AvecQui.JEUNE
    issue: IssueContact = IssueContact.JOINT
    rappel_le: date | None = None
    minutes: int = 0
    masse: Masse = Masse.ACTION
    risque: Risque | None = None
    themes: tuple[Theme, ...] = ()
    texte: str = ""
    convenu: str = ""
    auteur: str = ""

    @property
    def joint_jeune(self) -> bool:
        """True when the young person was reached: the only contact that makes a due date *fait* (domaine.md 5)."""
        return self.issue is IssueContact.JOINT and self.avec is AvecQui.JEUNE
