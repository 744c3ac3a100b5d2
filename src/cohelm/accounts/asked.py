"""Which plan a request looks at: on which day, as known when, in which scenario; from its address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cohelm.accounts.kept import Kept
from cohelm.core.audience import Audience
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.store.load import load

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
    return Asked(
        _day(stated.get("on", ""), today),
        today,
        _moment(stated.get("known_at", "")),
        stated.get("scenario", "").strip(),
    )


def _day(text: str, today: date) -> date:
    if not text.strip() or text.strip() == "today":
        return today
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            f"'{text}' is not a day", where="on", accepted=f"a day such as {today.isoformat()}"
        ) from None


def _moment(text: str) -> datetime | None:
    stated = text.strip()
    if not stated or stated == "now":
        return None
    try:
        found = datetime.fromisoformat(stated.replace(" ", "T"))
    except ValueError:
        raise UsageError(
            f"'{text}' is not a moment",
            where="known_at",
            accepted="a day, or a moment such as 2026-03-31T14:00:00Z",
        ) from None
    if len(stated) == len("2026-03-31"):
        found += timedelta(days=1) - timedelta(microseconds=1)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
