"""Columns of the table of fiches."""

from __future__ import annotations

from plateforme.domain.texte import date_courte
from plateforme.services.liaison_lecture import LigneFiche
from plateforme.ui.models.table import Column


def _summary(row: LigneFiche) -> str:
    """Return what the other columns would say."""
    return f"{row.jeune}\n{row.fiche.theme.libelle}, à {row.partenaire}\n{row.fiche.numero}"


COLUMNS: tuple[Column[LigneFiche], ...] = (
    Column("etat", "État", lambda r: r.fiche.statut, lambda s: s.libelle, width=128),
    Column("jeune", "Jeune", lambda r: r.jeune, stretch=True, width=140, tooltip=_summary),
    Column("attente", "Où elle en est", lambda r: r.attente, width=150),
    Column("partenaire", "Partenaire", lambda r: r.partenaire, width=180, hidden=True),
    Column("numero", "Numéro", lambda r: r.fiche.numero, width=110, hidden=True),
    Column("theme", "Thème", lambda r: r.fiche.theme.libelle, width=110, hidden=True),
    Column("urgence", "Urgence", lambda r: r.fiche.urgence, lambda u: u.libelle, width=110, hidden=True),
    Column("envoyee", "Envoyée le", lambda r: r.fiche.envoyee_le, date_courte, width=100, hidden=True, searched=False),
)
"""Columns of the table; number, theme, urgency and date of sending are shown on demand, and found all the same."""
