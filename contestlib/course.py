"""Exercises that check themselves: what is wrong with an answer, in words that do not give it away."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

import numpy as np
import pandas as pd

from contestlib.catalogue import COLUMN_WORDS, FACTOR_WORDS, translate
from contestlib.errors import ContestError, RulesError
from contestlib.questions import QUESTIONS, Names, Number, Word
from contestlib.rounding import round_half_up
from contestlib.wording import describe_error, indicator_names, say, team_names

NEAR = 0.05  # of the right number: beyond, rounding is not what went wrong


@dataclass(frozen=True)
class Feedback:
    """What a check says of one answer.

    Attributes
    ----------
    question : str
    right : bool
    words : str
        A sentence in the language of the notebook.
    """

    question: str
    right: bool
    words: str

    def _repr_markdown_(self) -> str:
        return f"{'✓' if self.right else '✗'} {self.words}"


def examiner(language: str, **given) -> Callable[[str, object], Feedback]:
    """A function that checks answers against what the library makes of `given`.

    Parameters
    ----------
    language : {"zh", "en"}
        Of the feedback.
    **given
        What the questions are about, by name: contest, ledger, standings …

    Returns
    -------
    check : callable
        ``check(question, answer)`` returns a `Feedback`. Nothing expected is stored: it is computed at each check.

    Examples
    --------
    >>> import pandas as pd
    >>> from contestlib import Rules, evaluate
    >>> table = pd.DataFrame({"marks": [0.9, 0.8, 0.3]}, index=["A", "B", "C"])
    >>> check = examiner("en", standings=evaluate(table, Rules(places=2), {"marks": 1}))
    >>> check("list", ["A", "C"])
    Feedback(question='list', right=False, words='1 of your 2 belong here; 1 missing.')
    >>> check("list", {"B", "A"}).right, check("list", ...).words
    (True, 'Not answered yet: put your answer in place of the three dots.')
    """
    facts, before = SimpleNamespace(**given), ("", ...)

    def check(question: str, answer: object) -> Feedback:
        nonlocal before
        if question not in QUESTIONS:
            raise RulesError(found="the question {name!r}", expected="one of {known}", where="the exercise",
                             remedy="copy its name from the notebook", name=question, known=", ".join(QUESTIONS))
        if answer is ...:
            return Feedback(question, False, say("Not answered yet: put your answer in place of the three dots.", language))
        wrong = _complaint(QUESTIONS[question], facts, answer, language)
        if wrong and answer is before[1] and question != before[0]:
            wrong += say(" (The question before had the same answer: did the cell above stop with an error?)", language)
        before = question, answer
        return Feedback(question, not wrong, wrong or say("Right.", language))

    return check


def _complaint(kind, facts: SimpleNamespace, answer: object, language: str) -> str:
    if isinstance(kind, Number):
        return _about_number(kind.expected(facts), answer, kind.decimals, language)
    among = _spoken(kind.among(facts), facts)
    if isinstance(kind, Names):
        return _about_names(kind.expected(facts), answer, among, language)
    if isinstance(kind, Word):
        return _about_word(kind.expected(facts), _single(answer), among, language)
    if kind.of == "weights" and not isinstance(answer, (Mapping, pd.Series)):
        return say('Weights by code are asked for, in the form {{"{code}": 30, …}}.', language, code=min(set(among.values())))
    if kind.of == "name" and _meant(_single(answer), among) is None:
        return _about_unknown(_single(answer), (), among, language)
    try:
        return kind.complaint(facts, _plain(answer, among), language)
    except ContestError as error:  # what the library refuses, it explains
        return describe_error(error, language)
    except (TypeError, ValueError, KeyError, AttributeError):
        return say("This cannot be tried out: look again at the form that the question asks for.", language)


def _spoken(among: Collection, facts: SimpleNamespace) -> dict:
    """What can be named, by itself and by every way in which the notebooks print it, where no two things are so called."""
    contest = getattr(facts, "contest", None)
    codes = () if contest is None else {one.code for one in contest.rules.indicators}  # which elsewhere are other things' codes
    called = [(translate(word, language), name) for name in among if isinstance(name, str) and name not in codes
              for language in ("zh", "en") for word in (name, FACTOR_WORDS.get(name, name), COLUMN_WORDS.get(name, name))]
    for labels in () if contest is None else (
            contest.teams["name_zh"], contest.teams.get("name_en", contest.teams["name_zh"]),
            *(words for language in ("zh", "en") for words in (team_names(contest, language),
                                                               indicator_names(contest.rules, language)))):
        called += [(label, name) for name, label in labels.items() if name in among]
    spellings = {}
    for label, name in [*called, *((name, name) for name in among)]:
        spellings.setdefault(_spelling(label), set()).add(name)
    return {spelling: next(iter(names)) for spelling, names in spellings.items() if len(names) == 1} | {
        name: name for name in among}


def _spelling(name: object) -> object:
    """A name without regard to blanks, capitals and width."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold() if isinstance(name, str) else name


