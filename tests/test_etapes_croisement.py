"""The steps of the window: open, correct the columns, read the people again, cross."""

from __future__ import annotations

from datetime import date

import pytest

from plateforme.domain.liste import RoleColonne as R
from plateforme.domain.progress import SilentProgress
from plateforme.errors import CancelledError, FileProblemError
from plateforme.services import etapes_croisement as etapes
from tests.listes import classeur

MUET = SilentProgress()
REPERE = date(2010, 7, 1)


@pytest.fixture
def ouvrir(tmp_path):
    def faire(lignes, nom="liste.xlsx"):
        fichier = tmp_path / nom
        fichier.write_bytes(classeur({"Feuille": lignes}))
        return etapes.ouvrir(fichier, MUET)

    return faire


def test_ouvrir_puis_lire(ouvrir):
    ouverte = ouvrir([("Nom", "Prénom", "Né le"), ("GENÊT", "Zoé", "14/06/1992"), ("ORTIE", "Gaël", "31/02/1992")])
    assert not ouverte.prete

    lue, _ = etapes.accorder(ouverte, None, REPERE)

    assert lue is not None
    assert lue.prete
    assert [p.nom_complet for p in lue.personnes.personnes] == ["GENÊT Zoé"]
    assert [(r.ligne, "31/02/1992" in r.motif) for r in lue.personnes.refusees] == [(3, True)]


def test_une_colonne_qui_manque_puis_choisie_a_la_main(ouvrir):
    ouverte = ouvrir([("Nom", "Prénom", "Jour"), ("GENÊT", "Zoé", "14/06/1992")])
    lue, _ = etapes.accorder(ouverte, None, REPERE)
    assert lue is not None
    assert "date de naissance" in str(lue.probleme)
    assert not lue.prete

    corrigee, _ = etapes.accorder(etapes.corriger(lue, 2, R.NAISSANCE), None, REPERE)

    assert corrigee is not None
    assert corrigee.prete
    assert corrigee.probleme is None


def test_la_derniere_correction_gagne(ouvrir):
    """A role moved back and forth belongs to the column it was given to last."""
    ouverte = ouvrir([("Nom", "Prénom", "Né le"), ("GENÊT", "Zoé", "14/06/1992")])
    ouverte = etapes.corriger(ouverte, 0, R.NOM)
    ouverte = etapes.corriger(ouverte, 1, R.PRENOM)

    ouverte = etapes.corriger(ouverte, 0, R.PRENOM)

    assert ouverte.roles[0] is R.PRENOM
    assert 1 not in ouverte.roles


def test_les_annees_a_deux_chiffres_se_lisent_depuis_les_contrats(ouvrir):
    """The Mission Locale's « 08/03/95 » is read from the day of the chamber's contracts."""
    gauche = ouvrir(
        [("Nom", "Prénom", "Né le", "Début contrat"), ("GENÊT", "Zoé", "14/06/92", date(2010, 9, 1))], "a.xlsx"
    )
    droite = ouvrir([("Nom", "Prénom", "Né le"), ("GENÊT", "Zoé", "14/06/92")], "b.xlsx")

    chambre, ml = etapes.accorder(gauche, droite, date(1960, 1, 1))
    _, seule = etapes.accorder(None, droite, date(2110, 9, 1))

    assert chambre is not None
    assert ml is not None
    assert seule is not None
    assert chambre.personnes.personnes[0].naissance == ml.personnes.personnes[0].naissance == date(1992, 6, 14)
    assert seule.personnes.personnes[0].naissance == date(2092, 6, 14)
    resultat = etapes.croiser(chambre, ml, MUET)
    assert [(p.ligne_chambre, p.ligne_ml) for p in resultat.paires] == [(2, 2)]


def test_annuler_la_lecture_et_le_croisement(ouvrir, tmp_path):
    class Presse(SilentProgress):
        def is_cancelled(self):
            return True

    ouverte = ouvrir([("Nom", "Prénom", "Né le"), ("GENÊT", "Zoé", "14/06/1992")])
    lue, autre = etapes.accorder(ouverte, ouverte, REPERE)
    with pytest.raises(CancelledError):
        etapes.ouvrir(tmp_path / "liste.xlsx", Presse())
    with pytest.raises(CancelledError):
        etapes.croiser(lue, autre, Presse())
    with pytest.raises(FileProblemError, match=r"absent\.csv"):
        etapes.ouvrir(tmp_path / "absent.csv", MUET)
