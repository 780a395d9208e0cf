"""What JupyterLab shows where a cell ends with standings or a selection."""

import pandas as pd
from IPython.core.formatters import DisplayFormatter

import contestlib as cl


def shown(value):
    data, _ = DisplayFormatter().format(value)
    return data["text/html"]


def rows(html):
    return [row.split("</tr>")[0] for row in html.split("<tr")[1:]]


def test_standings_have_direction_and_weight_in_the_header_and_a_line_at_the_cut():
    matrix = pd.DataFrame({"marks": [80, 90, 70], "days": [3, 5, 1]}, index=["A", "B", "<C>"])
    rules = cl.Rules(places=2, points=100, decimals=1, language="en", indicators=(
        cl.Indicator("marks", label_en="marks & more", normalization="goalposts", parameters={"lower": 0, "upper": 100}),
        cl.Indicator("days", direction="lower", normalization="goalposts", parameters={"lower": 0, "upper": 10})))
    html = shown(cl.evaluate(matrix, rules, {"marks": 87.5, "days": 12.5}))
    head, *body = rows(html)
    assert "marks &amp; more ↑ 87.5%" in head and "days ↓ 12.5%" in head
    # 0.875 · 90 + 0.125 · 50 = 85; 0.875 · 80 + 0.125 · 70 = 78.75 -> 78.8; 0.875 · 70 + 0.125 · 90 = 72.5
    assert [total in row for total, row in zip(("85.0", "78.8", "72.5"), body, strict=True)] == [True] * 3
    assert ["border-bottom" in row for row in body] == [False, True, False]
    assert "<C>" not in html and "&lt;C&gt;" in html


def test_a_selection_has_the_cut_below_its_list():
    totals = pd.Series({"A": 5, "B": 4, "C": 3, "D": 2})
    register = pd.DataFrame({"city": list("xxyy")}, index=list("ABCD"))
    rules = cl.Rules(places=2, reserves=1, quotas=(cl.Quota("city", maximum=1),))
    selection = cl.select_finalists(totals, rules, register=register)
    body = rows(shown(selection))[1:]
    assert [next(team for team in "ABCD" if f">{team}<" in row) for row in body] == ["A", "C", "B"]
    assert ["border-bottom" in row for row in body] == [False, True, False]
    assert "city = x ≤ 1" in body[2]


def test_an_open_tie_stands_above_the_cut():
    body = rows(shown(cl.select_finalists(pd.Series({"A": 5, "B": 4, "C": 4}), cl.Rules(places=2))))[1:]
    assert ["border-bottom" in row for row in body] == [False, False, True] and body[2].count("tied at the cut") == 1
