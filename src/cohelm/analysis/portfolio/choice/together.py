"""What are initiatives worth on top where both of a pair are chosen?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from cohelm.analysis.money import Rates
from cohelm.analysis.portfolio.choice.problem import Candidate, Synergy
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption
from cohelm.core.money import Money

GAINED = (
    "What both of a pair gain on top counts in points as much more as it is of what they bring a year"
    " alone."
)
UNMEASURED = (
    "What a pair gains on top counts nowhere where nobody knows what they bring a year alone."
)
NOT_COUNTED = "What pairs gain on top of what each is worth alone is not counted."
CENTS = 100


class Together:
    """The synergies of the candidates, out of `boosts`, and what was assumed for them.

    Money on top is turned into points by the pair's own rate: 10 % of the benefit that both bring a
    year alone are 10 % of their points, for each office, to the hundredth. A pair that is stated from
    both ends counts once, by the larger. Where nothing says what either brings, or an amount cannot be
    converted, the pair counts nowhere and is named.
    """

    def __init__(
        self,
        plan: Enterprise,
        candidates: Sequence[Candidate],
        rows: Sequence[Mapping[str, Any]],
        rates: Rates,
    ) -> None:
        self._plan, self._rates = plan, rates
        self._of = {one.id: one for one in candidates}
        self._brings = {row["id"]: self._worth(money_of(row["annual_benefit"])) for row in rows}
        self._unmeasured: list[str] = []
        self.synergies = tuple(self._synergies())

    def assumed(self) -> Iterator[Assumption]:
        """By which rule they are counted, and which are not."""
        counted = [f"initiative:{id_}" for one in self.synergies for id_ in one.of]
        for name, sentence, keys in (
            ("gained together", GAINED, counted),
            ("gained together, not measured", UNMEASURED, self._unmeasured),
        ):
            if keys:
                yield Assumption(name, sentence, tuple(dict.fromkeys(keys)))

    def _synergies(self) -> Iterator[Synergy]:
        for pair, gained in sorted(self._pairs().items()):
            alone = sum((self._brings.get(id_) or Decimal(0) for id_ in pair), Decimal(0))
            if gained is None or not alone:
                self._unmeasured += [f"initiative:{id_}" for id_ in pair]
                continue
            share = Fraction(gained) / Fraction(alone)
            values: dict[str, Fraction] = {}
            for id_ in pair:
                for office, points in self._of[id_].values.items():
                    values[office] = values.get(office, Fraction(0)) + points * share
            yield Synergy(
                pair, {name: Fraction(round(of * CENTS), CENTS) for name, of in values.items()}
            )

    def _pairs(self) -> dict[tuple[str, str], Decimal | None]:
        """By pair, what it gains on top in the currency of the books; None where nobody can say."""
        found: dict[tuple[str, str], Decimal | None] = {}
        for id_ in self._of:
            for end in self._plan.links_of(f"initiative:{id_}", "boosts"):
                other = end.other.partition(":")[2]
                if other not in self._of or other == id_:
                    continue
                pair = (min(id_, other), max(id_, other))
                text = end.says.get("value")
                gained = self._worth(Money.parse(text) if text else None)
                known = [one for one in (found.get(pair), gained) if one is not None]
                found[pair] = max(known, default=None)
        return found

    def _worth(self, money: Money | None) -> Decimal | None:
        worth = self._rates.converted(money, self._plan.on) if money and self._plan.on else None
        return worth.amount if worth else None
