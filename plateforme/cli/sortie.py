"""What the command line says: the result on standard output, everything else on standard error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Mapping

from plateforme.typographie import typographie


def prepare() -> None:
    """Read and write UTF-8 whatever the console's code page; what does not fit is replaced, never fatal."""
    for flux, erreurs in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(flux, io.TextIOWrapper):
            flux.reconfigure(encoding="utf-8", errors=erreurs)


def result(objet: Mapping[str, object], lignes: Iterable[str], *, as_json: bool) -> None:
    """Print one JSON object, or the lines."""
    texte = json.dumps(objet, ensure_ascii=False, indent=2) if as_json else "\n".join(lignes)
    sys.stdout.write(texte + "\n")
    sys.stdout.flush()


def message(texte: str) -> None:
    """Print a message on standard error."""
    sys.stderr.write(typographie(texte) + "\n")
    sys.stderr.flush()


class TerminalProgress:
    """Progress on one line of standard error, and only when it is a terminal."""

    def __init__(self) -> None:
        self._visible = sys.stderr.isatty()
        self._dernier = ""

    def report(self, done: int, total: int, message: str = "") -> None:
        """Rewrite the line."""
        avancement = f" {done * 100 // total:3d} %" if total > 0 else ""
        texte = f"{message}{avancement}"
        if self._visible and texte != self._dernier:
            sys.stderr.write(f"\r\x1b[K{texte}")
            sys.stderr.flush()
            self._dernier = texte

    def is_cancelled(self) -> bool:
        """Return False: Ctrl+C interrupts the command itself."""
        return False

    def close(self) -> None:
        """Leave a clean line."""
        if self._dernier:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._dernier = ""
