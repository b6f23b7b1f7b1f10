"""Connections, transactions and the translation of the driver's errors."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from plateforme.db import engine as db_engine
from plateforme.errors import DatabaseBusyError, DatabaseDamagedError, DiskFullError, FileProblemError


def test_pragmas_are_those_that_were_tried(ctx):
    attendus = {
        "foreign_keys": "1",
        "journal_mode": "wal",
        "synchronous": "2",
        "secure_delete": "1",
        "temp_store": "2",
        "cipher_memory_security": "1",
    }
    with ctx.store.read() as cx:
        lus = {p: str(cx.execute(text(f"PRAGMA {p}")).scalar()) for p in attendus}
    assert lus == attendus


def test_write_is_rolled_back_unless_committed(ctx):
    with ctx.store.write() as uow:
        uow.cx.execute(text("INSERT INTO reglage VALUES ('essai', 'x')"))
    with pytest.raises(RuntimeError), ctx.store.write() as uow:
        _ecrire_puis_tomber(uow.cx)
    with ctx.store.read() as cx:
        assert cx.execute(text("SELECT count(*) FROM reglage WHERE cle = 'essai'")).scalar() == 0


def _ecrire_puis_tomber(cx):
    cx.execute(text("INSERT INTO reglage VALUES ('essai', 'x')"))
    raise RuntimeError


def test_wal_is_empty_after_a_write(base):
    with base.ctx.store.write() as uow:
        uow.cx.execute(text("INSERT INTO reglage VALUES ('essai', 'x')"))
        uow.commit()
    wal = base.chemin.with_name(base.chemin.name + "-wal")
    assert not wal.exists() or wal.stat().st_size == 0


def test_reader_keeps_one_picture_while_a_writer_commits(ctx):
    compte = text("SELECT count(*) FROM reglage WHERE cle = 'essai'")
    with ctx.store.read() as lecture:
        assert lecture.execute(compte).scalar() == 0
        with ctx.store.write() as uow:
            uow.cx.execute(text("INSERT INTO reglage VALUES ('essai', 'x')"))
            uow.commit()
        assert lecture.execute(compte).scalar() == 0
    with ctx.store.read() as lecture:
        assert lecture.execute(compte).scalar() == 1


def test_two_writers_are_told_to_wait(ctx, monkeypatch):
    with ctx.store.write() as uow:
        uow.cx.execute(text("INSERT INTO reglage VALUES ('essai', 'x')"))
        monkeypatch.setattr(db_engine, "BUSY_MS", 0)
        autre = db_engine.open_engine(*_lieu(ctx))
        with pytest.raises(DatabaseBusyError, match="occupée"), db_engine.writing(autre) as cx:
            cx.execute(text("SELECT 1"))
        autre.dispose()


def _lieu(ctx):
    connexion = ctx.store.engine.raw_connection()
    cellules = {c.cell_contents for c in ctx.store.engine.pool._creator.__closure__ if c.cell_contents is not None}
    connexion.close()
    chemin = next(c for c in cellules if hasattr(c, "suffix"))
    cle = next(c for c in cellules if isinstance(c, bytes))
    return chemin, cle


@pytest.mark.parametrize(
    ("code", "erreur"),
    [
        (5, DatabaseBusyError),
        (6, DatabaseBusyError),
        (8, FileProblemError),
        (10, FileProblemError),
        (11, DatabaseDamagedError),
        (13, DiskFullError),
        (14, FileProblemError),
        (26, DatabaseDamagedError),
        (10 | (17 << 8), FileProblemError),
    ],
)
def test_driver_errors_become_french_ones(code, erreur):
    class Panne(sqlcipher.Error):
        sqlite_errorcode = code

    with pytest.raises(erreur) as info, db_engine.translated():
        raise Panne
    assert info.value.next_step


def test_unknown_driver_error_stays_a_bug():
    class Panne(sqlcipher.Error):
        sqlite_errorcode = 1

    with pytest.raises(Panne), db_engine.translated():
        raise Panne


def test_error_report_does_not_hold_parameters(ctx):
    with pytest.raises(Exception) as info, ctx.store.write() as uow:  # noqa: PT011
        uow.cx.execute(text("INSERT INTO reglage VALUES (:c, NULL)"), {"c": "Vaçoul"})
    assert "Vaçoul" not in str(info.value)


def test_check_finds_a_whole_base_whole_and_a_flipped_byte(base):
    assert db_engine.check(base.ctx.store.engine) == []
    base.ctx.store.close()
    brut = bytearray(base.chemin.read_bytes())
    brut[-200] ^= 1
    base.chemin.write_bytes(bytes(brut))
    assert any("cipher_integrity_check" in p for p in db_engine.check(base.ctx.store.engine))


def test_check_names_orphans(ctx):
    with ctx.store.write() as uow:
        uow.cx.execute(text("PRAGMA defer_foreign_keys = ON"))
    moteur = db_engine.open_engine(*_lieu(ctx), foreign_keys=False)
    with db_engine.writing(moteur) as cx:
        cx.execute(text("INSERT INTO ecart VALUES (1, 99, 99, 'date_corrigee', '2011-01-03', '')"))
        cx.commit()
    moteur.dispose()
    assert [p for p in db_engine.check(ctx.store.engine) if "ecart" in p]


def test_orig_without_code_is_reraised():
    panne = SimpleNamespace()
    with pytest.raises(ValueError, match="cause"):
        db_engine._raise_translated(panne, ValueError("cause"))  # type: ignore[arg-type]


def test_full_disk_after_the_commit_is_not_told_as_a_loss(ctx, monkeypatch):
    """The change is in the WAL, flushed: told « not recorded », the user would type it a second time."""

    def plein(_engine):
        raise DiskFullError("Le disque est plein.")

    monkeypatch.setattr(db_engine, "checkpoint", plein)
    with ctx.store.write() as uow:
        uow.cx.execute(text("INSERT INTO reglage (cle, valeur) VALUES ('essai', '\"oui\"')"))
        uow.commit()
    with ctx.store.read() as cx:
        assert cx.execute(text("SELECT count(*) FROM reglage WHERE cle = 'essai'")).scalar() == 1
