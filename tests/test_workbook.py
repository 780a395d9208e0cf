"""The committee's workbook says what the library says: recalculated by the real LibreOffice, for every weighting."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from spreadsheet import formulas_of, parts_of, start_spreadsheet
from workbook_cases import plain_contest, random_contest, whole_weights

from contestlib import (
    RulesError,
    committee_workbook,
    evaluate,
    random_generator,
    read_glossary,
    region_of,
    sample_weights,
    select_finalists,
)
from contestlib.canonical import sha256_of
from contestlib.rules import Indicator, Quota
from contestlib.workbook import LANGUAGE, SCORED, TOP
from contestlib.workbook_codebook import CODEBOOK
from contestlib.workbook_plan import STATIC, plan_workbook
from contestlib.workbook_sheets import letters
from contestlib.workbook_values import RANKS, data_date
from contestlib.workbook_weights import CHOICE, OWN

# Known to Excel 2016 and to WPS.
FUNCTIONS = {"ABS", "AND", "CHOOSE", "COUNT", "COUNTIF", "COUNTIFS", "EXP", "IF", "INDEX", "ISNUMBER", "LN", "MATCH", "MAX",
             "MIN", "OR", "RANK", "ROUND", "SEARCH", "SIGN", "SMALL", "SUM", "SUMPRODUCT"}
HOSTILE = ['=HYPERLINK("http://example.org","x")', "+1+1", "-1", "@SUM(1)", '<script>alert("x")</script>', "引号\"'&<>]]>",
           "🍊 队 🐟", "\u202eright to left\u202c", "长" * 200, "_x000D_", "=1/0", "a\tb", "{braces}", "％＝１"]
TESTS = Path(__file__).parent


@pytest.fixture(scope="module")
def spreadsheet(tmp_path_factory):
    return start_spreadsheet(tmp_path_factory.mktemp("spreadsheet"))


def addresses(decision):
    """Blocks to read: rank and total, unrounded total, contributions; then nth, status and reserve of the steps."""
    plan = plan_workbook(decision)
    first, last = TOP + 2, TOP + 1 + len(plan.teams)
    steps, scores = ["step_id", *STATIC, *plan.steps], 2
    sheet = 2 + 1 + len(plan.methods) + 1

    def block(number, column, end=None):
        return f"read {number} {letters(column)}{first}:{letters(column if end is None else end)}{last}"

    points = len(SCORED)
    return [block(scores, SCORED.index("rank"), SCORED.index("total")), block(scores, SCORED.index("unrounded")),
            block(scores, points, points + len(plan.codes) - 1),
            *(block(sheet, steps.index(name)) for name in ("nth", "status", "reserve"))]


def own(decision, weights):
    """Commands that type one's own weights."""
    cells = [f"put 1 {letters(2 + number)}{OWN + 1} {weights[code]!r}" for number, code in enumerate(decision.baseline.matrix)]
    return [*cells, f"put 1 C{CHOICE[0] + 1} 0"]


def scenario(number):
    return [f"put 1 C{CHOICE[0] + 1} {number}"]


def check(decision, blocks, result, selection):
    """Blocks of numbers against the library's standings and selection."""
    teams = list(result.matrix.index)
    (scores, unrounded, points, nth, status, reserve) = (np.array(block, dtype=float) for block in blocks)
    assert (scores[:, 0] == result.ranks).all()
    assert (scores[:, 1] == result.totals).all()
    assert np.abs(unrounded[:, 0] - result.unrounded).max() < 1e-9
    assert np.abs(points - result.contributions.to_numpy()).max() < 1e-9
    order = [teams[int(number) - 1] for number in nth[:, 0]]
    by_status = {code: [team for team in order if status[teams.index(team), 0] == code] for code in range(1, 8)}
    assert tuple(by_status[1]) == selection.finalists == tuple(order[:len(selection.finalists)])
    assert set(by_status[2]) == set(selection.tied)
    assert tuple(by_status[3]) == selection.reserves
    assert [int(reserve[teams.index(team), 0]) for team in by_status[3]] == list(range(1, len(selection.reserves) + 1))
    kept_out = [team for team in selection.displaced["team"] if status[teams.index(team), 0] == 5]
    last = max((result.ranks[team] for team in selection.reserves), default=0)
    assert all(result.ranks[team] <= last for team in set(by_status[5]) - set(kept_out))
    assert all(result.ranks[team] >= last for team in by_status[7])  # a quota alone keeps a better one from being a reserve


