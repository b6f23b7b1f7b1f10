"""The screen *Évaluation* on a real base: figures, horizon, exports, protocol, empty states, keyboard."""

from datetime import date

import pytest
from fabrique import NOMS, population, remplir
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from sqlalchemy import text

from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.texte import NBSP, NNBSP
from plateforme.domain.vocabulaire import Accord, NatureEcart, Suite
from plateforme.services import reglages
from plateforme.services.affectation import verifier_naissance
from plateforme.settings import CAMPAGNE_COURANTE, DOSSIER_DOCUMENTS
from plateforme.ui import theme
from plateforme.ui.screens.evaluation.view import factory


def plat(texte):
    return texte.replace(NBSP, " ").replace(NNBSP, " ")


@pytest.fixture
def cohorte(ctx):
    """Forty even birthdays with three ruptures, forty odd ones with eight, as in year 2; one person hors évaluation."""
    with remplir(ctx) as f:
        campagne = f.campagne("2010/2011", effectif_prevu=60)
        for k in range(80):
            jour = date(1992, 1 + k % 12, 2 + 2 * (k % 13) + (k % 2))
            accord = Accord.REFUSE if k == 0 else Accord.OUI
            p = f.personne(
                NOMS[k % 20], f"Lou-{k}", jour, campagne=campagne, debut=date(2010, 9, 1), accord=accord
            )  # fmt: skip
            if k in {0, 2, 4} or (k % 2 and k < 16):
                suite = Suite.EMPLOI if k == 2 else Suite.RIEN
                f.rupture(f.contrats_de(p)[0], date(2010, 11, 15), suite=suite)
    return campagne


@pytest.fixture
def ecran(env, taches, qtbot):
    def ouvrir(largeur=1150, hauteur=640):
        vue = factory(env)
        qtbot.addWidget(vue)
        vue.resize(largeur, hauteur)
        vue.show()
        vue.activate(None)
        taches.wait_idle()
        return vue

    return ouvrir


def test_groups_side_by_side_with_fractions_and_intervals(ecran, cohorte):
    chiffres = ecran()._chiffres
    assert plat(chiffres.test.effectif.text()) == "40 jeunes affectés"
    assert plat(chiffres.test.taux.text()) == "7,5 %"
    assert (
        plat(chiffres.test.part.text())
        == "3 sur 40 ont rompu leur premier contrat\nentre 2,6 % et 19,9 %, à 95 % de confiance"
    )
    assert plat(chiffres.temoin.taux.text()) == "20,0 %"
    assert chiffres.hors.isHidden()
    mots = [plat(w.accessibleDescription()) for w in chiffres.test.findChildren(QWidget) if w.accessibleDescription()]
    assert "39 oui, 1 refusé" in mots
    assert "0 sur 40, plus 3 en attente : entre 0,0 % et 7,5 %" in mots


def test_the_comparison_claims_no_more_than_the_figures(ecran, cohorte):
    comparaison = ecran()._chiffres.comparaison
    assert "on ne peut dire ni" in comparaison.constat.text()
    assert "Avec 40 jeunes par groupe" in plat(comparaison.detectable.text())
    assert "40 jours pairs sur 80" in plat(comparaison.reserves.text())
    assert "180 jours" in plat(ecran()._chiffres.definition.text())


def test_chart_and_table_say_the_same(ecran, cohorte, qtbot, taches):
    comparaison = ecran()._chiffres.comparaison
    dit = plat(comparaison.graphique.accessibleDescription())
    assert "Test : 3 sur 40, soit 7,5 % (entre 2,6 % et 19,9 %)." in dit
    qtbot.waitUntil(lambda: not comparaison.graphique.pixmap().isNull())
    assert comparaison.graphique.height() == round(comparaison.graphique.pixmap().deviceIndependentSize().height())
    assert comparaison.table.isHidden()
    qtbot.mouseClick(comparaison.bascule, Qt.MouseButton.LeftButton)
    assert comparaison.graphique.isHidden()
    modele = comparaison.table.table_model()
    lignes = [[plat(str(modele.data(modele.index(r, c)))) for c in range(5)] for r in range(2)]
    assert lignes == [
        ["Test", "40", "3", "7,5 %", "2,6 % à 19,9 %"],
        ["Témoin", "40", "8", "20,0 %", "10,5 % à 34,8 %"],
    ]
    qtbot.mouseClick(comparaison.bascule, Qt.MouseButton.LeftButton)
    assert not comparaison.graphique.isHidden()


def test_the_chart_takes_the_colours_of_the_theme(ecran, cohorte, qtbot, taches, qapp):
    graphique = ecran()._chiffres.comparaison.graphique
    qtbot.waitUntil(lambda: not graphique.pixmap().isNull())
    clair = graphique.pixmap().toImage().pixelColor(1, 1).lightness()
    try:
        theme.apply(qapp, "sombre")
        taches.wait_idle()
        assert graphique.pixmap().toImage().pixelColor(1, 1).lightness() < 80 < clair
    finally:
        theme.apply(qapp, "clair")
        taches.wait_idle()


