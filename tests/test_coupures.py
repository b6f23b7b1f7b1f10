"""Killing the process in the middle of a write loses no committed change and leaves no half of one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from plateforme.db.engine import check
from plateforme.services import coffre
from tests.conftest import PHRASE

KILLS = 500 if os.environ.get("PREUVES") == "entieres" else 4
RACINE = Path(__file__).parent.parent


def _ecrire_puis_tuer(chemin: Path, commits: int, delai: float) -> list[str]:
    """Let a child write, kill it ``delai`` seconds after its n-th commit; return what it said was committed."""
    enfant = subprocess.Popen(
        [sys.executable, "-m", "tests.ecrivain", str(chemin)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=RACINE,
        text=True,
    )
    assert enfant.stdin is not None
    assert enfant.stdout is not None
    with enfant:
        enfant.stdin.write(PHRASE + "\n")
        enfant.stdin.flush()
        assert enfant.stdout.readline() == "pret\n"
        annonces = [enfant.stdout.readline().strip() for _ in range(commits)]
        fin = time.monotonic() + delai
        while time.monotonic() < fin:
            pass
        enfant.send_signal(signal.SIGKILL)
        annonces += [ligne.strip() for ligne in enfant.stdout if ligne.endswith("\n")]
    return annonces


@pytest.mark.preuve
@pytest.mark.timeout(7200 if KILLS > 100 else 120)
@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is a POSIX signal")
def test_kills_at_random_instants(tmp_path: Path):
    chemin = tmp_path / "coupures.plateforme"
    coffre.creer(chemin, PHRASE).close()
    hasard = random.Random(20110103)
    annonces: list[str] = []
    for _ in range(KILLS):
        annonces += _ecrire_puis_tuer(chemin, hasard.randint(0, 3), hasard.uniform(0, 0.05))
        base = coffre.ouvrir(chemin, PHRASE)
        try:
            with base.ctx.store.read() as cx:
                gardes = {str(j) for j in cx.execute(text("SELECT jeton FROM beneficiaire")).scalars()}
                contacts = cx.execute(
                    text("SELECT count(*) FROM contact GROUP BY beneficiaire_id HAVING count(*) <> 3")
                ).all()
            assert set(annonces) <= gardes
            assert contacts == []
        finally:
            base.close()
    base = coffre.ouvrir(chemin, PHRASE)
    assert check(base.ctx.store.engine) == []
    base.close()
    print(f"\n{KILLS} arrêts brutaux, {len(annonces)} écritures annoncées, 0 perdue")
    assert annonces
