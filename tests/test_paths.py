"""Where things live."""

from __future__ import annotations

import sys
from pathlib import Path

from plateforme import paths


def test_every_default_place_is_under_the_user(lieux: Path):
    for lieu in (paths.data_dir(), paths.config_file(), paths.log_file()):
        assert lieux in lieu.parents
    assert paths.documents_dir().is_absolute()


def test_last_base_is_remembered_while_it_exists(tmp_path: Path):
    assert paths.last_base() is None
    base = tmp_path / "é.plateforme"
    base.write_bytes(b"")
    paths.remember_base(base)
    assert paths.last_base() == base
    base.unlink()
    assert paths.last_base() is None


def test_place_that_cannot_be_written_is_no_error(lieux: Path, tmp_path: Path):
    paths.config_file().parent.parent.mkdir(parents=True, exist_ok=True)
    paths.config_file().parent.write_text("un fichier à la place du dossier")
    paths.remember_base(tmp_path / "b.plateforme")
    assert paths.last_base() is None


def test_resources_are_found_in_a_checkout_and_frozen(tmp_path: Path, monkeypatch):
    assert (paths.resources() / "fonts").is_dir()
    (tmp_path / "plateforme" / "_resources").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert paths.resources() == tmp_path / "plateforme" / "_resources"


def test_header_is_beside_the_base():
    assert paths.header_of(Path("d/b.plateforme")) == Path("d/b.plateforme.cle")
