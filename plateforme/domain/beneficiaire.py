"""The young person (domaine.md 3). Never a social-security number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plateforme.domain.dates import age
from plateforme.domain.texte import nom_complet
from plateforme.domain.vocabulaire import Canal, Sexe, Situation


@dataclass(frozen=True)
class Beneficiaire:
    """Identity and contact details. ``id`` 0 means not stored yet.

    ``naissance_verifiee_le`` is set when the birth date is verified (identical in both lists and not 01/01,
    or chosen by the référent with ``naissance_source``); only then may the person be assigned (domaine.md 4).
    ``notes_privees`` are printed on no document, ever.
    """

    id: int = 0
    jeton: str = ""
    nom_naissance: str = ""
    nom_usage: str = ""
    prenoms: str = ""
    sexe: Sexe | None = None
    date_naissance: date | None = None
    naissance_verifiee_le: date | None = None
    naissance_source: str = ""
    adresse: str = ""
    code_postal: str = ""
    commune: str = ""
    telephone: str = ""
    telephone_2: str = ""
    courriel: str = ""
    message_vocal: bool | None = None
    canal_prefere: Canal | None = None
    representant_nom: str = ""
    representant_telephone: str = ""
    adresse_contrat: str = ""
    suivi_ml: bool = False
    ml_conseiller: str = ""
    ml_identifiant: str = ""
    loge_adlj: bool = False
    situation_entree: Situation | None = None
    diplome_entree: str = ""
    notes_privees: str = ""

    @property
    def nom(self) -> str:
        """The name in use: nom d'usage when there is one."""
        return self.nom_usage or self.nom_naissance

    @property
    def nom_complet(self) -> str:
        """« NOM Prénoms »."""
        return nom_complet(self.nom, self.prenoms)

    def age(self, au: date) -> int | None:
        """Age in completed years on ``au``, None without a birth date."""
        return age(self.date_naissance, au) if self.date_naissance else None

    def mineur(self, au: date) -> bool:
        """True when the person is known to be under 18 on ``au``."""
        ans = self.age(au)
        return ans is not None and ans < 18
