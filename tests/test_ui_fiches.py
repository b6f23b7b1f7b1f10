"""The fiches in the window: the whole journey on a real base, the table, the refusals, the dialogs."""

from __future__ import annotations

import email
import io
import json
from collections.abc import Callable
from datetime import date, timedelta
from email.policy import default
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton

from plateforme.domain.fiche import AccordPartage, FiltreFiche, Reponse
from plateforme.domain.vocabulaire import (
    Accord,
    FormeAccord,
    IssueDifficulte,
    ResultatFiche,
    StatutDifficulte,
    StatutFiche,
    Theme,
    TypeStructure,
    Urgence,
)
from plateforme.errors import RefusedError
from plateforme.services import accords, coffre, difficultes, liaison, liaison_documents, reglages
from plateforme.services.contexte import horloge_figee
from plateforme.services.liaison_lecture import detail, tableau
from plateforme.settings import DOSSIER_DOCUMENTS, REFERENT_NOM
from plateforme.ui.dialogs.accord import AccordDialog, DemandeAccord
from plateforme.ui.dialogs.difficulte import (
    ClotureDialog,
    DifficulteDialog,
    clore_difficulte,
    modifier_difficulte,
    ouvrir_difficulte,
)
from plateforme.ui.dialogs.form import FormDialog
from plateforme.ui.env import UiEnv
from plateforme.ui.main_window import MainWindow
from plateforme.ui.screens.fiches.actions import ACTIONS, Acte, possibles
from plateforme.ui.screens.fiches.dialogs import CourrielDialog, ReponseDialog
from plateforme.ui.screens.fiches.view import FichesView, factory
from plateforme.ui.tasks import TaskRunner
from tests import fabrique
from tests.conftest import LUNDI, PHRASE


@pytest.fixture
def zoe(ctx):
    """An adult with a housing difficulty, and the partner for it among others."""
    reglages.ecrire(ctx, {REFERENT_NOM: "Ambre Coudrier"})
    with fabrique.remplir(ctx) as f:
        personne = f.personne(
            "Genêt", "Zoé", date(1991, 5, 12), campagne=f.campagne(), debut=date(2010, 9, 1), accord=Accord.OUI
        )
        f.difficulte(personne, description="Cherche une chambre près du fournil.")
        f.structure("CFA du Bocage", TypeStructure.CFA)
        f.structure("Boulangerie de la Halle", TypeStructure.EMPLOYEUR, themes=tuple(Theme))
        loin = f.structure("Foyer du Nord", TypeStructure.LOGEMENT, territoire="Mayenne")
        foyer = f.structure("Foyer des Tilleuls", TypeStructure.LOGEMENT, territoire="Laval", charte_le=LUNDI)
        f.interlocuteur(foyer, "Prune Mirabelle", courriel="prune@exemple.invalid")
        f.interlocuteur(loin, "Olive Noyer")
    return personne


