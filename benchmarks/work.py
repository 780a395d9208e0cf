"""One program at one job, timed in a process of its own: python benchmarks/work.py WHO JOB DRAWS.

Prints seconds a draw, peak memory above what the imports took in MB, how many different lists contestlib found, and every team's
chance of a place.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np

PLACES = 12
NOISE = 0.05
TEAMS = {"weights": 72, "many": 3_000, "very many": 100_000, "noise": 72}
CODES = [f"c{number}" for number in range(8)]


def indicator_table(teams: int) -> np.ndarray:
    """Log-normal indicators that share a quality, each from 0 to 1."""
    rng = np.random.default_rng(2019)
    values = np.exp(np.sqrt(0.5) * rng.standard_normal((teams, 1)) + np.sqrt(0.75) * rng.standard_normal((teams, len(CODES))))
    return (values - values.min(axis=0)) / (values.max(axis=0) - values.min(axis=0))


def peak_megabytes() -> float:
    try:
        import resource
    except ImportError:
        return float("nan")
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)


class Counter:
    """What an analyst's own loop keeps: a table of ranks, and the weights of every draw's first."""

    def __init__(self, teams: int):
        self.ranks = np.zeros((teams, teams), dtype=np.int32)
        self.central = np.zeros((teams, len(CODES)))
        self.rows = np.arange(teams)

    def add(self, ranks: np.ndarray, weights: np.ndarray) -> None:
        """Ranks from 1."""
        ranks = np.asarray(ranks, dtype=np.intp) - 1
        self.ranks[self.rows, ranks] += 1
        self.central[np.argmin(ranks)] += weights

    def chances(self, draws: int) -> np.ndarray:
        return self.ranks[:, :PLACES].sum(axis=1) / draws


def drawn_weights(rng: np.random.Generator) -> np.ndarray:
    return rng.dirichlet(np.ones(len(CODES)))


def noisy(table: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    return table * (1 + NOISE * rng.standard_normal(table.shape))


def rescaled(table: np.ndarray) -> np.ndarray:
    low = table.min(axis=0)
    return (table - low) / (table.max(axis=0) - low)


def contestlib(job: str, draws: int):
    import pandas as pd

    import contestlib as cl

    frame = pd.DataFrame(indicator_table(TEAMS[job]), columns=CODES, index=[f"T{at}" for at in range(TEAMS[job])])
    region, rng = cl.weight_region(CODES), cl.random_generator(7)
    if job == "very many":
        return lambda: cl.place_chances(frame, region, places=PLACES, draws=draws, rng=rng)["value"]
    if job == "noise":
        rules = cl.Rules(places=PLACES, indicators=tuple(cl.Indicator(code, noise=NOISE) for code in CODES))
        design = cl.joint_design(cl.evaluate(frame, rules, dict.fromkeys(CODES, 1 / len(CODES))), region)
        return lambda: cl.simulate_joint(design, vary=("weights", "noise"), draws=draws, rng=rng).probability["value"]

    def count():
        result = cl.simulate(frame, region, places=PLACES, draws=draws, rng=rng)
        count.lists = len(result.lists)
        return result.probability["value"]

    return count


def loop(job: str, draws: int):
    table, rng = indicator_table(TEAMS[job]), np.random.default_rng(7)
    ranks = np.empty(len(table), dtype=np.intp)
    numbers = np.arange(1, len(table) + 1)

    def count():
        counter = Counter(len(table))
        for _ in range(draws):
            weights = drawn_weights(rng)
            scores = (rescaled(noisy(table, rng)) if job == "noise" else table) @ weights
            ranks[np.argsort(-scores)] = numbers
            counter.add(ranks, weights)
        return counter.chances(draws)

    return count


def scikit_criteria(job: str, draws: int):
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.pipeline import mkpipe
    from skcriteria.preprocessing.scalers import MinMaxScaler

    table, rng = indicator_table(TEAMS[job]), np.random.default_rng(7)
    problem = skcriteria.mkdm(table, [max] * len(CODES), weights=[1 / len(CODES)] * len(CODES))
    model = mkpipe(MinMaxScaler(target="matrix"), WeightedSumModel()) if job == "noise" else WeightedSumModel()

    def count():
        counter, chances = Counter(len(table)) if len(table) < 10_000 else None, np.zeros(len(table))
        for _ in range(draws):
            weights = drawn_weights(rng)
            changed = {"weights": weights} | ({"matrix": noisy(table, rng)} if job == "noise" else {})
            ranks = model.evaluate(problem.replace(**changed)).rank_
            if counter:
                counter.add(ranks, weights)
            else:
                chances += ranks <= PLACES
        return counter.chances(draws) if counter else chances / draws

    return count


def smaa2(job: str, draws: int):
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization
    from pysensmcda.smaa import smaa2 as analyse

    table = indicator_table(TEAMS[job])

    def count():
        rng = np.random.default_rng(7)
        samples = table * (1 + NOISE * rng.standard_normal((draws, *table.shape))) if job == "noise" else None
        method = WSM(minmax_normalization)  # the table of the other job is on that scale, and stays as it is
        answer = analyse(method, table, np.ones(len(CODES)), num_samples=draws, matrix_samples=samples, seed=7)
        return np.asarray(answer.rank_acceptability)[:, :PLACES].sum(axis=1)

    return count


def accumulate(job: str, draws: int):
    from pysensmcda.smaa import simulate

    table = indicator_table(TEAMS[job])

    def count():
        answer = simulate(lambda matrix, weights, types: matrix @ weights, table, np.ones(len(CODES)), num_samples=draws,
                          reverse_ranking=True, store="accumulate", seed=7)
        return np.asarray(answer.rank_acceptability())[:, :PLACES].sum(axis=1)

    return count


def main() -> None:
    who, job, draws = sys.argv[1], sys.argv[2], int(sys.argv[3])
    work = {"contestlib": contestlib, "loop": loop, "scikit-criteria": scikit_criteria, "smaa2": smaa2,
            "accumulate": accumulate}[who](job, draws)
    before, begun = peak_megabytes(), time.perf_counter()
    chances = work()
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds / draws, "megabytes": peak_megabytes() - before,
                      "lists": getattr(work, "lists", None),
                      "chances": [round(float(chance), 6) for chance in chances]}))


if __name__ == "__main__":
    main()
