"""Which plan a request looks at: on which day, as known when, in which scenario; from its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cohelm.accounts.kept import Kept
from cohelm.core.audience import Audience
from cohelm.core.days import day_asked, moment_asked
from cohelm.core.enterprise import Enterprise
from cohelm.store.load import load

THAN: Mapping[str, str] = {
    "on": "than_on",
    "known_at": "than_known_at",
    "scenario": "than_scenario",
}
"""What an address calls the plan that is compared with, by what it calls the one looked at."""
_days: Kept[Enterprise] = Kept(8)


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan that is asked for. `known_at` None: as known now; `scenario` empty: the current plan."""

    on: date
    today: date
    known_at: datetime | None = None
    scenario: str = ""

    @property
    def is_now(self) -> bool:
        """Whether this is today's current plan, as known now."""
        return self.on == self.today and self.known_at is None and not self.scenario

    @property
    def may_change(self) -> bool:
        """Whether what is looked at can be changed: the past as it was known cannot."""
        return self.known_at is None

    def query(self) -> dict[str, str]:
        """What an address says to ask for the same plan; empty for today's current one."""
        stated = {
            "on": "" if self.on == self.today else self.on.isoformat(),
            "known_at": self.known_at.isoformat().replace("+00:00", "Z") if self.known_at else "",
            "scenario": self.scenario,
        }
        return {name: value for name, value in stated.items() if value}

    def whole(self, audience: Audience) -> Enterprise:
        """The plan with the links of all days: for editing, for comparing. Raises UnknownName."""
        return load(audience=audience, known_at=self.known_at, scenario=self.scenario)

    def enterprise(self, audience: Audience) -> Enterprise:
        """The plan as it stands on the day. Raises UnknownName for a scenario that is not there."""
        whole = self.whole(audience)
        return _days.answer(whole, self.on, lambda: whole.at(self.on))


def asked(stated: Mapping[str, str], *, today: date) -> Asked:
    """Reads `on`, `known_at` and `scenario` of an address. Raises UsageError.

    A day as `known_at` means the end of that day (UTC).
    """
    on, known_at = stated.get("on", "").strip(), stated.get("known_at", "").strip()
    day = None if on == "today" else day_asked(on, where="on")
    moment = None if known_at == "now" else moment_asked(known_at, where="known_at")
    return Asked(day or today, today, moment, stated.get("scenario", "").strip())


def another(stated: Mapping[str, str], beside: Asked) -> Asked | None:
    """The plan that `than_…` of an address names, on the day of `beside` where it names none; None
    where nothing is said. Raises UsageError."""
    other = {name: stated.get(than, "").strip() for name, than in THAN.items()}
    if not any(other.values()):
        return None
    return asked(other | {"on": other["on"] or beside.on.isoformat()}, today=beside.today)
