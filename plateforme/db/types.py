"""Column types that store codes as text and give enums back."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Dialect, String, Text, TypeDecorator


class CodeType(TypeDecorator[StrEnum]):
    """One code of an enum, stored as its text; an empty column is None."""

    impl = String
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002, D102
        return None if value is None else str(self.enum(value))

    def process_result_value(self, value: Any, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002, D102
        return None if value is None else self.enum(value)


class CodesType(TypeDecorator[tuple[StrEnum, ...]]):
    """Several codes of an enum, stored as text separated by spaces."""

    impl = Text
    cache_ok = True

    def __init__(self, enum: type[StrEnum]) -> None:
        super().__init__()
        self.enum = enum

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:  # noqa: ARG002, D102
        return " ".join(str(self.enum(v)) for v in value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[StrEnum, ...]:  # noqa: ARG002, D102
        return tuple(self.enum(v) for v in (value or "").split())
