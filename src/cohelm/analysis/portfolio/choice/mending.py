"""A choice mended by hand's rules: what does not fit goes, what brings most comes, one for another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cohelm.analysis.portfolio.choice.program import Program, Whole
from cohelm.analysis.portfolio.choice.relaxation import Real

Flags = npt.NDArray[np.bool_]
ROUNDS = 12
"""So often one is taken for another at the most."""
NUMBERS = 2_000_000
"""So many numbers are compared in a round: pairs times rows."""


def mended(
    program: Program, terms: Whole, prices: Real, begin: Flags, barred: Flags
) -> Flags | None:
    """The columns taken; None where nothing more can go and a row is still broken.

    `prices` by row tell what is dear; of synergies nothing is known while it is mended.
    """
    return _Mending(program, terms, prices, barred).mended(begin)


class _Mending:
    """The rows that somebody demands, and what each column brings beyond the prices of its use."""

    def __init__(self, program: Program, terms: Whole, prices: Real, barred: Flags) -> None:
        self.program, self.terms = program, terms
        rows = [n for n, words in enumerate(program.words) if words]
        self.uses, self.room = program.dense[:, rows], program.most[rows]
        self.gain = terms - self.uses @ prices[rows]
        self.open = ~barred
        self.open[len(program.columns) :] = False
        self.of = {column: n for n, column in enumerate(program.columns)}

    def mended(self, begin: Flags) -> Flags | None:
        taken = begin & self.open
        if not self._with_musts(taken) or not self._fitting(taken):
            return None
        self._filled(taken)
        for _ in range(ROUNDS):
            if not self._exchanged(taken):
                break
            self._filled(taken)
        return taken

    def _with_musts(self, taken: Flags) -> bool:
        """Takes what has to be in, in the best of its starts; False where it may not be taken."""
        for group in np.flatnonzero(self.program.must):
            mine = np.flatnonzero((self.program.group == group) & self.open)
            if not len(mine):
                return False
            if not taken[mine].any():
                for column in self._bundle(int(mine[self.gain[mine].argmax()]), taken):
                    taken[column] = True
        return True

    def _fitting(self, taken: Flags) -> bool:
        """Lets go what brings least for what it frees, until every row is kept."""
        used = self.uses[taken].sum(axis=0)
        while (over := np.maximum(used - self.room, 0)).any():
            may_go = np.flatnonzero(taken & ~self.program.must[self.program.group])
            freed = np.clip(self.uses[may_go], 0, over) @ (1 / np.maximum(over, 1))
            may_go, freed = may_go[freed > 0], freed[freed > 0]
            if not len(may_go):
                return False
            column = may_go[(np.maximum(self.terms[may_go], 0) / freed).argmin()]
            taken[column] = False
            used = used - self.uses[column]
        return True

    def _filled(self, taken: Flags) -> None:
        """Takes, with what they need, the columns that bring most, as long as any fits."""
        used = self.uses[taken].sum(axis=0)
        full = np.zeros(len(self.program.must), bool)
        full[self.program.group[taken]] = True
        for column in np.argsort(-self.gain, kind="stable").tolist():
            if full[self.program.group[column]] or not self.open[column]:
                continue
            bundle = self._bundle(column, taken)
            after = used + self.uses[bundle].sum(axis=0)
            if self.terms[bundle].sum() > 0 and (after <= self.room).all():
                taken[bundle] = True
                full[self.program.group[bundle]] = True
                used = after

    def _bundle(self, column: int, taken: Flags) -> list[int]:
        """A column and those of what it needs that is not taken, each as late as it may start."""
        found, waiting = [column], [column]
        groups = {int(self.program.group[column])}
        while waiting:
            id_, start = self.program.columns[waiting.pop()]
            one = self.program.problem.initiatives[self.program.group[self.of[id_, start]]]
            for end in one.needs:
                late = self._latest(end, start)
                if late is None or not self.open[late]:
                    continue
                group = int(self.program.group[late])
                if group not in groups and not taken[self.program.group == group].any():
                    groups.add(group)
                    found.append(late)
                    waiting.append(late)
        return found

    def _latest(self, id_: str, start: str) -> int | None:
        periods = self.program.problem.periods
        until: Sequence[str] = periods[: periods.index(start) + 1]
        return next((n for p in reversed(until) if (n := self.of.get((id_, p))) is not None), None)

    def _exchanged(self, taken: Flags) -> bool:
        """Takes one column for another where that fits and brings most more."""
        inside = np.flatnonzero(taken & ~self.program.must[self.program.group])
        full = np.zeros(len(self.program.must), bool)
        full[self.program.group[taken]] = True
        fresh = np.flatnonzero(self.open & ~full[self.program.group])
        more = self.terms[fresh][None, :] - self.terms[inside][:, None]
        out, into = np.nonzero(more > 0)
        order = np.argsort(-more[out, into], kind="stable")
        order = order[: NUMBERS // max(1, len(self.room))]
        out, into = inside[out[order]], fresh[into[order]]
        used = self.uses[taken].sum(axis=0)
        fits = (used - self.uses[out] + self.uses[into] <= self.room).all(axis=1)
        if not fits.any():
            return False
        at = int(fits.argmax())
        taken[out[at]], taken[into[at]] = False, True
        return True
