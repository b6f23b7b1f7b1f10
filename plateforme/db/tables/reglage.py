"""Settings, secrets of the base and the state of the window: all inside the encrypted file."""

from sqlalchemy import Column, String, Table, Text

from plateforme.db.tables.metadata import metadata

reglage = Table(
    "reglage",
    metadata,
    Column("cle", String, primary_key=True),
    Column("valeur", Text, nullable=False),
)

etat_fenetre = Table(
    "etat_fenetre",
    metadata,
    Column("cle", String, primary_key=True),
    Column("valeur", Text, nullable=False),
)
