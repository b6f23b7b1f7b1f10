"""Sentences about the figures: right numbers, French, and no claim that the figures do not bear."""

from dataclasses import replace
from datetime import date

import pytest
from fabrique import remplir
from pypdf import PdfReader

from plateforme.domain import lecture
from plateforme.domain.indicateurs import Indicateurs, IndicateursCampagne, IndicateursGroupe, Rebond, Tableau1
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import Accord, Methode
from plateforme.errors import FileProblemError
from plateforme.services import indicateurs, point_etape, reglages
from plateforme.settings import CAMPAGNE_COURANTE, CHAMBRE_NOM, REFERENT_NOM


def groupe(effectif, ruptures, **champs):
    vide = IndicateursGroupe(effectif, dict.fromkeys(Accord, 0), effectif, ruptures, 0, 0, 0, 0, Rebond())
    return replace(vide, **champs)


def chiffres(test, temoin, *, methodes=(Methode.TIRAGE,), horizon=None, net_jours=(180,)):
    fenetre = (date(2010, 7, 1), date(2010, 12, 31))
    campagnes = tuple(
        IndicateursCampagne(f"201{k}/201{k + 1}", methode, fenetre, 40, test, temoin)
        for k, methode in enumerate(methodes)
    )
    vide = Tableau1({}, {}, {}, {})
    return Indicateurs(date(2011, 1, 3), horizon, net_jours, test, temoin, groupe(0, 0), campagnes, vide)


def plat(texte):
    return texte.replace(NBSP, " ").replace(NNBSP, " ")


def test_a_difference_within_chance_claims_nothing():
    dit = plat(lecture.constat(chiffres(groupe(40, 3), groupe(40, 8))))
    assert "12,5 points moins élevé dans le groupe test" in dit
    assert "entre −28,1 et +3,1 points" in dit
    assert dit.endswith("on ne peut dire ni que le suivi change quelque chose, ni qu’il ne change rien.")


def test_a_clear_difference_is_said_without_naming_its_cause():
    dit = plat(lecture.constat(chiffres(groupe(100, 60), groupe(100, 20))))
    assert "40,0 points plus élevé" in dit
    assert dit.endswith("un écart pareil est rarement dû au seul hasard.")


def test_equal_rates():
    assert lecture.constat(chiffres(groupe(10, 1), groupe(20, 2))).startswith("Il y a autant de ruptures")


def test_nothing_to_compare():
    assert lecture.constat(chiffres(groupe(0, 0), groupe(5, 1))) == lecture.RIEN_A_COMPARER
    assert lecture.detectable(chiffres(groupe(0, 0), groupe(5, 1))) == ""
    assert lecture.intervalle_brut(groupe(0, 0)) is None
    assert lecture.taux_net(groupe(0, 0)) == "–"


@pytest.mark.parametrize(
    ("test", "temoin", "dit"),
    [
        (groupe(40, 3), groupe(40, 8), "Avec 40 jeunes par groupe et 20,0 % de ruptures chez les témoins, seul"),
        (groupe(40, 3), groupe(40, 8), "de 1,1 % ou moins dans le groupe test, soit un écart d’au moins 18,9 points"),
        (groupe(45, 3), groupe(64, 13), "Avec 45 jeunes dans le plus petit groupe et 20,3 %"),
        (groupe(4, 0), groupe(4, 1), "aucun écart n’avait huit chances sur dix d’être vu, pas même une absence totale"),
    ],
)  # fmt: skip
def test_what_could_have_been_seen(test, temoin, dit):
    assert dit in plat(lecture.detectable(chiffres(test, temoin)))


@pytest.mark.parametrize(
    ("ecart", "options", "dit"),
    [
        (0.067, {}, "6,7 points"),
        (-0.067, {"signe": True}, "−6,7 points"),
        (0.015, {"signe": True}, "+1,5 point"),
        (0.0, {"signe": True}, "0,0 point"),
        (0.03, {"signe": True, "unite": False}, "+3,0"),
    ],
)
def test_points(ecart, options, dit):
    assert plat(lecture.points(ecart, **options)) == dit


def test_net_rate_between_two_bounds_while_some_wait():
    assert plat(lecture.taux_net(groupe(40, 3, ruptures_nettes=1))) == "2,5 %"
    attente = groupe(40, 3, ruptures_nettes=1, nettes_en_attente=2)
    assert plat(lecture.taux_net(attente)) == "entre 2,5 % et 7,5 %"


def test_definition_says_the_days_and_the_horizon():
    simple = plat(lecture.definition(chiffres(groupe(1, 0), groupe(1, 0))))
    assert "dans les 180 jours" in simple
    assert "premiers jours" not in simple
    autre = plat(lecture.definition(chiffres(groupe(1, 0), groupe(1, 0), horizon=45, net_jours=(90, 180))))
    assert "dans les 45 premiers jours" in autre
    assert "90 ou 180 jours" in autre


