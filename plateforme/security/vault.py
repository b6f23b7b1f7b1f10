"""The desktop session's keyring: it holds a wrapping key, never the data key, never the passphrase."""

from __future__ import annotations

import base64
from typing import Protocol

import keyring
import keyring.errors
from keyring.backends import fail, null

from plateforme.errors import KeyringUnavailableError

SERVICE = "Plateforme"


class Vault(Protocol):
    """Where a session's wrapping key is kept, by base identifier."""

    def available(self) -> bool:
        """Return True when a secret can really be kept."""
        ...

    def get(self, base_id: str) -> bytes | None:
        """Return the wrapping key, None when there is none. Raises :class:`KeyringUnavailableError`."""
        ...

    def put(self, base_id: str, wrapping: bytes) -> None:
        """Keep the wrapping key. Raises :class:`KeyringUnavailableError`."""
        ...

    def forget(self, base_id: str) -> None:
        """Remove the wrapping key if it is there."""
        ...


class SystemVault:
    """The keyring of the operating system. The ``null`` backend loses secrets silently and is refused."""

    def available(self) -> bool:
        """Return True when the system has a keyring that keeps what it is given."""
        return not isinstance(keyring.get_keyring(), fail.Keyring | null.Keyring)

    def get(self, base_id: str) -> bytes | None:
        """Return the wrapping key kept for ``base_id``."""
        self._require()
        try:
            texte = keyring.get_password(SERVICE, base_id)
            return base64.b64decode(texte, validate=True) if texte else None
        except (keyring.errors.KeyringError, ValueError) as e:
            raise _unavailable() from e

    def put(self, base_id: str, wrapping: bytes) -> None:
        """Keep the wrapping key and read it back: a keyring that forgets is refused."""
        self._require()
        texte = base64.b64encode(wrapping).decode("ascii")
        try:
            keyring.set_password(SERVICE, base_id, texte)
            relu = keyring.get_password(SERVICE, base_id)
        except keyring.errors.KeyringError as e:
            raise _unavailable() from e
        if relu != texte:
            raise _unavailable()

    def forget(self, base_id: str) -> None:
        """Remove the wrapping key; nothing to remove is fine."""
        try:
            keyring.delete_password(SERVICE, base_id)
        except keyring.errors.KeyringError:
            return

    def _require(self) -> None:
        if not self.available():
            raise _unavailable()


def _unavailable() -> KeyringUnavailableError:
    return KeyringUnavailableError(
        "Le trousseau de votre session n’est pas disponible.", "Ouvrez la base avec la phrase de passe."
    )
