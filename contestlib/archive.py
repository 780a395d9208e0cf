"""The only writer of files: whole or not at all, one run at a time."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from contestlib.canonical import csv_bytes, json_bytes
from contestlib.documents import read_rules_gallery, read_seal
from contestlib.errors import DataError, RulesError
from contestlib.outputs import derived_files
from contestlib.rawfiles import bytes_of, read_gallery, read_template
from contestlib.record import parse_record
from contestlib.records import Decision
from contestlib.registers import cards_received, read_rules
from contestlib.seal import seal_rules

OWNER = "contest.txt"  # in a report's folder: the path from there to the contest whose report it is
WAIT = 0.2  # seconds between two looks at a lock


def write_folder(folder: str | Path, files: dict[str, bytes]) -> None:
    """Replace a folder by `files` as a whole: whoever looks sees the old contents or the new ones.

    Parameters
    ----------
    folder : path
    files : dict of str to bytes
        Contents by relative POSIX path.

    Raises
    ------
    DataError
        The place cannot be written; nothing has changed then.
    """
    folder = Path(folder)
    new, old = (folder.with_name(f".{folder.name}.{suffix}") for suffix in ("new", "old"))
    try:
        restore_folder(folder)
        shutil.rmtree(new, ignore_errors=True)
        for name, content in files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, content)
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    except OSError as error:
        restore_folder(folder)
        raise _cannot_write(folder, error) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def restore_folder(folder: str | Path) -> None:
    """Put back what an interrupted `write_folder` had moved aside."""
    folder = Path(folder)
    old = folder.with_name(f".{folder.name}.old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def recover_folder(folder: str | Path) -> None:
    """`restore_folder` where there is something to put back, and no run at work."""
    folder = Path(folder)
    if folder.with_name(f".{folder.name}.old").exists():
        with lock_folder(folder):
            restore_folder(folder)


@contextmanager
def lock_folder(folder: str | Path, tell: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keep every other run away from a folder; the operating system takes the lock from a process that was killed.

    Parameters
    ----------
    folder : path
        What is going to be replaced; it need not exist.
    tell : callable
        Called once where another run holds the lock, before waiting for it.

    Raises
    ------
    DataError
        The place cannot be written.
    """
    folder = Path(folder)
    path = folder.with_name(f".{folder.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = open(path, "ab")
    except OSError as error:
        raise _cannot_write(folder, error) from error
    with stream:
        if not _locked(stream):
            tell()
            while not _locked(stream):
                time.sleep(WAIT)
        yield


def _locked(stream) -> bool:
    """Whether this process holds the lock of an open file now."""
    try:
        if os.name == "nt":
            import msvcrt
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def owner_of(report: str | Path) -> Path | None:
    """The contest folder whose report a folder holds; None where it does not say, or where that contest is no longer there."""
    report = Path(report).resolve()
    if not (report / OWNER).is_file():
        return None
    owner = (report / bytes_of(report / OWNER, OWNER).decode("utf-8", errors="replace").strip()).resolve()
    return owner if owner.is_dir() else None


def owner_file(report: str | Path, folder: str | Path) -> dict[str, bytes]:
    """The file that says in a report's folder whose report it is, by name.

    Raises
    ------
    DataError
        Another contest's report stands there.
    """
    report, folder = Path(report), Path(folder)
    refuse_others(report, folder)
    try:
        path = os.path.relpath(folder.resolve(), report.resolve())
    except ValueError:  # on another drive
        path = str(folder.resolve())
    return {OWNER: f"{Path(path).as_posix()}\n".encode()}


def refuse_others(report: Path, folder: Path) -> None:
    """A `DataError` where the report of another contest than that in `folder` stands."""
    owner = owner_of(report)
    if owner is not None and owner != folder.resolve():
        raise DataError(found="the report of another contest, {owner}", expected="nothing, or the report of {folder}",
                        where="{report}", remedy="give `run` another place with --out, or move that report away",
                        owner=owner.as_posix(), folder=folder.as_posix(), report=report.as_posix())


def write_record(decision: Decision, folder: str | Path) -> dict:
    """Write a run's record and tables into `folder`, which they replace, and return the record."""
    files = derived_files(decision)
    with lock_folder(folder):
        write_folder(folder, files)
    return parse_record(files["record.json"])


def seal_contest(folder: str | Path) -> dict:
    """Seal a contest's rules and scenarios: write seal.json, whose digest is to be published.

    Parameters
    ----------
    folder : path
        A contest folder whose rules are sound; raw files need not be there yet.

    Returns
    -------
    dict
        As `seal.seal_rules` returns it.

    Raises
    ------
    DataError
        Another seal stands there; a seal is never replaced.
    """
    folder = Path(folder)
    rules, raw_files = read_rules(folder)
    seal, standing = seal_rules(rules, raw_files), read_seal(folder)
    if standing is not None and standing != seal:
        raise DataError(found="a seal with the digest {digest}…", expected="none, or one of the same rules",
                        where="{folder}/seal.json",
                        remedy="keep it, and let the runs say what differs; or remove the file and publish the new digest",
                        digest=str(standing.get("digest", ""))[:12], folder=folder.as_posix())
    _replace_file(folder / "seal.json", json_bytes(seal))
    return seal


def receive_files(folder: str | Path, *, sender: str = "", day: str = "") -> tuple[str, ...]:
    """Write into raw/SOURCES.csv what `loading.cards_received` says; the names of the files whose sha256 is new there."""
    cards, names = cards_received(folder, sender=sender, day=day)
    if names:
        _replace_file(Path(folder) / "raw" / "SOURCES.csv", csv_bytes(cards.set_index("file")))
    return names


def new_contest(folder: str | Path, like: str = "") -> None:
    """Make a contest folder to fill in; an existing one is left alone.

    Parameters
    ----------
    folder : path
    like : str
        A rule of `read_rules_gallery`: then the folder holds that rule, with a few invented teams in place of the real ones.

    Raises
    ------
    DataError
        Something stands there already.
    RulesError
        No such rule.
    """
    _refuse_standing(Path(folder))
    write_folder(folder, _like_rule(like) if like else read_template())


def write_sheets(folder: str | Path, sheets: dict[str, bytes]) -> None:
    """Write blank score sheets into a new folder; sheets that somebody may have filled in are left alone.

    Raises
    ------
    DataError
        Something stands there already.
    """
    _refuse_standing(Path(folder))
    write_folder(folder, sheets)


def _refuse_standing(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(found="something there already", expected="a new or empty folder", where="{folder}",
                        remedy="choose another name", folder=folder.as_posix())


def _like_rule(rule: str) -> dict[str, bytes]:
    """The files of a rule of the gallery, with the templates of those that it does without, and where it comes from."""
    gallery = read_rules_gallery()
    known = gallery[gallery["rule"] != ""].set_index("rule")
    if rule not in known.index:
        raise RulesError(found="no rule called {rule!r}", expected="one of {known}", where="the rules gallery",
                         remedy="use one of these names, or start from the empty templates without --like", rule=rule,
                         known=", ".join(known.index))
    template, row = read_template(), known.loc[rule]
    origin = (f"\n---\n\n规则来源：{row['contest_zh']}（{row['source']}）。采用的理解：{row['reading_zh']}。"
              "队伍与数字均为虚构，换成真实数据后，把 rules.toml 中的 synthetic 改为 false；"
              "规则有改动，就去掉其中的 published_zh 与 published_en。\n\n"
              f"The rule: {row['contest_en']} ({row['source']}). Reading taken: {row['reading_en']}. "
              "Teams and numbers are invented; when real ones stand in their place, set synthetic = false in rules.toml; when "
              "the rule is changed, take published_zh and published_en out of it.\n")
    files = {name.removeprefix(f"{rule}/"): content for name, content in read_gallery().items() if name.startswith(f"{rule}/")}
    return {name: template[name] for name in ("aliases.csv", "decisions.csv")} | files | {
        "README.md": template["README.md"] + origin.encode("utf-8")}


def write_weight_sheets(folder: str | Path, workbook: bytes) -> Path:
    """Write the members' blank sheets into a contest's folder ``weights``, where nothing stands yet.

    Raises
    ------
    DataError
        Workbooks stand there; members may have filled them in.
    """
    folder = Path(folder) / "weights"
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DataError(found="something there already", expected="a new or empty folder", where="{folder}",
                        remedy="read the sheets that stand there, or put them elsewhere first", folder=folder.as_posix())
    write_folder(folder, {"weights.xlsx": workbook})
    return folder / "weights.xlsx"


def write_proposals(folder: str | Path, table: bytes) -> Path:
    """Write what the members' sheets say, as rows of scenarios, beside the sheets."""
    path = Path(folder) / "weights" / "proposals.csv"
    _replace_file(path, table)
    return path


def discard_proposals(folder: str | Path) -> bool:
    """Remove what an earlier reading of the sheets wrote, lest it be taken for what they say now; whether there was any."""
    path = Path(folder) / "weights" / "proposals.csv"
    there = path.exists()
    path.unlink(missing_ok=True)
    return there


def add_files(folder: str | Path, files: dict[str, bytes]) -> None:
    """Write files beside what a folder holds, each of them whole or not at all."""
    for name, content in files.items():
        _replace_file(Path(folder) / name, content)


def _replace_file(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    try:
        _write_whole(new, content)
        new.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written nothing can be removed
            new.unlink()
        raise _cannot_write(path.parent, error) from error


def _write_whole(path: Path, content: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _cannot_write(folder: Path, error: OSError) -> DataError:
    return DataError(found="a place that cannot be written ({detail})", expected="a folder with room and permission",
                     where="{folder}", remedy="free space, change its permissions, or choose another with --out",
                     folder=folder.as_posix(), detail=error.strerror or str(error))
