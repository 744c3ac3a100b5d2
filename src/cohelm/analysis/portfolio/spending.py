"""What do those chosen cost within the periods?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from cohelm.analysis.portfolio.choice.accounting import MONEY
from cohelm.analysis.portfolio.choice.problem import Problem


def costs_of(problem: Problem, chosen: Mapping[str, str]) -> dict[str, Fraction]:
    """By id, what each that is chosen costs within the periods."""
    return {
        one.id: sum(
            (of for (name, _), of in problem.used(one, chosen[one.id]).items() if name == MONEY),
            Fraction(0),
        )
        for one in problem.initiatives
        if one.id in chosen
    }


def exactly(value: Fraction) -> Decimal:
    """An amount as a decimal; amounts come from decimals, so nothing is lost."""
    return Decimal(value.numerator) / Decimal(value.denominator)
