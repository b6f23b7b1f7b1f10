"""The directory of partners, the fiches de liaison and the agreements to share."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from plateforme.db.tables.metadata import metadata
from plateforme.db.types import CodesType, CodeType
from plateforme.domain.vocabulaire import FormeAccord, ResultatFiche, StatutFiche, Theme, TypeStructure, Urgence

structure = Table(
    "structure",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("nom", String, nullable=False, unique=True),
    Column("type", CodeType(TypeStructure), nullable=False),
    Column("territoire", String, nullable=False),
    Column("adresse", String, nullable=False),
    Column("code_postal", String, nullable=False),
    Column("commune", String, nullable=False),
    Column("telephone", String, nullable=False),
    Column("courriel", String, nullable=False),
    Column("themes", CodesType(Theme), nullable=False),
    Column("charte_le", Date),
    Column("delai_jours", Integer, nullable=False),
    Column("archivee_le", Date),
    sqlite_autoincrement=True,
)

interlocuteur = Table(
    "interlocuteur",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("structure_id", ForeignKey("structure.id", ondelete="RESTRICT"), nullable=False),
    Column("nom", String, nullable=False),
    Column("fonction", String, nullable=False),
    Column("telephone", String, nullable=False),
    Column("courriel", String, nullable=False),
    Column("designe", Boolean, nullable=False),
    Column("parti_le", Date),
    Index("ix_interlocuteur_structure_id", "structure_id"),
    sqlite_autoincrement=True,
)

fiche = Table(
    "fiche",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("numero", String, nullable=False, unique=True),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="RESTRICT"), nullable=False),
    Column("difficulte_id", ForeignKey("difficulte.id", ondelete="RESTRICT"), nullable=False),
    Column("structure_id", ForeignKey("structure.id", ondelete="RESTRICT"), nullable=False),
    Column("interlocuteur_id", ForeignKey("interlocuteur.id", ondelete="RESTRICT")),
    Column("theme", CodeType(Theme), nullable=False),
    Column("statut", CodeType(StatutFiche), nullable=False),
    Column("besoin", Text, nullable=False),
    Column("urgence", CodeType(Urgence), nullable=False),
    Column("signalee_le", Date, nullable=False),
    Column("reponse_souhaitee_le", Date),
    Column("envoyee_le", Date),
    Column("resultat", CodeType(ResultatFiche)),
    Column("reponse_le", Date),
    Column("reponse_texte", Text, nullable=False),
    Column("reponse_par", String, nullable=False),
    Column("rendez_vous_le", Date),
    Column("refus_motif", Text, nullable=False),
    Index("ix_fiche_beneficiaire_id", "beneficiaire_id"),
    Index("ix_fiche_statut", "statut"),
    sqlite_autoincrement=True,
)

document_fiche = Table(
    "document_fiche",
    metadata,
    Column("fiche_id", ForeignKey("fiche.id", ondelete="CASCADE"), primary_key=True),
    Column("pdf", LargeBinary, nullable=False),
    Column("produit_le", DateTime, nullable=False),
)
"""The PDF exactly as it left, kept to compare what comes back."""

etape_fiche = Table(
    "etape_fiche",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("fiche_id", ForeignKey("fiche.id", ondelete="CASCADE"), nullable=False),
    Column("statut", CodeType(StatutFiche), nullable=False),
    Column("quand", DateTime, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_etape_fiche_fiche_id", "fiche_id"),
    sqlite_autoincrement=True,
)

accord_partage = Table(
    "accord_partage",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="RESTRICT"), nullable=False),
    Column("structure_id", ForeignKey("structure.id", ondelete="RESTRICT"), nullable=False),
    Column("theme", CodeType(Theme), nullable=False),
    Column("donne_le", Date, nullable=False),
    Column("forme", CodeType(FormeAccord), nullable=False),
    Column("par_representant", Boolean, nullable=False),
    Column("explicite", Boolean, nullable=False),
    Column("retire_le", Date),
    Index("ix_accord_partage_beneficiaire_id", "beneficiaire_id"),
    sqlite_autoincrement=True,
)
