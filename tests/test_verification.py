"""What « verifier » finds, on real files really damaged."""

from datetime import date

import fabrique
import pytest
from sqlalchemy import text

from plateforme.domain.suivi import Action, NatureAction
from plateforme.domain.vocabulaire import Accord
from plateforme.services import verification


def par_cle(rapport):
    return {c.cle: c for c in rapport.controles}


def test_a_healthy_base_is_whole(base, ctx):
    fabrique.population(ctx)
    rapport = verification.verifier(ctx, base.chemin)
    assert rapport.intacte
    assert list(par_cle(rapport)) == ["chiffrement", "pages", "registre", "suivi"]
    assert "37\xa0lignes" in par_cle(rapport)["registre"].constat


def test_a_file_in_clear_is_told(ctx, tmp_path):
    clair = tmp_path / "clair.plateforme"
    clair.write_bytes(verification.SQLITE_EN_CLAIR + bytes(4096))
    controle = par_cle(verification.verifier(ctx, clair))["chiffrement"]
    assert not controle.bon
    assert controle.constat == "en clair"


def test_a_flipped_byte_is_found(base, ctx):
    fabrique.population(ctx)
    ctx.store.close()
    brut = bytearray(base.chemin.read_bytes())
    brut[len(brut) // 2] ^= 1
    base.chemin.write_bytes(brut)
    pages = verification._pages(ctx)
    assert not pages.bon
    assert pages.constat == "la base est abîmée"


def test_a_rewritten_row_of_the_register_is_found(base, ctx):
    fabrique.population(ctx)
    with ctx.store.write() as uow:
        uow.cx.execute(text("DROP TRIGGER registre_sans_modification"))
        uow.cx.execute(text("UPDATE registre SET groupe = 'test' WHERE rang = 3 AND groupe = 'temoin'"))
        uow.cx.execute(text("UPDATE registre SET groupe = 'temoin' WHERE rang = 4 AND groupe = 'test'"))
        uow.cx.execute(text("UPDATE registre SET auteur = 'quelqu’un' WHERE rang = 5"))
        uow.commit()
    rapport = verification.verifier(ctx, base.chemin)
    assert not rapport.intacte
    assert any("contenu a été modifié" in a for a in par_cle(rapport)["registre"].anomalies)


def test_someone_without_next_action_is_found(base, ctx, monkeypatch):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(campagne=f.campagne(), debut=date(2010, 9, 1), accord=Accord.OUI)
    monkeypatch.setattr(
        "plateforme.domain.dossier.DossierPersonne.prochaine_action",
        lambda *_: Action(NatureAction.ECHEANCE, None, "date perdue"),
    )
    controle = par_cle(verification.verifier(ctx, base.chemin))["suivi"]
    assert len(controle.anomalies) == 1
    assert controle.anomalies[0].startswith(f"bénéficiaire n° {zoe.id} : ")
    assert zoe.nom_naissance not in controle.anomalies[0]


@pytest.mark.parametrize("accord", [Accord.OUI, Accord.EN_ATTENTE])
def test_each_person_to_follow_is_counted(base, ctx, accord):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        f.personne(campagne=campagne, debut=date(2010, 9, 1), accord=accord)
        f.personne("Rabot", campagne=campagne, debut=date(2010, 9, 1), accord=Accord.REFUSE)
    assert par_cle(verification.verifier(ctx, base.chemin))["suivi"].constat == "1\xa0jeune à suivre, 0\xa0oublié"
