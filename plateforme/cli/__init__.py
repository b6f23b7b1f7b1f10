"""The command line: the same services as the window, for scripts and checks. It never imports Qt.

Status 0: done. 1: refused or failed, with a message for the user. 2: wrong usage.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path

from plateforme import bootstrap
from plateforme.cli import analyse, sortie
from plateforme.cli.entree import Phrase
from plateforme.cli.verbes import REFUSE, VERBES, Appel, Fenetre
from plateforme.errors import AppError

LOG = logging.getLogger(__name__)


def main(argv: Sequence[str], fenetre: Fenetre) -> int:
    """Run one command and return its exit status. ``fenetre`` opens the window, when that is what was asked."""
    phrase = Phrase()
    bootstrap.start_log()
    if not argv:
        return fenetre(None)
    sortie.prepare()
    try:
        options = analyse.construire().parse_args(argv)
    except SystemExit as e:  # argparse has already said what it had to say
        return int(e.code or 0)
    if not options.verbe:
        return fenetre(None)
    appel = Appel(options, phrase, sortie.TerminalProgress(), fenetre)
    try:
        return VERBES[options.verbe, getattr(options, "action", "")](appel)
    except AppError as e:
        appel.progress.close()
        sortie.message(str(e))
    except KeyboardInterrupt:
        appel.progress.close()
        sortie.message("Commande interrompue.")
    except Exception as e:  # noqa: BLE001 - a bug: told in one sentence, its frames in the log, never a traceback
        appel.progress.close()
        LOG.error("%s\n%s", type(e).__name__, _frames(e))  # noqa: TRY400 - its message may hold data
        sortie.message(f"Une erreur inattendue s’est produite ({type(e).__name__}). Le journal dit où.")
    return REFUSE


def _frames(erreur: BaseException) -> str:
    pile = traceback.extract_tb(erreur.__traceback__)
    return "\n".join(f"  {Path(appel.filename).name}:{appel.lineno} {appel.name}" for appel in pile)
