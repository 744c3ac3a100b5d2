"""Collisions, notices and talks by nested loops over documents. It imports nothing of what it checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, product
from typing import Any, NamedTuple

Documents = Mapping[str, Mapping[str, Any]]
DAY = timedelta(days=1)
ENDED = {"initiative": ("done", "stopped"), "decision": ("rejected",)}
MEETING = {
    ("change", "freeze"): "it is changed while it must not be",
    ("release", "freeze"): "a version of it comes while it must not be changed",
    ("retire", "freeze"): "it is taken away while it must not be changed",
    ("change", "audit"): "it is changed while it is looked at",
    ("release", "audit"): "a version of it comes while it is looked at",
    ("change", "change"): "two offices change it at the same time",
}
AFTER = {
    "change": "work on it goes on after its end",
    "release": "a version of it comes after its end",
}


class Act(NamedTuple):
    """What is done, by what, from when to when, to which things, for which offices."""

    deed: str
    key: str
    first: date
    last: date
    things: set[str]
    offices: set[str]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def gone(says: Mapping[str, Any]) -> date | None:
    return day(says.get("lifecycle", {}).get("end_of_life"))


def live(documents: Documents, kind: str, on: date) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The items of a kind that are neither over nor gone."""
    for key, says in documents.items():
        if key.startswith(f"{kind}:") and says.get("status") not in ENDED.get(kind, ()):
            end = gone(says)
            if end is None or end > on:
                yield key, says


def acts(documents: Documents, on: date) -> list[Act]:
    found = []
    for key, says in live(documents, "initiative", on):
        first, last = day(says.get("start")), day(says.get("end"))
        if first and last and last >= on:
            found.append(Act("change", key, first, last, set(says.get("affects", ())),
                             set(says.get("sponsor", ()))))  # fmt: skip
    for key, says in live(documents, "release", on):
        planned = day(says["planned_on"])
        if planned and planned >= on and not says.get("released_on"):
            found.append(Act("release", key, planned, planned, set(says["changes"]), set()))
    for key, says in live(documents, "freeze", on):
        first, last = date.fromisoformat(says["start"]), date.fromisoformat(says["end"])
        if last >= on:
            deed = "audit" if says.get("type") == "audit" else "freeze"
            found.append(Act(deed, key, first, last, set(says["holds_for"]), set()))
    for key, says in live(documents, "application", on):
        if end := gone(says):
            found.append(Act("retire", key, end, date.max, {key}, set()))
    return found


def colliding(documents: Documents, on: date) -> set[tuple[str, str, str]]:
    """What is wrong, and the two plans in the order of their keys."""
    found = set[tuple[str, str, str]]()
    for one, other in product(acts(documents, on), repeat=2):
        if one.key == other.key or not one.things & other.things:
            continue
        first, last = max(one.first, other.first), min(one.last, other.last)
        if first > last or last < on:
            continue
        why = MEETING.get((one.deed, other.deed), "")
        if other.deed == "retire" and one.deed in AFTER and one.last > other.first:
            why = AFTER[one.deed]
        joint = not one.offices or not other.offices or one.offices & other.offices
        if why and not (one.deed == other.deed == "change" and joint):
            found.add((why, *sorted((one.key, other.key))))  # type: ignore[arg-type]
    return found | _late(documents, on) | _successors(documents, on) | _gaps(documents, on)


def _late(documents: Documents, on: date) -> set[tuple[str, str, str]]:
    """Work that needs what comes after the day on which it is needed, itself late or not."""
    work = {key: says for key, says in live(documents, "initiative", on)
            if says.get("start") and says.get("end")}  # fmt: skip

    def waits(key: str) -> dict[str, int]:
        """By what it needs, the days by which that is late."""
        says = work[key]
        begun = says.get("status") == "in_progress" and date.fromisoformat(says["start"]) <= on
        found = {}
        for need in says.get("needs", ()):
            if need["to"] in work:
                there = date.fromisoformat(work[need["to"]]["end"]) + slip(need["to"]) * DAY
                by = day(need.get("by")) or (day(says["end"]) if begun else None)
                needed = by or date.fromisoformat(says["start"]) - DAY
                found[need["to"]] = (there - needed).days
        return found

    def slip(key: str) -> int:
        return max(0, *waits(key).values(), 0)

    why = "it is needed before it is delivered"
    return {(why, *sorted((key, other))) for key in work
            for other, days in waits(key).items() if days > 0}  # type: ignore[misc]  # fmt: skip


def _successors(documents: Documents, on: date) -> set[tuple[str, str, str]]:
    """Of the work that brings a successor of what is in use, the first to land, where it is late."""
    used = {one for _, says in live(documents, "application", on) for one in says.get("uses", ())}
    found = set[tuple[str, str, str]]()
    for old in sorted(used):
        ends = day(documents[old].get("end_of_security_support"))
        bringing = [
            (says["end"], key)
            for key, says in live(documents, "initiative", on)
            for new in says.get("introduces", ())
            if old in documents[new].get("succeeds", ()) and says.get("end")
        ]
        if ends and bringing and date.fromisoformat(min(bringing)[0]) > ends:
            why = "its successor lands after support ends"
            found.add((why, *sorted((min(bringing)[1], old))))  # type: ignore[arg-type]
    return found


