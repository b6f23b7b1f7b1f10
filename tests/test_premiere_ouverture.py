"""Creating the first base, and opening the demonstration."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plateforme import paths
from plateforme.domain.vocabulaire import Methode
from plateforme.errors import FileProblemError, InvalidInputError, KeyringUnavailableError
from plateforme.security.vault import SystemVault
from plateforme.services import campagnes, coffre, reglages
from plateforme.services import premiere_ouverture as p
from plateforme.settings import CAMPAGNE_COURANTE, CHAMBRE_NOM, DATE_DEMONSTRATION, REFERENT_NOM
from tests.conftest import PHRASE


class CoffreFerme:
    """A keyring that refuses."""

    def available(self) -> bool:
        return True

    def get(self, base_id: str) -> bytes | None:
        return None

    def put(self, base_id: str, wrapping: bytes) -> None:
        raise KeyringUnavailableError("Le trousseau de votre session n’est pas disponible.", "")

    def forget(self, base_id: str) -> None:
        return


def demande(chemin: Path) -> p.Demande:
    campagne = p.campagne_proposee(date(2010, 9, 1))
    return p.Demande(chemin, {CHAMBRE_NOM: "Chambre d’essai", REFERENT_NOM: "Anémone Bruyère"}, campagne)


def test_cree_base_reglages_et_campagne(tmp_path: Path) -> None:
    creation = p.creer(demande(tmp_path / "neuf" / "essai.plateforme"), PHRASE)
    base = creation.base
    try:
        valeurs = reglages.lire(base.ctx)
        (campagne,) = campagnes.lister(base.ctx)
        assert creation.remarque == ""
        assert valeurs[CHAMBRE_NOM] == "Chambre d’essai"
        assert base.ctx.auteur == "Anémone Bruyère"
        assert valeurs[CAMPAGNE_COURANTE] == campagne.id
        assert (campagne.nom, campagne.methode) == ("2010/2011", Methode.PARITE)
        assert not base.ouverture_par_session
    finally:
        base.close()


def test_avec_la_session(tmp_path: Path) -> None:
    chemin = tmp_path / "essai.plateforme"
    p.creer(p.Demande(chemin), PHRASE, SystemVault()).base.close()
    coffre.ouvrir_par_session(chemin, SystemVault()).close()


def test_un_trousseau_qui_refuse_n_empeche_rien(tmp_path: Path) -> None:
    creation = p.creer(p.Demande(tmp_path / "essai.plateforme"), PHRASE, CoffreFerme())
    creation.base.close()
    assert "trousseau" in creation.remarque
    assert "phrase de passe" in creation.remarque


@pytest.mark.parametrize("phrase", ["courte", "azertyuiop2011"])
def test_phrase_trop_faible(tmp_path: Path, phrase: str) -> None:
    with pytest.raises(InvalidInputError) as info:
        p.creer(p.Demande(tmp_path / "essai.plateforme"), phrase)
    assert phrase not in str(info.value)
    assert list(tmp_path.glob("essai*")) == []


def test_un_echec_ne_laisse_rien(tmp_path: Path) -> None:
    chemin = tmp_path / "ici" / "essai.plateforme"
    mauvaise = replace(p.campagne_proposee(date(2010, 9, 1)), nom=" ")
    with pytest.raises(InvalidInputError):
        p.creer(p.Demande(chemin, {}, mauvaise), PHRASE)
    assert list(chemin.parent.iterdir()) == []


def test_ne_remplace_pas(base: coffre.BaseOuverte) -> None:
    with pytest.raises(FileProblemError):
        p.creer(p.Demande(base.chemin), PHRASE)
    assert paths.header_of(base.chemin).exists()


def test_exemple_construit_puis_rouvert() -> None:
    premiere = p.ouvrir_exemple()
    assert reglages.lire(premiere.ctx)[DATE_DEMONSTRATION] == date(2011, 1, 3)
    identite = premiere.header.base_id
    premiere.close()
    seconde = p.ouvrir_exemple()
    assert seconde.header.base_id == identite
    assert p.est_exemple(seconde.chemin)
    seconde.close()


def test_nom_de_fichier() -> None:
    assert p.nom_de_fichier("Chambre de la Mayenne") == "chambre-de-la-mayenne.plateforme"
    assert p.nom_de_fichier("essai.plateforme") == "essai.plateforme"
    assert p.nom_de_fichier("  ../ ") == ""


@pytest.mark.parametrize(("jour", "nom"), [(date(2011, 6, 30), "2010/2011"), (date(2011, 7, 1), "2011/2012")])
def test_campagne_proposee(jour: date, nom: str) -> None:
    assert p.campagne_proposee(jour).nom == nom
