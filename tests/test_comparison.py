"""What compare says: data, rules, rulings or program, and what it did to every team."""

import copy

import pytest
from small_contest import REGISTRATION, small_contest

from contestlib import compare_records, decide_contest, read_contest
from contestlib.__main__ import main
from contestlib.archive import write_record
from contestlib.canonical import sha256_of
from contestlib.comparison import causes_of, describe_comparison, team_changes
from contestlib.errors import DataError
from contestlib.record import complete_record, record_bytes, record_contents


def record_of(folder):
    return recorded(decide_contest(read_contest(folder)))


def recorded(decision):
    """A record of which nothing was made for people to open."""
    return complete_record(record_contents(decision), {})


def edit(folder, file, before, after):
    text = (folder / file).read_text(encoding="utf-8")
    assert before in text
    (folder / file).write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    return record_of(small_contest(tmp_path_factory.mktemp("before") / "contest"))


def said(before, after, language="en"):
    return describe_comparison(before, after, compare_records(before, after), language)


def test_a_team_s_own_number(before, tmp_path):
    """B's experts' mark 92 becomes 80: 0.3 · 75 + 0.7 · 92 = 86.9 becomes 0.3 · 75 + 0.7 · 80 = 78.5, A's 86 wins."""
    folder = small_contest(tmp_path / "contest")
    edit(folder, "teams.csv", "150000,92", "150000,80")
    after = record_of(folder)
    lines = said(before, after)
    assert "Finalists: 甲 A in, 乙 B out." in lines and "Inputs that differ: teams.csv." in lines
    assert "Nothing else differs: all that changed comes from the data." in lines
    assert "  乙 B: rank 1 → 2, total 86.90 → 78.50; its own: experts 92 → 80" in lines
    assert "  甲 A: rank 2 → 1, total 86.00 → 86.00; its own values are the same" in lines
    assert team_changes(before, after).index.tolist() == ["A", "B"]
    assert "其余都没有不同：一切变化都来自数据。" in said(before, after, "zh")


def test_a_ruling(before, tmp_path):
    folder = small_contest(tmp_path / "contest")
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.write("2026-05-09,2,withdrawal,B,,objection accepted\n")
    lines = said(before, record_of(folder))
    assert "New ruling: 2026-05-09 2 withdrawal 乙 B objection accepted." in lines
    assert "No team's rank or total changed; the lists differ by a ruling." in lines
    assert "新的裁定：2026-05-09 2 退出 乙 B objection accepted。" in said(before, record_of(folder), "zh")
    assert "Nothing else differs: all that changed comes from the decisions." in lines
    assert "Finalists: 甲 A in, 乙 B out." in lines


def test_a_rule_and_a_weight(before, tmp_path):
    folder = small_contest(tmp_path / "contest")
    edit(folder, "rules.toml", "decimals = 2", "decimals = 0")
    edit(folder, "scenarios.csv", "weights,30,70", "weights,40,60")
    lines = said(before, record_of(folder))
    assert "The rule decimals was 2 and is 0." in lines
    assert "Weights that differ: published experts 70 → 60, published votes 30 → 40." in lines
    assert "Nothing else differs: all that changed comes from the rules." in lines


def test_several_causes_are_not_told_apart(before, tmp_path):
    folder = small_contest(tmp_path / "contest")
    edit(folder, "rules.toml", "decimals = 2", "decimals = 0")
    edit(folder, "teams.csv", "150000,92", "150000,80")
    assert any(line.startswith("the data, the rules differ together") for line in said(before, record_of(folder)))


def test_the_program_and_nothing_at_all(before):
    assert said(before, before) == ["The two records are identical."]
    after = copy.deepcopy(before)
    after["environment"]["code"] = "f" * 64
    after["standings"]["published"]["totals"]["A"] = 85.0
    assert "Nothing else differs: all that changed comes from the program." in said(before, after)
    after["environment"] = before["environment"]
    assert any(line.startswith("Neither data, rules, decisions nor program differ") for line in said(before, after))


def test_a_team_that_comes_and_one_whose_status_changes(before, tmp_path):
    folder = small_contest(tmp_path / "contest")
    edit(folder, "teams.csv", "A,甲,甲,online", "A,甲,甲,withdrawn")
    with open(folder / "teams.csv", "a", encoding="utf-8") as stream:
        stream.write("C,丙,丙,online,200000,90\n")
    lines = said(before, record_of(folder))
    assert any(line.startswith("  丙 C: was not ranked, is ranked 1") for line in lines)
    assert any(line.startswith("  甲 A: was ranked 2, is ranked no more") and "online → withdrawn" in line for line in lines)


