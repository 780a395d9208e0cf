"""The command line: run, check, verify, compare, summary, pdf, seal, receive, sheets, weights, new."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from contestlib import (
    archive,
    arrivals,
    comparison,
    documents,
    loading,
    outputs,
    printing,
    record,
    record_sentences,
    registers,
    sheets,
    verification,
    wording,
)
from contestlib.canonical import csv_bytes
from contestlib.decision import STEPS, assign_contest, decide_contest, select_with_rough, try_contest
from contestlib.errors import ContestError
from contestlib.members import check_members, member_weights, proposal_table
from contestlib.pooling import pool_every_way
from contestlib.progress import show_progress
from contestlib.records import Contest
from contestlib.regions import region_of
from contestlib.seal import compare_with_seal
from contestlib.selection import check_decided
from contestlib.weight_sheets import blank_weight_sheets

LANGUAGES = ("zh", "en")
MEMBERS = 5  # numbered sheets where nobody is named


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 done, 1 a difference was found, 2 something has to be mended first."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    try:
        return options.command(options)
    except ContestError as error:
        language = options.lang or ("zh" if options.command is _new else _language_of(options))
        print(wording.describe_error(error, language), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(wording.say("Interrupted; the previous results stand.", options.lang or "en"), file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m contestlib", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name, command, help, *places):
        sub = commands.add_parser(name, help=help)
        for place in places:
            sub.add_argument(place, type=Path)
        sub.add_argument("--lang", choices=LANGUAGES, help="language of what is printed (default: the contest's)")
        sub.set_defaults(command=command)
        return sub

    run = add("run", _run, "from raw files to the list, its record and its report", "folder")
    run.add_argument("--out", type=Path, help="write tables, record and report here; leave the contest folder alone")
    run.add_argument("--quiet", action="store_true", help="show progress only; `summary` prints the result")
    add("check", _check, "list what keeps a contest folder from being run: at once, as far as one mistake does not hide another",
        "folder")
    verify = add("verify", _verify, "rerun from raw files and compare with record, report, page, workbook, notices; says which "
                 "files of the report's folder that leaves out", "folder")
    verify.add_argument("--expect", metavar="DIGEST", help="the digest that was published")
    verify.add_argument("--out", type=Path, metavar="FOLDER", help="what `run --out` wrote (default: the folder's own "
                        "record)")
    verify.add_argument("--report", type=Path, metavar="FOLDER", help="where report, page and workbook lie (default: where `run` "
                        "puts them)")
    add("summary", _summary, "print the stored result", "folder")
    add("pdf", _pdf, "print the report as PDF, by a browser that the machine has; a page that is not the record's is refused",
        "folder")
    add("compare", _compare, "say what differs between two records (a contest folder, what `run --out` wrote, or a record.json); "
        "ends with 1 where something does", "before", "after")
    add("seal", _seal, "seal rules and scenarios before data arrive", "folder")
    receive = add("receive", _receive, "write the card of every raw file that has none into raw/SOURCES.csv", "folder")
    receive.add_argument("--from", dest="sender", default="", metavar="NAME", help="who handed the files over")
    receive.add_argument("--on", default=None, metavar="DATE", help="when, as 2025-01-31 (default: today)")
    sheets = add("sheets", _sheets, "make blank score sheets, to be printed or filled in", "folder")
    sheets.add_argument("--out", type=Path, help="where they go (default: the contest's folder, sheets)")
    sheets.add_argument("--per-team", type=int, metavar="N", help="judges a team: assigned evenly, recusals respected")
    weights = add("weights", _weights, "blank weight sheets for the members; once filled in, what they say", "folder")
    weights.add_argument("--members", nargs="+", metavar="NAME", help=f"one sheet for each (default: {MEMBERS} numbered ones)")
    new = add("new", _new, "make a contest folder to fill in / 新建待填写的比赛文件夹", "folder")
    new.add_argument("--like", default="", metavar="RULE",
                     help="start from a published rule, listed below / 以下面所列的一条已公布规则为蓝本")
    new.description = ("新建待填写的比赛文件夹，其中的 README.md 写明要填什么。 / "
                       "Make a contest folder; README.md there says what to fill in.")
    new.formatter_class, new.epilog = argparse.RawDescriptionHelpFormatter, _rules_to_start_from()
    return parser


def _rules_to_start_from() -> str:
    gallery = documents.read_rules_gallery().query("rule != ''")
    return "已公布的规则 / published rules:\n" + "\n".join(
        f"  {row.rule:<24}{row.contest_zh} / {row.contest_en}" for row in gallery.itertuples())


def _language_of(options: argparse.Namespace) -> str:
    """The contest's language where it can be read, English otherwise."""
    try:
        return documents.read_language(options.folder)
    except (ContestError, AttributeError):
        return "en"


