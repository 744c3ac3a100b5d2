"""What a page of a choice is told: the terms, as its address or its form says them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.http import QueryDict

from cohelm.analysis.portfolio.choice.proposed import Terms
from cohelm.analysis.portfolio.fund import read_weights
from cohelm.core.errors import UsageError
from cohelm.web.answered import NAMED

ADJUSTMENT = NAMED["adjustment"]
MONEY, WEIGHT = "money_", "weight_"
"""The form names a field for each year's money and each office's weight, in parts of a hundred."""
HOLD, STEP = "hold", "budget_to"
"""Its buttons: `in:ID`, `out:ID` or `free:ID`; a budget in the words of the parameter."""


def terms_of(stated: Mapping[str, str]) -> Terms:
    """The terms that texts state. Raises UsageError, UnknownName."""
    told = {one.name: one.read(stated.get(one.name, "")) for one in ADJUSTMENT.parameters}
    return Terms(
        told["budget"], told["pin"], told["forbid"], read_weights(told["weights"]), told["years"],
        told["starts"], told["people"], told["worth"], told["carry_over"], told["mix"],
        told["skills"], told["synergies"], told["launches"], told["accounting"],
    )  # fmt: skip


def stated_of(query: QueryDict) -> dict[str, str]:
    """What an address states of the analysis, by parameter; empty ones left out."""
    names = [one.name for one in ADJUSTMENT.parameters]
    return {name: text for name in names if (text := query.get(name, "").strip())}


def of_form(query: QueryDict) -> dict[str, str] | None:
    """The same where the form's own fields are there: they become `budget` and `weights`; else None.

    A field left as the form gave it out (`was_…`) changes nothing. Raises UsageError.
    """
    if not any(name.startswith((MONEY, WEIGHT, HOLD, STEP)) for name in query):
        return None
    found = stated_of(query)
    money, weights = _fields(query, MONEY), _fields(query, WEIGHT)
    if money != _fields(query, f"was_{MONEY}"):
        stated = [f"{name}={text.replace(',', '')}" for name, text in money.items() if text]
        found["budget"] = ",".join(stated)
    if weights != _fields(query, f"was_{WEIGHT}"):
        found["weights"] = ",".join(f"{name}={part:.4g}" for name, part in _parts(weights).items())
    found["budget"] = query.get(STEP) or found.get("budget", "")
    return found | _held(found, query.get(HOLD, ""))


def _held(stated: Mapping[str, str], hold: str) -> dict[str, str]:
    """`pin` and `forbid` after one was put in, out or free."""
    how, _, id_ = hold.partition(":")
    found = {}
    for name, word in (("pin", "in"), ("forbid", "out")):
        ids = [one for one in stated.get(name, "").split(",") if one and one != id_]
        found[name] = ",".join([*ids, id_] if how == word else ids)
    return found


def _fields(query: QueryDict, start: str) -> dict[str, str]:
    return {
        name.removeprefix(start): query.get(name, "").strip()
        for name in query
        if name.startswith(start)
    }


def _parts(stated: Mapping[str, str]) -> dict[str, float]:
    """Weights as parts of one, whatever they come to. Raises UsageError."""
    try:
        found = {name: Decimal(text or "0") for name, text in stated.items()}
    except InvalidOperation:
        found = {}
    whole = sum(found.values(), Decimal(0))
    if not whole.is_finite() or whole <= 0 or min(found.values()) < 0:
        raise UsageError(
            "the offices' weights are no numbers of which one is above nought", where="weights",
            accepted="60 and 40",
        )  # fmt: skip
    return {name: float(one / whole) for name, one in found.items()}
