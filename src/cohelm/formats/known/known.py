"""What a known shape of file is: the roles that its columns play, and how its rows are read."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import Literal

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, RowUse
from cohelm.formats.profile import TableProfile

Holds = Literal[
    "money", "number", "day", "month", "name", "company", "code", "text", "word", "currency"
]


@dataclass(frozen=True, slots=True)
class Role:
    """What a column of a known shape may be.

    `says` are the phrases by which a header may name it, in any order and spelling; `holds` is what
    its cells must be. `needed`: without it the shape is another one. `tells`: how much finding it
    speaks for the shape. `shown`: its values tell it where the header does not: names of companies
    where it holds these, else names that tell the rows apart, or amounts. `by_period`: several columns
    may play it, of which each names a month, quarter or year; `must`: no other column plays it. `like`
    is the sort of its cells (`seeming`), by which it is told where no header tells it.
    """

    name: str
    holds: Holds
    says: tuple[str, ...]
    needed: bool = False
    tells: float = 1.0
    shown: bool = False
    by_period: Literal["", "may", "must"] = ""
    like: str = ""


Read = Callable[[Table, Mapping, Schema, str], Contents]
"""`(table, mapping, schema, home currency) -> documents, observations, problems and notes`."""

Prepare = Callable[[Table, Mapping], tuple[Table, Mapping]]
"""Puts what the shape's own columns say into columns that the ordinary reading knows."""

Sees = Callable[[TableProfile], Map[int, tuple[str, float]]]
"""Which columns play which roles, and how well, told by cells and not by headers; empty: none does."""

Draft = Callable[[Table, Map[str, str]], tuple[RowUse, ...]]
"""`(table, header by role) -> what each row becomes, as far as its words tell`."""


@dataclass(frozen=True, slots=True)
class Known:
    """A shape of file that is known. `title` is what it is called on the screen.

    Rows that are items have their `kind`: a role is then called as the field or relation that it
    fills, and the ordinary reading takes the rows, after `prepare` where there is one; `also` reads
    what they say besides. Other rows are read by `read`. `one_of`: of each group, one role at least
    is played. `sees` casts the columns of a shape whose headers are not known beforehand, such as a
    matrix headed by roles of a firm. `about` are the words, as concepts, for what its rows are: in a
    header they add nothing. `draft` says what each row of prose may become, for review. `order` has roles
    that are days, the earliest first.
    """

    name: str
    title: str
    roles: tuple[Role, ...]
    read: Read | None = None
    kind: str = ""
    prepare: Prepare | None = None
    also: Read | None = None
    one_of: tuple[tuple[str, ...], ...] = ()
    sees: Sees | None = None
    about: frozenset[str] = frozenset()
    draft: Draft | None = None
    order: tuple[str, ...] = ()

    def role(self, name: str) -> Role | None:
        """The role of that name; None where the shape has none."""
        return next((one for one in self.roles if one.name == name), None)
