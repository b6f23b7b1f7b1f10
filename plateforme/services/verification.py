"""Is the base whole? Encryption, pages, register, and nobody forgotten (domaine.md 4 and 5)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from plateforme.db import engine as db_engine
from plateforme.db.queries import dossiers
from plateforme.domain.texte import pluriel
from plateforme.services import affectation, suivi
from plateforme.services.contexte import Contexte

SQLITE_EN_CLAIR = b"SQLite format 3\0"


@dataclass(frozen=True)
class Controle:
    """One check: what was looked at, in words, and what is wrong (nothing when it is whole)."""

    cle: str
    libelle: str
    constat: str
    anomalies: tuple[str, ...] = ()

    @property
    def bon(self) -> bool:
        """True when nothing is wrong."""
        return not self.anomalies


@dataclass(frozen=True)
class Rapport:
    """The checks, in order."""

    controles: tuple[Controle, ...]

    @property
    def intacte(self) -> bool:
        """True when every check is good."""
        return all(c.bon for c in self.controles)


def verifier(ctx: Contexte, chemin: Path) -> Rapport:
    """Check the open base whose file is ``chemin``. Raises only when the base cannot be read at all."""
    return Rapport((_chiffrement(chemin), _pages(ctx), registre(ctx), personne_oublie(ctx)))


def registre(ctx: Contexte) -> Controle:
    """Check the chain of the assignment register and the commitments of the people in the base."""
    etat = affectation.verifier_registre(ctx)
    constat = f"{pluriel(etat.lignes, 'ligne')}, {pluriel(len(etat.ecarts), 'écart')} au protocole"
    return Controle("registre", "Registre des affectations", constat, etat.anomalies)


def personne_oublie(ctx: Contexte) -> Controle:
    """Check that every person followed has a next action with a date, or a coded reason for having none.

    People are told by their number: this report is read aloud to a support desk.
    """
    with ctx.store.read() as cx:
        a_suivre = len(dossiers.to_follow(cx))
    oublis = suivi.sans_prochaine_action(ctx)
    anomalies = tuple(f"bénéficiaire n° {o.beneficiaire_id} : {o.raison}" for o in oublis)
    constat = f"{pluriel(a_suivre, 'jeune')} à suivre, {pluriel(len(oublis), 'oublié')}"
    return Controle("suivi", "Personne n’est oublié", constat, anomalies)


def _chiffrement(chemin: Path) -> Controle:
    """The file opened with its key; that alone would also be true of a base in clear."""
    with chemin.open("rb") as f:
        en_clair = f.read(len(SQLITE_EN_CLAIR)) == SQLITE_EN_CLAIR
    anomalies = ("le fichier de la base est en clair",) if en_clair else ()
    return Controle("chiffrement", "Chiffrement", "en clair" if en_clair else "le fichier est chiffré", anomalies)


def _pages(ctx: Contexte) -> Controle:
    anomalies = tuple(db_engine.check(ctx.store.engine))
    constat = "toutes les pages se déchiffrent, les liens tiennent" if not anomalies else "la base est abîmée"
    return Controle("pages", "Pages et liens", constat, anomalies)