def _run(options: argparse.Namespace) -> int:
    problems, _ = _problems(options.folder)
    language = options.lang or _language_of(options)
    if problems:
        return _print_problems(problems, language)
    tables = options.out / "derived" if options.out else options.folder / "derived"
    report = options.out / "report" if options.out else _report_of(options.folder)
    archive.refuse_others(report, options.folder)

    def tell(step):
        print(f"[{STEPS.index(step) + 1}/{len(STEPS) + 1}] {wording.say(step, language)}", flush=True)

    with archive.lock_folder(tables, tell=lambda: _tell_waiting(tables, language)):
        contest = loading.read_contest(options.folder)
        for line in arrivals.describe_unread(loading.unread_files(contest), language):
            print(line, file=sys.stderr)
        decision = decide_contest(contest, tell=tell, progress=show_progress)
        print(f"[{len(STEPS) + 1}/{len(STEPS) + 1}] {wording.say('writing record and report', language)}", flush=True)
        # Everything is made before anything is written, so that an interruption leaves tables and report of one run.
        files, pages = outputs.run_files(decision)
        stored = record.parse_record(files["record.json"])
        with archive.lock_folder(report, tell=lambda: _tell_waiting(report, language)):
            archive.write_folder(tables, files)
            archive.write_folder(report, pages | archive.owner_file(report, options.folder))
    if decision.selection.tied:
        print(wording.say("Tables, record and report are written. There is no notice: a list with an open tie cannot be "
                            "published.", language), file=sys.stderr)
    check_decided(decision.selection)
    if options.quiet:
        return 0
    print()
    print("\n".join(record_sentences.describe_record(stored, language)))
    print("\n".join(_where_next(options.folder, tables, report, language, out=options.out)))
    return 0


def _report_of(folder: Path) -> Path:
    """Where a folder's report goes: below reports, by its path seen from here, so that 2026/hubei and 2027/hubei stay apart."""
    folder, here = folder.resolve(), Path.cwd()
    parts = folder.relative_to(here).parts if folder.is_relative_to(here) else (folder.name,)
    return Path("reports") / ("-".join(parts[1:] if parts[:1] == ("data",) else parts) or folder.name)


def _tell_waiting(folder: Path, language: str) -> None:
    print(wording.say("Another run is writing {folder}; this one waits for it.", language, folder=folder.as_posix()),
          flush=True)


def _where_next(folder: Path, tables: Path, report: Path, language: str, out: Path | None = None) -> list[str]:
    pages, notice = report / "notebooks", report / f"notice_{language}.html"
    proved = f"{_typed(folder)} --out {_typed(out)}" if out else _typed(folder)
    lines = record_sentences.describe_next(proved, tables.as_posix(), report.as_posix(),
                                    f"{pages.as_posix()}/" if pages.exists() else "", _python(), language,
                                    notice=notice.as_posix() if notice.exists() else "")
    if _own_report(report, folder) and (report / f"report_{language}.html").exists():
        return lines
    return [*(line for line in lines if not line.startswith(f"  {report.as_posix()}/")),
            wording.say("No report of this contest lies in {report}; `run` writes one.", language, report=report.as_posix())]


def _own_report(report: Path, folder: Path) -> bool:
    """Whether the report that lies there may be this contest's."""
    return archive.owner_of(report) in (None, folder.resolve())


def _typed(path: Path) -> str:
    """A path as it can be typed."""
    return f'"{path.as_posix()}"' if " " in str(path) else path.as_posix()


def _python() -> str:
    """The interpreter as it can be typed here: its path where it lies below this folder."""
    interpreter, here = Path(sys.executable), Path.cwd()
    return interpreter.relative_to(here).as_posix() if interpreter.is_relative_to(here) else "python"


def _problems(folder: Path) -> tuple[list[ContestError], Contest | None]:
    """Everything that keeps a contest from being run; the admissible weights where the rest is sound. And the contest, where its
    list can be drawn up for all that."""
    problems, contest = loading.examine_contest(folder)
    if not problems:
        try:
            region_of(loading.read_contest(folder).rules)
        except ContestError as error:
            problems.append(error)
    return problems, contest


