"""What can be chosen under which demands: a problem of choice, as a program or a file states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from cohelm.core.errors import InputError, UnknownName
from cohelm.core.prose import Prose

DEFAULT_PERIOD = "now"
Amounts = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One initiative. `uses` is by resource and by the number of periods since its start.

    `values` is by office. `starts` are the periods in which it may start, in their order. Sentences
    say its `name` where it has one.
    """

    id: str
    values: Amounts = field(default_factory=dict)
    uses: Mapping[str, Mapping[int, Fraction]] = field(default_factory=dict)
    starts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    mandatory: bool = False
    category: Mapping[str, str] = field(default_factory=dict)
    name: str = ""

    @property
    def called(self) -> str:
        """Its name, and without one its id."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Share:
    """What `of` a category may take of a resource at the least and at the most, in [0, 1]."""

    category: str
    of: str
    resource: str
    least: Fraction = Fraction(0)
    most: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Synergy:
    """What several initiatives are worth on top when all of them are chosen."""

    of: tuple[str, ...]
    values: Amounts


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of choice. A capacity that is not stated is unlimited.

    What is left of a resource in `carry_over` at a period's end can be used later. `launches` bounds
    how many start in a period. `weights` says how much each office's value counts. `spans` names
    several periods that follow each other, such as the quarters of a year: a resource can have a
    capacity for all of them together, beside those for single periods.
    """

    initiatives: tuple[Candidate, ...]
    periods: tuple[str, ...] = (DEFAULT_PERIOD,)
    resources: Mapping[str, Amounts] = field(default_factory=dict)
    carry_over: frozenset[str] = frozenset()
    shares: tuple[Share, ...] = ()
    synergies: tuple[Synergy, ...] = ()
    launches: Mapping[str, int] = field(default_factory=dict)
    weights: Amounts = field(default_factory=dict)
    spans: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def offices(self) -> tuple[str, ...]:
        """Every office that gives a value, in the order of the weights, then by name."""
        found = {name for one in self.initiatives for name in one.values}
        found |= {name for one in self.synergies for name in one.values}
        return (*self.weights, *sorted(found - self.weights.keys()))

    def weight(self, office: str) -> Fraction:
        """How much an office's value counts; 1 each where no weight is stated at all."""
        return self.weights.get(office, Fraction(0 if self.weights else 1))

    def inside(self, name: str) -> tuple[str, ...]:
        """The periods that a span is made of; of a period, itself."""
        return self.spans.get(name, (name,))

    def used(self, one: Candidate, start: str) -> dict[tuple[str, str], Fraction]:
        """What an initiative that starts in a period uses, by resource and period.

        Use beyond the last period is dropped.
        """
        first = self.periods.index(start)
        return {
            (resource, self.periods[first + after]): amount
            for resource, by_period in one.uses.items()
            for after, amount in by_period.items()
            if first + after < len(self.periods)
        }


def read_problem(stated: Any) -> Problem:
    """A problem out of its JSON form. Raises InputError and UnknownName, with the place."""
    if not isinstance(stated, Mapping):
        raise InputError("a problem is a mapping", accepted="an object with 'initiatives'")
    _refuse_unknown(stated, FIELDS, "the problem")
    if "initiatives" not in stated:
        raise InputError("'initiatives' is missing", accepted="a list of initiatives")
    periods = _names(stated, "periods") or (DEFAULT_PERIOD,)
    if len(set(periods)) != len(periods):
        raise InputError("a period is named twice", where="periods", accepted="each once")
    resources = _map(stated, "resources")
    problem = Problem(
        tuple(_candidate(one, periods) for one in _rows(stated, "initiatives")), periods,
        {name: _amounts(_map(resources, name), f"resources.{name}") for name in resources},
        frozenset(_names(stated, "carry_over")),
        tuple(_share(one, at) for at, one in enumerate(_rows(stated, "shares"))),
        tuple(_synergy(one, at) for at, one in enumerate(_rows(stated, "synergies"))),
        {str(name): _whole(of, f"launches.{name}") for name, of in _map(stated, "launches").items()},
        _amounts(_map(stated, "weights"), "weights"),
        _spans(stated, periods),
    )  # fmt: skip
    _refuse_dangling(problem)
    return problem


FIELDS = ("periods", "spans", "resources", "carry_over", "initiatives", "shares", "synergies",
          "launches", "weights")  # fmt: skip
OWN = ("id", "values", "uses", "starts", "needs", "excludes", "mandatory", "category")


def _candidate(stated: Mapping[str, Any], periods: tuple[str, ...]) -> Candidate:
    if not stated.get("id"):
        raise InputError("an initiative has no id", where="initiatives", accepted="an 'id' each")
    where = Prose("initiative {id}", id=stated["id"])
    _refuse_unknown(stated, OWN, where)
    uses = _map(stated, "uses", where)
    starts = _names(stated, "starts", where) or periods
    for one in starts:
        if one not in periods:
            raise UnknownName.of("period", one, periods, where=f"{where}.starts")
    return Candidate(
        str(stated["id"]), _amounts(_map(stated, "values", where), f"{where}.values"),
        {str(name): _profile(_map(uses, name, f"{where}.uses"), f"{where}.uses.{name}")
         for name in uses},
        tuple(one for one in periods if one in starts), _names(stated, "needs", where),
        _names(stated, "excludes", where), bool(stated.get("mandatory")),
        {str(name): str(of) for name, of in _map(stated, "category", where).items()},
    )  # fmt: skip


