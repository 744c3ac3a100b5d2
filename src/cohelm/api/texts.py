"""Texts that a call may say: without control signs and those that turn the direction of writing."""

from typing import Annotated

from ninja import Query
from pydantic import StringConstraints

LONGEST = 500
NO_CONTROL = r"^[^\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"

Line = Annotated[str, StringConstraints(max_length=LONGEST, pattern=NO_CONTROL)]
"""In a body."""
LINES = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"
Words = Annotated[str, StringConstraints(max_length=4000, pattern=LINES)]
"""In a body, of several lines."""
Reason = Annotated[
    str, Query(max_length=LONGEST, pattern=NO_CONTROL, description="Why, for the log.")
]
"""In an address."""
PastRights = Annotated[
    str,
    Query(
        max_length=LONGEST, pattern=NO_CONTROL,
        description="Why it goes past whose right it is; stays on record as a decision.",
    ),
]  # fmt: skip
