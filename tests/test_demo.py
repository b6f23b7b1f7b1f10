"""The demonstration base against the published figures, counted here from the raw tables, without the rules."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from sqlalchemy import text

from plateforme import paths
from plateforme.db import engine as db_engine
from plateforme.db.queries import dossiers, inclusions, liaison, suivi
from plateforme.domain import fiche as regles_fiche
from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.progress import SilentProgress
from plateforme.domain.suivi import NatureAction, Voie
from plateforme.domain.vocabulaire import Accord, Groupe, StatutFiche, TypeStructure
from plateforme.errors import CancelledError, FileProblemError
from plateforme.fiches import raster
from plateforme.security import keys
from plateforme.services import affectation, coffre, demo, indicateurs, reglages, verification
from plateforme.services.demo import population
from plateforme.services.demo.population import positions_tirees
from plateforme.settings import CAMPAGNE_COURANTE, CHAMBRE_NOM, CRIP_TELEPHONE, DATE_DEMONSTRATION
from tests.conftest import LEGER, PHRASE


@pytest.fixture(scope="module")
def base_demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[coffre.BaseOuverte]:
    """The demonstration base, built once for the whole module and only read."""
    avant = keys.DEFAUT
    keys.DEFAUT = LEGER
    try:
        ouverte = demo.construire(tmp_path_factory.mktemp("demo") / "demo.plateforme", PHRASE)
    finally:
        keys.DEFAUT = avant
    yield ouverte
    ouverte.close()


@pytest.fixture
def tous(base_demo: coffre.BaseOuverte) -> list[DossierPersonne]:
    with base_demo.ctx.store.read() as cx:
        return dossiers.all_people(cx)


def _compte(base: coffre.BaseOuverte, requete: str) -> list[tuple[object, ...]]:
    with base.ctx.store.read() as cx:
        return [tuple(ligne) for ligne in cx.execute(text(requete))]


TEST = "FROM inclusion i JOIN beneficiaire b ON b.id = i.beneficiaire_id JOIN campagne c ON c.id = i.campagne_id"


def test_groupes_par_campagne(base_demo: coffre.BaseOuverte) -> None:
    lignes = _compte(base_demo, f"SELECT c.nom, i.groupe, i.methode, count(*) {TEST} GROUP BY 1, 2, 3 ORDER BY 1, 2")
    assert lignes == [
        ("2009/2010", "temoin", "tirage", 64),
        ("2009/2010", "test", "tirage", 64),
        ("2010/2011", "temoin", "parite", 40),
        ("2010/2011", "test", "parite", 40),
    ]
    assert _compte(base_demo, "SELECT sum(effectif_prevu) FROM campagne") == [(120,)]
    assert _compte(base_demo, "SELECT count(*) FROM inclusion WHERE hors_evaluation_le IS NOT NULL") == [(0,)]


def test_tableau_1(base_demo: coffre.BaseOuverte) -> None:
    def compter(colonne: str) -> dict[object, object]:
        requete = f"SELECT {colonne}, count(*) {TEST} WHERE i.groupe = 'test' GROUP BY 1"
        return {ligne[0]: ligne[1] for ligne in _compte(base_demo, requete)}

    assert compter("b.sexe") == {"F": 42, "M": 62}
    assert compter("b.situation_entree") == {"apprenti_cfa": 99, "etudiant_superieur": 5}
    ages = "CAST(strftime('%Y', i.affecte_le) - strftime('%Y', b.date_naissance) AS INTEGER)"
    revolus = f"{ages} - (strftime('%m-%d', i.affecte_le) < strftime('%m-%d', b.date_naissance))"
    assert compter(f"CASE WHEN {revolus} BETWEEN 16 AND 17 THEN '16-18' WHEN {revolus} BETWEEN 18 AND 24 "
                   "THEN '18-25' ELSE 'autres' END") == {"16-18": 24, "18-25": 80}  # fmt: skip
    loges = _compte(base_demo, f"SELECT c.nom, count(*) {TEST} WHERE i.groupe = 'test' AND b.loge_adlj GROUP BY 1")
    assert loges == [("2009/2010", 10), ("2010/2011", 5)]


def test_niveaux_prepares(base_demo: coffre.BaseOuverte) -> None:
    requete = (
        f"SELECT k.niveau_prepare, count(*) {TEST} JOIN contrat k ON k.beneficiaire_id = b.id AND k.rang = 1 "
        "WHERE i.groupe = 'test' GROUP BY 1 ORDER BY 1"
    )
    assert _compte(base_demo, requete) == [("3", 79), ("4", 20), ("5", 5)]


def test_ruptures_brutes_toutes_avant_le_jour(base_demo: coffre.BaseOuverte) -> None:
    requete = (
        f"SELECT c.nom, i.groupe, count(*), max(r.le) {TEST} JOIN contrat k ON k.beneficiaire_id = b.id AND k.rang = 1 "
        "JOIN rupture r ON r.contrat_id = k.id GROUP BY 1, 2 ORDER BY 1, 2"
    )
    lignes = _compte(base_demo, requete)
    assert [ligne[:3] for ligne in lignes] == [
        ("2009/2010", "temoin", 13),
        ("2009/2010", "test", 11),
        ("2010/2011", "temoin", 8),
        ("2010/2011", "test", 3),
    ]
    assert all(str(ligne[3]) < "2011-01-03" for ligne in lignes)


def test_les_services_disent_les_memes_chiffres(base_demo: coffre.BaseOuverte) -> None:
    resultat = indicateurs.calculer(base_demo.ctx)
    assert (resultat.test.effectif, resultat.temoin.effectif) == (104, 104)
    assert (resultat.test.ruptures_brutes, resultat.temoin.ruptures_brutes) == (14, 21)


def test_parite_la_deuxieme_annee_et_tirage_la_premiere(tous: list[DossierPersonne]) -> None:
    for dossier in tous:
        inclusion, campagne = dossier.inclusion, dossier.campagne
        assert inclusion is not None
        assert campagne is not None
        naissance = inclusion.date_naissance_utilisee
        assert naissance is not None
        if campagne.nom == "2010/2011":
            assert (naissance.day % 2 == 0) is (inclusion.groupe is Groupe.TEST)
    premiere = [d for d in tous if d.campagne and d.campagne.nom == "2009/2010"]
    jours = Counter(
        (d.inclusion.groupe, d.inclusion.date_naissance_utilisee.day % 2)
        for d in premiere
        if d.inclusion and d.inclusion.date_naissance_utilisee
    )
    assert all(jours[groupe, parite] > 10 for groupe in (Groupe.TEST, Groupe.TEMOIN) for parite in (0, 1))


def test_le_tirage_se_rejoue_depuis_le_registre(base_demo: coffre.BaseOuverte) -> None:
    with base_demo.ctx.store.read() as cx:
        lignes = [ligne for ligne in inclusions.registre_rows(cx) if ligne.campagne == "2009/2010"]
    lots = {ligne.lot for ligne in lignes}
    assert len(lots) == 3
    for lot in lots:
        membres = [ligne for ligne in lignes if ligne.lot == lot]
        graine = int(lot.rsplit(" ", 1)[1])
        tires = set(random.Random(graine).sample(range(len(membres)), len(membres) // 2))
        assert [ligne.groupe is Groupe.TEST for ligne in membres] == [i in tires for i in range(len(membres))]
    assert positions_tirees(date(2009, 10, 12), 4) == set(random.Random(20091012).sample(range(4), 2))


def test_base_et_registre_entiers(base_demo: coffre.BaseOuverte) -> None:
    assert db_engine.check(base_demo.ctx.store.engine) == []
    etat = affectation.verifier_registre(base_demo.ctx)
    assert (etat.lignes, etat.anomalies) == (208, ())
    assert len(etat.ecarts) == 3
    assert verification.verifier(base_demo.ctx, base_demo.chemin).intacte


def test_personne_n_est_oublie(tous: list[DossierPersonne]) -> None:
    for dossier in tous:
        action = dossier.prochaine_action(demo.JOUR)
        assert action.le is not None or (action.nature is NatureAction.AUCUNE and action.raison)


def test_une_matinee_de_travail(tous: list[DossierPersonne]) -> None:
    voies = Counter(a.voie for d in tous if (a := d.prochaine_action(demo.JOUR)).voie)
    assert set(voies) == {
        Voie.PREMIER_APPEL,
        Voie.EN_RETARD,
        Voie.AUJOURD_HUI,
        Voie.A_RAPPELER,
        Voie.CETTE_SEMAINE,
        Voie.BILANS,
        Voie.RECHERCHE,
    }
    assert min(voies.values()) >= 4
    assert 25 <= sum(voies.values()) <= 35


def test_la_premiere_en_retard_a_une_histoire(tous: list[DossierPersonne]) -> None:
    retards = [
        (a.le, d.beneficiaire.nom_complet)
        for d in tous
        if (a := d.prochaine_action(demo.JOUR)).voie is Voie.EN_RETARD and a.le
    ]
    assert min(retards)[1] == min(nom for _, nom in retards) == "ABLIVET Noëlie"
    elle = next(d for d in tous if d.beneficiaire.nom_naissance == "Ablivet")
    assert len(elle.contacts) == 11
    assert elle.beneficiaire.mineur(demo.JOUR)
    assert [c.quand for c in elle.contacts] == sorted(c.quand for c in elle.contacts)


def test_accords_et_appels_se_tiennent(tous: list[DossierPersonne]) -> None:
    accords = Counter(d.inclusion.accord for d in tous if d.inclusion)
    assert set(accords) == set(Accord)
    appeles = [d for d in tous if d.inclusion and d.inclusion.groupe is Groupe.TEMOIN and d.contacts]
    assert len(appeles) == 1
    for dossier in tous:
        inclusion = dossier.inclusion
        assert inclusion is not None
        joints = [c for c in dossier.contacts if c.joint_jeune]
        if inclusion.accord is Accord.OUI:
            assert joints[0].quand.date() == inclusion.accord_le
            assert all(c.quand.date() >= inclusion.affecte_le for c in dossier.contacts if inclusion.affecte_le)
        if inclusion.accord is Accord.REFUSE:
            assert joints == []
        assert all(c.quand.date() < demo.JOUR for c in dossier.contacts)
        assert all("[" not in c.texte and "{" not in c.texte and "<" not in c.texte for c in dossier.contacts)


def test_fiches_dans_tous_les_etats(base_demo: coffre.BaseOuverte) -> None:
    with base_demo.ctx.store.read() as cx:
        fiches = liaison.fiches(cx)
        structures = {s.id: s for s in liaison.structures(cx, archivees=True)}
        gens = {d.beneficiaire.id: d for d in dossiers.all_people(cx)}
        accords = {f.beneficiaire_id: liaison.accords(cx, f.beneficiaire_id) for f in fiches}
        etapes = {f.id: liaison.etapes(cx, f.id) for f in fiches}
    assert {f.statut for f in fiches} == set(StatutFiche)
    retards = 0
    for f in fiches:
        moments = [e.quand for e in etapes[f.id]]
        assert moments == sorted(moments)
        assert etapes[f.id][-1].statut is f.statut
        assert structures[f.structure_id].type is not TypeStructure.EMPLOYEUR
        if f.statut in regles_fiche.ATTENTE_REPONSE and f.envoyee_le:
            delais = regles_fiche.delais(f.envoyee_le, structures[f.structure_id].delai_jours, demo.JOUR)
            assert not delais.expiree
            retards += delais.retard_jours > 0
        if f.statut is not StatutFiche.BROUILLON:
            naissance = gens[f.beneficiaire_id].beneficiaire.date_naissance
            au = f.envoyee_le or demo.JOUR
            valable = regles_fiche.accord_valable(
                accords[f.beneficiaire_id], f.structure_id, f.theme, naissance=naissance, au=au
            )
            assert valable, f.numero
    assert retards >= 2
    sans_accord = [f for f in fiches if f.statut is StatutFiche.BROUILLON and not accords[f.beneficiaire_id]]
    assert sans_accord


def test_les_fiches_parties_gardent_leur_pdf_sans_filigrane(base_demo: coffre.BaseOuverte) -> None:
    with base_demo.ctx.store.read() as cx:
        fiches = liaison.fiches(cx)
        pdfs = {f.id: liaison.document(cx, f.id) for f in fiches}
    for f in fiches:
        pdf = pdfs[f.id]
        assert (pdf is not None) is (f.envoyee_le is not None)
        if pdf is not None:
            assert raster.nombre_pages(pdf) == 1
            texte = " ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages)
            assert f.numero in texte
            assert "non recueilli" not in texte.lower()


def test_numeros_suivent_les_dates(base_demo: coffre.BaseOuverte) -> None:
    with base_demo.ctx.store.read() as cx:
        fiches = sorted(liaison.fiches(cx), key=lambda f: f.numero)
    assert [f.signalee_le for f in fiches] == sorted(f.signalee_le for f in fiches)


def test_des_noms_difficiles_et_des_contacts_impossibles(base_demo: coffre.BaseOuverte) -> None:
    noms = {f"{ligne[0]} {ligne[1]}" for ligne in _compte(base_demo, "SELECT prenoms, nom_naissance FROM beneficiaire")}
    assert {"Łukasz Brzoskwiński", "Çağla Yıldızoğlan", "Žofia Hrušťáková", "Loïc d’Argenvaux"} <= noms
    assert len(noms) == 208
    telephones = [str(ligne[0]) for ligne in _compte(base_demo, "SELECT telephone FROM beneficiaire")]
    assert len(set(telephones)) == 208
    assert all(t.startswith("063998") for t in telephones)
    courriels = _compte(base_demo, "SELECT courriel FROM beneficiaire UNION SELECT courriel FROM structure")
    assert all(str(c[0]).endswith("@exemple.invalid") for c in courriels if c[0])


def test_annuaire_a_des_trous(base_demo: coffre.BaseOuverte) -> None:
    with base_demo.ctx.store.read() as cx:
        vivantes = liaison.structures(cx)
        assert len(liaison.structures(cx, archivees=True)) == len(vivantes) + 1
    couvertes = {(t, s.territoire) for s in vivantes for t in s.themes}
    assert ("mobilite", "Laval") in couvertes
    assert not any(t == "mobilite" and ou in {"Craon", "Château-Gontier", ""} for t, ou in couvertes)


def test_reglages(base_demo: coffre.BaseOuverte) -> None:
    valeurs = reglages.lire(base_demo.ctx)
    assert valeurs[DATE_DEMONSTRATION] == base_demo.ctx.today() == date(2011, 1, 3)
    assert "démonstration" in valeurs[CHAMBRE_NOM]
    assert valeurs[CRIP_TELEPHONE].startswith("019900")
    assert valeurs[CAMPAGNE_COURANTE] == 0


def test_deux_constructions_racontent_la_meme_chose(tmp_path: Path, tous: list[DossierPersonne]) -> None:
    autre = demo.construire(tmp_path / "autre.plateforme", PHRASE)
    with autre.ctx.store.read() as cx:
        refaits = dossiers.all_people(cx)
    autre.close()
    resume = [(d.beneficiaire.nom_complet, d.contrats, d.ruptures, d.contacts) for d in tous]
    assert resume == [(d.beneficiaire.nom_complet, d.contrats, d.ruptures, d.contacts) for d in refaits]


class _Arret(SilentProgress):
    """Gives up once the people are written."""

    def __init__(self) -> None:
        self.etapes: list[str] = []

    def report(self, done: int, total: int, message: str = "") -> None:
        self.etapes.append(message)

    def is_cancelled(self) -> bool:
        return len(self.etapes) >= 3


def test_annulee_elle_ne_laisse_rien(tmp_path: Path) -> None:
    chemin = tmp_path / "dossier" / "demo.plateforme"
    with pytest.raises(CancelledError):
        demo.construire(chemin, PHRASE, _Arret())
    assert list(chemin.parent.iterdir()) == []


def test_ne_remplace_pas_une_base(base: coffre.BaseOuverte) -> None:
    with pytest.raises(FileProblemError, match="existe déjà"):
        demo.construire(base.chemin, PHRASE)
    assert base.chemin.exists()
    assert paths.header_of(base.chemin).exists()


def test_quotas_sont_ceux_du_rapport() -> None:
    quotas = population.QUOTAS.values()
    assert sum(q.filles for q in quotas) == 42
    assert sum(q.mineurs for q in quotas) == 24


def test_difficultes_closes_apres_leur_ouverture(base_demo: coffre.BaseOuverte, tous: list[DossierPersonne]) -> None:
    with base_demo.ctx.store.read() as cx:
        toutes = [d for p in tous for d in suivi.difficultes_of(cx, p.beneficiaire.id)]
    assert len({d.theme for d in toutes}) >= 10
    assert all(d.close_le is None or d.close_le >= d.ouverte_le for d in toutes)
    assert all((d.close_le is None) == (d.issue is None) for d in toutes)
