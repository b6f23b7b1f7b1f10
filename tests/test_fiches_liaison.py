"""The fiche de liaison: what it says, what it never says, and how it stands when texts are long."""

import re
import shutil
import subprocess
from dataclasses import fields, replace

import pytest
from documents import BESOIN_LONG, CHAMBRE, FICHE, FICHE_LONGUE, lecteur, serre, texte_de
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from plateforme.domain.vocabulaire import ResultatFiche
from plateforme.errors import FileProblemError
from plateforme.fiches.fiche_liaison import DocumentFiche, Jeune, composer, produire
from plateforme.fiches.partie_partenaire import Genre
from plateforme.fiches.polices import imprimable
from plateforme.fiches.theme import HAUTEUR_PAGE, LARGEUR_PAGE, MARGE, TEXTE

SANS_ACCORD = replace(FICHE, sans_accord=True)


def polices_de(pdf):
    """Return the font dictionaries of a PDF, by name."""
    trouvees = {}
    for page in lecteur(pdf).pages:
        for reference in page["/Resources"]["/Font"].values():
            police = reference.get_object()
            trouvees[police["/BaseFont"]] = police
    return trouvees


def tailles(pdf):
    """Return the sizes of type on the first page, in points."""
    contenu = lecteur(pdf).pages[0].get_contents().get_data().decode("latin-1")
    return {float(corps) for corps in re.findall(r"/F\d\+\d ([\d.]+) Tf", contenu)}


def test_it_says_all_that_was_given():
    texte = serre(texte_de(produire(FICHE)))
    jeune, destinataire = FICHE.jeune, FICHE.destinataire
    attendus = [
        FICHE.numero, "DÉMONSTRATION Žofia Çağla", "16 avril 1992", "06 12 34 56 78", jeune.courriel, jeune.adresse,
        jeune.commune, jeune.cfa, jeune.employeur, destinataire.structure, destinataire.interlocuteur,
        destinataire.fonction, destinataire.courriel, "4, place du Modèle, 53000 Laval", FICHE.referent.nom,
        FICHE.referent.courriel, CHAMBRE.nom, "12, rue des Essais, 53000 Laval", FICHE.theme, FICHE.urgence,
        FICHE.besoin, FICHE.accord, "lundi 22 novembre 2010", "Page 1/1",
    ]  # fmt: skip
    assert [morceau for morceau in attendus if serre(morceau) not in texte] == []


def test_every_result_and_field_of_the_partner_is_printed():
    texte = serre(texte_de(produire(FICHE)))
    assert all(serre(r.libelle) in texte for r in ResultatFiche)
    assert all(serre(champ.libelle) in texte for champ in composer(FICHE).champs)


def test_unknown_details_stay_readable_and_optional_ones_disappear():
    nu = replace(FICHE, jeune=Jeune("Essai", "Ana"), reponse_souhaitee_le=None)
    texte = texte_de(produire(nu))
    assert "Employeur" not in texte
    assert "CFA" not in texte
    assert "Dès que possible" in texte
    assert "avant le" not in texte
    assert texte.count("–") >= 4


def test_it_has_no_place_for_what_must_not_leave():
    noms = {champ.name for classe in (DocumentFiche, Jeune) for champ in fields(classe)}
    assert not [nom for nom in noms if any(mot in nom for mot in ("note", "groupe", "difficulte", "nir", "sexe"))]


@pytest.mark.parametrize("doc", [FICHE, FICHE_LONGUE], ids=["normal", "long"])
def test_every_font_is_lato_and_embedded(doc):
    polices = polices_de(produire(doc))
    assert polices
    for nom, police in polices.items():
        assert "+Lato" in nom
        assert "/FontFile2" in police["/FontDescriptor"]
        assert "/ToUnicode" in police


def test_a_normal_fiche_is_one_a4_page():
    pages = lecteur(produire(FICHE)).pages
    assert len(pages) == 1
    assert [float(cote) for cote in pages[0].mediabox[2:]] == pytest.approx([595.28, 841.89], abs=0.01)


def test_a_longer_need_shrinks_before_it_takes_a_page():
    doc = replace(FICHE, besoin="\n".join([FICHE.besoin] * 2))
    pdf = produire(doc)
    assert len(lecteur(pdf).pages) == 1
    assert 8 <= min(taille for taille in tailles(pdf) if taille not in tailles(produire(FICHE))) < TEXTE.corps
    assert serre(doc.besoin) in serre(texte_de(pdf))


def test_a_very_long_need_takes_two_pages_and_loses_no_word():
    pdf = produire(FICHE_LONGUE)
    pages = lecteur(pdf).pages
    assert len(pages) == 2
    texte = serre(texte_de(pdf))
    assert all(serre(ligne) in texte for ligne in FICHE_LONGUE.besoin.split("\n"))
    assert "(suite)" in pages[1].extract_text()
    assert "Page 2/2" in pages[1].extract_text()
    assert all(champ.page == 1 for champ in composer(FICHE_LONGUE).champs)


