"""The documents look as they were approved, printed in grey."""

from dataclasses import replace

import pytest
from comparaison import PART_TOLEREE, en_gris, part_differente, verifier_image
from documents import FICHE, FICHE_LONGUE, INDICATEURS

from plateforme.fiches import charts, fiche_liaison, rapport_indicateurs

TAUX = [
    charts.Taux("Groupe test", 14 / 104, 0.082, 0.213, "14/104"),
    charts.Taux("Groupe témoin de l’année 2, sans les jeunes logés", 21 / 104, 0.136, 0.289, "21/104"),
    charts.Taux("Hors évaluation", None, 0, 1, "0/0"),
]
BARRES = [charts.Barre("Période d’essai", 6, "6 ruptures"), charts.Barre("Post-examen", 0, "0 rupture")]


@pytest.mark.parametrize(
    ("nom", "pdf", "page"),
    [
        ("fiche_liaison", fiche_liaison.produire(FICHE), 0),
        ("fiche_sans_accord", fiche_liaison.produire(replace(FICHE, sans_accord=True)), 0),
        ("fiche_longue_1", fiche_liaison.produire(FICHE_LONGUE), 0),
        ("fiche_longue_2", fiche_liaison.produire(FICHE_LONGUE), 1),
        ("point_etape", rapport_indicateurs.produire(INDICATEURS), 0),
        ("intervalles_clair", charts.intervalles_pdf(TAUX), 0),
        ("intervalles_sombre", charts.intervalles_pdf(TAUX, palette=charts.SOMBRE), 0),
        ("barres_clair", charts.barres_pdf(BARRES), 0),
    ],
)
def test_looks_as_approved(nom, pdf, page):
    verifier_image(nom, pdf, page)


@pytest.mark.parametrize(
    "autre", [replace(FICHE, theme="Mobilité"), replace(FICHE, besoin=FICHE.besoin.replace("contrat", "controt"))]
)
def test_the_tolerance_sees_one_changed_word(autre):
    ecart = part_differente(en_gris(fiche_liaison.produire(FICHE)), en_gris(fiche_liaison.produire(autre)))
    assert ecart > PART_TOLEREE
