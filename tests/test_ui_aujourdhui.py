"""*Aujourd'hui* in the real window, by the keyboard alone, on a real encrypted base."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import PHRASE
from fabrique import remplir
from faux_messages import FakeMessages
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from plateforme.db.queries import inclusions, liaison
from plateforme.db.queries import suivi as q
from plateforme.domain.beneficiaire import Beneficiaire
from plateforme.domain.fiche import Fiche
from plateforme.domain.suivi import Etat, Voie
from plateforme.domain.vocabulaire import (
    Accord,
    AvecQui,
    Canal,
    FormeAccord,
    Gravite,
    IssueContact,
    MotifRefus,
    Risque,
    Sexe,
    StatutFiche,
    Theme,
)
from plateforme.services import coffre, reglages, suivi
from plateforme.services.contexte import Contexte, horloge_figee
from plateforme.settings import CAMPAGNE_COURANTE, CRIP_TELEPHONE
from plateforme.ui.env import UiEnv
from plateforme.ui.main_window import MainWindow
from plateforme.ui.screens.aujourdhui.fiche import DangerDialog
from plateforme.ui.screens.aujourdhui.liste import Entete, ListeVoies
from plateforme.ui.screens.aujourdhui.saisie import Cadre, Formulaire
from plateforme.ui.screens.aujourdhui.view import AujourdhuiView, factory
from plateforme.ui.tasks import TaskRunner

LUNDI = date(2011, 1, 3)
MAJEUR, MINEUR, IMPAIR = date(1991, 5, 12), date(1994, 5, 12), date(1991, 5, 13)
RETARD = date(2010, 9, 30)


@pytest.fixture
def gens(ctx: Contexte) -> dict[str, Beneficiaire]:
    """Three people to call late, one first call (a minor), one témoin, one who withdrew."""
    with remplir(ctx) as f:
        c = f.campagne()
        commun: dict[str, Any] = {"campagne": c, "debut": RETARD, "accord": Accord.OUI}
        return {
            "bruyere": f.personne("Bruyère", "Théo", MAJEUR, **(commun | {"debut": date(2010, 9, 25)})),
            "chardon": f.personne("Chardon", "Inès", MAJEUR, **commun),
            "erable": f.personne("Érable", "Noël", MAJEUR, **commun),
            "premier": f.personne(
                "Œillet", "Zoé", MINEUR, sexe=Sexe.F, **(commun | {"accord": Accord.EN_ATTENTE, "debut": LUNDI})
            ),
            "temoin": f.personne("Ortie", "Gaël", IMPAIR, **commun),
            "retire": f.personne("Quartz", "Hugo", MAJEUR, **(commun | {"accord": Accord.RETIRE})),
        }


@pytest.fixture
def ecran(qtbot: QtBot, env: UiEnv, taches: TaskRunner, gens: dict[str, Beneficiaire]) -> AujourdhuiView:
    """The screen alone, shown and read."""
    return _montrer(qtbot, env, taches)


def _montrer(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> AujourdhuiView:
    vue = factory(env)
    assert isinstance(vue, AujourdhuiView)
    qtbot.addWidget(vue)
    taches.changed.connect(vue.refresh)
    vue.resize(1166, 700)
    vue.show()
    vue.activateWindow()
    qtbot.waitUntil(vue.isActiveWindow)
    taches.wait_idle()
    vue.activate()
    return vue


def touche(key: Qt.Key | str, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Type where the focus is."""
    cible = QApplication.focusWidget()
    assert cible is not None
    QTest.keyClick(cible, key, modifiers)


def ecrire(texte: str) -> None:
    cible = QApplication.focusWidget()
    assert cible is not None
    QTest.keyClicks(cible, texte)


