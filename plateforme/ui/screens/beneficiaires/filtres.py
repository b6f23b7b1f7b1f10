"""What is kept of the table: words searched and values chosen. No widget here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from plateforme.domain.texte import cle_tri, fold
from plateforme.domain.vocabulaire import Accord, Groupe, Risque
from plateforme.services.beneficiaires import LigneBeneficiaire

EN_ATTENTE = "en_attente"
"""Filter value of someone who has no group yet."""
EN_RETARD = "en_retard"
"""Filter value of someone whose next action is late."""
GROUPES: tuple[tuple[str, str], ...] = (
    (Groupe.TEST.value, Groupe.TEST.libelle),
    (Groupe.TEMOIN.value, Groupe.TEMOIN.libelle),
    (Groupe.HORS_EVALUATION.value, Groupe.HORS_EVALUATION.libelle),
    (EN_ATTENTE, "En attente"),
)
ACCORDS: tuple[tuple[str, str], ...] = tuple((a.value, a.libelle) for a in Accord)
RISQUES: tuple[tuple[str, str], ...] = tuple((r.value, r.libelle) for r in Risque)


@dataclass(frozen=True)
class Filtre:
    """Rows kept: those that hold every word and, in each dimension chosen, one of its values."""

    texte: str = ""
    groupes: frozenset[str] = field(default=frozenset())
    accords: frozenset[str] = field(default=frozenset())
    risques: frozenset[str] = field(default=frozenset())
    cfas: frozenset[str] = field(default=frozenset())
    en_retard: bool = False

    @property
    def vide(self) -> bool:
        """True when every row is kept."""
        return replace(self, texte=self.texte.strip()) == Filtre()

    def accepte(self, ligne: LigneBeneficiaire) -> bool:
        """Return True when the row is kept."""
        if self.en_retard and not ligne.en_retard:
            return False
        choix = (
            (self.groupes, groupe_de(ligne)),
            (self.accords, ligne.accord.value if ligne.accord else ""),
            (self.risques, ligne.risque.value if ligne.risque else ""),
            (self.cfas, ligne.cfa),
        )
        if any(voulus and valeur not in voulus for voulus, valeur in choix):
            return False
        return all(mot in ligne.recherche for mot in fold(self.texte).split())

    def texte_json(self) -> str:
        """Return the filter to keep."""
        return json.dumps(asdict(self), default=sorted)


def lire(texte: str) -> Filtre:
    """Read a filter kept by :meth:`Filtre.texte_json`; what is not understood keeps every row."""
    try:
        brut: dict[str, Any] = dict(json.loads(texte))
        dimensions = {nom: frozenset(map(str, brut[nom])) for nom in ("groupes", "accords", "risques", "cfas")}
        return Filtre(texte=str(brut["texte"]), en_retard=bool(brut["en_retard"]), **dimensions)
    except (ValueError, TypeError, KeyError):
        return Filtre()


def groupe_de(ligne: LigneBeneficiaire) -> str:
    """Return the filter value of a row's group."""
    return ligne.groupe.value if ligne.groupe else EN_ATTENTE


def cfas(lignes: Iterable[LigneBeneficiaire]) -> tuple[tuple[str, str], ...]:
    """Return the CFAs of the rows, in order, and what is shown for « none »."""
    noms = sorted({ligne.cfa for ligne in lignes}, key=cle_tri)
    return tuple((nom, nom or "Sans CFA") for nom in noms if nom) + (("", "Sans CFA"),) * ("" in noms)


def nombres(lignes: Iterable[LigneBeneficiaire]) -> Mapping[str, int]:
    """Return how many rows each group has, and how many are late."""
    lues = tuple(lignes)
    return Counter(map(groupe_de, lues)) | Counter({EN_RETARD: sum(ligne.en_retard for ligne in lues)})
