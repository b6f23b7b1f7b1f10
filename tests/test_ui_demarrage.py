"""First run, unlock and lock, through their real widgets, on a real encrypted base."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from plateforme import paths
from plateforme.domain.vocabulaire import Methode
from plateforme.errors import DatabaseInUseError, WrongPassphraseError
from plateforme.security.vault import SystemVault
from plateforme.services import campagnes, coffre, reglages
from plateforme.settings import (
    CHAMBRE_COURRIEL,
    CHAMBRE_NOM,
    CHAMBRE_TELEPHONE,
    DATE_DEMONSTRATION,
    DEPARTEMENT,
    REFERENT_NOM,
)
from plateforme.ui.screens.demarrage.champs import ChampPhrase
from plateforme.ui.screens.demarrage.view import DemarrageView
from plateforme.ui.screens.demarrage.viewmodel import DemarrageModel, attente_apres
from plateforme.ui.tasks import TaskRunner
from tests.conftest import PHRASE
from tests.faux_messages import FakeMessages

SOLIDE = "lampe girafe tunnel brioche orage"


class SansTrousseau:
    """A machine without a keyring."""

    def available(self) -> bool:
        return False

    def get(self, base_id: str) -> bytes | None:
        return None

    def put(self, base_id: str, wrapping: bytes) -> None:
        raise AssertionError

    def forget(self, base_id: str) -> None:
        raise AssertionError


@pytest.fixture(autouse=True)
def sans_bug(messages: FakeMessages) -> Iterator[None]:
    """Nothing unexpected happened, on any thread."""
    yield
    assert messages.bugs == []


def vue(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, chemin: Path | None = None, vault: object = None
) -> DemarrageView:
    faite = DemarrageView(
        chemin=chemin,
        tasks=taches,
        messages=messages,
        vault=vault or SystemVault(),  # type: ignore[arg-type]
        today=lambda: date(2010, 9, 6),
    )
    qtbot.addWidget(faite)
    faite.show()
    assert taches.wait_idle()
    return faite


@pytest.fixture
def fermee(base: coffre.BaseOuverte) -> Path:
    """The path of a base that exists and is closed."""
    base.close()
    return base.chemin


def ouvertes(vue_: DemarrageView) -> list[coffre.BaseOuverte]:
    recues: list[coffre.BaseOuverte] = []
    vue_.ouverte.connect(recues.append)
    return recues


def remplir(vue_: DemarrageView, dossier: Path) -> None:
    """Walk to the last page, everything filled."""
    a = vue_.assistant
    a.avancer()
    a.emplacement.placer(dossier)
    a.emplacement.nom.setText("Chambre d’essai")
    a.avancer()
    a.phrase.phrase_1.edit.setText(SOLIDE)
    a.phrase.phrase_2.edit.setText(SOLIDE)
    a.avancer()
    a.chambre.formulaire.champ(CHAMBRE_NOM).setText("Chambre d’essai")
    a.chambre.formulaire.champ(DEPARTEMENT).setText("53")
    a.avancer()
    a.referent.formulaire.champ(REFERENT_NOM).setText("Anémone Bruyère")
    a.avancer()
    assert a.pages[a.rang()] is a.campagne


def test_premier_lancement_cree_la_base(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    v = vue(qtbot, taches, messages)
    recues = ouvertes(v)
    remplir(v, tmp_path / "bases")
    v.assistant.campagne.formulaire.methodes[Methode.TIRAGE].setChecked(True)
    v.assistant.campagne.formulaire.prevu.setText("60")
    qtbot.mouseClick(v.assistant.continuer, Qt.MouseButton.LeftButton)
    assert not v.assistant.isEnabled()
    assert v.assistant.attente.text() == "Création de la base…"
    assert taches.wait_idle()
    (base,) = recues
    try:
        assert base.chemin == tmp_path / "bases" / "chambre-d-essai.plateforme"
        valeurs = reglages.lire(base.ctx)
        assert valeurs[DEPARTEMENT] == "53"
        assert base.ctx.auteur == "Anémone Bruyère"
        (campagne,) = campagnes.lister(base.ctx)
        assert (campagne.nom, campagne.methode, campagne.effectif_prevu) == ("2010/2011", Methode.TIRAGE, 60)
        assert not base.ouverture_par_session
        assert v.assistant.phrase.secret() == ""
        assert SOLIDE not in caplog.text
        textes = [f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()]
        assert all(SOLIDE.encode() not in t and "Bruyère".encode() not in t for t in textes)
    finally:
        base.close()


def test_campagne_plus_tard_et_session(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path
) -> None:
    v = vue(qtbot, taches, messages)
    recues = ouvertes(v)
    v.assistant.phrase.session.setChecked(True)
    remplir(v, tmp_path)
    v.assistant.campagne.formulaire.nom.clear()
    v.assistant.campagne.plus_tard.setChecked(True)
    v.assistant.avancer()
    assert taches.wait_idle()
    (base,) = recues
    base.close()
    assert coffre.session_possible(base.chemin, SystemVault())
    rouverte = coffre.ouvrir_par_session(base.chemin, SystemVault())
    assert campagnes.lister(rouverte.ctx) == ()
    rouverte.close()


def test_sans_trousseau_la_session_n_est_pas_proposee(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path
) -> None:
    v = vue(qtbot, taches, messages, vault=SansTrousseau())
    recues = ouvertes(v)
    assert v.assistant.phrase.session.isHidden()
    remplir(v, tmp_path)
    v.assistant.avancer()
    assert taches.wait_idle()
    recues[0].close()


def test_chaque_etape_dit_ce_qui_manque(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path, base: coffre.BaseOuverte
) -> None:
    v = vue(qtbot, taches, messages)
    a = v.assistant
    a.avancer()
    a.emplacement.nom.setText("…")
    a.avancer()
    assert "Donnez un nom" in a.emplacement.champ_nom.error()
    a.emplacement.placer(base.chemin.parent)
    a.emplacement.nom.setText("")
    qtbot.keyClicks(a.emplacement.nom, base.chemin.stem)
    assert a.emplacement.champ_nom.error() == ""
    a.avancer()
    assert "existe déjà" in a.emplacement.champ_nom.error()
    qtbot.keyClicks(a.emplacement.nom, "2")
    qtbot.keyClick(a.emplacement.nom, Qt.Key.Key_Return)
    assert a.pages[a.rang()] is a.phrase

    a.phrase.phrase_1.edit.setText("courte")
    a.avancer()
    assert "au moins 12 caractères" in a.phrase.champ_1.error()
    a.phrase.phrase_1.edit.setText("azertyuiop2011")
    assert a.phrase.solidite.mot.text() == "Facile à deviner"
    a.avancer()
    assert "se devinerait" in a.phrase.champ_1.error()
    a.phrase.phrase_1.edit.setText(SOLIDE)
    assert a.phrase.champ_1.error() == ""
    a.phrase.phrase_2.edit.setText(SOLIDE + "x")
    a.avancer()
    assert "ne sont pas les mêmes" in a.phrase.champ_2.error()
    a.phrase.phrase_2.edit.setText(SOLIDE)
    a.avancer()

    a.avancer()
    assert a.pages[a.rang()] is a.chambre
    formulaire = a.chambre.formulaire
    formulaire.champ(CHAMBRE_NOM).setText("Chambre d’essai")
    formulaire.champ(DEPARTEMENT).setText("20")
    formulaire.champ(CHAMBRE_TELEPHONE).setText("0199")
    formulaire.champ(CHAMBRE_COURRIEL).setText("chambre@")
    assert not formulaire.valider()
    assert QApplication.focusWidget() is formulaire.champ(DEPARTEMENT)
    formulaire.champ(DEPARTEMENT).setText("2b")
    formulaire.champ(CHAMBRE_TELEPHONE).setText("01 99 00 53 00")
    formulaire.champ(CHAMBRE_COURRIEL).setText("chambre@exemple.fr")
    a.avancer()
    a.referent.formulaire.champ(REFERENT_NOM).setText("Anémone Bruyère")
    a.avancer()

    campagne = a.campagne.formulaire
    campagne.fin.set_value(date(2010, 1, 1))
    campagne.prevu.setText("beaucoup")
    campagne.nom.setText(" ")
    assert not campagne.valider()
    campagne.debut.set_value(None)
    campagne.fin.set_value(None)
    assert not campagne.valider()
    assert a.pages[a.rang()] is a.campagne


def test_retour_au_clavier(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages) -> None:
    v = vue(qtbot, taches, messages)
    a = v.assistant
    qtbot.keyClick(a.bienvenue.creer, Qt.Key.Key_Space)
    assert a.rang() == 1
    qtbot.keyClick(a, Qt.Key.Key_Escape)
    assert a.rang() == 0
    qtbot.keyClick(a, Qt.Key.Key_Escape)
    assert a.rang() == 0
    a.avancer()
    qtbot.keyClick(a, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert a.rang() == 0
    a.avancer()
    qtbot.keyClick(a.retour, Qt.Key.Key_Space)
    assert a.rang() == 0


def test_dossier_copie_ailleurs_avertit(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path
) -> None:
    v = vue(qtbot, taches, messages)
    v.assistant.aller(1)
    page = v.assistant.emplacement
    assert page.alerte.isHidden()
    messages.files.extend([tmp_path / "OneDrive - Chambre", None])
    qtbot.mouseClick(page.choisir, Qt.MouseButton.LeftButton)
    assert "OneDrive" in page.alerte.text.text()
    qtbot.mouseClick(page.choisir, Qt.MouseButton.LeftButton)
    assert page.chemin().parent == tmp_path / "OneDrive - Chambre"


def test_une_creation_refusee_se_dit_et_ne_perd_rien(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path
) -> None:
    v = vue(qtbot, taches, messages)
    remplir(v, tmp_path)
    v.assistant.emplacement.chemin().write_bytes(b"un autre fichier")
    v.assistant.avancer()
    assert taches.wait_idle()
    assert "existe déjà" in messages.errors[0].message
    assert v.assistant.isEnabled()
    assert v.assistant.phrase.secret() == SOLIDE


def test_phrase_oubliee_par_l_assistant_est_redemandee(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, tmp_path: Path
) -> None:
    v = vue(qtbot, taches, messages)
    remplir(v, tmp_path)
    v.assistant.effacer()
    v.assistant.avancer()
    assert v.assistant.pages[v.assistant.rang()] is v.assistant.phrase


def test_donnees_d_exemple(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages) -> None:
    v = vue(qtbot, taches, messages)
    recues = ouvertes(v)
    qtbot.mouseClick(v.assistant.bienvenue.voir, Qt.MouseButton.LeftButton)
    assert taches.wait_idle(60_000)
    (base,) = recues
    assert reglages.lire(base.ctx)[DATE_DEMONSTRATION] == date(2011, 1, 3)
    base.close()
    v.deverrouiller(base.chemin)
    assert "quatre saisons" in v.deverrouillage.rappel.text.text()


def test_deverrouiller(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, fermee: Path) -> None:
    v = vue(qtbot, taches, messages, fermee)
    recues = ouvertes(v)
    cle = v.deverrouillage
    assert v.pile.currentWidget() is cle
    assert cle.nom.text() == "essai"
    assert not cle.ouvrir.isEnabled()
    assert cle.session.isHidden()
    assert cle.rappel.isHidden()
    qtbot.keyClicks(cle.phrase.edit, PHRASE)
    qtbot.keyClick(cle.phrase.edit, Qt.Key.Key_Return)
    assert taches.wait_idle()
    assert len(recues) == 1
    assert cle.phrase.phrase() == ""
    recues[0].close()


def test_mauvaise_phrase_puis_la_bonne(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, fermee: Path) -> None:
    v = vue(qtbot, taches, messages, fermee)
    recues = ouvertes(v)
    cle = v.deverrouillage
    cle.phrase.edit.setText("ce n’est pas la bonne phrase")
    qtbot.mouseClick(cle.ouvrir, Qt.MouseButton.LeftButton)
    assert taches.wait_idle()
    assert "n’ouvre pas la base" in cle.champ.error()
    assert cle.phrase.edit.selectedText() != ""
    assert cle.phrase.edit.property("invalid") == "true"
    assert recues == []
    qtbot.keyClicks(cle.phrase.edit, PHRASE)
    assert cle.champ.error() == ""
    qtbot.keyClick(cle.phrase.edit, Qt.Key.Key_Return)
    assert taches.wait_idle()
    assert len(recues) == 1
    recues[0].close()


def test_l_attente_grandit_et_rouvre(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, fermee: Path) -> None:
    v = vue(qtbot, taches, messages, fermee)
    cle = v.deverrouillage
    for _ in range(3):
        assert cle.ouvrir.text() == "Ouvrir"
        cle.phrase.edit.setText("ce n’est pas la bonne phrase")
        cle.ouvrir.click()
        assert taches.wait_idle()
    assert cle.ouvrir.text().replace("\u00a0", " ") == "Nouvel essai dans 2 secondes"
    assert not cle.ouvrir.isEnabled()
    v.model.ouvrir(fermee, PHRASE)
    assert v.model.occupe == ""
    v.model.seconde_passee()
    assert cle.ouvrir.text().replace("\u00a0", " ") == "Nouvel essai dans 1 seconde"
    v.model.seconde_passee()
    assert cle.ouvrir.text() == "Ouvrir"
    assert cle.ouvrir.isEnabled()


def test_attente_apres() -> None:
    assert [attente_apres(n) for n in range(9)] == [0, 0, 0, 2, 4, 8, 16, 30, 30]


def test_avec_la_session(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, base: coffre.BaseOuverte) -> None:
    base.autoriser_session(SystemVault())
    base.close()
    v = vue(qtbot, taches, messages, base.chemin)
    recues = ouvertes(v)
    assert not v.deverrouillage.session.isHidden()
    qtbot.mouseClick(v.deverrouillage.session, Qt.MouseButton.LeftButton)
    assert taches.wait_idle()
    assert len(recues) == 1
    recues[0].close()


def test_base_deja_ouverte_se_dit_sur_la_page(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, base: coffre.BaseOuverte
) -> None:
    v = vue(qtbot, taches, messages, base.chemin)
    v.deverrouillage.phrase.edit.setText(PHRASE)
    v.deverrouillage.ouvrir.click()
    assert taches.wait_idle()
    assert "déjà ouverte" in v.deverrouillage.probleme.text.text()
    assert messages.errors == []


def test_choisir_une_autre_base(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, fermee: Path, tmp_path: Path
) -> None:
    v = vue(qtbot, taches, messages, tmp_path / "disparue.plateforme")
    assert v.pile.currentWidget() is v.assistant
    messages.files.extend([None, fermee])
    qtbot.mouseClick(v.assistant.bienvenue.existante, Qt.MouseButton.LeftButton)
    assert v.pile.currentWidget() is v.assistant
    qtbot.mouseClick(v.assistant.bienvenue.existante, Qt.MouseButton.LeftButton)
    assert v.pile.currentWidget() is v.deverrouillage
    v.deverrouillage.phrase.edit.setText("à moitié tapée")
    qtbot.mouseClick(v.deverrouillage.creer, Qt.MouseButton.LeftButton)
    assert v.pile.currentWidget() is v.assistant
    assert v.deverrouillage.phrase.phrase() == ""


def test_une_seule_chose_a_la_fois(qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, fermee: Path) -> None:
    v = vue(qtbot, taches, messages, fermee)
    recues = ouvertes(v)
    v.model.ouvrir(fermee, PHRASE)
    v.model.ouvrir(fermee, PHRASE)
    assert not v.deverrouillage.progres.isHidden()
    assert taches.wait_idle()
    assert len(recues) == 1
    recues[0].close()


@pytest.mark.parametrize("phrase", [PHRASE, "ce n’est pas la bonne phrase"])
def test_la_vue_partie_la_base_est_refermee(qtbot: QtBot, taches: TaskRunner, fermee: Path, phrase: str) -> None:
    model = DemarrageModel(taches, SystemVault())
    model.ouvrir(fermee, phrase)
    model.deleteLater()
    QCoreApplication.sendPostedEvents(model, QEvent.Type.DeferredDelete)
    assert taches.wait_idle()
    coffre.ouvrir(fermee, PHRASE).close()


def test_remarque_du_trousseau_est_dite(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, base: coffre.BaseOuverte
) -> None:
    v = vue(qtbot, taches, messages)
    recues = ouvertes(v)
    v.model.ouverte.emit(base, "Le trousseau n’est pas disponible.")
    assert messages.toasts == ["Le trousseau n’est pas disponible."]
    assert recues == [base]


def test_champ_phrase_montre_et_cache(qtbot: QtBot) -> None:
    champ = ChampPhrase()
    qtbot.addWidget(champ)
    champ.setAccessibleName("Phrase de passe")
    champ.setAccessibleDescription("aide")
    assert champ.edit.accessibleName() == "Phrase de passe"
    assert champ.edit.echoMode() is QLineEdit.EchoMode.Password
    qtbot.mouseClick(champ.oeil, Qt.MouseButton.LeftButton)
    assert champ.edit.echoMode() is QLineEdit.EchoMode.Normal
    assert champ.oeil.accessibleName() == "Cacher la phrase de passe"
    champ.effacer()
    assert champ.edit.echoMode() is QLineEdit.EchoMode.Password


def test_verr_maj_se_devine_aux_lettres(qtbot: QtBot) -> None:
    champ = ChampPhrase()
    qtbot.addWidget(champ)
    assert champ.verrou_maj.isHidden()
    qtbot.keyClick(champ.edit, "A")
    assert not champ.verrou_maj.isHidden()
    qtbot.keyClick(champ.edit, "b")
    assert champ.verrou_maj.isHidden()
    qtbot.keyClick(champ.edit, "C", Qt.KeyboardModifier.ShiftModifier)
    assert champ.verrou_maj.isHidden()
    qtbot.keyClick(champ.edit, "D")
    qtbot.keyClick(champ.edit, Qt.Key.Key_CapsLock)
    assert champ.verrou_maj.isHidden()


def test_tout_a_un_nom_pour_un_lecteur_d_ecran(
    qtbot: QtBot, taches: TaskRunner, messages: FakeMessages, fermee: Path
) -> None:
    v = vue(qtbot, taches, messages, fermee)
    muets = [
        w for w in v.findChildren(QLineEdit) if w.focusPolicy() is not Qt.FocusPolicy.NoFocus and not w.accessibleName()
    ]
    assert muets == []


def test_erreurs_ne_portent_pas_la_phrase(fermee: Path) -> None:
    with pytest.raises(WrongPassphraseError) as info:
        coffre.ouvrir(fermee, "un secret bien gardé")
    assert "secret" not in repr(info.value) + str(info.value)
    verrou = coffre.ouvrir(fermee, PHRASE)
    with pytest.raises(DatabaseInUseError) as occupee:
        coffre.ouvrir(fermee, PHRASE)
    assert PHRASE not in str(occupee.value)
    verrou.close()
    assert paths.header_of(fermee).exists()