def _further(problems: list[ContestError], contest: Contest | None) -> list[ContestError]:
    """What drawing up the list comes upon besides, where the problems leave it possible."""
    try:
        if contest is not None:
            try_contest(contest)
    except ContestError as error:
        return [] if str(error) in map(str, problems) else [error]
    return []


def _print_problems(problems: list[ContestError], language: str, labels: Mapping | None = None) -> int:
    for problem in problems:
        print(wording.describe_error(problem, language, labels), file=sys.stderr)
    return 2


def _check(options: argparse.Namespace) -> int:
    language = options.lang or _language_of(options)
    problems, tried = _problems(options.folder)
    if problems:
        return _print_problems([*problems, *_further(problems, tried)], language)
    contest = loading.read_contest(options.folder)
    try:
        standings, selection, ledger, panel = try_contest(contest)
        rows = [] if contest.rules.before else arrivals.describe_rows(loading.read_marks(contest), contest, language)
        if len(rough := arrivals.rough_orders(ledger)):
            counted = select_with_rough(contest, ledger, panel)
            rows = [*arrivals.describe_rough(rough, selection, counted, contest, language), *rows]
    except ContestError as error:
        return _print_problems([error], language)
    print("\n".join([*record_sentences.describe_trial(contest, standings, language, ledger=ledger, panel=panel),
                     *rows, *arrivals.describe_unread(loading.unread_files(contest), language),
                     *record_sentences.describe_seal({"seal": compare_with_seal(contest)}, language)]))
    return 0


def _verify(options: argparse.Namespace) -> int:
    language, stored = options.lang or _language_of(options), options.out or options.folder
    archive.recover_folder(stored / "derived")
    report = options.report or (options.out / "report" if options.out else _report_of(options.folder))
    if not options.report and not _own_report(report, options.folder):
        print(wording.say("The report in {folder} is another contest's; --report says where this one's lies.", language,
                            folder=report.as_posix()), file=sys.stderr)
        report = None
    found = verification.verify_record(options.folder, expect=options.expect, report=report, out=options.out)
    print("\n".join(verification.describe_extent(stored, report, language)), file=sys.stderr)
    if not found:
        print("identical")
        return 0
    print("\n".join(verification.describe_differences(found, language, report)))
    return 1


def _summary(options: argparse.Namespace) -> int:
    stored = documents.read_record(options.folder)
    language = options.lang or stored["contest"]["language"]
    folder, report = options.folder, _report_of(options.folder)
    print("\n".join(record_sentences.describe_record(stored, language)))
    print("\n".join(_where_next(folder, folder / "derived", report, language)))
    return 0


def _pdf(options: argparse.Namespace) -> int:
    language, report = options.lang or _language_of(options), _report_of(options.folder)
    archive.refuse_others(report, options.folder)
    browser = printing.find_browser()
    if browser is None:
        print(wording.say("No browser is here that prints without a window ({known}): open the report and print it there.",
                            language, known=", ".join(printing.BROWSERS)), file=sys.stderr)
        return 0
    pages, stored = [report / f"report_{language}.html" for language in LANGUAGES], documents.read_record(options.folder)
    for page in pages:
        verification.refuse_changed_page(report, page.name, stored)
    with archive.lock_folder(report, tell=lambda: _tell_waiting(report, language)):
        archive.add_files(report, {page.with_suffix(".pdf").name: printing.print_page(page, browser) for page in pages})
    print(wording.say("Printed: {files}.", language, files=", ".join(page.with_suffix(".pdf").as_posix() for page in pages)))
    return 0


def _compare(options: argparse.Namespace) -> int:
    before, after = documents.read_record(options.before), documents.read_record(options.after)
    language = options.lang or after["contest"]["language"]
    for path, stored in ((options.before, before), (options.after, after)):
        for line in verification.describe_stale(path, stored, language):
            print(line, file=sys.stderr)
    print("\n".join(comparison.describe_comparison(before, after, comparison.compare_records(before, after), language)))
    return 0 if before["digest"] == after["digest"] else 1


def _seal(options: argparse.Namespace) -> int:
    seal = archive.seal_contest(options.folder)
    language = options.lang or _language_of(options)
    print(wording.say("Rules and scenarios are sealed in {folder}/seal.json; publish this digest:", language,
                        folder=options.folder.as_posix()))
    print(seal["digest"])
    if seal["raw_files"]:
        print(wording.say("The seal was made when data had arrived already ({count} files).", language,
                            count=len(seal["raw_files"])))
    return 0


