"""The objects of NetBox as one of its dumps has them, whatever they were read from."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cohelm.core.errors import InputError

SYSTEM = "netbox"
"""Under this name an item keeps model and key of its object: `dcim.site:7`."""

Fields = Mapping[str, Any]


@dataclass(slots=True)
class Objects:
    """Objects by model and key with the place of each, and the file that notes are about."""

    file: str
    of: dict[str, dict[int, Fields]] = field(default_factory=lambda: defaultdict(dict))
    places: dict[tuple[str, int], tuple[str, int]] = field(default_factory=dict)

    def at(self, model: str, key: Any) -> Fields:
        """The fields of an object; empty where there is none."""
        return self.of.get(model, {}).get(key, {}) if isinstance(key, int) else {}

    def name(self, model: str, key: Any) -> str:
        """What an object is called."""
        return str(self.at(model, key).get("name") or "")


def read_json(name: str, content: bytes, accepted: str) -> Any:
    """What a file of JSON holds. Raises InputError for damaged JSON."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        at = f":{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        why = str(error).partition(":")[0].removesuffix(" starting at").lower()
        raise InputError(
            f"this is not JSON: {why}", where=f"{name}{at}", accepted=accepted
        ) from None