def compare(spreadsheet, tmp_path, decisions_and_weights, *, anew=False):
    """Every decision's workbook under its own scenarios and under further weights, in one LibreOffice."""
    commands, expected = [], []
    for number, (decision, weightings) in enumerate(decisions_and_weights):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(committee_workbook(decision))
        commands.append(f"open file://{path}")
        rules, baseline = decision.contest.rules, decision.baseline
        kept = rules if plan_workbook(decision).carried else replace(rules, quotas=())
        ruled = decision.contest.decisions.groupby("kind")["team"].agg(tuple)
        given = {"register": decision.contest.teams, "withdrawn": ruled.get("withdrawal", ()),
                 "wild_cards": ruled.get("wild-card", ())}
        # The group over which normalizers ran may be wider than the teams: the normalized values are taken as they stand.
        told = tuple(Indicator(code, normalization="none") for code in decision.matrix)
        results = [(scenario(place), result) for place, result in enumerate(decision.standings.values(), start=1)]
        for weights in weightings:
            typed = replace(baseline.scenario, weights=weights, total=100, normalization="")
            result = evaluate(baseline.normalized, replace(rules, indicators=told, tie_break=()), typed)
            results.append((own(decision, weights), replace(result, keys=baseline.keys, matrix=baseline.matrix)))
        for typed, result in results:
            commands += [*typed, *(["anew"] if anew else []), *addresses(decision)]
            expected.append((decision, result, select_finalists(result, kept, **given)))
    blocks = spreadsheet.answer(*commands)
    assert len(blocks) == 6 * len(expected)
    for number, (decision, result, selection) in enumerate(expected):
        check(decision, blocks[6 * number: 6 * number + 6], result, selection)


def test_every_scenario_and_fifty_admissible_weightings(spreadsheet, decision, tmp_path):
    weightings = sample_weights(region_of(decision.contest.rules), 50, rng=random_generator(8))
    percent = np.round(100 * weightings, 6)
    percent[:, 0] = np.round(100 - percent[:, 1:].sum(axis=1), 6)
    typed = [dict(zip(decision.baseline.matrix, map(float, row), strict=True)) for row in percent]
    compare(spreadsheet, tmp_path, [(decision, typed)])


@pytest.mark.parametrize("seeds", [range(16), pytest.param(range(16, 200), marks=pytest.mark.slow)])
def test_ties_quotas_floors_rulings_and_means(spreadsheet, tmp_path, seeds):
    """Small contests with coarse marks and every kind of rule, each under its scenarios and eight other weightings."""
    cases = []
    for seed in seeds:
        try:
            decision = random_contest(seed)
        except RulesError:  # quotas that no list meets
            continue
        rng = np.random.default_rng(seed)
        cases.append((decision, [whole_weights(list(decision.matrix), rng) for _ in range(8)]))
    assert all(plan_workbook(decision).carried for decision, _ in cases)
    assert {d.contest.rules.on_tie for d, _ in cases} == {"report", "expand", "lot"}
    assert any(d.selection.tied for d, _ in cases) and any(d.selection.withdrawn for d, _ in cases)
    assert any(set(plan_workbook(d).powers) != {1} for d, _ in cases) and any(d.contest.rules.floors for d, _ in cases)
    compare(spreadsheet, tmp_path, cases)


def test_sizes_and_extremes(spreadsheet, tmp_path):
    """Two teams, one indicator, fifteen, everybody tied across the cut, all weight on one indicator, marks half way between
    two roundings, quotas that share teams."""
    fifteen = plain_contest(9, 15, places=3, seed=2)
    tied = plain_contest(7, 2, places=3, marks=[[0.5, 0.5]] * 7, reserves=2)
    lots = plain_contest(7, 2, places=3, marks=[[0.5, 0.5]] * 7, reserves=2, on_tie="lot", seed=5)
    # 0.335 of 50 points is 16.75 hundredths: 0.1675, half way between two of them; and 30 · 0.331249999999 + 70 · 0.33125 =
    # 33.12499999997 is 33.125 at ten decimals and then 33.13, but 33.12 where it is rounded once.
    halves = plain_contest(4, 2, places=2, marks=[[0.00335, 0], [0.00665, 0.1], [0.331249999999, 0.33125], [0.00285, 0.0]],
                           weights=[30, 70])
    assert halves.baseline.totals["T002"] == 33.13
    crossing = plain_contest(6, 1, places=3, seed=3, city=["甲", "甲", "乙", "乙", "丙", "丙"], quotas=(
        Quota("city", maximum=1), Quota("county", maximum=2)))
    assert not plan_workbook(crossing).carried
    compare(spreadsheet, tmp_path, [
        (plain_contest(2, 1), [{"i0": 100}]), (plain_contest(2, 3), [{"i0": 0, "i1": 100, "i2": 0}]),
        (fifteen, [dict.fromkeys(fifteen.matrix, 0) | {"i14": 100}]), (tied, [{"i0": 1, "i1": 99}]), (lots, []),
        (halves, [{"i0": 50, "i1": 50}]), (crossing, [{"i0": 100}])])


