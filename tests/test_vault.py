"""The desktop session's keyring: kept, forgotten, absent, silent."""

from __future__ import annotations

import keyring
import keyring.errors
import pytest
from keyring.backends import fail, null

from plateforme.errors import KeyringUnavailableError
from plateforme.security.vault import SystemVault


def test_round_trip():
    vault = SystemVault()
    assert vault.available()
    assert vault.get("abc") is None
    vault.put("abc", b"\x00\xff" * 16)
    assert vault.get("abc") == b"\x00\xff" * 16
    vault.forget("abc")
    vault.forget("abc")
    assert vault.get("abc") is None


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_backends_that_keep_nothing_are_refused(backend):
    keyring.set_keyring(backend())
    vault = SystemVault()
    assert not vault.available()
    with pytest.raises(KeyringUnavailableError, match="trousseau"):
        vault.get("abc")
    with pytest.raises(KeyringUnavailableError):
        vault.put("abc", bytes(32))


def test_keyring_that_forgets_is_refused(trousseau, monkeypatch):
    monkeypatch.setattr(trousseau, "set_password", lambda *a: None)
    with pytest.raises(KeyringUnavailableError):
        SystemVault().put("abc", bytes(32))


def test_locked_keyring_asks_for_the_passphrase(trousseau, monkeypatch):
    def verrouille(*a):
        raise keyring.errors.InitError

    monkeypatch.setattr(trousseau, "get_password", verrouille)
    monkeypatch.setattr(trousseau, "set_password", verrouille)
    with pytest.raises(KeyringUnavailableError):
        SystemVault().get("abc")
    with pytest.raises(KeyringUnavailableError):
        SystemVault().put("abc", bytes(32))


def test_entry_edited_by_someone_else_is_refused(trousseau):
    trousseau.set_password("Plateforme", "abc", "pas du base64 !")
    with pytest.raises(KeyringUnavailableError):
        SystemVault().get("abc")
