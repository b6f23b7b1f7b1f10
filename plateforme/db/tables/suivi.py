"""Contacts and difficulties."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, String, Table, Text

from plateforme.db.tables.metadata import metadata
from plateforme.db.types import CodesType, CodeType
from plateforme.domain.vocabulaire import (
    AvecQui,
    Canal,
    Gravite,
    IssueContact,
    IssueDifficulte,
    Masse,
    Origine,
    Risque,
    StatutDifficulte,
    Theme,
)

contact = Table(
    "contact",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="RESTRICT"), nullable=False),
    Column("quand", DateTime, nullable=False),
    Column("canal", CodeType(Canal), nullable=False),
    Column("avec", CodeType(AvecQui), nullable=False),
    Column("issue", CodeType(IssueContact), nullable=False),
    Column("rappel_le", Date),
    Column("minutes", Integer, nullable=False),
    Column("masse", CodeType(Masse), nullable=False),
    Column("risque", CodeType(Risque)),
    Column("themes", CodesType(Theme), nullable=False),
    Column("texte", Text, nullable=False),
    Column("convenu", Text, nullable=False),
    Column("auteur", String, nullable=False),
    Column("droit_commun", Boolean, nullable=False),
    Index("ix_contact_beneficiaire_id", "beneficiaire_id", "quand"),
    sqlite_autoincrement=True,
)

suites_contact = Table(
    "suites_contact",
    metadata,
    Column("contact_id", ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True),
    Column("contenu", Text, nullable=False),
)
"""What the recording of a contact changed besides the contact (JSON), so that it can be undone whole."""

difficulte = Table(
    "difficulte",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="RESTRICT"), nullable=False),
    Column("theme", CodeType(Theme), nullable=False),
    Column("gravite", CodeType(Gravite), nullable=False),
    Column("origine", CodeType(Origine), nullable=False),
    Column("statut", CodeType(StatutDifficulte), nullable=False),
    Column("ouverte_le", Date, nullable=False),
    Column("close_le", Date),
    Column("issue", CodeType(IssueDifficulte)),
    Column("description", Text, nullable=False),
    Index("ix_difficulte_beneficiaire_id", "beneficiaire_id"),
    sqlite_autoincrement=True,
)
