"""Intervals of proportions, and what a sample of that size could have shown. Pure Python, two-sided, 95 %.

Counts are persons. Every function refuses counts that cannot be (``ValueError``: a bug of the caller, not bad input).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

Z_95 = 1.959963984540054
"""Quantile 0.975 of the normal law."""
Z_95_ARRONDI, Z_80_ARRONDI = 1.959964, 0.841621
"""Quantiles of the sample-size formula (5 % two-sided, 80 % power), rounded as the published protocol rounds them."""
PROBABILITE_JOUR_PAIR = 71_600 / 146_097
"""Share of even days in the 400-year cycle of the Gregorian calendar."""


@dataclass(frozen=True)
class Intervalle:
    """A 95 % interval, as fractions."""

    bas: float
    haut: float


@dataclass(frozen=True)
class EcartDetectable:
    """What n persons per arm can show against ``reference``, with 80 % power at 5 % two-sided.

    ``taux`` is the largest test rate that would be told apart; None when even a rate of 0 would not be.
    """

    par_groupe: int
    reference: float
    taux: float | None

    @property
    def ecart(self) -> float | None:
        """Smallest detectable difference (a fraction), None when no rate is low enough."""
        return None if self.taux is None else self.reference - self.taux


def wilson(x: int, n: int) -> Intervalle:
    """Return Wilson's score interval of ``x`` persons out of ``n`` (``n`` at least 1)."""
    _verifier(x, n)
    p, z2 = x / n, Z_95 * Z_95
    centre = p + z2 / (2 * n)
    demi = Z_95 * math.sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    bas, haut = (centre - demi) / (1 + z2 / n), (centre + demi) / (1 + z2 / n)
    # At the ends the algebra gives exactly 0 and 1; floating point only nearly.
    return Intervalle(0.0 if x == 0 else bas, 1.0 if x == n else haut)


def newcombe(x1: int, n1: int, x2: int, n2: int) -> Intervalle:
    """Return Newcombe's interval of the difference ``x1/n1 - x2/n2`` (his method 10, from Wilson's intervals)."""
    un, deux = wilson(x1, n1), wilson(x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    bas = math.hypot(p1 - un.bas, deux.haut - p2)
    haut = math.hypot(un.haut - p1, p2 - deux.bas)
    return Intervalle(p1 - p2 - bas, p1 - p2 + haut)


def par_groupe_necessaire(p1: float, p2: float) -> float:
    """Return the number of persons per arm needed to tell ``p1`` from ``p2`` (not rounded; infinite when equal)."""
    if p1 == p2:
        return math.inf
    p = (p1 + p2) / 2
    racine = Z_95_ARRONDI * math.sqrt(2 * p * (1 - p)) + Z_80_ARRONDI * math.sqrt(p1 * (1 - p1) + p2 * (1 - p2))
    return (racine / (p1 - p2)) ** 2


def ecart_detectable(par_groupe: int, reference: float) -> EcartDetectable:
    """Return the largest test rate under ``reference`` whose needed size is at most ``par_groupe``, the smaller arm."""
    if par_groupe < 1 or not 0 <= reference <= 1:
        raise ValueError(f"ecart_detectable: {par_groupe=} {reference=}")
    if par_groupe_necessaire(0.0, reference) > par_groupe:
        return EcartDetectable(par_groupe, reference, None)
    possible, impossible = 0.0, reference
    while (milieu := (possible + impossible) / 2) not in {possible, impossible}:
        if par_groupe_necessaire(milieu, reference) <= par_groupe:
            possible = milieu
        else:
            impossible = milieu
    return EcartDetectable(par_groupe, reference, possible)


def region_parite(n: int) -> tuple[int, int]:
    """Return the central 95 % region of the number of even birthdays among ``n`` persons, under chance alone."""
    if n < 0:
        raise ValueError(f"region_parite: {n=}")
    pair, impair = math.log(PROBABILITE_JOUR_PAIR), math.log1p(-PROBABILITE_JOUR_PAIR)
    masses = (
        math.exp(math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) + k * pair + (n - k) * impair)
        for k in range(n + 1)
    )
    cumuls = list(accumulate(masses))
    return bisect_left(cumuls, 0.025), bisect_left(cumuls, 0.975)


def _verifier(x: int, n: int) -> None:
    if n < 1 or not 0 <= x <= n:
        raise ValueError(f"{x} out of {n}")
