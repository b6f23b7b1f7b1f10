"""Life of a base: create, open, lock, check. The data key never leaves this module's objects."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from plateforme import paths
from plateforme.db import engine as db_engine
from plateforme.db import migrate
from plateforme.db.queries import reglages as q
from plateforme.errors import (
    DatabaseInUseError,
    FileProblemError,
    InvalidInputError,
    WrongPassphraseError,
)
from plateforme.security import keys
from plateforme.security.vault import Vault
from plateforme.services.contexte import Contexte, Horloge, horloge_figee
from plateforme.services.reglages import Valeurs
from plateforme.services.unit_of_work import Store
from plateforme.settings import DATE_DEMONSTRATION, REFERENT_NOM, SECRET_CROISEMENT

PHRASE_MIN = 12
"""Fewest characters of a passphrase."""


@dataclass
class BaseOuverte:
    """An open base. ``close`` must be called; ``exclusive`` bases hold the lock of the only writer."""

    chemin: Path
    header: keys.Header
    ctx: Contexte
    _data_key: bytes = field(repr=False)
    _verrou: FileLock | None = field(repr=False)

    def close(self) -> None:
        """Close the connections, forget the key, release the lock."""
        self.ctx.store.close()
        self._data_key = b""
        if self._verrou is not None:
            self._verrou.release()

    def relire_contexte(self) -> None:
        """Rebuild the context after a change of the settings it depends on (author, demonstration date)."""
        self.ctx = _contexte(self.ctx.store, self.ctx.horloge)

    @property
    def ouverture_par_session(self) -> bool:
        """True when a session slot exists in the header."""
        return self.header.slot("session") is not None

    def autoriser_session(self, vault: Vault) -> None:
        """Add a session slot: the wrapping key goes to the keyring. Raises KeyringUnavailableError, nothing changed."""
        header, wrapping = keys.with_session(self.header, self._data_key)
        vault.put(header.base_id, wrapping)
        self._enregistrer(header)

    def revoquer_session(self, vault: Vault) -> None:
        """Remove the session slot."""
        self._enregistrer(keys.without_session(self.header))
        vault.forget(self.header.base_id)

    def changer_phrase(self, ancienne: str, nouvelle: str, params: keys.KdfParams | None = None) -> None:
        """Replace the passphrase, without re-encrypting. Raises :class:`WrongPassphraseError` on a wrong old one."""
        keys.unwrap_phrase(self.header, ancienne)
        exiger_phrase(nouvelle)
        self._enregistrer(keys.with_phrase(self.header, self._data_key, nouvelle, params))

    def verifier_phrase(self, phrase: str) -> None:
        """Raise :class:`WrongPassphraseError` unless the phrase opens this base."""
        keys.unwrap_phrase(self.header, phrase)

    def _enregistrer(self, header: keys.Header) -> None:
        keys.save(header, paths.header_of(self.chemin))
        self.header = header


def exiger_phrase(phrase: str) -> None:
    """Raise :class:`InvalidInputError` for a passphrase too short to protect anything."""
    if len(phrase) < PHRASE_MIN:
        raise InvalidInputError(
            f"La phrase de passe doit compter au moins {PHRASE_MIN} caractères.",
            "Plusieurs mots sans rapport entre eux se retiennent bien.",
            champ="phrase",
        )


def creer(
    chemin: Path, phrase: str, horloge: Horloge = datetime.now, params: keys.KdfParams | None = None
) -> BaseOuverte:
    """Create an encrypted base and open it. Raises :class:`FileProblemError` rather than replace a file."""
    exiger_phrase(phrase)
    entete = paths.header_of(chemin)
    _exiger_libre(chemin, entete)
    header, data_key = keys.create(phrase, params)
    verrou = _verrouiller(chemin)
    try:
        keys.save(header, entete)
        chemin.touch(mode=0o600)  # SQLite gives its journals the rights of the base
        migrate.migrate(chemin, data_key)
        base = _ouvrir(chemin, header, data_key, verrou, horloge)
        with base.ctx.store.write() as uow:
            q.put(uow.cx, SECRET_CROISEMENT.cle, secrets.token_hex(32))
            uow.commit()
    except BaseException:
        verrou.release()
        for reste in (entete, chemin, *(chemin.with_name(chemin.name + s) for s in ("-wal", "-shm"))):
            reste.unlink(missing_ok=True)
        raise
    return base


def _exiger_libre(chemin: Path, entete: Path) -> None:
    """Refuse to create over anything: keys without their base may be those of a base moved elsewhere."""
    try:
        base_presente, cles_presentes = os.path.lexists(chemin), os.path.lexists(entete)
        chemin.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            chemin.with_name(chemin.name + ".cle.nouveau").lstat()  # the longest name that will be written
    except (OSError, ValueError) as e:
        raise FileProblemError(
            f"La base ne peut pas être créée dans « {chemin.parent} ».",
            "Choisissez un autre dossier ou un nom plus court.",
        ) from e
    if base_presente:
        raise FileProblemError(
            f"Une base « {chemin.name} » existe déjà dans « {chemin.parent} ». Elle n’a pas été touchée.",
            "Choisissez un autre nom, ou ouvrez-la.",
        )
    if cles_presentes:
        raise FileProblemError(
            f"Le fichier des clés « {entete.name} » est déjà dans « {chemin.parent} », sans sa base. "
            "Il n’a pas été touché : une base déplacée peut en avoir besoin.",
            "Choisissez un autre nom, ou remettez la base à côté de ce fichier.",
        )


def ouvrir(chemin: Path, phrase: str, horloge: Horloge = datetime.now, *, exclusive: bool = True) -> BaseOuverte:
    """Open a base with its passphrase. ``exclusive`` False is for reading while a window is open."""
    header = _entete(chemin)
    return _ouvrir_avec(chemin, header, keys.unwrap_phrase(header, phrase), horloge, exclusive=exclusive)


def ouvrir_par_session(chemin: Path, vault: Vault, horloge: Horloge = datetime.now) -> BaseOuverte:
    """Open a base with the keyring of the desktop session. Raises when the passphrase must be typed."""
    header = _entete(chemin)
    wrapping = vault.get(header.base_id)
    if wrapping is None:
        raise WrongPassphraseError(
            "L’ouverture avec votre session n’est pas prête pour cette base.", "Tapez la phrase de passe."
        )
    return _ouvrir_avec(chemin, header, keys.unwrap_session(header, wrapping), horloge, exclusive=True)


def session_possible(chemin: Path, vault: Vault) -> bool:
    """Return True when the base has a session slot and this machine a keyring."""
    try:
        return keys.load(paths.header_of(chemin)).slot("session") is not None and vault.available()
    except (FileProblemError, db_engine.DatabaseDamagedError):
        return False


def _entete(chemin: Path) -> keys.Header:
    if not _est_fichier(chemin):
        raise FileProblemError(
            f"La base « {chemin.name} » n’est pas dans « {chemin.parent} ».", "Vérifiez que le disque est branché."
        )
    return keys.load(paths.header_of(chemin))


def _est_fichier(chemin: Path) -> bool:
    try:
        return chemin.is_file()
    except OSError:  # a name the disk cannot even hold
        return False


def _ouvrir_avec(
    chemin: Path, header: keys.Header, data_key: bytes, horloge: Horloge, *, exclusive: bool
) -> BaseOuverte:
    if not exclusive:
        return _ouvrir(chemin, header, data_key, None, horloge)
    verrou = _verrouiller(chemin)
    try:
        migrate.migrate(chemin, data_key, neuve=False)
        return _ouvrir(chemin, header, data_key, verrou, horloge)
    except BaseException:
        verrou.release()
        raise


def _ouvrir(
    chemin: Path, header: keys.Header, data_key: bytes, verrou: FileLock | None, horloge: Horloge
) -> BaseOuverte:
    store = Store(db_engine.open_engine(chemin, data_key))
    try:
        ctx = _contexte(store, horloge)
    except BaseException:
        store.close()
        raise
    return BaseOuverte(chemin, header, ctx, data_key, verrou)


def _contexte(store: Store, horloge: Horloge) -> Contexte:
    with store.read() as cx:
        migrate.exiger_lisible(cx)
        valeurs = Valeurs(q.all_values(cx))
    jour = valeurs[DATE_DEMONSTRATION]
    ctx = Contexte(store, horloge, valeurs[REFERENT_NOM])
    return replace(ctx, horloge=horloge_figee(jour)) if jour else ctx


def _verrouiller(chemin: Path) -> FileLock:
    # Opened by a worker thread, closed by the window's: the lock must not belong to one thread.
    verrou = FileLock(chemin.with_name(chemin.name + ".verrou"), thread_local=False)
    try:
        verrou.acquire(timeout=0)
    except Timeout:
        raise DatabaseInUseError(
            f"La base « {chemin.name} » est déjà ouverte dans une autre fenêtre.",
            "Revenez à cette fenêtre, ou fermez-la.",
        ) from None
    except OSError as e:
        raise FileProblemError(
            f"Le dossier « {chemin.parent} » n’accepte pas d’écriture.", "Copiez la base dans un dossier à vous."
        ) from e
    return verrou
