"""What is typed into a form, and the plain values that it stands for; both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from cohelm.core.errors import CohelmError
from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.kindspec import KindSpec
from cohelm.core.validation import canonical
from cohelm.formats.yaml12 import read_yaml


def texts(kind: KindSpec, plain: Mapping[str, Any]) -> dict[str, str]:
    """What the inputs of a form hold for an item, by the input's name."""
    found: dict[str, str] = {}
    for name, spec in kind.fields.items():
        value = plain.get(name)
        if spec.type == "lifecycle":
            for part in ("stated", *PHASES):
                found[f"{name}.{part}"] = str((value or {}).get(part) or "")
        else:
            found[name] = _text(spec, value)
    return found


def _text(spec: FieldSpec, value: Any) -> str:
    if value is None:
        return ""
    match spec.type:
        case "list":
            return "\n".join(str(one) for one in value)
        case "map":
            return "\n".join(f"{name}: {one}" for name, one in value.items())
        case "structure":
            return str(yaml.safe_dump(value, sort_keys=False, allow_unicode=True)).rstrip()
        case "boolean":
            return "yes" if value else "no"
        case _:
            return str(value)


def values(
    kind: KindSpec, stated: Mapping[str, str], *, currency: str = ""
) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """What was typed as the plain form of an item, or None and what is wrong by input."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, spec in kind.fields.items():
        if spec.type == "lifecycle":
            parts = {part: stated.get(f"{name}.{part}", "").strip() for part in ("stated", *PHASES)}
            value: Any = {part: text for part, text in parts.items() if text}
        else:
            text = stated.get(name, "").strip().replace("\r\n", "\n")
            try:
                value = value_of(spec, text, currency) if text else None
            except (CohelmError, ValueError) as error:
                wrong[name] = str(error)
                continue
        if value not in (None, "", {}, []):
            found[name] = value
    plain, refused = canonical(kind, found)
    for name, _, why in refused:
        known = kind.fields.get(name)
        place = f"{name}.stated" if known and known.type == "lifecycle" else name
        wrong.setdefault(place, f"{why[:1].upper()}{why[1:]}")
    return (None if wrong else plain), wrong


def value_of(spec: FieldSpec, text: str, currency: str) -> Any:
    """What a text that is not empty stands for, not yet checked by the kind. Raises ValueError,
    InputError. An amount without a currency is in `currency`."""
    match spec.type:
        case "list":
            return [line.strip() for line in text.splitlines() if line.strip()]
        case "map":
            pairs = [line.partition(":") for line in text.splitlines() if line.strip()]
            if any(not colon for _, colon, _ in pairs):
                raise ValueError("Each line is a name, a colon and a value, such as cmdb: A-17.")
            return {name.strip(): value.strip() for name, _, value in pairs}
        case "structure":
            return read_yaml(text.encode(), spec.label)
        case "boolean":
            return {"yes": True, "no": False}.get(text, text)
        case "integer" | "number":
            return _number(spec, text)
        case "money":
            plain = text.replace(",", "").replace("\u202f", "").replace("€", " EUR")
            bare = plain.replace(".", "", 1).removeprefix("-").isdecimal()
            return f"{plain} {currency}" if bare and currency else " ".join(plain.split())
        case _:
            return text


def _number(spec: FieldSpec, text: str) -> str:
    """Digits without what people put between them; a share may be typed as per cent."""
    plain = text.replace(",", "").replace("\u202f", "").replace("\u2212", "-")
    percent = plain.removesuffix("%").strip()
    if percent == plain or spec.low != 0 or spec.high != 1:
        return plain
    try:
        return str(round(float(percent) / 100, 6))
    except ValueError:  # the kind says what is accepted
        return text
