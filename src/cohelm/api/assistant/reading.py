"""The tools that read: find, show, list, what is wrong, and the questions of the catalogue."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from cohelm.analysis.analysis import Analysis
from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.checks import raised
from cohelm.api.assistant.answer import MOST_ROWS, Answer, answered
from cohelm.api.assistant.caller import Caller
from cohelm.core.errors import UnknownName
from cohelm.core.named import item_named
from cohelm.core.sql import ask, tables_of
from cohelm.reports.answers import plain_answer
from cohelm.reports.listing import listing, records
from cohelm.store.search import search

OWN_TOOLS = (
    "agenda", "who_decides", "roles", "spend", "free", "cut", "fund", "outage", "weak_points",
    "contracts", "scorecard",
)  # fmt: skip
"""The questions that have a tool of their own; all others are asked by `ask`."""

On = Annotated[str, Field(description="A day such as 2027-01-01; today when empty.")]
Scenario = Annotated[str, Field(description="A scenario; the current plan when empty.")]
Tool = Callable[..., Answer]


def reading_tools(caller: Caller) -> list[Tool]:
    """The tools, each a function whose signature is what it can be told."""
    by_name = {one.name: one for one in ANALYSES}
    asked = [_question(caller, by_name[name]) for name in OWN_TOOLS]
    return [*_finding(caller), *_looking(caller), _asking(caller), _in_sql(caller), *asked]


def _finding(caller: Caller) -> list[Tool]:
    def find(
        words: Annotated[str, Field(description="Words of a name or a text, or how they begin.")],
        on: On = "",
        scenario: Scenario = "",
    ) -> Answer:
        """Finds items by words and answers their keys: use it first where you have only a name."""
        plan = caller.plan(on, scenario=scenario)
        hits = search(plan, words[:200])
        found = [{"key": one.key, "name": one.name, "snippet": one.snippet} for one in hits]
        return answered(caller, plan, on, found)

    def show(
        key: Annotated[
            str, Field(description="The key of an item, such as application:crm, or its name.")
        ],
        on: On = "",
        scenario: Scenario = "",
    ) -> Answer:
        """Shows one item: its fields, what it is linked to, what is linked to it, its version."""
        plan = caller.plan(on, scenario=scenario)
        key = item_named(plan, key)
        led_to_by: dict[str, list[str]] = {}
        for end in plan.links_to(key):
            led_to_by.setdefault(end.relation.inverse, []).append(end.other)
        found = {"key": key, "version": plan.version(key), "document": plan.document(key),
                 "led_to_by": led_to_by}  # fmt: skip
        return answered(caller, plan, on, found)

    return [find, show]


def _looking(caller: Caller) -> list[Tool]:
    def list_items(
        kind: Annotated[str, Field(description="A kind, such as application or contract.")],
        where: Annotated[str, Field(description="Such as criticality >= 'high'.")] = "",
        fields: Annotated[str, Field(description="Fields and relations, by commas.")] = "",
        sort: Annotated[str, Field(description="A field; -field from the highest down.")] = "",
        on: On = "",
        scenario: Scenario = "",
    ) -> Answer:
        """Lists items of a kind, at most 100 of them, with how many there are in all."""
        plan = caller.plan(on, scenario=scenario)
        names = [one.strip() for one in fields.split(",") if one.strip()]
        found = listing(plan, kind, on=caller.day(on), where=where, sort=sort, columns=names)
        rows = records(plan, found, found.ids[:MOST_ROWS])
        said = {"total": len(found.ids), "examined": found.examined, "unknown": found.unknown,
                "items": [{"key": f"{kind}:{one.pop('id')}", **one} for one in rows]}  # fmt: skip
        return answered(caller, plan, on, said)

    def kinds(on: On = "") -> Answer:
        """The kinds of which there are items, how many, and the fields and relations of each."""
        plan = caller.plan(on)
        found = {
            kind.name: {"items": len(plan.table(kind.name)), "fields": list(kind.fields),
                        "relations": list(kind.relations)}
            for kind in plan.schema.kinds.values()
            if len(plan.table(kind.name))
        }  # fmt: skip
        return answered(caller, plan, on, found)

    def concerns(
        codes: Annotated[str, Field(description="Codes, or how they begin, by commas.")] = "",
        on: On = "",
        scenario: Scenario = "",
    ) -> Answer:
        """What is not as it should be: each concern with its items, severity, office and words."""
        plan = caller.plan(on, scenario=scenario)
        wanted = [one.strip() for one in codes.split(",") if one.strip()]
        return answered(caller, plan, on, raised(plan, on=caller.day(on), codes=wanted).as_dict())

    return [list_items, kinds, concerns]


def _asking(caller: Caller) -> Tool:
    def ask(
        question: Annotated[str, Field(description=_questions())],
        told: Annotated[dict[str, str], Field(description="What it can be told, by name.")] = {},  # noqa: B006
        on: On = "",
        scenario: Scenario = "",
    ) -> Answer:
        """Asks one of the questions that have no tool of their own."""
        by_word = {one.word: one for one in ANALYSES}
        if question not in by_word:
            raise UnknownName.of("question", question, by_word)
        return _asked(caller, by_word[question], told, on, scenario)

    return ask


def _in_sql(caller: Caller) -> Tool:
    def ask_in_sql(
        sql: Annotated[str, Field(description="One SELECT; empty: the tables and columns.")] = "",
        on: On = "",
        scenario: Scenario = "",
    ) -> Answer:
        """Asks in SQL over a table for each kind and relation, where no other tool answers."""
        plan = caller.plan(on, scenario=scenario)
        if not sql.strip():
            tables = {name: [one.name for one in of] for name, of in tables_of(plan).items()}
            return answered(caller, plan, on, tables)
        found = ask(plan, sql, on=caller.day(on))
        said = {"rows": found.rows.to_dicts(), "read": list(found.read), "is_cut": found.is_cut}
        return answered(caller, plan, on, said)

    return ask_in_sql


def _questions() -> str:
    return "; ".join(f"{one.word}: {one.question}" for one in ANALYSES if one.name not in OWN_TOOLS)


def _question(caller: Caller, analysis: Analysis) -> Tool:
    """A tool of a question's own: what it can be told derives from the signature."""

    def tool(**stated: str) -> Answer:
        on, scenario = stated.pop("on", ""), stated.pop("scenario", "")
        return _asked(caller, analysis, stated, on, scenario)

    said = [
        inspect.Parameter(
            one.name, inspect.Parameter.KEYWORD_ONLY, default=one.shown,
            annotation=Annotated[str, Field(description=one.help)],
        )
        for one in analysis.parameters
    ]  # fmt: skip
    shared = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default="", annotation=hint)
        for name, hint in (("on", On), ("scenario", Scenario))
    ]
    tool.__name__, tool.__doc__ = analysis.name, analysis.question
    tool.__signature__ = inspect.Signature([*said, *shared], return_annotation=Answer)  # type: ignore[attr-defined]
    return tool


def _asked(
    caller: Caller, analysis: Analysis, stated: dict[str, Any], on: str, scenario: str
) -> Answer:
    known = [one.name for one in analysis.parameters]
    for name in stated:
        if name not in known:
            raise UnknownName.of(f"parameter of {analysis.word}", name, known)
    plan = caller.plan(on, scenario=scenario)
    result = analysis.ask(plan, on=caller.day(on), stated=stated)
    return answered(caller, plan, on, plain_answer(result, plan, name=analysis.name))
