"""Values against their kind: the canonical plain form, or what is wrong in plain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from cohelm.core.errors import InputError, did_you_mean
from cohelm.core.fields import FieldSpec, in_utc
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import FIRST_DAY, LAST_DAY, RelationSpec, day_number
from cohelm.core.observation import KEY_FIELDS
from cohelm.core.prose import Prose

Wrong = tuple[str, str, str]
"""Field, the value as text, what is wrong with it and what is accepted."""

ACCEPTED: dict[str, str] = {
    "text": Prose("text"), "long_text": Prose("text"),
    "integer": Prose("a whole number"), "number": Prose("a number"),
    "boolean": Prose("true or false"), "date": Prose("a day such as 2026-12-31"),
    "time": Prose("a day, or a moment such as 2026-12-31T14:00:00Z"),
    "money": Prose("an amount and a currency, such as 312000 EUR"), "list": Prose("a list of words"),
    "map": Prose("words by name, such as {{cmdb: A-17}}"),
    "lifecycle": Prose("a phase (plan, phase_in, active, phase_out, end_of_life) or days by phase"),
    "structure": Prose("a mapping"),
}  # fmt: skip

DAYS = {name: FieldSpec(name, "date", "") for name in ("from", "until")}
KEY = {name: FieldSpec(name, "time" if name == "time" else "text", "") for name in KEY_FIELDS}
MOST = 2**63 - 1
LARGEST = Prose(
    "a whole number of at most {most:,}; what is no quantity is written as text", most=MOST
)

ILLEGIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control signs, and those that turn the direction of writing: a name is to be read as it is stored."""


def canonical(
    kind: KindSpec, values: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, list[Wrong]]:
    """The plain form of an item's fields, or None and what is wrong. Empty values are left out."""
    try:
        model = kind.model.model_validate(values)
    except ValidationError as error:
        return None, _all_wrong(error, kind.fields, values, (*kind.fields, *kind.relations))
    plain = _plain(model, kind.fields, exclude=set(kind.relations))
    wrong = _unfit(plain)
    if wrong:
        return None, wrong
    return _filled(plain), []


def canonical_observation(
    fields: Mapping[str, FieldSpec], model: type[BaseModel], values: Mapping[str, Any]
) -> tuple[dict[str, Any] | None, list[Wrong]]:
    """The plain form of an observation, its key included, or None and what is wrong.

    Empty values are left out, those of the key too.
    """
    try:
        plain = _plain(model.model_validate(values), fields)
    except ValidationError as error:
        return None, _all_wrong(error, {**KEY, **fields}, values)
    wrong = _unfit(plain)
    return (None, wrong) if wrong else (_filled(plain), [])


def canonical_link(
    relation: RelationSpec, value: Mapping[str, Any]
) -> tuple[tuple[str, int, dict[str, Any]] | None, list[Wrong]]:
    """A link as (target, first day, what it says), or None and what is wrong."""
    try:
        link = relation.model.model_validate(value)
    except ValidationError as error:
        specs = DAYS | {spec.name: spec for spec in relation.attributes}
        return None, [
            (relation.name, text, f"{name}: {why}")
            for name, text, why in _all_wrong(error, specs, value)
        ]
    says = link.model_dump(mode="json", exclude_none=True, exclude={"to", "start", "until"})
    wrong = [(relation.name, text, f"{name}: {why}") for name, text, why in _unfit(says)]
    if wrong:
        return None, wrong
    until = day_number(link.until, empty=LAST_DAY)
    if until != LAST_DAY:
        says["until"] = until
    return (link.to, day_number(link.start, empty=FIRST_DAY), says), []


def _plain(
    model: BaseModel, fields: Mapping[str, FieldSpec], exclude: set[str] | None = None
) -> dict[str, Any]:
    plain = model.model_dump(mode="json", exclude_none=True, exclude=exclude)
    for name in plain:
        if name in fields and fields[name].type == "time":
            plain[name] = moment_text(getattr(model, name))
    return plain


def moment_text(moment: datetime) -> str:
    """The plain form of a moment: in UTC, so that it reads the same however it was written."""
    return in_utc(moment).isoformat().replace("+00:00", "Z")


def _filled(plain: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if value not in ([], {}, "")}


