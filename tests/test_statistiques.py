"""Intervals against published values, and against their definitions."""

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plateforme.domain import statistiques as s


def pres(valeur: float) -> object:
    return pytest.approx(valeur, rel=1e-8, abs=1e-15)


@pytest.mark.parametrize(
    ("x", "n", "bas", "haut"),
    [
        (14, 104, 0.08191117076579205, 0.21335058819869204),
        (3, 40, 0.025836025774588184, 0.1986423352431055),
        (0, 12, 0.0, 0.24249400665524096),
    ],
)
def test_wilson_references(x, n, bas, haut):
    intervalle = s.wilson(x, n)
    assert intervalle.bas == pres(bas)
    assert intervalle.haut == pres(haut)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "bas", "haut"),
    [
        (14, 104, 21, 104, -0.16913235212388578, 0.03535894133619234),
        (3, 40, 8, 40, -0.28054711640459706, 0.030924490013748057),
        (0, 12, 3, 10, -0.6032218525388546, 0.009430994163461492),
    ],
)
def test_newcombe_references(x1, n1, x2, n2, bas, haut):
    intervalle = s.newcombe(x1, n1, x2, n2)
    assert intervalle.bas == pres(bas)
    assert intervalle.haut == pres(haut)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_bounds_solve_the_score_equation(comptes):
    """Each bound p0 is where (p - p0)^2 = z^2 p0 (1 - p0) / n: the definition of the score interval."""
    x, n = comptes
    intervalle = s.wilson(x, n)
    assert 0 <= intervalle.bas <= x / n <= intervalle.haut <= 1
    for p0 in (intervalle.bas, intervalle.haut):
        assert (x / n - p0) ** 2 == pytest.approx(s.Z_95**2 * p0 * (1 - p0) / n, rel=1e-9, abs=1e-12)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_newcombe_holds_the_difference_and_is_antisymmetric(n1, n2, data):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    direct, inverse = s.newcombe(x1, n1, x2, n2), s.newcombe(x2, n2, x1, n1)
    assert -1 - 1e-12 <= direct.bas <= x1 / n1 - x2 / n2 <= direct.haut <= 1 + 1e-12
    assert (direct.bas, direct.haut) == (pytest.approx(-inverse.haut), pytest.approx(-inverse.bas))


@pytest.mark.parametrize(("par_groupe", "taux"), [(40, 0.0106), (64, 0.0404), (104, 0.0683), (208, 0.1019)])
def test_detectable_rate_references(par_groupe, taux):
    resultat = s.ecart_detectable(par_groupe, 0.20)
    assert resultat.taux == pytest.approx(taux, abs=5e-5)
    assert resultat.ecart == pytest.approx(0.20 - taux, abs=5e-5)


def test_detectable_rate_is_the_largest_one():
    taux = s.ecart_detectable(104, 0.2).taux
    assert taux is not None
    assert s.par_groupe_necessaire(taux, 0.2) <= 104
    assert s.par_groupe_necessaire(math.nextafter(taux, 1), 0.2) > 104


def test_needed_per_arm_reference():
    assert math.ceil(s.par_groupe_necessaire(0.135, 0.20)) == 517
    assert s.par_groupe_necessaire(0.2, 0.2) == math.inf


def test_nothing_is_detectable_with_very_few_people_or_a_null_reference():
    assert s.ecart_detectable(5, 0.20).taux is None
    assert s.ecart_detectable(5, 0.20).ecart is None
    assert s.ecart_detectable(100, 0.0).taux is None


@pytest.mark.parametrize(("n", "region"), [(40, (13, 26)), (64, (24, 39)), (104, (41, 61)), (208, (88, 116))])
def test_parity_region_references(n, region):
    assert s.region_parite(n) == region


def test_parity_region_of_nobody():
    assert s.region_parite(0) == (0, 0)


@pytest.mark.parametrize("n", [1, 2, 7, 33])
def test_parity_region_against_exact_sums(n):
    """Recounted with fractions: the first k reaching 2.5 %, the first reaching 97.5 %."""
    pair = Fraction(71_600, 146_097)
    masse = [math.comb(n, k) * pair**k * (1 - pair) ** (n - k) for k in range(n + 1)]
    cumul = [sum(masse[: k + 1]) for k in range(n + 1)]
    bas = next(k for k, c in enumerate(cumul) if c >= Fraction(25, 1000))
    haut = next(k for k, c in enumerate(cumul) if c >= Fraction(975, 1000))
    assert s.region_parite(n) == (bas, haut)


def test_even_days_of_the_gregorian_cycle():
    premier = date(2000, 1, 1)
    jours = [premier + timedelta(days=k) for k in range((date(2400, 1, 1) - premier).days)]
    assert sum(j.day % 2 == 0 for j in jours) / len(jours) == s.PROBABILITE_JOUR_PAIR


@pytest.mark.parametrize(("x", "n"), [(1, 0), (-1, 3), (4, 3)])
def test_impossible_counts_are_refused(x, n):
    with pytest.raises(ValueError, match="out of"):
        s.wilson(x, n)


def test_impossible_parameters_are_refused():
    with pytest.raises(ValueError, match="par_groupe"):
        s.ecart_detectable(0, 0.2)
    with pytest.raises(ValueError, match="reference"):
        s.ecart_detectable(10, 1.2)
    with pytest.raises(ValueError, match="region"):
        s.region_parite(-1)