@pytest.mark.parametrize("nombre", range(1, 60, 7))
def test_at_every_length_no_line_is_lost_and_the_partner_s_part_is_whole(nombre):
    doc = replace(FICHE, besoin="\n".join(BESOIN_LONG.split("\n")[:nombre]))
    compose = composer(doc)
    texte = serre(texte_de(compose.pdf))
    assert [ligne for ligne in doc.besoin.split("\n") if serre(ligne) not in texte] == []
    assert len({champ.page for champ in compose.champs}) == 1
    assert compose.champs[0].page == len(lecteur(compose.pdf).pages) - 1


def test_endless_names_wrap_and_flow_without_loss():
    noms = [f"Structure{n}" for n in range(400)]
    courriel = f"{'x' * 300}@exemple.fr"
    doc = replace(FICHE, destinataire=replace(FICHE.destinataire, structure=" ".join(noms), courriel=courriel))
    pdf = produire(doc)
    texte = serre(texte_de(pdf))
    assert [nom for nom in noms if nom not in texte] == []
    assert texte.count("x") >= 300
    assert len(lecteur(pdf).pages) > 1


@settings(max_examples=40)
@given(besoin=st.text(max_size=300), nom=st.text(max_size=80), structure=st.text(max_size=120))
def test_whatever_is_typed_a_pdf_comes_out(besoin, nom, structure):
    doc = replace(
        FICHE,
        besoin=besoin,
        jeune=replace(FICHE.jeune, nom=nom),
        destinataire=replace(FICHE.destinataire, structure=structure),
    )
    assert len(lecteur(produire(doc)).pages) >= 1


def test_mark_up_is_printed_as_typed_and_strangers_letters_are_shown():
    texte = texte_de(produire(replace(FICHE, besoin="<b>gras</b> & co, محمد 😀")))
    assert imprimable("<b>gras</b> & co, محمد 😀") in texte
    assert "□" in texte


def test_the_watermark_is_there_only_without_agreement_and_on_every_page():
    assert "accord non recueilli" not in texte_de(produire(FICHE)).lower()
    for page in lecteur(produire(FICHE_LONGUE)).pages:
        assert "accord non recueilli" in page.extract_text()
    assert FICHE.accord not in texte_de(produire(SANS_ACCORD))


def test_a_draft_does_not_claim_an_agreement():
    texte = serre(texte_de(produire(SANS_ACCORD)))
    assert serre("transmises avec l’accord") not in texte
    assert serre("ne peut être ni remis ni envoyé") in texte


def test_the_same_fiche_gives_the_same_bytes():
    assert produire(FICHE) == produire(replace(FICHE))
    assert produire(FICHE) != produire(SANS_ACCORD)


def test_metadata_name_the_document_and_no_person():
    lu = lecteur(produire(FICHE))
    infos, racine = lu.metadata, lu.trailer["/Root"]
    assert infos.title == "Fiche de liaison FL-2010-0042"
    assert infos.author == CHAMBRE.nom
    assert infos["/CreationDate"].startswith("D:20101112")
    assert racine["/Lang"] == "fr-FR"
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"] in (True, "/true", "true")
    assert not any("Démonstration" in str(valeur) or "Žofia" in str(valeur) for valeur in infos.values())


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")
@pytest.mark.parametrize("doc", [FICHE, FICHE_LONGUE], ids=["normal", "long"])
def test_qpdf_finds_no_fault(doc, tmp_path):
    fichier = tmp_path / "fiche.pdf"
    fichier.write_bytes(produire(doc))
    controle = subprocess.run(["qpdf", "--check", fichier], capture_output=True, text=True, check=False)
    assert controle.returncode == 0, controle.stdout + controle.stderr


def test_fields_are_inside_the_margins_apart_and_in_reading_order():
    champs = composer(FICHE).champs
    for champ in champs:
        assert champ.x >= MARGE
        assert champ.x + champ.largeur <= LARGEUR_PAGE - MARGE
        assert MARGE <= champ.y <= HAUTEUR_PAGE - MARGE - champ.hauteur
    for rang, un in enumerate(champs):
        for autre in champs[rang + 1 :]:
            cote = un.x + un.largeur <= autre.x or autre.x + autre.largeur <= un.x
            assert cote or un.y >= autre.y + autre.hauteur
    assert [c.choix for c in champs if c.genre is Genre.CASE] == [r.value for r in ResultatFiche]


def test_the_logo_is_drawn_in_proportion(tmp_path):
    logo = tmp_path / "logo.png"
    Image.new("RGB", (400, 100), "navy").save(logo)
    pdf = produire(replace(FICHE, chambre=replace(CHAMBRE, logo=logo)))
    assert len(lecteur(pdf).pages[0].images) == 1
    assert serre(CHAMBRE.nom) in serre(texte_de(pdf))


@pytest.mark.parametrize("contenu", [None, b"pas une image"])
def test_a_logo_that_cannot_be_read_is_said(tmp_path, contenu):
    logo = tmp_path / "logo.png"
    if contenu is not None:
        logo.write_bytes(contenu)
    with pytest.raises(FileProblemError, match=r"logo\.png"):
        produire(replace(FICHE, chambre=replace(CHAMBRE, logo=logo)))
