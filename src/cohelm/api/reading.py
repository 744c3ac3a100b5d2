"""How the body of a request is read: strict JSON of bounded depth, in UTF-8."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest
from ninja.parser import Parser


class StrictJson(Parser):
    """No NaN, no half characters, no depth on which a reader of ours would break."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body. Raises ValueError, which the API answers with 400."""
        return orjson.loads(request.body)
