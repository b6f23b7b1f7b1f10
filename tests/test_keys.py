"""The key envelope: what opens, what does not, what an edited header does."""

from __future__ import annotations

import base64
import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from plateforme.errors import DatabaseDamagedError, FileProblemError, InvalidInputError, WrongPassphraseError
from plateforme.security import keys
from tests.conftest import LEGER, PHRASE


@pytest.fixture
def enveloppe() -> tuple[keys.Header, bytes]:
    return keys.create(PHRASE, LEGER)


def test_phrase_unwraps_the_data_key(enveloppe):
    header, data_key = enveloppe
    assert len(data_key) == 32
    assert keys.unwrap_phrase(header, PHRASE) == data_key


def test_two_bases_have_different_keys():
    assert keys.create(PHRASE, LEGER)[1] != keys.create(PHRASE, LEGER)[1]


def test_wrong_phrase_is_refused_in_french(enveloppe):
    with pytest.raises(WrongPassphraseError, match="n’ouvre pas la base"):
        keys.unwrap_phrase(enveloppe[0], PHRASE + " ")


def test_session_slot_opens_with_its_wrapping_key_only(enveloppe):
    header, data_key = enveloppe
    avec, wrapping = keys.with_session(header, data_key)
    assert wrapping != data_key
    assert keys.unwrap_session(avec, wrapping) == data_key
    for mauvaise in (b"", bytes(32), data_key):
        with pytest.raises(WrongPassphraseError):
            keys.unwrap_session(avec, mauvaise)
    with pytest.raises(WrongPassphraseError):
        keys.unwrap_session(keys.without_session(avec), wrapping)


def test_new_phrase_replaces_the_old_one(enveloppe):
    header, data_key = enveloppe
    nouvelle = keys.with_phrase(header, data_key, "une tout autre phrase", LEGER)
    assert keys.unwrap_phrase(nouvelle, "une tout autre phrase") == data_key
    with pytest.raises(WrongPassphraseError):
        keys.unwrap_phrase(nouvelle, PHRASE)


def test_header_round_trip_holds_no_secret(enveloppe, tmp_path: Path):
    header, data_key = enveloppe
    fichier = tmp_path / "b.cle"
    keys.save(header, fichier)
    assert keys.load(fichier) == header
    brut = fichier.read_bytes()
    assert PHRASE.encode() not in brut
    assert data_key.hex().encode() not in brut
    assert base64.b64encode(data_key) not in brut
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith("b.cle")] == ["b.cle"]


@pytest.mark.parametrize(
    "change",
    [
        {"memory_kib": LEGER.memory_kib + 8},
        {"iterations": LEGER.iterations + 1},
        {"lanes": LEGER.lanes + 1},
    ],
)
def test_edited_parameters_are_detected(enveloppe, change):
    header, _ = enveloppe
    slot = header.slots[0]
    edite = replace(header, slots=(replace(slot, kdf=replace(slot.kdf, **change)),))
    with pytest.raises(WrongPassphraseError):
        keys.unwrap_phrase(edite, PHRASE)


@pytest.mark.parametrize("change", [{"memory_kib": 8}, {"iterations": 1}, {"memory_kib": 2**40}, {"lanes": 0}])
def test_parameters_out_of_bounds_are_refused_before_any_derivation(enveloppe, change):
    header, _ = enveloppe
    slot = header.slots[0]
    edite = replace(header, slots=(replace(slot, kdf=replace(slot.kdf, **change)),))
    with pytest.raises(DatabaseDamagedError, match="fichier des clés"):
        keys.unwrap_phrase(edite, PHRASE)


def test_slot_of_another_base_is_refused(enveloppe):
    header, _ = enveloppe
    with pytest.raises(WrongPassphraseError):
        keys.unwrap_phrase(replace(header, base_id="0" * 32), PHRASE)


def test_header_without_phrase_slot_is_damaged(enveloppe):
    with pytest.raises(DatabaseDamagedError):
        keys.unwrap_phrase(replace(enveloppe[0], slots=()), PHRASE)


