"""What a rupture is in the demonstration: a story of its own, with its dates.

The fourteen of the test group are written in ``ruptures_2009`` and ``ruptures_2010``, so that periods, net ruptures and
sequels can be checked by hand; those of the témoins are the same, learned from the lists and moved in time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plateforme.domain.vocabulaire import Initiateur, IssueContact, MotifEntreprise, Risque, SourceRupture, Suite, Theme


@dataclass(frozen=True)
class Note:
    """One contact of a story. ``texte`` is a model of :func:`plume.rediger`."""

    le: date
    texte: str
    risque: Risque | None = None
    themes: tuple[Theme, ...] = ()
    issue: IssueContact = IssueContact.JOINT
    convenu: str = ""


@dataclass(frozen=True)
class HistoireRupture:
    """A contract that ended early. ``nouveau`` is the start of the next contract, ``plan`` whether it is followed.

    ``source``: the lists confirm most ruptures, as they do for the témoins; a few recent ones are known from the
    follow-up alone.
    """

    debut: date
    le: date
    initiateur: Initiateur
    motif: MotifEntreprise
    suite: Suite | None
    suite_le: date | None
    parole: str
    notes: tuple[Note, ...]
    nouveau: date | None = None
    plan: bool = False
    previsible: bool = False
    source: SourceRupture = SourceRupture.LISTE_CHAMBRE
    theme: Theme | None = None

    @property
    def meme_metier(self) -> bool:
        """True when the next contract is in the same trade."""
        return self.suite is Suite.CONTRAT_MEME


def pour_temoin(modele: HistoireRupture, debut: date) -> HistoireRupture:
    """Return the same rupture for a témoin whose contract starts on ``debut``, without notes."""
    decalage = debut - modele.debut
    le = min(modele.le + decalage, date(2010, 12, 17))
    nouveau = le + (modele.nouveau - modele.le) if modele.nouveau else None
    if nouveau is not None and nouveau > date(2010, 12, 31):
        nouveau = None
    perdu = modele.nouveau is not None and nouveau is None
    return replace(
        modele,
        debut=debut,
        le=le,
        nouveau=nouveau,
        notes=(),
        parole="",
        plan=False,
        previsible=False,
        theme=None,
        suite=None if perdu else modele.suite,
        suite_le=nouveau,
        source=SourceRupture.LISTE_CHAMBRE,
    )
