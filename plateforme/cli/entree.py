"""The passphrase: standard input, environment, or keyboard; never an argument that a process list would show."""

from __future__ import annotations

import getpass
import os
import sys

from plateforme.errors import InvalidInputError

VARIABLE = "PLATEFORME_PHRASE"


class Phrase:
    """Where the passphrase comes from. The variable leaves the environment as soon as this is built."""

    def __init__(self) -> None:
        self._environnement = os.environ.pop(VARIABLE, "")

    def lire(self, *, stdin: bool, deux_fois: bool = False) -> str:
        """Return the passphrase. ``deux_fois`` asks for it again at the keyboard, when it will protect a new base."""
        if stdin:
            return _exiger(sys.stdin.readline().lstrip("\ufeff").rstrip("\r\n"))
        if self._environnement:
            return self._environnement
        if not sys.stdin.isatty():
            raise InvalidInputError(
                "La phrase de passe n’a pas été donnée.", f"Donnez-la par --phrase-stdin ou dans {VARIABLE}."
            )
        phrase = _exiger(getpass.getpass("Phrase de passe : "))
        if deux_fois and getpass.getpass("Encore une fois : ") != phrase:
            raise InvalidInputError("Les deux phrases sont différentes. La base n’a pas été créée.", "Recommencez.")
        return phrase


def _exiger(phrase: str) -> str:
    if not phrase:
        raise InvalidInputError("La phrase de passe est vide.", "Tapez celle de la base.")
    return phrase
