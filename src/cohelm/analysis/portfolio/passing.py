"""To which vendor, application, service, department or initiative does a cost belong, and by which rule?

What is for several is passed on in parts that add up to it again: nothing is counted twice, and
nothing is lost. A part that leads nowhere stays with nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import polars as pl

from cohelm.analysis.sharing import shared
from cohelm.core.enterprise import Enterprise, LinkEnd
from cohelm.core.money import Money

Receiver = Literal["vendor", "application", "service", "department", "initiative"]
RECEIVERS: tuple[Receiver, ...] = ("vendor", "application", "service", "department", "initiative")
KEYS: Mapping[str, str] = {"fee": "by the fees stated", "users": "by users", "share": "by shares"}
"""What a link may say by which a cost is shared, where every link of the cost says it."""
EVENLY = "evenly: no key is stated for all"


@dataclass(frozen=True, slots=True)
class Step:
    """A way on: along a relation, or against its arrow to those of one kind that declare it."""

    relation: str
    back: str = ""


COVERS, FUNDS = Step("covers"), Step("funds")
RUNS = (Step("runs_on", "application"), Step("runs_on", "server"), Step("runs_on", "platform"))
NEEDS = (Step("depends_on", "service"),)
WAYS: Mapping[Receiver, Mapping[str, tuple[Step, ...]]] = {
    "vendor": {
        "contract": (Step("vendor"),),
        **dict.fromkeys(
            ("application", "service", "platform", "server", "network", "location"),
            (Step("covers", "contract"), Step("provided_by")),
        ),
        "budget": (FUNDS,),
    },
    "application": {
        "contract": (COVERS,), "budget": (FUNDS,), "server": RUNS, "platform": RUNS,
    },
    "service": {
        "contract": (COVERS,), "budget": (FUNDS,), "application": NEEDS,
        "server": (*RUNS, *NEEDS), "platform": (*RUNS, *NEEDS), "network": NEEDS,
    },
    "department": {
        "contract": (COVERS,), "budget": (FUNDS,), "initiative": (Step("serves"),),
        "application": (Step("used_by"),), "server": RUNS, "platform": RUNS,
        "service": (Step("depends_on", "application"),),
    },
    "initiative": {"contract": (COVERS,), "budget": (FUNDS,)},
}  # fmt: skip
"""By receiver and kind of what costs, the ways on; the first that leads anywhere is taken."""


@dataclass(frozen=True, slots=True)
class Passed:
    """The parts of an item's cost by receiver, None for nobody, which add up to 1; by which key they
    are shared, and along which relations each goes."""

    parts: Mapping[str | None, Fraction]
    key: str
    ways: Mapping[str | None, str]


class Passing:
    """Where costs go to in a plan, narrowed to the day."""

    def __init__(self, plan: Enterprise, to: Receiver) -> None:
        self.plan, self.to = plan, to
        self._known: dict[str, Passed] = {}

    def of(self, key: str) -> Passed:
        """The parts of an item's cost; what leads back to itself stays with nobody. Linear in paths."""
        if key not in self._known:
            self._known[key] = self._walked(key, frozenset())
        return self._known[key]

    def _walked(self, key: str, before: frozenset[str]) -> Passed:
        if key.partition(":")[0] == self.to and key in self.plan:
            return Passed({key: Fraction(1)}, "", {key: ""})
        step, ends = self._ends(key)
        if not ends or key in before:
            return Passed({None: Fraction(1)}, "", {None: ""})
        weights, word = _weights(ends)
        total, parts = sum(weights), dict[str | None, Fraction]()
        ways: dict[str | None, str] = {}
        for end, weight in zip(ends, weights, strict=True):
            on = self._walked(end.other, before | {key})
            for receiver, part in on.parts.items():
                parts[receiver] = parts.get(receiver, Fraction(0)) + part * weight / total
                ways.setdefault(receiver, ", ".join(filter(None, [step, on.ways[receiver]])))
        return Passed(parts, word if len(parts) > 1 else "", ways)

    def _ends(self, key: str) -> tuple[str, Sequence[LinkEnd]]:
        """The next ones, and along which relation in words."""
        kind = key.partition(":")[0]
        for step in WAYS[self.to].get(kind, ()) if key in self.plan else ():
            if step.back:
                ends = self.plan.links_to(key, step.relation)
                ends = [one for one in ends if one.other.partition(":")[0] == step.back]
            else:
                ends = self.plan.links_of(key, step.relation)
            if ends:
                word = step.relation.replace("_", " ")
                return (f"{step.back} that {word} it" if step.back else word), ends
        return "", ()