def test_eight_hundred_teams(spreadsheet, tmp_path):
    """LibreOffice computes columns of this length on several threads, and may leave a rank as it was: the workbook says so
    then, and what to press; computed anew, everything is the library's."""
    many = plain_contest(800, 4, places=60, reserves=10, seed=4)
    compare(spreadsheet, tmp_path, [(many, [{"i0": 40, "i1": 30, "i2": 20, "i3": 10}])], anew=True)


def test_a_rank_that_is_not_computed_is_noticed(spreadsheet, tmp_path):
    """A rank typed over stands for one that a program left as it was."""
    decision = plain_contest(7, 2, places=3, seed=1)
    (tmp_path / "book.xlsx").write_bytes(committee_workbook(decision))
    where = openpyxl.load_workbook(tmp_path / "book.xlsx").defined_names["ranks_ok"].attr_text.rpartition("!")[2].replace("$", "")
    stale = f"put 2 {letters(SCORED.index('rank'))}{TOP + 2} 99"
    (fine,), (wrong,) = spreadsheet.answer(f"open file://{tmp_path / 'book.xlsx'}", f"read 1 {where}", stale, f"read 1 {where}")
    assert (fine, wrong) == ([1], [0])


def test_weights_that_do_not_add_up_rank_nobody(spreadsheet, tmp_path):
    decision = plain_contest(5, 2, places=2)
    path = tmp_path / "book.xlsx"
    path.write_bytes(committee_workbook(decision))
    ranks, *_, status, _ = addresses(decision)
    bad = (own(decision, {"i0": 60, "i1": 39}), own(decision, {"i0": 101, "i1": -1}), scenario(2), scenario(0.5), scenario(-1))
    commands = [command for typed in bad for command in (*typed, ranks, "read 0 A6:A10")]
    blocks = spreadsheet.answer(f"open file://{path}", *commands, *scenario(1), ranks, "read 0 A6:A10")
    for shown in blocks[:-2]:
        assert all(cell is None for row in shown for cell in row)
    assert [row[0] for row in blocks[-2]] == list(decision.baseline.ranks)


@pytest.fixture(scope="module")
def hostile():
    return plain_contest(len(HOSTILE), 3, places=4, names=HOSTILE, reserves=2, quotas=(Quota("city", maximum=3),),
                         city=[HOSTILE[number % 4] for number in range(len(HOSTILE))])


