"""Version and licences."""

from __future__ import annotations

import re
import tomllib
from email.message import Message
from pathlib import Path

import plateforme
from plateforme.services import a_propos


def test_les_bibliotheques_sont_celles_du_projet() -> None:
    projet = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    noms = [re.split(r"[<>=!~;\s\[]", d)[0] for d in projet["project"]["dependencies"]]
    assert sorted(a_propos.BIBLIOTHEQUES, key=str.casefold) == sorted(noms, key=str.casefold)


def test_chacune_a_une_version_et_une_licence() -> None:
    lu = a_propos.lire()
    assert lu.version == plateforme.__version__
    assert [b.nom.casefold().replace("_", "-") for b in lu.bibliotheques] == sorted(
        n.casefold() for n in a_propos.BIBLIOTHEQUES
    )
    assert all(b.version and b.licence for b in lu.bibliotheques)
    assert "MIT" in next(b.licence for b in lu.bibliotheques if b.nom == "SQLAlchemy")


def test_absente_ou_muette(monkeypatch) -> None:
    monkeypatch.setattr(a_propos, "BIBLIOTHEQUES", ("une-bibliotheque-absente",))
    assert a_propos.lire().bibliotheques == ()
    fiche = Message()
    assert a_propos._licence(fiche) == "licence à lire dans le paquet"
    fiche["License"] = "MIT\nEt tout le texte"
    assert a_propos._licence(fiche) == "MIT"