def test_the_chart_shows_the_focus(ecran, cohorte, qtbot):
    vue = ecran()
    graphique = vue._chiffres.comparaison.graphique
    qtbot.waitUntil(lambda: not graphique.pixmap().isNull())
    sans = graphique.grab().toImage()
    graphique.hasFocus = lambda: True
    assert graphique.grab().toImage() != sans


def test_horizon_counts_the_first_days_and_is_kept(ecran, cohorte, qtbot, taches, env):
    vue = ecran()
    vue.horizon.setFocus()
    vue.horizon.set_value(45)
    vue.horizon.chosen.emit()
    taches.wait_idle()
    assert plat(vue._chiffres.test.taux.text()) == "0,0 %"
    assert vue.save_state() == "45"
    autre = factory(env)
    qtbot.addWidget(autre)
    autre.restore_state("45")
    autre.activate(None)
    taches.wait_idle()
    assert autre.horizon.value() == 45
    assert plat(autre._chiffres.test.taux.text()) == "0,0 %"
    autre.restore_state("n’importe quoi")
    autre.restore_state("46")
    assert autre.model.horizon == 45


def test_what_follows_ruptures(ecran, cohorte):
    modele = ecran()._chiffres.suites.table.table_model()
    lignes = {r.libelle: (plat(r.test), plat(r.temoin)) for r in modele.rows()}
    assert lignes["Sorties positives"] == ("1 sur 3", "0 sur 8")
    assert lignes["Rien pour l’instant"] == ("2", "8")
    assert lignes["Délai médian jusqu’à la sortie positive"] == ("–", "–")
    assert "Nouveau contrat, même métier" not in lignes


def test_nobody_broke_yet(ecran, ctx):
    with remplir(ctx) as f:
        f.personne(campagne=f.campagne(), debut=date(2010, 9, 1))
    vue = ecran()
    assert vue._chiffres.suites.table.isHidden()
    assert not vue._chiffres.suites.rien.isHidden()
    assert "Pas de taux" in vue._chiffres.temoin.part.text()
    assert vue._chiffres.temoin.taux.text() == "–"
    assert vue._chiffres.comparaison.detectable.isHidden()


def test_someone_hors_evaluation_is_apart(ecran, ctx, cohorte):
    with ctx.store.write() as uow:
        uow.cx.execute(text("UPDATE inclusion SET hors_evaluation_le = '2010-10-01' WHERE id = 4"))
        uow.commit()
    chiffres = ecran()._chiffres
    assert not chiffres.hors.isHidden()
    assert plat(chiffres.hors.effectif.text()) == "1 jeune affecté"
    assert plat(chiffres.temoin.effectif.text()) == "39 jeunes affectés"


def test_deviations_open_the_person(ecran, env, ctx, cohorte, qtbot):
    verifier_naissance(ctx, 1, date(1992, 1, 3), "carte d’identité")
    protocole = ecran()._chiffres.protocole
    assert protocole.registre.text() == "Registre intact"
    modele = protocole.table.table_model()
    assert [vu.ecart.nature for vu in modele.rows()] == [NatureEcart.DATE_CORRIGEE]
    dit = modele.data(modele.index(0, 2), Qt.ItemDataRole.AccessibleTextRole)
    assert "la parité change, le groupe reste" in dit
    protocole.table.setFocus()
    protocole.table.select_position(0)
    qtbot.keyClick(protocole.table, Qt.Key.Key_Return)
    assert env.navigate.places == [("beneficiaires", 1)]


def test_a_broken_register_is_told_in_words(ecran, ctx, cohorte):
    with ctx.store.write() as uow:
        uow.cx.execute(text("DROP TRIGGER registre_sans_modification"))
        uow.cx.execute(text("UPDATE registre SET auteur = 'autre' WHERE rang = 2"))
        uow.commit()
    protocole = ecran()._chiffres.protocole
    assert protocole.registre.text() == "Registre à vérifier"
    assert "ligne 2 du registre" in protocole.etat.text()


def test_export_is_confirmed_then_written(ecran, cohorte, messages, taches, qtbot, tmp_path, ctx, monkeypatch):
    reglages.ecrire(ctx, {DOSSIER_DOCUMENTS: str(tmp_path), CAMPAGNE_COURANTE: cohorte.id})
    vue = ecran()
    messages.confirms.append(True)
    messages.files.append(tmp_path / "c.csv")
    qtbot.mouseClick(vue.exporter, Qt.MouseButton.LeftButton)
    taches.wait_idle()
    titre, question, verbe = messages.questions[0]
    assert "pseudonymisées" in titre
    assert "donnée personnelle" in question
    assert "80 jeunes, campagne 2010/2011" in plat(question)
    assert verbe == "Choisir où l’enregistrer"
    assert messages.proposed == [tmp_path / "cohorte-donnees-personnelles-pseudonymisees-2010-2011-au-2011-01-03.csv"]
    assert len((tmp_path / "c.csv").read_text(encoding="utf-8-sig").splitlines()) == 81
    assert "c.csv" in messages.toasts[0]
    ouverts = []
    monkeypatch.setattr(QDesktopServices, "openUrl", ouverts.append)
    messages.undo()
    assert ouverts[0].toLocalFile() == str(tmp_path)


