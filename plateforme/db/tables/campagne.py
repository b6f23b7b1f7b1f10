"""Campaigns, inclusions, the append-only register, deviations, and what crossing remembers."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from plateforme.db.tables.metadata import metadata
from plateforme.db.types import CodeType
from plateforme.domain.vocabulaire import Accord, FormeAccord, Groupe, Methode, NatureEcart

campagne = Table(
    "campagne",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("nom", String, nullable=False, unique=True),
    Column("fenetre_debut", Date, nullable=False),
    Column("fenetre_fin", Date, nullable=False),
    Column("methode", CodeType(Methode), nullable=False),
    Column("effectif_prevu", Integer, nullable=False),
    Column("net_jours", Integer, nullable=False),
    Column("convention_ml_le", Date),
    Column("close_le", Date),
    sqlite_autoincrement=True,
)

inclusion = Table(
    "inclusion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="RESTRICT"), nullable=False),
    Column("campagne_id", ForeignKey("campagne.id", ondelete="RESTRICT"), nullable=False),
    Column("retenu_le", Date, nullable=False),
    Column("motif_attente", String, nullable=False),
    Column("groupe", CodeType(Groupe)),
    Column("methode", CodeType(Methode)),
    Column("date_naissance_utilisee", Date),
    Column("sel", String, nullable=False),
    Column("affecte_le", Date),
    Column("affecte_par", String, nullable=False),
    Column("accord", CodeType(Accord), nullable=False),
    Column("accord_le", Date),
    Column("accord_forme", CodeType(FormeAccord)),
    Column("accord_representant", Boolean, nullable=False),
    Column("accord_motif", String, nullable=False),
    Column("hors_evaluation_le", Date),
    Column("hors_evaluation_motif", String, nullable=False),
    Column("suivi_clos_le", Date),
    Column("suivi_clos_motif", String, nullable=False),
    UniqueConstraint("beneficiaire_id", "campagne_id"),
    Index("ix_inclusion_campagne_id", "campagne_id", "groupe"),
    sqlite_autoincrement=True,
)

registre = Table(
    "registre",
    metadata,
    Column("rang", Integer, primary_key=True),
    Column("jeton", String, nullable=False),
    Column("campagne", String, nullable=False),
    Column("parite", String, nullable=False),
    Column("groupe", CodeType(Groupe), nullable=False),
    Column("regle", CodeType(Methode), nullable=False),
    Column("lot", String, nullable=False),
    Column("le", Date, nullable=False),
    Column("auteur", String, nullable=False),
    Column("engagement", String, nullable=False),
    Column("precedente", String, nullable=False),
    Column("empreinte", String, nullable=False, unique=True),
)

ecart = Table(
    "ecart",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="RESTRICT"), nullable=False),
    Column("campagne_id", ForeignKey("campagne.id", ondelete="RESTRICT"), nullable=False),
    Column("nature", CodeType(NatureEcart), nullable=False),
    Column("le", Date, nullable=False),
    Column("detail", Text, nullable=False),
    Index("ix_ecart_campagne_id", "campagne_id"),
    sqlite_autoincrement=True,
)

import_listes = Table(
    "import_listes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campagne_id", ForeignKey("campagne.id", ondelete="RESTRICT"), nullable=False),
    Column("quand", DateTime, nullable=False),
    Column("auteur", String, nullable=False),
    Column("fichier_chambre", String, nullable=False),
    Column("fichier_ml", String, nullable=False),
    Column("bilan", Text, nullable=False),
    sqlite_autoincrement=True,
)

decision_croisement = Table(
    "decision_croisement",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("campagne_id", ForeignKey("campagne.id", ondelete="CASCADE"), nullable=False),
    Column("empreinte", String, nullable=False),
    Column("decision", String, nullable=False),
    Column("beneficiaire_id", ForeignKey("beneficiaire.id", ondelete="CASCADE")),
    Column("le", Date, nullable=False),
    UniqueConstraint("campagne_id", "empreinte"),
    sqlite_autoincrement=True,
)
"""Keyed hashes (HMAC) of rows and pairs already decided: no identity of people who were not retained."""
