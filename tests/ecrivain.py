"""Child process of the kill test: writes without end, and says each commit once it is made.

Run as ``python -m tests.ecrivain BASE``; the passphrase comes on standard input.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from plateforme.db.queries import beneficiaires
from plateforme.db.queries import suivi as q
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.contact import Contact
from plateforme.domain.vocabulaire import IssueContact
from plateforme.services import affectation, coffre


def main(chemin: Path, phrase: str) -> None:
    """Write a person and three contacts per transaction, for ever; print the person's token after each commit."""
    base = coffre.ouvrir(chemin, phrase)
    print("pret", flush=True)
    while True:
        jeton = affectation.nouveau_jeton()
        with base.ctx.store.write() as uow:
            personne = Beneficiaire(jeton=jeton, nom_naissance="Vaçoul", prenoms="Zoé", notes_privees="x" * 3000)
            personne = replace(personne, id=beneficiaires.add(uow.cx, personne))
            for heure in (9, 10, 11):
                contact = Contact(
                    0, personne.id, datetime(2011, 1, 3, heure), issue=IssueContact.JOINT, texte="y" * 500
                )
                q.add_contact(uow.cx, contact)
            uow.commit()
        print(jeton, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.stdin.readline().rstrip("\n"))