def test_raw_files_are_data(before):
    after = copy.deepcopy(before)
    after["inputs"]["raw/registration.csv"] = "0" * 64
    assert [place for place, _, _ in causes_of(before, after)["data"]] == ["raw/registration.csv"] and REGISTRATION


def test_records_of_an_older_form_are_compared(before):
    older = {key: value for key, value in before.items() if key not in ("rules", "decisions", "seal", "tables")} | {"format": 1}
    assert said(older, before, "zh")


def test_an_accepted_objection_is_one_row(before, tmp_path):
    """A's votes were 220,000, so B's 150,000 are 68.18 of 100: 0.3 · 68.18 + 0.7 · 92 = 84.85 against A's 86."""
    folder = small_contest(tmp_path / "contest")
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.write("2026-05-09,2,correction,A,votes=220000,objection of 甲 accepted\n")
    decision = decide_contest(read_contest(folder))
    assert decision.fills.to_dict("records") == [
        {"team": "A", "indicator": "votes", "judge": "", "found": 200000, "value": 220000.0, "rule": "correction"}]
    lines = said(before, recorded(decision))
    assert "Finalists: 甲 A in, 乙 B out." in lines
    assert "Nothing else differs: all that changed comes from the decisions." in lines
    assert "  甲 A: rank 2 → 1, total 86.00 → 86.00; its own: votes 200,000 → 220,000" in lines
    assert "  乙 B: rank 1 → 2, total 86.90 → 84.85; its own values are the same" in lines


@pytest.mark.parametrize("value", ["", "votes", "votes=many", "vote=1"])
def test_a_correction_that_says_nothing(tmp_path, value):
    from contestlib import check_contest
    folder = small_contest(tmp_path / "contest")
    with open(folder / "decisions.csv", "a", encoding="utf-8") as stream:
        stream.write(f"2026-05-09,2,correction,A,{value},\n")
    assert "votes=120" in str(check_contest(folder)[0]) and "decisions.csv line 3" in str(check_contest(folder)[0])


def test_an_office_writes_corrections_in_its_own_words(tmp_path):
    """更正 with the indicator's label and full-width characters is `correction` with its code; words are no number."""
    folder = small_contest(tmp_path / "contest")
    before = (folder / "decisions.csv").read_text(encoding="utf-8")
    label = read_contest(folder).rules.indicators[0].label_zh
    (folder / "decisions.csv").write_text(f"{before}2026-05-09,2,更正,A,{label}＝２２００００,\n", encoding="utf-8")
    assert read_contest(folder).decisions.iloc[-1][["kind", "value"]].tolist() == ["correction", "votes=220000"]
    (folder / "decisions.csv").write_text(f"{before}2026-05-09,2,更正,A,{label}=一百,\n", encoding="utf-8")
    with pytest.raises(DataError, match="the correction '.*=一百' without a number .*such as votes=120"):
        read_contest(folder)


def test_verify_names_every_changed_input(tmp_path, capsys):
    """A raw file and its card, both edited so that they fit again: both are named."""
    folder = small_contest(tmp_path / "contest")
    write_record(decide_contest(read_contest(folder)), folder / "derived")
    (folder / "raw" / "registration.csv").write_text(REGISTRATION.replace("小红", "小明"), encoding="utf-8")
    edit(folder, "raw/SOURCES.csv", sha256_of(REGISTRATION.encode()),
         sha256_of((folder / "raw" / "registration.csv").read_bytes()))
    assert main(["verify", str(folder), "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "(2)" in told and "raw/SOURCES.csv: " in told and "raw/registration.csv: " in told


def test_a_folder_that_changed_since_its_run_is_no_result_of_what_stands_there(tmp_path, capsys):
    """The weights are changed and nothing is run: the records are the same still, and compare says why that tells nothing."""
    old, new = (small_contest(tmp_path / name / "contest") for name in ("old", "new"))
    record = write_record(decide_contest(read_contest(old)), old / "derived")
    (new / "derived").mkdir()
    (new / "derived" / "record.json").write_bytes(record_bytes(record))
    assert main(["compare", str(old), str(new), "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""
    edit(new, "scenarios.csv", "30,70", "40,60")
    (new / "recusals.csv").write_text("judge,team,reason\n", encoding="utf-8")
    for place in (new, new / "derived", new / "derived" / "record.json"):
        assert main(["compare", str(old), str(place), "--lang", "en"]) == 0
        assert capsys.readouterr().err == (
            f"WARNING: {new.as_posix()} has changed since its last run, and its record knows nothing of that; run it again "
            "first: scenarios.csv, recusals.csv.\n")
    assert main(["compare", str(new), str(old)]) == 0
    assert "在最近一次运行之后有改动" in capsys.readouterr().err
