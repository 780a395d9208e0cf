"""Terms and methodology cards as notebooks, report and pages show them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

import pandas as pd

from contestlib.catalogue import COLUMN_WORDS, translate
from contestlib.documents import read_cards, read_glossary
from contestlib.errors import RulesError
from contestlib.rules import Rules
from contestlib.wording import indicator_names, joined, say

# How the fields of a card are called.
FIELDS = {"what": "What", "why": "Why", "formula": "Formula", "example": "Example", "misleads": "How it can mislead",
          "source": "Source"}
DAMAGE = re.compile(r"(\d+) values under (\d+) headers")  # what is wrong with the shape of a row


def explain_words(words: Collection[str], language: str, *, rules: Rules | None = None) -> list[tuple[str, str]]:
    """Word and meaning of everything in `words` that the glossary has, in its order.

    Parameters
    ----------
    words : collection of str
        Such as the headings and cells of tables in `language`.
    language : {"zh", "en"}
    rules : Rules, optional
        Their indicators are explained first, under the labels that these rules give them.

    Returns
    -------
    list of (str, str)

    Examples
    --------
    >>> explain_words(["rank", "certain", "T57"], "en")[0]
    ('rank', 'competition rank by the official total')
    >>> [word for word, meaning in explain_words({"名次", "必定入选"}, "zh")]
    ['名次', '必定入选']
    """
    table, meaning = read_glossary(), f"meaning_{language}"
    labels = {} if rules is None else indicator_names(rules, language).to_dict()
    by_code = table[table["code"] != ""].set_index("code")[meaning]
    found = {label: by_code[code] for code, label in labels.items() if code in by_code}
    for entry in table[table["code"] == ""].to_dict("records"):
        word = entry[language]
        if word in words and entry[meaning] not in found.get(word, ""):
            found[word] = found[word] + say("; ", language) + entry[meaning] if word in found else entry[meaning]
    return list(found.items())


def explain_pairs(words: Collection[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Meaning of every word in `words` that the glossary has, in its order: a word in one language that is two words in the other
    is two words.

    Parameters
    ----------
    words : collection of (str, str)
        Chinese and English.

    Returns
    -------
    dict of (str, str) to (str, str)

    Examples
    --------
    >>> explain_pairs([("下限", "from"), ("甲", "A")])
    {('下限', 'from'): ('区间的最小值', 'lower end of the interval')}
    """
    table = read_glossary()
    table = table[table["code"] == ""]
    return {word: meaning for word, meaning in zip(zip(table["zh"], table["en"], strict=True),
                                                   zip(table["meaning_zh"], table["meaning_en"], strict=True), strict=True)
            if word in words}


def show_table(table: pd.DataFrame | pd.Series, language: str, *names: Mapping) -> pd.DataFrame:
    """A table of the library as people read it: headings and words in `language`, ids and codes by their names.

    Parameters
    ----------
    table : DataFrame or Series
    language : {"zh", "en"}
    *names : mapping or Series
        Display names by id or code, such as those of teams, indicators and scenarios.

    Returns
    -------
    DataFrame
        The same rows, columns and numbers; several ids in a cell, one after the other, are named one after the other.

    Examples
    --------
    >>> table = pd.DataFrame({"leaves": ["T1 T2"], "event": ["moved-up"]}, index=pd.Index(["likes"], name="indicator"))
    >>> show_table(table, "zh", {"likes": "点赞", "T1": "甲", "T2": "乙"}).reset_index().to_dict("records")
    [{'指标': '点赞', '谁出': '甲、乙', '事项': '递补'}]
    """
    known = {name: label for labels in names for name, label in labels.items()}
    statuses = dict(read_glossary().query("kind == 'status'")[["en", language]].to_numpy())

    def word(value):
        if isinstance(value, tuple):
            return joined(map(word, value), language)
        if value is pd.NA:
            return "–"
        if not isinstance(value, str) or value == "":
            return value
        if value in known:
            return known[value]
        if all(part in known for part in value.split()):
            return joined([known[part] for part in value.split()], language)
        if damage := DAMAGE.fullmatch(value):
            return say("{values} values under {width} headers", language, values=damage[1], width=damage[2])
        return statuses.get(value) or translate(value, language)

    def heading(name):
        return known.get(name) or translate(COLUMN_WORDS.get(name, name), language) if isinstance(name, str) else name

    frame = table.to_frame() if isinstance(table, pd.Series) else table
    shown = frame.map(word).rename(columns=heading).rename(index=word)
    return shown.rename_axis(index=[heading(name) for name in shown.index.names])


def describe_glossary(language: str, notebook: str = "") -> str:
    """The glossary as a Markdown table: all of it, or the words (no headings of tables) that first matter in one notebook.

    All of it is in the order of the alphabet in English, in that of the data's path in Chinese, as in the notebooks.

    Examples
    --------
    >>> print(describe_glossary("en", "06").splitlines()[2])
    | joint uncertainty | how the list varies when everything left open varies together |
    """
    table, head = read_glossary(), (say("Term", language), say("Meaning", language))
    if notebook:
        table = table[(table["notebook"] == notebook) & (table["kind"] != "heading")]
    elif language == "en":
        table = table.sort_values("en", key=lambda words: words.str.casefold(), kind="stable")
    words = (table[language] if notebook else table["zh"] + " · " + table["en"]) + table["code"].map(
        lambda code: f" `{code}`" if code else "")
    rows = zip(words, table[f"meaning_{language}"], strict=True)
    return "\n".join(["| {} | {} |".format(*head), "|---|---|", *("| {} | {} |".format(*row) for row in rows)])


def describe_card(step: str, language: str) -> str:
    """One methodology card as Markdown.

    Raises
    ------
    RulesError
        No card of that name; the message lists those there are.

    Examples
    --------
    >>> print(describe_card("ranking", "en").splitlines()[0])
    ### Rounding and ranking
    """
    cards = read_cards()
    if step not in set(cards["step"]):
        raise RulesError(found="no card {name!r}", expected="one of {known}", where="the methodology cards",
                         remedy="name one of them", name=step, known=", ".join(cards["step"].unique()))
    fields = cards[cards["step"] == step].set_index("field")[language]
    return "\n".join([f"### {fields['title']}", "",
                      *(f"* **{say(words, language)}**{say(': ', language)}{fields[field]}" for field, words in FIELDS.items())])


def describe_cards(language: str, notebook: str = "") -> str:
    """All methodology cards, or those of one notebook, as Markdown."""
    cards = read_cards()
    steps = cards.loc[(cards["notebook"] == notebook) | (notebook == ""), "step"].unique()
    return "\n\n".join(describe_card(step, language) for step in steps)
