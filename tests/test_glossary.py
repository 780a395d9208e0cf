"""Every word of the report's tables and every indicator of the shipped contests is explained, in both languages alike."""

import re
from pathlib import Path

import pandas as pd
import pytest
from arithmetic import equations

import contestlib as cl
from contestlib import glossary, reporting, wording
from contestlib.catalogue import CHINESE, CODE_WORDS, COLUMN_WORDS, DEFINITION_WORDS, FACTOR_WORDS, FLAG_WORDS, translate
from contestlib.cleaning import CLEANING_RULES

ROOT = Path(__file__).parents[1]
TABLE = cl.read_glossary()
CARDS = cl.read_cards()
CONTESTS = sorted(path.parent for path in (ROOT / "data").glob("**/indicators.csv"))
STATUSES = {"finalist", "reserve", "tied at the cut", "withdrawn", "moved up", "certain", "possible", "impossible",
            "safe", "contested", "out", "exact", "rounded", "lower bound", "upper bound", "missing"}


def test_every_cell_is_filled_and_every_word_stands_once():
    assert (TABLE.drop(columns="code") != "").all(axis=None)
    assert not TABLE.duplicated(["kind", "en"]).any() and not TABLE["code"][TABLE["code"] != ""].duplicated().any()
    assert not TABLE[TABLE["code"] == ""].duplicated(["zh", "en"]).any()
    assert set(TABLE["kind"]) == {"term", "heading", "status", "indicator"}


@pytest.mark.parametrize("folder", CONTESTS, ids=lambda path: path.relative_to(ROOT / "data").as_posix())
def test_every_indicator_of_the_shipped_contests(folder):
    codes = set(TABLE["code"])
    assert [code for code in cl.read_indicator_table(folder).index if code not in codes] == []


def test_one_word_for_one_thing():
    """Where the catalogue translates the English word, the glossary has that translation."""
    known = TABLE[TABLE["en"].isin(CHINESE) & (TABLE["code"] == "") & (TABLE["kind"] != "term")]
    assert len(known) > 80
    wrong = {row.en: (row.zh, CHINESE[row.en]) for row in known.itertuples() if CHINESE[row.en] != row.zh}
    assert wrong == {}


def test_every_status_flag_rule_and_factor():
    words = STATUSES | set(CLEANING_RULES) | set(FLAG_WORDS) | set(FACTOR_WORDS.values())
    assert sorted({translate(word, "en") for word in words} - set(TABLE["en"])) == []


def test_english_readers_see_words_where_the_files_have_codes():
    shown = glossary.show_table(pd.DataFrame({"rule": ["failed-project", "refund-unknown-order"]},
                                             index=pd.Index(["shape", "instant"], name="paid_at")), "en")
    assert shown.index.tolist() == ["wrong number of columns or no project", "time unreadable"] and shown.index.name == "paid at"
    assert shown["rule"].tolist() == ["failed project", "refund of an unknown order"]
    damaged = pd.DataFrame({"text": ["4 values under 11 headers"], "mark": pd.array([None], dtype="Int64")})
    assert glossary.show_table(damaged, "zh").iloc[0].tolist() == ["11 个表头下有 4 个值", "–"]
    assert set(CODE_WORDS) <= set(CHINESE)
    words = TABLE[TABLE["kind"] == "status"].set_index("en")["zh"]
    assert {code: words[word] for code, word in CODE_WORDS.items() if word in words} == {
        code: CHINESE[code] for code, word in CODE_WORDS.items() if word in words}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_heading_of_the_report(decision, language):
    contest, headings = decision.contest, set()

    def collect(tables):
        headings.update(str(name) for table in tables for name in (table.index.name, *table.columns) if name)
        return set()

    words, reporting._words_of = reporting._words_of, collect
    try:
        record = {"contest": {"title_zh": "试", "title_en": "trial"}, "inputs": {}, "stages": {}, "seal": None}
        page = reporting.report_html(decision, record, {}, language)
    finally:
        reporting._words_of = words
    assert len(headings) > 60 and "<dl>" not in page
    own = {*wording.scenario_names(contest.rules, language), *(translate(word, language) for word in DEFINITION_WORDS.values()),
           *wording.indicator_names(contest.rules, language)}
    plain = {re.sub(r" \d+%$", "", heading) for heading in headings} - own
    assert sorted(plain - set(TABLE[language])) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_report_explains_its_words(decision, language):
    record = {"contest": {"title_zh": "试", "title_en": "trial"}, "inputs": {}, "stages": {}, "seal": None}
    page = reporting.report_html(decision, record, {}, language, explain=glossary.explain_words)
    explained = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page[page.index("<dl>"):]))
    meaning = TABLE.set_index("en")[f"meaning_{language}"]
    assert explained[translate("certain", language)] == meaning["certain"]
    assert explained[wording.indicator_names(decision.contest.rules, language)["likes"]].startswith(
        {"zh": "平台计数器", "en": "likes on the platform"}[language])
    assert list(explained)[0] == {"zh": "公益性", "en": "public welfare"}[language]


