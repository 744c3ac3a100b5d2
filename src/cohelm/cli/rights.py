"""The questions about decision rights and officers that take arguments of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cohelm.analysis.catalogue import ANALYSES
from cohelm.cli.analyses import command_of, show, show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command, group
from cohelm.cli.organisation import open_store, read_all_days, read_plan
from cohelm.cli.output import say, show_lines


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm who-decides approve application:rentalis --org sample",
        "cohelm who-decides approve contract:orvexa-suite --amount '300000 EUR' --org acme.db",
        "cohelm who-decides approve ai_use --says learns_from=customer-master --org sample",
    ),
)
def _who_decides(
    asked: Asked,
    verb: Annotated[str, typer.Argument(metavar="VERB", help="What is to be done: approve, buy …")],
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="kind:id, or a kind for what is not yet there.")
    ],
    amount: Annotated[
        str, typer.Option("--amount", metavar="MONEY", help="300000, or 300000 USD.")
    ] = "",
    says: Annotated[
        list[str] | None,
        typer.Option("--says", metavar="FIELD=VALUE", help="What it will say; again for more."),
    ] = None,
) -> int:
    """Names who decides about a thing. Exit 1 where two are named, or nobody is."""
    from cohelm.analysis.parameters import money_in
    from cohelm.analysis.rights.who_decides import who_decides

    plan = read_plan(asked)
    books = str(plan.organisation.get("currency") or "")
    found = who_decides(
        plan, on=asked.day, verb=verb, item=item,
        amount=money_in(amount, books) if amount.strip() else None, says=tuple(says or ()),
    )  # fmt: skip
    show_answer("who_decides", found, plan, asked)
    return 0 if len(found.accountable) == 1 else 1


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm first-officer answers.yaml --org sample",
        "cohelm first-officer answers.yaml --json",
    ),
)
def _first_officer(
    asked: Asked,
    answers: Annotated[
        str, typer.Argument(metavar="ANSWERS.yaml", help="A criterion a line: `research: much`.")
    ] = "",
    seed: Annotated[int, typer.Option("--seed", help="Which random weightings are drawn.")] = 1,
) -> int:
    """Says which officer to look for first: CIO, CTO or undecided, with reasons. Exit 1 without.

    Answers are not_at_all, a_little, somewhat, much or very_much, to builds_its_own,
    sells_technology, engineers, research, compliance, vendors, enterprise_systems, cost_pressure,
    capital_spending and integration. What is not answered is taken from the organisation, where it
    is known.
    """
    from cohelm.analysis.rights.first_officer import criteria_of, first_officer

    stated = criteria_of(_answers(answers) if answers else {})
    found = first_officer(read_plan(asked), on=asked.day, seed=seed, **stated)
    show(found, json=asked.json)
    return 0 if found.verdict != "refused" else 1


def _answers(path: str) -> dict[str, object]:
    """The mapping in a file. Raises InputError."""
    from cohelm.core.errors import InputError
    from cohelm.formats.yaml12 import read_yaml

    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"'{path}' cannot be read: {error.strerror}") from None
    found = read_yaml(content, path)
    if not isinstance(found, dict):
        raise InputError(f"'{path}' has no answers: a criterion a line, such as `research: much`")
    return {str(name): said for name, said in found.items()}


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm rights resolve RGT004:right:choose-the-cloud-provider --org sample",
        "cohelm rights resolve RGT004:right:choose-the-cloud-provider --choose 1 --org acme.db",
        "cohelm rights resolve RGT004:right:choose-the-cloud-provider --try 1 --org acme.db",
    ),
)
def _resolve(
    asked: Asked,
    concern: Annotated[
        str, typer.Argument(metavar="CONCERN", help="A code and an item, as RGT004:right:ID.")
    ] = "",
    choose: Annotated[
        str, typer.Option("--choose", metavar="N", help="Writes the move of this number.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why this one; on record.")] = "",
    tried: Annotated[
        str, typer.Option("--try", metavar="N", help="Makes a scenario of the move of this number.")
    ] = "",
) -> int:
    """Offers ways to settle a concern with rights, and says what each leaves open.

    Without CONCERN it lists those that stand. Exit 1 where no way would settle it.
    """
    from cohelm.analysis.rights.resolve import chosen_of, decided, resolve

    if tried:
        return _tried(asked, concern, tried)
    if choose:
        writer = open_store(asked, "resolve --choose")
        from cohelm.store.apply import apply

        plan = read_all_days(asked)
        found = resolve(plan, on=asked.day, concern=concern)
        offer = chosen_of(found, choose)
        changes = decided(plan, found, offer, reason=reason, by=writer.person)
        written = apply(
            changes, by=writer, via="cli", reason=reason or offer.move.sentence,
            scenario=asked.scenario,
        )  # fmt: skip
        show_lines([f"Decided: {offer.move.sentence}. Batch {written.batch}."])
        return 0
    plan = read_plan(asked)
    found = resolve(plan, on=asked.day, concern=concern)
    if concern or asked.json:
        show_answer("resolve", found, plan, asked)
    else:
        show_lines([found.sentence, *(f"{key}  {said}" for key, said in found.standing)])
    return 0 if any(one.settles for one in found.offers) or not concern else 1


def _tried(asked: Asked, concern: str, number: str) -> int:
    """A move of the current plan as a scenario of its own, compared as any other is."""
    from cohelm.analysis.rights.resolve import chosen_of, resolve

    writer = open_store(asked, "resolve --try")
    from cohelm.core.errors import UsageError
    from cohelm.store.scenarios import free_name, keep

    if asked.scenario:
        raise UsageError(
            "--try begins a scenario of the current plan", mend="Leave out --scenario."
        )
    found = resolve(read_all_days(asked), on=asked.day, concern=concern)
    move = chosen_of(found, number).move
    sentence = f"{move.sentence}: {found.subject}"
    made = keep(free_name(move.sentence), move.changes, sentence=sentence, by=writer, via="cli")
    show_lines([f"Tried: {move.sentence}. See `cohelm compare --scenario {made.name}`."])
    return 0


@command(takes=WHOLE_PLAN, examples=("cohelm rights compare cio cto --org sample",))
def _compare(
    asked: Asked,
    first: Annotated[str, typer.Argument(metavar="OFFICE", help="An office, as cio.")] = "",
    second: Annotated[str, typer.Argument(metavar="OFFICE", help="Another, as cto.")] = "",
) -> None:
    """Sets two offices side by side: what each decides alone, and what they share."""
    from cohelm.analysis.rights.compare import compare

    plan = read_plan(asked)
    found = compare(plan, on=asked.day, first=first, second=second)
    show_answer("compare", found, plan, asked)


@command(takes=WHOLE_PLAN, examples=("cohelm rights description cio --org sample > cio.md",))
def _description(
    asked: Asked, role: Annotated[str, typer.Argument(metavar="ROLE", help="A role, as cio.")]
) -> None:
    """Describes a role as Markdown: what it decides, does, is asked and is told, and its skills."""
    from cohelm.analysis.rights.description import description

    plan = read_plan(asked)
    found = description(plan, on=asked.day, role=role)
    if asked.json:
        show_answer("description", found, plan, asked)
    else:
        show_lines([found.markdown(plan)])


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm rights draft --org sample",
        "cohelm rights draft --at-least 5 --keep practised --org acme.db",
    ),
)
def _draft(
    asked: Asked,
    at_least: Annotated[
        int, typer.Option("--at-least", metavar="N", help="So many approvals speak for a right.")
    ] = 3,
    keep: Annotated[
        str, typer.Option("--keep", metavar="NAME", help="Keeps the drafts as a scenario.")
    ] = "",
) -> int:
    """Draws up the rights that approvals of the year amount to. Exit 1 where there are none."""
    from cohelm.analysis.rights.draft import draft

    writer = open_store(asked, "rights draft --keep") if keep else None
    plan = read_plan(asked)
    found = draft(plan, on=asked.day, at_least=at_least)
    kept = len(found.changes) > 0
    if writer is not None and kept:
        from cohelm.store import scenarios

        scenarios.keep(keep, found.changes, sentence=found.sentence, by=writer, via="cli")
    show_answer("draft", found, plan, asked)
    if keep:
        done = f"kept as the scenario {keep}: cohelm scenario compare {keep}"
        say(done if kept else "nothing was kept: practice amounts to no right")
    return 0 if len(found.drafts) else 1


RIGHTS = {one.command[-1]: command_of(one) for one in ANALYSES if one.group == "rights"}
RIGHTS |= {"resolve": _resolve, "compare": _compare, "description": _description}
COMMANDS = {
    "who-decides": _who_decides,
    "first-officer": _first_officer,
    "rights": group(
        "What is wrong with the decision rights. Exit 1 where anything is.",
        RIGHTS | {"draft": _draft},
    ),
}
