"""One person's page: what it shows, what it flags, every dialog, undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip

from plateforme.db.queries import liaison
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.fiche import AccordPartage, EtapeFiche, Fiche
from plateforme.domain.vocabulaire import (
    Accord,
    FormeAccord,
    Groupe,
    IssueContact,
    IssueDifficulte,
    MotifCloture,
    MotifRefus,
    Risque,
    Sexe,
    SourceRupture,
    StatutDifficulte,
    StatutFiche,
    Suite,
    Theme,
)
from plateforme.services import beneficiaires, contrats
from plateforme.ui.screens.personne.danger import DialogueDanger
from plateforme.ui.screens.personne.forme_contrat import DialogueRupture
from plateforme.ui.screens.personne.forme_identite import DialogueIdentite, DialogueNaissance
from plateforme.ui.screens.personne.forme_suivi import DialogueAccord
from plateforme.ui.screens.personne.view import PersonneView
from plateforme.ui.widgets.badge import Badge
from plateforme.ui.widgets.card import Card
from tests import fabrique
from tests.conftest import LUNDI
from tests.saisies import bouton, choix, erreurs, remplir, taper

DEBUT = date(2010, 9, 1)
NIR = "2 93 05 53 123 456 78"


@pytest.fixture
def zoe(ctx):
    with fabrique.remplir(ctx) as f:
        return f.personne(
            campagne=f.campagne(),
            debut=DEBUT,
            accord=Accord.OUI,
            sexe=Sexe.F,
            telephone_2="+33243000012",
            message_vocal=False,
        )


def montrer(env, qtbot, personne):
    vue = PersonneView(env)
    qtbot.addWidget(vue)
    vue.resize(1100, 700)
    vue.show()
    vue.ouvrir(personne.id)
    env.tasks.changed.connect(vue.refresh)
    assert env.tasks.wait_idle()
    return vue


@pytest.fixture
def page(env, qtbot, zoe):
    return montrer(env, qtbot, zoe)


def lue(ctx, personne):
    return beneficiaires.personne(ctx, personne.id)


def textes(widget):
    QApplication.processEvents()
    return "\n".join(x.text() for x in widget.findChildren(QLabel) if x.isVisibleTo(widget))


def annuler(env):
    env.messages.undo()
    assert env.tasks.wait_idle()
    assert env.messages.toasts[-1] == "C’est annulé."


# Header


def test_the_header_says_who_where_and_how_to_reach(page):
    assert page.entete.nom.text() == "GENÊT Zoé"
    assert page.entete.age.text() == "17\u00a0ans, mineure"
    assert page.entete.groupe.text() == "Groupe test"
    assert page.entete.accord.text() == "Accord\u202f: oui"
    assert page.entete.mois.text() == "Mois\u00a05 sur\u00a06"
    assert page.entete.voix.text() == "Ne pas laisser de message vocal"
    assert "06\u00a000\u00a000\u00a000\u00a012" in textes(page.entete)
    assert "CAP boulanger, Boulangerie de la Halle, CFA des Trois Moulins · Laval" in textes(page.entete)


def test_a_telephone_is_copied_by_pairs(page, env):
    bouton(page.entete, "Copier le 02\u00a043\u00a000\u00a000\u00a012").click()
    assert QGuiApplication.clipboard().text() == "02\u00a043\u00a000\u00a000\u00a012"
    assert env.messages.toasts == ["Copié\u202f: 02\u00a043\u00a000\u00a000\u00a012"]


@pytest.mark.parametrize(
    ("champs", "groupe", "accord", "mois"),
    [
        ({"naissance": date(1990, 5, 13)}, "Groupe témoin", "", ""),
        ({"verifiee": False}, "Groupe en attente", "", ""),
        ({"campagne": None}, "Sans campagne", "", ""),
        ({"debut": None}, "Groupe test", "Accord\u202f: en attente", "Sans contrat"),
        ({"debut": date(2011, 1, 10)}, "Groupe test", "Accord\u202f: en attente", "Contrat à venir"),
        ({"debut": date(2010, 3, 1)}, "Groupe test", "Accord\u202f: en attente", "Six premiers mois passés"),
    ],
)
def test_the_header_in_every_state(ctx, env, qtbot, champs, groupe, accord, mois):
    with fabrique.remplir(ctx) as f:
        defaut = {"campagne": f.campagne(), "debut": DEBUT, "affecte_le": date(2010, 12, 1), "telephone": ""}
        jeune = f.personne(**(defaut | champs))
    entete = montrer(env, qtbot, jeune).entete
    assert (entete.groupe.text(), entete.accord.text(), entete.mois.text()) == (groupe, accord, mois)
    assert "Aucun téléphone" in textes(entete)


def test_a_narrow_header_keeps_every_word(page):
    page.entete.resize(600, 200)
    assert page.entete.boutons["Contact"].icon().isNull()
    assert page.entete.boutons["Contact"].text() == "Contact"
    page.entete.resize(1100, 200)
    assert not page.entete.boutons["Contact"].icon().isNull()


def test_the_four_actions_have_a_key(page, env, zoe, qtbot):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    env.messages.dialogs.extend([lambda _d: False, lambda _d: False])
    for touche in (Qt.Key.Key_C, Qt.Key.Key_F, Qt.Key.Key_D, Qt.Key.Key_R):
        fait = len(env.navigate.places) - len(env.messages.dialogs)
        QTest.keyClick(page, touche, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(lambda avant=fait: len(env.navigate.places) - len(env.messages.dialogs) > avant)
    assert env.navigate.places == [("aujourdhui", ("contact", zoe.id)), ("fiches", ("nouvelle", zoe.id, None))]
    assert not env.messages.dialogs


def test_danger_shows_whom_to_call_without_any_agreement(page, env, qtbot):
    vus = []
    env.messages.dialogs.append(lambda d: bool(vus.append(textes(d))))
    page.entete.danger.click()
    for numero in ("15", "17", "112", "119"):
        assert f"{numero}\n" in vus[0]
    assert "n’est pas réglé" in vus[0]
    dialogue = DialogueDanger(replace(page.model.page, crip="0243000119"))
    qtbot.addWidget(dialogue)
    assert "02\u00a043\u00a000\u00a001\u00a019" in textes(dialogue)


# What must not be missed


def test_a_minor_without_guardian_is_flagged_until_told(page, env, zoe, ctx):
    assert page.alertes.mineur.isVisible()
    env.messages.dialogs.append(remplir(env.tasks, representant_nom="Lys Genêt", representant_telephone="0600000013"))
    bouton(page.alertes.mineur, "Ajouter le représentant").click()
    assert env.tasks.wait_idle()
    assert not page.alertes.isVisible()
    assert lue(ctx, zoe).beneficiaire.representant_telephone == "+33600000013"


def test_someone_without_a_group_says_why_and_is_assigned_from_there(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        ines = f.personne("Houblon", "Inès", date(1990, 1, 1), campagne=f.campagne(), debut=DEBUT, verifiee=False)
    vue = montrer(env, qtbot, ines)
    assert vue.alertes.attente.text.text() == "Pas encore de groupe\u202f: date de naissance à vérifier."
    annonces = []

    def choisir(dialogue):
        taper(dialogue.formulaire, "date_naissance", "01/01/1990")
        annonces.append(dialogue.annonce.text())
        taper(dialogue.formulaire, "date_naissance", "02/01/1990")
        annonces.append(dialogue.annonce.text())
        taper(dialogue.formulaire, "date_naissance", "03/01/1990")
        annonces.append(dialogue.annonce.text())
        dialogue.enregistrer()
        assert "source" in erreurs(dialogue)["naissance_source"]
        return remplir(env.tasks, date_naissance="02/01/1990", naissance_source="acte de naissance")(dialogue)

    env.messages.dialogs.append(choisir)
    bouton(vue.alertes.attente, "Vérifier la date de naissance").click()
    assert env.tasks.wait_idle()
    assert annonces == [
        "Jour impair\u202f: groupe témoin.",
        "Jour pair\u202f: groupe test, l’autre groupe que la date actuelle (01/01/1990).",
        "Jour impair\u202f: groupe témoin, le même groupe que la date actuelle (01/01/1990).",
    ]
    assert vue.entete.groupe.text() == "Groupe test"
    assert not vue.alertes.attente.isVisible()
    assert env.messages.undo is None


def test_an_assigned_person_keeps_her_group_when_her_date_is_corrected(page, env, ctx, zoe, qtbot):
    dialogue = DialogueNaissance(env, page.model.page)
    qtbot.addWidget(dialogue)
    taper(dialogue.formulaire, "date_naissance", "12/05/1993")
    assert dialogue.annonce.text() == ""
    assert remplir(env.tasks, date_naissance="13/05/1993", naissance_source="acte")(dialogue)
    assert "écart" in dialogue.annonce.text()
    assert lue(ctx, zoe).inclusion.groupe is Groupe.TEST
    assert any("Date de naissance corrigée" in e.titre for e in page.model.fil)


def test_the_agreement_is_noted_from_the_page(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        hugo = f.personne("Rabot", "Hugo", date(1990, 3, 8), campagne=f.campagne(), debut=DEBUT)
    vue = montrer(env, qtbot, hugo)
    env.messages.dialogs.append(remplir(env.tasks, reponse=Accord.OUI, forme=FormeAccord.ECRIT))
    bouton(vue.alertes.accord, "Noter la réponse").click()
    assert env.tasks.wait_idle()
    assert not vue.alertes.accord.isVisible()
    assert lue(ctx, hugo).inclusion.accord_forme is FormeAccord.ECRIT
    annuler(env)
    assert lue(ctx, hugo).inclusion.accord is Accord.EN_ATTENTE
    assert vue.alertes.accord.isVisible()


def test_the_search_after_a_rupture_is_counted_down(ctx, env, qtbot, zoe):
    with fabrique.remplir(ctx) as f:
        f.rupture(f.contrats_de(zoe)[0], date(2010, 11, 15))
    vue = montrer(env, qtbot, zoe)
    assert (
        vue.alertes.recherche.text.text() == "Recherche d’employeur\u202f: encore 132\u00a0jours, jusqu’au 15/05/2011."
    )
    assert vue.entete.mois.text() == "Contrat rompu"
    vue.onglets.setCurrentIndex(1)
    assert (vue.suivi.barre.value(), vue.suivi.barre.maximum()) == (49, 181)
    env.messages.dialogs.append(remplir(env.tasks, debut="1/12/2010", fin_prevue="31/8/2012", plan_suivi=False))
    bouton(vue.alertes.recherche, "Nouveau contrat").click()
    assert env.tasks.wait_idle()
    assert not vue.alertes.recherche.isVisible()
    dossier = lue(ctx, zoe).dossier
    assert (dossier.contrats[1].cfa, dossier.contrats[1].plan_suivi) == ("CFA des Trois Moulins", False)
    assert dossier.ruptures[0].suite is Suite.CONTRAT_MEME


def test_a_search_that_ended_says_so(ctx, env, qtbot, zoe):
    with fabrique.remplir(ctx) as f:
        hugo = f.personne("Rabot", "Hugo", date(1990, 3, 8), debut=date(2010, 3, 1))
        f.rupture(f.contrats_de(hugo)[0], date(2010, 5, 1))
    vue = montrer(env, qtbot, hugo)
    assert "sans solution" in vue.alertes.recherche.text.text()


# Tabs


def test_the_thread_lists_facts_and_opens_a_fiche(ctx, env, qtbot, zoe):
    with fabrique.remplir(ctx) as f:
        f.contact(zoe, datetime(2010, 10, 4, 9, 30), risque=Risque.INEVITABLE)
        ml = f.structure()
        difficulte = f.difficulte(zoe)
        fiche = Fiche(numero="FL-2010-0001", beneficiaire_id=zoe.id, difficulte_id=difficulte.id, structure_id=ml.id)
        fiche_id = liaison.add_fiche(f.uow.cx, fiche)
        liaison.add_etape(f.uow.cx, EtapeFiche(0, fiche_id, StatutFiche.ENVOYEE, datetime(2010, 10, 6, 10)))
    vue = montrer(env, qtbot, zoe)
    dit = textes(vue.fil)
    assert "lun. 4 oct. 2010".replace(" ", "\u00a0", 1) in dit
    assert "9\u00a0h\u00a030" in dit
    assert [b.text() for b in vue.fil.findChildren(Badge)] == ["Rupture inévitable"]
    vue.fil.item_activated.emit(fiche_id)
    assert env.navigate.places == [("fiches", fiche_id)]


def test_someone_without_any_fact_has_an_empty_thread(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne(verifiee=False)
    vue = montrer(env, qtbot, jeune)
    assert vue.rien.isVisible()
    assert not vue.fil.isVisible()
    vue.onglets.setCurrentIndex(1)
    assert "enregistrez d’abord le contrat" in textes(vue.suivi)


@pytest.mark.parametrize(
    ("champs", "dit"),
    [
        ({"naissance": date(1990, 5, 13)}, "Groupe témoin"),
        ({"verifiee": False}, "n’est pas encore connu"),
        ({"accord": Accord.REFUSE}, "refusé ou retiré"),
        ({"campagne": None}, "aucune campagne"),
    ],
)
def test_why_there_is_no_plan(ctx, env, qtbot, champs, dit):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne(**({"campagne": f.campagne(), "debut": DEBUT} | champs))
    vue = montrer(env, qtbot, jeune)
    vue.onglets.setCurrentIndex(1)
    assert not vue.suivi.plan.isVisible()
    assert dit in textes(vue.suivi.sans_plan)


def test_the_plan_is_drawn_and_said(ctx, env, qtbot, zoe):
    with fabrique.remplir(ctx) as f:
        f.contact(zoe, datetime(2010, 10, 4, 9, 30))
        f.contact(zoe, datetime(2010, 11, 4, 9, 30), issue=IssueContact.SANS_REPONSE)
        f.rupture(f.contrats_de(zoe)[0], date(2011, 1, 2))
    vue = montrer(env, qtbot, zoe)
    vue.onglets.setCurrentIndex(1)
    frise = vue.suivi.frise
    assert frise.accessibleDescription().startswith("mois 1 fait, mois 2 manqué")
    assert "Mois\u00a06, bilan" in textes(frise)
    assert not frise.grab().isNull()
    centre = frise.mapToGlobal(QPoint(0, 0))
    for x in range(0, frise.width(), 4):
        QApplication.sendEvent(frise, QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(x, 50), centre))
        if "Téléphone, joint, le 04/10/2010" in QToolTip.text():
            break
    assert "Mois 1\u202f: fait" in QToolTip.text()


def test_a_contract_is_corrected_from_its_tab_and_undone(page, env, ctx, zoe):
    env.messages.dialogs.append(
        remplir(
            env.tasks, employeur="Fournil du Val", siret="73282932000075", annee_cycle="CAP 1", fin_prevue="1/1/2010"
        )
    )
    bouton(page.contrats, "Modifier le contrat, Contrat d’entrée").click()
    assert lue(ctx, zoe).dossier.contrats[0].employeur == "Boulangerie de la Halle"
    env.messages.dialogs.append(
        remplir(env.tasks, employeur="Fournil du Val", siret="73282932000074", annee_cycle="CAP 1")
    )
    bouton(page.contrats, "Modifier le contrat, Contrat d’entrée").click()
    assert env.tasks.wait_idle()
    assert lue(ctx, zoe).dossier.contrats[0].siret == "73282932000074"
    assert "Fournil du Val" in textes(page.contrats)
    annuler(env)
    assert "Boulangerie de la Halle" in textes(page.contrats)


def test_an_unusual_contract_is_flagged_not_refused(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne(naissance=date(1970, 5, 12), debut=DEBUT)
    vue = montrer(env, qtbot, jeune)
    assert "À vérifier\u202f: 40 ans au début du contrat" in textes(vue.contrats)


def test_someone_without_a_contract_gets_one(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne()
    vue = montrer(env, qtbot, jeune)
    titres = []

    def saisir(dialogue):
        titres.append(dialogue.heading.text())
        assert "plan_suivi" not in dialogue.formulaire.fields
        assert not remplir(env.tasks)(dialogue)
        assert set(erreurs(dialogue)) == {"debut"}
        return remplir(env.tasks, debut="1/9/2010")(dialogue)

    env.messages.dialogs.append(saisir)
    vue.actions_.rupture()
    assert env.tasks.wait_idle()
    assert titres == ["Contrat d’entrée"]
    assert lue(ctx, jeune).dossier.contrats[0].debut == DEBUT


def test_a_rupture_is_recorded_corrected_deleted_and_each_undone(page, env, ctx, zoe):
    env.messages.dialogs.append(remplir(env.tasks, le="15/11/2010", parole_jeune="Trop loin."))
    page.entete.boutons["Rupture"].click()
    assert env.tasks.wait_idle()
    rupture = lue(ctx, zoe).dossier.ruptures[0]
    assert (rupture.source, rupture.parole_jeune) == (SourceRupture.SUIVI, "Trop loin.")
    assert "Intermédiaire" in textes(page.contrats)
    env.messages.dialogs.append(remplir(env.tasks, suite=Suite.EMPLOI, suite_le="1/12/2010"))
    page.entete.boutons["Rupture"].click()
    assert env.tasks.wait_idle()
    assert "Emploi, le 01/12/2010" in textes(page.contrats)
    annuler(env)
    env.messages.confirms.extend([False, True])
    for _fois in range(2):
        bouton(page.contrats, "Supprimer la rupture, Contrat d’entrée").click()
        assert env.tasks.wait_idle()
    assert lue(ctx, zoe).dossier.ruptures == ()
    annuler(env)
    assert lue(ctx, zoe).dossier.ruptures[0].le == date(2010, 11, 15)


def test_the_form_of_a_rupture_says_what_the_date_means(page, env, qtbot):
    contrat = page.model.page.dossier.contrats[0]
    dialogue = DialogueRupture(env, page.model.page, contrat)
    qtbot.addWidget(dialogue)
    dialogue.show()
    taper(dialogue.formulaire, "le", "15/10/2010")
    remarque = dialogue.formulaire.fields["le"].remark.text()
    assert remarque == "Période\u202f: période d’essai. Recherche d’un employeur jusqu’au 15/04/2011."
    for jour, dit in (("31/8/2010", "commence le"), ("1/9/2012", "n’est pas une rupture")):
        taper(dialogue.formulaire, "le", jour)
        assert dit in erreurs(dialogue)["le"]
    taper(dialogue.formulaire, "parole_jeune", NIR)
    dialogue.enregistrer()
    assert "sécurité sociale" in erreurs(dialogue)["parole_jeune"]


def test_what_the_base_refuses_is_said_in_the_dialog(page, env, ctx, zoe, qtbot):
    contrat = page.model.page.dossier.contrats[0]
    premiere = DialogueRupture(env, page.model.page, contrat)
    qtbot.addWidget(premiere)
    with fabrique.remplir(ctx) as f:
        f.rupture(contrat, date(2010, 11, 15))
    assert not remplir(env.tasks, le="16/11/2010")(premiere)
    assert "déjà enregistrée" in premiere.alerte.text.text()
    taper(premiere.formulaire, "le", "17/11/2010")
    assert not premiere.alerte.isVisible()
    seconde = DialogueRupture(env, page.model.page, contrat, lue(ctx, zoe).dossier.ruptures[0])
    qtbot.addWidget(seconde)
    assert not remplir(env.tasks, connue_le="4/1/2011")(seconde)
    assert "à venir" in erreurs(seconde)["connue_le"]


def test_a_temoin_rupture_comes_from_the_lists(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        noel = f.personne("Fougère", "Noël", date(1990, 5, 5), campagne=f.campagne(), debut=DEBUT)
    vue = montrer(env, qtbot, noel)
    env.messages.dialogs.append(remplir(env.tasks, le="15/11/2010"))
    vue.actions_.rupture()
    assert env.tasks.wait_idle()
    assert lue(ctx, noel).dossier.ruptures[0].source is SourceRupture.LISTE_CHAMBRE


def test_a_difficulty_is_opened_corrected_closed_opened_again(page, env, ctx, zoe):
    env.messages.dialogs.append(remplir(env.tasks, theme=Theme.SANTE, description=NIR))
    page.entete.boutons["Difficulté"].click()
    assert lue(ctx, zoe).difficultes == ()
    env.messages.dialogs.append(remplir(env.tasks, theme=Theme.MOBILITE, description="Le car de 4 h 50."))
    page.entete.boutons["Difficulté"].click()
    assert env.tasks.wait_idle()
    assert page.onglets.tabText(3) == "Difficultés et fiches (1)"
    env.messages.dialogs.append(remplir(env.tasks, theme=Theme.LOGEMENT))
    bouton(page.difficultes, "Modifier, Mobilité").click()
    assert env.tasks.wait_idle()
    env.messages.dialogs.append(remplir(env.tasks, issue=IssueDifficulte.RESOLUE))
    bouton(page.difficultes, "Clore, Logement").click()
    assert env.tasks.wait_idle()
    assert lue(ctx, zoe).difficultes[0].statut is StatutDifficulte.CLOSE
    assert "Close le 03/01/2011, résolue." in textes(page.difficultes)
    bouton(page.difficultes, "Rouvrir, Logement").click()
    assert env.tasks.wait_idle()
    annuler(env)
    assert lue(ctx, zoe).difficultes[0].statut is StatutDifficulte.CLOSE


def test_closing_a_difficulty_asks_how_it_ended(ctx, env, qtbot, zoe):
    with fabrique.remplir(ctx) as f:
        f.difficulte(zoe)
    vue = montrer(env, qtbot, zoe)
    vus = {}
    env.messages.dialogs.append(lambda d: remplir(env.tasks)(d) or bool(vus.update(erreurs(d))))
    bouton(vue.difficultes, "Clore, Logement").click()
    assert set(vus) == {"issue"}


def test_a_fiche_starts_from_its_difficulty_and_opens(ctx, env, qtbot, zoe):
    with fabrique.remplir(ctx) as f:
        ml = f.structure()
        difficulte = f.difficulte(zoe)
        fiche = Fiche(
            numero="FL-2010-0001",
            beneficiaire_id=zoe.id,
            difficulte_id=difficulte.id,
            structure_id=ml.id,
            statut=StatutFiche.ENVOYEE,
        )
        fiche_id = liaison.add_fiche(f.uow.cx, fiche)
        accord = AccordPartage(
            beneficiaire_id=zoe.id,
            structure_id=ml.id,
            theme=Theme.LOGEMENT,
            donne_le=date(2010, 10, 6),
            retire_le=date(2010, 12, 2),
        )
        liaison.add_accord(f.uow.cx, accord)
    vue = montrer(env, qtbot, zoe)
    bouton(vue.difficultes, "Préparer une fiche, Logement").click()
    bouton(vue.difficultes, "Fiche FL-2010-0001").click()
    vue.entete.boutons["Fiche"].click()
    assert env.navigate.places == [
        ("fiches", ("nouvelle", zoe.id, difficulte.id)),
        ("fiches", fiche_id),
        ("fiches", ("nouvelle", zoe.id, difficulte.id)),
    ]
    assert "retiré le 02/12/2010" in textes(vue.difficultes)


def test_an_empty_tab_says_what_to_do_first(page, env):
    env.messages.dialogs.append(lambda _d: False)
    bouton(page.difficultes, "Ouvrir une difficulté").click()
    assert not env.messages.dialogs


# Identity and agreement


def test_the_record_is_corrected_and_undone(page, env, ctx, zoe):
    env.messages.dialogs.append(
        remplir(
            env.tasks,
            nom_usage="Lilas",
            commune="Craon",
            message_vocal=True,
            suivi_ml=True,
            diplome_entree="Brevet",
            notes_privees="Préfère le matin.",
        )
    )
    page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert env.tasks.wait_idle()
    apres = lue(ctx, zoe).beneficiaire
    assert (apres.nom_usage, apres.commune, apres.message_vocal, apres.suivi_ml) == ("Lilas", "Craon", True, True)
    assert (apres.diplome_entree, apres.notes_privees) == ("Brevet", "Préfère le matin.")
    assert page.entete.nom.text() == "LILAS Zoé"
    annuler(env)
    assert lue(ctx, zoe).beneficiaire == zoe
    assert page.entete.nom.text() == "GENÊT Zoé"


def test_a_bad_nir_is_refused_under_its_field(page, env, ctx, zoe):
    vus = {}
    saisir = remplir(env.tasks, notes_privees=NIR, ml_identifiant=NIR)
    env.messages.dialogs.append(lambda d: saisir(d) or bool(vus.update(erreurs(d))))
    bouton(page.identite, "Modifier l’identité et les coordonnées").click()
    assert set(vus) == {"notes_privees", "ml_identifiant"}
    assert lue(ctx, zoe).beneficiaire == zoe


@pytest.mark.parametrize(
    ("verifiee", "jour", "dit"),
    [
        (True, "13/05/1993", "Le groupe ne changera pas"),
        (False, "13/05/1993", "Cette date change le groupe"),
        (False, "14/05/1993", "Donnez la source"),
    ],
)
def test_the_form_says_what_a_new_birth_date_changes(ctx, env, qtbot, verifiee, jour, dit):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne(campagne=f.campagne(), verifiee=verifiee)
    dialogue = DialogueIdentite(env, lue(ctx, jeune))
    qtbot.addWidget(dialogue)
    taper(dialogue.formulaire, "date_naissance", jour)
    assert dit in dialogue.formulaire.fields["date_naissance"].remark.text()


def test_a_record_changed_elsewhere_is_not_overwritten(page, env, ctx, zoe, qtbot):
    dialogue = DialogueIdentite(env, page.model.page)
    qtbot.addWidget(dialogue)
    beneficiaires.modifier(ctx, zoe, replace(zoe, commune="Craon"))
    assert not remplir(env.tasks, commune="Laval")(dialogue)
    assert "entre-temps" in dialogue.alerte.text.text()
    assert lue(ctx, zoe).beneficiaire.commune == "Craon"


def test_ctrl_enter_saves(page, env, ctx, zoe, qtbot):
    dialogue = DialogueIdentite(env, page.model.page)
    qtbot.addWidget(dialogue)
    dialogue.show()
    dialogue.activateWindow()
    qtbot.waitUntil(dialogue.isActiveWindow)
    taper(dialogue.formulaire, "commune", "Craon")
    QTest.keyClick(dialogue, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert env.tasks.wait_idle()
    assert lue(ctx, zoe).beneficiaire.commune == "Craon"


def test_an_answer_asks_only_what_it_needs(page, env, qtbot):
    dialogue = DialogueAccord(env, page.model.page, page.model.page.inclusion)
    qtbot.addWidget(dialogue)
    dialogue.show()
    champs = dialogue.formulaire.fields
    assert choix(champs["reponse"].control) == ["Choisir", "Oui", "Retiré", "En attente"]
    assert champs["par_representant"].isVisible()
    assert dialogue.formulaire.lire("le") == DEBUT
    taper(dialogue.formulaire, "reponse", Accord.RETIRE)
    assert dialogue.formulaire.lire("le") == LUNDI
    assert champs["motif"].isVisible()
    assert not champs["par_representant"].isVisible()
    dialogue.enregistrer()
    assert set(erreurs(dialogue)) == {"motif"}
    taper(dialogue.formulaire, "reponse", None)
    taper(dialogue.formulaire, "le", "")
    dialogue.enregistrer()
    assert set(erreurs(dialogue)) == {"reponse", "le"}


def test_a_withdrawal_is_reasoned_and_stops_the_plan(page, env, ctx, zoe):
    env.messages.dialogs.append(remplir(env.tasks, reponse=Accord.RETIRE, motif=MotifRefus.MANQUE_DE_TEMPS))
    bouton(page.identite, "Noter l’accord, 2010/2011").click()
    assert env.tasks.wait_idle()
    assert page.entete.accord.text() == "Accord\u202f: retiré"
    assert "N’a pas le temps" in textes(page.identite)
    assert not page.entete.points.isVisible()


def test_a_minor_needs_her_guardian_told(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        zoe = f.personne(campagne=f.campagne(), debut=DEBUT)
    vue = montrer(env, qtbot, zoe)
    vus = {}

    def repondre(dialogue):
        assert not remplir(env.tasks, reponse=Accord.OUI)(dialogue)
        vus.update(erreurs(dialogue))
        taper(dialogue.formulaire, "par_representant", False)
        assert "à recueillir" in dialogue.formulaire.fields["par_representant"].remark.text()
        return remplir(env.tasks, par_representant=True)(dialogue)

    env.messages.dialogs.append(repondre)
    bouton(vue.alertes.accord, "Noter la réponse").click()
    assert env.tasks.wait_idle()
    assert set(vus) == {"par_representant"}
    assert lue(ctx, zoe).inclusion.accord_representant


def test_a_follow_up_is_closed_and_opened_again(page, env, ctx, zoe):
    vus = {}

    def clore(dialogue):
        assert not remplir(env.tasks, le="")(dialogue)
        vus.update(erreurs(dialogue))
        return remplir(env.tasks, le="3/1/2011", motif=MotifCloture.DEMENAGEMENT)(dialogue)

    env.messages.dialogs.append(clore)
    bouton(page.identite, "Clore le suivi, 2010/2011").click()
    assert env.tasks.wait_idle()
    assert set(vus) == {"le", "motif"}
    assert page.alertes.clos.text.text() == "Suivi clos le 03/01/2011, déménagement hors du territoire."
    bouton(page.alertes.clos, "Rouvrir le suivi").click()
    assert env.tasks.wait_idle()
    assert not page.alertes.clos.isVisible()
    annuler(env)
    bouton(page.identite, "Rouvrir le suivi, 2010/2011").click()
    assert env.tasks.wait_idle()
    assert lue(ctx, zoe).inclusion.suivi_clos_le is None


def test_hors_evaluation_asks_a_reason(page, env, ctx, zoe):
    vus = {}

    def placer(dialogue):
        assert not remplir(env.tasks, le="")(dialogue)
        vus.update(erreurs(dialogue))
        assert not remplir(env.tasks, motif=NIR)(dialogue)
        assert "sécurité sociale" in erreurs(dialogue)["motif"]
        return remplir(env.tasks, le="3/1/2011", motif="Logée avant l’affectation.")(dialogue)

    env.messages.dialogs.append(placer)
    bouton(page.identite, "Placer hors évaluation, 2010/2011").click()
    assert env.tasks.wait_idle()
    assert set(vus) == {"le", "motif"}
    assert page.entete.groupe.text() == "Hors évaluation"
    annuler(env)
    assert lue(ctx, zoe).inclusion.groupe_affiche is Groupe.TEST


# Leaving


def test_a_person_created_by_mistake_is_deleted_after_a_question(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne(debut=DEBUT)
    vue = montrer(env, qtbot, jeune)
    env.messages.confirms.extend([False, True])
    bouton(vue.identite, "Supprimer ce bénéficiaire").click()
    assert env.tasks.wait_idle()
    assert len(beneficiaires.lignes(ctx)) == 1
    with qtbot.waitSignal(vue.closed):
        bouton(vue.identite, "Supprimer ce bénéficiaire").click()
    assert beneficiaires.lignes(ctx) == ()
    assert env.messages.toasts == ["Le bénéficiaire est supprimé."]


def test_someone_assigned_cannot_be_deleted(page):
    with pytest.raises(AssertionError):
        bouton(page.identite, "Supprimer ce bénéficiaire")


def test_a_refused_deletion_is_told(ctx, env, qtbot):
    with fabrique.remplir(ctx) as f:
        jeune = f.personne(debut=DEBUT)
        f.contact(jeune, datetime(2010, 10, 1, 9))
    vue = montrer(env, qtbot, jeune)
    env.messages.confirms.append(True)
    bouton(vue.identite, "Supprimer ce bénéficiaire").click()
    assert env.tasks.wait_idle()
    assert "1\u00a0contact" in env.messages.errors[0].message


def test_escape_and_a_person_gone_close_the_page(page, env, qtbot):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page.retour, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.closed):
        page.ouvrir(999)


def test_the_page_of_another_person_is_never_shown_meanwhile(page, env, ctx, zoe):
    with fabrique.remplir(ctx) as f:
        autre = f.personne("Rabot", "Hugo", date(1990, 3, 8))
    page.onglets.setCurrentIndex(2)
    page.ouvrir(autre.id)
    assert not page.entete.isVisible()
    assert not page.onglets.isVisible()
    assert env.tasks.wait_idle()
    assert (page.entete.nom.text(), page.onglets.currentIndex()) == ("RABOT Hugo", 0)


def test_changes_about_others_are_ignored(page, env, ctx, zoe):
    contrat = lue(ctx, zoe).dossier.contrats[0]
    contrats.modifier(ctx, contrat, replace(contrat, employeur="Fournil du Val"))
    page.refresh(ChangeSet(frozenset({Sujet.BENEFICIAIRE}), frozenset({zoe.id + 1})))
    page.refresh(ChangeSet(frozenset({Sujet.REGLAGE})))
    assert env.tasks.wait_idle()
    assert "Fournil du Val" not in textes(page.contrats)
    page.refresh(ChangeSet(frozenset({Sujet.BENEFICIAIRE}), frozenset({zoe.id})))
    assert env.tasks.wait_idle()
    assert "Fournil du Val" in textes(page.contrats)


def test_the_focus_stays_on_the_same_button_when_the_tab_is_rebuilt(page, env, qtbot):
    page.onglets.setCurrentIndex(2)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    nom = "Modifier le contrat, Contrat d’entrée"
    bouton(page.contrats, nom).setFocus()
    page.refresh()
    assert env.tasks.wait_idle()
    assert QApplication.focusWidget() is bouton(page.contrats, nom)
    assert page.contrats.findChildren(Card)


def test_every_control_has_a_name(page, qtbot):
    for index in range(page.onglets.count()):
        page.onglets.setCurrentIndex(index)
        for made in page.findChildren(type(page.retour)):
            assert made.accessibleName() or made.text() or made.isHidden()
