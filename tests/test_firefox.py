"""The page with sliders in a real Firefox, opened from the disk: its numbers are the library's, and it looks as it should."""

import io

import numpy as np
import pytest
from browser import require
from firefox import FIREFOX, Firefox
from PIL import Image
from test_page import assert_the_same, weightings

from contestlib.drawing import font_subset
from contestlib.page import page_html
from contestlib.record import record_contents


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    require(FIREFOX, "firefox-esr")
    opened = Firefox(tmp_path_factory.mktemp("firefox"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def url(decision, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "what-if.html"
    path.write_text(page_html(decision, record_contents(decision), font=font_subset), encoding="utf-8")
    return path.as_uri()


def test_every_scenario_and_a_hundred_weightings(decision, firefox, url):
    firefox.open(url)
    scenarios = [standings.scenario for standings in decision.standings.values()]
    cases = [(scenario, decision.standings[scenario.name].weights) for scenario in scenarios]
    cases += [(scenarios[n % len(scenarios)], weights) for n, weights in enumerate(weightings(100, 9, seed=21))]
    assert_the_same(firefox, decision, cases)
    for number, standings in enumerate(decision.standings.values()):
        firefox.run(f"document.querySelectorAll('#scenarios button')[{number}].click()")
        assert firefox.run("state.weights") == standings.weights.tolist()
        shown = firefox.run("[...document.querySelectorAll('#listed .row')].map((row) => ['.name', '.rank', '.total'].map("
                            "(part) => row.querySelector(part).textContent))")
        chosen = decision.selections[standings.scenario.name].finalists
        assert sorted(shown) == sorted([f"{decision.contest.teams.at[team, 'name_zh']} {team}", str(standings.ranks[team]),
                                        f"{standings.totals[team]:.2f}"] for team in chosen)


def test_a_slider_moves_and_the_address_keeps_the_weights(firefox, url):
    firefox.open(f"{url}#20_30_10_10_10_10_10_0_0")
    assert firefox.run("state.weights.map((weight) => Math.round(100 * weight)).join('_')") == "20_30_10_10_10_10_10_0_0"
    firefox.run("[sliders[0].range.value = 25, sliders[0].range.dispatchEvent(new Event('input')), "
                "sliders[0].range.dispatchEvent(new Event('change'))]")
    assert firefox.run("Math.round(100 * state.weights.reduce((sum, weight) => sum + weight))") == 100
    assert firefox.run("location.hash").startswith("#25_")
    firefox.run("byId('language').click()")
    assert "weights" in firefox.run("document.body.innerText")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_runs_out_of_the_window(firefox, url, width):
    firefox.open(url, width)
    firefox.run("[byId('more').click(), state.open = 3, render()]")
    assert firefox.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert firefox.run("[...document.fonts].map((font) => font.status)") == ["loaded"]
    assert firefox.run("sliders.map((slider) => slider.range.getBoundingClientRect().width > 250)") == [True] * 9
    picture = np.asarray(Image.open(io.BytesIO(firefox.picture())).convert("RGB"))
    assert picture.shape[:2] == (900, width)
    blue = (np.abs(picture.astype(int) - (0x1f, 0x5a, 0x8c)).sum(axis=2) < 12).sum()
    assert blue > 1000  # the scenario's button and the sliders' handles are drawn
