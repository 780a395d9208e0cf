"""What the report's tables and sentences say: one numbering, one rounding, nothing left out without a word."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest

from contestlib import change_sentences, data_tables, list_sentences, list_tables, record_sentences, reporting, sentences, wording
from contestlib.catalogue import BRIDGE_WORDS, DEFINITION_WORDS, translate
from contestlib.decision import select_contest
from contestlib.notice import notice_html, team_cards
from contestlib.page import page_data
from contestlib.record import complete_record, record_contents
from contestlib.scoring import score_teams
from contestlib.workbook import committee_workbook
from contestlib.workbook_values import RANKS


def test_a_chance_is_rounded_from_what_is_published():
    """0.25347 is published as 0.2535, which is 25.4 %; 0.2449 … stays below."""
    assert wording.chance_text(0.25347, 1) == "25.4%" == wording.percent_text(0.2535, 1)
    assert wording.chance_text(0.24494, 1) == "24.5%" and wording.chance_text(0.24494, 0) == "24%"


def test_draws_make_nobody_sure():
    """Near 0 and 1 a chance is more or less than the last figure that is neither; ends that read the same are one."""
    chances = (1, 0.99951, 0.9995, 0.9994, 0.0005, 0.0004, 0)
    assert [wording.chance_text(chance, 1) for chance in chances] == [
        ">99.9%", ">99.9%", ">99.9%", "99.9%", "0.1%", "<0.1%", "<0.1%"]
    assert [wording.chance_text(chance, 0) for chance in (0.996, 0.004, 0.5)] == [">99%", "<1%", "50%"]
    assert [wording.chance_interval(*ends, 1) for ends in ((0.9998, 1), (0.998, 1), (0, 0.0002), (0, 0.002), (0.5, 0.5))] == [
        ">99.9%", "99.8% – 100.0%", "<0.1%", "0.0% – 0.2%", "50.0%"]


@pytest.mark.parametrize("name", ["decision", "national"])
def test_report_and_workbook_tell_a_chance_alike(name, request):
    """The workbook's cells are numbers; what their formats show is what the report says."""
    decided = request.getfixturevalue(name)
    shown = list_tables.show_chances(decided.joint, decided.joint_zones, decided.contest, "zh")
    sheet = openpyxl.load_workbook(io.BytesIO(committee_workbook(decided)), data_only=True)[RANKS]
    (right,) = (cell.column for row in sheet.iter_rows() for cell in row if cell.value == "未定之处一起变动")
    cells = {row[0].value: row[right - 1] for row in sheet.iter_rows() if row[0].value in shown.index}

    def as_formatted(cell):
        for sign, limit, text in re.findall(r'\[(>=|<)([\d.]+)\]"(.*?)";', cell.number_format):
            if (cell.value >= float(limit)) == (sign == ">="):
                return text
        return wording.percent_text(cell.value, 1)

    assert cells and {team: as_formatted(cell) for team, cell in cells.items()} == shown.loc[list(cells), "入选概率"].to_dict()


@pytest.mark.parametrize(("name", "language"), [("decision", "zh"), ("decision", "en"), ("national", "zh"), ("national", "en")])
def test_an_interval_whose_ends_read_the_same_is_one_number(name, language, request):
    """In every sentence and table of report, notices and page: no "7 to 7", no "1 – 1"."""
    decided = request.getfixturevalue(name)
    record = complete_record(record_contents(decided), {})
    said = [reporting.report_html(decided, record, {}, language), notice_html(decided, record, language),
            *(sentence for team in page_data(decided, record)["teams"] for sentence in team["sentences"][language])]
    number = r"(?<![\w.,\-])([+-]?[\d.,]+%?)"
    assert not [found for text in said for found in re.findall(rf"{number}(?: – | to | and |\s*至\s*)\1(?![\w.,\-%])", text)]
    always = [int(row.best) for row in decided.ranges.table.itertuples() if row.best == row.worst]
    one = {"zh": "都是第 {} 名；", "en": "is {}; "}[language]
    assert always and all(one.format(rank) in said[1] for rank in always)


def test_every_mark_in_a_list_is_explained(decision):
    record = complete_record(record_contents(decision), {})
    for language, told in (("zh", "● 表示入选，已计入全部规则。"), ("en", "● marks the teams on the list, all rules kept.")):
        assert told in notice_html(decision, record, language)
        assert reporting.report_html(decision, record, {}, language).count(told) == 2