def enregistrer(taches: TaskRunner) -> None:
    touche(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    taches.wait_idle()


def voie_de(ctx: Contexte, personne: Beneficiaire) -> Voie | None:
    lignes = suivi.aujourd_hui(ctx).lignes
    return next((x.voie for x in lignes if x.beneficiaire_id == personne.id), None)


def ouvrir(ecran: AujourdhuiView, taches: TaskRunner, personne: Beneficiaire) -> None:
    ecran.activate(("contact", personne.id))
    taches.wait_idle()


# The journey


def test_un_appel_de_bout_en_bout_au_clavier(
    qtbot: QtBot,
    base: coffre.BaseOuverte,
    taches: TaskRunner,
    messages: FakeMessages,
    gens: dict[str, Beneficiaire],
    tmp_path: Path,
):
    ctx, premier = base.ctx, gens["bruyere"]
    fenetre = MainWindow(base, taches, messages=messages)
    qtbot.addWidget(fenetre)
    fenetre.show()
    fenetre.activateWindow()
    qtbot.waitUntil(fenetre.isActiveWindow)
    taches.wait_idle()
    ecran = fenetre.screen_of("aujourdhui")
    assert isinstance(ecran, AujourdhuiView)
    assert ecran.liste.hasFocus()
    assert fenetre.rail.button("aujourdhui").count() == 4
    touche(Qt.Key.Key_J)
    taches.wait_idle()
    assert ecran.entete.nom.text() == "BRUYÈRE Théo"
    touche(Qt.Key.Key_Return)
    touche("j")
    assert ecran.formulaire.texte.hasFocus()
    ecrire("Tout va bien, le patron est content.")
    enregistrer(taches)

    assert voie_de(ctx, premier) is None
    assert suivi.fiche_appel(ctx, premier.id).plan[2].etat is Etat.FAIT
    assert messages.toasts == ["Contact enregistré\u202f: BRUYÈRE Théo."]
    assert ecran.entete.nom.text() == "CHARDON Inès"
    assert ecran.liste.hasFocus()
    assert fenetre.rail.button("aujourdhui").count() == 3

    assert messages.undo is not None
    messages.undo()
    taches.wait_idle()
    assert voie_de(ctx, premier) is Voie.EN_RETARD
    assert ecran.entete.nom.text() == "BRUYÈRE Théo"
    assert ecran.formulaire.texte.text() == "Tout va bien, le patron est content."
    touche(Qt.Key.Key_Return)
    enregistrer(taches)

    fenetre.flush()
    taches.wait_idle()
    fenetre.allow_close()
    fenetre.close()
    base.close()
    rouverte = coffre.ouvrir(base.chemin, PHRASE, horloge_figee(LUNDI))
    try:
        assert voie_de(rouverte.ctx, premier) is None
        assert reglages.brouillons(rouverte.ctx, "contact") == {}
        with rouverte.ctx.store.read() as cx:
            (garde,) = q.contacts_of(cx, premier.id)
        assert (garde.issue, garde.texte) == (IssueContact.JOINT, "Tout va bien, le patron est content.")
        assert garde.minutes == 1
    finally:
        rouverte.close()


# Outcomes


def test_sans_reponse_tient_en_deux_touches_et_planifie_le_rappel(
    ecran: AujourdhuiView, taches: TaskRunner, messages: FakeMessages, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("s")
    assert ecran.formulaire.rappel.value() == date(2011, 1, 4)
    assert ecran.formulaire.champ_themes.isHidden()
    enregistrer(taches)
    assert messages.toasts == ["Appel sans réponse noté\u202f: CHARDON Inès, à rappeler demain."]
    assert voie_de(ctx, gens["chardon"]) is Voie.CETTE_SEMAINE


def test_a_rappeler_demande_une_date_qui_n_est_pas_passee(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("r")
    assert ecran.formulaire.rappel.edit.hasFocus()
    ecrire("2/1/2011")
    enregistrer(taches)
    assert "passée" in ecran.formulaire.champ_rappel.error()
    ecran.formulaire.rappel.edit.selectAll()
    ecrire("6/1")
    enregistrer(taches)
    with ctx.store.read() as cx:
        (garde,) = q.contacts_of(cx, gens["chardon"].id)
    assert garde.rappel_le == date(2011, 1, 6)


def test_plus_d_appel_demande_la_raison_et_ferme_l_accord(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("x")
    enregistrer(taches)
    assert ecran.formulaire.champ_motif.error().startswith("La raison du refus manque")
    assert ecran.formulaire.motif.hasFocus()
    ecran.formulaire.motif.set_value(MotifRefus.SANS_BESOIN)
    enregistrer(taches)
    with ctx.store.read() as cx:
        assert inclusions.of(cx, gens["chardon"].id)[0].accord is Accord.RETIRE


def test_sans_issue_rien_ne_part_et_l_on_dit_quoi_faire(
    ecran: AujourdhuiView, taches: TaskRunner, messages: FakeMessages, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    enregistrer(taches)
    assert "L’issue de l’appel manque" in ecran.formulaire.champ_issue.error()
    assert messages.toasts == []


def test_le_premier_appel_recueille_l_accord_du_jeune_et_de_son_representant(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    forme = ecran.formulaire
    ouvrir(ecran, taches, gens["premier"])
    assert ecran.entete.age.text().endswith("mineure")
    touche("j")
    assert forme.bloc_accord.isVisible()
    touche("o")
    assert forme.representant.isVisible()
    enregistrer(taches)
    assert "représentant légal" in forme.champ_accord.error()
    forme.representant.click()
    forme.forme.chip(FormeAccord.ECRIT).click()
    enregistrer(taches)
    with ctx.store.read() as cx:
        donne = inclusions.of(cx, gens["premier"].id)[0]
    assert (donne.accord, donne.accord_forme, donne.accord_representant) == (Accord.OUI, FormeAccord.ECRIT, True)


def test_un_accord_refuse_demande_sa_raison(ecran: AujourdhuiView, taches: TaskRunner, gens: dict[str, Beneficiaire]):
    ouvrir(ecran, taches, gens["premier"])
    touche("j")
    touche("r")
    assert ecran.formulaire.champ_motif.isVisible()
    assert not ecran.formulaire.forme.isVisible()


def test_un_temoin_demande_une_explication_puis_une_confirmation(
    ecran: AujourdhuiView, taches: TaskRunner, messages: FakeMessages, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    forme = ecran.formulaire
    ouvrir(ecran, taches, gens["temoin"])
    assert "groupe témoin" in forme.alerte.text.text()
    touche("s")
    enregistrer(taches)
    assert "n’est pas à appeler" in forme.champ_cadre.error()
    forme.cadre.chip(Cadre.ECART).click()
    messages.confirms.append(False)
    enregistrer(taches)
    assert messages.questions[0][2] == "Noter l’écart"
    with ctx.store.read() as cx:
        assert inclusions.ecarts(cx) == ()
    messages.confirms.append(True)
    enregistrer(taches)
    with ctx.store.read() as cx:
        assert len(inclusions.ecarts(cx)) == 1


def test_un_accord_retire_se_dit_et_ne_s_appelle_qu_a_sa_demande(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["retire"])
    assert "ne souhaite plus être contacté" in ecran.formulaire.alerte.text.text()
    touche("m")
    ecran.formulaire.cadre.chip(Cadre.DROIT_COMMUN).click()
    enregistrer(taches)
    with ctx.store.read() as cx:
        (garde,) = q.contacts_of(cx, gens["retire"].id)
    assert garde.droit_commun


def test_themes_risque_et_difficulte_a_une_touche_chacun(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    forme = ecran.formulaire
    ouvrir(ecran, taches, gens["erable"])
    touche("j")
    assert "mois" in forme.suite.text()
    touche(Qt.Key.Key_Tab)
    touche("m")
    touche("h")
    assert forme.bloc_ouvrir.isVisible()
    forme.ouvrir.click()
    forme.gravite.chip(Gravite.GRAVE).click()
    forme.risque.chip(Risque.FAIBLE).setFocus()
    touche("e")
    forme.convenu.setFocus()
    ecrire("Voir la Mission Locale")
    enregistrer(taches)
    with ctx.store.read() as cx:
        (garde,) = q.contacts_of(cx, gens["erable"].id)
        ouvertes = {d.theme: d.gravite for d in q.difficultes_of(cx, gens["erable"].id)}
    assert garde.themes == (Theme.MOBILITE, Theme.RECHERCHE)
    assert (garde.risque, garde.convenu) == (Risque.ELEVE, "Voir la Mission Locale")
    assert ouvertes == {Theme.MOBILITE: Gravite.GRAVE, Theme.RECHERCHE: Gravite.GRAVE}


def test_les_lettres_s_ecrivent_dans_les_notes_et_alt_change_l_issue(
    ecran: AujourdhuiView, taches: TaskRunner, gens: dict[str, Beneficiaire]
):
    forme = ecran.formulaire
    ouvrir(ecran, taches, gens["chardon"])
    touche("j")
    ecrire("mrsx")
    assert forme.texte.text() == "mrsx"
    assert forme.issue.value() is IssueContact.JOINT
    touche("m", Qt.KeyboardModifier.AltModifier)
    assert forme.issue.value() is IssueContact.MESSAGE
    assert forme.form().texte == "mrsx"
    touche(Qt.Key.Key_Escape)
    assert ecran.liste.hasFocus()


def test_un_autre_canal_un_autre_jour_un_autre_interlocuteur(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    forme = ecran.formulaire
    ouvrir(ecran, taches, gens["chardon"])
    touche("j")
    details = forme.details
    assert details.bouton.text() == "Téléphone, avec le jeune, maintenant"
    details.bouton.click()
    assert details.corps.isVisible()
    details.canal.set_value(Canal.VISITE_CFA)
    details.avec.set_value(AvecQui.CFA)
    details.jour.edit.setFocus()
    ecrire("30/12/2010")
    details.heure.setFocus()
    ecrire("14h05")
    assert details.bouton.text() == "Visite au CFA, avec le CFA, le jeu.\u00a030\u00a0déc.\u00a02010, 14\u00a0h\u00a005"
    forme.minutes.setFocus()
    forme.minutes.setValue(45)
    enregistrer(taches)
    with ctx.store.read() as cx:
        (garde,) = q.contacts_of(cx, gens["chardon"].id)
    assert (garde.canal, garde.avec, garde.minutes) == (Canal.VISITE_CFA, AvecQui.CFA, 45)
    assert garde.quand == datetime(2010, 12, 30, 14, 5)


def test_un_contact_dans_l_avenir_est_refuse_sous_le_jour(
    ecran: AujourdhuiView, taches: TaskRunner, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("s")
    ecran.formulaire.details.set_form(Formulaire(jour=LUNDI + timedelta(days=1), heure=time(9)))
    enregistrer(taches)
    assert "avenir" in ecran.formulaire.details.champ_jour.error()


def test_une_erreur_sans_champ_est_dite_en_entier(
    ecran: AujourdhuiView,
    taches: TaskRunner,
    messages: FakeMessages,
    ctx: Contexte,
    gens: dict[str, Beneficiaire],
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("s")
    ecran.formulaire.chrono.corriger(1500)
    ecran.vm.save(ecran.formulaire.form())
    taches.wait_idle()
    assert "durée" in messages.errors[0].message
    with remplir(ctx) as f:
        f.uow.cx.exec_driver_sql("DELETE FROM rupture")
        f.uow.cx.exec_driver_sql(f"DELETE FROM contrat WHERE beneficiaire_id = {gens['chardon'].id}")
        f.uow.cx.exec_driver_sql(f"DELETE FROM inclusion WHERE beneficiaire_id = {gens['chardon'].id}")
        f.uow.cx.exec_driver_sql(f"DELETE FROM beneficiaire WHERE id = {gens['chardon'].id}")
    ecran.formulaire.chrono.remettre(5)
    enregistrer(taches)
    assert "n’existe plus" in messages.errors[1].message


# Drafts


def test_une_saisie_commencee_attend_qu_on_y_revienne(
    qtbot: QtBot, env: UiEnv, ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("j")
    ecrire("On reprend plus tard.")
    touche(Qt.Key.Key_Escape)
    touche(Qt.Key.Key_Down)
    taches.wait_idle()
    assert ecran.entete.nom.text() == "ÉRABLE Noël"
    assert ecran.formulaire.texte.text() == ""
    assert list(reglages.brouillons(ctx, "contact")) == [str(gens["chardon"].id)]
    row = ecran.liste.modele.row_of((gens["chardon"].id, 0))
    parole = ecran.liste.modele.data(ecran.liste.modele.index(row), Qt.ItemDataRole.AccessibleTextRole)
    assert parole.endswith("saisie commencée")
    touche(Qt.Key.Key_Up)
    taches.wait_idle()
    assert ecran.formulaire.form().texte == "On reprend plus tard."

    autre = _montrer(qtbot, env, taches)
    ouvrir(autre, taches, gens["chardon"])
    assert autre.formulaire.form().issue is IssueContact.JOINT
    autre.formulaire.texte.clear()
    autre.formulaire.set_form(Formulaire())
    autre.flush()
    taches.wait_idle()
    assert reglages.brouillons(ctx, "contact") == {}


def test_quitter_l_ecran_garde_le_brouillon_et_le_verrou_oublie_tout(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    ouvrir(ecran, taches, gens["chardon"])
    touche("j")
    ecrire("À suivre")
    ecran.hide()
    taches.wait_idle()
    assert "suivre" in reglages.brouillons(ctx, "contact")[str(gens["chardon"].id)]
    ecran.clear()
    taches.wait_idle()
    assert ecran.vm.tableau is None
    assert ecran.liste.modele.rowCount() == 0
    assert ecran.formulaire.texte.text() == ""


def test_un_brouillon_illisible_est_ignore(
    qtbot: QtBot, env: UiEnv, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    reglages.garder_brouillon(ctx, "contact", str(gens["chardon"].id), "pas du JSON")
    reglages.garder_brouillon(ctx, "contact", "x", "{}")
    vue = _montrer(qtbot, env, taches)
    assert not vue.vm.has_brouillon(gens["chardon"].id)


# The list


def test_j_et_k_sautent_les_titres_et_un_nom_tape_y_mene(ecran: AujourdhuiView, taches: TaskRunner):
    noms = []
    for _ in range(4):
        taches.wait_idle()
        noms.append(ecran.entete.nom.text())
        touche("j")
    assert noms == ["ŒILLET Zoé", "BRUYÈRE Théo", "CHARDON Inès", "ÉRABLE Noël"]
    touche("k")
    taches.wait_idle()
    assert ecran.entete.nom.text() == "CHARDON Inès"
    touche("b")
    taches.wait_idle()
    assert ecran.entete.nom.text() == "BRUYÈRE Théo"


def test_la_liste_se_lit_a_l_oreille_et_en_bulle(ecran: AujourdhuiView, qtbot: QtBot):
    modele = ecran.liste.modele
    assert modele.data(modele.index(0), Qt.ItemDataRole.AccessibleTextRole) == "Premiers appels, 1"
    assert modele.data(modele.index(0)) == "Premiers appels"
    assert "en retard de 9\u00a0jours" in modele.data(modele.index(3), Qt.ItemDataRole.AccessibleTextRole)
    assert modele.data(modele.index(0), Qt.ItemDataRole.FontRole) is None
    assert modele.data(modele.index(-1)) is None
    option = QStyleOptionViewItem()
    for rang, attendu in ((0, False), (3, True)):
        bulle = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5))
        ecran.liste.itemDelegate().helpEvent(bulle, ecran.liste, option, modele.index(rang))
        assert ("BRUYÈRE" in QToolTip.text()) is attendu


def test_la_liste_se_peint_dans_tous_ses_etats(
    ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte, gens: dict[str, Beneficiaire]
):
    avant = ecran.liste.grab().toImage()
    with remplir(ctx) as f:
        f.contact(gens["chardon"], datetime(2010, 12, 1, 9), risque=Risque.ELEVE, avec=AvecQui.CFA, texte="Tendu.")
    ecran.vm.keep_draft(gens["chardon"].id, Formulaire(texte="en cours"))
    ecran.refresh()
    taches.wait_idle()
    assert ecran.liste.grab().toImage() != avant
    etroite = ListeVoies()
    etroite.resize(120, 300)
    assert ecran.vm.tableau is not None
    etroite.set_lanes(ecran.vm.tableau.voies, LUNDI, lambda _b: True)
    assert not etroite.grab().isNull()


def test_entree_et_double_clic_ouvrent_l_appel(ecran: AujourdhuiView, taches: TaskRunner):
    touche(Qt.Key.Key_Enter)
    assert ecran.formulaire.issue.isAncestorOf(QApplication.focusWidget())
    touche(Qt.Key.Key_Escape)
    ecran.liste.show_current(None)
    touche(Qt.Key.Key_Return)
    assert ecran.liste.hasFocus()
    touche("a", Qt.KeyboardModifier.ControlModifier)
    ecran.liste.doubleClicked.emit(ecran.liste.modele.index(1))
    assert ecran.formulaire.issue.isAncestorOf(QApplication.focusWidget())


def test_la_campagne_choisie_filtre_les_voies(ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte):
    with remplir(ctx) as f:
        autre = f.campagne("2009/2010")
    taches.write(lambda: reglages.ecrire(ctx, {CAMPAGNE_COURANTE: autre.id}))
    taches.wait_idle()
    assert ecran.vm.tableau is not None
    assert ecran.vm.tableau.lignes == ()
    assert ecran.liste.isHidden()


# Anybody


def test_noter_un_contact_avec_quelqu_un_qui_n_est_pas_a_appeler(
    ecran: AujourdhuiView, taches: TaskRunner, gens: dict[str, Beneficiaire]
):
    ecran.activate("nouveau_contact")
    assert ecran.recherche.hasFocus()
    ecrire("orti")
    touche(Qt.Key.Key_Return)
    taches.wait_idle()
    assert ecran.piles.currentWidget() is ecran.trouves
    touche(Qt.Key.Key_Down)
    assert ecran.trouves.hasFocus()
    touche(Qt.Key.Key_Escape)
    taches.wait_idle()
    assert ecran.piles.currentWidget() is ecran.liste
    ecran.activate("nouveau_contact")
    ecrire("orti")
    touche(Qt.Key.Key_Return)
    taches.wait_idle()
    touche(Qt.Key.Key_Return)
    taches.wait_idle()
    assert ecran.entete.nom.text() == "ORTIE Gaël"
    assert ecran.formulaire.isAncestorOf(QApplication.focusWidget())
    assert not ecran.liste.selectionModel().hasSelection()


def test_une_recherche_sans_resultat_le_dit(ecran: AujourdhuiView, taches: TaskRunner):
    ecran.activate("nouveau_contact")
    ecrire("zzz")
    touche(Qt.Key.Key_Return)
    taches.wait_idle()
    assert ecran.rien.isVisible()
    touche(Qt.Key.Key_Return)
    touche(Qt.Key.Key_Escape)
    taches.wait_idle()
    assert not ecran.rien.isVisible()
    touche(Qt.Key.Key_Down)
    assert ecran.liste.hasFocus()


# The call sheet


def test_la_fiche_d_appel_montre_tout_ce_qu_on_sait(
    ecran: AujourdhuiView,
    taches: TaskRunner,
    messages: FakeMessages,
    ctx: Contexte,
    env: UiEnv,
):
    reglages.ecrire(ctx, {CRIP_TELEPHONE: "0200000119"})
    with remplir(ctx) as f:
        jeune = f.personne(
            "Néflier",
            "Lou",
            MINEUR,
            campagne=f.campagne("2009/2010"),
            debut=RETARD,
            accord=Accord.OUI,
            message_vocal=False,
            telephone_2="0200000002",
            canal_prefere=Canal.SMS,
            representant_nom="Iris Néflier",
            contrat={"maitre_apprentissage": "Bruno Cytise"},
        )
        f.contact(jeune, datetime(2010, 11, 2, 9), texte="Fatigué.", convenu="Rappeler.", risque=Risque.MODERE)
        f.contact(jeune, datetime(2011, 1, 3, 0, 5), avec=AvecQui.CFA, canal=Canal.VISITE_CFA)
        difficulte = f.difficulte(jeune, Theme.LOGEMENT)
        fiche = Fiche(0, "FL-2010-0001", jeune.id, difficulte.id, f.structure().id, signalee_le=LUNDI)
        liaison.add_fiche(f.uow.cx, replace(fiche, statut=StatutFiche.ENVOYEE, envoyee_le=date(2010, 12, 20)))
    ouvrir(ecran, taches, jeune)
    entete, dit = ecran.entete, _textes(ecran)
    assert entete.age.text() == "16\u00a0ans, moins de 18\u00a0ans"
    assert entete.risque.text() == "Risque\u202f: modéré"
    assert "Bruno Cytise" in dit
    assert "Iris Néflier" in dit
    assert "Logement" in dit
    assert "Fatigué.\nConvenu\u202f: Rappeler." in dit
    assert any("FL-2010-0001" in t for t in dit)
    copier = next(b for b in entete.findChildren(type(entete.page)) if "Copier" in b.accessibleName())
    copier.click()
    assert QGuiApplication.clipboard().text() == "06\u00a000\u00a000\u00a000\u00a012"
    QGuiApplication.clipboard().clear()
    messages.dialogs.append(lambda d: isinstance(d, DangerDialog) and "119" in _textes(d))
    entete.danger.click()
    assert not messages.dialogs
    entete.page.click()
    assert env.navigate.places == [("beneficiaires", jeune.id)]  # type: ignore[attr-defined]


def test_sans_telephone_ni_crip_on_le_dit(ecran: AujourdhuiView, taches: TaskRunner, ctx: Contexte):
    with remplir(ctx) as f:
        jeune = f.personne("Rabot", "Lou", MAJEUR, telephone="", message_vocal=True)
    ouvrir(ecran, taches, jeune)
    assert "Pas de téléphone noté" in _textes(ecran)
    assert not ecran.entete.dots.isVisible()


def _textes(widget: Any) -> set[str]:
    return {x.text() for x in widget.findChildren(QLabel)}


# Nothing to do


def test_sans_campagne_on_propose_de_croiser(qtbot: QtBot, env: UiEnv, taches: TaskRunner, ctx: Contexte):
    vue = _montrer(qtbot, env, taches)
    assert vue.vide.title.text() == "Aucune campagne ouverte"
    vue.vide.button.click()
    assert env.navigate.places == [("croisement", None)]  # type: ignore[attr-defined]
    with remplir(ctx) as f:
        f.campagne()
    vue.refresh()
    taches.wait_idle()
    assert vue.vide.title.text() == "Personne à suivre pour l’instant"


def test_une_journee_sans_appel_dit_ce_qui_vient(qtbot: QtBot, env: UiEnv, taches: TaskRunner, ctx: Contexte):
    with remplir(ctx) as f:
        f.personne("Mélèze", "Théo", MAJEUR, campagne=f.campagne(), debut=date(2010, 12, 20), accord=Accord.OUI)
    vue = _montrer(qtbot, env, taches)
    assert vue.vide.title.text() == "Personne à appeler aujourd’hui"
    assert "MÉLÈZE Théo\u202f: Mois\u00a01, le jeu.\u00a020\u00a0janv." in vue.vide.text.text()
    assert not vue.vide.button.isVisible()
    with remplir(ctx) as f:
        f.uow.cx.exec_driver_sql("UPDATE inclusion SET accord = 'refuse'")
    vue.refresh()
    taches.wait_idle()
    assert vue.vide.title.text() == "Personne à suivre pour l’instant"


def test_la_largeur_des_voies_revient(ecran: AujourdhuiView):
    ecran.separation.setSizes([420, 700])
    garde = ecran.save_state()
    ecran.separation.setSizes([320, 800])
    ecran.restore_state(garde)
    assert ecran.separation.sizes()[0] == 420
    ecran.restore_state("{}")
    ecran.restore_state("illisible")
    assert ecran.separation.sizes()[0] == 420


def test_a_l_etroit_ce_qu_on_sait_passe_sous_le_formulaire(ecran: AujourdhuiView, taches: TaskRunner):
    ecran.activate(("contact", ecran.vm.cle[0] if ecran.vm.cle else 0))
    taches.wait_idle()
    ecran.setMinimumSize(300, 300)
    ecran.resize(760, 440)
    QApplication.processEvents()
    assert ecran.contexte.isHidden()
    assert ecran.formulaire.isAncestorOf(ecran.contexte.identite)
    assert ecran.entete.page.accessibleName() == "Sa page"
    assert ecran.entete.page.text() == ""
    touche("j")
    ecran.resize(1200, 700)
    QApplication.processEvents()
    assert ecran.contexte.isAncestorOf(ecran.contexte.identite)
    assert ecran.entete.dots.isVisible()


def test_les_titres_ne_se_choisissent_pas(ecran: AujourdhuiView):
    modele = ecran.liste.modele
    titres = [i for i in range(modele.rowCount()) if isinstance(modele.item(modele.index(i)), Entete)]
    assert titres
    for rang in titres:
        assert modele.flags(modele.index(rang)) == Qt.ItemFlag.NoItemFlags
    assert modele.flags(modele.index(-1)) == Qt.ItemFlag.NoItemFlags