def as_text(value):
    """A cell's value; texts that look like an escaped character are escaped in the file, and openpyxl leaves them so."""
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def in_english(content, path):
    """The workbook after somebody chose English."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.worksheets[0].cell(LANGUAGE[0] + 1, LANGUAGE[1] + 1).value = "English"
    book.save(path)
    return path


def test_recalculated_cells_are_those_stored_and_the_language_follows_its_cell(spreadsheet, decision, hostile, tmp_path):
    paths = [tmp_path / name for name in ("hubei.xlsx", "hostile.xlsx")]
    for path, decided in zip(paths, (decision, hostile), strict=True):
        path.write_bytes(committee_workbook(decided))
    english = in_english(paths[0].read_bytes(), tmp_path / "english.xlsx")
    *recalculated, translated = [openpyxl.load_workbook(path, data_only=True)
                                 for path in spreadsheet.convert("xlsx", *paths, english)]
    for path, now in zip(paths, recalculated, strict=True):
        stored = openpyxl.load_workbook(path, data_only=True)
        for sheet in stored:
            for row in sheet.iter_rows():
                for cell in row:
                    value = as_text(now[sheet.title][cell.coordinate].value)
                    if cell.value not in (None, ""):  # the steps store no values: only a program that computes needs them
                        same = value == pytest.approx(cell.value, abs=1e-9) if isinstance(cell.value, (int, float)) else (
                            value == as_text(cell.value))
                        assert same, (sheet.title, cell.coordinate, cell.value, value)
                    assert not str(value).startswith("#"), (sheet.title, cell.coordinate, value)
    shown = {as_text(cell.value) for row in recalculated[1].worksheets[0].iter_rows(min_col=3, max_col=3) for cell in row}
    assert {name for name in HOSTILE if "\t" not in name} <= shown
    chinese = re.compile("[\u4e00-\u9fff]")
    register = decision.contest.teams
    judges = map(str, decision.panel.missing["judge"])
    own_words = "|".join(map(re.escape, {*register["city"], *judges, "退款明细", "中文", "语言"}))
    for sheet in translated.worksheets[:-1]:
        for row in sheet.iter_rows():
            for cell in row:
                said = re.sub(own_words, "", str(cell.value or ""))
                assert not chinese.search(said), (sheet.title, cell.coordinate, said)


def test_the_sheet_of_weights_says_what_own_weights_must_meet(hostile):
    """101 and -1 add up to 100, too; and what the cell asks for is called in the table as beside the cell."""
    book = openpyxl.load_workbook(io.BytesIO(committee_workbook(hostile)), data_only=True)
    sheet = next(sheet for sheet in book if sheet.cell(CHOICE[0] + 1, CHOICE[1]).value == "方案号")
    assert sheet.cell(OWN - 1, 1).value == "方案号"
    texts = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert {"✗ 不作排名：请选择有效的方案号，或使自定权重都是数、没有负数，且合计为 100",
            "✗ NO RANKING: choose the number of a scenario, or give your own weights as numbers, none below 0, that add up to 100"
            } <= texts


def test_nothing_is_run_and_nothing_is_fetched(hostile):
    content = committee_workbook(hostile)
    parts = parts_of(content)
    assert not [name for name in parts if re.search("vba|external|oleObject|connection|query|hyperlink", name, re.IGNORECASE)]
    assert "http://example.org" not in "".join(formulas_of(content))
    # Quotation marks open texts, apostrophes the names of sheets.
    functions = {name for formula in formulas_of(content)
                 for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", re.sub(r"&quot;.*?&quot;|\"[^\"]*\"|'[^']*'", "", formula))}
    assert functions and functions <= FUNCTIONS
    assert max(map(len, formulas_of(content))) < 1000
    styles = parts["xl/styles.xml"]
    assert 'quotePrefix="1"' in styles


def test_every_formula_of_the_shipped_contest_is_an_old_one(decision):
    content = committee_workbook(decision)
    functions = {name for formula in formulas_of(content) for name in re.findall(r"([A-Z][A-Z0-9.]*)\(", formula)}
    assert functions <= FUNCTIONS
    assert len(content) < 1_000_000


def test_the_same_bytes_in_another_process():
    script = ("import sys; sys.path.insert(0, sys.argv[1]); from workbook_cases import random_contest; "
              "from contestlib import committee_workbook; from contestlib.canonical import sha256_of; "
              "print(sha256_of(committee_workbook(random_contest(7))))")
    hashes = {subprocess.run([sys.executable, "-c", script, str(TESTS)], capture_output=True, text=True, check=True,
                             env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(TESTS.parent)}).stdout.strip() for seed in "12"}
    assert hashes == {sha256_of(committee_workbook(random_contest(7)))}


def test_the_date_is_that_of_the_files(decision, hostile):
    assert data_date(decision) == "2019-09-12"  # the last ruling, later than the hand-over of 2019-09-06
    assert data_date(hostile) == "2000-01-01"
    sources = hostile.contest.sources.reindex(range(3)).assign(received_on=["2019-13-40", "2019-09-06", "later"])
    assert data_date(replace(hostile, contest=replace(hostile.contest, sources=sources))) == "2019-09-06"
    parts = parts_of(committee_workbook(decision))
    assert "2019-09-12T00:00:00Z" in parts["docProps/core.xml"]


def test_sheets_print_on_a4_with_repeated_headers_and_frozen_panes(decision):
    book = openpyxl.load_workbook(io.BytesIO(committee_workbook(decision)))
    for sheet in book:
        assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9, sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert sheet.protection.sheet and not sheet.protection.password
    for sheet in book.worksheets[:-2]:
        # Below the scenarios another table stands, over which their headers would be wrong.
        assert sheet.freeze_panes and bool(sheet.print_title_rows) == (sheet.title != "权重 weights"), sheet.title
    unlocked = [(sheet.title, cell.coordinate) for sheet in book for row in sheet.iter_rows() for cell in row
                if not cell.protection.locked]
    assert len(unlocked) == 2 + len(decision.contest.rules.indicators)


def sheet_of(decision, title):
    return openpyxl.load_workbook(io.BytesIO(committee_workbook(decision)), data_only=True)[title]


def test_what_is_certain_by_weights_alone_stands_apart_from_the_chances_of_everything(decision, national):
    """Both blocks under a head of their own with an empty column between them, and the limits of the zones beside them."""
    for decided in (decision, national):
        sheet, rules = sheet_of(decided, RANKS), decided.contest.rules
        heads = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value in ("只变权重", "未定之处一起变动")}
        blocks = {words: next(block for block in sheet.merged_cells.ranges if cell.coordinate in block)
                  for words, cell in heads.items()}
        top = heads["只变权重"].row + 1
        under = {words: [sheet.cell(top, column).value.replace("\n", "") for column in range(block.min_col, block.max_col + 1)]
                 for words, block in blocks.items()}
        assert under == {"只变权重": ["最好名次", "最差名次", "名额（只看权重）", "入选概率", "下限", "上限", "分区"],
                         "未定之处一起变动": ["入选概率", "下限", "上限", "分区"]}
        assert sheet.row_dimensions[top].height >= max(
            16.5 * (1 + sheet.cell(top, column).value.count("\n")) for column in range(1, sheet.max_column + 1)
            if sheet.cell(top, column).value)
        gap = blocks["只变权重"].max_col + 1
        assert gap + 1 == blocks["未定之处一起变动"].min_col and not any(cell.value for cell in sheet[letters(gap - 1)][top - 2:])
        told = "".join(str(cell.value) for row in sheet.iter_rows(max_row=top - 1) for cell in row)
        assert f"不低于 {100 * rules.safe:g}% 为稳固" in told and f"不高于 {100 * rules.out:g}% 为出局" in told
        assert sheet.print_title_rows == f"${top - 1}:${top}"
        for name, stability, left in (("chances", decided.stability, blocks["只变权重"].min_col + 3),
                                      ("joint", decided.joint, gap + 1)):
            shown = [sheet.cell(row, left).value for row in range(top + 1, top + 1 + len(decided.ranges.table))]
            order = [team for team in decided.baseline.table.index if team in decided.ranges.table.index]
            assert shown == list(stability.probability["value"][order].round(4)), name


@pytest.mark.parametrize("name", ["decision", "national"])
def test_the_codebook_has_one_meaning_a_row_and_words_for_codes(name, request):
    decided = request.getfixturevalue(name)
    sheet, glossary = sheet_of(decided, CODEBOOK), read_glossary()
    rows = [[str(cell.value or "").replace("\n", "") for cell in row] for row in sheet.iter_rows()]
    heads = next(row for row in rows if row[0] == "指标" and row[1])
    codes = heads.index("文件中的代码")
    assert sorted(row[codes] for row in rows if row[codes])[:-1] == sorted(decided.matrix)
    told = [re.sub(r"derived/record\.json|verify|ln\(|[A-Z][a-z]+-\d+", "", text) for row in rows
            for at, text in enumerate(row) if at != codes]
    assert not [text for text in told if re.search("[A-Za-z_]{2,}", text.replace("SHA-256", ""))]
    meanings = [row[:2] for row in rows[rows.index(next(row for row in rows if row[0] == "词语解释")) + 1:] if row[0]]
    assert len(meanings) > 20 and len({tuple(row) for row in meanings}) == len(meanings)
    assert {tuple(row) for row in meanings} <= set(zip(glossary["zh"], glossary["meaning_zh"], strict=True))
    twice = {word for word, _ in meanings if [other for other, _ in meanings].count(word) > 1}
    assert not {"入选", "候补", "已退出"} & {word for word, _ in meanings}  # they stand among the words of the list
    assert all(len(set(glossary.loc[glossary["zh"] == word, "en"])) > 1 for word in twice)
    quotas = [row[1] for row in rows if row[0] == "配额"]
    assert quotas == [{"decision": "每个市州至多 2 支。", "national": "每个省份至多 2 支。"}[name]]


def test_no_few_rows_stand_on_a_page_of_their_own(spreadsheet, decision, national, tmp_path):
    """As LibreOffice prints them: a page a sheet; the longest, the codebook of the larger contest, has two."""
    for name, decided, more in (("hubei", decision, 1), ("national", national, 0)):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(committee_workbook(decided))
        shown = [sheet for sheet in openpyxl.load_workbook(path) if sheet.sheet_state == "visible"]
        (printed,) = spreadsheet.convert("pdf", path)
        assert len(re.findall(rb"/Type\s*/Page[^s]", printed.read_bytes())) == len(shown) + more, name
