"""The key envelope: a random 256-bit data key, wrapped by slots in a small header file beside the base.

Each slot wraps the data key with AES-256-GCM. The parameters of every slot (Argon2id's included), the base's
identifier and the format are the associated data of the wrap, so that an edited header is detected, not obeyed.
A header is replaced atomically: written beside, fsynced, renamed.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import unicodedata
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from plateforme.errors import DatabaseDamagedError, FileProblemError, InvalidInputError, WrongPassphraseError

FORMAT = 1
KEY_BYTES = 32
NONCE_BYTES, SALT_BYTES, TAG_BYTES = 12, 16, 16
MIN_MEMORY_KIB = 19 * 1024
"""Floor of the OWASP recommendation for Argon2id with two iterations, in KiB."""
MAX_MEMORY_KIB = 2 * 1024 * 1024
"""Above this a header is refused: it would only exhaust the machine."""


@dataclass(frozen=True)
class KdfParams:
    """Argon2id's costs. ``memory_kib`` in KiB. The default takes about one second on a 2020 laptop."""

    memory_kib: int = 256 * 1024
    iterations: int = 3
    lanes: int = 2

    def check(self) -> None:
        """Raise :class:`DatabaseDamagedError` for parameters weaker than the floor or absurdly high."""
        ok = (
            MIN_MEMORY_KIB <= self.memory_kib <= MAX_MEMORY_KIB and 2 <= self.iterations <= 20 and 1 <= self.lanes <= 16
        )
        if not ok:
            raise _damaged()


DEFAUT = KdfParams()
"""The costs of a new slot."""


@dataclass(frozen=True)
class Slot:
    """One way in: ``kind`` is ``phrase`` or ``session``; the rest is base64 text."""

    kind: str
    nonce: str
    wrapped: str
    salt: str = ""
    kdf: KdfParams | None = None


@dataclass(frozen=True)
class Header:
    """The header file: format, identifier of the base, slots."""

    base_id: str
    slots: tuple[Slot, ...]
    format: int = FORMAT

    def slot(self, kind: str) -> Slot | None:
        """Return the slot of that kind, None when there is none."""
        return next((s for s in self.slots if s.kind == kind), None)


def create(phrase: str, params: KdfParams | None = None) -> tuple[Header, bytes]:
    """Return a new header with a passphrase slot, and the random data key it wraps."""
    data_key = secrets.token_bytes(KEY_BYTES)
    base_id = secrets.token_hex(16)
    slot = _phrase_slot(base_id, data_key, phrase, params or DEFAUT)
    return Header(base_id, (slot,)), data_key


def unwrap_phrase(header: Header, phrase: str) -> bytes:
    """Return the data key.

    Raises :class:`WrongPassphraseError` when the phrase does not open it, or when the header was edited.
    """
    slot = header.slot("phrase")
    if slot is None or slot.kdf is None:
        raise _damaged()
    slot.kdf.check()
    wrapping = _derive(phrase, _unb64(slot.salt), slot.kdf)
    try:
        return AESGCM(wrapping).decrypt(_unb64(slot.nonce), _unb64(slot.wrapped), _associated(header.base_id, slot))
    except InvalidTag:
        raise WrongPassphraseError(
            "Cette phrase de passe n’ouvre pas la base. Rien n’a été modifié.",
            "Vérifiez la touche Maj et la disposition du clavier, puis recommencez.",
        ) from None


def with_phrase(header: Header, data_key: bytes, phrase: str, params: KdfParams | None = None) -> Header:
    """Return the header with its passphrase slot replaced."""
    slot = _phrase_slot(header.base_id, data_key, phrase, params or DEFAUT)
    return Header(header.base_id, (slot, *(s for s in header.slots if s.kind != "phrase")))


def with_session(header: Header, data_key: bytes) -> tuple[Header, bytes]:
    """Return the header with a fresh session slot, and the wrapping key to put in the keyring (never the data key)."""
    wrapping = secrets.token_bytes(KEY_BYTES)
    nonce = secrets.token_bytes(NONCE_BYTES)
    bare = Slot("session", _b64(nonce), "")
    wrapped = AESGCM(wrapping).encrypt(nonce, data_key, _associated(header.base_id, bare))
    slot = Slot("session", bare.nonce, _b64(wrapped))
    return Header(header.base_id, (*(s for s in header.slots if s.kind != "session"), slot)), wrapping


def without_session(header: Header) -> Header:
    """Return the header without its session slot."""
    return Header(header.base_id, tuple(s for s in header.slots if s.kind != "session"))