def test_tables_in_the_reader_s_language(decision):
    """No heading, code or status of the program is left, whichever the language; the numbers stay as they are."""
    contest = decision.contest
    importance = cl.effective_importance(decision.competing.normalized, decision.competing.weights, places=5)
    for language in ("zh", "en"):
        names, labels = wording.team_names(contest, language), wording.indicator_names(contest.rules, language)
        for table in (importance, decision.selection.log.set_index("step"), decision.baseline.keys, decision.intervals,
                      decision.changes["l1"].weights,
                      decision.ledger.changes.groupby(["rule", "field"]).agg(rows=("rows", "sum"))):
            shown = glossary.show_table(table, language, names, labels)
            words = reporting._words_of([shown]) | {str(name) for name in shown.index.names}
            left = {*labels.index, *names.index, *(name for name, word in COLUMN_WORDS.items() if name != word)}
            left |= {*COLUMN_WORDS, "moved-up", "chosen"} if language == "zh" else set()
            assert not words & left, (language, words & left)
            assert shown.shape == (table.to_frame() if isinstance(table, pd.Series) else table).shape
    assert glossary.show_table(importance, "en").iloc[0, 0] == importance.iloc[0, 0]


def test_every_heading_of_a_table_is_translated():
    assert sorted(word for word in COLUMN_WORDS.values() if word not in CHINESE) == []


def test_only_words_that_are_asked_for():
    assert glossary.explain_words([], "en") == []
    assert [word for word, _ in glossary.explain_words(["nothing of the kind", "zone"], "en")] == ["zone"]


def test_a_card_has_all_its_parts_in_both_languages():
    parts = ["title", *glossary.FIELDS]
    for step, card in CARDS.groupby("step", sort=False):
        assert list(card["field"]) == parts, step
        assert (card[["zh", "en"]] != "").all(axis=None)
    assert sorted(set(CARDS["notebook"])) == [f"0{n}" for n in range(1, 8)]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_arithmetic_of_the_cards_is_right(language):
    found = equations("\n".join(CARDS.query("field == 'example'")[language]))
    assert len(found) >= 14
    for first, *others in found:
        assert others and all(abs(first - other) < 5e-5 for other in others), (first, others)


def test_the_window_and_what_lies_outside_it_are_two_words():
    """A term of the rules, and the rule by which rows are set aside."""
    for notebook, language in (("01", "en"), ("01", "zh"), ("02", "en")):
        shown = TABLE[(TABLE["notebook"] == notebook) & (TABLE["kind"] != "heading")]
        rows = glossary.describe_glossary(language, notebook).splitlines()[2:]
        assert rows == [f"| {row[language]}{f' `{code}`' if code else ''} | {row[f'meaning_{language}']} |"
                        for code, (_, row) in zip(shown["code"], shown.iterrows(), strict=True)]
    shown = glossary.describe_glossary("en", "01").splitlines()
    assert [sum(row.startswith(f"| {word} |") for row in shown) for word in ("window", "outside the window")] == [1, 1]


def test_tables_and_cards_in_words():
    assert "| 台账 · ledger |" in glossary.describe_glossary("zh")
    words = [re.sub(" `.*`", "", row.split(" · ")[1].split(" |")[0]) for row in glossary.describe_glossary("en").splitlines()[2:]]
    assert words == sorted(words, key=str.casefold) and len(words) == len(TABLE)
    shown = TABLE[(TABLE["notebook"] == "06") & (TABLE["kind"] != "heading")]
    assert len(glossary.describe_glossary("en", "06").splitlines()) == 2 + len(shown)
    sources = CARDS.query("notebook == '03' and field == 'source'")
    assert glossary.describe_cards("zh", "03").count("**出处**") == len(sources) > 2
    with pytest.raises(cl.RulesError, match="no card 'weihging'"):
        glossary.describe_card("weihging", "en")