def _unfit(plain: Mapping[str, Any]) -> list[Wrong]:
    """The values that hold a whole number of more than 64 bits, or a sign that nobody sees."""
    found: list[Wrong] = []
    for name, value in plain.items():
        why = LARGEST if not isinstance(value, str) and is_too_large(value) else illegible(value)
        if why:
            text = ILLEGIBLE.sub("\N{REPLACEMENT CHARACTER}", str(value)[:200])
            said = Prose(
                "'{text}' is not accepted for {name}: {why}", text=text, name=name, why=why
            )
            found.append((name, text, said))
    return found


def refuse_illegible(text: str, where: str) -> None:
    """Refuses a text that holds a control sign or one that turns the direction. Raises InputError."""
    if why := illegible(text):
        raise InputError(Prose("this is not accepted: {why}", why=why), where=where)


def illegible(value: object) -> str:
    """What is wrong with a text, or one within, that holds a control sign; empty where none does."""
    if isinstance(value, str):
        found = ILLEGIBLE.search(value)
        if found is None:
            return ""
        return Prose(
            "text without control signs, and without signs that turn the direction of writing;"
            " {sign} stands at character {at}",
            sign=f"U+{ord(found[0]):04X}", at=found.start() + 1,
        )  # fmt: skip
    if isinstance(value, dict):
        value = [*value, *value.values()]
    return next(filter(None, map(illegible, value)), "") if isinstance(value, list) else ""


def legible(value: object) -> object:
    """A value without the signs that `illegible` finds in it, in texts within it too."""
    if isinstance(value, str):
        return ILLEGIBLE.sub("", value)
    if isinstance(value, list):
        return [legible(one) for one in value]
    if isinstance(value, dict):
        return {legible(name): legible(one) for name, one in value.items()}
    return value


def is_too_large(value: object) -> bool:
    """Whether a plain value is, or holds, a whole number that does not fit 64 bits."""
    if isinstance(value, str):
        return False
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return any(is_too_large(one) for one in value if not isinstance(one, str))
    return isinstance(value, int) and not -MOST <= value <= MOST


def _all_wrong(
    error: ValidationError,
    fields: Mapping[str, FieldSpec],
    values: Mapping[str, Any],
    known: Collection[str] = (),
) -> list[Wrong]:
    """What pydantic found wrong; once where a field may be of several types and is of none."""
    names = known or fields
    return list(dict.fromkeys(_wrong(one, fields, values, names) for one in error.errors()))


def _wrong(
    error: Any, fields: Mapping[str, FieldSpec], values: Mapping[str, Any], known: Collection[str]
) -> Wrong:
    name = str(error["loc"][0]) if error["loc"] else ""
    value = values.get(name)
    said = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = "" if value is None else ILLEGIBLE.sub("\N{REPLACEMENT CHARACTER}", said[:200])
    spec = fields.get(name)
    if error["type"] == "missing":
        return name, "", Prose("{name} is missing", name=name)
    if spec is None:
        return (
            name,
            text,
            Prose(
                "there is no field '{name}'. {did_you_mean}",
                name=name,
                did_you_mean=did_you_mean(name, known),
            ),
        )
    return (
        name,
        text,
        Prose(
            "'{text}' is not accepted for {name}: {why}",
            text=text,
            name=name,
            why=_why(error, spec, value),
        ),
    )


def _why(error: Any, spec: FieldSpec, value: object) -> str:
    """What is accepted; more than the type of the field where the error knows more."""
    match error["type"]:
        case "string_too_short":
            return "text that is not empty"
        case "string_too_long":
            return Prose(
                "text of at most {max_length} characters", max_length=error["ctx"]["max_length"]
            )
        case "string_pattern_mismatch":
            return Prose(
                "text that fits {pattern}. {help}", pattern=error["ctx"]["pattern"], help=spec.help
            )
        case "string_type" if isinstance(value, int | float) and not isinstance(value, bool):
            return Prose("text, in quotes where it looks like a number: '{value}'", value=value)
        case "value_error" if spec.type in ("date", "list"):
            return str(error["ctx"]["error"])
    return accepted(spec)


def accepted(spec: FieldSpec) -> str:
    """What a field takes, in words, for errors and forms."""
    if spec.choices:
        return Prose("one of {choices}", choices=", ".join(spec.choices))
    words = ACCEPTED[spec.type]
    if spec.low is not None and spec.high is not None:
        return Prose("{words} from {low:g} to {high:g}", words=words, low=spec.low, high=spec.high)
    if spec.low is not None:
        return Prose("{words} of at least {low:g}", words=words, low=spec.low)
    return (
        words
        if spec.high is None
        else Prose("{words} of at most {high:g}", words=words, high=spec.high)
    )
