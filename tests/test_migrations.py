"""Migrations: the schema equals the models, rows survive, a half-done upgrade does not exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.schema import CreateTable

from plateforme.db import migrate
from plateforme.db.engine import open_engine, reading, writing
from plateforme.db.migrations.triggers import TRIGGERS
from plateforme.db.tables import metadata
from plateforme.errors import DatabaseDamagedError, DatabaseNewerError

CLE = bytes(range(32))


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    fichier = tmp_path / "m.plateforme"
    migrate.migrate(fichier, CLE)
    return fichier


def _normal(sql: str) -> str:
    return re.sub(r"[\s\"]+", " ", sql).replace("( ", "(").replace(" )", ")").replace(" ,", ",").strip()


def test_migrated_schema_equals_the_models(chemin: Path):
    moteur = open_engine(chemin, CLE)
    with reading(moteur) as cx:
        contexte = MigrationContext.configure(cx, opts={"compare_type": False})
        assert compare_metadata(contexte, metadata) == []
        objets = cx.execute(text("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")).all()
        tables = {nom: _normal(sql) for genre, nom, sql in objets if genre == "table"}
        triggers = {nom: _normal(sql) for genre, nom, sql in objets if genre == "trigger"}
        for nom, table in metadata.tables.items():
            attendu = _normal(str(CreateTable(table).compile(moteur)))
            assert sorted(_colonnes(tables[nom])) == sorted(_colonnes(attendu)), nom
    assert triggers == {nom: _normal(sql) for nom, sql in TRIGGERS.items()}
    moteur.dispose()


def _colonnes(sql: str) -> list[str]:
    """Return the definitions between the outer parentheses, cut at top-level commas."""
    corps, niveau, debut, parts = sql[sql.index("(") + 1 : sql.rindex(")")], 0, 0, []
    for i, c in enumerate(corps):
        niveau += (c == "(") - (c == ")")
        if c == "," and niveau == 0:
            parts.append(corps[debut:i].strip())
            debut = i + 1
    return [*parts, corps[debut:].strip()]


def test_second_run_has_nothing_to_do(chemin: Path):
    appels: list[int] = []
    assert migrate.migrate(chemin, CLE, before=lambda: appels.append(1)) is False
    assert appels == []


def test_base_of_a_newer_version_is_refused_untouched(chemin: Path):
    moteur = open_engine(chemin, CLE)
    with writing(moteur) as cx:
        cx.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        cx.commit()
    moteur.dispose()
    avant = chemin.read_bytes()
    with pytest.raises(DatabaseNewerError, match="version plus récente"):
        migrate.migrate(chemin, CLE)
    assert chemin.read_bytes() == avant


def _retrograde(chemin: Path) -> None:
    """Make the base look older than the application, with a row to lose."""
    moteur = open_engine(chemin, CLE)
    with writing(moteur) as cx:
        cx.execute(text("UPDATE alembic_version SET version_num = ''"))
        cx.execute(text("INSERT INTO reglage VALUES ('referent_nom', 'Zoé')"))
        cx.commit()
    moteur.dispose()


def _lignes(chemin: Path) -> list[tuple[str, str]]:
    moteur = open_engine(chemin, CLE)
    with reading(moteur) as cx:
        lignes = [tuple(r) for r in cx.execute(text("SELECT cle, valeur FROM reglage"))]
        restes = cx.execute(text("SELECT name FROM sqlite_master WHERE name LIKE '_alembic_tmp%'")).all()
    moteur.dispose()
    assert restes == []
    return lignes  # type: ignore[return-value]


@pytest.mark.parametrize(
    "degat",
    [
        "DELETE FROM reglage",
        "DROP TABLE reglage",
        "INSERT INTO ecart VALUES (1, 99, 99, 'date_corrigee', '2011-01-03', '')",
    ],
)
def test_upgrade_that_would_lose_something_is_undone(chemin: Path, monkeypatch, degat: str):
    _retrograde(chemin)
    monkeypatch.setattr(migrate, "_refuse_newer", lambda current: None)

    def abime(config, target):
        config.attributes["connection"].execute(text("CREATE TABLE _alembic_tmp_x (id INTEGER)"))
        config.attributes["connection"].execute(text(degat))

    monkeypatch.setattr(command, "upgrade", abime)
    appels: list[int] = []
    with pytest.raises(DatabaseDamagedError, match="aurait perdu des données"):
        migrate.migrate(chemin, CLE, before=lambda: appels.append(1))
    assert appels == [1]
    assert _lignes(chemin) == [("referent_nom", "Zoé")]


def test_upgrade_that_stops_in_the_middle_is_undone(chemin: Path, monkeypatch):
    _retrograde(chemin)
    monkeypatch.setattr(migrate, "_refuse_newer", lambda current: None)

    def panne(config, target):
        config.attributes["connection"].execute(text("CREATE TABLE _alembic_tmp_reglage (cle TEXT)"))
        raise RuntimeError

    monkeypatch.setattr(command, "upgrade", panne)
    with pytest.raises(RuntimeError):
        migrate.migrate(chemin, CLE)
    assert _lignes(chemin) == [("referent_nom", "Zoé")]


def test_upgrade_to_a_named_revision(tmp_path: Path):
    fichier = tmp_path / "n.plateforme"
    assert migrate.migrate(fichier, CLE, target="0001") is True
    assert migrate.migrate(fichier, CLE, target="0001") is False
