"""The cohort file: its columns, what it never holds, and how it is written."""

import csv
import io
import json
from datetime import date, timedelta

import fabrique
import pytest

from plateforme.domain.cohorte import pseudonyme
from plateforme.domain.vocabulaire import Accord, Groupe, Methode, Niveau, Sexe, Situation, SourceRupture, Suite
from plateforme.errors import FileProblemError, InvalidInputError, RefusedError
from plateforme.exports import cohorte_csv, ecriture, indicateurs_json, registry
from plateforme.services import indicateurs

ENTETE = (
    "id;groupe;campagne;sexe;age_entree;niveau;commune;code_postal;cfa;filiere;debut;fin_prevue;rupture;duree_jours;"
    "nouveau_contrat;delai_nouveau_contrat_jours;accord"
)


def lire(chemin):
    brut = chemin.read_bytes()
    assert brut.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(brut.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def petite(ctx):
    """A test person who broke and signed again, a témoin, a hors évaluation, an unassigned one."""
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        contrat = {"niveau_prepare": Niveau.N4, "filiere": "bois", "cfa": "=cmd|' /C calc'!A0"}
        zoe = f.personne(
            "Genêt", "Zoé", date(1993, 5, 12), campagne=campagne, debut=date(2010, 9, 1), accord=Accord.OUI,
            sexe=Sexe.F, contrat=contrat, commune="-Laval\nNord",
        )  # fmt: skip
        f.rupture(f.contrats_de(zoe)[0], date(2010, 10, 1))
        f.contrat(zoe, date(2010, 11, 15))
        f.personne("Ortie", "Théo", date(1992, 3, 7), campagne=campagne, debut=date(2010, 9, 1))
        f.personne("Rabot", "Émile", date(1992, 3, 9), campagne=campagne, debut=date(2010, 9, 1), verifiee=False)
        seul = f.personne("Quartz", "Noël", date(1992, 3, 11), campagne=campagne)
    return {"campagne": campagne, "zoe": zoe, "seul": seul}


def test_columns_and_values(ctx, petite, tmp_path):
    bilan = indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv", "2010/2011")
    assert (bilan.test, bilan.temoin) == (1, 2)
    lignes = lire(bilan.chemin)
    assert list(lignes[0]) == [*ENTETE.split(";"), cohorte_csv.AVERTISSEMENT]
    zoe = next(ligne for ligne in lignes if ligne["groupe"] == "test")
    attendu = {
        "campagne": "2010/2011", "sexe": "F", "age_entree": "17", "niveau": "4", "code_postal": "53000",
        "filiere": "bois", "debut": "2010-09-01", "fin_prevue": "2012-09-01", "rupture": "1", "duree_jours": "30",
        "nouveau_contrat": "1", "delai_nouveau_contrat_jours": "45", "accord": "oui",
    }  # fmt: skip
    assert {cle: zoe[cle] for cle in attendu} == attendu
    assert {ligne[cohorte_csv.AVERTISSEMENT] for ligne in lignes} == {"oui"}


def test_a_witness_without_rupture_is_censored_today_and_a_missing_contract_stays_empty(ctx, petite, tmp_path):
    lignes = lire(indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv").chemin)
    temoins = {ligne["debut"]: ligne for ligne in lignes if ligne["groupe"] == "temoin"}
    ortie, seul = temoins["2010-09-01"], temoins[""]
    assert (ortie["rupture"], ortie["duree_jours"], ortie["accord"]) == ("0", "124", "sans objet")
    assert (ortie["nouveau_contrat"], ortie["delai_nouveau_contrat_jours"]) == ("0", "")
    assert (seul["duree_jours"], seul["niveau"], seul["cfa"], seul["rupture"]) == ("", "", "", "0")


def test_no_formula_survives(ctx, petite, tmp_path):
    zoe = next(x for x in lire(indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv").chemin) if x["groupe"] == "test")
    assert zoe["cfa"] == "'=cmd|' /C calc'!A0"
    assert zoe["commune"] == "'-Laval Nord"


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "\t=", " =", "\n@", "\r+"])
def test_every_start_of_a_formula_is_disarmed(debut):
    assert ecriture.texte_sur(f"{debut}A1").startswith("'")
    assert ecriture.texte_sur("CFA du Bocage") == "CFA du Bocage"


def test_no_identity_leaves(ctx, tmp_path):
    fabrique.population(ctx)
    brut = indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv").chemin.read_bytes().decode("utf-8-sig")
    with ctx.store.read() as cx:
        from plateforme.db.queries import dossiers  # noqa: PLC0415 - only this test reads the base itself

        personnes = [d.beneficiaire for d in dossiers.all_people(cx)]
    assert len(personnes) == 40
    for p in personnes:
        assert p.nom_naissance not in brut
        assert p.jeton not in brut
        assert p.telephone not in brut
        assert p.date_naissance is None or p.date_naissance.isoformat() not in brut


def test_the_file_is_the_same_each_time_and_its_order_says_nothing(ctx, tmp_path):
    fabrique.population(ctx)
    un = indicateurs.exporter_cohorte(ctx, tmp_path / "un.csv").chemin.read_bytes()
    deux = indicateurs.exporter_cohorte(ctx, tmp_path / "deux.csv").chemin.read_bytes()
    assert un == deux
    ids = [ligne["id"] for ligne in lire(tmp_path / "un.csv")]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)


def test_pseudonyms_need_the_key_and_change_with_the_campaign():
    assert pseudonyme("a", "2010/2011", "j") == pseudonyme("a", "2010/2011", "j")
    autres = {pseudonyme("b", "2010/2011", "j"), pseudonyme("a", "2009/2010", "j"), pseudonyme("a", "2010/2011", "k")}
    assert len(autres | {pseudonyme("a", "2010/2011", "j")}) == 4


def test_observation_stops_at_the_planned_end(ctx, tmp_path):
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne()
        f.personne(campagne=campagne, debut=date(2010, 7, 1), contrat={"fin_prevue": date(2010, 12, 1)})
        f.personne("Rabot", campagne=campagne, debut=ctx.today() + timedelta(days=3))
    durees = [x["duree_jours"] for x in lire(indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv").chemin)]
    assert sorted(durees) == ["0", "153"]


def test_an_empty_cohort_is_refused_and_writes_nothing(ctx, tmp_path):
    with pytest.raises(RefusedError, match="personne à exporter"):
        indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv")
    assert not (tmp_path / "c.csv").exists()


def test_unknown_campaign_and_impossible_horizon(ctx, petite, tmp_path):
    with pytest.raises(InvalidInputError, match=r"1999/2000.*2010/2011"):
        indicateurs.exporter_cohorte(ctx, tmp_path / "c.csv", "1999/2000")
    with pytest.raises(InvalidInputError, match="horizon"):
        indicateurs.calculer(ctx, horizon_jours=0)


def test_a_folder_that_cannot_be_written_is_told_and_leaves_nothing(tmp_path):
    (tmp_path / "fichier").write_text("occupé")
    with pytest.raises(FileProblemError, match="n’a pas pu être écrit"):
        ecriture.ecrire(tmp_path / "fichier" / "c.csv", b"x")


def test_a_target_that_refuses_leaves_no_temporary_file(tmp_path):
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(FileProblemError):
        ecriture.ecrire(tmp_path / "c.csv", b"x")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".export")] == []


def test_the_name_of_the_file_warns():
    nom = registry.par_cle("csv").nom_fichier("2010/2011", date(2011, 1, 3))
    assert nom == "cohorte-donnees-personnelles-pseudonymisees-2010-2011-au-2011-01-03.csv"
    assert "toutes-campagnes" in registry.par_cle("csv").nom_fichier(None, date(2011, 1, 3))


# --- indicators as JSON ---


def test_json_has_exactly_the_keys_of_the_contract(ctx, petite):
    objet = json.loads(json.dumps(indicateurs_json.produire(indicateurs.calculer(ctx))))
    assert list(objet) == [
        "arrete_au", "horizon_jours", "unite", "definition", "test", "temoin", "hors_evaluation", "par_campagne",
        "tableau1",
    ]  # fmt: skip
    assert objet["arrete_au"] == "2011-01-03"
    assert objet["unite"] == "personne"
    assert objet["definition"] == {"periode": "BTP CFA Île-de-France 2022", "net_jours": 180}
    assert set(objet["test"]) == {
        "effectif", "accord", "suivis", "ruptures_brutes", "ruptures_nettes", "nettes_en_attente", "denominateur",
        "taux_brut", "taux_net", "rebond",
    }  # fmt: skip
    assert objet["test"]["accord"] == {"oui": 1, "refuse": 0, "retire": 0, "en_attente": 0}
    assert objet["test"]["rebond"] == {
        "sorties_positives": 1,
        "par_suite": {"contrat_meme_metier": 1},
        "delai_median_jours": 45,
        "sans_solution_6_mois": 0,
    }
    assert (objet["test"]["taux_brut"], objet["test"]["taux_net"]) == (1.0, 0.0)
    assert objet["hors_evaluation"]["taux_brut"] is None
    campagne = objet["par_campagne"]["2010/2011"]
    assert set(campagne) == {"methode", "fenetre", "prevus", "test", "temoin"}
    assert (campagne["methode"], campagne["fenetre"]) == ("parite", ["2010-07-01", "2010-12-31"])
    assert (campagne["prevus"], campagne["temoin"]["effectif"]) == (40, 2)
    assert objet["tableau1"]["age"] == {"16-18": 1, "18-25": 0}
    assert objet["tableau1"]["niveau"] == {"infra_V": 0, "V": 0, "IV": 1, "III": 0}


def test_json_of_one_campaign_with_a_horizon(ctx, petite):
    with fabrique.remplir(ctx) as f:
        f.campagne("2009/2010", methode=Methode.TIRAGE, net_jours=90)
    tout = indicateurs_json.produire(indicateurs.calculer(ctx))
    assert tout["definition"]["net_jours"] == [90, 180]
    assert list(tout["par_campagne"]) == ["2009/2010", "2010/2011"]
    seule = indicateurs_json.produire(indicateurs.calculer(ctx, "2010/2011", 45))
    assert list(seule["par_campagne"]) == ["2010/2011"]
    assert seule["horizon_jours"] == 45
    assert seule["temoin"]["non_observes"] == 1


def test_a_draw_campaign_reproduces_the_published_counts(ctx):
    """64 people of a campaign by draw, 11 ruptures known from a list: 11 / 64, whatever the parity of birthdays."""
    with fabrique.remplir(ctx) as f:
        campagne = f.campagne("2009/2010", methode=Methode.TIRAGE)
        for k in range(64):
            p = f.personne(
                fabrique.NOMS[k % 20], "Lou", date(1991, 1 + k % 12, 1 + k % 28),
                sexe=Sexe.F if k < 25 else Sexe.M, situation_entree=Situation.APPRENTI_CFA,
            )  # fmt: skip
            contrat = f.contrat(p, date(2009, 9, 1))
            f.retenir(p, campagne, le=date(2009, 9, 1), accord=Accord.OUI, groupe=Groupe.TEST)
            if k < 11:
                f.rupture(contrat, date(2009, 12, 1), source=SourceRupture.LISTE_CFA, suite=Suite.RIEN)
    test = indicateurs.calculer(ctx, "2009/2010").test
    assert (test.ruptures_brutes, test.denominateur) == (11, 64)
    assert (test.ruptures_nettes, test.nettes_en_attente) == (11, 0)
    assert test.rebond.sans_solution_6_mois == 11