def _gaps(documents: Documents, on: date) -> set[tuple[str, str, str]]:
    applications = dict(live(documents, "application", on))
    found = set[tuple[str, str, str]]()
    for new, says in applications.items():
        active = day(says.get("lifecycle", {}).get("active"))
        for old in says.get("replaces", ()):
            end = gone(applications[old]) if old in applications else None
            if active and end and active > end and active >= on:
                why = "it ends before what replaces it is there"
                found.add((why, *sorted((old, new))))  # type: ignore[arg-type]
    return found


def fillers(documents: Documents, role: str) -> set[str]:
    return {key for key, says in documents.items() if role in says.get("fills", ())}


def reached(documents: Documents, key: str) -> set[str]:
    """Whom a notice to somebody reaches."""
    found = {key, *documents[key].get("fills", ())} | fillers(documents, key)
    found |= {one for one, says in documents.items() if key in says.get("works_in", ())}
    for member in documents[key].get("members", ()):
        found |= reached(documents, member)
    return found


def silent(documents: Documents, on: date) -> set[tuple[str, str]]:
    """Decisions, and of whom there is no record that they were told, or heard on open ones."""
    found = set()
    for key, says in live(documents, "decision", on):
        is_open = says["status"] == "proposed"
        if not is_open and not on - 365 * DAY <= date.fromisoformat(says["decided_on"]) <= on:
            continue
        rights = {right: documents[right] for thing in says["about"]
                  for right in _speaking(documents, says["verb"], thing)}  # fmt: skip
        consulted = {who for one in rights.values() for who in one.get("consulted", ())}
        informed = {who for one in rights.values() for who in one.get("informed", ())}
        for thing in says["about"]:
            informed |= {*documents[thing].get("owner", ()), *documents[thing]["maintained_by"]}
        knows = {one for part in ("heard", "decided_by") for who in says.get(part, ())
                 for one in reached(documents, who)}  # fmt: skip
        told = {one for notice in says.get("told", ()) if date.fromisoformat(notice["sent_on"]) <= on
                for one in reached(documents, notice["to"])}  # fmt: skip
        missing = consulted - knows if is_open else informed - knows - told
        found |= {(key, who) for who in missing}
    return found


def _speaking(documents: Documents, verb: str, thing: str) -> list[str]:
    """The rights of a verb about a thing over which none goes that is about fewer things."""
    about = {
        key: set(says["acts_on"])
        for key, says in documents.items()
        if key.startswith("right:") and says["verb"] == verb and thing in says["acts_on"]
    }
    return [key for key, mine in about.items() if not any(its < mine for its in about.values())]


def apart(documents: Documents, on: date) -> set[tuple[str, str]]:
    """Pairs of teams whose things need each other, or are the same, with no talk on record."""
    things = dict(live(documents, "application", on))
    joined = {frozenset((one, other)) for one, says in things.items()
              for other in (one, *says.get("depends_on", ())) if other in things}  # fmt: skip
    for _, says in live(documents, "interface", on):
        joined |= {frozenset(pair) for pair in product(says["provider"], says["consumer"])}
    needed = {
        tuple(sorted(pair))
        for both in joined
        for pair in product(*(things[one]["maintained_by"] for one in (min(both), max(both))
                              if one in things))
        if len(pair) == 2 and pair[0] != pair[1]
    }  # fmt: skip
    groups = [says["members"] for key, says in documents.items() if key.startswith("forum:")]
    for kind, parts, days in (
        ("decision", ("decided_by", "heard", "told"), ("decided_on", "raised_on")),
        ("meeting", ("attended_by",), ("held_on",)),
    ):
        for _, says in live(documents, kind, on):
            when = next((date.fromisoformat(says[name]) for name in days if says.get(name)), None)
            if when and on - 365 * DAY <= when <= on:
                ends = [end for name in parts for end in says.get(name, ())]
                groups.append([end["to"] if isinstance(end, Mapping) else end for end in ends])
    talk = set()
    for group in groups:
        teams = {team for one in group for team in _teams(documents, one, on)}
        talk |= {tuple(sorted(pair)) for pair in combinations(teams, 2)}
    return needed - talk  # type: ignore[return-value]


def _teams(documents: Documents, key: str, on: date) -> set[str]:
    if key.startswith("team:"):
        return {key}
    people = {key, *fillers(documents, key)}
    for member in documents[key].get("members", ()):
        people |= {member, *fillers(documents, member)}
    return {team for one in people if one.startswith("person:")
            and (day(documents[one].get("left_on")) or on) >= on
            for team in documents[one].get("works_in", ())}  # fmt: skip
