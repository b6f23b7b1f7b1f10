"""Life of a base: create, open, refuse, lock, leave no trace."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from plateforme import paths
from plateforme.db import migrate
from plateforme.errors import (
    DatabaseDamagedError,
    DatabaseInUseError,
    DatabaseNewerError,
    DatabaseOlderError,
    FileProblemError,
    InvalidInputError,
    WrongPassphraseError,
)
from plateforme.security.vault import SystemVault
from plateforme.services import coffre, reglages
from plateforme.settings import DATE_DEMONSTRATION, REFERENT_NOM
from tests.conftest import PHRASE


@pytest.fixture
def chemin(tmp_path: Path) -> Path:
    return tmp_path / "dossier neuf" / "chambre é.plateforme"


def test_create_close_open_keeps_what_was_written(chemin: Path):
    base = coffre.creer(chemin, PHRASE)
    reglages.ecrire(base.ctx, {REFERENT_NOM: "Zoé Vaçoul"})
    base.close()
    base = coffre.ouvrir(chemin, PHRASE)
    assert base.ctx.auteur == "Zoé Vaçoul"
    base.close()


def test_file_is_encrypted_from_its_first_byte(chemin: Path):
    base = coffre.creer(chemin, PHRASE)
    reglages.ecrire(base.ctx, {REFERENT_NOM: "Zoé Vaçoul"})
    base.close()
    brut = chemin.read_bytes()
    assert not brut.startswith(b"SQLite format 3")
    assert "Vaçoul".encode() not in brut
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(chemin).execute("select count(*) from sqlite_master")


def test_wrong_phrase_changes_nothing(chemin: Path):
    coffre.creer(chemin, PHRASE).close()
    avant = chemin.read_bytes(), paths.header_of(chemin).read_bytes()
    with pytest.raises(WrongPassphraseError):
        coffre.ouvrir(chemin, "quatre chevaux verts dansent")
    assert (chemin.read_bytes(), paths.header_of(chemin).read_bytes()) == avant
    coffre.ouvrir(chemin, PHRASE).close()


def test_short_phrase_is_refused_and_nothing_is_created(chemin: Path):
    with pytest.raises(InvalidInputError, match="12"):
        coffre.creer(chemin, "court")
    assert not chemin.exists()


def test_creation_never_replaces_a_file(chemin: Path):
    chemin.parent.mkdir()
    chemin.write_bytes(b"autre chose")
    with pytest.raises(FileProblemError, match="existe déjà"):
        coffre.creer(chemin, PHRASE)
    assert chemin.read_bytes() == b"autre chose"


def test_failed_creation_leaves_nothing(chemin: Path, monkeypatch):
    def panne(*a, **k):
        raise RuntimeError

    monkeypatch.setattr(coffre.migrate, "migrate", panne)
    with pytest.raises(RuntimeError):
        coffre.creer(chemin, PHRASE)
    assert [p.name for p in chemin.parent.iterdir() if "verrou" not in p.name] == []


def test_second_window_is_refused_but_reading_is_not(chemin: Path):
    base = coffre.creer(chemin, PHRASE)
    with pytest.raises(DatabaseInUseError, match="autre fenêtre"):
        coffre.ouvrir(chemin, PHRASE)
    lecture = coffre.ouvrir(chemin, PHRASE, exclusive=False)
    assert reglages.lire(lecture.ctx)[REFERENT_NOM] == ""
    lecture.close()
    base.close()
    coffre.ouvrir(chemin, PHRASE).close()


def test_missing_base_or_header_is_told(chemin: Path):
    with pytest.raises(FileProblemError, match="n’est pas dans"):
        coffre.ouvrir(chemin, PHRASE)
    coffre.creer(chemin, PHRASE).close()
    paths.header_of(chemin).unlink()
    with pytest.raises(FileProblemError, match="fichier des clés"):
        coffre.ouvrir(chemin, PHRASE)


def test_damaged_first_page_is_not_called_a_wrong_phrase(chemin: Path):
    coffre.creer(chemin, PHRASE).close()
    brut = bytearray(chemin.read_bytes())
    brut[100] ^= 1
    chemin.write_bytes(bytes(brut))
    with pytest.raises(DatabaseDamagedError, match="abîmée"):
        coffre.ouvrir(chemin, PHRASE)


def test_session_opens_without_phrase_until_revoked(chemin: Path, trousseau):
    vault = SystemVault()
    base = coffre.creer(chemin, PHRASE)
    assert not coffre.session_possible(chemin, vault)
    base.autoriser_session(vault)
    assert base.ouverture_par_session
    base.close()
    assert coffre.session_possible(chemin, vault)
    base = coffre.ouvrir_par_session(chemin, vault)
    base.revoquer_session(vault)
    base.close()
    assert trousseau.contenu == {}
    with pytest.raises(WrongPassphraseError, match="pas prête"):
        coffre.ouvrir_par_session(chemin, vault)
    coffre.ouvrir(chemin, PHRASE).close()


def test_session_of_a_missing_base_is_not_possible(chemin: Path):
    assert not coffre.session_possible(chemin, SystemVault())


def test_change_of_phrase(chemin: Path):
    base = coffre.creer(chemin, PHRASE)
    with pytest.raises(WrongPassphraseError):
        base.changer_phrase("pas la bonne phrase", "cinq chevaux bleus dansent")
    with pytest.raises(InvalidInputError):
        base.changer_phrase(PHRASE, "court")
    base.changer_phrase(PHRASE, "cinq chevaux bleus dansent")
    base.verifier_phrase("cinq chevaux bleus dansent")
    base.close()
    with pytest.raises(WrongPassphraseError):
        coffre.ouvrir(chemin, PHRASE)
    coffre.ouvrir(chemin, "cinq chevaux bleus dansent").close()


def test_demonstration_base_lives_on_its_own_date(chemin: Path):
    base = coffre.creer(chemin, PHRASE)
    reglages.ecrire(base.ctx, {DATE_DEMONSTRATION: date(2011, 1, 3)})
    base.relire_contexte()
    assert base.ctx.today() == date(2011, 1, 3)
    base.close()
    base = coffre.ouvrir(chemin, PHRASE)
    assert base.ctx.today() == date(2011, 1, 3)
    base.close()


def test_folder_that_refuses_writing_is_told(tmp_path: Path):
    fichier = tmp_path / "fichier"
    fichier.write_text("x")
    with pytest.raises(FileProblemError, match="ne peut pas être créé"):
        coffre.creer(fichier / "b.plateforme", PHRASE)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may write everywhere")
def test_read_only_folder_is_told(chemin: Path):
    coffre.creer(chemin, PHRASE).close()
    chemin.with_name(chemin.name + ".verrou").unlink(missing_ok=True)
    chemin.parent.chmod(0o500)
    try:
        with pytest.raises(FileProblemError):
            coffre.ouvrir(chemin, PHRASE)
    finally:
        chemin.parent.chmod(0o700)


def test_open_base_never_prints_its_key(base):
    assert base._data_key.hex() not in repr(base)
    assert repr(base._data_key) not in repr(base)


def test_ouverte_par_un_fil_fermee_par_un_autre_elle_se_rouvre(base: coffre.BaseOuverte) -> None:
    base.close()
    with ThreadPoolExecutor(1) as fil:
        ouverte = fil.submit(coffre.ouvrir, base.chemin, PHRASE).result()
    ouverte.close()
    coffre.ouvrir(base.chemin, PHRASE).close()


def test_keys_alone_are_kept_and_told_apart_from_a_base(chemin: Path):
    """A creation cut between the two files, or a base moved elsewhere: its keys must never be replaced."""
    coffre.creer(chemin, PHRASE).close()
    cles = paths.header_of(chemin).read_bytes()
    chemin.unlink()
    with pytest.raises(FileProblemError, match="sans sa base"):
        coffre.creer(chemin, PHRASE)
    assert paths.header_of(chemin).read_bytes() == cles
    assert not chemin.exists()


@pytest.mark.parametrize("exclusive", [True, False])
def test_emptied_base_does_not_pass_for_one_without_people(chemin: Path, exclusive):
    coffre.creer(chemin, PHRASE).close()
    chemin.write_bytes(b"")
    with pytest.raises(DatabaseDamagedError, match="ne contient rien"):
        coffre.ouvrir(chemin, PHRASE, exclusive=exclusive)


@pytest.mark.parametrize(("revision", "erreur"), [("9999", DatabaseNewerError), (migrate.head(), None)])
def test_reading_alone_refuses_another_version_too(chemin: Path, revision, erreur):
    base = coffre.creer(chemin, PHRASE)
    with base.ctx.store.write() as uow:
        uow.cx.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})
        uow.commit()
    base.close()
    if erreur is None:
        coffre.ouvrir(chemin, PHRASE, exclusive=False).close()
        return
    with pytest.raises(erreur):
        coffre.ouvrir(chemin, PHRASE, exclusive=False)


def test_reading_alone_refuses_an_older_base(chemin: Path, monkeypatch):
    coffre.creer(chemin, PHRASE).close()
    monkeypatch.setattr(migrate, "head", lambda: "9999")
    with pytest.raises(DatabaseOlderError, match="plus ancienne"):
        coffre.ouvrir(chemin, PHRASE, exclusive=False)


@pytest.mark.parametrize("nom", ["x" * 300 + ".plateforme", "x" * 240 + ".plateforme", "a\0b.plateforme"])
def test_name_the_disk_cannot_hold_is_told(tmp_path: Path, nom: str):
    with pytest.raises(FileProblemError):
        coffre.creer(tmp_path / nom, PHRASE)
    with pytest.raises(FileProblemError):
        coffre.ouvrir(tmp_path / nom, PHRASE)
    assert not list(tmp_path.glob("*plateforme*"))


@pytest.mark.skipif(os.name != "posix", reason="rights of POSIX files")
def test_files_of_a_base_are_for_its_user_alone(chemin: Path):
    base = coffre.creer(chemin, PHRASE)
    reglages.ecrire(base.ctx, {REFERENT_NOM: "Zoé Vaçoul"})
    journaux = [f for f in chemin.parent.iterdir() if not f.name.endswith(".verrou")]
    assert {f.name: f.stat().st_mode & 0o077 for f in journaux} == {f.name: 0 for f in journaux}
    base.changer_phrase(PHRASE, PHRASE + " encore")
    assert paths.header_of(chemin).stat().st_mode & 0o077 == 0
    base.close()
