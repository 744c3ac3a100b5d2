"""What an organisation may declare as a field of its own, and why it may not."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any, cast

from cohelm.core.errors import InputError, did_you_mean
from cohelm.core.fields import FieldSpec, FieldType
from cohelm.core.kind import CLEARANCE
from cohelm.core.kindspec import KindSpec
from cohelm.core.prose import Prose

FORM = "{application: {colour: {type: text, help: What it says.}}}"
SAYS = ("type", "help", "choices", "unit", "clearance")
TYPES = ("text", "long_text", "integer", "number", "boolean", "date", "time", "money",
         "choice", "scale", "list")  # fmt: skip
KEPT = ("id", "key", "kind")
"""Names by which conditions, lists and files call the key of an item."""


def mapping(value: object, where: str, accepted: str = FORM) -> Mapping[Any, Any]:
    """The value, which has to be a mapping. Raises InputError."""
    if not isinstance(value, Mapping):
        raise InputError(
            Prose("'{value}' is not a mapping", value=value), where=where, accepted=accepted
        )
    return value


def own_field(kind: KindSpec, name: str, about: object, inverses: Container[str]) -> FieldSpec:
    """The field that is declared; `inverses` are the names of the links to the kind.

    Raises InputError for what cannot be a field.
    """
    where = Prose("own field {kind}.{name}", kind=kind.name, name=name)
    says = mapping(about, where, "{type: text, help: What it says.}")
    _check_name(kind, name, inverses, where)
    unknown = next((str(one) for one in says if one not in SAYS), None)
    if unknown is not None:
        mend = did_you_mean(unknown, SAYS)
        raise InputError(
            Prose("'{unknown}' says nothing of a field", unknown=unknown), where=where, mend=mend
        )
    type_ = says.get("type") or "text"
    if type_ not in TYPES:
        raise InputError(
            Prose("'{type}' is no type", type=type_), where=where, accepted=", ".join(TYPES)
        )
    clearance = str(says.get("clearance") or "")
    if clearance and not re.match(CLEARANCE, clearance):
        accepted = "open, between, people, money, security or office:<id>"
        raise InputError(
            Prose("'{clearance}' is no clearance", clearance=clearance),
            where=where,
            accepted=accepted,
        )
    return FieldSpec(
        name, cast(FieldType, type_), str(says.get("help") or ""), unit=str(says.get("unit") or ""),
        choices=_choices(type_, says.get("choices"), where), clearance=clearance, own=True,
    )  # fmt: skip


def _check_name(kind: KindSpec, name: str, inverses: Container[str], where: str) -> None:
    mend = Prose("Call it '{name}_here' or otherwise.", name=name)
    if name in kind.model.model_fields:
        raise InputError(
            Prose("{kind} has a field '{name}' already", kind=kind.name, name=name),
            where=where,
            mend=mend,
        )
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        accepted = "small letters, digits and _, a letter first"
        raise InputError(
            Prose("'{name}' cannot be a name", name=name), where=where, accepted=accepted
        )
    if name in inverses:
        raise InputError(
            Prose("'{name}' already names the links to {plural}", name=name, plural=kind.plural),
            where=where,
            mend=mend,
        )
    # the class of a kind has names of its own, of which pydantic keeps all with this beginning
    if name in KEPT or name.startswith("model_") or hasattr(kind.model, name):
        raise InputError(Prose("the name '{name}' is taken", name=name), where=where, mend=mend)


def _choices(type_: str, stated: object, where: str) -> tuple[str, ...]:
    if not isinstance(stated, list | tuple | None):
        raise InputError(
            Prose("'{stated}' is not a list", stated=stated),
            where=where,
            accepted=Prose("choices: [red, green]"),
        )
    choices = tuple(str(one) for one in stated or ())
    if (type_ in ("choice", "scale")) != bool(choices):
        raise InputError(Prose("choices go with the types choice and scale"), where=where)
    twice = next((one for at, one in enumerate(choices) if one in choices[:at]), None)
    if twice is not None:
        raise InputError(Prose("the choice '{twice}' stands there twice", twice=twice), where=where)
    return choices
