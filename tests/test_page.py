"""The page with sliders in a real Chromium: its numbers are the library's, and nothing runs or leaks out of names."""

import base64
import json
import re
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from browser import CHROMIUM, Browser, require
from made_contest import made_decision, made_record

import contestlib as cl
from contestlib.drawing import font_subset
from contestlib.page import WhatIf, page_html
from contestlib.quotas import limits_of
from contestlib.record import record_contents
from contestlib.selection import list_limits
from contestlib.wording import team_names

HOSTILE = ['</script><script>window.hacked=1</script>', '"><img src=x onerror="window.hacked=1">', "'; window.hacked=1; '",
           "=cmd|' /C calc'!A0", "\u202eevil\u202e right to left", "line\u2028separator\u2029here", "😀" * 10, "长" * 200,
           "W" * 200, "{enters} ${1+1} $& \\u003c", "__proto__", "&lt;b&gt;&amp;"]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    require(CHROMIUM, "chromium")
    opened = Browser(tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def show(browser, tmp_path_factory):
    """Open the page of a decision."""
    def opens(decision, width=1440, height=900, code="", record=None, page=None):
        path = tmp_path_factory.mktemp("page") / "what-if.html"
        path.write_text(page or page_html(decision, record or made_record(decision)), encoding="utf-8")
        browser.open(path.as_uri() + (f"#{code}" if code else ""), width, height)
        assert not browser.complaints()
        return browser
    return opens


@pytest.fixture(scope="module")
def record(decision):
    return record_contents(decision)


def table(teams, indicators, seed=0, decimals=2):
    values = np.random.default_rng(seed).random((teams, indicators)).round(decimals)
    return pd.DataFrame(values, index=[f"T{n:03d}" for n in range(teams)], columns=[f"k{n}" for n in range(indicators)])


def even(columns):
    return {code: 1 for code in columns}


@pytest.fixture(scope="module")
def six():
    return made_decision(table(6, 3), {"k0": 50, "k1": 30, "k2": 20}, places=2, reserves=1)


def weightings(count, indicators, seed):
    """Whole points, anything, and weightings with most indicators left out; all sum to one."""
    rng = np.random.default_rng(seed)
    anything = rng.dirichlet(np.ones(indicators), count)
    whole = rng.multinomial(100, np.ones(indicators) / indicators, count) / 100
    sparse = anything * (rng.random((count, indicators)) < 0.4)
    sparse = np.where(sparse.sum(axis=1, keepdims=True) > 0, sparse, 1.0)
    kinds = np.arange(count)[:, None] % 3
    return np.where(kinds == 0, anything, np.where(kinds == 1, whole, sparse / sparse.sum(axis=1, keepdims=True)))


def by_library(decision, scenario, weights):
    """Standings and selection of the library under a scenario's method and other weights."""
    from dataclasses import replace
    rules, known = decision.contest.rules, decision.standings[scenario.name]
    power = rules.power if scenario.power is None else scenario.power
    shares = pd.Series(weights, index=known.normalized.columns)
    unrounded = rules.points * cl.score_teams(known.normalized, shares, power=power) + known.bonus
    totals = cl.round_half_up(unrounded, 10 if rules.decimals is None else rules.decimals)
    standings = replace(known, weights=shares, unrounded=unrounded, totals=totals, ranks=cl.rank_teams(totals))
    ruled = decision.contest.decisions.groupby("kind")["team"].agg(tuple)
    return standings, cl.select_finalists(standings, rules, register=decision.contest.teams,
                                          withdrawn=ruled.get("withdrawal", ()), wild_cards=ruled.get("wild-card", ()))


EVALUATE = """cases.map(([table, weights]) => {
  const { unrounded, totals, ranks, list } = evaluate(data, table, weights);
  return { unrounded, totals, ranks, finalists: list.finalists, tied: list.tied, reserves: list.reserves, failed: list.failed,
           keptOut: list.keptOut && [...list.keptOut.keys()] };
})"""


def assert_the_same(browser, decision, cases):
    """`cases` are pairs of a scenario and weights in the order of its columns."""
    teams = decision.baseline.totals.index
    tables = dict(zip(decision.standings, browser.run("data.scenarios.map((scenario) => scenario.table)"), strict=True))
    asked = [[tables[scenario.name], list(map(float, weights))] for scenario, weights in cases]
    answers = browser.run(f"(() => {{ const cases = {json.dumps(asked)}; return {EVALUATE}; }})()")
    for (scenario, weights), answer in zip(cases, answers, strict=True):
        standings, selection = by_library(decision, scenario, weights)
        np.testing.assert_allclose(answer["unrounded"], standings.unrounded, rtol=0, atol=1e-9)
        assert answer["totals"] == standings.totals.tolist()
        assert answer["ranks"] == standings.ranks.tolist()
        for name in ("finalists", "tied", "reserves"):
            assert tuple(teams[answer[name]]) == getattr(selection, name), name
        assert list(teams[answer["keptOut"]]) == selection.displaced["team"].tolist()


def test_the_shipped_contest_under_every_scenario_and_two_hundred_weightings(decision, record, show):
    browser = show(decision, record=record)
    scenarios = [standings.scenario for standings in decision.standings.values()]
    cases = [(scenario, decision.standings[scenario.name].weights) for scenario in scenarios]
    cases += [(scenarios[n % len(scenarios)], weights) for n, weights in enumerate(weightings(200, 9, seed=1))]
    assert_the_same(browser, decision, cases)
    assert browser.run("verdictText(evaluate(data, state.table, state.weights))") == "入选队伍与正式名单相同。"
    for name, standings in decision.standings.items():  # pressing a scenario's button loads the very weights
        browser.run(f"document.querySelectorAll('#scenarios button')[{list(decision.standings).index(name)}].click()")
        assert browser.run("state.weights") == standings.weights.tolist()


def test_size_bytes_and_silence(decision, record, show):
    page = page_html(decision, record, font=font_subset).encode("utf-8")
    assert page == page_html(decision, record, font=font_subset).encode("utf-8")
    assert len(page) < 1.5e6
    assert not re.findall(rb"https?:(?!//www\.w3\.org)|<link|src=\"(?!data:)|@import", page)
    browser = show(decision, record=record)
    assert [url[:5] for url in browser.requests()] == ["file:"]
    assert "script-src 'sha256-" in browser.run("document.querySelector('meta[http-equiv]').content")


@pytest.mark.parametrize("power", [1, 0, -1, 0.5])
def test_every_power_mean_with_bonus_and_other_normalizers(show, power):
    matrix = table(12, 4, seed=3) + 0.01
    second = cl.Scenario("second", {code: Fraction(1) for code in matrix}, total=Fraction(4), normalization="percentile",
                         power=1.0, label_en="second")
    register = pd.DataFrame({"extra": [str(n % 3) for n in range(12)]}, index=matrix.index)
    decision = made_decision(matrix, even(matrix), places=4, reserves=2, power=power, bonus="extra", register=register,
                             scenarios=(second,))
    browser = show(decision)
    scenarios = [standings.scenario for standings in decision.standings.values()]
    assert_the_same(browser, decision, [(scenarios[n % 2], w) for n, w in enumerate(weightings(60, 4, seed=4))])


@pytest.mark.parametrize("decimals, points", [(None, 100), (0, 10), (1, 100), (2, 1), (3, 1e6), (2, 1e4)])
def test_every_rounding(show, decimals, points):
    decision = made_decision(table(10, 3, seed=5, decimals=1), even("k0 k1 k2".split()), places=3, decimals=decimals,
                             points=points, ranges=False)
    assert_the_same(show(decision), decision, [(decision.baseline.scenario, w) for w in weightings(60, 3, seed=6)])


def test_half_up_of_hard_numbers(show, six):
    """Sums that lie on a half on paper, large numbers with exact halves, negative ones."""
    rng = np.random.default_rng(7)
    numbers = np.concatenate([[2.675, 1.005, 0.285, -0.285, 0.1 + 0.2, 1e-11, -1e-11, 0.0, 5e-11],
                              rng.integers(-10**6, 10**6, 3000) / 1000, rng.random(3000) * 100,
                              (rng.integers(0, 2000, 500) + 0.5) / 100])
    large = np.concatenate([numbers, rng.integers(0, 10**9, 500) + 2.0 ** -11, rng.random(500) * 1e12, [1e15, 123456.785]])
    browser = show(six)
    for values in (numbers, large):
        for decimals in (0, 1, 2, 5, 10):
            answer = browser.run(f"roundHalfUp({json.dumps(values.tolist())}, {decimals})")
            assert answer == cl.round_half_up(values, decimals).tolist()


def quota_case(rng, overlapping):
    """A small contest with ties, quotas, and whatever else decides about a list."""
    size = int(rng.integers(4, 10))
    teams = [f"T{n}" for n in range(size)]
    totals = pd.Series(rng.integers(0, 5, size).astype(float), index=teams)
    register = pd.DataFrame({"city": rng.choice(list("xyz"), size), "kind": rng.choice(list("ab"), size),
                             "age": rng.integers(0, 10, size).astype(str)}, index=teams)
    quotas = [cl.Quota("city", maximum=int(rng.integers(1, 4)))] if rng.random() < 0.7 else []
    if rng.random() < 0.4:
        quotas.append(cl.Quota("city", value=register["city"].iloc[0], minimum=1))
    if overlapping:
        quotas.append(cl.Quota("kind", maximum=int(rng.integers(1, 5)), minimum=int(rng.integers(0, 2))))
    floors = (cl.Floor("age", 2),) if rng.random() < 0.3 else ()
    rules = cl.Rules(places=int(rng.integers(1, size)), reserves=int(rng.integers(0, 4)), quotas=tuple(quotas), floors=floors,
                     on_tie=str(rng.choice(["report", "expand", "lot"])), seed=int(rng.integers(0, 1000)))
    keys = pd.DataFrame({"key": rng.integers(0, 2, size)}, index=teams) if rng.random() < 0.5 else pd.DataFrame(index=teams)
    some = [str(team) for team in rng.permutation(teams)]
    withdrawn = tuple(some[:int(rng.integers(0, 3))]) if rng.random() < 0.4 else ()
    wild = tuple(some[3:4]) if rng.random() < 0.3 else ()
    return rules, totals, keys, register, withdrawn, wild


def plain_case(rules, totals, keys, register, withdrawn, wild):
    teams = list(totals.index)
    number = {team: at for at, team in enumerate(teams)}
    limits = list_limits(rules, totals.index, register=register, wild_cards=wild)
    order = cl.lot_order(teams, rules.seed)
    return {"places": rules.places, "reserves": rules.reserves, "onTie": rules.on_tie,
            "keys": keys.astype(int).to_numpy().tolist(), "lot": [order.index(team) for team in teams],
            "withdrawn": [number[team] for team in withdrawn],
            "quotas": [{"members": [number[team] for team in sorted(members)], "low": low, "high": high, "words": words,
                        "wild": words.startswith("wild card")} for members, low, high, words in limits],
            "totals": totals.tolist()}, limits


@pytest.mark.parametrize("overlapping", [False, True])
def test_lists_under_quotas_floors_lots_withdrawals_and_wild_cards(show, six, overlapping):
    rng = np.random.default_rng(8)
    cases = [quota_case(rng, overlapping) for _ in range(100 if overlapping else 250)]
    plain = [plain_case(*case) for case in cases]
    script = """cases.map((c) => {
      const { finalists, tied, reserves, failed } = selectFinalists(c, c.totals);
      return { finalists, tied, reserves, failed };
    })"""
    answers = show(six).run(f"(() => {{ const cases = {json.dumps([p for p, _ in plain])}; return {script}; }})()")
    outcomes = []
    for (rules, totals, keys, register, withdrawn, wild), (_, limits), answer in zip(cases, plain, answers, strict=True):
        try:
            selection = cl.select_finalists(totals, rules, keys=keys, register=register, withdrawn=withdrawn, wild_cards=wild)
        except cl.RulesError:
            assert answer["failed"] in (("impossible", "interacting") if overlapping else ("impossible",))
            outcomes.append("impossible")
            continue
        if answer.get("failed") == "interacting":
            assert not limits_of(limits, list(totals.index)).disjoint
            outcomes.append("interacting")
            continue
        assert "failed" not in answer
        for name in ("finalists", "tied", "reserves"):
            assert tuple(totals.index[answer[name]]) == getattr(selection, name), (name, rules, totals.to_dict())
        outcomes.append("tied" if selection.tied else "list")
    assert {"list", "tied", "impossible"} <= set(outcomes)
    assert outcomes.count("list") > 25
    assert ("interacting" in outcomes) == overlapping


@pytest.mark.parametrize("seed, decimals", [(0, 2), (1, 1), (2, 0)])
def test_marks_are_the_exact_breakpoints(show, seed, decimals):
    """At baseline and elsewhere, against the others and against one; with many ties where values are coarse."""
    matrix = table(20, 5, seed=seed, decimals=decimals)
    decision = made_decision(matrix, even(matrix), places=6, ranges=False)
    browser, teams = show(decision), matrix.index
    for weights in [np.full(5, 0.2), *weightings(9, 5, seed=seed + 20)]:
        for against in (None, "k1"):
            sweeps = cl.sweep_each_weight(matrix, dict(zip(matrix, weights, strict=True)), places=6, against=against)
            number = None if against is None else 1
            found = browser.run(f"data.indicators.map((_, at) => at === {json.dumps(number)} ? [] : breakpoints(data, 0, "
                                f"{weights.tolist()}, at, {{ against: {json.dumps(number)}, locked: [], whole: true }}))")
            for code, points in zip(matrix, found, strict=True):
                expected = sweeps.loc[sweeps.index == code]
                assert [point["at"] for point in points] == pytest.approx(expected["at"].tolist(), abs=1e-10)
                for name in ("leaves", "enters"):
                    assert [" ".join(teams[point[name]]) for point in points] == expected[name].tolist()


RULE_STEPS = """data.indicators.map((_, at) => {
    const work = ruleSteps(data, 0, start.weights, at, { against: null, locked: [], whole: false });
    let step; do step = work.next(); while (!step.done); return step.value; })"""


def test_the_marks_are_those_of_the_record_where_quotas_decide(decision, record, show):
    """In the national final the highest totals are not the list; in the province they are, but not under every weight."""
    for decided, given in ((decision, {"record": record}), (cl.decide_contest(cl.read_contest("data/national-2019")), {})):
        browser, teams = show(decided, **given), decided.baseline.totals.index
        for code, points in zip(decided.baseline.weights.index, browser.run(RULE_STEPS), strict=True):
            expected = decided.sweeps.loc[decided.sweeps.index == code]
            assert [point["at"] for point in points] == pytest.approx(expected["at"].tolist(), abs=1e-10)
            for name in ("leaves", "enters"):
                assert [set(teams[point[name]]) for point in points] == [set(named.split()) for named in expected[name]]


@pytest.mark.parametrize("against", [None, 1])
def test_in_whole_points_the_sentence_below_a_slider_is_true_of_the_list_on_the_page(decision, record, show, against):
    """Every point of every slider is set: inside the stated values the list is the one before, a point outside it is another."""
    browser = show(decision, record=record)
    if against is not None:
        browser.run(f"byId('against').value = '{against}'; byId('against').dispatchEvent(new Event('change'))")
    browser.run("byId('language').click()")
    found = browser.run("""(() => {
      [...everyMark()];
      const now = () => {
        const list = listOrOrder(data, evaluate(data, state.table, state.weights));
        return [...list.finalists, ...list.tied].sort().join();
      };
      const same = now();
      return sliders.map((slider, at) => {
        const said = slider.keeps.textContent, marks = [...slider.points.children].map((line) => line.textContent);
        const kept = [];
        if (!slider.range.disabled) for (let p = 0; p <= 100 * movement(state.weights, at, settings()).free + 1e-9; p++) {
          moveTo(at, p);
          if (now() === same) kept.push(p);
        }
        byId('reset').click();
        return { said, kept, marks, now: Math.round(100 * start.weights[at]) };
      });
    })()""")
    stated = 0
    for slider in found:
        match = re.search(r"stays (?:from (\d+)% to|at) (\d+)%", slider["said"])
        if match is None:
            continue
        low, high = int(match[1] or match[2]), int(match[2])
        assert (match[1] is None) == (low == high)  # ends that are the same are one number
        assert set(range(low, high + 1)) <= set(slider["kept"]) and low <= slider["now"] <= high, slider
        assert low - 1 not in slider["kept"] and high + 1 not in slider["kept"], slider
        assert (f"{low - 1}%" in "".join(slider["marks"])) == (low > 0), slider
        stated += 1
    assert stated >= 7


def test_a_moved_weight_leaves_the_sum_and_the_locks(show, six):
    browser = show(six)
    rng = np.random.default_rng(9)
    for weights in weightings(40, 3, seed=10):
        at, share, against = int(rng.integers(3)), round(float(rng.random()), 2), int(rng.integers(3))
        moved = browser.run(f"moveWeight({weights.tolist()}, {at}, {share}, {{ against: null, locked: [], whole: false }})")
        codes = dict(zip("abc", weights, strict=True))
        if 1 - weights[at] > 1e-9:
            np.testing.assert_allclose(moved, cl.weight_path(codes, "abc"[at], share), rtol=0, atol=1e-15)
        if against != at and share <= weights[at] + weights[against]:
            moved = browser.run(f"moveWeight({weights.tolist()}, {at}, {share}, {{ against: {against}, locked: [] }})")
            path = cl.weight_path(codes, "abc"[at], share, against="abc"[against])
            np.testing.assert_allclose(moved, path, rtol=0, atol=1e-15)
        whole = browser.run(f"moveWeight({weights.tolist()}, {at}, {share}, {{ against: null, locked: [], whole: true }})")
        points = [round(100 * w) for w in whole]
        assert sum(points) == 100 and [p / 100 for p in points] == whole and points[at] == round(100 * share)
    assert browser.run("moveWeight([0.5, 0.3, 0.2], 0, 0.9, { against: null, locked: [1], whole: true })") == [0.7, 0.3, 0]
    assert browser.run("moveWeight([1, 0, 0], 0, 0.5, { against: null, locked: [], whole: true })") == [0.5, 0.25, 0.25]
    assert browser.run("moveWeight([0.5, 0.3, 0.2], 0, 0.9, { against: null, locked: [1, 2], whole: true })") == [0.5, 0.3, 0.2]


def test_admissible_weights_and_how_far_one_can_move_within_them(show):
    matrix = table(8, 4)
    stated = cl.rules.Admissible(lower={"k0": 0.1}, upper={"k1": 0.5}, order=("k0", "k2"), statements=("k1 + k3 >= 30%",))
    decision = made_decision(matrix, {"k0": 40, "k1": 30, "k2": 20, "k3": 10}, places=3, admissible=stated)
    browser, region = show(decision), cl.region_of(decision.contest.rules)
    answers = set()
    for weights in weightings(100, 4, seed=11):
        inside = browser.run(f"brokenStatements(data.region, {weights.tolist()}).length === 0")
        assert inside == region.contains(weights)
        answers.add(inside)
    assert answers == {True, False}
    weights = decision.baseline.weights
    for at, code in enumerate(matrix):
        low, high = browser.run(f"admissibleSpan(data.region, start.weights, {at}, settings())")
        assert all(region.contains(cl.weight_path(weights, code, x)) for x in (low + 1e-9, (low + high) / 2, high - 1e-9))
        assert low == 0 or not region.contains(cl.weight_path(weights, code, low - 1e-6))
        assert high == 1 or not region.contains(cl.weight_path(weights, code, high + 1e-6))


def test_mixtures_of_proposals_are_said_plainly(show):
    """Whether weights are a mixture the page cannot tell; it marks the least and the most that each weight can be."""
    matrix = table(5, 2)
    second = cl.Scenario("second", {"k0": Fraction(2), "k1": Fraction(8)}, total=Fraction(10), label_en="second")
    decision = made_decision(matrix, {"k0": 60, "k1": 40}, places=2, scenarios=(second,),
                             admissible=cl.rules.Admissible(hull=("first", "second")))
    browser = show(decision)
    assert "this page cannot tell" in browser.run("byId('admissible').textContent")
    assert browser.run("[data.region.least, data.region.most]") == [pytest.approx([0.2, 0.4]), pytest.approx([0.6, 0.8])]


@pytest.mark.parametrize("width", [390, 1440])
def test_hostile_names_stay_text(show, width):
    matrix = table(len(HOSTILE), 3).set_axis([f"T{n}" for n in range(len(HOSTILE))])
    decision = made_decision(matrix, even(matrix), places=4, names=HOSTILE, title_zh=HOSTILE[0], title_en=HOSTILE[1],
                             register=pd.DataFrame({"city": HOSTILE}, index=matrix.index), quotas=(cl.Quota("city", maximum=1),))
    record = made_record(decision)
    record["contest"] = {"title_zh": HOSTILE[0], "title_en": HOSTILE[1]}
    record["findings"]["en"]["cut"] = HOSTILE[0]
    browser = show(decision, width=width, record=record)
    browser.run("state.all = true; speak(); data.teams.forEach((_, team) => { state.open = team; render(); }); "
                "document.querySelectorAll('details').forEach((d) => { d.open = true; }); "
                "[...everyMark()]; "
                "new Promise((done) => setTimeout(done, 300))")
    assert browser.run("typeof window.hacked") == "undefined"
    assert browser.run("document.images.length + document.scripts.length") == 2  # the data and the page's own
    shown = browser.run("[...document.querySelectorAll('.row .name')].map((e) => e.textContent)")
    assert sorted(shown) == sorted(f"{name} T{n}" for n, name in enumerate(HOSTILE))
    assert browser.run("document.documentElement.scrollWidth") <= width
    browser.run("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 2' }))")
    browser.run("const holder = document.createElement('div'); holder.innerHTML = '<img src=x onerror=\"window.hacked = 3\">'; "
                "document.body.append(holder); new Promise((done) => setTimeout(done, 200))")
    assert browser.run("typeof window.hacked") == "undefined"  # the policy refuses what did not come with the page


@pytest.mark.parametrize("teams, indicators, places", [(2, 1, 1), (2, 15, 1), (800, 1, 20), (800, 15, 20)])
def test_the_smallest_and_the_largest_contest(show, teams, indicators, places):
    matrix = table(teams, indicators, seed=12)
    decision = made_decision(matrix, even(matrix), places=places, reserves=3, ranges=False)
    page = page_html(decision, made_record(decision), font=font_subset)
    assert len(page.encode("utf-8")) < 1.5e6
    browser = show(decision, width=390, page=page)
    assert_the_same(browser, decision, [(decision.baseline.scenario, w) for w in weightings(2, indicators, seed=13)])
    browser.run("document.getElementById('more').click(); [...marks(0)]")
    assert browser.run("document.querySelectorAll('.row').length") == teams
    assert browser.run("document.documentElement.scrollWidth") == 390


def test_ties_across_the_whole_cut_and_all_weight_on_one(show):
    matrix = pd.DataFrame(0.5, index=list("ABCDE"), columns=["k0", "k1"])
    decision = made_decision(matrix, {"k0": 100, "k1": 0}, places=2)
    browser = show(decision)
    assert_the_same(browser, decision, [(decision.baseline.scenario, w) for w in ([1, 0], [0, 1], [0.5, 0.5])])
    assert "2 of 2 places stay open" in browser.run("byId('verdict').textContent")
    browser.run("[...marks(0)]")
    assert browser.run("sliders[0].keeps.textContent") == "In whole points this list stays from 0% to 100%."


def test_overlapping_quotas_are_said_plainly(show):
    register = pd.DataFrame({"city": list("xxyy"), "kind": list("abab")}, index=list("ABCD"))
    matrix = pd.DataFrame({"k0": [0.9, 0.8, 0.7, 0.1]}, index=list("ABCD"))
    decision = made_decision(matrix, {"k0": 1}, places=2, register=register,
                             quotas=(cl.Quota("city", maximum=1), cl.Quota("kind", minimum=1)))
    browser = show(decision)  # A; then B breaks the first and C alone leaves kind b without anybody
    assert browser.run("evaluate(data, 0, [1]).list.failed") == "interacting"
    assert "quotas left out" in browser.run("byId('limits').innerText")
    assert decision.selection.finalists == ("A", "D")


DRAG = """for (let n = 0; n < 50; n++) { sliders[0].range.value = 20 + n; sliders[0].range.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect(); }"""


def milliseconds(browser, script):
    """Of the page's own processor time, whatever else the machine does."""
    def spent():
        return {metric["name"]: metric["value"] for metric in browser.call("Performance.getMetrics")["metrics"]}["TaskDuration"]
    browser.call("Performance.enable", timeDomain="threadTicks")
    before = spent()
    browser.run(script)
    return 1000 * (spent() - before)


@pytest.mark.parametrize("teams, limit", [(72, 16), (800, 100)])
def test_a_drag_answers_at_once(show, teams, limit):
    matrix = table(teams, 9, seed=14)
    register = pd.DataFrame({"city": [f"c{n % 5}" for n in range(teams)]}, index=matrix.index)
    decision = made_decision(matrix, even(matrix), places=min(teams // 10, 20), reserves=3, ranges=False, register=register,
                             quotas=(cl.Quota("city", maximum=teams // 40 + 1),))
    browser = show(decision, width=390)
    # Every team in sight, and a card open.
    browser.run("state.open = 0; byId('more').click(); new Promise((done) => setTimeout(done, 500))")
    milliseconds(browser, DRAG)
    spent = milliseconds(browser, DRAG) / 50
    print(f"{teams} teams: {spent:.1f} ms a drag")
    assert spent < limit


def test_keys_undo_code_and_what_is_announced(show, six):
    browser = show(six)
    browser.run("sliders[0].range.focus()")
    browser.press("ArrowRight", 39)
    assert browser.run("Number(sliders[0].range.value)") == 51
    assert browser.run("state.weights.map((w) => Math.round(100 * w)).join()") == "51,29,20"
    assert browser.run("document.activeElement === sliders[0].range")
    assert browser.run("new Promise((done) => setTimeout(() => done(byId('announcer').textContent), 600))") == browser.run(
        "byId('verdict').textContent")
    assert browser.run("location.hash") == "#51_29_20"
    browser.press("z", 90, modifiers=2)
    assert browser.run("state.weights") == [0.5, 0.3, 0.2] and browser.run("byId('undo').disabled")
    browser.run("byId('code').value = '20_20_60'; byId('apply').click()")
    assert browser.run("state.weights") == [0.2, 0.2, 0.6]
    for wrong in ("20_20_61", "1_2", "", "-1_1_1", "NaN_1_0", "20_20_60~9", "<b>", "20__80"):
        browser.run(f"byId('code').value = {json.dumps(wrong)}; byId('apply').click()")
        assert browser.run("state.weights") == [0.2, 0.2, 0.6], wrong
        assert browser.run("byId('code-answer').textContent").startswith("This is no code")
    for share, code in (([1 / 3, 1 / 3, 1 - 2 / 3], None), ([1 / 7, 2 / 7, 4 / 7], "1_2_4/7"),
                        ([0.294, 0.5, 0.206], "147_250_103/500")):
        assert browser.run(f"weightsOfCode(codeOf({share}, 0), 3, 1).weights") == share
        assert code is None or browser.run(f"codeOf({share}, 0)") == code
    browser.run("byId('reset').click()")
    assert browser.run("byId('code-answer').textContent") == ""


def test_what_cannot_be_typed_is_said_and_a_code_stays_short(show, six):
    browser = show(six)
    before = browser.run("state.weights")
    for typed in ("150", "", "-1"):
        browser.run(f"sliders[0].number.value = '{typed}'; sliders[0].number.dispatchEvent(new Event('change'))")
        assert browser.run("state.weights") == before and browser.run("Number(sliders[0].number.value)") == 100 * before[0]
        assert browser.run("sliders[0].answer.textContent") == "From 0 to 100% is possible here; the weight stays as it was."
    browser.run("byId('language').click()")
    assert browser.run("sliders[0].answer.textContent") == ""
    browser.run("byId('whole').click(); sliders[0].number.value = '29.4'; sliders[0].number.dispatchEvent(new Event('change'))")
    code = browser.run("byId('code').value")
    assert len(code) < 40 and browser.run(f"weightsOfCode('{code}', 3, 1).weights") == browser.run("state.weights")
    assert browser.run("state.weights[0]") == 0.294


def test_a_link_opens_with_its_weights(show, six):
    assert show(six, code="10_20_70").run("state.weights") == [0.1, 0.2, 0.7]


def test_who_replaces_whom_is_said_and_marked(show):
    matrix = pd.DataFrame({"k0": [1, 0.2, 0.1], "k1": [0, 0.9, 0.1]}, index=list("ABC"))
    browser = show(made_decision(matrix, {"k0": 80, "k1": 20}, places=1))
    assert browser.run("byId('verdict').textContent") == "The same teams as on the official list."
    browser.run("moveTo(0, 20); settle()")
    assert browser.run("byId('verdict').textContent").replace("\u2068", "").replace("\u2069", "") == "队B B replaces 队A A."
    assert browser.run("rowOf(1).item.className + rowOf(0).item.className") == "inout"
    assert browser.run("rowOf(1).mark.textContent") == "▲ comes in" and browser.run("rowOf(0).mark.textContent") == "▼ goes out"
    browser.run("byId('search').value = '队c'; byId('search').dispatchEvent(new Event('input'))")
    assert browser.run("[...document.querySelectorAll('.row .name')].map((e) => e.textContent).join()") == "队C C"


def test_every_control_has_a_name_in_both_languages(decision, record, show):
    browser = show(decision, record=record, width=390)
    for language in ("zh", "en"):
        browser.run(f"state.language = '{language}'; state.open = 0; speak(); new Promise((done) => setTimeout(done, 300))")
        nodes = browser.call("Accessibility.getFullAXTree")["nodes"]
        controls = [node for node in nodes if node.get("role", {}).get("value") in (
            "button", "slider", "spinbutton", "checkbox", "combobox", "textbox", "searchbox")]
        assert len(controls) > 40
        assert all(node["name"]["value"].strip() for node in controls)
        words = browser.run("[...document.querySelectorAll('body *:not(script):not(style):not(noscript)')]"
                            ".flatMap((e) => [...e.childNodes]).filter((n) => n.nodeType === 3)"
                            ".map((n) => n.textContent).join('\\n')")
        assert "{" not in words and "undefined" not in words and "NaN" not in words
        if language == "zh":
            digest = re.compile("[0-9a-f]+")
            found = {word for word in re.findall(r"[A-Za-z]{3,}", words) if not digest.fullmatch(word)}
            assert found <= {"English", "city"}


def test_it_prints(show, six):
    browser = show(six)
    browser.run("new Promise((done) => setTimeout(done, 500))")
    assert len(browser.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"]) > 10_000


def test_a_printed_list_is_whole_and_the_screen_stays_as_it_was(decision, record, show):
    """Whatever is folded away, or searched for: on paper stand all teams, once, in the order of their totals."""
    browser = show(decision, page=page_html(decision, record))
    rows = "[...document.querySelectorAll('.teams .name')].map((name) => name.textContent)"
    browser.run("byId('search').value = '茶'; byId('search').dispatchEvent(new Event('input'));"
                f"window.addEventListener('beforeprint', () => {{ window.printed = {rows}; }})")
    searched = browser.run(rows)
    browser.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)
    names = team_names(decision.contest, "zh")
    printed = browser.run("window.printed")
    assert sorted(printed) == sorted(names[decision.baseline.totals.index]) and len(searched) < len(printed)
    assert browser.run(rows) == searched and all("茶" in name for name in searched)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_weights_list_and_an_open_card_print_on_two_pages(decision, record, show, language):
    browser = show(decision, page=page_html(decision, record, font=font_subset))
    browser.run(f"state.language = '{language}'; state.open = 6; speak(); new Promise((done) => setTimeout(done, 500))")
    printed = base64.b64decode(browser.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


def test_the_page_inside_a_notebook(browser, tmp_path, six):
    page = page_html(six, made_record(six))
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!DOCTYPE html><meta charset='utf-8'>{WhatIf(page)._repr_html_()}", encoding="utf-8")
    browser.open(outer)
    inside = "document.querySelector('iframe').contentDocument.getElementById('verdict').textContent"
    assert browser.run(inside) == "The same teams as on the official list."
    assert not browser.complaints()
    browser.run("const w = document.querySelector('iframe').contentWindow; w.moveTo(0, 0); w.settle()")
    assert browser.run("document.querySelector('iframe').contentDocument.getElementById('code').value").startswith("0_")
    assert not browser.complaints()


def test_what_if_takes_a_decision(decision):
    shown = cl.what_if(decision, height=700)
    assert shown._repr_html_().startswith('<iframe srcdoc="&lt;!DOCTYPE html&gt;') and 'height="700"' in shown._repr_html_()
