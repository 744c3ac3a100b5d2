"""Conditions: a typed expression with SQL's spelling that selects items; one parser, one evaluator.

    application where criticality >= 'high' and runs_on.lifecycle.end_of_life < '2027-01-01'

A path through a relation (or the inverse of one) means *any* of what it leads to; `all(…)` means
every one. Scales compare by rank. What is unknown is no match, and is counted.
"""

from cohelm.core.condition.evaluate import Selection, select
from cohelm.core.condition.parse import conjuncts, parse, parse_expression

__all__ = ["Selection", "conjuncts", "parse", "parse_expression", "select"]
