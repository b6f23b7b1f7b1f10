"""The import of whole files, as the command line and the window's own steps do it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from plateforme.db.queries import beneficiaires
from plateforme.domain.croisement import Decision
from plateforme.domain.progress import SilentProgress
from plateforme.errors import FileProblemError
from plateforme.services import affectation, campagnes, etapes_croisement, importation
from plateforme.services.croisement_listes import croiser_fichiers
from plateforme.services.importation import Choix
from tests.listes import FIXTURES, PARTAGE, classeur

TITRES = ("N° contrat", "NOM", "Prénom", "Né(e) le", "Commune", "Entreprise", "Début contrat")


def poser(tmp_path, lignes=(), ml=()):
    """Write two small lists as they arrive."""
    gauche, droite = tmp_path / "chambre.xlsx", tmp_path / "ml.csv"
    gauche.write_bytes(classeur({"Contrats": [["Contrats signés"], [], TITRES, *lignes]}))
    entete = "Identifiant;Nom;Prénom;Date naissance;Ville"
    droite.write_bytes("\r\n".join([entete, *(";".join(ligne) for ligne in ml)]).encode("cp1252"))
    return gauche, droite


ZOE = ("C1", "GENÊT", "Zoé", date(1992, 6, 14), "Laval", "Rabot", date(2010, 9, 1))
EMILE = ("C2", "HOUBLON", "Émile", "03/03/91", "Craon", "Varlope", "01/10/2010")
IMPOSSIBLE = ("C3", "ORTIE", "Gaël", "31/02/1992", "Craon", "Varlope", "01/10/2010")


def test_deux_petites_listes(ctx, tmp_path):
    fichiers = poser(
        tmp_path,
        [ZOE, EMILE, IMPOSSIBLE],
        [("1", "Genet", "Zoé", "14/06/1992", "Laval"), ("2", "Houblon", "Emile", "03/03/1991", "Craon")],
    )

    bilan, changements = importation.importer(ctx, "2010/2011", *fichiers)

    assert (bilan.lignes_chambre, bilan.lignes_ml, bilan.lignes_refusees) == (3, 2, 1)
    assert (bilan.retenus, bilan.test, bilan.temoin) == (2, 1, 1)
    assert len(changements.beneficiaires) == 2
    with ctx.store.read() as cx:
        naissances = {b.prenoms: b.date_naissance for b in beneficiaires.everyone(cx)}
    assert naissances == {"Zoé": date(1992, 6, 14), "Émile": date(1991, 3, 3)}


@pytest.mark.parametrize("fautif", ["absent.xlsx", "vide.csv", "liste_protegee.xlsx"])
def test_un_fichier_illisible_n_ecrit_rien(ctx, tmp_path, fautif):
    gauche, droite = poser(tmp_path, [ZOE], [("1", "Genet", "Zoé", "14/06/1992", "Laval")])
    (tmp_path / "vide.csv").write_bytes(b"")
    mauvais = FIXTURES / fautif if (FIXTURES / fautif).exists() else tmp_path / fautif

    for paire in ((mauvais, droite), (gauche, mauvais)):
        with pytest.raises(FileProblemError, match=fautif):
            importation.importer(ctx, "2010/2011", *paire)

    with ctx.store.read() as cx:
        assert cx.execute(text("SELECT count(*) FROM campagne")).scalar() == 0
        assert cx.execute(text("SELECT count(*) FROM beneficiaire")).scalar() == 0


@pytest.mark.skipif(not PARTAGE.exists(), reason="the lists of the field are not beside the project")
@pytest.mark.parametrize("dossier", ["listes1", "listes2", "listes3"])
def test_les_listes_du_terrain(ctx, dossier):
    """Same pairs by the window's steps and by the command line; counts made again; a second import adds nobody."""
    chambre, ml = PARTAGE / dossier / "chambre.xlsx", PARTAGE / dossier / "ml.csv"
    muet = SilentProgress()
    direct = croiser_fichiers(chambre, ml)
    gauche, droite = etapes_croisement.accorder(
        etapes_croisement.ouvrir(chambre, muet), etapes_croisement.ouvrir(ml, muet), date(2010, 7, 1)
    )
    assert gauche is not None
    assert droite is not None
    par_etapes = etapes_croisement.croiser(gauche, droite, muet)
    assert par_etapes == direct

    proposition = importation.proposer(ctx, campagnes.annuelle("2010/2011"), par_etapes)
    bilan, _ = importation.enregistrer(ctx, proposition, Choix(importation.automatiques(proposition)))
    second, _ = importation.importer(ctx, "2010/2011", chambre, ml)

    lignes = {p.ligne: p for p in direct.chambre.personnes}
    memes = {p.ligne: p for p in direct.ml.personnes}
    appariees = [p for p in direct.paires if p.decision is Decision.APPARIE]
    jeunes: dict[int, set[tuple[date | None, date | None]]] = {}
    for p in appariees:
        dates = (lignes[p.ligne_chambre].naissance, memes[p.ligne_ml].naissance)
        jeunes.setdefault(p.ligne_ml, set()).add(dates)
    surs = [
        a for dates in jeunes.values() for a, b in dates if len(dates) == 1 and a == b and (a.month, a.day) != (1, 1)
    ]
    assert bilan.retenus == len(jeunes)
    assert bilan.test == sum(a.day % 2 == 0 for a in surs)
    assert bilan.temoin == sum(a.day % 2 for a in surs)
    assert bilan.en_attente == len(jeunes) - len(surs)
    assert bilan.apparies == len(appariees)
    assert bilan.a_verifier == len(direct.paires) - len(appariees)
    assert (second.retenus, second.deja_connus) == (0, bilan.retenus)
    assert affectation.verifier_registre(ctx).anomalies == ()
    assert affectation.verifier_registre(ctx).lignes == bilan.test + bilan.temoin
