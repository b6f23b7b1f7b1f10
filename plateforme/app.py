"""Start of the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from plateforme import paths
from plateforme.security.vault import SystemVault
from plateforme.ui.application import make_application
from plateforme.ui.controller import Controller

NO_DISPLAY = (
    "Aucun écran n’est disponible : la fenêtre ne peut pas s’ouvrir. "
    "Ouvrez une session graphique, ou utilisez les commandes sans fenêtre (« plateforme --help »)."
)
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_NEED_NO_DISPLAY = {"offscreen", "minimal", "vnc", "linuxfb", "eglfs"}


def main(argv: list[str] | None = None) -> int:
    """Open the window on the base given as first argument, else on the last one, else on the first run.

    Returns the exit status: 0, or 1 when there is no display.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not has_display():
        sys.stderr.write(f"{NO_DISPLAY}\n")
        return 1
    base = Path(arguments[0]) if arguments else paths.last_base()
    app = make_application()
    controller = Controller(app, base, SystemVault())
    controller.errors.install()
    try:
        controller.show_start()
        return app.exec()
    finally:
        controller.shutdown()
        controller.errors.uninstall()


def has_display() -> bool:
    """Return False on a Linux machine without a graphical session, where Qt would abort."""
    if not sys.platform.startswith("linux"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    return platform in _NEED_NO_DISPLAY or any(os.environ.get(name) for name in _DISPLAYS)
