"""One row a person, for the evaluator: what is compared, without identity (domaine.md 8)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plateforme.domain.dossier import DossierPersonne
from plateforme.domain.indicateurs import nouveau_contrat, rupture_entree, une_fois
from plateforme.domain.vocabulaire import Accord, Groupe, Niveau, Sexe

COMPARES = (Groupe.TEST, Groupe.TEMOIN)
"""*Hors évaluation* is followed and counted, never compared."""
_ETIQUETTE = b"plateforme/pseudonyme-de-cohorte/1"


@dataclass(frozen=True)
class LigneCohorte:
    """A compared person. ``id`` is a keyed pseudonym; ages in completed years, durations in days.

    ``duree_jours`` goes from the start of the entry contract to its rupture, or to the end of observation: the planned
    end when it is past, else the day of the export. ``delai_nouveau_contrat_jours`` counts from the rupture.
    """

    id: str
    groupe: Groupe
    campagne: str
    sexe: Sexe | None
    age_entree: int | None
    niveau: Niveau | None
    commune: str
    code_postal: str
    cfa: str
    filiere: str
    debut: date | None
    fin_prevue: date | None
    rupture: bool
    duree_jours: int | None
    nouveau_contrat: bool
    delai_nouveau_contrat_jours: int | None
    accord: Accord


def pseudonyme(secret: str, campagne: str, jeton: str) -> str:
    """Return 64 bits (hex) that say nothing without ``secret``, which stays in the base; stable within a campaign."""
    cle = hmac.new(secret.encode(), _ETIQUETTE, hashlib.sha256).digest()
    return hmac.new(cle, f"{campagne}\0{jeton}".encode(), hashlib.sha256).hexdigest()[:16]


def lignes(dossiers: Iterable[DossierPersonne], arrete_au: date, secret: str) -> list[LigneCohorte]:
    """Return the compared people in the order of their pseudonyms: always the same, and telling nothing."""
    retenus = [_ligne(d, arrete_au, secret) for d in une_fois(dossiers)]
    return sorted((ligne for ligne in retenus if ligne is not None), key=lambda ligne: ligne.id)


def _ligne(dossier: DossierPersonne, arrete_au: date, secret: str) -> LigneCohorte | None:
    inclusion, personne, contrat = dossier.inclusion, dossier.beneficiaire, dossier.contrat_entree
    groupe = inclusion.groupe_affiche if inclusion else None
    if inclusion is None or groupe is None or groupe not in COMPARES:
        return None
    nom_campagne = dossier.campagne.nom if dossier.campagne else ""
    rupture = rupture_entree(dossier, arrete_au)
    nouveau = nouveau_contrat(dossier) if rupture else None
    return LigneCohorte(
        id=pseudonyme(secret, nom_campagne, personne.jeton),
        groupe=groupe,
        campagne=nom_campagne,
        sexe=personne.sexe,
        age_entree=personne.age(inclusion.affecte_le) if inclusion.affecte_le else None,
        niveau=contrat.niveau_prepare if contrat else None,
        commune=personne.commune,
        code_postal=personne.code_postal,
        cfa=contrat.cfa if contrat else "",
        filiere=contrat.filiere if contrat else "",
        debut=contrat.debut if contrat else None,
        fin_prevue=contrat.fin_prevue if contrat else None,
        rupture=rupture is not None,
        duree_jours=_duree(dossier, arrete_au),
        nouveau_contrat=nouveau is not None,
        delai_nouveau_contrat_jours=max(0, (nouveau.debut - rupture.le).days) if nouveau and rupture else None,
        accord=inclusion.accord,
    )


def _duree(dossier: DossierPersonne, arrete_au: date) -> int | None:
    contrat = dossier.contrat_entree
    if contrat is None:
        return None
    rupture = rupture_entree(dossier, arrete_au)
    fin = rupture.le if rupture else min(contrat.fin_prevue or arrete_au, arrete_au)
    return max(0, (fin - contrat.debut).days)
