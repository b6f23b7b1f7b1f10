"""Results as a person reads them, when JSON was not asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from plateforme.domain.indicateurs import Indicateurs, IndicateursGroupe
from plateforme.domain.texte import NNBSP, date_longue, entier, pourcentage
from plateforme.services.importation import BilanImport
from plateforme.services.verification import Rapport

DP = f"{NNBSP}: "
"""The French colon."""


def info(objet: Mapping[str, object]) -> Iterator[str]:
    """Describe a base."""
    yield f"Base{DP}{objet['base']} ({entier(cast(int, objet['taille_octets']))} octets), chiffrée"
    yield f"Chambre{DP}{objet['chambre'] or 'non renseignée'}, département{DP}{objet['departement'] or 'non renseigné'}"
    yield f"Référent{DP}{objet['referent'] or 'non renseigné'}"
    yield f"Campagnes{DP}{', '.join(cast(list[str], objet['campagnes'])) or 'aucune'}"
    yield f"Test{DP}{objet['test']}, témoin{DP}{objet['temoin']}, hors évaluation{DP}{objet['hors_evaluation']}"


def verification(rapport: Rapport) -> Iterator[str]:
    """One line a check, then what is wrong with it."""
    for controle in rapport.controles:
        yield f"{'bon  ' if controle.bon else 'FAUX '} {controle.libelle}{DP}{controle.constat}"
        yield from (f"      {anomalie}" for anomalie in controle.anomalies)


def croisement(objet: Mapping[str, object]) -> Iterator[str]:
    """Counts of a crossing."""
    lignes = cast(Mapping[str, int], objet["lignes"])
    yield f"Lignes{DP}{lignes['chambre']} et {lignes['ml']}, dont {objet['lignes_refusees']} illisibles"
    yield f"Paires appariées{DP}{objet['apparies']}, à vérifier{DP}{objet['a_verifier']}"
    yield f"Fichier écrit{DP}{objet['sortie']}"


def importation(bilan: BilanImport) -> Iterator[str]:
    """Counts of an import."""
    b = bilan
    yield f"Lignes{DP}{b.lignes_chambre} et {b.lignes_ml}, dont {b.lignes_refusees} illisibles"
    yield f"Paires appariées{DP}{b.apparies}, à vérifier{DP}{b.a_verifier}, hors fenêtre{DP}{b.hors_fenetre}"
    yield f"Retenus{DP}{b.retenus} (test {b.test}, témoin {b.temoin}, en attente {b.en_attente})"
    yield f"Déjà connus{DP}{b.deja_connus}"


def indicateurs(calcul: Indicateurs) -> Iterator[str]:
    """Every group, all campaigns together and then one by one."""
    yield f"Arrêté au {date_longue(calcul.arrete_au)}"
    if calcul.horizon_jours:
        yield f"Ruptures des {calcul.horizon_jours} premiers jours du contrat"
    yield _ligne("Test", calcul.test)
    yield _ligne("Témoin", calcul.temoin)
    yield _ligne("Hors évaluation", calcul.hors_evaluation)
    for campagne in calcul.par_campagne:
        yield f"Campagne {campagne.nom} ({campagne.methode.libelle.lower()}, {campagne.prevus} prévus)"
        yield "  " + _ligne("Test", campagne.test)
        yield "  " + _ligne("Témoin", campagne.temoin)


def _ligne(nom: str, groupe: IndicateursGroupe) -> str:
    taux = groupe.taux_brut
    part = f" = {pourcentage(taux)}" if taux is not None else ""
    attente = f", en attente {groupe.nettes_en_attente}" if groupe.nettes_en_attente else ""
    return (
        f"{nom}{DP}{groupe.effectif} affectés, ruptures {groupe.ruptures_brutes}/{groupe.denominateur}{part}, "
        f"nettes {groupe.ruptures_nettes}{attente}"
    )