@pytest.mark.parametrize("confirme", [False, True])
def test_giving_up_writes_nothing(ecran, cohorte, messages, taches, qtbot, tmp_path, confirme):
    vue = ecran()
    messages.confirms.append(confirme)
    messages.files.append(None)
    qtbot.mouseClick(vue.exporter, Qt.MouseButton.LeftButton)
    if not confirme:
        qtbot.mouseClick(vue.rapport, Qt.MouseButton.LeftButton)
    taches.wait_idle()
    assert messages.toasts == []
    assert list(tmp_path.glob("*.csv")) == []


def test_the_report_is_saved_where_the_user_says(ecran, cohorte, messages, taches, qtbot, tmp_path):
    vue = ecran()
    messages.files.append(tmp_path / "point.pdf")
    qtbot.mouseClick(vue.rapport, Qt.MouseButton.LeftButton)
    taches.wait_idle()
    assert messages.proposed[0].name == "point-etape-toutes-campagnes-au-2011-01-03.pdf"
    assert (tmp_path / "point.pdf").read_bytes().startswith(b"%PDF")


def test_a_place_that_refuses_is_told(ecran, cohorte, messages, taches, qtbot, tmp_path):
    vue = ecran()
    (tmp_path / "point.pdf").mkdir()
    messages.files.append(tmp_path / "point.pdf")
    qtbot.mouseClick(vue.rapport, Qt.MouseButton.LeftButton)
    taches.wait_idle()
    assert "n’a pas pu être écrit" in messages.errors[0].message


def test_an_empty_base_says_what_to_do_first(ecran, env, qtbot, messages):
    vue = ecran()
    assert vue.vide.isVisible()
    assert not vue.exporter.isEnabled()
    assert vue.vide.title.text() == "Personne n’est encore affecté"
    qtbot.mouseClick(vue.vide.button, Qt.MouseButton.LeftButton)
    assert env.navigate.places == [("croisement", None)]


def test_an_empty_campaign_among_others(ecran, ctx, cohorte, taches, env):
    with remplir(ctx) as f:
        vide = f.campagne("2011/2012")
    changes = reglages.ecrire(ctx, {CAMPAGNE_COURANTE: vide.id})
    vue = ecran()
    assert "2011/2012" in vue.vide.title.text()
    taches.write(lambda: reglages.ecrire(ctx, {CAMPAGNE_COURANTE: 0}))
    taches.wait_idle()
    assert not vue.vide.isVisible()
    assert "Toutes les campagnes" in vue.perimetre.text()
    assert Sujet.REGLAGE in changes.sujets


def test_changes_elsewhere_refresh_and_others_do_not(ecran, ctx, taches):
    vue = ecran()
    population(ctx)
    taches.changed.emit(ChangeSet(frozenset({Sujet.FICHE})))
    taches.wait_idle()
    assert vue.vide.isVisible()
    taches.changed.emit(ChangeSet(frozenset({Sujet.SUIVI})))
    taches.wait_idle()
    assert not vue.vide.isVisible()
    vue.activate(None)
    assert not taches.is_busy()


def test_nothing_is_asked_before_the_figures_are_there(env, qtbot, taches, messages):
    vue = factory(env)
    qtbot.addWidget(vue)
    vue.model.exporter_cohorte()
    vue.model.point_etape()
    taches.changed.emit(ChangeSet(frozenset({Sujet.SUIVI})))
    assert not taches.is_busy()
    assert messages.questions == []


def test_locking_forgets_the_figures(ecran, cohorte):
    vue = ecran()
    vue.model.clear()
    assert vue.model.evaluation is None
    assert not vue.exporter.isEnabled()
    assert vue._pile.currentIndex() == 0


@pytest.mark.parametrize(("largeur", "cote_a_cote"), [(1150, True), (620, False)])
def test_blocks_go_under_one_another_when_narrow(ecran, cohorte, largeur, cote_a_cote):
    vue = ecran(largeur)
    chiffres = vue._chiffres
    assert (chiffres.protocole.y() == chiffres.suites.y()) is cote_a_cote
    assert (vue.exporter.y() < vue.perimetre.geometry().bottom()) is cote_a_cote
    for bouton in (vue.exporter, vue.rapport):
        assert bouton.width() >= bouton.sizeHint().width()


def test_every_control_has_a_name_and_the_keyboard_reaches_it(ecran, cohorte):
    vue = ecran()
    atteints = [w for w in vue.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    sans_nom = [w for w in atteints if not (w.accessibleName() or getattr(w, "text", str)())]
    assert [w.metaObject().className() for w in sans_nom] == []
    noms = {w.accessibleName() for w in atteints}
    assert {"Ruptures comptées", "Après la rupture, par groupe"} <= noms
