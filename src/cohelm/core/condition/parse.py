"""The text of a condition as a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from cohelm.core.errors import ConditionError
from cohelm.core.prose import Prose

Value = str | float | bool
Operator = Literal["=", "!=", "<", "<=", ">", ">="]

WORDS = {"where", "and", "or", "not", "in", "like", "is", "null", "between", "all", "count", "any",
         "true", "false"}  # fmt: skip
TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)(?![\w-])"
    r"|(?P<name>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|(?P<sign><=|>=|<>|!=|=|<|>|\(|\)|,))"
)
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Compare:
    """`path operator value`; the path's last name is a field, or a relation (compared by key)."""

    path: tuple[str, ...]
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """`path in (value, …)`."""

    path: tuple[str, ...]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Like:
    """`path like 'pattern'`, where % stands for any text; case does not matter."""

    path: tuple[str, ...]
    pattern: str


@dataclass(frozen=True, slots=True)
class IsNull:
    """`path is null`: the field has no value, the relation has no link."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Every:
    """`all(test)`: the test holds for every item that its path leads to, and there is one."""

    test: Test


@dataclass(frozen=True, slots=True)
class Counted:
    """`count(relation) operator number`."""

    path: tuple[str, ...]
    operator: Operator
    number: float


@dataclass(frozen=True, slots=True)
class Not:
    """`not expression`."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class And:
    """`expression and expression …`."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """`expression or expression …`."""

    parts: tuple[Expression, ...]


Test = Compare | OneOf | Like | IsNull
Expression = Test | Every | Counted | Not | And | Or


def parse(text: str) -> tuple[str, Expression | None]:
    """Reads `kind` or `kind where expression`. Raises ConditionError with the position."""
    reader = _Reader(text)
    kind = reader.name("a kind, such as application")
    if reader.ended():
        return kind, None
    reader.word("where")
    return kind, reader.whole()


def parse_expression(text: str) -> Expression:
    """Reads the part behind `where`. Raises ConditionError with the position."""
    return _Reader(text).whole()


def conjuncts(text: str) -> list[str]:
    """The texts of the parts of an expression of which all must hold, in their order.

    An expression with an `or` outside parentheses is one part, in parentheses. Raises ConditionError.
    """
    reader, parts = _Reader(text), []
    while True:
        begin = reader.at
        reader.term()
        parts.append(reader.between(begin, reader.at))
        if reader.ended():
            return parts
        if not reader.take("and"):
            reader.rest()
            return [f"({text.strip()})"]


class _Reader:
    """Reads tokens one by one; recursive descent, at most DEEPEST levels."""

    def __init__(self, text: str) -> None:
        self.text, self.at, self.depth = text, 0, 0
        self.tokens: list[tuple[str, str, int]] = []
        position = 0
        while text[position:].strip():
            match = TOKEN.match(text, position)
            if not match:
                raise self._error(Prose("a name, a value or an operator"), position)
            kind = str(match.lastgroup)
            self.tokens.append((kind, match.group(kind), match.start(kind)))
            position = match.end()

    def _error(self, accepted: str, position: int | None = None) -> ConditionError:
        if position is None:
            position = self.tokens[self.at][2] if not self.ended() else len(self.text)
        found = self.text[position : position + 20].strip() or "the end"
        return ConditionError(
            Prose(
                "the condition cannot be read at character {position}, '{found}'",
                position=position + 1,
                found=found,
            ),
            accepted=accepted,
        )

    def ended(self) -> bool:
        return self.at >= len(self.tokens)

    def _peek(self) -> tuple[str, str]:
        if self.ended():
            return "end", ""
        kind, token, _ = self.tokens[self.at]
        if kind == "name" and token.lower() in WORDS:
            return "word", token.lower()
        return kind, token

    def take(self, *tokens: str) -> str | None:
        kind, token = self._peek()
        if kind in ("word", "sign") and token in tokens:
            self.at += 1
            return token
        return None

    def word(self, token: str) -> None:
        if self.take(token) is None:
            raise self._error(f"'{token}'")

    def name(self, accepted: str) -> str:
        kind, token = self._peek()
        if kind != "name":
            raise self._error(accepted)
        self.at += 1
        return token

    def between(self, begin: int, end: int) -> str:
        """The text from a token to before another."""
        stop = self.tokens[end][2] if end < len(self.tokens) else len(self.text)
        return self.text[self.tokens[begin][2] : stop].strip()

    def rest(self) -> None:
        """Reads what stands behind a part, from an `or` on. Raises ConditionError."""
        self.word("or")
        self.whole()

    def whole(self) -> Expression:
        found = self._or()
        if not self.ended():
            raise self._error(Prose("and, or, or the end"))
        return found

    def _or(self) -> Expression:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._error(Prose("at most {deepest} nested levels", deepest=DEEPEST))
        parts = [self._and()]
        while self.take("or"):
            parts.append(self._and())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _and(self) -> Expression:
        parts = [self.term()]
        while self.take("and"):
            parts.append(self.term())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def term(self) -> Expression:
        refused = False
        while self.take("not"):
            refused = not refused
        found = self._primary()
        return Not(found) if refused else found

    def _primary(self) -> Expression:
        if self.take("("):
            found = self._or()
            self.word(")")
            return found
        if self.take("all"):
            self.word("(")
            test = self._test()
            self.word(")")
            if isinstance(test, Not | And):
                raise self._error(Prose("a plain comparison inside all(…)"))
            return Every(test)
        if self.take("count"):
            self.word("(")
            path = self._path()
            self.word(")")
            return Counted(path, self._operator(), self._number())
        return self._test()

    def _test(self) -> Test | Not | And:
        path = self._path()
        if self.take("is"):
            refused = self.take("not")
            self.word("null")
            return Not(IsNull(path)) if refused else IsNull(path)
        refused = self.take("not")
        found = self._ranged(path)
        if found is None:
            if refused:
                raise self._error(Prose("in, like or between after not"))
            return Compare(path, self._operator(), self._value())
        return Not(found) if refused else found

    def _ranged(self, path: tuple[str, ...]) -> OneOf | Like | And | None:
        if self.take("in"):
            self.word("(")
            values = [self._value()]
            while self.take(","):
                values.append(self._value())
            self.word(")")
            return OneOf(path, tuple(values))
        if self.take("like"):
            return Like(path, str(self._value()))
        if self.take("between"):
            low = self._value()
            self.word("and")
            return And((Compare(path, ">=", low), Compare(path, "<=", self._value())))
        return None

    def _path(self) -> tuple[str, ...]:
        return tuple(self.name("a field or a path such as runs_on.name").split("."))

    def _operator(self) -> Operator:
        found = self.take("=", "!=", "<>", "<=", ">=", "<", ">")
        if found is None:
            raise self._error(Prose("= != < <= > >= in, like, between, is null"))
        return "!=" if found == "<>" else found  # type: ignore[return-value]

    def _number(self) -> float:
        value = self._value()
        if not isinstance(value, float):
            raise self._error(Prose("a number"))
        return value

    def _value(self) -> Value:
        kind, token = self._peek()
        if kind not in ("text", "number", "word") or (
            kind == "word" and token not in ("true", "false")
        ):
            raise self._error(Prose("a value: 'text', a number, true or false"))
        self.at += 1
        if kind == "text":
            return token[1:-1].replace("''", "'")
        return float(token) if kind == "number" else token == "true"
