"""PuLP with CBC, as a user would write the same portfolio with it."""

from __future__ import annotations

from typing import Any

import pulp

Stated = dict[str, Any]


class Rival:
    """The portfolio as PuLP states it: a variable for each initiative and start."""

    def __init__(self, stated: Stated) -> None:
        self.model = pulp.LpProblem("portfolio", pulp.LpMaximize)
        self.taken = {
            (one["id"], start): pulp.LpVariable(f"x_{one['id']}_{start}", cat="Binary")
            for one in stated["initiatives"]
            for start in one.get("starts", stated.get("periods", ["now"]))
        }
        self.stated = stated
        self._bonds()
        self._resources()

    def worth(self, office: str) -> pulp.LpAffineExpression:
        """What is chosen is worth to an office."""
        values = {one["id"]: one["values"][office] for one in self.stated["initiatives"]}
        return pulp.lpSum(values[id_] * x for (id_, _), x in self.taken.items())

    def best(self, aim: pulp.LpAffineExpression, *, gap: float, seconds: float = 600) -> float:
        """The most that the aim can be, as CBC proves it. Raises RuntimeError where it does not."""
        self.model.setObjective(aim)
        solver = pulp.PULP_CBC_CMD(msg=False, gapRel=gap, gapAbs=0, threads=1, timeLimit=seconds)
        self.model.solve(solver)
        if self.model.sol_status != pulp.LpSolutionOptimal:
            raise RuntimeError(pulp.LpSolution[self.model.sol_status])
        return float(pulp.value(aim))

    def _of(self, id_: str, until: str | None = None) -> pulp.LpAffineExpression:
        order = self.stated.get("periods", ["now"]).index
        return pulp.lpSum(
            x for (name, start), x in self.taken.items()
            if name == id_ and (until is None or order(start) <= order(until))
        )  # fmt: skip

    def _bonds(self) -> None:
        for one in self.stated["initiatives"]:
            self.model += self._of(one["id"]) <= 1
            for end in one.get("needs", ()):
                for start in one["starts"]:
                    self.model += self._of(one["id"], start) <= self._of(end, start)
            for end in one.get("excludes", ()):
                self.model += self._of(one["id"]) + self._of(end) <= 1

    def _resources(self) -> None:
        periods = self.stated.get("periods", ["now"])
        uses = {one["id"]: one["uses"] for one in self.stated["initiatives"]}
        for name, capacity in self.stated["resources"].items():
            spent: list[Any] = []
            left = 0
            for n, period in enumerate(periods):
                now = [
                    uses[id_][name][str(n - periods.index(start))] * x
                    for (id_, start), x in self.taken.items()
                    if str(n - periods.index(start)) in uses[id_].get(name, {})
                ]
                carried = name in self.stated.get("carry_over", ())
                spent, left = (spent + now, left + capacity[period]) if carried else (
                    now, capacity[period])  # fmt: skip
                self.model += pulp.lpSum(spent) <= left
