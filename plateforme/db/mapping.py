"""Rows to frozen dataclasses and back: columns and fields carry the same names."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, insert, select, update
from sqlalchemy.engine import RowMapping

from plateforme.errors import NotFoundError

T = TypeVar("T")


def read(cls: type[T], row: RowMapping) -> T:
    """Build ``cls`` from a row that holds at least its fields."""
    return cls(**{f.name: row[f.name] for f in fields(cls)})  # type: ignore[arg-type]


def values(obj: Any) -> dict[str, Any]:
    """Return the columns of a dataclass, without its ``id``."""
    return {f.name: getattr(obj, f.name) for f in fields(obj) if f.name != "id"}


def get(cx: Connection, table: Table, cls: type[T], row_id: int) -> T:
    """Return one row by id. Raises :class:`NotFoundError` when it is gone."""
    row = cx.execute(select(table).where(table.c.id == row_id)).mappings().one_or_none()
    if row is None:
        raise NotFoundError("Cet élément n’existe plus dans la base.", "Actualisez la liste, puis recommencez.")
    return read(cls, row)


def add(cx: Connection, table: Table, obj: Any, **extra: Any) -> int:
    """Insert a dataclass and return its id. ``extra`` gives columns that no field carries."""
    result = cx.execute(insert(table).values(**values(obj), **extra))
    return int(result.inserted_primary_key[0])  # type: ignore[index]


def save(cx: Connection, table: Table, obj: Any, **extra: Any) -> None:
    """Update the row of ``obj.id``. Raises :class:`NotFoundError` when it is gone."""
    result = cx.execute(update(table).where(table.c.id == obj.id).values(**values(obj), **extra))
    if result.rowcount != 1:
        raise NotFoundError("Cet élément n’existe plus dans la base.", "Actualisez la liste, puis recommencez.")
