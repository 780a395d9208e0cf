"""Rank acceptability, central weights and confidence factors of two published analyses, 10,000 draws each.

Measurements are drawn here, by the published distributions; weights, ranks, counts and closed forms are the library's.
"""

import numpy as np
import pandas as pd
import pytest

from contestlib.orderings import rank_whole
from contestlib.pairwise import exact_wins
from contestlib.regions import weight_region
from contestlib.rounding import SNAP_DECIMALS, steps_half_up
from contestlib.sampling import sample_weights
from contestlib.simulation import random_generator, simulate
from contestlib.tally import Tally

PUBLISHED_DRAWS = 10_000
DRAWS = 100_000
ERRORS = 4  # standard errors of a difference: more than so many has a chance of 1 in 16,000


def thrombolytics(rng, draws):
    """Lynd and O'Brien (2004), J. Clin. Epidemiol. 57:795: proximal and distal thrombosis and major bleeding under two drugs,
    all better low, as the example of the R package smaa (van Valkenhoef, CRAN) has them; linear over the stated ranges."""
    lowest, highest = np.array([0, 0.15, 0]), np.array([0.25, 0.4, 0.1])
    events = np.array([[20, 40, 1], [8, 32, 5]])  # heparin, enoxaparin
    others = np.array([[116, 96, 135], [121, 97, 124]])
    return (highest - rng.beta(events, others, size=(draws, 2, 3))) / (highest - lowest)


# Where the criterion is better high; log odds under placebo and their standard deviation; log odds ratios of the others to it
# and their covariance, row by row from the diagonal on.
ANTIDEPRESSANTS = {
    "Diarrhea": (False, (-2.189737, 0.2074509), (0.60820293, 0.14088424, 0.93203685, 0.09601785),
                 (0.05366822, 0.04117003, 0.03407600, 0.03788519, 0.08108542, 0.03778130, 0.04324302, 0.05394404, 0.03338272,
                  0.09859621)),
    "Dizziness": (False, (-2.229952, 0.6103081), (0.1203208, 0.6538699, -0.2203627, 1.1915229),
                  (0.09124249, 0.07387436, 0.08086186, 0.06457527, 0.14080128, 0.10328788, 0.07030520, 0.14662864, 0.06920427,
                   0.08590214)),
    "HAM-D Responders": (True, (-0.1714358, 0.1129926), (0.4718129, 0.7258847, 0.6715258, 0.8211993),
                         (0.013445532, 0.010394690, 0.009881156, 0.010499559, 0.023006616, 0.008196856, 0.010732709,
                          0.019023866, 0.009210099, 0.019107243)),
    "Headache": (False, (-1.195991, 0.2926644), (0.1964591, 0.1263129, 0.2029933, -0.2254059),
                 (0.03519380, 0.02755068, 0.02189916, 0.02919822, 0.04847513, 0.02374509, 0.03277411, 0.03259199, 0.02356638,
                  0.05920276)),
    "Insomnia": (False, (-2.607277, 0.1905852), (0.7978386, 0.7486351, 1.0663029, 0.9744811),
                 (0.04388258, 0.03516051, 0.02560003, 0.03283164, 0.06255486, 0.02807280, 0.03474863, 0.05402063, 0.02592013,
                  0.06738850)),
    "Nausea": (False, (-2.017171, 0.1917053), (0.3951561, 0.6442827, 0.6469638, 0.9771107),
               (0.04167875, 0.03492591, 0.02952693, 0.03559971, 0.05629741, 0.03102295, 0.03658295, 0.04396177, 0.02899487,
                0.05369960)),
}


def antidepressants(rng, draws):
    """Van Valkenhoef, Tervonen, Zhao, de Brock, Hillege and Postmus (2012), J. Clin. Epidemiol. 65:394: chances of a response and
    of five adverse events, on a scale from 0 to 1, by a network of the trials of Hansen et al. (2005); the distributions as the
    tests of ADDIS (drugis.org) give them. Placebo is third."""
    values = []
    for better_high, (mean, deviation), ratios, upper in ANTIDEPRESSANTS.values():
        covariance = np.zeros((4, 4))
        covariance[np.triu_indices(4)] = upper
        covariance = np.maximum(covariance, covariance.T)
        odds = np.repeat(rng.normal(mean, deviation, size=(draws, 1)), 5, axis=1)
        odds[:, [0, 1, 3, 4]] += rng.multivariate_normal(ratios, covariance, size=draws)
        chance = 1 / (1 + np.exp(-odds))
        values.append(chance if better_high else 1 - chance)
    return np.stack(values, axis=-1)


CASES = {
    thrombolytics: {
        "acceptability": [[0.3504, 0.6496], [0.6496, 0.3504]],
        "central_weights": [[0.1865097, 0.2772205, 0.5362698], [0.4073100, 0.3641477, 0.2285423]],
        "confidence": [0.6682, 0.8956],
    },
    antidepressants: {
        "acceptability": [[0.0215, 0.2648, 0.3217, 0.3143, 0.0777], [0.1496, 0.3248, 0.2519, 0.2249, 0.0488],
                          [0.6114, 0.1201, 0.0868, 0.0545, 0.1272], [0.0758, 0.1342, 0.1931, 0.2389, 0.3580],
                          [0.1417, 0.1561, 0.1465, 0.1674, 0.3883]],
        "central_weights": [[0.08646901, 0.24112709, 0.22045918, 0.1362404, 0.10229834, 0.21340600],
                            [0.17593187, 0.12181948, 0.29181468, 0.1293235, 0.13949573, 0.14161473],
                            [0.17986517, 0.17659262, 0.09069475, 0.1618931, 0.19437357, 0.19658082],
                            [0.07495453, 0.31162260, 0.27471687, 0.1266365, 0.09423491, 0.11783455],
                            [0.18030730, 0.07638429, 0.27879293, 0.2584503, 0.11542176, 0.09064338]],
        "confidence": [0.1144, 0.5532, 0.9870, 0.5538, 0.6522],
    },
}