@pytest.mark.parametrize("contest", ["decision", "national"])
def test_weights_as_the_table_prints_them_send_another_list(contest, request):
    """What notebook 04 says of the table: every column, as printed, is another official list; the tie itself lies before it."""
    decision = request.getfixturevalue(contest)
    now, normalized = decision.competing.weights, decision.competing.normalized
    codes = {label: code for code, label in wording.indicator_names(decision.contest.rules, "en").items()}
    table = list_tables.show_changes(decision.changes, now, decision.contest, "en").rename(index=codes)
    stated = table.map(lambda text: float(text.rstrip("%"))).reindex(now.index, fill_value=0.0)
    first, *others = (set(select_contest(decision.contest, weights)[1].finalists) for _, weights in stated.items())
    shown = [change for change in decision.changes.values() if change is not None and change.official == "changes"]
    assert first == set(decision.selection.finalists) and first not in others and len(others) == len(shown)
    for change in (one for one in shown if one.beyond):  # whole points end where they end
        level = score_teams(normalized, change.at_tie)[list(change.pair)]
        assert abs(level.diff().iloc[1]) < 1e-9 and change_sentences.moved_points(change, now) > 100 * change.distance


@pytest.mark.parametrize(("language", "basis"), [("zh", "按规则（含舍入）"), ("en", "by the rules, rounding included, ")])
def test_two_numbers_of_one_event_each_name_their_basis(decision, language, basis):
    """The title of the figure of weights is by the official rule, the lines below it are by unrounded totals: notebook 04."""
    title = sentences.findings(decision, language)["weights"]
    names, labels = wording.team_names(decision.contest, language), wording.indicator_names(decision.contest.rules, language)
    lines = sentences.describe_breakpoints(decision.intervals, labels, names, language)
    at = re.findall(r"[\d.]+%", title)
    assert basis in title and len(at) == 2 and not any(number in line for number in at for line in lines)


def test_points_that_are_moved():
    assert [wording.moved_text(points) for points in (7.0534, -1.71155, 2.0, 0.0123, 0.1)] == [
        "7.05", "-1.71", "2", "0.0123", "0.1"]


def test_ranges_count_ranks_as_the_teams_compete(decision):
    table = list_tables.show_ranges(decision.ranges, decision.competing.ranks, decision.contest, "en", top=99)
    ranks = table["rank, withdrawn teams not counted"]
    assert ((table["best"] <= ranks) & (ranks <= table["worst"])).all() and "rank" not in table
    gone = [team for team in decision.baseline.ranks.index if team not in decision.competing.ranks]
    said = sentences.findings(decision, "en")["numbering"]
    assert gone and all(team in said for team in gone)
    names = wording.team_names(decision.contest, "en")
    assert list_sentences.describe_numbering(decision.baseline, decision.baseline, names, "en") == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reading_is_a_column_or_named_below(decision, language):
    table = data_tables.show_definitions(decision.definitions, decision.definition_lists, decision.contest, language)
    below = data_tables.describe_unmoved(decision.definitions, decision.definition_lists, language)
    words = {translate(DEFINITION_WORDS[name], language) for name in decision.definitions}
    assert {word for word in words if word not in below} == set(table.columns)
    first, others = table.iloc[:, 0], table.iloc[:, 1:]
    assert others.ne(first, axis=0).any().all() and len(others.columns)  # no column looks like the first


def test_heads_of_amounts_name_yuan(decision):
    heads = list(data_tables.show_control(decision.ledger, decision.contest, "en").columns)
    assert heads[:-2] and set(heads[:-2]) <= set(BRIDGE_WORDS.values()) and not any("_" in head for head in heads)


def test_the_same_change_is_told_once(decision):
    assert sentences.findings(decision, "en")["change"].startswith("With any weights, admissible or not, ")
    twice = replace(decision, changes=decision.changes | {"l1": decision.changes["admissible"]})
    assert sentences.findings(twice, "en")["change"] == "" and sentences.findings(twice, "en")["admissible"]


def test_teams_with_the_same_total_and_what_sets_their_order(decision):
    """Two finalists have 82.17 points; their keys differ first in public welfare."""
    names = wording.team_names(decision.contest, "en")
    said = list_sentences.describe_order(decision.baseline, decision.selection, names, "en")
    assert re.fullmatch(r".* T72, .* T40 have the same total, 82\.17; their order is set by public welfare\.", said)
    keys = decision.baseline.keys
    assert keys.at["T72", "welfare"] != keys.at["T40", "welfare"]