def _weights(ends: Sequence[LinkEnd]) -> tuple[list[Fraction], str]:
    """By what all links say, where that adds up to something; else evenly."""
    for name, words in KEYS.items():
        stated = [_number(end.says.get(name)) for end in ends]
        known = [one for one in stated if one is not None]
        if len(known) == len(ends) and sum(known) > 0 and _of_one_currency(ends, name):
            return known, words
    return [Fraction(1)] * len(ends), EVENLY


def _number(said: Any) -> Fraction | None:
    if said is None:
        return None
    return Fraction(Money.parse(said).amount) if isinstance(said, str) else Fraction(str(said))


def _of_one_currency(ends: Sequence[LinkEnd], name: str) -> bool:
    """Fees in two currencies are no key: nothing says what they are worth beside each other."""
    said = {str(end.says[name]).rpartition(" ")[2] for end in ends if name == "fee"}
    return len(said) <= 1


def passed_on(lines: pl.DataFrame, passing: Passing) -> pl.DataFrame:
    """The lines with `receiver`, each split into its parts; the parts of a line add up to it.

    Cents are given by the largest remainder. Linear in lines and parts.
    """
    known = {key: passing.of(key) for key in lines["item"].unique().sort()}
    whole = {key: next(iter(one.parts)) for key, one in known.items() if len(one.parts) == 1}
    receiver = pl.col("item").replace_strict(whole, default=None, return_dtype=pl.String)
    is_whole = lines["item"].is_in(list(whole))
    kept = lines.filter(is_whole).with_columns(receiver.alias("receiver"))
    split = pl.DataFrame(
        [row for line in lines.filter(~is_whole).to_dicts() for row in _split(line, known)],
        schema=kept.schema,
    )
    return pl.concat([kept, split])


def _split(line: Mapping[str, Any], known: Mapping[str, Passed]) -> Iterator[dict[str, Any]]:
    parts = sorted(known[line["item"]].parts.items(), key=lambda pair: pair[0] or "")
    amounts = shared(line["amount"], [part for _, part in parts])
    for (receiver, _), amount in zip(parts, amounts, strict=True):
        yield {**line, "amount": amount, "receiver": receiver}


PASSED: dict[str, Any] = {
    "item": pl.String, "to": pl.String, "way": pl.String, "share": pl.Float64, "key": pl.String,
}  # fmt: skip


def moved(lines: pl.DataFrame, passing: Passing) -> pl.DataFrame:
    """Of lines that were passed on (`passed_on`), each item with the receivers that it is not itself.

    To whom (null: nobody, beside others), along which relations, its share, by which key, and the
    sums of the lines by metric: those of an item add up to its own lines. What leads nowhere at all,
    or is booked on the receiver itself, was not passed on and is no row.
    """
    rows = [
        (key, receiver, one.ways[receiver], float(part), one.key)
        for key in lines["item"].unique().sort()
        for one in (passing.of(key),)
        for receiver, part in sorted(one.parts.items(), key=lambda pair: (-pair[1], pair[0] or ""))
        if one.parts.keys() - {None, key}
    ]
    found = pl.DataFrame(rows, schema=PASSED, orient="row")
    sums = lines.group_by("item", pl.col("receiver").alias("to")).agg(*by_metric())
    return found.join(sums, on=["item", "to"], how="left", nulls_equal=True, maintain_order="left")


METRICS = ("budget", "actual", "year_end")


def by_metric() -> Iterator[pl.Expr]:
    """The sum of the amounts of each metric, as a column of its name."""
    for name in METRICS:
        yield pl.col("amount").filter(pl.col("metric") == name).sum().alias(name)
