"""What an analysis can be told, derived from its function's signature, and read from texts."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from cohelm.core.errors import InputError, UnknownName, UsageError, did_you_mean
from cohelm.core.money import Money
from cohelm.core.prose import Prose

ACCEPTED: Mapping[Any, str] = {
    int: "a whole number",
    float: "a number",
    Decimal: "a number",
    date: "a day such as 2026-12-31",
    Money: "an amount and a currency code, such as 312000 EUR",
    bool: "yes or no",
}
SAID = {"yes": True, "true": True, "1": True, "on": True,
        "no": False, "false": False, "0": False, "off": False}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Parameter:
    """What an analysis can be told by name. `type` is int, str, bool, Decimal, date, Money or tuple.

    `choices`: the words that are accepted, empty where any is.
    """

    name: str
    help: str
    type: Any
    default: Any
    choices: tuple[str, ...] = ()

    def read(self, text: str, *, currency: str = "") -> Any:
        """The value that a text states; the default where it is empty. Raises UsageError.

        `currency` is that of the books: an amount without one is in it.
        """
        text = text.strip()
        if not text:
            return self.default
        if self.choices and text not in self.choices:
            raise UnknownName(
                Prose("'{text}' is none of the choices", text=text),
                where=self.name,
                mend=did_you_mean(text, self.choices),
            )
        try:
            return money_in(text, currency) if self.type is Money else _read(self.type, text)
        except (ValueError, KeyError, InvalidOperation, InputError):
            raise UsageError(
                f"'{text}' is not {ACCEPTED[self.type]}",
                where=self.name,
                accepted=ACCEPTED[self.type],
            ) from None

    @property
    def is_flag(self) -> bool:
        """Whether it is said by yes or no."""
        return self.type is bool

    @property
    def shown(self) -> str:
        """The default as it is written; empty where there is none."""
        if self.default is None or self.default in ("", (), False):
            return ""
        return ",".join(self.default) if isinstance(self.default, tuple) else str(self.default)


def money_in(text: str, currency: str) -> Money:
    """An amount as it is typed: bare digits are in a currency, where there is one. Raises InputError.

    >>> str(money_in("300,000", "EUR")), str(money_in("5 USD", "EUR"))
    ('300000 EUR', '5 USD')
    """
    digits = text.replace(",", "")
    bare = digits.replace(".", "", 1).isdecimal()
    return Money.parse(f"{digits} {currency}" if bare and currency else text)


def _read(type_: Any, text: str) -> Any:
    if type_ is bool:
        return SAID[text.lower()]
    if type_ is date:
        return date.fromisoformat(text)
    if type_ is tuple:
        return tuple(one.strip() for one in text.split(",") if one.strip())
    if type_ in (Decimal, float) and not Decimal(text).is_finite():
        raise ValueError(text)
    return type_(text)


def parameters_of(function: Callable[..., Any]) -> Iterator[Parameter]:
    """The parameters of an analysis besides its plans and the day, in their order."""
    hints = get_type_hints(function, include_extras=True)
    for name, one in list(inspect.signature(function).parameters.items())[1:]:
        if name in ("on", "than"):
            continue
        hint, help_ = hints[name], ""
        if get_origin(hint) is Annotated:
            hint, help_ = get_args(hint)[:2]
        default = None if one.default is inspect.Parameter.empty else one.default
        yield Parameter(name, help_, *_type(hint, default))


def _type(hint: Any, default: Any) -> tuple[Any, Any, tuple[str, ...]]:
    if get_origin(hint) in (Union, UnionType):
        hint = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is Literal:
        return str, default, tuple(get_args(hint))
    return get_origin(hint) or hint, default, ()
