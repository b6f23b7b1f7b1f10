"""Register, figures for the committee, charts, blocks and pixels."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from documents import FICHE, FICHE_LONGUE, INDICATEURS, lecteur, serre, texte_de

from plateforme.errors import FileProblemError
from plateforme.fiches import charts, fiche_liaison, rapport_indicateurs, raster, registry
from plateforme.fiches.blocks import Colonnes, Encadre, Pile, Vide, section
from plateforme.fiches.tableau import tableau
from plateforme.fiches.texte import Texte
from plateforme.fiches.theme import TEXTE, contraste


def test_the_register_produces_by_type_and_by_key():
    assert registry.produire(FICHE) == fiche_liaison.produire(FICHE)
    assert registry.modele("point_etape").produire(INDICATEURS) == rapport_indicateurs.produire(INDICATEURS)
    assert len({m.cle for m in registry.MODELES}) == len(registry.MODELES)
    assert all(m.titre for m in registry.MODELES)


def test_the_register_refuses_what_it_does_not_know():
    with pytest.raises(TypeError, match="str"):
        registry.produire("une fiche")
    with pytest.raises(KeyError):
        registry.modele("inconnu")


def test_the_point_d_etape_says_every_figure_on_one_page():
    pdf = rapport_indicateurs.produire(INDICATEURS)
    texte = serre(texte_de(pdf))
    assert len(lecteur(pdf).pages) == 1
    for attendu in ("14 sur 104, soit 13,5 % (entre 8,2 % et 21,3 %)", "21/104", "531", "aucun jeune affecté",
                    INDICATEURS.constat, INDICATEURS.definition, *INDICATEURS.reserves):  # fmt: skip
        assert serre(attendu) in texte
    assert lecteur(pdf).metadata.title == "Point d’étape 2009/2011"


def test_a_bare_point_d_etape_stands():
    nu = replace(INDICATEURS, constat="", effectifs=(), definition="", reserves=(), groupes=())
    assert charts.VIDE in texte_de(rapport_indicateurs.produire(nu))


def test_charts_write_their_values_beside_the_marks():
    taux = [charts.Taux("Łódź", 0.135, 0.08, 0.21, "14/104"), charts.Taux("Vide", None, 0, 1, "0/0")]
    texte = serre(texte_de(charts.intervalles_pdf(taux)))
    for attendu in ("Łódź", "13,5 % (14/104)", "8,0 % à 21,0 %", "pas de dénominateur", "25 %"):
        assert serre(attendu) in texte
    assert "0rupture" in serre(texte_de(charts.barres_pdf([charts.Barre("Rien", 0, "0 rupture")])))


def test_empty_charts_say_so():
    assert charts.VIDE in texte_de(charts.intervalles_pdf([]))
    assert charts.VIDE in texte_de(charts.barres_pdf([]))


@pytest.mark.parametrize("palette", [charts.IMPRESSION, charts.CLAIRE, charts.SOMBRE])
def test_palettes_are_readable(palette):
    fond = palette.fond or charts.CLAIRE.fond
    assert contraste(palette.texte, fond) >= 4.5
    assert contraste(palette.texte_doux, fond) >= 4.5
    assert contraste(palette.marque, fond) >= 3


@pytest.mark.parametrize("maximum", [0.0, 0.004, 0.05, 0.051, 0.213, 0.5, 0.77, 1.0])
def test_axes_cover_their_values_in_few_round_steps(maximum):
    pas, fin = charts.echelle(maximum)
    assert maximum <= fin + 1e-9
    assert 1 <= round(fin / pas) <= 5
    assert fin <= maximum + pas


def test_long_labels_make_taller_rows():
    court = charts.barres_pdf([charts.Barre("Court", 1, "1")])
    long = charts.barres_pdf([charts.Barre("Un libellé qui demande plusieurs lignes pour être lu en entier", 1, "1")])
    assert lecteur(long).pages[0].mediabox.height > lecteur(court).pages[0].mediabox.height


def test_pixels_have_the_size_asked_for():
    pdf = fiche_liaison.produire(FICHE)
    image = raster.rendre(pdf, largeur_px=400)
    assert (image.largeur, image.hauteur) == (400, 566)
    assert len(image.octets) == image.stride * image.hauteur
    assert image.stride >= 4 * image.largeur
    assert raster.rendre(pdf, echelle=2).largeur == pytest.approx(1191, abs=1)
    assert raster.rendre(pdf).largeur == pytest.approx(596, abs=1)


def test_pixels_are_blue_green_red():
    image = raster.rendre(charts.barres_pdf([charts.Barre("", 1, "")]), echelle=2)
    milieu = (image.hauteur // 2) * image.stride + (image.largeur // 2) * 4
    bleu, vert, rouge = image.octets[milieu : milieu + 3]
    assert (rouge, vert, bleu) == (0x1C, 0x4F, 0x72)


def test_pages_are_counted_and_drawn_one_by_one():
    pdf = fiche_liaison.produire(FICHE_LONGUE)
    assert raster.nombre_pages(pdf) == 2
    assert raster.rendre(pdf, 0).octets != raster.rendre(pdf, 1).octets
    with pytest.raises(IndexError):
        raster.rendre(pdf, 2)


@pytest.mark.parametrize("taille", [{"largeur_px": 0}, {"echelle": -1.0}, {"largeur_px": 50_000}])
def test_absurd_sizes_are_refused(taille):
    with pytest.raises(ValueError, match="size out of bounds"):
        raster.rendre(fiche_liaison.produire(FICHE), **taille)


@pytest.mark.parametrize("octets", [b"", b"%PDF-1.4 rien", b"PK\x03\x04"])
def test_a_damaged_pdf_is_said(octets):
    with pytest.raises(FileProblemError, match="ne peut pas être affiché"):
        raster.nombre_pages(octets)


def test_several_threads_draw_the_same_thing():
    def tout(_):
        return raster.rendre(fiche_liaison.produire(FICHE_LONGUE), 1, largeur_px=300).octets

    with ThreadPoolExecutor(4) as bassin:
        assert len(set(bassin.map(tout, range(12)))) == 1


def lignes(nombre):
    return Texte("\n".join(f"l{n}" for n in range(nombre)))


def hauteurs(blocs):
    return [bloc.wrap(300, 1000)[1] for bloc in blocs]


def test_piles_are_cut_between_or_inside_blocks():
    pas = TEXTE.interligne
    pile = Pile([lignes(2), lignes(6)], 5)
    assert hauteurs(pile.split(300, 5 * pas)) == [5 + 4 * pas, 4 * pas]
    assert hauteurs(pile.split(300, 2 * pas)) == [2 * pas, 6 * pas]
    assert pile.split(300, 1) == []
    assert pile.split(300, 1000) == [pile]


def test_columns_are_cut_at_the_same_height():
    pas = TEXTE.interligne
    colonnes = Colonnes([lignes(2), lignes(6)])
    assert hauteurs(colonnes.split(300, 3 * pas)) == [3 * pas, 3 * pas]
    assert colonnes.split(300, 1) == []
    assert colonnes.split(300, 1000) == [colonnes]


def test_a_frame_is_cut_with_its_margins():
    pas = TEXTE.interligne
    assert hauteurs(Encadre(lignes(6), marge=5).split(300, 4 * pas + 10)) == [4 * pas + 10, 2 * pas + 10]
    assert Encadre(lignes(6)).split(300, 4) == []


def test_a_heading_never_stays_alone():
    bloc = section("Titre", lignes(6))
    assert bloc.split(300, 20) == []
    assert len(bloc.split(300, 60)) == 2
    assert bloc.split(300, 1000) == [bloc]


def test_a_blank_is_cut_at_the_foot_of_a_page():
    assert hauteurs(Vide(30).split(300, 12)) == [12]


def test_a_table_is_cut_between_rows():
    table = tableau(("A", "B"), [(str(n), str(n)) for n in range(9)], (1, 1), a_droite=(1,), en_gras=(0,))
    entiere = table.wrap(300, 1000)[1]
    haut, bas = table.split(300, entiere / 2)
    assert sum(hauteurs([haut, bas])) == pytest.approx(entiere)
