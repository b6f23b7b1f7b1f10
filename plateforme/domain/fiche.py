"""The fiche de liaison: its life, its delays and the agreement it needs (domaine.md 7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from plateforme.domain.contact import JAMAIS
from plateforme.domain.dates import age
from plateforme.domain.texte import date_courte, jours
from plateforme.domain.vocabulaire import (
    Code,
    FormeAccord,
    IssueDifficulte,
    ResultatFiche,
    StatutDifficulte,
    StatutFiche,
    Theme,
    Urgence,
)
from plateforme.errors import RefusedError
from plateforme.typographie import typographie

SECONDE_RELANCE = 20
"""Calendar days from *envoyée* to the second reminder."""
MAJORITE = 18
"""Years."""
EXPIRATION = 30
"""Calendar days from *envoyée* to *expirée*."""


@dataclass(frozen=True)
class Fiche:
    """One fiche: one partner, one difficulty, one young person. ``numero`` like FL-2010-0042."""

    id: int = 0
    numero: str = ""
    beneficiaire_id: int = 0
    difficulte_id: int = 0
    structure_id: int = 0
    interlocuteur_id: int | None = None
    theme: Theme = Theme.AUTRE
    statut: StatutFiche = StatutFiche.BROUILLON
    besoin: str = ""
    urgence: Urgence = Urgence.NORMALE
    signalee_le: date = date.min
    reponse_souhaitee_le: date | None = None
    envoyee_le: date | None = None
    resultat: ResultatFiche | None = None
    reponse_le: date | None = None
    reponse_texte: str = ""
    reponse_par: str = ""
    rendez_vous_le: date | None = None
    refus_motif: str = ""


@dataclass(frozen=True)
class Reponse:
    """What a partner answers. ``le``: when the answer arrived; ``refus_motif`` is needed for a refusal."""

    resultat: ResultatFiche
    le: date
    texte: str = ""
    par: str = ""
    rendez_vous_le: date | None = None
    refus_motif: str = ""


@dataclass(frozen=True)
class EtapeFiche:
    """A dated step of a fiche's life."""

    id: int = 0
    fiche_id: int = 0
    statut: StatutFiche = StatutFiche.BROUILLON
    quand: datetime = JAMAIS
    detail: str = ""


@dataclass(frozen=True)
class AccordPartage:
    """The young person's agreement to share one theme with one recipient; can be withdrawn (domaine.md 7).

    ``par_representant``: the legal guardian agreed too. ``explicite``: the sharing of health data itself was agreed.
    """

    id: int = 0
    beneficiaire_id: int = 0
    structure_id: int = 0
    theme: Theme = Theme.AUTRE
    donne_le: date = date.min
    forme: FormeAccord = FormeAccord.ORAL
    par_representant: bool = False
    explicite: bool = False
    retire_le: date | None = None


TRANSITIONS: dict[StatutFiche, frozenset[StatutFiche]] = {
    StatutFiche.BROUILLON: frozenset({StatutFiche.PRETE, StatutFiche.CLOSE}),
    StatutFiche.PRETE: frozenset({StatutFiche.BROUILLON, StatutFiche.ENVOYEE, StatutFiche.CLOSE}),
    StatutFiche.ENVOYEE: frozenset({StatutFiche.RECUE, StatutFiche.REPONSE, StatutFiche.EXPIREE}),
    StatutFiche.RECUE: frozenset({StatutFiche.REPONSE, StatutFiche.EXPIREE}),
    StatutFiche.EXPIREE: frozenset({StatutFiche.REPONSE, StatutFiche.CLOSE}),
    StatutFiche.REPONSE: frozenset({StatutFiche.REPONSE, StatutFiche.CLOSE}),
    StatutFiche.CLOSE: frozenset(),
}
"""Allowed moves. An answer after expiry is still accepted; a second answer completes the first; a fiche given up
before it left is closed, never deleted, so that its number is never used again."""

ATTENTE_REPONSE = frozenset({StatutFiche.ENVOYEE, StatutFiche.RECUE})
"""States in which the partner's answer is awaited."""
MODIFIABLES = frozenset({StatutFiche.BROUILLON})
"""States in which the text can change: what left stays as it left."""
A_REMETTRE = frozenset({StatutFiche.BROUILLON, StatutFiche.PRETE})
"""States in which the fiche has not left yet: leaving needs the agreement on that day."""

_REFUS: dict[StatutFiche, str] = {
    StatutFiche.PRETE: "Seul un brouillon peut être marqué prêt.",
    StatutFiche.BROUILLON: "Seule une fiche prête, pas encore envoyée, peut redevenir un brouillon.",
    StatutFiche.ENVOYEE: "Marquez d’abord la fiche prête, puis envoyez-la.",
    StatutFiche.RECUE: "Seule une fiche envoyée et sans réponse peut être marquée reçue.",
    StatutFiche.REPONSE: "Une réponse se note sur une fiche envoyée.",
    StatutFiche.CLOSE: "Notez la réponse du partenaire, ou attendez l’expiration, avant de clore.",
    StatutFiche.EXPIREE: "Seule une fiche dont la réponse est attendue peut expirer.",
}


def exiger_transition(fiche: Fiche, vers: StatutFiche) -> None:
    """Raise RefusedError, in words, when the fiche cannot go to that state."""
    if vers not in TRANSITIONS[fiche.statut]:
        etat = fiche.statut.libelle.lower()
        raise RefusedError(typographie(f"La fiche {fiche.numero} est à l’état « {etat} »."), _REFUS[vers])


