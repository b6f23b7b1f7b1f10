"""Preferences through their real widgets: what is stored is read back from the base."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from plateforme.domain.campagne import Campagne
from plateforme.domain.changes import ChangeSet, Sujet
from plateforme.domain.vocabulaire import Methode
from plateforme.errors import KeyringUnavailableError, WrongPassphraseError
from plateforme.services import campagnes, coffre, reglages
from plateforme.settings import (
    APPARENCE,
    CHAMBRE_NOM,
    CRIP_TELEPHONE,
    DEPARTEMENT,
    DOSSIER_DOCUMENTS,
    REFERENT_COURRIEL,
    REFERENT_NOM,
    VERROUILLAGE_MINUTES,
)
from plateforme.ui.env import UiEnv
from plateforme.ui.screens.preferences.campagnes import DialogueCampagne
from plateforme.ui.screens.preferences.view import PreferencesView, factory
from plateforme.ui.tasks import TaskRunner
from plateforme.ui.theme import Mode
from tests.conftest import PHRASE
from tests.faux_messages import FakeMessages

NOUVELLE = "lampe girafe tunnel brioche orage"


class Trousseau:
    """A keyring in memory that may refuse."""

    def __init__(self, *, present: bool = True, refuse: bool = False) -> None:
        self.present, self.refuse = present, refuse
        self.contenu: dict[str, bytes] = {}

    def available(self) -> bool:
        return self.present

    def get(self, base_id: str) -> bytes | None:
        return self.contenu.get(base_id)

    def put(self, base_id: str, wrapping: bytes) -> None:
        if self.refuse:
            raise KeyringUnavailableError("Le trousseau de votre session n’est pas disponible.", "")
        self.contenu[base_id] = wrapping

    def forget(self, base_id: str) -> None:
        self.contenu.pop(base_id, None)


@pytest.fixture(autouse=True)
def sans_bug(messages: FakeMessages) -> Iterator[None]:
    yield
    assert messages.bugs == []


def vue(qtbot: QtBot, env: UiEnv, taches: TaskRunner, vault: Trousseau | None = None) -> PreferencesView:
    faite = PreferencesView(env, vault or Trousseau())
    qtbot.addWidget(faite)
    faite.resize(1100, 700)
    faite.show()
    taches.changed.connect(faite.refresh)
    assert taches.wait_idle()
    return faite


def test_chambre_et_referent_sont_enregistres(
    qtbot: QtBot, env: UiEnv, taches: TaskRunner, messages: FakeMessages
) -> None:
    v = vue(qtbot, env, taches)
    assert not v.chambre.enregistrer.isEnabled()
    qtbot.keyClicks(v.chambre.formulaire.champ(CHAMBRE_NOM), "Chambre essai")
    qtbot.keyClicks(v.chambre.formulaire.champ(DEPARTEMENT), "53")
    qtbot.keyClicks(v.chambre.formulaire.champ(CRIP_TELEPHONE), "0199005353")
    qtbot.mouseClick(v.chambre.enregistrer, Qt.MouseButton.LeftButton)
    assert taches.wait_idle()
    v.activate("referent")
    qtbot.keyClicks(v.referent.formulaire.champ(REFERENT_NOM), "Anemone Bruyere")
    qtbot.mouseClick(v.referent.enregistrer, Qt.MouseButton.LeftButton)
    assert taches.wait_idle()
    valeurs = reglages.lire(env.ctx)
    assert valeurs[CHAMBRE_NOM] == "Chambre essai"
    assert valeurs[DEPARTEMENT] == "53"
    assert valeurs[CRIP_TELEPHONE] == "01 99 00 53 53"
    assert valeurs[REFERENT_NOM] == "Anemone Bruyere"
    assert messages.toasts == ["Préférences enregistrées."] * 2
    assert not v.referent.enregistrer.isEnabled()


def test_une_erreur_se_dit_sous_le_champ_et_rien_n_est_ecrit(
    qtbot: QtBot, env: UiEnv, taches: TaskRunner, messages: FakeMessages
) -> None:
    v = vue(qtbot, env, taches)
    v.activate("referent")
    champ = v.referent.formulaire.champ(REFERENT_COURRIEL)
    qtbot.keyClicks(champ, "anemone@")
    qtbot.mouseClick(v.referent.enregistrer, Qt.MouseButton.LeftButton)
    assert taches.wait_idle()
    assert reglages.lire(env.ctx)[REFERENT_COURRIEL] == ""
    assert champ.property("invalid") == "true"
    qtbot.mouseClick(v.referent.annuler, Qt.MouseButton.LeftButton)
    assert champ.text() == ""
    assert champ.property("invalid") == "false"


def test_ce_qui_se_tape_n_est_pas_ecrase(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    v = vue(qtbot, env, taches)
    qtbot.keyClicks(v.chambre.formulaire.champ(CHAMBRE_NOM), "Demi")
    taches.write(lambda: reglages.ecrire(env.ctx, {CHAMBRE_NOM: "Ailleurs", REFERENT_NOM: "Ailleurs"}))
    assert taches.wait_idle()
    assert v.chambre.formulaire.champ(CHAMBRE_NOM).text() == "Demi"
    assert v.referent.formulaire.champ(REFERENT_NOM).text() == "Ailleurs"


def test_apparence_tout_de_suite(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    v = vue(qtbot, env, taches)
    v.activate("apparence")
    assert v.apparence.modes.value() is Mode.SYSTEME
    qtbot.mouseClick(v.apparence.modes.chip(Mode.SOMBRE), Qt.MouseButton.LeftButton)
    assert taches.wait_idle()
    assert reglages.lire(env.ctx)[APPARENCE] == "sombre"
    assert v.apparence.modes.value() is Mode.SOMBRE


def test_verrouillage(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    reglages.ecrire(env.ctx, {VERROUILLAGE_MINUTES: 7})
    v = vue(qtbot, env, taches)
    assert v.securite.delai.currentText().replace("\u00a0", " ") == "après 7 minutes"
    v.securite.delai.set_value(0)
    v.securite.delai.chosen.emit()
    assert taches.wait_idle()
    assert reglages.lire(env.ctx)[VERROUILLAGE_MINUTES] == 0


def test_session_permise_puis_retiree(qtbot: QtBot, env: UiEnv, taches: TaskRunner, base: coffre.BaseOuverte) -> None:
    trousseau = Trousseau()
    v = vue(qtbot, env, taches, trousseau)
    v.activate("securite")
    v.securite.session.click()
    assert taches.wait_idle()
    assert base.ouverture_par_session
    assert v.securite.session.isChecked()
    assert len(trousseau.contenu) == 1
    v.securite.session.click()
    assert taches.wait_idle()
    assert not base.ouverture_par_session
    assert trousseau.contenu == {}


def test_trousseau_absent_ou_qui_refuse(qtbot: QtBot, env: UiEnv, taches: TaskRunner, messages: FakeMessages) -> None:
    sans = vue(qtbot, env, taches, Trousseau(present=False))
    assert not sans.securite.session.isEnabled()
    assert "n’est pas disponible" in sans.securite.aide_session.text()
    refuse = vue(qtbot, env, taches, Trousseau(refuse=True))
    refuse.securite.session.click()
    assert taches.wait_idle()
    assert len(messages.errors) == 1
    assert not refuse.securite.session.isChecked()


def test_changer_la_phrase(
    qtbot: QtBot, env: UiEnv, taches: TaskRunner, messages: FakeMessages, base: coffre.BaseOuverte
) -> None:
    v = vue(qtbot, env, taches)
    v.activate("securite")
    s = v.securite
    s.changer.click()
    assert "actuelle" in s.champ_ancienne.error()
    s.ancienne.edit.setText("ce n’est pas la bonne phrase")
    s.nouvelle.edit.setText("azertyuiop2011")
    assert s.solidite.mot.text() == "Facile à deviner"
    s.changer.click()
    assert "ne sont pas les mêmes" in s.champ_encore.error()
    s.encore.edit.setText("azertyuiop2011")
    s.changer.click()
    assert taches.wait_idle()
    assert "se devinerait" in s.champ_nouvelle.error()
    s.nouvelle.edit.setText(NOUVELLE)
    s.encore.edit.setText(NOUVELLE)
    qtbot.keyClick(s.encore.edit, Qt.Key.Key_Return)
    assert not s.changer.isEnabled()
    assert taches.wait_idle()
    assert "Ce n’est pas la phrase de passe actuelle" in s.champ_ancienne.error()
    s.ancienne.edit.setText(PHRASE)
    s.changer.click()
    assert taches.wait_idle()
    assert messages.toasts == ["La phrase de passe est changée."]
    assert [c.phrase() for c in (s.ancienne, s.nouvelle, s.encore)] == ["", "", ""]
    base.verifier_phrase(NOUVELLE)
    with pytest.raises(WrongPassphraseError):
        base.verifier_phrase(PHRASE)


def test_les_phrases_s_effacent_en_quittant(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    v = vue(qtbot, env, taches)
    v.activate("securite")
    v.securite.ancienne.edit.setText(PHRASE)
    v.activate("documents")
    assert v.securite.ancienne.phrase() == ""
    v.securite.nouvelle.edit.setText(NOUVELLE)
    assert PHRASE not in v.save_state()
    assert v.securite.nouvelle.phrase() == ""


def test_dossier_des_documents(qtbot: QtBot, env: UiEnv, taches: TaskRunner, messages: FakeMessages, tmp_path) -> None:
    v = vue(qtbot, env, taches)
    v.activate("documents")
    assert v.documents.revenir.isHidden()
    messages.files.extend([None, tmp_path / "Dropbox"])
    v.documents.choisir.click()
    v.documents.choisir.click()
    assert taches.wait_idle()
    assert reglages.lire(env.ctx)[DOSSIER_DOCUMENTS] == str(tmp_path / "Dropbox")
    assert "Dropbox" in v.documents.alerte.text.text()
    v.documents.revenir.click()
    assert taches.wait_idle()
    assert reglages.lire(env.ctx)[DOSSIER_DOCUMENTS] == ""


def remplir(nom: str):
    def reponse(dialogue: QDialog) -> bool:
        assert isinstance(dialogue, DialogueCampagne)
        dialogue.formulaire.nom.setText(nom)
        dialogue.save()
        assert dialogue._tasks.wait_idle()
        return dialogue.result() == QDialog.DialogCode.Accepted

    return reponse


def test_campagnes_creer_modifier_clore_rouvrir(
    qtbot: QtBot, env: UiEnv, taches: TaskRunner, messages: FakeMessages
) -> None:
    v = vue(qtbot, env, taches)
    v.activate("campagnes")
    assert v.campagnes.vide.isVisible()
    messages.dialogs.append(remplir("2010/2011"))
    v.campagnes.nouvelle.click()
    assert taches.wait_idle()
    (creee,) = campagnes.lister(env.ctx)
    assert (creee.fenetre_debut, creee.methode) == (date(2010, 7, 1), Methode.PARITE)
    assert v.campagnes.vide.isHidden()

    messages.dialogs.append(remplir("Campagne 2010"))
    v.campagnes.cartes[creee.id].modifier.click()
    assert taches.wait_idle()
    assert campagnes.lister(env.ctx)[0].nom == "Campagne 2010"

    messages.confirms.extend([False, True])
    v.campagnes.cartes[creee.id].clore.click()
    assert taches.wait_idle()
    assert campagnes.lister(env.ctx)[0].close_le is None
    v.campagnes.cartes[creee.id].clore.click()
    assert taches.wait_idle()
    assert campagnes.lister(env.ctx)[0].close_le == date(2011, 1, 3)
    v.campagnes.cartes[creee.id].clore.click()
    assert taches.wait_idle()
    assert campagnes.lister(env.ctx)[0].close_le is None
    assert messages.toasts[-1] == "La campagne Campagne 2010 est rouverte."


def test_campagne_deja_nommee_se_dit_dans_la_fenetre(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    campagnes.creer(env.ctx, campagnes.annuelle("2010/2011"))
    dialogue = DialogueCampagne(env, campagnes.annuelle("2010/2011"))
    qtbot.addWidget(dialogue)
    dialogue.save()
    assert taches.wait_idle()
    assert "existe déjà" in dialogue.formulaire.champ_nom.error()
    assert dialogue.result() != QDialog.DialogCode.Accepted
    dialogue.formulaire.nom.setText("")
    dialogue.save()
    assert not taches.is_busy()


def test_une_campagne_modifiee_garde_ce_que_la_fenetre_ne_montre_pas(
    qtbot: QtBot, env: UiEnv, taches: TaskRunner
) -> None:
    depart = Campagne(0, "2010/2011", date(2010, 7, 1), date(2010, 12, 31), Methode.TIRAGE, 60, 200, date(2010, 6, 1))
    creee, _ = campagnes.creer(env.ctx, depart)
    dialogue = DialogueCampagne(env, creee)
    qtbot.addWidget(dialogue)
    dialogue.formulaire.prevu.setText("")
    dialogue.save()
    assert taches.wait_idle()
    (apres,) = campagnes.lister(env.ctx)
    assert (apres.net_jours, apres.convention_ml_le, apres.effectif_prevu) == (200, date(2010, 6, 1), 0)


def test_rubrique_gardee_et_a_propos(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    v = vue(qtbot, env, taches)
    v.activate("a_propos")
    etat = v.save_state()
    autre = vue(qtbot, env, taches)
    autre.restore_state(etat)
    assert autre.section() == "a_propos"
    autre.restore_state("disparue")
    autre.activate(None)
    autre.refresh(ChangeSet(frozenset({Sujet.FICHE})))
    autre.refresh(ChangeSet())
    assert taches.wait_idle()
    assert autre.section() == "a_propos"
    assert QApplication.focusWidget() is autre.liste


def test_chaque_commande_a_un_nom(qtbot: QtBot, env: UiEnv, taches: TaskRunner) -> None:
    campagnes.creer(env.ctx, campagnes.annuelle("2010/2011"))
    v = factory(env)
    qtbot.addWidget(v)
    assert taches.wait_idle()
    boutons = [b for b in v.findChildren(QPushButton) if b.isVisibleTo(v) and not (b.accessibleName() or b.text())]
    lignes = [e for e in v.findChildren(QLineEdit) if not e.accessibleName() and not e.isReadOnly()]
    assert (boutons, lignes) == ([], [])
