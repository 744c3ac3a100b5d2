"""An organisation whose plans, notices and talks are in order, and the faults that are put into it.

Written from the rules alone: nothing of the analyses is imported. Every plan has things of its own, so
that plans do not meet unless they are made to; every decision keeps to the two teams of one couple, so
that who talks is known while it is written down.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from typing import Any

Values = dict[str, Any]
Plan = tuple[str, str, str]
"""What is wrong, and the two plans."""
BOTH = ("office:cio", "office:cto")
ACTS = {
    "frozen work": "it is changed while it must not be",
    "frozen release": "a version of it comes while it must not be changed",
    "frozen end": "it is taken away while it must not be changed",
    "work after the end": "work on it goes on after its end",
    "release after the end": "a version of it comes after its end",
    "audited work": "it is changed while it is looked at",
    "audited release": "a version of it comes while it is looked at",
    "two offices": "two offices change it at the same time",
    "need": "it is needed before it is delivered",
    "successor": "its successor lands after support ends",
    "gap": "it ends before what replaces it is there",
}


@dataclass
class Seam:
    """Documents by key, and what the faults amount to: plans, (decision, who), pairs of teams."""

    documents: dict[str, Values] = field(default_factory=dict)
    plans: set[Plan] = field(default_factory=set)
    silent: set[tuple[str, str]] = field(default_factory=set)
    apart: set[tuple[str, str]] = field(default_factory=set)


def seeded(*, decisions: int, initiatives: int, teams: int, seed: int, on: date) -> Seam:
    """An organisation of that size; a third of all places where something can go wrong has a fault.

    The other two thirds miss one by a day, or are over. `teams` is an even number.
    """
    rng, made = random.Random(seed), Seam()
    made.documents |= {"organisation:organisation": {"currency": "EUR"}}
    made.documents |= {key: {"place": at} for at, key in enumerate(BOTH, 1)}
    _Plans(made, rng, on).fill(initiatives)
    people = _People(made, rng, on, teams)
    people.decide(decisions)
    people.need()
    return made


class _Plans:
    """One slice a place: a thing, what is planned for it, and by how many days it goes wrong."""

    def __init__(self, made: Seam, rng: random.Random, on: date) -> None:
        self.made, self.rng, self.on = made, rng, on
        self.at = self.works = 0

    def fill(self, initiatives: int) -> None:
        slices: dict[str, Callable[[str, int], None]] = {
            "frozen work": self.held_work, "audited work": self.held_work,
            "frozen release": self.held_release, "audited release": self.held_release,
            "frozen end": self.frozen_end, "work after the end": self.work_after,
            "release after the end": self.release_after, "two offices": self.two_offices,
            "need": self.need, "successor": self.successor, "gap": self.gap,
        }  # fmt: skip
        assert slices.keys() == ACTS.keys()
        while self.works < initiatives:
            fault = (self.at // len(slices)) % 3 == 0
            name = list(slices)[self.at % len(slices)]
            self.wrong, self.at = fault, self.at + 1
            self.first = self.on + timedelta(self.rng.randrange(5, 400))
            self.last = self.first + timedelta(self.rng.randrange(1, 90))
            self.thing = self.put(f"application:s{self.at}", {})
            slices[name](name, 0 if fault else 1)

    def put(self, key: str, values: Values) -> str:
        self.made.documents[key] = values
        return key

    def day(self, day: date, more: int = 0) -> str:
        return (day + timedelta(more)).isoformat()

    def work(self, office: str = "office:cio", **more: Any) -> str:
        self.works += 1
        says = {"start": self.day(self.first), "end": self.day(self.last), "sponsor": [office],
                "affects": [self.thing]}  # fmt: skip
        return self.put(f"initiative:w{self.works}", says | more)

    def release(self) -> str:
        says = {"planned_on": self.day(self.last), "changes": [self.thing]}
        if not self.wrong and self.rng.random() < 0.3:
            says["released_on"] = self.day(self.on, -1)
        return self.put(f"release:v{self.at}", says)

    def hold(self, name: str, first: date, last: date) -> str:
        says = {"start": self.day(first), "end": self.day(last), "holds_for": [self.thing]}
        if name.startswith("audited"):
            says["type"] = "audit"
        return self.put(f"freeze:f{self.at}", says)

    def end(self, day: date) -> None:
        self.made.documents[self.thing]["lifecycle"] = {"end_of_life": day.isoformat()}

    def expect(self, name: str, first: str, second: str) -> None:
        if self.wrong:
            self.made.plans.add((ACTS[name], *sorted((first, second))))  # type: ignore[arg-type]

    def held_work(self, name: str, off: int) -> None:
        work = self.work()
        begins = self.last + timedelta(off)
        self.expect(name, work, self.hold(name, begins, begins + timedelta(9)))

    def held_release(self, name: str, off: int) -> None:
        first = self.last - timedelta(9 + off)
        self.expect(name, self.release(), self.hold(name, first, self.last - timedelta(off)))

    def frozen_end(self, name: str, off: int) -> None:
        self.end(self.last)
        first = self.last - timedelta(9 + off)
        self.expect(name, self.thing, self.hold(name, first, self.last - timedelta(off)))

    def work_after(self, name: str, off: int) -> None:
        self.end(self.last if off else self.last - timedelta(1))
        self.expect(name, self.work(), self.thing)

    def release_after(self, name: str, off: int) -> None:
        self.end(self.last if off else self.last - timedelta(1))
        self.expect(name, self.release(), self.thing)

    def two_offices(self, name: str, off: int) -> None:
        """In order where they follow each other, or where one office has part in both."""
        joint = bool(off) and self.rng.random() < 0.5
        one = self.work()
        start = self.last if joint else self.last + timedelta(off)
        self.last = start + timedelta(30)
        other = self.work("office:cto", start=start.isoformat(),
                          sponsor=list(BOTH) if joint else ["office:cto"])  # fmt: skip
        self.expect(name, one, other)

    def need(self, name: str, off: int) -> None:
        base = self.work(affects=[])
        by = self.day(self.last, off - 1)
        over = {"status": "done"} if off and self.rng.random() < 0.3 else {}
        top = self.work(affects=[], needs=[{"to": base, "by": by}],
                        end=self.day(self.last, 40), **over)  # fmt: skip
        self.expect(name, top, base)

    def successor(self, name: str, off: int) -> None:
        until = self.day(self.last, off - 1)
        old = self.put(f"technology:old{self.at}", {"end_of_security_support": until})
        new = self.put(f"technology:new{self.at}", {"succeeds": [old]})
        self.made.documents[self.thing]["uses"] = [old]
        self.expect(name, self.work(affects=[], introduces=[new]), old)

    def gap(self, name: str, off: int) -> None:
        self.end(self.last)
        active = {"active": self.day(self.last, 1 - off)}
        after = {"lifecycle": active, "replaces": [self.thing]}
        self.expect(name, self.thing, self.put(f"application:n{self.at}", after))


class _People:
    """Teams in couples, each with five things, a lead and a member; decisions keep to a couple."""

    def __init__(self, made: Seam, rng: random.Random, on: date, teams: int) -> None:
        self.made, self.rng, self.on, self.teams = made, rng, on, teams
        self.talk: set[tuple[str, str]] = set()
        self.team_of: dict[str, str] = {}
        self.must: dict[str, set[str]] = {}
        self.heard_on: dict[str, str] = {}
        documents = made.documents
        documents["role:wide"] = {}
        for at in range(teams):
            team = f"team:t{at:02}"
            documents[team] = {"office": [BOTH[at % 2]]}
            for name in ("lead", "expert", "adviser"):
                role, person = f"role:{name}{at:02}", f"person:{name}{at:02}"
                documents[role] = {"office": [BOTH[at % 2]]}
                documents[person] = {"works_in": [team], "fills": [role]}
                self.team_of |= {role: team, person: team}
            self.team_of[team] = team
            for n in range(5):
                documents[f"application:p{at:02}x{n}"] = {
                    "owner": [f"role:lead{at:02}"], "maintained_by": [team],
                }  # fmt: skip
        documents["right:wide"] = {
            "verb": "buy", "covers": "application where id like 'p%'",
            "accountable": ["role:wide"], "informed": ["role:wide"],
        }  # fmt: skip
        for couple in range(teams // 2):
            self._rights(couple)

    def _rights(self, couple: int) -> None:
        """Of every sixth couple nothing but the wide right speaks; else a narrower one goes before."""
        both = (2 * couple, 2 * couple + 1)
        things = [f"application:p{at:02}x{n}" for at in both for n in range(5)]
        for key in things:
            at = int(key[13:15])
            self.must[key] = {f"role:lead{at:02}", f"team:t{at:02}"}
        if couple % 6 == 5:
            for key in things:
                self.must[key].add("role:wide")
            return
        experts, adviser = [f"role:expert{at:02}" for at in both], f"role:adviser{both[0]:02}"
        self.made.documents[f"right:c{couple:02}"] = {
            "verb": "buy", "acts_on": things, "accountable": [f"role:adviser{both[1]:02}"],
            "informed": experts, "consulted": [adviser],
        }  # fmt: skip
        for key in things:
            self.must[key].update(experts)
            self.heard_on[key] = adviser

    def decide(self, decisions: int) -> None:
        for at in range(decisions):
            couple = self.rng.randrange(self.teams // 2)
            about = self.rng.sample(
                [f"application:p{2 * couple + one:02}x{n}" for one in (0, 1) for n in range(5)], 2
            )
            key = f"decision:d{at:04}"
            says: Values = {"verb": "buy", "about": about}
            self.made.documents[key] = says
            if at % 10 == 0:
                self._open(key, says, about)
            elif at % 10 == 1:
                says |= {"status": "rejected", "decided_on": self._day(-30)}
            elif at % 10 == 2:
                says |= {"status": "accepted", "decided_on": self._day(-366)}
            else:
                self._taken(key, says, about)

    def _day(self, days: int) -> str:
        return (self.on + timedelta(days)).isoformat()

    def _talked(self, keys: Iterable[str]) -> None:
        teams = sorted({self.team_of[key] for key in keys if key in self.team_of})
        self.talk |= set(combinations(teams, 2))

    def _open(self, key: str, says: Values, about: list[str]) -> None:
        """Whoever is to be heard was, or was told alone, which does not count as heard."""
        says |= {"status": "proposed", "raised_on": self._day(-20)}
        for who in sorted({self.heard_on[one] for one in about if one in self.heard_on}):
            if self.rng.random() < 0.5:
                says["heard"] = [who.replace("role:", "person:")]
            else:
                says["told"] = [{"to": who, "sent_on": self._day(-3)}]
                self.made.silent.add((key, who))

    def _taken(self, key: str, says: Values, about: list[str]) -> None:
        says |= {"status": "accepted", "decided_on": self._day(self.rng.randrange(-365, 0))}
        told: list[Values] = []
        heard: list[str] = []
        for who in sorted(set().union(*(self.must[one] for one in about))):
            person = who.replace("role:", "person:")
            is_role = who.startswith("role:") and who != "role:wide"
            match self.rng.randrange(6):
                case 0:
                    self.made.silent.add((key, who))
                case 1:  # a notice that is sent tomorrow, and one to a member of a team, are none
                    late = {"to": who, "sent_on": self._day(1)}
                    one = {"to": f"person:expert{who[-2:]}", "sent_on": self._day(-1)}
                    told.append(one if who.startswith("team:") else late)
                    self.made.silent.add((key, who))
                case 2 if is_role:
                    told.append({"to": person, "sent_on": self._day(-2)})
                case 3 if is_role:
                    heard.append(person)
                case _:
                    told.append({"to": who, "sent_on": self._day(-2),
                                 "acknowledged_on": self._day(self.rng.choice((-1, 1)))})  # fmt: skip
        # the notice to a team's member is sent to an expert, who may have to know too
        reached = {one["to"] for one in told if one["sent_on"] <= self._day(0)} | set(heard)
        roles = {one.replace("person:", "role:") for one in reached if one.startswith("person:")}
        self.made.silent -= {(key, role) for role in roles}
        says |= {"told": told, "heard": heard}
        self._talked([*(one["to"] for one in told), *heard])

    def need(self) -> None:
        """Things that need each other over the couples, and ways to talk for some of them."""
        documents, rng = self.made.documents, self.rng
        needed: set[tuple[str, str]] = set()
        for at in range(self.teams * 3):
            a, b = rng.sample(range(self.teams), 2)
            one, other = f"application:p{a:02}x{rng.randrange(5)}", f"application:p{b:02}x{at % 5}"
            if at % 3 == 0:
                documents[f"interface:i{at}"] = {"provider": one, "consumer": [other]}
            else:
                documents[one].setdefault("depends_on", []).append(other)
            needed.add((f"team:t{min(a, b):02}", f"team:t{max(a, b):02}"))
        for at, (one, other) in enumerate(sorted(needed)):
            here, there = f"person:lead{one[-2:]}", f"person:expert{other[-2:]}"
            match at % 6:
                case 0:
                    documents[f"forum:o{at}"] = {"members": [here, there]}
                    self.talk.add((one, other))
                case 1:
                    held = {"held_on": self._day(-365), "attended_by": [here, there]}
                    documents[f"meeting:m{at}"] = held
                    self.talk.add((one, other))
                case 2:  # a day too long ago
                    held = {"held_on": self._day(-366), "attended_by": [here, there]}
                    documents[f"meeting:m{at}"] = held
                case 3:  # one of them has left
                    gone = {"works_in": [other], "left_on": self._day(-1)}
                    documents[f"person:gone{at}"] = gone
                    documents[f"forum:o{at}"] = {"members": [here, f"person:gone{at}"]}
        # what is gone needs nobody
        documents["application:gone"] = {
            "maintained_by": ["team:t00"], "lifecycle": {"end_of_life": self._day(-1)},
            "depends_on": [f"application:p{at:02}x0" for at in range(1, self.teams)],
        }  # fmt: skip
        self.made.apart = needed - self.talk