def test_slot_that_is_not_base64_is_damaged(enveloppe):
    header, _ = enveloppe
    edite = replace(header, slots=(replace(header.slots[0], salt="@@"),))
    with pytest.raises(DatabaseDamagedError):
        keys.unwrap_phrase(edite, PHRASE)


@pytest.mark.parametrize("contenu", [b"", b"{", b"[]", b"\xff\xfe", b'{"base_id": 1, "format": 1, "slots": [{}]}'])
def test_malformed_header_is_told(tmp_path: Path, contenu: bytes):
    fichier = tmp_path / "b.cle"
    fichier.write_bytes(contenu)
    with pytest.raises(DatabaseDamagedError):
        keys.load(fichier)


def test_header_of_a_newer_format_is_told(enveloppe, tmp_path: Path):
    fichier = tmp_path / "b.cle"
    keys.save(enveloppe[0], fichier)
    donnees = json.loads(fichier.read_text())
    donnees["format"] = 99
    fichier.write_text(json.dumps(donnees))
    with pytest.raises(DatabaseDamagedError, match="version plus récente"):
        keys.load(fichier)


def test_missing_or_unreadable_header_is_told(tmp_path: Path):
    with pytest.raises(FileProblemError, match="n’est pas à côté"):
        keys.load(tmp_path / "rien.cle")
    (tmp_path / "dossier.cle").mkdir()
    with pytest.raises(FileProblemError):
        keys.load(tmp_path / "dossier.cle")


def test_header_that_cannot_be_written_leaves_the_old_one(enveloppe, tmp_path: Path, monkeypatch):
    fichier = tmp_path / "b.cle"
    keys.save(enveloppe[0], fichier)
    avant = fichier.read_bytes()

    def refuse(self: Path, cible: Path) -> Path:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(FileProblemError, match="n’a pas pu être écrit"):
        keys.save(keys.create(PHRASE, LEGER)[0], fichier)
    assert fichier.read_bytes() == avant
    assert not fichier.with_name("b.cle.nouveau").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": ""}, {"nonce": "AAAA"}, {"nonce": 5}, {"nonce": None}, {"salt": ""}, {"salt": "AAAA"}, {"salt": 7},
        {"wrapped": ""}, {"wrapped": None}, {"kdf": {"memory_kib": "a", "iterations": 2, "lanes": 1}},
        {"kdf": {"memory_kib": 20000.5, "iterations": 2, "lanes": 1}}, {"kdf": {"memory_kib": None}},
    ],
)  # fmt: skip
def test_part_of_a_wrong_type_or_length_is_damage_not_a_bug(enveloppe, tmp_path: Path, change):
    chemin = tmp_path / "base.cle"
    keys.save(enveloppe[0], chemin)
    donnees = json.loads(chemin.read_text(encoding="utf-8"))
    donnees["slots"][0] |= change
    chemin.write_text(json.dumps(donnees), encoding="utf-8")
    with pytest.raises(DatabaseDamagedError, match="abîmé ou a été modifié"):
        keys.load(chemin)


def test_later_format_is_told_whatever_its_shape(tmp_path: Path):
    chemin = tmp_path / "base.cle"
    chemin.write_text('{"format": 2, "cles": []}', encoding="utf-8")
    with pytest.raises(DatabaseDamagedError, match="version plus récente"):
        keys.load(chemin)


def test_header_nested_beyond_reason_is_damage(tmp_path: Path):
    chemin = tmp_path / "base.cle"
    chemin.write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(DatabaseDamagedError):
        keys.load(chemin)


def test_phrase_opens_however_its_accents_are_encoded():
    header, cle = keys.create("l’été déjà passé, tout près", LEGER)
    assert keys.unwrap_phrase(header, unicodedata.normalize("NFD", "l’été déjà passé, tout près")) == cle


def test_phrase_that_is_no_text_is_told_without_showing_it():
    with pytest.raises(InvalidInputError, match="caractère illisible") as dit:
        keys.create("secret-illisible-\udce9", LEGER)
    assert "secret" not in str(dit.value)
