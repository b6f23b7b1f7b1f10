"""Reading and writing the base: a read is one consistent picture, a write rolls back unless committed."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from plateforme.db.engine import reading, writing
from plateforme.domain.changes import ChangeSet, Sujet


class UnitOfWork:
    """One write: its connection, and what it changed. Nothing is kept unless :meth:`commit` is called."""

    def __init__(self, cx: Connection) -> None:
        self.cx = cx
        self._sujets: set[Sujet] = set()
        self._beneficiaires: set[int] = set()

    def touch(self, *sujets: Sujet, beneficiaire: int | None = None) -> None:
        """Note that screens showing ``sujets`` (about that person) must refresh."""
        self._sujets.update(sujets)
        if beneficiaire is not None:
            self._beneficiaires.add(beneficiaire)

    def commit(self) -> ChangeSet:
        """Make the write durable and return what it changed."""
        self.cx.commit()
        return ChangeSet(frozenset(self._sujets), frozenset(self._beneficiaires))


class Store:
    """The open base, as services see it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def read(self) -> Generator[Connection]:
        """Open a read transaction."""
        with reading(self._engine) as cx:
            yield cx

    @contextmanager
    def write(self) -> Generator[UnitOfWork]:
        """Open a write transaction; it is rolled back unless committed."""
        with writing(self._engine) as cx:
            yield UnitOfWork(cx)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @property
    def engine(self) -> Engine:
        """The engine, for checks and backups."""
        return self._engine
