"""What lists of people say: how many, at what cost, when some leave, what hangs on one; no names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.plural import Plural, in_number
from cohelm.core.prose import Digits, Prose
from cohelm.reports.says.amounts import alone, amounts_of, largest, said_of
from cohelm.reports.says.saying import YEAR_DAYS, Lists, Said, Urgency, ahead

FEWEST_TEAMS = 2
"""Of fewer teams than these it is not said which hang on one person."""


def of_staff(lists: Lists) -> Iterator[Said]:
    """Who leaves within a year, what all cost, where most are, what hangs on one, whom nobody leads.

    Those who have left already count for nothing.
    """
    every = lists.of("person")
    here = every.filter((pl.col("left_on") >= lists.on).fill_null(True))
    if not len(here):
        return
    yield from _leaving(lists, here)
    yield from _alone(lists, here)
    yield from _whole(lists, here)
    yield from _led(lists, here)
    yield from _joined(lists, here)


def _leaving(lists: Lists, here: pl.DataFrame) -> Iterator[Said]:
    soon = here.filter(pl.col("left_on") <= lists.on + timedelta(days=YEAR_DAYS)).sort("left_on")
    if len(soon):
        first = soon["left_on"][0]
        amounts = amounts_of(soon, "key", "annual_cost")
        cost = Prose(" who cost {amounts} a year", amounts=said_of(amounts)) if amounts else ""
        leave = Plural("leaves", "leave", number=len(soon))
        text = Prose(
            "{soon} of {here:,}{cost} {leave} within a year,",
            soon=_people(len(soon)),
            here=len(here),
            cost=cost,
            leave=leave,
        )
        text += (
            Prose(" on {day}", day=day_in_words(first))
            if len(soon) == 1
            else Prose(" the first on {day}", day=day_in_words(first))
        )
        yield Said(text, alone(amounts), first, soon["key"].to_list(), lists.when(first))


def _alone(lists: Lists, here: pl.DataFrame) -> Iterator[Said]:
    """Teams of one person: nobody else knows what they know."""
    teams = _in(lists, here, "works_in")
    sizes = Counter(team for _, team in teams)
    single = {team for team, size in sizes.items() if size == 1}
    if single and len(sizes) >= FEWEST_TEAMS:
        is_ = Plural("is", "are", number=len(single))
        text = Prose(
            "{single} of {sizes} teams {is_} one person alone: nobody stands in",
            single=len(single),
            sizes=len(sizes),
            is_=is_,
        )
        keys = [person for person, team in teams if team in single]
        yield Said(text, None, None, keys, Urgency.GAP)


def _whole(lists: Lists, here: pl.DataFrame) -> Iterator[Said]:
    amounts = amounts_of(here, "key", "annual_cost")
    keys = here["key"].to_list()
    shares = here["fte"].drop_nulls()
    if amounts:
        text = Prose(
            "{here} cost {amounts} a year", here=_people(len(here)), amounts=said_of(amounts)
        )
        yield Said(text, alone(amounts), None, keys, Urgency.WHOLE)
    elif len(shares):
        bare = len(here) - len(shares)
        more = Prose(" ({bare} more state no share)", bare=bare) if bare else ""
        full = Digits(f"{shares.sum():,.1f}".removesuffix(".0"))
        yield Said(
            Prose(
                "{here} do {full} full-time jobs{more}",
                here=_people(len(here)),
                full=full,
                more=more,
            ),
            None,
            None,
            keys,
            Urgency.WHOLE,
        )
    for relation, noun in (("department", "department"), ("works_in", "team")):
        yield from _most(lists, here, _in(lists, here, relation), noun)


def _most(
    lists: Lists, here: pl.DataFrame, pairs: list[tuple[str, str]], noun: str
) -> Iterator[Said]:
    """Where most of the cost is, else most people; of departments or teams."""
    sizes = Counter(place for _, place in pairs)
    if len(sizes) < 2:
        return
    place, most = min(sizes.items(), key=lambda one: (-one[1], one[0]))
    frame = pl.DataFrame(pairs, schema=["key", "who"], orient="row")
    costs = frame.join(here.select("key", amount="annual_cost"), on="key")
    if costs["amount"].drop_nulls().len():
        # each person counts once: shares of somebody in two teams are not known
        if costs["key"].is_unique().all():
            yield from largest(lists, costs, Prose("a year is the {noun}", noun=noun))
        return
    text = Prose(
        "{place} is the largest {noun} with {most} of {here:,}",
        place=lists.name(place),
        noun=noun,
        most=_people(most),
        here=len(here),
    )
    text += ", " + ahead(sizes.values(), most)
    keys = [person for person, where in pairs if where == place]
    yield Said(text, None, None, keys, Urgency.WHOLE)


def _led(lists: Lists, here: pl.DataFrame) -> Iterator[Said]:
    """The widest span, and how many say no manager where others do."""
    pairs = _in(lists, here, "reports_to")
    if not pairs:
        return
    spans = Counter(manager for _, manager in pairs)
    manager, most = min(spans.items(), key=lambda one: (-one[1], one[0]))
    keys = [person for person, one in pairs if one == manager]
    text = Prose(
        "The widest span is {most} under one manager, {ahead}",
        most=_people(most),
        ahead=ahead(spans.values(), most),
    )
    yield Said(
        Prose("{text}, of {managers}", text=text, managers=counted(len(spans), "manager")),
        None,
        None,
        keys,
        Urgency.WHOLE,
    )
    led = {person for person, _ in pairs}
    bare = [key for key in here["key"] if key not in led]
    if len(bare) > 1:  # the one on top reports to nobody
        text = Prose(
            "{bare} of {here} name nobody to whom they report",
            bare=len(bare),
            here=_people(len(here)),
        )
        yield Said(text, None, None, bare, Urgency.UNKNOWN)


def _joined(lists: Lists, here: pl.DataFrame) -> Iterator[Said]:
    since = lists.on - timedelta(days=YEAR_DAYS)
    new = here.filter(pl.col("joined_on").is_between(since, lists.on))
    if len(new):
        last = new["joined_on"].max()
        assert isinstance(last, date)
        text = Prose(
            "{new} of {here:,} joined within the last year", new=_people(len(new)), here=len(here)
        )
        text += (
            Prose(", on {day}", day=day_in_words(last))
            if len(new) == 1
            else Prose(", the last on {day}", day=day_in_words(last))
        )
        yield Said(text, None, last, new["key"].to_list(), Urgency.WHOLE)


def _in(lists: Lists, here: pl.DataFrame, relation: str) -> list[tuple[str, str]]:
    """The (person, target) pairs of a relation."""
    return [
        (person, target)
        for person in here["key"]
        for target in lists.enterprise.targets(person, relation)
    ]


def _people(number: int) -> str:
    return in_number(number, "person", "people")