def _meant(name: object, among: Mapping) -> object:
    """What a name stands for; None where it stands for nothing."""
    try:
        return among[name] if name in among else among.get(_spelling(name))
    except TypeError:  # a list or a table, also inside of a result
        return None


def _single(answer: object) -> object:
    """The one thing in a list of one, as it is."""
    if isinstance(answer, (list, tuple, set, frozenset, pd.Index, np.ndarray, pd.Series)) and len(answer) == 1:
        return next(iter(answer))
    return answer


def _plain(answer: object, among: Mapping) -> object:
    """An answer, or the keys of one, by the names that the library uses."""
    def known(name):
        meant = _meant(name, among)
        return name if meant is None else meant

    if isinstance(answer, (dict, pd.Series)):
        return {known(name): value for name, value in answer.items()}
    return known(_single(answer))


def _about_number(expected: float, answer: object, decimals: int, language: str) -> str:
    try:
        number = float("nan") if isinstance(answer, (str, bool)) else float(answer)
    except (TypeError, ValueError):
        number = float("nan")
    if number != number:
        return say("A number is asked for.", language)
    if not decimals and number % 1:
        return say("A whole number is asked for.", language)
    allowed = 0.5 * 10.0 ** -decimals * (1 + 1e-9)
    if abs(number - expected) <= allowed:
        return ""
    if min(abs(number / 100 - expected), abs(number * 100 - expected)) <= 0.005 * abs(expected):
        return say("A hundred times too much or too little: mind the unit (fen and yuan, shares and percent).", language)
    if abs(number + expected) <= allowed:
        return say("The sign is wrong.", language)
    near = abs(number - expected) <= abs(expected) * NEAR
    if near and any(number == round_half_up(expected, fewer) for fewer in range(decimals)):
        return say("Close, but rounded too early: {decimals} decimals are asked for.", language, decimals=decimals)
    return say("Too large.", language) if number > expected else say("Too small.", language)


def _about_names(expected: Iterable, answer: object, among: Mapping, language: str) -> str:
    if isinstance(answer, str):
        answer = [answer]
    if not isinstance(answer, Iterable) or isinstance(answer, Mapping):
        return say('A list of names is asked for, in the form ["…", "…"].', language)
    answer = list(answer)
    if any(isinstance(name, (bool, np.bool_)) for name in answer):
        return say("True and False are no names: give the names for which it is true.", language)
    unknown = [name for name in answer if _meant(name, among) is None]
    if unknown:
        return _about_unknown(unknown[0], expected, among, language)
    wanted, given = set(expected), {_meant(name, among) for name in answer}
    if given == wanted:
        return ""
    right = len(given & wanted)
    if wanted < given:
        return say("{right} of your {given} belong here: {more} too many.", language, right=right, given=len(given),
                   more=len(given) - right)
    return say("{right} of your {given} belong here; {missing} missing.", language, right=right, given=len(given),
               missing=len(wanted - given))


def _about_word(expected: object, answer: object, among: Mapping, language: str) -> str:
    if isinstance(answer, (int, float, np.number)):
        return say("No number, but a name or a text is asked for, in quotes and as it stands in the question or in the tables.",
                   language)
    if _meant(answer, among) is None:
        return _about_unknown(answer, (expected,), among, language)
    return "" if _meant(answer, among) == expected else say("No: another one.", language)


def _about_unknown(answer: object, expected: Iterable, among: Mapping, language: str) -> str:
    """That nothing is so called, with the form of a name, shown by one that is no answer."""
    others = sorted(map(str, set(among.values()) - set(expected)))
    if not others:
        return say("{name} is not among what can be named here.", language, name=repr(answer)[:60])
    return say("{name} is not among what can be named here; the form is that of {example}.", language, name=repr(answer)[:60],
               example=f'"{others[0]}"')