def drawn(case, seed=1, draws=DRAWS):
    """Measurements of the case, and weights without any preference."""
    values = case(np.random.default_rng(seed), draws)
    region = weight_region([f"c{at}" for at in range(values.shape[2])])
    return values, sample_weights(region, draws, rng=random_generator(seed))


def counted(values, weights):
    """What the library makes of the totals of one matrix and one weighting a draw."""
    draws, teams, criteria = values.shape
    tally = Tally(teams, criteria, places=1)
    tally.add(0, weights, rank_whole(steps_half_up(np.einsum("dk,dtk->dt", weights, values), SNAP_DECIMALS)))
    return tally.result(pd.RangeIndex(teams), tuple(range(criteria)))


def apart(values, weights, published):
    """How far ranks and central weights are from the published ones, in standard errors of the difference of both samples."""
    found, both = counted(values, weights), 1 / len(values) + 1 / PUBLISHED_DRAWS
    chances, central = (np.array(published[what]) for what in ("acceptability", "central_weights"))
    winners = np.einsum("dk,dtk->dt", weights, values).argmax(axis=1)
    spread = np.array([weights[winners == team].std(axis=0) for team in range(values.shape[1])])
    return ((found.acceptability - chances) / np.sqrt(chances * (1 - chances) * both),
            (found.central_weights - central) / (spread * np.sqrt(both / chances[:, :1])))


@pytest.mark.parametrize("case", CASES)
def test_published_ranks_and_central_weights(case):
    for differences in apart(*drawn(case), CASES[case]):
        assert np.abs(differences).max(axis=None) < ERRORS


@pytest.mark.parametrize("case", CASES)
def test_a_biased_sampler_is_far_from_the_published_tables(case):
    """Uniform numbers divided by their sum are too seldom near a corner: the tolerance of the tests above refuses both tables."""
    values, weights = drawn(case)
    numbers = np.random.default_rng(1).random(weights.shape)
    for differences in apart(values, numbers / numbers.sum(axis=1, keepdims=True), CASES[case]):
        assert np.abs(differences).max(axis=None) > ERRORS


@pytest.mark.parametrize("case", CASES)
def test_published_confidence_factors(case):
    """How often an alternative is first with its own central weights."""
    values, _ = drawn(case, seed=2)
    for team, (central, published) in enumerate(zip(CASES[case]["central_weights"], CASES[case]["confidence"], strict=True)):
        weights = np.tile(np.array(central) / np.sum(central), (len(values), 1))
        first = counted(values, weights).probability.loc[team, "value"]
        assert first == pytest.approx(published, abs=ERRORS * error_of(published))


def test_published_ranks_by_exact_weights():
    values, _ = drawn(thrombolytics, seed=3)
    found = counted(values, np.tile([0.5, 0.2, 0.3], (len(values), 1))).acceptability
    assert found.loc[0, 1] == pytest.approx(0.1279, abs=ERRORS * error_of(0.1279))


def test_the_published_chance_in_closed_form():
    """Of two alternatives, who is ahead is first: by the share of all weights in each of 4,000 draws of the measurements."""
    values, _ = drawn(thrombolytics, seed=4, draws=4000)
    ahead = exact_wins(values, np.full(len(values), 1 / len(values)))
    error = np.hypot(error_of(0.3504, draws=np.inf), 0.5 / np.sqrt(len(values)))
    assert ahead[0, 1] == pytest.approx(0.3504, abs=ERRORS * error)


def test_the_published_table_through_the_simulation():
    """A simulation of its own for each of 300 draws of the measurements; central weights count as often as one is first."""
    values, _ = drawn(thrombolytics, seed=5, draws=300)
    region, rng = weight_region(["proximal", "distal", "bleeding"]), random_generator(5)
    found = [simulate(pd.DataFrame(matrix, columns=region.codes), region, places=1, draws=256, rng=rng) for matrix in values]
    first = np.array([one.acceptability[1] for one in found])
    central = np.array([one.central_weights.fillna(0) for one in found])
    sums = np.dstack([first, first[:, :, None] * central])
    chances, weights = sums.mean(axis=0)[:, 0], sums.mean(axis=0)[:, 1:] / sums.mean(axis=0)[:, :1]
    published = CASES[thrombolytics]
    errors = first.std(axis=0) / np.sqrt(len(first))
    assert (np.abs(chances - [0.3504, 0.6496]) < ERRORS * np.hypot(errors, error_of(0.3504, draws=np.inf))).all()
    # Of a ratio of means, and of the published mean of so many weights, which spread by 0.24 over the simplex.
    errors = (sums[:, :, 1:] - sums[:, :, :1] * weights).std(axis=0) / (np.sqrt(len(first)) * chances[:, None])
    errors = np.hypot(errors, 0.24 / np.sqrt(chances[:, None] * PUBLISHED_DRAWS))
    assert (np.abs(weights - published["central_weights"]) < ERRORS * errors).all()
    differences = first[:, 0] - [one.pairwise.loc[0, 1] for one in found]  # from the closed form
    assert abs(differences.mean()) < ERRORS * differences.std() / np.sqrt(len(differences)) and differences.std() > 0


def error_of(chance, draws=DRAWS):
    """Standard error of the difference of our share and the published one."""
    return np.sqrt(chance * (1 - chance) * (1 / draws + 1 / PUBLISHED_DRAWS))