def unwrap_session(header: Header, wrapping: bytes) -> bytes:
    """Return the data key with the keyring's wrapping key.

    Raises :class:`WrongPassphraseError` when it does not fit.
    """
    slot = header.slot("session")
    perimee = WrongPassphraseError(
        "L’ouverture avec votre session n’est plus valable pour cette base.", "Tapez la phrase de passe."
    )
    if slot is None or len(wrapping) != KEY_BYTES:
        raise perimee
    try:
        return AESGCM(wrapping).decrypt(_unb64(slot.nonce), _unb64(slot.wrapped), _associated(header.base_id, slot))
    except InvalidTag:
        raise perimee from None


def save(header: Header, path: Path) -> None:
    """Write the header atomically. Raises :class:`FileProblemError` when the folder refuses it."""
    temporaire = path.with_name(path.name + ".nouveau")
    texte = json.dumps(asdict(header), indent=1)
    try:
        temporaire.unlink(missing_ok=True)
        temporaire.touch(mode=0o600)  # for this user alone: whoever can copy the header can try phrases at leisure
        with temporaire.open("w", encoding="utf-8") as f:
            f.write(texte)
            f.flush()
            os.fsync(f.fileno())
        temporaire.replace(path)
        _fsync_dir(path.parent)
    except OSError as e:
        temporaire.unlink(missing_ok=True)
        raise FileProblemError(
            f"Le fichier « {path.name} » n’a pas pu être écrit dans « {path.parent} ».",
            "Vérifiez que ce dossier existe et que vous pouvez y écrire.",
        ) from e


def load(path: Path) -> Header:
    """Read a header. Raises :class:`FileProblemError` when absent, :class:`DatabaseDamagedError` when malformed."""
    try:
        brut = path.read_bytes()
    except FileNotFoundError:
        raise FileProblemError(
            f"Le fichier des clés « {path.name} » n’est pas à côté de la base.",
            "Remettez-le dans le même dossier, ou restaurez une sauvegarde.",
        ) from None
    except OSError as e:
        raise FileProblemError(
            f"Le fichier des clés « {path.name} » ne peut pas être lu.", "Vérifiez vos droits."
        ) from e
    try:
        donnees = json.loads(brut)
        if int(donnees["format"]) != FORMAT:  # read first: a later format may have another shape
            raise DatabaseDamagedError(
                "Le fichier des clés vient d’une version plus récente de l’application.",
                "Installez la dernière version.",
            )
        return Header(str(donnees["base_id"]), tuple(_slot(s) for s in donnees["slots"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise _damaged() from None


def _slot(brut: Any) -> Slot:
    """Return a slot whose every part has its type and its length. Raises what :func:`load` turns into words."""
    kdf = KdfParams(**brut["kdf"]) if brut["kdf"] else None
    if kdf and any(type(cout) is not int for cout in asdict(kdf).values()):
        raise TypeError
    slot = Slot(str(brut["kind"]), brut["nonce"], brut["wrapped"], brut["salt"], kdf)
    sel = SALT_BYTES if kdf else 0
    attendus = (slot.nonce, NONCE_BYTES), (slot.wrapped, KEY_BYTES + TAG_BYTES), (slot.salt, sel)
    if any(len(_unb64(texte)) != longueur for texte, longueur in attendus):
        raise ValueError
    return slot


def _phrase_slot(base_id: str, data_key: bytes, phrase: str, params: KdfParams) -> Slot:
    params.check()
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    bare = Slot("phrase", _b64(nonce), "", _b64(salt), params)
    wrapped = AESGCM(_derive(phrase, salt, params)).encrypt(nonce, data_key, _associated(base_id, bare))
    return Slot("phrase", bare.nonce, _b64(wrapped), bare.salt, params)


def _derive(phrase: str, salt: bytes, params: KdfParams) -> bytes:
    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=params.iterations, lanes=params.lanes, memory_cost=params.memory_kib
    )
    try:
        # Composed: « é » is one character for a keyboard, two for a text copied from elsewhere.
        octets = unicodedata.normalize("NFC", phrase).encode("utf-8")
    except UnicodeEncodeError:
        raise InvalidInputError(
            "La phrase de passe contient un caractère illisible.", "Tapez-la au clavier.", champ="phrase"
        ) from None
    return kdf.derive(octets)


def _associated(base_id: str, slot: Slot) -> bytes:
    kdf = asdict(slot.kdf) if slot.kdf else None
    return json.dumps([FORMAT, base_id, slot.kind, slot.salt, kdf], sort_keys=True).encode()


def _b64(brut: bytes) -> str:
    return base64.b64encode(brut).decode("ascii")


def _unb64(texte: str) -> bytes:
    try:
        return base64.b64decode(texte, validate=True)
    except ValueError:
        raise _damaged() from None


def _damaged() -> DatabaseDamagedError:
    return DatabaseDamagedError(
        "Le fichier des clés de la base est abîmé ou a été modifié. La base elle-même n’a pas été touchée.",
        "Remettez le fichier « .cle » d’une sauvegarde à côté de la base.",
    )


def _fsync_dir(folder: Path) -> None:
    if os.name != "posix":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
