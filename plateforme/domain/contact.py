"""A contact, made or tried (domaine.md 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from plateforme.domain.calendrier import jour_ouvre_suivant
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    Canal,
    FormeAccord,
    Gravite,
    IssueContact,
    Masse,
    MotifRefus,
    Risque,
    Theme,
)

SANS_SUCCES = frozenset({IssueContact.MESSAGE, IssueContact.SANS_REPONSE, IssueContact.FAUX_NUMERO})
"""Attempts that did not reach anyone: each plans a recall."""
RAPPELES = SANS_SUCCES | {IssueContact.A_RAPPELER}
"""Outcomes that call for another attempt."""
MINUTES_MAX = 24 * 60
"""Minutes of one contact: always fewer than a day."""

JAMAIS = datetime(1, 1, 1)


@dataclass(frozen=True)
class Contact:
    """One attempt. ``minutes`` is the time spent, counted in ``masse``; ``rappel_le`` the recall agreed or planned.

    ``droit_commun``: asked for by someone the platform does not follow (a témoin), who gets the ordinary service.
    """

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
    droit_commun: bool = False

    @property
    def joint_jeune(self) -> bool:
        """True when the young person was reached: the only contact that makes a due date *fait* (domaine.md 5)."""
        return self.issue is IssueContact.JOINT and self.avec is AvecQui.JEUNE


@dataclass(frozen=True)
class AccordSaisi:
    """What the young person says to being followed, asked when reached while *en attente* (domaine.md 2.4).

    ``representant``: the legal guardian of a minor agrees too.
    """

    accord: Accord = Accord.EN_ATTENTE
    forme: FormeAccord | None = None
    representant: bool = False


@dataclass(frozen=True)
class SaisieContact:
    """One filled-in contact form: the contact, and what is decided with it.

    ``motif``: why the follow-up is refused or the agreement withdrawn. ``ouvrir``: themes that become difficulties of
    seriousness ``gravite``. ``ecart_confirme``: a témoin was contacted by the platform, the deviation is accepted.
    """

    contact: Contact
    accord: AccordSaisi | None = None
    motif: MotifRefus | None = None
    ouvrir: tuple[Theme, ...] = ()
    gravite: Gravite = Gravite.SERIEUSE
    ecart_confirme: bool = False


def proposer_rappel(issue: IssueContact, aujourd_hui: date) -> date | None:
    """Return the recall proposed after an outcome: the next working day after an attempt, None when nobody waits."""
    return jour_ouvre_suivant(aujourd_hui) if issue in RAPPELES else None