def test_reserves_tell_what_weakens_the_comparison():
    test = groupe(40, 3, connues_par_suivi=2, non_observes=7)
    temoin = groupe(40, 8, connues_par_suivi=1, non_observes=1)
    suivi, horizon, parite = map(plat, lecture.reserves(chiffres(test, temoin, methodes=(Methode.PARITE,), horizon=45)))
    assert "2 sur 3 dans le groupe test ; sans elles, le taux est de 2,5 %" in suivi
    assert "et 1 sur 8 chez les témoins" in suivi
    assert horizon.startswith("8 jeunes sans rupture n’ont pas encore atteint 45 jours de contrat (test : 7")
    assert "40 jours pairs sur 80 : c’est dans ce que le hasard donne 95 fois sur 100 (de 30 à 48)" in parite
    assert lecture.reserves(chiffres(groupe(40, 0), groupe(40, 0))) == ()


def test_a_lopsided_parity_is_told_with_its_campaign():
    methodes = (Methode.TIRAGE, Methode.PARITE)
    (dit,) = lecture.reserves(chiffres(groupe(35, 0), groupe(5, 0), methodes=methodes))
    assert "en 2011/2012" in dit
    assert "35 jours pairs sur 40 : c’est hors de" in plat(dit)
    assert lecture.reserves(chiffres(groupe(0, 0), groupe(0, 0), methodes=(Methode.PARITE,))) == ()


# --- the page for the steering committee ---


@pytest.fixture
def deux_campagnes(ctx):
    with remplir(ctx) as f:
        annees = [f.campagne("2009/2010"), f.campagne("2010/2011")]
        for k, campagne in enumerate(annees):
            test = f.personne("Genêt", f"Zoé-{k}", date(1992, 5, 12), campagne=campagne, debut=date(2009 + k, 9, 1))
            f.rupture(f.contrats_de(test)[0], date(2009 + k, 11, 1))
            f.personne("Ortie", f"Théo-{k}", date(1992, 5, 13), campagne=campagne, debut=date(2009 + k, 9, 1))
    reglages.ecrire(ctx, {CHAMBRE_NOM: "Chambre des Haies", REFERENT_NOM: "Prune Mirabelle"})
    return annees


def texte_pdf(chemin):
    return plat(" ".join(page.extract_text() for page in PdfReader(chemin).pages))


def test_the_page_of_all_campaigns_gives_each_year_then_the_whole(ctx, deux_campagnes, tmp_path):
    evaluation = indicateurs.evaluer(ctx)
    libelles = [ligne.libelle for ligne in point_etape.lignes(evaluation.indicateurs)]
    assert libelles[:4] == ["Test 2009/2010", "Témoin 2009/2010", "Test 2010/2011", "Témoin 2010/2011"]
    assert [ligne.ensemble for ligne in point_etape.lignes(evaluation.indicateurs)] == [False] * 4 + [True] * 2
    assert point_etape.nom_fichier(evaluation) == "point-etape-toutes-campagnes-au-2011-01-03.pdf"
    texte = texte_pdf(point_etape.enregistrer(ctx, tmp_path / "p.pdf"))
    for attendu in ("Chambre des Haies", "2009/2010 et 2010/2011", "2 sur 2", "Prune Mirabelle", "Intact"):
        assert attendu in texte


def test_the_page_of_one_campaign(ctx, deux_campagnes, tmp_path):
    reglages.ecrire(ctx, {CAMPAGNE_COURANTE: deux_campagnes[1].id})
    evaluation = indicateurs.evaluer(ctx, 45)
    assert evaluation.campagne == "2010/2011"
    assert [(g.libelle, g.ruptures, g.jeunes) for g in point_etape.lignes(evaluation.indicateurs)] == [
        ("Test", 0, 1),
        ("Témoin", 0, 1),
    ]
    assert point_etape.nom_fichier(evaluation) == "point-etape-2010-2011-au-2011-01-03.pdf"
    assert "Genêt" not in texte_pdf(point_etape.enregistrer(ctx, tmp_path / "p.pdf", 45))


def test_an_empty_base_still_makes_a_page_and_a_refused_folder_is_told(ctx, tmp_path):
    assert "aucun jeune affecté" in texte_pdf(point_etape.enregistrer(ctx, tmp_path / "p.pdf"))
    (tmp_path / "fichier").write_text("")
    with pytest.raises(FileProblemError):
        point_etape.enregistrer(ctx, tmp_path / "fichier" / "p.pdf")


def test_a_broken_register_is_on_the_page(ctx, deux_campagnes):
    evaluation = indicateurs.evaluer(ctx)
    abimee = replace(
        evaluation, registre=replace(evaluation.registre, anomalies=("ligne 1 du registre : elle manque",))
    )
    document = point_etape.composer(abimee, point_etape.Chambre(""), point_etape.Referent(""))
    assert dict(document.effectifs)["Registre"].startswith("À vérifier")
