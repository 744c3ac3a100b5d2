"""What is not as it should be? Every check there is, by code, and what they raise on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from cohelm.analysis.agenda import checks as agenda
from cohelm.analysis.agenda.acceptances import Accepted, split_accepted
from cohelm.analysis.agenda.own import OwnAnswer, own_answers
from cohelm.analysis.estate import checks as estate
from cohelm.analysis.information import checks as information
from cohelm.analysis.people import checks as people
from cohelm.analysis.portfolio import checks as portfolio
from cohelm.analysis.rights import checks as rights
from cohelm.analysis.rights import concerns as decision_rights
from cohelm.analysis.security import checks as security
from cohelm.analysis.strategy import checks as strategy
from cohelm.analysis.technology import checks as technology
from cohelm.analysis.vendors import checks as vendors
from cohelm.core.changes import encode
from cohelm.core.concern import SEVERITIES, Check, Concern, Severity
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName

CHECKS: tuple[Check, ...] = (
    agenda.UNUSABLE,
    agenda.UNREVIEWED,
    estate.LINK_TO_RETIRED,
    estate.WITHOUT_CAPABILITY,
    information.WITHOUT_RETENTION,
    people.ABSENT_OWNER,
    portfolio.LATE_PROPOSAL,
    portfolio.COST_WITH_NOBODY,
    portfolio.DONE_TWICE,
    rights.UNOWNED,
    rights.SAME_NAMES,
    *decision_rights.CHECKS,
    security.UNTREATED,
    security.LIVE_UNREVIEWED,
    strategy.GOAL_WITHOUT_WORK,
    strategy.WORK_WITHOUT_GOAL,
    strategy.GOAL_WITHOUT_MEASURE,
    strategy.OVERDUE_RESULT,
    *technology.CHECKS,
    vendors.WITHOUT_WAY_OUT,
    vendors.NOTICE_MISSED,
    vendors.RENEWS_FOR_THE_RETIRED,
    vendors.SPEND_WITHOUT_CONTRACT,
    vendors.WITHOUT_EXIT,
)
BY_CODE = {check.code: check for check in CHECKS}


@dataclass(frozen=True, slots=True, eq=False)
class Raised:
    """What the checks raised on a day.

    `concerns` stand, `accepted` are covered by an acceptance; both by severity (act first), code and
    item. `codes` and `severities` count the concerns that stand, with 0 where there are none.
    `checks` ran, by code. `examined` counts the items that were there to be looked at; `unknown`,
    by own check, those of which it could not be said.
    """

    on: date
    concerns: tuple[Concern, ...]
    accepted: tuple[Accepted, ...]
    codes: Mapping[str, int]
    severities: Mapping[Severity, int]
    checks: tuple[Check, ...]
    examined: int
    unknown: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """The result as its JSON answer shows it."""
        return {
            "on": self.on.isoformat(),
            "concerns": [plain_concern(one) for one in self.concerns],
            "accepted": [
                plain_concern(one.concern)
                | {"acceptance": one.acceptance, "until": one.until.isoformat()}
                | {"reason": one.reason}
                for one in self.accepted
            ],
            "codes": dict(self.codes),
            "severities": dict(self.severities),
            "examined": self.examined,
            "unknown": dict(self.unknown),
        }


def plain_concern(concern: Concern) -> dict[str, Any]:
    """A concern in plain forms; a remedy is a list of changes as the log writes them."""
    remedy = concern.remedy
    return {
        "code": concern.code,
        "severity": concern.severity,
        "items": list(concern.items),
        "message": concern.message,
        "business": concern.business,
        "office": concern.office,
        "evidence": dict(concern.evidence),
        "remedy": None if remedy is None else [orjson.loads(encode(one)) for one in remedy],
    }


def check_by_code(code: str) -> Check:
    """The built-in check of a code. Raises UnknownName."""
    try:
        return BY_CODE[code]
    except KeyError:
        raise UnknownName.of("check", code, BY_CODE) from None


def raised(enterprise: Enterprise, *, on: date, codes: Iterable[str] = ()) -> Raised:
    """What the checks find on a day.

    `codes` select checks by code or by what codes begin with (`STR001`, `STR`); none: all of them,
    the organisation's own included. Raises UnknownName for one that selects nothing.
    """
    own = {
        answer.check.code: answer for answer in own_answers(enterprise, on=on) if not answer.wrong
    }
    every = BY_CODE | {code: answer.check for code, answer in own.items()}
    chosen = [every[code] for code in _selected(tuple(codes), sorted(every))]
    found = (concern for check in chosen for concern in _concerns(check, own, enterprise, on))
    standing, accepted = split_accepted(enterprise, sorted(found, key=_place), on=on)
    return Raised(
        on=on,
        concerns=tuple(standing),
        accepted=tuple(accepted),
        codes={check.code: 0 for check in chosen} | Counter(one.code for one in standing),
        severities=dict.fromkeys(reversed(SEVERITIES), 0)
        | Counter(one.severity for one in standing),
        checks=tuple(chosen),
        examined=len(enterprise),
        unknown={check.code: own[check.code].unknown for check in chosen if check.code in own},
    )


def _concerns(
    check: Check, own: Mapping[str, OwnAnswer], enterprise: Enterprise, on: date
) -> Iterable[Concern]:
    answer = own.get(check.code)
    return check(enterprise, on=on) if answer is None else answer.concerns


def _selected(codes: Sequence[str], known: Sequence[str]) -> list[str]:
    if not codes:
        return list(known)
    wanted = [code.strip().upper() for code in codes]
    for code in wanted:
        if not any(one.startswith(code) for one in known) or not code:
            prefixes = {one.rstrip("0123456789") for one in known}
            raise UnknownName.of("check", code, {*known, *prefixes})
    return [one for one in known if one.startswith(tuple(wanted))]


def _place(concern: Concern) -> tuple[int, str, tuple[str, ...]]:
    return -SEVERITIES.index(concern.severity), concern.code, concern.items
