"""Settings kept in the base: declared once with key, type, default and help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T", str, int, bool, date | None)


@dataclass(frozen=True)
class Reglage(Generic[T]):
    """A setting. ``default`` also gives its type: text, whole number, yes/no, or date (None when unset)."""

    cle: str
    default: T
    libelle: str
    aide: str = ""

    def lire(self, valeurs: Mapping[str, str]) -> T:
        """Return the typed value from stored texts, the default when absent or unreadable."""
        brut = valeurs.get(self.cle)
        if brut is None:
            return self.default
        try:
            return self._convertir(brut)
        except ValueError:
            return self.default

    def ecrire(self, valeur: T) -> str:
        """Return the text to store."""
        if valeur is None:
            return ""
        if isinstance(valeur, bool):
            return "1" if valeur else "0"
        return valeur.isoformat() if isinstance(valeur, date) else str(valeur)

    def _convertir(self, brut: str) -> T:
        if isinstance(self.default, bool):
            return brut == "1"  # type: ignore[return-value]
        if isinstance(self.default, int):
            return int(brut)  # type: ignore[return-value]
        if isinstance(self.default, str):
            return brut  # type: ignore[return-value]
        return date.fromisoformat(brut) if brut else None  # type: ignore[return-value]


CHAMBRE_NOM = Reglage("chambre_nom", "", "Chambre", "Le nom imprimé en tête des documents.")
CHAMBRE_ADRESSE = Reglage("chambre_adresse", "", "Adresse de la chambre")
CHAMBRE_TELEPHONE = Reglage("chambre_telephone", "", "Téléphone de la chambre")
CHAMBRE_COURRIEL = Reglage("chambre_courriel", "", "Courriel de la chambre")
DEPARTEMENT = Reglage("departement", "", "Département", "Le numéro du département, par exemple 53.")
REFERENT_NOM = Reglage("referent_nom", "", "Votre nom", "Il signe les fiches et les contacts.")
REFERENT_FONCTION = Reglage("referent_fonction", "Référent apprentissage", "Votre fonction")
REFERENT_TELEPHONE = Reglage("referent_telephone", "", "Votre téléphone")
REFERENT_COURRIEL = Reglage("referent_courriel", "", "Votre courriel")
CRIP_TELEPHONE = Reglage(
    "crip_telephone", "", "Téléphone de la CRIP", "La cellule du département pour un mineur en danger."
)
APPARENCE = Reglage("apparence", "systeme", "Apparence", "clair, sombre ou systeme.")
VERROUILLAGE_MINUTES = Reglage(
    "verrouillage_minutes", 15, "Verrouillage après inactivité", "En minutes ; 0 pour ne jamais verrouiller."
)
DOSSIER_DOCUMENTS = Reglage("dossier_documents", "", "Dossier des documents", "Là où vos PDF et exports sont proposés.")
CAMPAGNE_COURANTE = Reglage("campagne_courante", 0, "Campagne affichée")
DATE_DEMONSTRATION: Reglage[date | None] = Reglage(
    "date_demonstration", None, "Date de la démonstration", "La base vit à cette date, affichée dans un bandeau."
)
SECRET_CROISEMENT = Reglage("secret_croisement", "", "Clé des empreintes de croisement")

TOUS: tuple[Reglage[str] | Reglage[int] | Reglage[bool] | Reglage[date | None], ...] = (
    CHAMBRE_NOM,
    CHAMBRE_ADRESSE,
    CHAMBRE_TELEPHONE,
    CHAMBRE_COURRIEL,
    DEPARTEMENT,
    REFERENT_NOM,
    REFERENT_FONCTION,
    REFERENT_TELEPHONE,
    REFERENT_COURRIEL,
    CRIP_TELEPHONE,
    APPARENCE,
    VERROUILLAGE_MINUTES,
    DOSSIER_DOCUMENTS,
    CAMPAGNE_COURANTE,
    DATE_DEMONSTRATION,
    SECRET_CROISEMENT,
)
"""Every setting, in the order in which they are declared."""
