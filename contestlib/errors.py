"""What goes wrong, told in four parts: what was found, what was expected, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial


@dataclass(frozen=True)
class Words:
    """A phrase that fills a field of a message and is said in the message's language, too.

    Examples
    --------
    >>> Words("{judge} recused", {"judge": "J1"}).say()
    'J1 recused'
    """

    template: str
    values: dict = field(default_factory=dict)

    def say(self, translate=str) -> str:
        said = translate(self.template)  # without values it may be somebody's own text, braces and all
        return said.format(**_in_words(self.values, translate)) if self.values else said


def _in_words(values: dict, translate) -> dict:
    """What fills the fields of a message: phrases in its language, several of them one after the other; codes and cells, which
    are single words, as they stand in the files."""
    def word(value):
        if isinstance(value, Words):
            return value.say(translate)
        if isinstance(value, tuple):
            return translate(", ").join(str(word(part)) for part in value)
        return translate(value) if isinstance(value, str) and " " in value else value

    return {name: word(value) for name, value in values.items()}


class ContestError(ValueError):
    """A problem that the person who runs the contest can mend.

    The four parts are English templates; ``values`` fills their fields. Keeping them apart lets the
    command line say the same sentence in the contest's language (``sentences.describe_error``).

    Parameters
    ----------
    found, expected, where, remedy : str
        Templates for `str.format`.
    **values
        What fills the templates' fields.

    Examples
    --------
    >>> print(RulesError(found="scenario {name!r} has weights summing to {total}", expected="1",
    ...                  where="scenarios.csv line {line}", remedy="correct the row",
    ...                  name="welfare-first", total="0.95", line=4))
    scenario 'welfare-first' has weights summing to 0.95 (expected 1) at scenarios.csv line 4; correct the row.
    """

    def __init__(self, *, found: str, expected: str, where: str, remedy: str, **values):
        self.found, self.expected, self.where, self.remedy = found, expected, where, remedy
        self.values = values
        super().__init__(self.say())

    def __reduce__(self):
        parts = {name: getattr(self, name) for name in ("found", "expected", "where", "remedy")}
        return partial(type(self), **parts, **self.values), ()

    @property
    def place(self) -> str:
        """Where, in English: the file's name comes first where it is one of a contest's folder."""
        return self.where.format(**_in_words(self.values, str))

    def say(self, sentence: str = "{found} (expected {expected}) at {where}; {remedy}.", translate=str) -> str:
        """Fill the four templates into one `sentence`; templates and phrases pass through `translate` first."""
        values = _in_words(self.values, translate)
        parts = {name: translate(getattr(self, name)).format(**values)
                 for name in ("found", "expected", "where", "remedy")}
        return translate(sentence).format(**parts)


class DataError(ContestError):
    """A file, table or value as received cannot be used as it is."""


class RulesError(ContestError):
    """The committee's rules contradict themselves or do not fit the data."""


class TieError(ContestError):
    """A tie stands where the rules ask for a decision."""


def raise_or_add(found: list[ContestError], problems: list[ContestError] | None) -> None:
    """The first of the errors found is raised, or all of them join a list that collects them."""
    if problems is None and found:
        raise found[0]
    if problems is not None:
        problems += found
