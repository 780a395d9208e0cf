"""Figures: every character has a glyph, drawing warns of nothing, and the same result gives the same bytes."""

import warnings
from contextlib import nullcontext
from dataclasses import replace
from importlib import util
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont

from contestlib import doubt_figures, drawing, plotting, sentences, wording
from contestlib.catalogue import CHINESE
from contestlib.outputs import report_figures


def shipped_characters():
    package = util.find_spec("zhplot")
    if package is None:
        pytest.skip("no font package here: glyphs not checked")
    with TTFont(sorted(Path(package.origin).parent.glob("fonts/*.ttf"))[0]) as font:
        return set(font.getBestCmap())


def test_every_character_that_can_be_drawn_has_a_glyph(hubei):
    drawn = set("".join([*CHINESE.values(), *wording.team_names(hubei, "zh"), *wording.indicator_names(hubei.rules, "zh"),
                         *wording.scenario_names(hubei.rules, "zh")]))
    known = shipped_characters()
    missing = {character for character in drawn if ord(character) not in known} - {"\n"}
    assert missing <= {"✓", "✗"}  # tables only; every browser and notebook has them


@pytest.mark.parametrize("language", ["zh", "en"])
def test_figures_warn_of_nothing_and_repeat(decision, language):
    drawing.use_style()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        first, second = (report_figures(decision, language) for _ in range(2))
    assert first == second and len(first) == 12
    assert all(images["png"].startswith(b"\x89PNG") and b"<svg" in images["svg"][:500] for images in first.values())
    # Letters are drawn as shapes: no font has to be where the page is printed; hatched or shaded areas stay vectors.
    assert not any(b"<text" in images["svg"] or b"<image" in images["svg"] for images in first.values())


def test_layouts_that_are_kept_move_nothing(decision, monkeypatch):
    """As matplotlib draws by itself, which lays every text out anew each time; and it does so again outside."""
    lay_out = drawing.Text._get_layout
    kept = report_figures(decision, "zh")
    assert drawing.Text._get_layout is lay_out
    monkeypatch.setattr(drawing, "_layouts_kept", nullcontext)
    assert report_figures(decision, "zh") == kept


@pytest.mark.parametrize("top", [None, 3, 36, 99])
def test_the_shares_of_a_row_are_all_draws(decision, top):
    """Ranks without a column of their own stand in the last one: where a title speaks of rank 21, its draws are in the figure."""
    names, joint = wording.team_names(decision.contest, "en"), decision.joint
    ax = doubt_figures.plot_acceptability(joint, names, top=top, language="en")
    cells = np.asarray(ax.collections[0].get_array())
    assert cells.shape[1] == len(ax.get_xticks()) and cells.sum(axis=1) == pytest.approx(100)
    last, ranks = ax.get_xticklabels()[-1].get_text(), len(joint.acceptability)
    assert last == (f"{(top or 15) + 1}–{ranks}" if (top or 15) + 1 < ranks else str(ranks))
    drawing.plt.close(ax.figure)


def test_what_is_drawn_stands_in_the_legend(decision):
    """The grey stretch beyond a change; the hollow rings, where there are any."""
    labels, names = wording.indicator_names(decision.contest.rules, "en"), wording.team_names(decision.contest, "en")
    figure = plotting.plot_weights(decision.intervals, labels, sweeps=decision.sweeps, language="en").figure
    assert [text.get_text() for text in figure.legends[0].texts] == [
        "beyond a change of the list", "the same list", "the list changes here", "weight in the rules"]
    drawing.plt.close(figure)
    some = decision.ranges.table.index[decision.ranges.table["status"] == "possible"][:1]
    for chance, rings in ((1.0, set()), (0.0, {"never drawn"})):
        table = decision.stability.probability.assign(value=1.0)
        table.loc[some, "value"] = chance
        ax = doubt_figures.plot_missed(decision.ranges, replace(decision.stability, probability=table), names, language="en")
        assert {text.get_text() for text in ax.get_legend().texts} == {"certain", "possible"} | rings
        drawing.plt.close(ax.figure)


def test_titles_stay_inside_the_figure(decision):
    drawing.use_style()
    for language in ("zh", "en"):
        names = wording.team_names(decision.contest, language)
        for plot, finding, arguments in (
                (doubt_figures.plot_chances, "chances", (decision.stability, decision.zones, names)),
                (plotting.plot_cut_line, "cut", (decision.baseline, decision.selection, names))):
            figure = plot(*arguments, title=sentences.findings(decision, language)[finding], language=language).figure
            figure.canvas.draw()
            box = figure._suptitle.get_window_extent()
            assert box.x1 <= figure.bbox.x1 and box.y1 <= figure.bbox.y1
            drawing.plt.close(figure)


def test_every_step_of_the_waterfall_is_in_sight(decision):
    """Some hundreds of yuan of a million are less than a dot; the row of dots in a step's middle is not all white."""
    drawing.use_style()
    ax = plotting.plot_waterfall(decision.ledger)
    figure = ax.figure
    figure.canvas.draw()
    picture = np.asarray(figure.canvas.buffer_rgba())[..., :3]
    for bar in ax.patches:
        box = bar.get_window_extent()
        row = picture[round(picture.shape[0] - (box.y0 + box.y1) / 2), int(box.x0) - 2:int(box.x1) + 3]
        assert (row.sum(axis=-1) < 600).any() or not bar.get_width()
    drawing.plt.close(figure)


def test_a_line_of_a_title_ends_after_punctuation_and_in_no_name():
    names = ["红坪镇百花蜜队 T31", "阳新县糯米队 T28", "洪湖市莲子队 T35", "大悟县花生队 T08"]
    text = (f"在可接受的权重范围内：{'、'.join(names)} 都可能入选；其中{names[0]} 以 82.17 分取代{names[1]}，"
            f"领先{names[2]}（82.01 分）。")
    for columns in range(24, 110):
        lines = drawing.wrapped(text, columns).split("\n")
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert max(map(drawing._columns, lines)) <= columns + 4 and not any(line[0] in drawing.CLOSING for line in lines)
        assert sum(line.count(name) for line in lines for name in names) == 7 or columns < 40
    # What nothing parts ends between two characters, and English between words.
    assert drawing.wrapped("第五指标取好评率", 14) == "第五指标取好评\n率"
    assert drawing.wrapped("one two three", 8) == "one two\nthree"


def test_a_font_for_a_page_has_the_characters_asked_for(tmp_path):
    shipped_characters()
    path = tmp_path / "subset.ttf"
    path.write_bytes(drawing.font_subset("公益性 82.17"))
    with TTFont(path) as font:
        assert {ord(character) for character in "公益性8217."} <= set(font.getBestCmap())
    assert path.stat().st_size < 40_000