@dataclass(frozen=True)
class Delais:
    """Where an awaited answer stands on a given day; all in calendar days from *envoyée*."""

    attendue_le: date
    retard_jours: int
    relances_dues: int
    expiree: bool


def delais(envoyee_le: date, delai_jours: int, aujourd_hui: date) -> Delais:
    """Return the delays of an answer: late after the partner’s delay, reminders then and at 20, expiry at 30."""
    ecoules = (aujourd_hui - envoyee_le).days
    relances = (ecoules > delai_jours) + (ecoules >= SECONDE_RELANCE)
    return Delais(
        attendue_le=envoyee_le + timedelta(days=delai_jours),
        retard_jours=max(0, ecoules - delai_jours),
        relances_dues=relances,
        expiree=ecoules >= EXPIRATION,
    )


def en_retard(fiche: Fiche, delai_jours: int, aujourd_hui: date) -> bool:
    """True while an answer is awaited after the partner's delay."""
    if fiche.statut not in ATTENTE_REPONSE or fiche.envoyee_le is None:
        return False
    return delais(fiche.envoyee_le, delai_jours, aujourd_hui).retard_jours > 0


class FiltreFiche(Code):
    """How the fiches are sorted for work."""

    TOUTES = "toutes", "Toutes"
    A_ENVOYER = "a_envoyer", "À envoyer"
    EN_ATTENTE = "en_attente", "En attente de réponse"
    EN_RETARD = "en_retard", "En retard"
    REPONSES = "reponses", "Réponses à lire"
    CLOSES = "closes", "Closes"


def filtre(fiche: Fiche, delai_jours: int, aujourd_hui: date) -> FiltreFiche:
    """Return the one pile a fiche lies in; an expired one stays with the late ones until it is closed."""
    if fiche.statut in A_REMETTRE:
        return FiltreFiche.A_ENVOYER
    if fiche.statut is StatutFiche.REPONSE:
        return FiltreFiche.REPONSES
    if fiche.statut is StatutFiche.CLOSE:
        return FiltreFiche.CLOSES
    if fiche.statut is StatutFiche.EXPIREE or en_retard(fiche, delai_jours, aujourd_hui):
        return FiltreFiche.EN_RETARD
    return FiltreFiche.EN_ATTENTE


def attente(fiche: Fiche, delai_jours: int, aujourd_hui: date) -> str:
    """Return in words where a fiche stands, to be read beside its state: what it waits for, since when."""
    if fiche.statut is StatutFiche.BROUILLON:
        return "à terminer"
    if fiche.statut is StatutFiche.PRETE:
        return "à envoyer"
    if fiche.statut in ATTENTE_REPONSE and fiche.envoyee_le:
        ou = delais(fiche.envoyee_le, delai_jours, aujourd_hui)
        if ou.retard_jours:
            return f"en retard de {jours(ou.retard_jours)}"
        return f"attendue le {date_courte(ou.attendue_le)}"
    return fiche.resultat.libelle.lower() if fiche.resultat else "sans réponse"


def relance(fiche: Fiche, delai_jours: int, aujourd_hui: date) -> str:
    """Return which reminder is due, in words; '' when none is."""
    if fiche.statut not in ATTENTE_REPONSE or fiche.envoyee_le is None:
        return ""
    dues = delais(fiche.envoyee_le, delai_jours, aujourd_hui).relances_dues
    return ("", "à relancer", "seconde relance")[dues]


def accord_valable(
    accords: tuple[AccordPartage, ...],
    structure_id: int,
    theme: Theme,
    *,
    naissance: date | None,
    au: date,
    suivi_retire_le: date | None = None,
) -> AccordPartage | None:
    """Return the agreement that lets a fiche leave on ``au``, or None.

    Given for that recipient and theme, not withdrawn; for a minor, or while the birth date is unknown, by the legal
    guardian too; once 18, an agreement
    given as a minor must be confirmed anew; health needs it written or explicit (domaine.md 7). Whoever refused or
    withdrew from the follow-up on ``suivi_retire_le`` withdrew every agreement given until that day.
    """
    for accord in accords:
        if accord.structure_id != structure_id or accord.theme is not theme:
            continue
        if accord.retire_le or accord.donne_le > au or (suivi_retire_le and accord.donne_le <= suivi_retire_le):
            continue
        if theme is Theme.SANTE and not (accord.explicite or accord.forme is FormeAccord.ECRIT):
            continue
        if _age_permet(accord, naissance, au):
            return accord
    return None


def _age_permet(accord: AccordPartage, naissance: date | None, au: date) -> bool:
    if naissance is None:  # perhaps a minor: protected as one until the date is known
        return accord.par_representant
    if age(naissance, au) < MAJORITE:
        return accord.par_representant
    return age(naissance, accord.donne_le) >= MAJORITE


def suite_difficulte(resultat: ResultatFiche) -> tuple[StatutDifficulte, IssueDifficulte | None]:
    """Return what an answer makes of the difficulty: solved closes it, *en cours* says so, the others leave it open."""
    if resultat is ResultatFiche.RESOLU:
        return StatutDifficulte.CLOSE, IssueDifficulte.RESOLUE
    if resultat is ResultatFiche.EN_COURS:
        return StatutDifficulte.EN_COURS, None
    return StatutDifficulte.OUVERTE, None
