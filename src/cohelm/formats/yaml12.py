"""YAML 1.2 by libyaml: `no` is a word and 2026-01-31 a text; nothing in a file can run or grow."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np
import yaml

from cohelm.core.errors import InputError

try:
    from yaml import CSafeDumper as SafeDumper
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # the pure Python parser gives the same answers, slower
    from yaml import SafeDumper, SafeLoader  # type: ignore[assignment]

MOST_NODES = 2_000_000
MOST_LEVELS = 400
OPENING, CLOSING = (np.frombuffer(one, dtype=np.uint8) for one in (b"[{", b"]}"))
INDENTED = re.compile(rb"^[ \t\0?:-]{%d}" % MOST_LEVELS, re.MULTILINE)

STR, MAP, SEQ = (f"tag:yaml.org,2002:{one}" for one in ("str", "map", "seq"))
CORE: dict[str, tuple[str, Iterable[str]]] = {
    "tag:yaml.org,2002:bool": (r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    "tag:yaml.org,2002:int": (r"^(?:[-+]?[0-9]+|0x[0-9a-fA-F]+|0o[0-7]+)$", "-+0123456789"),
    "tag:yaml.org,2002:float": (
        r"^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)$", "-+0123456789.",
    ),
    "tag:yaml.org,2002:null": (r"^(?:~|null|Null|NULL|)$", ("~", "n", "N", "")),
}  # fmt: skip


class Loader(SafeLoader):
    """The safe loader with YAML 1.2's core schema."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}

    def resolve(self, kind: type[Any], value: Any, implicit: Any) -> str:
        """The tag of a node that states none. The parser asks for each, so it is kept short."""
        if kind is not yaml.ScalarNode:
            return SEQ if kind is yaml.SequenceNode else MAP
        if implicit[0]:
            for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                if pattern.match(value):
                    return tag
        return STR


class Dumper(SafeDumper):
    """The safe dumper with the same schema, so that what is written is read back the same."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for _tag, (_pattern, _first) in CORE.items():
    for _class in (Loader, Dumper):
        _class.add_implicit_resolver(_tag, re.compile(_pattern), list(_first))
# a text that looks like YAML 1.1's special words is quoted for those who still read that
Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile(r"^(?:yes|Yes|no|No|on|On|off|Off|y|n)$"), list("yYnNoO")
)


def _int(text: str) -> int:
    return int(text, 0 if text[:2] in ("0x", "0o") else 10)


SCALARS: dict[str, Callable[[str], Any]] = {
    STR: str,
    "tag:yaml.org,2002:bool": lambda text: text[0] in "tT",
    "tag:yaml.org,2002:int": _int,
    "tag:yaml.org,2002:float": float,
    "tag:yaml.org,2002:null": lambda _: None,
}


def read_yaml(content: bytes, name: str) -> Any:
    """The document in a YAML file. Raises InputError with file, line and column."""
    return next(iter(read_yaml_documents(content, name)), None)


def read_yaml_documents(content: bytes, name: str) -> list[Any]:
    """All documents in a YAML file. Raises InputError with file, line and column."""
    return [value for _, value in read_placed_documents(content, name)]


def read_placed_documents(content: bytes, name: str) -> list[tuple[int, Any]]:
    """All documents in a YAML file, each with the line on which it begins. Raises InputError."""
    try:
        found = list(_documents(content))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        if name.lower().endswith(".json"):
            raise _not_json(content, name) from None
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        why = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise InputError(f"this is not YAML: {why}", where=where, accepted="YAML 1.2") from None
    # without an alias, a value takes a byte or more
    if b"*" in content or len(content) > MOST_NODES:
        _refuse_growth([value for _, value in found], name)
    return found


def _not_json(content: bytes, name: str) -> InputError:
    """What is wrong with a file of JSON, in JSON's words: it is read as the YAML that it is, too."""
    where, why = name, "it is nested too deep, or not in UTF-8"
    try:
        json.loads(content)
    except json.JSONDecodeError as error:
        where, why = f"{name}:{error.lineno}:{error.colno}", error.msg
    except (ValueError, RecursionError):
        pass
    return InputError(f"this is not JSON: {why}", where=where, accepted="JSON")


def _documents(content: bytes) -> Iterator[tuple[int, Any]]:
    _refuse_depth(content)
    loader = Loader(content)
    try:
        while loader.check_node():
            node = loader.get_node()
            if node is not None:
                yield node.start_mark.line + 1, _value(node, {})
    finally:
        loader.dispose()


def _value(node: Any, known: dict[Any, Any]) -> Any:
    """What a node stands for. `known` holds the collections that an alias can stand for again.

    PyYAML's own constructor takes twice as long: it can do more than plain values.
    """
    tag, read = node.tag, SCALARS.get(node.tag)
    if read and isinstance(node, yaml.ScalarNode):
        return read(node.value)
    if node in known:
        return known[node]
    if tag == SEQ and isinstance(node, yaml.SequenceNode):
        known[node] = items = []
        items += [_value(one, known) for one in node.value]
        return items
    if tag == MAP and isinstance(node, yaml.MappingNode):
        known[node] = mapping = {}
        for key, one in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _refused(key, "a key has to be a word or a number")
            mapping[_value(key, known)] = _value(one, known)
        return mapping
    raise _refused(node, f"there is no type {tag.rpartition(':')[2]}")


def _refused(node: Any, why: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=why, problem_mark=node.start_mark)


def write_yaml(value: Any) -> str:
    """The YAML text of plain values, keys in their order."""
    text: str = yaml.dump(
        value,
        Dumper=Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=100,
        default_flow_style=None,
    )
    return text


def _refuse_depth(content: bytes) -> None:
    """The parser in C goes down as deep as a file says, and would take the process with it.

    Its events come one by one; they are gone through only where brackets or indents run deep.
    """
    many = content.count(b"[") + content.count(b"{") > MOST_LEVELS
    if not ((many and _brackets(content) > MOST_LEVELS) or INDENTED.search(content)):
        return
    level = 0
    for event in yaml.parse(content, Loader=SafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            level += 1
            if level > MOST_LEVELS:
                mark: Any = event.start_mark  # the stubs know two classes of marks
                why = f"it has more than {MOST_LEVELS} levels"
                raise yaml.MarkedYAMLError(problem=why, problem_mark=mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            level -= 1


def _brackets(content: bytes) -> int:
    """How many brackets are open at most, of those in texts too."""
    found = np.frombuffer(content, dtype=np.uint8)
    steps = np.isin(found, OPENING).astype(np.int8) - np.isin(found, CLOSING).astype(np.int8)
    steps = steps[steps != 0]
    return int(np.cumsum(steps, dtype=np.int64).max()) if len(steps) else 0


def _refuse_growth(documents: list[Any], name: str) -> None:
    """Anchors can make a small file stand for a huge one: its size written out is bounded."""
    count, waiting = 0, list(documents)
    while waiting:
        value = waiting.pop()
        count += 1
        if count > MOST_NODES:
            raise InputError(
                "the file stands for too many values once its anchors are written out",
                where=name,
                accepted=f"at most {MOST_NODES:,} values",
            )
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