@pytest.fixture
def ouvertures(qapp):
    """What the system is asked to open."""

    class Systeme(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.demandes: list[str] = []

        @Slot(QUrl)
        def ouvrir(self, url: QUrl) -> None:
            self.demandes.append(Path(url.toLocalFile()).name)

    systeme = Systeme()
    QDesktopServices.setUrlHandler("file", systeme, "ouvrir")
    yield systeme.demandes
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def vue(zoe, env, qtbot) -> FichesView:
    return monter(env, qtbot)


def monter(env: UiEnv, qtbot, largeur: int = 1150) -> FichesView:
    made = factory(env)
    assert isinstance(made, FichesView)
    qtbot.addWidget(made)
    made.resize(largeur, 640)
    made.show()
    made.activate()
    env.tasks.changed.connect(made.refresh)
    assert env.tasks.wait_idle()
    return made


def attendre(vue: FichesView) -> None:
    assert vue._env.tasks.wait_idle()


def activer(vue: FichesView) -> None:
    """Make the window active, as it is when one types in it."""
    vue.activateWindow()
    assert QTest.qWaitForWindowActive(vue)


def agir(vue: FichesView, acte: Acte) -> None:
    bouton = vue.detail.button_of(acte)
    assert isinstance(bouton, QPushButton)
    assert bouton.isVisible()
    bouton.click()
    attendre(vue)


def repondre(taches: TaskRunner, remplir: Callable[[FormDialog], None]) -> Callable[[QDialog], bool]:
    """Return the answer to a form: fill it, save, wait; True when it accepted."""

    def faire(dialog: QDialog) -> bool:
        assert isinstance(dialog, FormDialog)
        dialog.show()
        remplir(dialog)
        dialog.save()
        assert taches.wait_idle()
        return dialog.result() == QDialog.DialogCode.Accepted

    return faire


def oral(_dialog: FormDialog) -> None:
    """Leave the agreement as proposed: oral, today."""


def fiche_a(ctx, zoe, etat: StatutFiche, dossier: Path):
    """Bring a fiche to a state by the services."""
    (difficulte,) = difficultes.de(ctx, zoe.id)
    foyer = liaison.proposer(ctx, zoe.id, Theme.LOGEMENT)[0].structure
    fiche, _ = liaison.nouveau_brouillon(ctx, liaison.preparer(ctx, difficulte.id, foyer.id))
    chemin = [
        lambda: accords.recueillir(ctx, AccordPartage(0, zoe.id, foyer.id, Theme.LOGEMENT, LUNDI, FormeAccord.ORAL)),
        lambda: liaison.marquer_prete(ctx, fiche.id),
        lambda: liaison_documents.enregistrer_pdf(ctx, fiche.id, dossier),
        lambda: liaison.marquer_envoyee(ctx, fiche.id),
        lambda: liaison.enregistrer_reponse(
            ctx, fiche.id, Reponse(ResultatFiche.EN_COURS, LUNDI, "Dossier déposé", "P. Mirabelle", LUNDI)
        ),
        lambda: liaison.clore(ctx, fiche.id),
    ]
    fin = {StatutFiche.BROUILLON: 0, StatutFiche.PRETE: 2, StatutFiche.ENVOYEE: 4, StatutFiche.REPONSE: 5}.get(etat, 6)
    for pas in chemin[:fin]:
        pas()
    return fiche


def texte_du(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_from_a_difficulty_to_its_solution(base, zoe, vue, taches, messages, ouvertures, tmp_path):
    ctx = base.ctx
    # Writing: the right partner is proposed, the document is watermarked.
    vue.activate(("nouvelle", zoe.id, None))
    attendre(vue)
    editeur = vue.editor
    assert vue.pages.currentWidget() is editeur
    assert editeur.need.text() == "Cherche une chambre près du fournil."
    foyer = editeur.recipient.structure_id()
    assert editeur.vm.destinations.nom(foyer) == "Foyer des Tilleuls"
    assert editeur.recipient.radio(foyer).isChecked()
    assert editeur.recipient.contact.currentText() == "Prune Mirabelle"
    noms = [editeur.recipient.other.itemText(i) for i in range(editeur.recipient.other.count())]
    assert "CFA du Bocage" in noms
    assert "Boulangerie de la Halle" not in noms
    assert editeur.sheet.currentWidget() is editeur.pdf
    assert "accord non recueilli" in texte_du(editeur.pdf._pdf).lower()
    assert "n’est pas recueilli" in editeur.agreement.text.text()
    editeur.urgency.set_values([Urgence.RAPIDE])
    editeur.wished.set_value(LUNDI + timedelta(days=7))
    editeur.save.click()
    attendre(vue)
    # The draft: saving is refused and says what to do; nothing is written, no folder is asked.
    assert vue.vm.detail.fiche.numero == "FL-2011-0001"
    assert vue.vm.detail.fiche.urgence is Urgence.RAPIDE
    assert "accord non recueilli" in texte_du(vue.vm.pdf).lower()
    agir(vue, Acte.PDF)
    assert "Recueillir l’accord" in vue.detail.alert.text.text()
    # The agreement, then the PDF.
    messages.dialogs.append(repondre(taches, oral))
    agir(vue, Acte.ACCORD)
    assert "accord non recueilli" not in texte_du(vue.vm.pdf).lower()
    assert vue.detail.alert.isHidden()
    agir(vue, Acte.PRETE)
    dossier = tmp_path / "envois"
    dossier.mkdir()
    messages.files.append(dossier)
    agir(vue, Acte.PDF)
    pdf = dossier / "FL-2011-0001.pdf"
    texte = texte_du(pdf.read_bytes())
    assert "GENÊT Zoé" in texte
    assert "Accord donné à l’oral" in texte
    assert "enregistré" in messages.toasts[-1]
    assert messages.undo is not None
    messages.undo()
    assert ouvertures == ["envois"]

    # The draft of e-mail goes where documents went; the fiche is marked as sent.
    def envoyer(dialog: QDialog) -> bool:
        assert isinstance(dialog, CourrielDialog)
        message = email.message_from_bytes((dossier / "FL-2011-0001.eml").read_bytes(), policy=default)
        assert message["X-Unsent"] == "1"
        assert message["To"].addresses[0].addr_spec == "prune@exemple.invalid"
        (piece,) = message.iter_attachments()
        assert piece.get_content() == pdf.read_bytes()
        dialog.copy_address.click()
        assert QGuiApplication.clipboard().text() == "prune@exemple.invalid"
        dialog.copy_text.click()
        assert "FL-2011-0001" in QGuiApplication.clipboard().text()
        dialog.open_folder.click()
        assert "vérifier" in dialog.done_label.text()
        return True

    messages.dialogs.append(envoyer)
    agir(vue, Acte.COURRIEL)
    assert ouvertures == ["envois", "FL-2011-0001.eml", "envois"]
    assert vue.vm.detail.fiche.statut is StatutFiche.ENVOYEE
    assert not (dossier / "FL-2011-0001.eml").exists()
    assert difficultes.de(ctx, zoe.id)[0].statut is StatutDifficulte.EN_COURS

    # The answer closes the difficulty; the fiche is closed.
    def resolu(dialog: FormDialog) -> None:
        assert isinstance(dialog, ReponseDialog)
        dialog.resultat.chip(ResultatFiche.RESOLU).click()
        dialog.texte.setPlainText("Chambre trouvée aux Tilleuls.")
        assert "Clore aussi" in dialog.suite.text()

    messages.dialogs.append(repondre(taches, resolu))
    agir(vue, Acte.REPONSE)
    assert vue.detail.answer_text.text() == "Chambre trouvée aux Tilleuls."
    assert difficultes.de(ctx, zoe.id)[0].statut is StatutDifficulte.CLOSE
    agir(vue, Acte.CLORE)
    assert vue.vm.detail.fiche.statut is StatutFiche.CLOSE
    assert [b.text() for b in vue.detail.buttons] == ["Enregistrer le PDF"]
    assert messages.errors == messages.bugs == []
    # A restart keeps everything.
    taches.shutdown()
    base.close()
    with_again = coffre.ouvrir(base.chemin, PHRASE, horloge_figee(LUNDI))
    (ligne,) = tableau(with_again.ctx)
    assert (ligne.fiche.statut, ligne.fiche.resultat) == (StatutFiche.CLOSE, ResultatFiche.RESOLU)
    assert [e.statut for e in detail(with_again.ctx, ligne.fiche.id).etapes][-1] is StatutFiche.CLOSE
    assert liaison_documents.apercu_de(with_again.ctx, ligne.fiche.id) == pdf.read_bytes()
    with_again.close()


def test_an_act_is_undone_from_its_line(zoe, ctx, env, qtbot, messages, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    vue = monter(env, qtbot)
    agir(vue, Acte.RECUE)
    assert vue.vm.detail.fiche.statut is StatutFiche.RECUE
    messages.undo()
    attendre(vue)
    assert vue.vm.detail.fiche.statut is StatutFiche.ENVOYEE
    assert messages.toasts[-1] == "C’est annulé."


@pytest.mark.parametrize(
    ("etat", "premier"),
    [
        (StatutFiche.BROUILLON, Acte.ACCORD),
        (StatutFiche.PRETE, Acte.COURRIEL),
        (StatutFiche.ENVOYEE, Acte.REPONSE),
        (StatutFiche.REPONSE, Acte.CLORE),
        (StatutFiche.CLOSE, Acte.PDF),
    ],
)
def test_each_state_offers_its_acts_with_keys_of_their_own(zoe, ctx, tmp_path, etat, premier):
    fiche = fiche_a(ctx, zoe, etat, tmp_path)
    offerts = possibles(detail(ctx, fiche.id))
    assert offerts[0].acte is premier
    assert len({a.touches for a in offerts}) == len(offerts)


def test_a_ready_fiche_asks_for_what_is_missing(zoe, ctx, tmp_path):
    fiche = fiche_a(ctx, zoe, StatutFiche.PRETE, tmp_path)
    liaison_documents.enregistrer_pdf(ctx, fiche.id, tmp_path)
    assert possibles(detail(ctx, fiche.id))[0].acte is Acte.ENVOYEE
    with ctx.store.write() as uow:
        q = fabrique.liaison
        q.save_fiche(uow.cx, fabrique.replace(q.get_fiche(uow.cx, fiche.id), structure_id=1, interlocuteur_id=None))
        uow.commit()
    assert possibles(detail(ctx, fiche.id))[0].acte is Acte.ACCORD
    accords.recueillir(ctx, AccordPartage(0, zoe.id, 1, Theme.LOGEMENT, LUNDI, FormeAccord.ECRIT))
    with ctx.store.write() as uow:
        fabrique.liaison.forget_document(uow.cx, fiche.id)
        uow.commit()
    assert possibles(detail(ctx, fiche.id))[0].acte is Acte.PDF


def test_keys_do_what_the_buttons_do(zoe, ctx, env, qtbot, messages, taches, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot)
    messages.dialogs.append(repondre(taches, oral))
    activer(vue)
    QTest.keyClick(vue.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    attendre(vue)
    assert not messages.dialogs
    activer(vue)
    QTest.keyClick(vue.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    attendre(vue)
    assert vue.vm.detail.fiche.statut is StatutFiche.PRETE
    assert not vue.detail.press("Ctrl+Shift+M")
    QTest.keyClick(vue.table, Qt.Key.Key_Return)
    assert vue.detail.buttons[0].hasFocus()
    assert {touches for touches, _ in vue.shortcuts()} >= {"Ctrl+S", "Ctrl+Maj+N", "Ctrl+Entrée"}
    assert len(vue.shortcuts()) == len(ACTIONS) + 2


def test_giving_up_a_folder_writes_nothing(zoe, ctx, env, qtbot, messages, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.PRETE, tmp_path)
    vue = monter(env, qtbot)
    for acte in (Acte.PDF, Acte.COURRIEL):
        messages.files.append(None)
        agir(vue, acte)
    assert list(tmp_path.glob("FL*")) == []
    assert not vue.vm.detail.document


def test_the_folder_is_remembered_and_a_foreign_file_is_told(zoe, ctx, env, qtbot, messages, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.PRETE, tmp_path)
    vue = monter(env, qtbot)
    (tmp_path / "FL-2011-0001.pdf").write_bytes(b"la reponse du partenaire")
    messages.files.append(tmp_path)
    agir(vue, Acte.PDF)
    assert "pas été touché" in vue.detail.alert.text.text()
    assert vue.vm.dossier is None
    (tmp_path / "FL-2011-0001.pdf").unlink()
    messages.files.append(tmp_path)
    agir(vue, Acte.PDF)
    assert reglages.lire(ctx)[DOSSIER_DOCUMENTS] == str(tmp_path)
    assert vue.vm.proposed_folder == tmp_path
    assert vue.vm.detail.document


def test_the_mail_not_sent_yet_leaves_the_fiche_ready_and_keeps_the_draft(
    zoe, ctx, env, qtbot, messages, ouvertures, tmp_path
):
    fiche_a(ctx, zoe, StatutFiche.PRETE, tmp_path)
    vue = monter(env, qtbot)
    messages.files.append(tmp_path)
    messages.dialogs.append(lambda _dialog: False)
    agir(vue, Acte.COURRIEL)
    assert vue.vm.detail.fiche.statut is StatutFiche.PRETE
    assert (tmp_path / "FL-2011-0001.eml").exists()
    agir(vue, Acte.ENVOYEE)
    assert vue.vm.detail.fiche.statut is StatutFiche.ENVOYEE


def test_a_reminder_is_dated(zoe, ctx, env, qtbot, messages, ouvertures, tmp_path):
    fiche = fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    reglages.ecrire(ctx, {DOSSIER_DOCUMENTS: str(tmp_path)})
    vue = monter(env, qtbot)
    messages.dialogs.append(lambda _dialog: True)
    agir(vue, Acte.RELANCE)
    assert detail(ctx, fiche.id).etapes[-1].detail == "relance du partenaire"
    assert "Relance" in messages.toasts[-1]


def test_a_draft_of_mail_that_cannot_be_deleted_is_told(tmp_path):
    dossier = tmp_path / "FL-2011-0001.eml"
    dossier.mkdir()
    brouillon = liaison_documents.Brouillon(dossier, tmp_path, "", "", "")
    with pytest.raises(liaison_documents.FileProblemError, match="supprimé"):
        liaison_documents.effacer_courriel(brouillon)


def test_the_agreement_is_withdrawn_after_a_question(zoe, ctx, env, qtbot, messages, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.PRETE, tmp_path)
    vue = monter(env, qtbot)
    messages.confirms.append(False)
    vue.detail.withdraw.click()
    attendre(vue)
    assert vue.vm.detail.fiche.statut is StatutFiche.PRETE
    messages.confirms.append(True)
    vue.detail.withdraw.click()
    attendre(vue)
    assert vue.vm.detail.fiche.statut is StatutFiche.BROUILLON
    assert "retiré" in vue.detail.agreement_text.text()
    assert vue.detail.withdraw.isHidden()


def test_a_draft_is_corrected_and_given_up(zoe, ctx, env, qtbot, messages, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot)
    agir(vue, Acte.MODIFIER)
    editeur = vue.editor
    assert not editeur.difficulty_field.isEnabled()
    editeur.need.setPlainText("   ")
    editeur.save.click()
    assert editeur._fields["besoin"].error()
    editeur.need.setPlainText("Une chambre pour février.")
    editeur.wished.edit.setText("31/02/2011")
    editeur.wished._typed("31/02/2011")
    editeur.save.click()
    assert editeur._fields["reponse_souhaitee_le"].error()
    editeur.wished.set_value(LUNDI - timedelta(days=3))
    editeur.save.click()
    attendre(vue)
    assert "avant le jour" in editeur._fields["reponse_souhaitee_le"].error()
    editeur.wished.set_value(None)
    QTest.keyClick(editeur.need, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    attendre(vue)
    assert vue.pages.currentWidget() is vue.split
    assert vue.vm.detail.fiche.besoin == "Une chambre pour février."
    agir(vue, Acte.ABANDONNER)
    assert vue.vm.detail.fiche.statut is StatutFiche.CLOSE
    assert vue.detail.answer_text.text() == "Close sans réponse."


def test_escape_leaves_the_writing(vue):
    vue.new.click()
    attendre(vue)
    QTest.keyClick(vue.editor.need, Qt.Key.Key_Escape)
    assert vue.pages.currentWidget() is vue.split


def test_without_a_person_nothing_is_chosen_for_her(vue):
    vue.start_new()
    attendre(vue)
    editeur = vue.editor
    assert editeur.difficulty.value() is None
    assert editeur.recipient.isHidden()
    assert editeur.sheet.currentWidget() is editeur.blank
    assert editeur.open_difficulty.isHidden()
    editeur.save.click()
    assert "Choisissez" in editeur.alert.text.text()
    assert "GENÊT Zoé – Logement" in [editeur.difficulty.itemText(i) for i in range(editeur.difficulty.count())]
    editeur.difficulty.setCurrentIndex(1)
    editeur.difficulty.chosen.emit()
    attendre(vue)
    assert editeur.recipient.structure_id() is not None


def test_a_person_without_a_difficulty_opens_one(zoe, ctx, env, qtbot, messages, taches):
    difficultes.clore(ctx, difficultes.de(ctx, zoe.id)[0].id, IssueDifficulte.RESOLUE)
    vue = monter(env, qtbot)
    vue.activate(("nouvelle", zoe.id, None))
    attendre(vue)
    assert "pas de difficulté ouverte" in vue.editor.difficulty_field.remark.text()

    def mobilite(dialog: FormDialog) -> None:
        assert isinstance(dialog, DifficulteDialog)
        dialog.theme.chip(Theme.RECHERCHE).click()
        dialog.description.setPlainText("Cherche un employeur.")

    messages.dialogs.append(repondre(taches, mobilite))
    vue.editor.open_difficulty.click()
    attendre(vue)
    assert vue.editor.difficulty.currentText() == "Recherche d’un employeur"
    assert "vous-même ou le médiateur" in vue.editor.recipient.advice.text.text()
    assert vue.editor.recipient.structure_id() is None


def test_another_partner_is_chosen_and_the_agreement_asked_while_writing(zoe, env, qtbot, messages, taches, ctx):
    vue = monter(env, qtbot)
    vue.activate(("nouvelle", zoe.id, None))
    attendre(vue)
    editeur = vue.editor
    assert editeur.title.text() == "Nouvelle fiche pour GENÊT Zoé"
    destinataire = editeur.recipient
    destinataire.other.setCurrentIndex(1)
    destinataire.other.chosen.emit()
    attendre(vue)
    assert editeur.vm.destinations.nom(destinataire.structure_id()) == "CFA du Bocage"
    assert destinataire.contact_field.isHidden()
    loin = next(p.structure for p in editeur.vm.destinations.propositions if p.structure.nom == "Foyer du Nord")
    destinataire.radio(loin.id).click()
    attendre(vue)
    assert destinataire.other.value() is None
    assert destinataire.structure_id() == loin.id
    messages.dialogs.append(repondre(taches, oral))
    editeur.ask.click()
    attendre(vue)
    assert editeur.agreement.isHidden()
    assert accords.lister(ctx, zoe.id)[0].structure_id == loin.id


def test_a_minor_and_health_ask_for_more(zoe, env, qtbot, taches, ctx):
    demande = DemandeAccord(zoe.id, "GENÊT Zoé", 4, "Foyer des Tilleuls", Theme.SANTE, mineur=True)
    dialog = AccordDialog(env, demande)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.save()
    assert taches.wait_idle()
    assert dialog.fields["explicite"].error()
    dialog.explicite.setChecked(True)
    dialog.donne_le.set_value(None)
    dialog.save()
    assert "date de l’accord manque" in dialog.fields["donne_le"].error()
    dialog.donne_le.edit.setText("31/02")
    dialog.donne_le._typed("31/02")
    dialog.save()
    assert "n’existe pas" in dialog.fields["donne_le"].error()
    dialog.donne_le.set_value(LUNDI)
    dialog.save()
    assert taches.wait_idle()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert accords.lister(ctx, zoe.id)[0].explicite


def test_an_answer_without_its_result_or_reason_is_told(zoe, ctx, env, qtbot, taches, tmp_path):
    fiche = fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    dialog = ReponseDialog(env, detail(ctx, fiche.id))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.motif_field.isHidden()
    dialog.save()
    assert dialog.fields["resultat"].error()
    dialog.resultat.chip(ResultatFiche.REFUSE).click()
    assert dialog.motif_field.isVisible()
    dialog.save()
    assert taches.wait_idle()
    assert dialog.fields["refus_motif"].error()
    dialog.refused(RefusedError("La fiche est close.", "Rien à faire."))
    assert "close" in dialog.alert.text.text()


def test_the_answer_shown_has_its_facts(zoe, ctx, env, qtbot, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.REPONSE, tmp_path)
    vue = monter(env, qtbot)
    assert vue.detail.result.text() == "En cours"
    assert vue.detail.answer_text.text() == "Dossier déposé"
    assert vue.detail.answer_facts.isVisible()
    assert vue.detail.history.count() == 5


def test_piles_count_and_filter_and_the_search_finds_hidden_words(zoe, ctx, env, qtbot, tmp_path):
    envoyee = fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    brouillon = fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot)
    assert vue.piles.chip(FiltreFiche.TOUTES).accessibleName() == "Toutes, 2"
    vue.piles.chip(FiltreFiche.A_ENVOYER).click()
    attendre(vue)
    assert [r.fiche.id for r in vue.model.shown_rows()] == [brouillon.id]
    assert vue.vm.detail.fiche.id == brouillon.id
    vue.activate(envoyee.id)
    attendre(vue)
    assert vue.piles.value() is FiltreFiche.TOUTES
    assert vue.table.current_row().fiche.id == envoyee.id
    vue.model.set_text("FL-2011-0002")
    assert [r.fiche.id for r in vue.model.shown_rows()] == [brouillon.id]
    vue.model.set_text("rien de tel")
    assert vue.empty.isVisible()
    assert vue.empty.title.text() == "Aucune fiche ici"


def test_an_empty_base_says_what_a_fiche_is(env, qtbot):
    vue = monter(env, qtbot)
    assert vue.right.currentWidget() is vue.nothing
    assert vue.empty.isVisible()
    vue.empty.button.click()
    attendre(vue)
    assert "Aucune difficulté n’est ouverte" in vue.editor.difficulty_field.remark.text()


def test_late_fiches_expire_when_the_screen_opens(zoe, ctx, base, qtbot, taches, messages, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    tard = coffre.BaseOuverte(
        base.chemin,
        base.header,
        fabrique.replace(ctx, horloge=horloge_figee(LUNDI + timedelta(days=31))),
        b"",
        None,
    )
    vue = monter(UiEnv(tard, taches, messages, lambda *_: None), qtbot)
    assert vue.vm.detail.fiche.statut is StatutFiche.EXPIREE
    assert [b.text() for b in vue.detail.buttons] == ["Noter la réponse", "Clore la fiche", "Enregistrer le PDF"]


def test_the_person_is_one_click_away(zoe, ctx, env, qtbot, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot)
    vue.detail.person.click()
    assert env.navigate.places == [("beneficiaires", zoe.id)]


def test_a_narrow_window_shows_one_thing_at_a_time(zoe, ctx, env, qtbot, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot, 820)
    attente = next(i for i, c in enumerate(vue.model.columns) if c.key == "attente")
    assert vue.table.isColumnHidden(attente)
    assert vue.detail.faces.isVisible()
    assert vue.detail.pdf.isVisible()
    assert not vue.detail.side.isVisible()
    vue.detail.faces.setCurrentIndex(1)
    assert vue.detail.side.isVisible()
    vue.resize(1400, 700)
    assert vue.detail.pdf.isVisible()
    assert vue.detail.faces.isHidden()
    assert not vue.table.isColumnHidden(attente)


def test_what_was_open_comes_back(zoe, ctx, env, qtbot, tmp_path):
    envoyee = fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot)
    vue.piles.chip(FiltreFiche.EN_ATTENTE).click()
    attendre(vue)
    etat = vue.save_state()
    assert json.loads(etat)["fiche"] == envoyee.id
    autre = monter(env, qtbot)
    autre.restore_state("{}")
    autre.restore_state("pas du json")
    autre.restore_state(etat)
    attendre(autre)
    assert autre.piles.value() is FiltreFiche.EN_ATTENTE
    assert autre.vm.detail.fiche.id == envoyee.id
    autre.clear()
    attendre(autre)
    assert autre.vm.rows == ()
    assert autre.right.currentWidget() is autre.nothing


def test_what_was_being_written_comes_back(zoe, ctx, env, qtbot, tmp_path):
    vue = monter(env, qtbot)
    vue.activate(("nouvelle", zoe.id, None))
    attendre(vue)
    editeur = vue.editor
    loin = next(p.structure for p in editeur.vm.destinations.propositions if p.structure.nom == "Foyer du Nord")
    editeur.recipient.choose(loin.id)
    editeur.need.setPlainText("Une chambre, dès")
    editeur.urgency.set_values([Urgence.URGENTE])
    editeur.wished.set_value(LUNDI)
    ecrite = editeur.fiche()
    autre = monter(env, qtbot)
    autre.restore_state(vue.save_state())
    attendre(autre)
    assert autre.pages.currentWidget() is autre.editor
    assert autre.editor.fiche() == ecrite


def test_the_correction_of_a_draft_comes_back(zoe, ctx, env, qtbot, tmp_path):
    fiche = fiche_a(ctx, zoe, StatutFiche.BROUILLON, tmp_path)
    vue = monter(env, qtbot)
    agir(vue, Acte.MODIFIER)
    vue.editor.need.setPlainText("Une chambre, dès")
    autre = monter(env, qtbot)
    autre.restore_state(vue.save_state())
    attendre(autre)
    assert autre.editor.vm.existante.id == fiche.id
    assert autre.editor.need.text() == "Une chambre, dès"
    autre.editor.save.click()
    attendre(autre)
    assert detail(ctx, fiche.id).fiche.besoin == "Une chambre, dès"


def test_every_control_has_a_name(zoe, ctx, env, qtbot, tmp_path):
    fiche_a(ctx, zoe, StatutFiche.ENVOYEE, tmp_path)
    vue = monter(env, qtbot)
    vue.start_new()
    attendre(vue)
    for bouton in vue.findChildren(QPushButton):
        assert bouton.isHidden() or bouton.text() or bouton.accessibleName()


def test_the_window_opens_the_screen(zoe, base, qtbot, taches, messages):
    fenetre = MainWindow(base, taches, {}, messages)
    qtbot.addWidget(fenetre)
    fenetre.navigate("fiches", ("nouvelle", zoe.id, None))
    assert taches.wait_idle()
    ecran = fenetre.screen_of("fiches")
    assert isinstance(ecran, FichesView)
    assert ecran.editor.fiche() is not None
    fenetre.allow_close()


def test_a_difficulty_is_opened_corrected_closed_from_its_dialogs(zoe, ctx, env, messages, taches):
    def sante(dialog: FormDialog) -> None:
        assert isinstance(dialog, DifficulteDialog)
        dialog.save()
        assert dialog.fields["theme"].error()
        dialog.theme.chip(Theme.SANTE).click()

    messages.dialogs.append(repondre(taches, sante))
    ouverte = ouvrir_difficulte(env, None, zoe.id, "GENÊT Zoé")
    assert ouverte.theme is Theme.SANTE
    assert "Santé" in messages.toasts[-1]

    def description(dialog: FormDialog) -> None:
        assert isinstance(dialog, DifficulteDialog)
        assert dialog.theme.value() is Theme.SANTE
        dialog.description.setPlainText("Voir un médecin.")

    messages.dialogs.append(repondre(taches, description))
    assert modifier_difficulte(env, None, ouverte, "GENÊT Zoé")
    modifiee = difficultes.une(ctx, ouverte.id)
    assert modifiee.description == "Voir un médecin."

    def cloture(dialog: FormDialog) -> None:
        assert isinstance(dialog, ClotureDialog)
        dialog.save()
        assert dialog.fields["issue"].error()
        dialog.issue.chip(IssueDifficulte.RESOLUE).click()

    messages.dialogs.append(repondre(taches, cloture))
    assert clore_difficulte(env, None, modifiee)
    assert difficultes.une(ctx, ouverte.id).statut is StatutDifficulte.CLOSE
    messages.undo()
    assert taches.wait_idle()
    assert difficultes.une(ctx, ouverte.id).statut is StatutDifficulte.OUVERTE
    for geste in (
        lambda: ouvrir_difficulte(env, None, zoe.id, ""),
        lambda: modifier_difficulte(env, None, modifiee, ""),
        lambda: clore_difficulte(env, None, modifiee),
    ):
        messages.dialogs.append(lambda _dialog: False)
        assert not geste()
