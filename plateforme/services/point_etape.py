"""« Point d’étape »: the figures of the evaluation on one page, for the steering committee (domaine.md 2.10)."""

from __future__ import annotations

from pathlib import Path

from plateforme.domain import lecture
from plateforme.domain.indicateurs import Indicateurs, IndicateursGroupe
from plateforme.domain.texte import NNBSP, fold, pluriel
from plateforme.domain.vocabulaire import Accord
from plateforme.exports.ecriture import ecrire
from plateforme.fiches import rapport_indicateurs
from plateforme.fiches.identite import Chambre, Referent
from plateforme.fiches.rapport_indicateurs import DocumentIndicateurs, LigneGroupe
from plateforme.services import indicateurs, reglages
from plateforme.services.contexte import Contexte
from plateforme.services.indicateurs import Evaluation
from plateforme.settings import (
    CHAMBRE_ADRESSE,
    CHAMBRE_COURRIEL,
    CHAMBRE_NOM,
    CHAMBRE_TELEPHONE,
    REFERENT_COURRIEL,
    REFERENT_FONCTION,
    REFERENT_NOM,
    REFERENT_TELEPHONE,
)


def nom_fichier(evaluation: Evaluation) -> str:
    """Return the proposed name of the file."""
    quoi = fold(evaluation.campagne).replace(" ", "-") if evaluation.campagne else "toutes-campagnes"
    return f"point-etape-{quoi}-au-{evaluation.indicateurs.arrete_au.isoformat()}.pdf"


def enregistrer(ctx: Contexte, chemin: Path, horizon_jours: int | None = None) -> Path:
    """Write the page of the campaign shown (of all without one). Raises ``FileProblemError`` when it cannot be."""
    valeurs = reglages.lire(ctx)
    chambre = Chambre(
        valeurs[CHAMBRE_NOM], valeurs[CHAMBRE_ADRESSE], valeurs[CHAMBRE_TELEPHONE], valeurs[CHAMBRE_COURRIEL]
    )
    referent = Referent(
        valeurs[REFERENT_NOM], valeurs[REFERENT_FONCTION], valeurs[REFERENT_TELEPHONE], valeurs[REFERENT_COURRIEL]
    )
    document = composer(indicateurs.evaluer(ctx, horizon_jours), chambre, referent)
    return ecrire(chemin, rapport_indicateurs.produire(document))


def composer(evaluation: Evaluation, chambre: Chambre, referent: Referent) -> DocumentIndicateurs:
    """Return what the page shows."""
    ind = evaluation.indicateurs
    noms = [c.nom for c in ind.par_campagne]
    return DocumentIndicateurs(
        campagne=evaluation.campagne or " et ".join(noms),
        jour=ind.arrete_au,
        chambre=chambre,
        referent=referent,
        groupes=lignes(ind),
        definition=lecture.definition(ind),
        constat=lecture.constat(ind),
        effectifs=_effectifs(evaluation),
        reserves=tuple(note for note in (lecture.detectable(ind), *lecture.reserves(ind)) if note),
    )


def lignes(ind: Indicateurs) -> tuple[LigneGroupe, ...]:
    """Return one row a group: each campaign's when there are several, then test and témoin together."""
    par_campagne = ind.par_campagne if len(ind.par_campagne) > 1 else ()
    detail = [
        _ligne(f"{nom} {c.nom}", groupe)
        for c in par_campagne
        for nom, groupe in (("Test", c.test), ("Témoin", c.temoin))
    ]
    ensemble = bool(detail)
    return (
        *detail,
        _ligne("Test, ensemble" if ensemble else "Test", ind.test, ensemble=ensemble),
        _ligne("Témoin, ensemble" if ensemble else "Témoin", ind.temoin, ensemble=ensemble),
    )


def _ligne(libelle: str, groupe: IndicateursGroupe, *, ensemble: bool = False) -> LigneGroupe:
    bornes = lecture.intervalle_brut(groupe)
    return LigneGroupe(
        libelle,
        groupe.effectif,
        groupe.ruptures_brutes,
        groupe.taux_brut,
        bornes.bas if bornes else 0.0,
        bornes.haut if bornes else 1.0,
        ensemble,
    )


def _effectifs(evaluation: Evaluation) -> tuple[tuple[str, str], ...]:
    ind = evaluation.indicateurs
    accords = ind.test.accord[Accord.OUI]
    registre = "intact" if not evaluation.registre.anomalies else f"À vérifier{NNBSP}!"
    return (
        ("Jeunes affectés", str(ind.test.effectif + ind.temoin.effectif)),
        ("Accords, groupe test", lecture.fraction(accords, ind.test.effectif)),
        ("Protocole", pluriel(len(evaluation.ecarts), "écart")),
        ("Registre", registre.capitalize()),
    )
