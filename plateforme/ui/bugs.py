"""Text of a bug report: versions, types and frames. Never a local variable; a message only when it is an AppError's."""

from __future__ import annotations

import platform
import traceback
from pathlib import Path

import PySide6

import plateforme
from plateforme.errors import AppError

_ROOT = Path(plateforme.__file__).parent.parent


def frames(error: BaseException) -> str:
    """Return the stack of ``error``, one frame a line, oldest first, without any value."""
    lines = [
        f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n".join(lines)


def report(error: BaseException) -> str:
    """Return a report that can be copied to the maintainers: it holds no personal data."""
    parts = [
        f"Plateforme {plateforme.__version__}",
        f"Python {platform.python_version()}, Qt {PySide6.__version__}, {platform.system()} {platform.release()}",
        "",
    ]
    cause: BaseException | None = error
    while cause is not None:
        text = f" : {cause.message}" if isinstance(cause, AppError) else ""
        parts += [f"{type(cause).__name__}{text}", frames(cause)]
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(parts)


def _short(filename: str) -> str:
    """Return a path from the package on, or the bare file name: never the user's folders."""
    path = Path(filename)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
