"""YAML 1.2: what plain words stand for, what is refused, and where."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.errors import InputError
from cohelm.formats.yaml12 import read_yaml, read_yaml_documents, write_yaml

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text("abcXYZ_-", min_size=1, max_size=6), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("on", "on"), ("2026-01-31", "2026-01-31"), ("12:30:00", "12:30:00"),
        ("true", True), ("False", False), ("017", 17), ("0o17", 15), ("0x1F", 31), ("-3", -3),
        ("1_000", "1_000"), ("1e3", 1000.0), (".5", 0.5), ("~", None), ("null", None), ("", None),
        ("'true'", "true"), ('"12"', "12"), ("!!str 12", "12"), (".inf", ".inf"),
    ],
)  # fmt: skip
def test_a_plain_word_stands_for_what_the_core_schema_says(text: str, value: Any) -> None:
    found = read_yaml(f"it: {text}".encode(), "a.yaml")["it"]
    assert found == value
    assert type(found) is type(value)


@pytest.mark.slow
@given(PLAIN)
def test_what_is_written_is_read_back(value: Any) -> None:
    found = read_yaml(write_yaml({"it": value}).encode(), "a.yaml")["it"]
    assert found == value or (isinstance(value, float) and math.isclose(found, value))


def test_an_alias_stands_for_what_its_anchor_names() -> None:
    found = read_yaml(b"a: &x [1, {b: 2}]\nc: *x", "a.yaml")
    assert found == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


def test_several_documents_are_read_in_order() -> None:
    assert read_yaml_documents(b"a: 1\n---\n- 2\n", "a.yaml") == [{"a": 1}, [2]]
    assert read_yaml_documents(b"", "a.yaml") == []


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("a: 1\nb: [1", "a.yaml:3:1", "']'"),
        ("a:\n  - !!python/object/apply:os.system ['true']", "a.yaml:2:5", "there is no type"),
        ("a: !ours 1", "a.yaml:1:4", "there is no type !ours"),
        ("? [1, 2]\n: 3", "a.yaml:1:3", "a key has to be a word or a number"),
        ("a: !!map 1", "a.yaml:1:4", "there is no type map"),
        ("a: !!int one", "a.yaml", "one"),
    ],
)
def test_what_is_no_plain_value_is_refused_with_its_place(text: str, where: str, why: str) -> None:
    with pytest.raises(InputError) as error:
        read_yaml(text.encode(), "a.yaml")
    assert where in str(error.value)
    assert why in str(error.value)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: *x}"])
def test_what_contains_itself_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_yaml(text.encode(), "a.yaml")


@pytest.mark.slow
def test_a_file_that_stands_for_too_much_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(InputError, match="too many values"):
        read_yaml("\n".join(lines).encode(), "a.yaml")


def test_a_broken_file_of_json_is_told_of_in_the_words_of_json() -> None:
    with pytest.raises(InputError) as error:
        read_yaml(b'{"a": 1,\n "b": ', "a.json")
    assert str(error.value) == "a.json:2:7: this is not JSON: Expecting value. Accepted: JSON."
    with pytest.raises(InputError, match="not JSON: it is nested too deep"):
        read_yaml(b"[" * 100_000, "a.json")
