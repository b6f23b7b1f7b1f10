"""What the figures of the evaluation say, in sentences that claim no more than they bear."""

from __future__ import annotations

from plateforme.domain.indicateurs import Indicateurs, IndicateursGroupe
from plateforme.domain.statistiques import Intervalle, ecart_detectable, newcombe, region_parite, wilson
from plateforme.domain.texte import NBSP, entier, jours, pluriel, pourcentage
from plateforme.domain.vocabulaire import Methode
from plateforme.typographie import typographie

RIEN_A_COMPARER = "Il faut des jeunes dans les deux groupes pour les comparer."


def fraction(x: int, n: int) -> str:
    """Return « 14 sur 104 »."""
    return f"{entier(x)}{NBSP}sur{NBSP}{entier(n)}"


def points(ecart: float, *, signe: bool = False, unite: bool = True) -> str:
    """Return a difference of rates in points: « 6,7 points », « −6,7 points » with its sign, « 6,7 » without unit."""
    valeur = round(abs(ecart) * 100, 1)
    texte = f"{valeur:.1f}".replace(".", ",")
    avant = ("−" if ecart < 0 else "+") if signe and valeur else ""
    return f"{avant}{texte}" + (f"{NBSP}point{'s' if valeur >= 2 else ''}" if unite else "")


def intervalle_brut(groupe: IndicateursGroupe) -> Intervalle | None:
    """Return the 95 % interval of the gross rate, None in an empty group."""
    return wilson(groupe.ruptures_brutes, groupe.denominateur) if groupe.denominateur else None


def taux_net(groupe: IndicateursGroupe) -> str:
    """Return « 5,8 % », or « entre 5,8 % et 9,6 % » while ruptures are *en attente*; a dash in an empty group."""
    taux = groupe.taux_net
    if taux is None:
        return "–"
    bas, haut = (pourcentage(t) for t in taux)
    return bas if taux[0] == taux[1] else f"entre {bas} et {haut}"


def constat(ind: Indicateurs) -> str:
    """Return the comparison of the gross rates, test against témoin, in two sentences."""
    test, temoin = ind.test, ind.temoin
    if test.taux_brut is None or temoin.taux_brut is None:
        return RIEN_A_COMPARER
    ecart = test.taux_brut - temoin.taux_brut
    vrai = newcombe(test.ruptures_brutes, test.denominateur, temoin.ruptures_brutes, temoin.denominateur)
    sens = "Il y a autant de ruptures, en proportion, dans les deux groupes." if ecart == 0 else _sens(ecart)
    bornes = f"{points(vrai.bas, signe=True, unite=False)} et {points(vrai.haut, signe=True)}"
    return typographie(
        f"{sens} Compte tenu des effectifs, l’écart réel est, 95 fois sur 100, entre {bornes} : {_portee(vrai)}."
    )


def _sens(ecart: float) -> str:
    mot = "moins" if ecart < 0 else "plus"
    return f"Le taux de rupture est de {points(ecart)} {mot} élevé dans le groupe test que chez les témoins."


def _portee(vrai: Intervalle) -> str:
    if vrai.bas <= 0 <= vrai.haut:
        return "on ne peut dire ni que le suivi change quelque chose, ni qu’il ne change rien"
    return "un écart pareil est rarement dû au seul hasard"


def detectable(ind: Indicateurs) -> str:
    """Return what a comparison of that size could have shown: never left out when the difference is not clear."""
    n = min(ind.test.denominateur, ind.temoin.denominateur)
    reference = ind.temoin.taux_brut
    if not n or reference is None:
        return ""
    combien = f"Avec {pluriel(n, 'jeune')}" + (
        " par groupe" if ind.test.denominateur == ind.temoin.denominateur else " dans le plus petit groupe"
    )
    cadre = f"{combien} et {pourcentage(reference)} de ruptures chez les témoins"
    limite = ecart_detectable(n, reference)
    if limite.taux is None or limite.ecart is None:
        return (
            f"{cadre}, aucun écart n’avait huit chances sur dix d’être vu, pas même une absence totale de ruptures "
            "dans le groupe test."
        )
    return (
        f"{cadre}, seul un taux de {pourcentage(limite.taux)} ou moins dans le groupe test, soit un écart d’au moins "
        f"{points(limite.ecart)}, avait huit chances sur dix d’être vu."
    )


def definition(ind: Indicateurs) -> str:
    """Return what is counted, with the days that make a rupture net."""
    delais = " ou ".join(entier(n) for n in ind.net_jours)
    horizon = f" dans les {entier(ind.horizon_jours)}{NBSP}premiers jours" if ind.horizon_jours else ""
    return typographie(
        f"Taux : jeunes dont le premier contrat a été rompu avant son terme{horizon}, sur tous les jeunes affectés "
        f"au groupe, même sans accord. Rupture nette : aucun nouveau contrat d’apprentissage dans les {delais}{NBSP}"
        "jours. En attente : ce délai court encore, le taux net est alors donné entre deux bornes."
    )


def reserves(ind: Indicateurs) -> tuple[str, ...]:
    """Return what the reader must keep in mind, the most important first."""
    notes = [_suivi_seul(ind), _non_observes(ind), _parite(ind)]
    return tuple(typographie(note) for note in notes if note)


def _suivi_seul(ind: Indicateurs) -> str:
    """A témoin is never phoned: what only the follow-up knows is seen in one group alone (domaine.md 2.8)."""
    parts = [
        f"{groupe.connues_par_suivi} sur {groupe.ruptures_brutes} {nom} ; sans elles, le taux est de "
        f"{pourcentage((groupe.ruptures_brutes - groupe.connues_par_suivi) / groupe.denominateur)}"
        for nom, groupe in (("dans le groupe test", ind.test), ("chez les témoins", ind.temoin))
        if groupe.connues_par_suivi
    ]
    if not parts:
        return ""
    return f"Ruptures connues par le suivi seul, qu’aucune liste ne confirme : {', et '.join(parts)}."


def _non_observes(ind: Indicateurs) -> str:
    nombre = ind.test.non_observes + ind.temoin.non_observes
    if not nombre:
        return ""
    return (
        f"{pluriel(nombre, 'jeune')} sans rupture n’ont pas encore atteint {jours(ind.horizon_jours or 0)} de contrat "
        f"(test : {ind.test.non_observes}, témoins : {ind.temoin.non_observes}) : leur taux peut encore monter."
    )


def _parite(ind: Indicateurs) -> str:
    par_parite = [c for c in ind.par_campagne if c.methode is Methode.PARITE]
    pairs = sum(c.test.effectif for c in par_parite)
    n = pairs + sum(c.temoin.effectif for c in par_parite)
    if not n:
        return ""
    bas, haut = region_parite(n)
    ou = "" if len(par_parite) == len(ind.par_campagne) else f" en {', '.join(c.nom for c in par_parite)}"
    verdict = "c’est dans" if bas <= pairs <= haut else "c’est hors de"
    return (
        f"Le groupe suit la parité du jour de naissance{ou} : qui connaît la date connaît le groupe avant l’accord. "
        f"{pairs} jours pairs sur {n} : {verdict} ce que le hasard donne 95 fois sur 100 (de {bas} à {haut})."
    )
