"""From crossed lists to people retained, on a real encrypted base."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from plateforme.db.queries import beneficiaires, contrats, inclusions
from plateforme.domain.croisement import Decision, croiser
from plateforme.domain.liste import LigneRefusee, ListePersonnes
from plateforme.domain.vocabulaire import Groupe, Methode, SourceRupture
from plateforme.errors import CancelledError, InvalidInputError, RefusedError
from plateforme.services import affectation, campagnes, importation
from plateforme.services.campagnes import annuelle
from plateforme.services.croisement_listes import ResultatCroisement
from plateforme.services.importation import SOURCE_LISTES, BilanImport, Choix, Retenue
from plateforme.services.paires_campagne import Sort
from tests import fabrique
from tests.listes import personne

RENTREE = date(2010, 9, 1)
TABLES = (
    "campagne",
    "beneficiaire",
    "contrat",
    "rupture",
    "inclusion",
    "registre",
    "decision_croisement",
    "import_listes",
)


def chambre(ligne, nom="Genêt", prenoms="Zoé", naissance=date(1992, 6, 14), **champs):
    """A row of the chamber: a contract of the autumn."""
    defaut = {"commune": "Laval", "code_postal": "53000", "debut": RENTREE, "numero": f"C{ligne}", "employeur": "Rabot"}
    return personne(nom, prenoms, naissance, ligne=ligne, **(defaut | champs))


def ml(ligne, nom="Genêt", prenoms="Zoé", naissance=date(1992, 6, 14), **champs):
    """A row of the Mission Locale."""
    defaut = {"commune": "Laval", "code_postal": "53000", "identifiant": f"ML{ligne}", "conseiller": "Prune Mirabelle"}
    return personne(nom, prenoms, naissance, ligne=ligne, **(defaut | champs))


def croisement(gauche, droite, refusees=()):
    """Cross rows as if they had just been read."""
    refus = tuple(LigneRefusee(r, "Il manque la date de naissance.") for r in refusees)
    return ResultatCroisement(
        ListePersonnes("chambre.xlsx", tuple(gauche), refus),
        ListePersonnes("ml.csv", tuple(droite)),
        croiser(tuple(gauche), tuple(droite)),
    )


def importer(ctx, gauche, droite, campagne=None, **choix):
    """Cross, propose, register what is automatic."""
    campagne = campagne or next(iter(campagnes.lister(ctx)), annuelle("2010/2011"))
    proposition = importation.proposer(ctx, campagne, croisement(gauche, droite))
    choix = {"retenues": importation.automatiques(proposition)} | choix
    return importation.enregistrer(ctx, proposition, Choix(**choix))[0]


def compter(ctx):
    """Count the rows of every table an import writes."""
    with ctx.store.read() as cx:
        return {t: cx.execute(text(f"SELECT count(*) FROM {t}")).scalar() for t in TABLES}


def gens(ctx):
    with ctx.store.read() as cx:
        return beneficiaires.everyone(cx)


def inclusion(ctx, qui):
    with ctx.store.read() as cx:
        return inclusions.of(cx, qui.id)[0]


def contrats_de(ctx, qui):
    with ctx.store.read() as cx:
        return contrats.of(cx, qui.id)


def a_verifier(ctx, gauche, droite):
    """Return the proposal and its only pair to check."""
    campagne = next(iter(campagnes.lister(ctx)), annuelle("2010/2011"))
    proposition = importation.proposer(ctx, campagne, croisement(gauche, droite))
    (paire,) = proposition.de(Sort.A_VERIFIER)
    return proposition, paire


def test_une_personne_retenue_et_affectee(ctx):
    fiche = chambre(
        5, telephones=("+33647382915",), cfa="CFA du Bocage", diplome="CAP boulanger", fin_prevue=date(2012, 8, 31)
    )
    bilan = importer(ctx, [fiche], [ml(2, courriel="zoe@exemple.invalid", telephones=("+33243000000",))])

    (zoe,) = gens(ctx)
    assert (zoe.nom_naissance, zoe.prenoms, zoe.commune) == ("Genêt", "Zoé", "Laval")
    assert (zoe.telephone, zoe.telephone_2) == ("+33647382915", "+33243000000")
    assert (zoe.courriel, zoe.ml_identifiant, zoe.ml_conseiller) == ("zoe@exemple.invalid", "ML2", "Prune Mirabelle")
    assert zoe.suivi_ml
    assert (zoe.naissance_verifiee_le, zoe.naissance_source) == (date(2011, 1, 3), SOURCE_LISTES)
    (contrat,) = contrats_de(ctx, zoe)
    assert (contrat.rang, contrat.debut, contrat.fin_prevue, contrat.plan_suivi) == (
        1,
        RENTREE,
        date(2012, 8, 31),
        True,
    )
    assert (contrat.cfa, contrat.diplome, contrat.numero) == ("CFA du Bocage", "CAP boulanger", "C5")
    dedans = inclusion(ctx, zoe)
    assert (dedans.groupe, dedans.date_naissance_utilisee) == (Groupe.TEST, date(1992, 6, 14))
    assert bilan == BilanImport(lignes_chambre=1, lignes_ml=1, apparies=1, retenus=1, test=1)
    assert affectation.verifier_registre(ctx).anomalies == ()


def test_la_campagne_annuelle_est_creee_avec_sa_fenetre(ctx):
    importer(ctx, [chambre(5)], [ml(2)])

    (campagne,) = campagnes.lister(ctx)
    assert (campagne.nom, campagne.methode) == ("2010/2011", Methode.PARITE)
    assert (campagne.fenetre_debut, campagne.fenetre_fin) == (date(2010, 7, 1), date(2010, 12, 31))


def test_la_meme_liste_un_mois_plus_tard_n_ajoute_rien(ctx):
    gauche = [chambre(5), chambre(6, "Houblon", "Émile", date(1991, 3, 3))]
    droite = [ml(2), ml(3, "Houblon", "Émile", date(1991, 3, 3))]
    premier = importer(ctx, gauche, droite)
    avant = compter(ctx)

    second = importer(ctx, gauche, droite)

    assert (premier.retenus, premier.test, premier.temoin) == (2, 1, 1)
    assert (second.retenus, second.deja_connus, second.apparies) == (0, 2, 2)
    assert compter(ctx) == avant | {"import_listes": 2}


def test_seul_le_nouveau_est_ajoute(ctx):
    importer(ctx, [chambre(5)], [ml(2)])

    bilan = importer(
        ctx,
        [chambre(9), chambre(10, "Houblon", "Émile", date(1991, 3, 3))],
        [ml(7), ml(8, "Houblon", "Émile", date(1991, 3, 3))],
    )

    assert (bilan.retenus, bilan.deja_connus, bilan.temoin) == (1, 1, 1)
    assert sorted(b.prenoms for b in gens(ctx)) == ["Zoé", "Émile"]


def test_un_nom_corrige_dans_une_liste_reste_la_meme_personne(ctx):
    importer(ctx, [chambre(5)], [ml(2)])

    par_ml = importer(ctx, [chambre(5, "Genet Roux", nom_usage="")], [ml(2)])
    par_chambre = importer(ctx, [chambre(5)], [ml(2, "GENÊT", "Zoe")])

    assert len(gens(ctx)) == 1
    assert (par_chambre.retenus, par_chambre.deja_connus) == (0, 1)
    assert par_ml.retenus == 0


@pytest.mark.parametrize("debut", [date(2010, 6, 30), date(2011, 1, 1)])
def test_un_contrat_hors_de_la_fenetre_n_est_pas_retenu(ctx, debut):
    bilan = importer(ctx, [chambre(5, debut=debut)], [ml(2)])

    assert (bilan.hors_fenetre, bilan.retenus, bilan.apparies) == (1, 0, 1)
    assert gens(ctx) == ()


@pytest.mark.parametrize("debut", [date(2010, 7, 1), date(2010, 12, 31)])
def test_la_fenetre_est_fermee_des_deux_cotes(ctx, debut):
    assert importer(ctx, [chambre(5, debut=debut)], [ml(2)]).retenus == 1


def test_sans_debut_de_contrat_la_personne_est_retenue_sans_contrat(ctx):
    bilan = importer(ctx, [chambre(5, debut=None)], [ml(2)])
    assert bilan.retenus == 1
    assert contrats_de(ctx, gens(ctx)[0]) == ()

    importer(ctx, [chambre(5)], [ml(2)])
    assert [c.rang for c in contrats_de(ctx, gens(ctx)[0])] == [1]


def test_deux_contrats_d_une_personne(ctx):
    suite = {"numero": "C6", "debut": date(2010, 11, 15), "employeur": "Varlope"}

    bilan = importer(ctx, [chambre(6, **suite), chambre(5, rupture_le=date(2010, 10, 20))], [ml(2)])

    (zoe,) = gens(ctx)
    premier, second = contrats_de(ctx, zoe)
    assert (premier.numero, premier.rang, premier.plan_suivi) == ("C5", 1, True)
    assert (second.numero, second.rang, second.plan_suivi) == ("C6", 2, False)
    with ctx.store.read() as cx:
        rupture = contrats.rupture_of(cx, premier.id)
        assert contrats.rupture_of(cx, second.id) is None
    assert rupture is not None
    assert (rupture.le, rupture.source, rupture.connue_le) == (
        date(2010, 10, 20),
        SourceRupture.LISTE_CHAMBRE,
        date(2011, 1, 3),
    )
    assert (bilan.retenus, bilan.apparies) == (1, 2)


def test_le_contrat_qui_suit_hors_de_la_fenetre_n_est_pas_perdu(ctx):
    importer(
        ctx,
        [chambre(5), chambre(6, numero="C6", debut=date(2011, 2, 1)), chambre(7, numero="C7", debut=date(2009, 9, 1))],
        [ml(2)],
    )

    assert [c.numero for c in contrats_de(ctx, gens(ctx)[0])] == ["C5", "C6"]


def test_le_contrat_et_la_rupture_appris_le_mois_suivant(ctx):
    importer(ctx, [chambre(5)], [ml(2)])
    rompu = chambre(5, rupture_le=date(2010, 11, 5))
    nouveau = chambre(6, numero="C6", debut=date(2010, 12, 1))

    bilan = importer(ctx, [rompu, nouveau], [ml(2)])
    encore = importer(ctx, [rompu, nouveau], [ml(2)])

    assert (bilan.retenus, bilan.deja_connus, bilan.contrats_ajoutes, bilan.ruptures_apprises) == (0, 1, 1, 1)
    assert (encore.contrats_ajoutes, encore.ruptures_apprises) == (0, 0)
    assert [c.plan_suivi for c in contrats_de(ctx, gens(ctx)[0])] == [True, False]


def test_une_date_de_debut_corrigee_ne_fait_pas_un_second_contrat(ctx):
    importer(ctx, [chambre(5, numero="")], [ml(2)])
    importer(ctx, [chambre(5, numero="", debut=date(2010, 9, 15))], [ml(2)])

    assert len(contrats_de(ctx, gens(ctx)[0])) == 1


@pytest.mark.parametrize("le", [date(2010, 8, 1), date(2012, 8, 31)])
def test_une_fin_normale_ou_impossible_n_est_pas_une_rupture(ctx, le):
    importer(ctx, [chambre(5, fin_prevue=date(2012, 8, 31), rupture_le=le)], [ml(2)])
    assert compter(ctx)["rupture"] == 0


def test_une_fin_avant_le_debut_est_laissee_vide(ctx):
    importer(ctx, [chambre(5, fin_prevue=date(2010, 8, 1))], [ml(2)])
    assert contrats_de(ctx, gens(ctx)[0])[0].fin_prevue is None


def test_le_premier_janvier_attend(ctx):
    jour = date(1992, 1, 1)
    bilan = importer(ctx, [chambre(5, naissance=jour)], [ml(2, naissance=jour)])

    (zoe,) = gens(ctx)
    assert (bilan.retenus, bilan.en_attente) == (1, 1)
    assert (zoe.date_naissance, zoe.naissance_verifiee_le) == (jour, None)
    assert (inclusion(ctx, zoe).groupe, inclusion(ctx, zoe).motif_attente) == (None, affectation.DATE_A_VERIFIER)


def test_deux_dates_et_celle_que_le_referent_choisit(ctx):
    meme = {"telephones": ("+33647382915",)}
    gauche, droite = [chambre(5, **meme)], [ml(2, naissance=date(1992, 6, 15), **meme)]
    proposition = importation.proposer(ctx, annuelle("2010/2011"), croisement(gauche, droite))
    (paire,) = proposition.paires
    assert not paire.naissance_sure

    importation.enregistrer(ctx, proposition, Choix((Retenue(paire, date(1992, 6, 15), "carte d’identité"),)))

    (zoe,) = gens(ctx)
    assert (zoe.date_naissance, zoe.naissance_source) == (date(1992, 6, 15), "carte d’identité")
    assert inclusion(ctx, zoe).groupe is Groupe.TEMOIN


def test_deux_dates_sans_choix_attendent(ctx):
    meme = {"telephones": ("+33647382915",)}
    bilan = importer(ctx, [chambre(5, **meme)], [ml(2, naissance=date(1992, 6, 15), **meme)])
    assert (bilan.en_attente, bilan.test, bilan.temoin) == (1, 0, 0)


def test_deux_lignes_de_dates_differentes_ne_verifient_rien(ctx):
    """Two rows of one person: the lists agree on one, not on the other."""
    lien = {"telephones": ("+33647382915",), "courriel": "zoe@exemple.invalid"}
    gauche = [chambre(5, **lien), chambre(6, naissance=date(1992, 6, 15), debut=date(2010, 11, 2), **lien)]
    proposition = importation.proposer(ctx, annuelle("2010/2011"), croisement(gauche, [ml(2, **lien)]))
    retenues = [
        Retenue(p, p.chambre.naissance if p.naissance_sure else None, SOURCE_LISTES if p.naissance_sure else "")
        for p in proposition.paires
    ]
    assert [r.naissance for r in importation.jeunes(retenues)] == [None]

    bilan, _ = importation.enregistrer(ctx, proposition, Choix(tuple(retenues)))

    assert len(retenues) == 2
    assert (bilan.retenus, bilan.en_attente) == (1, 1)

    choisies = [replace(r, naissance=date(1992, 6, 14), source="appel au CFA") for r in retenues[1:]]
    assert importation.jeunes([*retenues[:1], *choisies])[0].source == "appel au CFA"


def test_par_tirage_rien_n_est_affecte(ctx):
    campagne, _ = campagnes.creer(ctx, replace(annuelle("2010/2011"), methode=Methode.TIRAGE))

    bilan = importer(ctx, [chambre(5)], [ml(2)], campagne)

    assert (bilan.retenus, bilan.en_attente) == (1, 1)
    assert compter(ctx)["registre"] == 0
    assert inclusion(ctx, gens(ctx)[0]).motif_attente == affectation.TIRAGE_A_FAIRE


def test_une_paire_ecartee_ne_revient_pas(ctx):
    gauche, droite = [chambre(5)], [ml(2, prenoms="Zélie")]
    proposition, paire = a_verifier(
        ctx, gauche, [ml(2, naissance=date(1992, 6, 15), commune="Craon", code_postal="53400")]
    )
    importation.enregistrer(ctx, proposition, Choix(ecartees=(paire,)))

    (campagne,) = campagnes.lister(ctx)
    encore = importation.proposer(ctx, campagne, proposition.resultat)
    autre = importation.proposer(ctx, replace(campagne, id=0, nom="2011/2012"), proposition.resultat)

    assert [p.sort for p in encore.paires] == [Sort.ECARTEE]
    assert [p.sort for p in autre.paires] == [Sort.A_VERIFIER]
    assert gens(ctx) == ()
    assert importer(ctx, gauche, droite).retenus == 0


def test_rien_de_ceux_qui_ne_sont_pas_retenus_n_est_garde(ctx):
    proposition, paire = a_verifier(
        ctx,
        [chambre(5, "Quartzite")],
        [ml(2, "Quartzite", naissance=date(1992, 6, 15), commune="Craon", code_postal="53400")],
    )
    importation.enregistrer(ctx, proposition, Choix(ecartees=(paire,)))

    with ctx.store.read() as cx:
        noms = [r[0] for r in cx.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        contenu = " ".join(str(tuple(r)) for nom in noms for r in cx.execute(text(f'SELECT * FROM "{nom}"')))
        decisions = list(cx.execute(text("SELECT empreinte, decision, beneficiaire_id FROM decision_croisement")))
    assert "quartzite" not in contenu.casefold()
    assert "1992-06" not in contenu
    assert [(len(d.empreinte), d.decision, d.beneficiaire_id) for d in decisions] == [(64, "ecartee", None)]


def test_l_empreinte_depend_de_la_cle_de_la_base(ctx):
    importer(ctx, [chambre(5)], [ml(2)])
    with ctx.store.write() as uow:
        uow.cx.execute(text("UPDATE reglage SET valeur = :v WHERE cle = 'secret_croisement'"), {"v": "ab" * 32})
        uow.commit()
    proposition = importation.proposer(ctx, campagnes.lister(ctx)[0], croisement([chambre(5)], [ml(2)]))
    # The hash is not found any more; she is recognised all the same, by comparison with the base.
    assert [p.sort for p in proposition.paires] == [Sort.DEJA_CONNUE]


def test_une_panne_au_milieu_ne_laisse_rien(ctx, monkeypatch):
    gauche = [chambre(5), chambre(6, "Houblon", "Émile", date(1991, 3, 3))]
    droite = [ml(2), ml(3, "Houblon", "Émile", date(1991, 3, 3))]
    vrai, appels = importation.retenir, []

    def tomber(*a, **k):
        appels.append(1)
        if len(appels) == 2:
            raise OSError("panne")
        return vrai(*a, **k)

    avant = compter(ctx)
    monkeypatch.setattr(importation, "retenir", tomber)
    with pytest.raises(OSError, match="panne"):
        importer(ctx, gauche, droite)

    assert len(appels) == 2
    assert compter(ctx) == avant


@pytest.mark.parametrize("patience", [0, 1, 2])
def test_une_annulation_ne_laisse_rien(ctx, patience):
    gauche = [chambre(5), chambre(6, "Houblon", "Émile", date(1991, 3, 3))]
    proposition = importation.proposer(
        ctx, annuelle("2010/2011"), croisement(gauche, [ml(2), ml(3, "Houblon", "Émile", date(1991, 3, 3))])
    )

    class Impatiente:
        reste = patience

        def report(self, done, total, message=""):
            pass

        def is_cancelled(self):
            self.reste -= 1
            return self.reste < 0

    avant = compter(ctx)
    with pytest.raises(CancelledError):
        importation.enregistrer(ctx, proposition, Choix(importation.automatiques(proposition)), Impatiente())
    assert compter(ctx) == avant


def test_deux_enregistrements_de_la_meme_proposition_ne_doublent_personne(ctx):
    proposition = importation.proposer(ctx, annuelle("2010/2011"), croisement([chambre(5)], [ml(2)]))
    choix = Choix(importation.automatiques(proposition))

    importation.enregistrer(ctx, proposition, choix)
    second, _ = importation.enregistrer(ctx, proposition, choix)

    assert (second.retenus, second.deja_connus) == (0, 1)
    assert len(gens(ctx)) == 1


def test_quelqu_un_de_semblable_entre_pendant_la_revue_n_est_pas_double(ctx):
    proposition = importation.proposer(
        ctx, annuelle("2010/2011"), croisement([chambre(5, commune="")], [ml(2, commune="")])
    )
    with fabrique.remplir(ctx) as f:
        f.personne("Genêt", "Zoé", date(1992, 6, 15), telephone="", commune="Craon", code_postal="")

    bilan, _ = importation.enregistrer(ctx, proposition, Choix(importation.automatiques(proposition)))

    assert bilan.retenus == 0
    assert len(gens(ctx)) == 1


def test_deja_saisie_a_la_main(ctx):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne("Genêt", "Zoé", date(1992, 6, 14), telephone="06 47 38 29 15")

    bilan = importer(ctx, [chambre(5, telephones=("+33647382915",))], [ml(2)])

    assert (bilan.retenus, bilan.deja_connus, bilan.contrats_ajoutes) == (0, 1, 1)
    assert [b.id for b in gens(ctx)] == [zoe.id]


def test_une_ressemblance_avec_la_base_est_demandee(ctx):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne("Genêt", "Zoé", date(1992, 6, 15), telephone="", commune="Craon", code_postal="53400")
    gauche, droite = [chambre(5)], [ml(2)]
    proposition, paire = a_verifier(ctx, gauche, droite)
    assert (paire.beneficiaire_id, paire.ressemble) == (zoe.id, "GENÊT Zoé")
    assert importer(ctx, gauche, droite).retenus == 0

    bilan, _ = importation.enregistrer(ctx, proposition, Choix(connues=(paire,)))

    assert (bilan.retenus, bilan.deja_connus, bilan.a_verifier) == (0, 1, 0)
    assert [b.id for b in gens(ctx)] == [zoe.id]
    assert importer(ctx, gauche, droite).deja_connus == 1


def test_deux_homonymes_que_le_referent_distingue(ctx):
    """Two people of the same name and birth date: rows, not hashes, tell them apart inside one import."""
    gauche = [
        chambre(5, telephones=("+33611111111",)),
        chambre(6, commune="Craon", code_postal="53400", telephones=("+33622222222",)),
    ]
    droite = [ml(2), ml(3, commune="Craon", code_postal="53400")]
    proposition = importation.proposer(ctx, annuelle("2010/2011"), croisement(gauche, droite))
    retenues = [Retenue(p, p.chambre.naissance, SOURCE_LISTES) for p in proposition.paires if p.cle in {(5, 2), (6, 3)}]

    bilan, _ = importation.enregistrer(ctx, proposition, Choix(tuple(retenues)))

    assert bilan.retenus == 2
    assert sorted(b.commune for b in gens(ctx)) == ["Craon", "Laval"]


def test_une_campagne_close_refuse(ctx):
    campagne, _ = campagnes.creer(ctx, annuelle("2010/2011"))
    proposition = importation.proposer(ctx, campagne, croisement([chambre(5)], [ml(2)]))
    campagnes.modifier(ctx, replace(campagne, close_le=date(2011, 1, 2)))

    with pytest.raises(RefusedError, match="close"):
        importation.enregistrer(ctx, proposition, Choix(importation.automatiques(proposition)))
    with pytest.raises(RefusedError, match="close"):
        importation.importer(ctx, " 2010/2011 ", "absent.xlsx", "absent.csv")
    assert gens(ctx) == ()


def test_un_nom_de_campagne_inconnu_est_refuse_avant_de_lire(ctx):
    with pytest.raises(InvalidInputError, match="n’existe pas"):
        importation.importer(ctx, "automne", "absent.xlsx", "absent.csv")


def test_le_journal_de_l_import(ctx):
    bilan = importer(ctx, [chambre(5)], [ml(2)])

    with ctx.store.read() as cx:
        (ligne,) = cx.execute(text("SELECT fichier_chambre, fichier_ml, bilan FROM import_listes"))
    assert (ligne.fichier_chambre, ligne.fichier_ml) == ("chambre.xlsx", "ml.csv")
    assert json.loads(ligne.bilan)["retenus"] == bilan.retenus == 1


def test_le_bilan_egale_un_recomptage(ctx):
    """Counts made again from the rows and from the base, by other means."""
    noms = fabrique.NOMS
    gauche = [
        chambre(10 + i, noms[i], "Lou", date(1991, 1 + i % 9, 1 + i), debut=date(2010, 6 + i % 4, 5)) for i in range(20)
    ]
    droite = [ml(2 + i, noms[i], "Lou", date(1991, 1 + i % 9, 1 + i)) for i in range(0, 20, 2)]
    resultat = croisement(gauche, droite, refusees=(40, 41))
    proposition = importation.proposer(ctx, annuelle("2010/2011"), resultat)

    bilan, _ = importation.enregistrer(ctx, proposition, Choix(importation.automatiques(proposition)))

    dedans = [i for i in range(0, 20, 2) if 6 + i % 4 >= 7]
    surs = [i for i in dedans if (1 + i % 9, 1 + i) != (1, 1)]
    assert bilan.as_json() == {
        "lignes": {"chambre": 22, "ml": 10},
        "lignes_refusees": 2,
        "apparies": 10,
        "a_verifier": 0,
        "hors_fenetre": 10 - len(dedans),
        "retenus": len(dedans),
        "test": sum((1 + i) % 2 == 0 for i in surs),
        "temoin": sum((1 + i) % 2 for i in surs),
        "en_attente": len(dedans) - len(surs),
        "deja_connus": 0,
    }
    groupes = Counter(inclusion(ctx, b).groupe for b in gens(ctx))
    assert (groupes[Groupe.TEST], groupes[Groupe.TEMOIN], groupes[None]) == (bilan.test, bilan.temoin, bilan.en_attente)
    assert sum(p.decision is Decision.APPARIE for p in resultat.paires) == bilan.apparies
