"""What leaves: the PDF and the draft of e-mail, their names, their words, and what refuses them."""

import email
import io
from dataclasses import replace
from datetime import date, timedelta
from email.policy import default

import pypdf
import pytest

from plateforme.db.queries import beneficiaires
from plateforme.db.queries import liaison as q
from plateforme.domain.fiche import Reponse
from plateforme.domain.vocabulaire import Accord, ResultatFiche, Theme, TypeStructure, Urgence
from plateforme.errors import FileProblemError, InvalidInputError, RefusedError
from plateforme.services import accords, difficultes, liaison, partenaires, reglages
from plateforme.services.contexte import horloge_figee
from plateforme.services.liaison_documents import apercu, apercu_de, brouillon_courriel, document, enregistrer_pdf
from plateforme.services.liaison_lecture import detail
from plateforme.settings import CHAMBRE_NOM, REFERENT_COURRIEL, REFERENT_NOM
from tests import fabrique
from tests.test_liaison import LUNDI, Cas

SECRET = "note privée : père violent"


def texte_de(pdf: bytes) -> str:
    return " ".join(" ".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


@pytest.fixture
def cas(ctx) -> Cas:
    reglages.ecrire(
        ctx,
        {
            CHAMBRE_NOM: "Chambre des Haies",
            REFERENT_NOM: "Ambre Coudrier",
            REFERENT_COURRIEL: "ambre@exemple.invalid",
        },
    )
    with fabrique.remplir(ctx) as f:
        zoe = f.personne("Genêt", "Zoé", date(1991, 5, 12), campagne=f.campagne(), debut=date(2010, 9, 1),
                         accord=Accord.OUI, notes_privees=SECRET)  # fmt: skip
        difficulte = f.difficulte(zoe, description="Cherche une chambre près du fournil.")
        f.difficulte(zoe, Theme.FINANCES, description="Dette de loyer.")
        foyer = f.structure("Foyer des Tilleuls", TypeStructure.LOGEMENT, courriel="foyer@exemple.invalid")
        f.interlocuteur(foyer, "Prune Mirabelle", courriel="prune@exemple.invalid", fonction="Conseillère")
    return Cas(ctx, zoe.id, difficulte.id, foyer.id)


def prete(cas: Cas, **champs):
    fiche = cas.fiche(**champs)
    cas.accord(theme=fiche.theme, explicite=fiche.theme is Theme.SANTE)
    liaison.marquer_prete(cas.ctx, fiche.id)
    return cas.lire(fiche)


def test_without_agreement_a_draft_is_previewed_watermarked_and_nothing_is_written(cas, tmp_path):
    fiche = cas.fiche()
    assert document(cas.ctx, fiche).sans_accord
    assert "accord non recueilli" in texte_de(apercu_de(cas.ctx, fiche.id)).lower()
    for action in (enregistrer_pdf, brouillon_courriel):
        with pytest.raises(RefusedError) as refus:
            action(cas.ctx, fiche.id, tmp_path / "sortie")
        assert "Recueillir l’accord" in refus.value.next_step
    assert not (tmp_path / "sortie").exists()
    assert not detail(cas.ctx, fiche.id).document


def test_an_unsaved_draft_is_previewed_without_a_number(cas):
    fiche = liaison.preparer(cas.ctx, cas.difficulte, cas.foyer)
    texte = texte_de(apercu(cas.ctx, fiche))
    assert "à attribuer" in texte
    assert "Cherche une chambre" in texte


def test_with_the_agreement_a_draft_must_still_be_marked_ready(cas, tmp_path):
    fiche = cas.fiche()
    cas.accord()
    with pytest.raises(RefusedError, match="encore un brouillon"):
        enregistrer_pdf(cas.ctx, fiche.id, tmp_path)


def test_the_pdf_bears_its_number_only_and_is_kept_as_it_left(cas, tmp_path):
    fiche = prete(cas, urgence=Urgence.RAPIDE, reponse_souhaitee_le=LUNDI + timedelta(days=7))
    chemin, changement = enregistrer_pdf(cas.ctx, fiche.id, tmp_path / "envois")
    assert chemin == tmp_path / "envois" / "FL-2011-0001.pdf"
    assert changement.beneficiaires == {cas.zoe}
    assert [p.name for p in chemin.parent.iterdir()] == ["FL-2011-0001.pdf"]
    with cas.ctx.store.read() as cx:
        assert q.document(cx, fiche.id) == chemin.read_bytes()
    texte = texte_de(chemin.read_bytes())
    for attendu in (
        "FL-2011-0001", "GENÊT Zoé", "Foyer des Tilleuls", "Prune Mirabelle", "Ambre Coudrier", "Chambre des Haies",
        "Cherche une chambre près du fournil.", "Rapide", "10 janvier 2011",
        "Accord donné à l’oral le lundi 3 janvier 2011 par Zoé Genêt",
    ):  # fmt: skip
        assert attendu in texte
    assert "accord non recueilli" not in texte.lower()


def test_a_partner_reads_only_what_it_needs(cas, tmp_path):
    texte = texte_de(enregistrer_pdf(cas.ctx, prete(cas).id, tmp_path)[0].read_bytes())
    for secret in (SECRET, "père", "Dette", "Finances", "Test", "témoin", "Boulangerie de la Halle", "Trois Moulins"):
        assert secret.lower() not in texte.lower()


@pytest.mark.parametrize(
    ("theme", "employeur", "cfa"),
    [
        (Theme.LOGEMENT, "", ""),
        (Theme.FORMATION, "", "CFA des Trois Moulins"),
        (Theme.CONDITIONS, "Boulangerie de la Halle", ""),
    ],
)
def test_school_and_employer_are_printed_only_when_the_theme_is_about_them(cas, theme, employeur, cfa):
    jeune = document(cas.ctx, replace(cas.fiche(), theme=theme)).jeune
    assert (jeune.employeur, jeune.cfa) == (employeur, cfa)


def test_what_left_stays_as_it_left(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    parti = apercu_de(cas.ctx, fiche.id)
    with cas.ctx.store.write() as uow:
        zoe = beneficiaires.get(uow.cx, cas.zoe)
        beneficiaires.save(uow.cx, replace(zoe, nom_usage="Bruyère"))
        uow.commit()
    assert apercu_de(cas.ctx, fiche.id) == parti
    encore, _ = enregistrer_pdf(cas.ctx, fiche.id, tmp_path / "copie")
    assert encore.read_bytes() == parti


def test_before_it_leaves_the_pdf_follows_the_base_and_replaces_our_own(cas, tmp_path):
    fiche = prete(cas)
    premier = enregistrer_pdf(cas.ctx, fiche.id, tmp_path)[0].read_bytes()
    reglages.ecrire(cas.ctx, {REFERENT_NOM: "Ambre Églantier"})
    second = enregistrer_pdf(cas.ctx, fiche.id, tmp_path)[0].read_bytes()
    assert premier != second
    assert "Ambre Églantier" in texte_de(second)
    etapes = len(detail(cas.ctx, fiche.id).etapes)
    enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    assert len(detail(cas.ctx, fiche.id).etapes) == etapes


def test_a_file_of_that_name_that_is_not_ours_is_left_alone(cas, tmp_path):
    fiche = prete(cas)
    reponse = tmp_path / "FL-2011-0001.pdf"
    reponse.write_bytes(b"la reponse du partenaire")
    with pytest.raises(FileProblemError, match="pas été touché"):
        enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    assert reponse.read_bytes() == b"la reponse du partenaire"
    assert not detail(cas.ctx, fiche.id).document
    enregistrer_pdf(cas.ctx, fiche.id, tmp_path, remplacer=True)
    assert reponse.read_bytes().startswith(b"%PDF")


def test_a_folder_that_refuses_keeps_nothing(cas, tmp_path):
    fiche = prete(cas)
    fichier = tmp_path / "pas-un-dossier"
    fichier.write_bytes(b"")
    with pytest.raises(FileProblemError):
        enregistrer_pdf(cas.ctx, fiche.id, fichier)
    (tmp_path / "FL-2011-0001.pdf").mkdir()
    with pytest.raises(FileProblemError):
        enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    assert not detail(cas.ctx, fiche.id).document


def test_a_need_too_long_for_one_page_is_refused(cas, tmp_path):
    fiche = prete(cas, besoin="Une phrase assez longue pour occuper la ligne entière du document.\n" * 90)
    with pytest.raises(RefusedError, match="une seule"):
        enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_withdrawn_agreement_stops_even_a_reminder(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    (donne,) = accords.lister(cas.ctx, cas.zoe)
    accords.retirer(cas.ctx, donne.id)
    with pytest.raises(RefusedError, match="retiré"):
        brouillon_courriel(cas.ctx, fiche.id, tmp_path)
    with pytest.raises(RefusedError):
        enregistrer_pdf(cas.ctx, fiche.id, tmp_path)
    assert apercu_de(cas.ctx, fiche.id)


def test_the_draft_of_e_mail_carries_the_pdf_and_nothing_personal_in_clear(cas, tmp_path):
    fiche = prete(cas, reponse_souhaitee_le=LUNDI + timedelta(days=7))
    brouillon, _ = brouillon_courriel(cas.ctx, fiche.id, tmp_path)
    assert sorted(p.name for p in tmp_path.glob("FL*")) == ["FL-2011-0001.eml", "FL-2011-0001.pdf"]
    message = email.message_from_bytes(brouillon.fichier.read_bytes(), policy=default)
    assert message["X-Unsent"] == "1"
    assert (message["Date"], message["Message-ID"]) == (None, None)
    assert message["To"].addresses[0].addr_spec == brouillon.destinataire == "prune@exemple.invalid"
    assert message["Subject"] == brouillon.objet
    assert message["Subject"] == "Fiche de liaison FL-2011-0001 – réponse souhaitée le 10/01/2011"
    corps = message.get_body(("plain",)).get_content()
    assert corps.replace("\r\n", "\n") == brouillon.corps
    assert "Ambre Coudrier" in corps
    for personnel in ("Genêt", "GENÊT", "Zoé", "ogement", "chambre près"):
        assert personnel not in corps + message["Subject"]
    (piece,) = message.iter_attachments()
    assert piece.get_content() == brouillon.pdf.read_bytes()


def test_without_a_designated_contact_the_structure_receives(cas, tmp_path):
    fiche = prete(cas, interlocuteur_id=None)
    brouillon, _ = brouillon_courriel(cas.ctx, fiche.id, tmp_path)
    assert brouillon.destinataire == "foyer@exemple.invalid"
    assert brouillon.corps.startswith("Bonjour,")


def test_without_any_address_the_pdf_can_still_be_handed_over(cas, tmp_path):
    carte = partenaires.carte(cas.ctx, cas.foyer)
    partenaires.modifier(cas.ctx, carte, replace(carte.structure, courriel=""), ())
    fiche = prete(cas, interlocuteur_id=None)
    with pytest.raises(InvalidInputError) as refus:
        brouillon_courriel(cas.ctx, fiche.id, tmp_path)
    assert "enregistrez le PDF" in refus.value.next_step
    assert list(tmp_path.glob("FL*")) == []
    enregistrer_pdf(cas.ctx, fiche.id, tmp_path)


def test_a_reminder_says_it_is_one(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    tard = replace(cas.ctx, horloge=horloge_figee(LUNDI + timedelta(days=12)))
    brouillon, _ = brouillon_courriel(tard, fiche.id, tmp_path)
    assert brouillon.objet.startswith("Rappel")
    assert "lundi 3 janvier 2011" in brouillon.corps


def test_an_answered_fiche_has_nothing_to_send(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    liaison.enregistrer_reponse(cas.ctx, fiche.id, Reponse(ResultatFiche.RESOLU, LUNDI))
    with pytest.raises(RefusedError, match="réponse"):
        brouillon_courriel(cas.ctx, fiche.id, tmp_path)


def test_a_fiche_sent_before_the_application_has_no_pdf_to_save(cas, tmp_path):
    fiche = cas.envoyee(tmp_path)
    with cas.ctx.store.write() as uow:
        q.forget_document(uow.cx, fiche.id)
        uow.commit()
    with pytest.raises(RefusedError, match="pas dans la base"):
        enregistrer_pdf(cas.ctx, fiche.id, tmp_path)


def test_the_agreement_sentence_says_how(cas):
    difficulte = fabrique.Difficulte(beneficiaire_id=cas.zoe, theme=Theme.SANTE, description="Voir un médecin.")
    sante = difficultes.ouvrir(cas.ctx, difficulte)[0].difficulte
    fiche = prete(replace(cas, difficulte=sante.id))
    assert document(cas.ctx, fiche).accord == ("Accord explicite donné à l’oral le lundi 3 janvier 2011 par Zoé Genêt.")
