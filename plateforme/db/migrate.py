"""Bringing a base to the schema of this version, in one transaction that either happens or does not.

Alembic's batch changes destroy rows silently when foreign keys are on, and a half-done one blocks every retry.
Hence: an engine of its own with foreign keys off, an explicit BEGIN IMMEDIATE, and before the commit a check of
foreign keys and of the number of rows of every table.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select, table, text

from plateforme.db.engine import open_engine, writing
from plateforme.errors import DatabaseDamagedError, DatabaseNewerError, DatabaseOlderError

SCRIPTS = Path(__file__).parent / "migrations"


def head() -> str:
    """Return the newest revision this version knows."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def revision_of(cx: Connection) -> str | None:
    """Return the revision of the base, None for an empty one."""
    return MigrationContext.configure(cx).get_current_revision()


def exiger_lisible(cx: Connection) -> None:
    """Refuse to read, as it is, a base whose schema is not the one of this version."""
    current = revision_of(cx)
    _refuse_newer(current)
    if current is None:
        raise _jamais_creee()
    if current != head():
        raise DatabaseOlderError(
            "Cette base vient d’une version plus ancienne de Plateforme. Elle n’a pas été modifiée.",
            "Ouvrez-la une fois dans la fenêtre, puis recommencez.",
        )


def migrate(
    base: Path,
    data_key: bytes,
    *,
    target: str = "head",
    before: Callable[[], None] | None = None,
    neuve: bool = True,
) -> bool:
    """Upgrade the base to ``target``; return True when something changed.

    ``neuve`` False refuses a base without a schema: an emptied file must not pass for a base in which nobody is left.
    ``before`` is called once when there is something to do and rows to lose (a backup, for instance).
    Raises :class:`DatabaseNewerError` when the base comes from a newer version, :class:`DatabaseDamagedError`
    when the upgraded base would not hold together (nothing is then written).
    """
    engine = open_engine(base, data_key, foreign_keys=False)
    try:
        with writing(engine) as cx:
            current = revision_of(cx)
            _refuse_newer(current)
            if current is None and not neuve:
                raise _jamais_creee()
            if current == (head() if target == "head" else target):
                return False
            if before is not None and current is not None:
                before()
            counts = _row_counts(cx)
            config = _config()
            config.attributes["connection"] = cx
            command.upgrade(config, target)
            _verify(cx, counts)
            cx.commit()
        return True
    finally:
        engine.dispose()


def _refuse_newer(current: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseNewerError(
            "Cette base a été enregistrée par une version plus récente de Plateforme. Elle n’a pas été modifiée.",
            "Installez la dernière version, puis ouvrez-la de nouveau.",
        )


def _jamais_creee() -> DatabaseDamagedError:
    return DatabaseDamagedError(
        "Cette base ne contient rien : sa création a été interrompue, ou le fichier a été vidé. Rien n’a été écrit.",
        "Si elle a déjà servi, restaurez la dernière sauvegarde. Sinon, créez une base sous un autre nom.",
    )


def _row_counts(cx: Connection) -> dict[str, int]:
    noms = cx.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ).scalars()
    return {nom: cx.execute(select(func.count()).select_from(table(nom))).scalar_one() for nom in noms.all()}


def _verify(cx: Connection, before: dict[str, int]) -> None:
    after = _row_counts(cx)
    perdues = [nom for nom, n in before.items() if nom != "alembic_version" and after.get(nom, 0) < n]
    orphelins = cx.execute(text("PRAGMA foreign_key_check")).fetchall()
    if perdues or orphelins:
        raise DatabaseDamagedError(
            "La mise à jour de la base a été arrêtée : elle aurait perdu des données. La base est intacte.",
            "Gardez la version précédente de l’application et signalez le problème.",
        )


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
