"""The contact form as a frozen value: what is typed, kept as a draft, and turned into a contact. No widget here."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from plateforme.domain.contact import AccordSaisi, Contact, SaisieContact
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
from plateforme.errors import InvalidInputError

KEYS_ISSUE = {
    IssueContact.JOINT: "J",
    IssueContact.MESSAGE: "M",
    IssueContact.SANS_REPONSE: "S",
    IssueContact.FAUX_NUMERO: "F",
    IssueContact.A_RAPPELER: "R",
    IssueContact.REFUS: "X",
}
KEYS_THEME = {
    Theme.LOGEMENT: "L",
    Theme.SANTE: "S",
    Theme.MOBILITE: "M",
    Theme.FINANCES: "F",
    Theme.ADMINISTRATIF: "A",
    Theme.SOCIAL: "O",
    Theme.EMPLOYEUR: "E",
    Theme.CONDITIONS: "C",
    Theme.FORMATION: "R",
    Theme.ORIENTATION: "I",
    Theme.RECHERCHE: "H",
    Theme.NUMERIQUE: "N",
    Theme.LANGUE: "G",
    Theme.AUTRE: "U",
}
KEYS_RISQUE = {Risque.FAIBLE: "F", Risque.MODERE: "M", Risque.ELEVE: "E", Risque.INEVITABLE: "I"}
KEYS_ACCORD = {Accord.OUI: "O", Accord.REFUSE: "R", Accord.EN_ATTENTE: "A"}


class Cadre(StrEnum):
    """Why someone who is not to be called is in contact all the same."""

    DROIT_COMMUN = "droit_commun"
    ECART = "ecart"


@dataclass(frozen=True)
class Formulaire:
    """What the form holds. ``jour`` and ``heure`` None: now. ``minutes`` is the time counted, or typed over it."""

    issue: IssueContact | None = None
    texte: str = ""
    convenu: str = ""
    themes: tuple[Theme, ...] = ()
    ouvrir: bool = False
    gravite: Gravite = Gravite.SERIEUSE
    risque: Risque | None = None
    rappel_le: date | None = None
    accord: Accord | None = None
    forme: FormeAccord = FormeAccord.ORAL
    representant: bool = False
    motif: MotifRefus | None = None
    cadre: Cadre | None = None
    canal: Canal = Canal.TELEPHONE
    avec: AvecQui = AvecQui.JEUNE
    jour: date | None = None
    heure: time | None = None
    minutes: int = 0
    masse: Masse = Masse.ACTION

    @property
    def vide(self) -> bool:
        """True when nothing was typed or chosen that would be missed; the minutes counted alone are not."""
        return replace(self, minutes=0) == Formulaire(canal=self.canal, avec=self.avec)

    def texte_json(self) -> str:
        """Return the draft to keep, empty for an empty form."""
        return "" if self.vide else json.dumps(asdict(self), default=lambda v: v.isoformat())

    def saisie(self, beneficiaire_id: int, maintenant: datetime, *, accord_demande: bool) -> SaisieContact:
        """Return the contact to record. Raises :class:`InvalidInputError` while no outcome is chosen.

        What the outcome does not ask for is left out, even typed before the outcome changed.
        """
        if self.issue is None:
            raise InvalidInputError(
                "L’issue de l’appel manque.", "Dites d’abord comment il s’est passé.", champ="issue"
            )
        joint = self.issue is IssueContact.JOINT
        contact = Contact(
            beneficiaire_id=beneficiaire_id,
            quand=self._quand(maintenant),
            canal=self.canal,
            avec=self.avec,
            issue=self.issue,
            rappel_le=None if self.issue is IssueContact.REFUS else self.rappel_le,
            minutes=self.minutes,
            masse=self.masse,
            risque=self.risque if joint else None,
            themes=self.themes if joint else (),
            texte=self.texte,
            convenu=self.convenu if joint else "",
            droit_commun=self.cadre is Cadre.DROIT_COMMUN,
        )
        demande = joint and accord_demande and self.accord is not None
        return SaisieContact(
            contact,
            accord=AccordSaisi(self.accord, self.forme, self.representant) if demande and self.accord else None,
            motif=self.motif,
            ouvrir=self.themes if joint and self.ouvrir else (),
            gravite=self.gravite,
            ecart_confirme=self.cadre is Cadre.ECART,
        )

    def _quand(self, maintenant: datetime) -> datetime:
        jour = self.jour or maintenant.date()
        return datetime.combine(jour, self.heure or maintenant.time().replace(second=0))


def lire(texte: str) -> Formulaire | None:
    """Read a draft kept by :meth:`Formulaire.texte_json`; None when it is not understood (an older version's)."""
    try:
        brut = dict(json.loads(texte))
        return Formulaire(**{f.name: _READERS[f.name](brut[f.name]) for f in fields(Formulaire) if f.name in brut})
    except (ValueError, TypeError, KeyError):
        return None


def _option(lire_valeur: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda valeur: None if valeur is None else lire_valeur(valeur)


_READERS: dict[str, Callable[[Any], Any]] = {
    "issue": _option(IssueContact),
    "texte": str,
    "convenu": str,
    "themes": lambda valeurs: tuple(Theme(v) for v in valeurs),
    "ouvrir": bool,
    "gravite": Gravite,
    "risque": _option(Risque),
    "rappel_le": _option(date.fromisoformat),
    "accord": _option(Accord),
    "forme": FormeAccord,
    "representant": bool,
    "motif": _option(MotifRefus),
    "cadre": _option(Cadre),
    "canal": Canal,
    "avec": AvecQui,
    "jour": _option(date.fromisoformat),
    "heure": _option(time.fromisoformat),
    "minutes": int,
    "masse": Masse,
}


class Chronometre:
    """Minutes of a call, counted while it runs, rounded up; what the user types over it is kept."""

    def __init__(self, maintenant: Callable[[], datetime]) -> None:
        self._maintenant = maintenant
        self._depuis: datetime | None = None
        self._acquis = 0.0
        self.corrige = False

    @property
    def tourne(self) -> bool:
        """True while it counts."""
        return self._depuis is not None and not self.corrige

    def remettre(self, minutes: int = 0) -> None:
        """Start again from ``minutes``, stopped."""
        self._depuis, self._acquis, self.corrige = None, minutes * 60.0, False

    def lancer(self) -> None:
        """Count from now on, when it does not already."""
        if self._depuis is None:
            self._depuis = self._maintenant()

    def corriger(self, minutes: int) -> None:
        """Keep the minutes typed."""
        self._acquis, self.corrige = minutes * 60.0, True

    def minutes(self) -> int:
        """Return the minutes counted, at least 1 once started."""
        if self.corrige or self._depuis is None:
            return math.ceil(self._acquis / 60)
        secondes = self._acquis + max(0.0, (self._maintenant() - self._depuis).total_seconds())
        return max(1, math.ceil(secondes / 60))
