"""Which teams are behind the roles, people and teams that take part in something?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cohelm.core.enterprise import Enterprise


class Teams:
    """The teams behind keys: a team itself, those of a person, those of who fills a role.

    Only people who have not left by the day count.
    """

    def __init__(self, plan: Enterprise, on: date) -> None:
        self.plan, self.on = plan, on
        self._known: dict[str, frozenset[str]] = {}

    def behind(self, keys: Iterable[str]) -> frozenset[str]:
        """All teams behind some keys."""
        return frozenset[str]().union(*map(self._of, keys))

    def _of(self, key: str) -> frozenset[str]:
        if key not in self._known:
            self._known[key] = self._found(key)
        return self._known[key]

    def _found(self, key: str) -> frozenset[str]:
        match key.partition(":")[0]:
            case "team":
                return frozenset({key})
            case "person":
                left = self.plan.plain(key).get("left_on") if key in self.plan else None
                gone = bool(left) and str(left) < self.on.isoformat()
                return frozenset() if gone else frozenset(self.plan.targets(key, "works_in"))
            case "role":
                return self.behind(self.plan.sources(key, "fills"))
            case "forum":
                return self.behind(self.plan.targets(key, "members"))
        return frozenset()