def test_one_list_is_no_different_list(decision):
    first = decision.selections[decision.baseline.scenario.name]
    said = list_sentences.describe_scenarios({"a": first, "b": first}, wording.team_names(decision.contest, "en"), "en")
    assert said.startswith("All 2 scenarios choose the same list: ")


def test_a_finding_stands_once_beside_its_figure(decision):
    record = {"contest": {"title_zh": "试", "title_en": "trial"}, "inputs": {}, "stages": {}, "seal": None}
    page = reporting.report_html(decision, record, {"scenarios": b"png"}, "en")
    drawn = re.findall(r'<p class="finding drawn">(.*?)</p>', page)
    assert drawn == [sentences.findings(decision, "en")["scenarios"]] and "@page { size: A4;" in page


@pytest.mark.parametrize(("language", "limits"), [("zh", "不低于 95% 为稳固，整个区间不高于 5% 为出局"),
                                                  ("en", "at or above 95%, out where all of it is at or below 5%")])
def test_the_limits_of_the_zones_stand_where_zones_do(decision, language, limits):
    page = reporting.report_html(decision, record_contents(decision), {}, language)
    assert page.count(limits) == 2 == page.count(f"<th>{translate('zone', language)}</th>")


def test_no_notice_is_named_where_there_is_none():
    without, told = (record_sentences.describe_next("f", "t", "r", "", "python", "en", notice=notice)
                     for notice in ("", "r/notice_en.html"))
    assert not any("notice" in line for line in without) and sum("notice" in line for line in told) == 1


def test_english_pages_name_cities_in_english(decision, hubei):
    """Where the register has a column city_en; without it, and in Chinese, the city as it stands."""
    finalists = list_tables.show_finalists(decision.baseline, decision.selection, hubei, "en")
    assert finalists["city"].iloc[:2].tolist() == ["Enshi", "Huanggang"]
    assert wording.register_values(hubei, "city", "zh")["T57"] == "恩施土家族苗族自治州"
    without = replace(hubei, teams=hubei.teams.drop(columns="city_en"))
    assert wording.register_values(without, "city", "en")["T57"] == "恩施土家族苗族自治州"
    record = complete_record(record_contents(decision), {})
    notice = notice_html(decision, record, "en")
    assert "Shennongjia" in notice and not re.search("[一-鿿]", notice)
    cities = {team["city"]["en"] for team in page_data(decision, record)["teams"]}
    assert cities == set(hubei.teams.loc[decision.baseline.totals.index, "city_en"])
    words = list_sentences.quota_text("city = 黄冈市 ≤ 2", hubei.rules, wording.team_names(hubei, "en"), "en")
    assert words == "at most 2 of city Huanggang"


def test_a_share_is_told_in_percent_wherever_it_stands(decision, national):
    """On the page's cards, in the notice, in the tables and in the workbook alike; other values keep their unit."""
    contest, matrix = decision.contest, decision.baseline.matrix
    (rate,) = (indicator for indicator in contest.rules.indicators if indicator.code == "repeat_share")
    team, label = "T57", {"zh": "复购率", "en": "repeat buyers"}
    told = wording.percent_text(matrix.at[team, "repeat_share"], 2)
    data, at = page_data(decision, record_contents(decision)), list(matrix).index("repeat_share")
    page_team = next(row for row in data["teams"] if row["id"] == team)
    assert page_team["own"][at] == told == "13.29%" and data["indicators"][at]["unit"] == {"zh": "", "en": ""}
    for language in ("zh", "en"):
        card = {row["label"]: (row["value"], row["unit"]) for row in team_cards(decision, language)[team]["rows"]}
        assert card[label[language]] == ("13.2916%", "")
        shown = data_tables.show_matrix(matrix, contest, language)
        assert shown.at[wording.team_names(contest, language)[team], label[language]] == told
    filled = data_tables.show_fills(decision.fills, contest, "zh")
    assert set(filled.loc[filled["指标"] == label["zh"], "数值"]) == {"0.00%"}
    sheet = openpyxl.load_workbook(io.BytesIO(committee_workbook(decision)), data_only=True)["指标 matrix"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("复购率"))
    assert cell.value == "复购率" and sheet.cell(cell.row + 1, cell.column).number_format == "0.00%"
    assert rate.is_share and not any(indicator.is_share for indicator in national.contest.rules.indicators)
