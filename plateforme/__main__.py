"""Entry point: the window, or a verb of the command line."""

from __future__ import annotations

import multiprocessing
import sys
from pathlib import Path

from plateforme import cli


def main() -> int:
    """Run what the arguments ask for and return the exit status."""
    multiprocessing.freeze_support()
    return cli.main(sys.argv[1:], _fenetre)


def _fenetre(base: Path | None) -> int:
    from plateforme import app  # noqa: PLC0415 - Qt is loaded only to open the window

    return app.main([str(base)] if base else [])


if __name__ == "__main__":
    sys.exit(main())
