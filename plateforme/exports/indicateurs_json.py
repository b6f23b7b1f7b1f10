"""The indicators as one JSON object, for scripts."""

from __future__ import annotations

from collections.abc import Mapping

from plateforme.domain.indicateurs import (
    DEFINITION_PERIODE,
    Indicateurs,
    IndicateursCampagne,
    IndicateursGroupe,
    Tableau1,
)

_TOUJOURS = {"16-18", "18-25", "infra_V", "V", "IV", "III"}


def produire(indicateurs: Indicateurs) -> dict[str, object]:
    """Return the object. Rates are fractions.

    ``taux_net`` is the lower bound, reached if every rupture still *en attente* finds a new contract in time; the upper
    one adds ``nettes_en_attente`` to the numerator.

    ``net_jours`` is one number, or the list of those in use when the campaigns differ. With a horizon each group also
    gives ``non_observes``: persons without rupture whose contract has not lasted that long yet.
    """
    i = indicateurs
    horizon = i.horizon_jours is not None
    return {
        "arrete_au": i.arrete_au.isoformat(),
        "horizon_jours": i.horizon_jours,
        "unite": "personne",
        "definition": {
            "periode": DEFINITION_PERIODE,
            "net_jours": i.net_jours[0] if len(i.net_jours) == 1 else list(i.net_jours),
        },
        "test": _groupe(i.test, horizon=horizon),
        "temoin": _groupe(i.temoin, horizon=horizon),
        "hors_evaluation": _groupe(i.hors_evaluation, horizon=horizon),
        "par_campagne": {c.nom: _campagne(c, horizon=horizon) for c in i.par_campagne},
        "tableau1": _tableau1(i.tableau1),
    }


def _campagne(c: IndicateursCampagne, *, horizon: bool) -> dict[str, object]:
    return {
        "methode": c.methode.value,
        "fenetre": [jour.isoformat() for jour in c.fenetre],
        "prevus": c.prevus,
        "test": _groupe(c.test, horizon=horizon),
        "temoin": _groupe(c.temoin, horizon=horizon),
    }


def _groupe(g: IndicateursGroupe, *, horizon: bool) -> dict[str, object]:
    objet: dict[str, object] = {
        "effectif": g.effectif,
        "accord": {accord.value: nombre for accord, nombre in g.accord.items()},
        "suivis": g.suivis,
        "ruptures_brutes": g.ruptures_brutes,
        "ruptures_nettes": g.ruptures_nettes,
        "nettes_en_attente": g.nettes_en_attente,
        "denominateur": g.denominateur,
        "taux_brut": g.taux_brut,
        "taux_net": g.taux_net[0] if g.taux_net else None,
        "rebond": {
            "sorties_positives": g.rebond.sorties_positives,
            "par_suite": dict(g.rebond.par_suite),
            "delai_median_jours": g.rebond.delai_median_jours,
            "sans_solution_6_mois": g.rebond.sans_solution_6_mois,
        },
    }
    return objet | ({"non_observes": g.non_observes} if horizon else {})


def _tableau1(table: Tableau1) -> dict[str, object]:
    """Bands and levels nobody is in are left out, except those the published table prints."""
    return {
        "sexe": dict(table.sexe),
        "age": _utiles(table.age),
        "situation": dict(table.situation),
        "niveau": _utiles(table.niveau),
    }


def _utiles(comptes: Mapping[str, int]) -> dict[str, int]:
    return {code: nombre for code, nombre in comptes.items() if nombre or code in _TOUJOURS}
