"""Opening the SQLCipher base: connections, transactions, translation of errors.

The whole of what is particular to SQLite lives here and in the migrations.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from plateforme.errors import (
    DatabaseBusyError,
    DatabaseDamagedError,
    DatabaseError,
    DiskFullError,
    FileProblemError,
)

CACHE_KIB = 64 * 1024
BUSY_MS = 5000
WRITE = {"plateforme_write": True}

SQLITE_BUSY, SQLITE_LOCKED, SQLITE_READONLY, SQLITE_IOERR = 5, 6, 8, 10
SQLITE_CORRUPT, SQLITE_FULL, SQLITE_CANTOPEN, SQLITE_NOTADB = 11, 13, 14, 26


def open_engine(base: Path, data_key: bytes, *, foreign_keys: bool = True) -> Engine:
    """Return an engine on the encrypted file. ``foreign_keys=False`` is for migrations only.

    The key is given to SQLCipher by pragma in the creator: it is in no URL, no log, no exception.
    """

    def connect() -> Any:
        return _connect(base, data_key, foreign_keys=foreign_keys)

    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def _connect(base: Path, data_key: bytes, *, foreign_keys: bool) -> Any:
    connection = sqlcipher.connect(  # pyright: ignore[reportAttributeAccessIssue]
        str(base), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    try:
        cursor = connection.cursor()
        # Before the key: SQLCipher would otherwise write English errors to standard error.
        cursor.execute("PRAGMA cipher_log_level = NONE")
        cursor.execute(f"PRAGMA key = \"x'{data_key.hex()}'\"")
        cursor.execute("PRAGMA cipher_memory_security = ON")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        cursor.close()
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("plateforme_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Generator[Connection]:
    """Open a read transaction: one consistent picture of the base, rolled back at the end."""
    with translated():
        connection = engine.connect()
    try:
        with translated():
            yield connection
    finally:
        connection.close()


@contextmanager
def writing(engine: Engine) -> Generator[Connection]:
    """Open a write transaction, rolled back unless the caller commits; then empty the WAL into the base.

    The checkpoint after every write keeps the unprotected tail of the WAL as short as can be.
    """
    with translated():
        connection = engine.connect().execution_options(**WRITE)
    try:
        with translated():
            yield connection
    finally:
        connection.close()
    # What was committed is in the WAL, flushed: a full disk only postpones its move, and must not be told as a loss.
    with suppress(DatabaseError, FileProblemError):
        checkpoint(engine)


def checkpoint(engine: Engine) -> None:
    """Move the WAL into the base and truncate it. A reader in the way only postpones it."""
    with translated(), engine.connect() as connection:
        connection.connection.dbapi_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


@contextmanager
def translated() -> Generator[None]:
    """Turn the driver's errors into the application's, in French."""
    try:
        yield
    except DBAPIError as e:
        _raise_translated(e.orig, e)
    except sqlcipher.Error as e:  # pyright: ignore[reportAttributeAccessIssue]
        _raise_translated(e, e)


def _raise_translated(orig: BaseException | None, cause: BaseException) -> NoReturn:
    code = (getattr(orig, "sqlite_errorcode", 0) or 0) & 0xFF
    factory = _BY_CODE.get(code)
    if factory is None:
        raise cause
    raise factory() from None


def _busy() -> DatabaseError:
    return DatabaseBusyError(
        "La base est occupée par une autre opération.", "Attendez qu’elle se termine, puis recommencez."
    )


def _damaged() -> DatabaseError:
    return DatabaseDamagedError(
        "La base est abîmée : une partie du fichier ne se déchiffre plus. Rien n’a été écrit.",
        "N’enregistrez rien de plus et restaurez la dernière sauvegarde.",
    )


def _full() -> DatabaseError:
    return DiskFullError(
        "Le disque est plein. La dernière saisie n’a pas été enregistrée, le reste est intact.",
        "Libérez de la place, puis recommencez.",
    )


def _cannot_open() -> FileProblemError:
    return FileProblemError(
        "La base ne peut pas être ouverte à cet endroit.",
        "Vérifiez que le dossier existe et que le disque est branché.",
    )


def _read_only() -> FileProblemError:
    return FileProblemError(
        "La base est en lecture seule : rien n’a été enregistré.", "Copiez-la dans un dossier où vous pouvez écrire."
    )


_BY_CODE: dict[int, Callable[[], DatabaseError | FileProblemError]] = {
    SQLITE_BUSY: _busy,
    SQLITE_LOCKED: _busy,
    SQLITE_READONLY: _read_only,
    SQLITE_IOERR: _cannot_open,
    SQLITE_CORRUPT: _damaged,
    SQLITE_NOTADB: _damaged,
    SQLITE_FULL: _full,
    SQLITE_CANTOPEN: _cannot_open,
}


def check(engine: Engine) -> list[str]:
    """Return what is wrong with the file: pages that do not authenticate, structure, foreign keys. Empty: whole."""
    problemes: list[str] = []
    for pragma in ("cipher_integrity_check", "integrity_check", "foreign_key_check"):
        try:
            with reading(engine) as connection:
                lignes = connection.execute(text(f"PRAGMA {pragma}")).fetchall()
        except DatabaseDamagedError as e:
            problemes.append(f"{pragma} : {e.message}")
            continue
        problemes += [f"{pragma} : {' '.join(str(v) for v in r)}" for r in lignes if r[0] != "ok"]
    return problemes
