"""The panel's marks when judges are drawn again: worked out once for each set of judges, where there are few sets."""

from __future__ import annotations

from math import comb

import numpy as np

from contestlib.panel import OWN_MARKS, panel_marks
from contestlib.rules import PanelRule

CELLS = 1 << 20  # marks that are kept: sets of judges times teams


class RedrawnPanel:
    """One criterion's marks out of judges that are drawn with replacement.

    Parameters
    ----------
    marks : ndarray, shape (R, J)
        NaN = absent.
    rule : PanelRule
    criterion : str
        Whose factor counts.
    """

    def __init__(self, marks: np.ndarray, rule: PanelRule, criterion: str):
        self.marks, self.rule, self.criterion = marks, rule, criterion
        teams, judges = marks.shape
        sets = comb(2 * judges - 1, judges)
        # The order in which judges are drawn changes nothing: such rules put a team's marks in order first.
        self.few = judges > 0 and rule.method in OWN_MARKS and sets * teams <= CELLS
        if self.few:
            # Sets of judges are numbered by sums of binomial coefficients (the combinatorial number system).
            self.terms = np.array([[comb(judge + at, at + 1) for judge in range(judges)] for at in range(judges)])
            self.known, self.kept = np.zeros(sets, dtype=bool), np.empty((sets, teams))

    def marks_under(self, drawn: np.ndarray) -> np.ndarray:
        """The panel's marks, NaN where no mark stands, shape (D, R).

        Parameters
        ----------
        drawn : ndarray of int, shape (D, any)
            Which judges mark, one panel a row.

        Examples
        --------
        >>> panel = RedrawnPanel(np.array([[6.0, 8.0], [5.0, np.nan]]), PanelRule("mean"), "welfare")
        >>> panel.marks_under(np.array([[0, 1], [1, 0], [1, 1]])).tolist()
        [[7.0, 5.0], [7.0, 5.0], [8.0, nan]]
        """
        if not self.few or drawn.shape[1] != self.marks.shape[1]:
            return self._work_out(drawn)
        number = self.terms[np.arange(drawn.shape[1]), np.sort(drawn, axis=1)].sum(axis=1)
        fresh = np.flatnonzero(~self.known[number])
        fresh = fresh[np.unique(number[fresh], return_index=True)[1]]
        if len(fresh):
            self.kept[number[fresh]] = self._work_out(drawn[fresh])
            self.known[number[fresh]] = True
        return self.kept[number]

    def _work_out(self, drawn: np.ndarray) -> np.ndarray:
        return panel_marks(self.marks[:, drawn].swapaxes(0, 1), self.rule, criterion=self.criterion)