def _receive(options: argparse.Namespace) -> int:
    names = archive.receive_files(options.folder, sender=options.sender, day=options.on or date.today().isoformat())
    language, changed = options.lang or _language_of(options), registers.changed_files(options.folder)
    if names or not changed:
        print(wording.say("raw/SOURCES.csv now holds the sha256 of: {files}.", language, files=", ".join(names)) if names else
              wording.say("Every raw file has its sha256 in raw/SOURCES.csv already.", language))
    if changed:
        print(wording.say("WARNING: no longer as the sha256 of their card in raw/SOURCES.csv says: {files}. Restore them, or "
                            "correct the card and say why in its note.", language, files=", ".join(changed)), file=sys.stderr)
    return 1 if changed else 0


def _sheets(options: argparse.Namespace) -> int:
    contest = registers.read_prepared(options.folder)
    language, out = options.lang or contest.rules.language, options.out or options.folder / "sheets"
    assignment = None if options.per_team is None else assign_contest(contest, options.per_team)
    files, rule = sheets.score_sheets(contest, language, assignment), contest.rules.panel
    if options.per_team is not None and rule.method == "trimmed" and options.per_team < rule.minimum_judges:
        print(wording.say("With {count} judges a team no mark will be dropped: rules.toml [panel] drops the extremes from "
                            "minimum_judges = {least} marks on.", language, count=options.per_team, least=rule.minimum_judges),
              file=sys.stderr)
    archive.write_sheets(out, files)
    print(wording.say("Score sheets are in {folder}: {files}.", language, folder=out.as_posix(), files=", ".join(files)))
    raw = options.folder / Path(contest.rules.tables["marks"].files[0]).parent
    print(wording.say("Once filled in, put them into {folder} under the same names, then: {receive}", language,
                        folder=raw.as_posix(), receive=f"{_python()} -m contestlib receive {_typed(options.folder)}"))
    return 0


def _weights(options: argparse.Namespace) -> int:
    rules, _ = registers.read_rules(options.folder)
    language = options.lang or rules.language
    if options.members or not documents.weight_workbooks(options.folder):
        members = options.members or [wording.say("member {number}", language, number=n) for n in range(1, MEMBERS + 1)]
        path = archive.write_weight_sheets(options.folder, blank_weight_sheets(rules.indicators, members, language))
        print(wording.say("Blank sheets for {count} members stand in {file}. When they are filled in, put them all into that "
                            "folder and give the same command again.", language, count=len(members), file=path.as_posix()))
        return 0
    statements, codes = documents.read_weight_sheets(options.folder), [indicator.code for indicator in rules.indicators]
    problems, labels = check_members(statements, codes), wording.indicator_names(rules, language)
    if problems:
        if archive.discard_proposals(options.folder):
            print(wording.say("weights/proposals.csv of an earlier reading has been removed.", language), file=sys.stderr)
        return _print_problems(problems, language, labels)
    weights = member_weights(statements, codes)
    if not statements.attrs["listed"]:
        print(wording.say("No workbook brings the list of members back: {count} members are pooled, and whether anybody is "
                            "missing cannot be told.", language, count=len(weights)))
    print("\n".join(record_sentences.describe_proposals(weights, {}, labels, language)))
    pools = pool_every_way(weights)
    print("\n".join(record_sentences.describe_proposals({}, pools, labels, language)))
    table = proposal_table(weights | {f"pooled-{method}": pool for method, pool in pools.items()})
    columns = list(documents.read_scenario_table(options.folder))
    path = archive.write_proposals(options.folder, csv_bytes(table.reindex(columns=columns, fill_value="")))
    print(wording.say("{file} holds these weightings as rows. Copied to scenarios.csv, they are scenarios; with hull = {names} "
                        "in rules.toml [admissible], in place of around, percent and points, every mixture of them is "
                        "admissible.", language, file=path.as_posix(),
                        names=json.dumps(list(weights), ensure_ascii=False)))
    print(f"  {_python()} -m contestlib check {_typed(options.folder)}")
    return 0


def _new(options: argparse.Namespace) -> int:
    archive.new_contest(options.folder, options.like)
    print(wording.say("A contest folder stands at {folder}. Fill in what README.md there lists, then:",
                        options.lang or "zh", folder=options.folder.as_posix()))
    if options.like:
        print(wording.say("Its teams and numbers are samples: put your own in their place.", options.lang or "zh"))
    print(f"  {_python()} -m contestlib check {_typed(options.folder)}")
    print(f"  {_python()} -m contestlib run {_typed(options.folder)}")
    return 0


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):  # `check DIR | head -1` ends as other programs end there
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