def _spans(stated: Mapping[str, Any], periods: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Several periods by name. Spans of one length do not overlap: they begin where the last can end."""
    spans = _map(stated, "spans")
    found = {str(name): _names(spans, name, "spans") for name in spans}
    for name, inside in found.items():
        for one in inside:
            if one not in periods:
                raise UnknownName.of("period", one, periods, where=f"spans.{name}")
        first, length = periods.index(inside[0]) if inside else 0, len(inside)
        follow = length > 1 and not first % length and periods[first : first + length] == inside
        if name in periods or not follow or list(found.values()).count(inside) > 1:
            raise InputError(
                Prose("'{name}' is no span", name=name), where="spans",
                accepted="names of their own for parts of equal length: 1 to 4, 5 to 8, … of the periods",
            )  # fmt: skip
    return found


def _profile(stated: Mapping[str, Any], where: str) -> dict[int, Fraction]:
    """What is used by the number of periods since the start."""
    return {_whole(after, where): _number(of, f"{where}.{after}") for after, of in stated.items()}


def _synergy(stated: Mapping[str, Any], at: int) -> Synergy:
    where = f"synergies[{at}]"
    of = tuple(dict.fromkeys(_names(stated, "of", where)))
    if len(of) < 2:
        raise InputError("a synergy is of two and more", where=where, accepted="'of': two ids")
    return Synergy(of, _amounts(_map(stated, "values", where), f"{where}.values"))


def _share(stated: Mapping[str, Any], at: int) -> Share:
    where = f"shares[{at}]"
    for name in ("category", "of", "resource"):
        if name not in stated:
            raise InputError(f"'{name}' is missing", where=where, accepted="category, of, resource")
    least, most = (_number(stated.get(n, d), where) for n, d in (("least", 0), ("most", 1)))
    if not 0 <= least <= most <= 1:
        raise InputError("a share is between 0 and 1", where=where, accepted="least up to most")
    return Share(str(stated["category"]), str(stated["of"]), str(stated["resource"]), least, most)


def _amounts(stated: Mapping[str, Any], where: str) -> dict[str, Fraction]:
    return {str(name): _number(of, f"{where}.{name}") for name, of in stated.items()}


def _number(stated: Any, where: str) -> Fraction:
    """An exact number; a float counts as the decimal that it is written as."""
    try:
        found = Decimal(str(stated))
    except InvalidOperation:
        found = Decimal("NaN")
    if isinstance(stated, bool) or not found.is_finite():
        raise InputError(f"'{stated}' is no number", where=where, accepted="a number such as 12.5")
    return Fraction(found)


def _whole(stated: Any, where: str) -> int:
    found = _number(stated, where)
    if found.denominator != 1 or found < 0:
        raise InputError(f"'{stated}' is no count", where=where, accepted="0, 1, 2, …")
    return int(found)


def _map(stated: Mapping[str, Any], name: str, where: str = "") -> Mapping[str, Any]:
    found = stated.get(name) or {}
    if not isinstance(found, Mapping):
        raise InputError(f"'{name}' is not a mapping", where=where or name, accepted="an object")
    return found


def _rows(stated: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = stated.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise InputError(
            f"'{name}' is no list of objects", where=name, accepted="a list of objects"
        )
    return found


def _names(stated: Mapping[str, Any], name: str, where: str = "") -> tuple[str, ...]:
    found = stated.get(name) or []
    if not isinstance(found, list):
        raise InputError(f"'{name}' is no list", where=where or name, accepted="a list of names")
    return tuple(map(str, found))


def _refuse_unknown(stated: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    for name in stated:
        if name not in known:
            raise UnknownName.of("field", str(name), known, where=where)


def _refuse_dangling(problem: Problem) -> None:
    ids = [one.id for one in problem.initiatives]
    if len(set(ids)) != len(ids):
        twice = next(one for one in ids if ids.count(one) > 1)
        raise InputError(f"two initiatives are called '{twice}'", accepted="each id once")
    named: list[tuple[str, str]] = [
        (end, Prose("initiative {id}", id=one.id))
        for one in problem.initiatives
        for end in (*one.needs, *one.excludes)
    ]
    named += [(end, Prose("synergies")) for one in problem.synergies for end in one.of]
    for end, where in named:
        if end not in ids:
            raise UnknownName.of("initiative", end, ids, where=where)
    for name in problem.launches:
        if name not in problem.periods:
            raise UnknownName.of("period", name, problem.periods)
    for name in (one for of in problem.resources.values() for one in of):
        if name not in (*problem.periods, *problem.spans):
            raise UnknownName.of("period", name, [*problem.periods, *problem.spans])
