"""`decide`: questions raised, evidence kept with them, taken by the rights, told, and as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command, group
from cohelm.cli.organisation import open_store, read_plan
from cohelm.cli.output import say, show_lines
from cohelm.core.errors import UnknownName

if TYPE_CHECKING:
    from cohelm.analysis.agenda.deciding import Verdict
    from cohelm.core.enterprise import Enterprise
    from cohelm.store.access import Writer
    from cohelm.store.apply import Written

Decision = Annotated[str, typer.Argument(metavar="DECISION", help="Its id, or decision:ID.")]
Outcome = Annotated[str, typer.Argument(metavar="OUTCOME", help="What was decided.")]
LookBack = Annotated[
    str, typer.Option("--look-back", metavar="DATE", help="The day on which it is looked at again.")
]
PastRights = Annotated[
    str,
    typer.Option(
        "--past-rights", metavar="REASON", help="Goes past whose right it is; stays on record."
    ),
]


def _key(plan: Enterprise, decision: str) -> str:
    id_ = decision.removeprefix("decision:")
    if f"decision:{id_}" not in plan:
        raise UnknownName.of("decision", id_, plan.table("decision").ids)
    return f"decision:{id_}"


def _plan(writer: Writer) -> Enterprise:
    from cohelm.store.load import load

    return load(audience=writer.audience)


def _told(written: Written, said: str) -> None:
    if written.warned:
        say(f"cohelm: {written.warned}. It was written, and the log says who did it.")
    show_lines([f"{said} Batch {written.batch}." if written.batch else "Nothing was changed."])


@command(
    examples=(
        "cohelm decide raise 'Which portal?' --about application:portal --verb buy --org acme.db",
        "cohelm decide raise 'End the pager' --about contract:pager --verb retire --due 2027-01-31",
    )
)
def _raise(
    asked: Asked,
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="What is to be decided.")],
    about: Annotated[
        list[str] | None, typer.Option("--about", metavar="KEY", help="An item; again for more.")
    ] = None,
    verb: Annotated[str, typer.Option("--verb", metavar="VERB", help="What is to be done.")] = "",
    amount: Annotated[
        str, typer.Option("--amount", metavar="MONEY", help="The money at stake, as 300000 EUR.")
    ] = "",
    option: Annotated[
        list[str] | None, typer.Option("--option", metavar="TEXT", help="One way; again for more.")
    ] = None,
    due: Annotated[
        str, typer.Option("--due", metavar="DATE", help="By when an answer is due.")
    ] = "",
    clearance: Annotated[
        str, typer.Option("--clearance", metavar="WORD", help="Who may see it, as money.")
    ] = "",
) -> None:
    """Raises a question: who decides it, is heard and told is computed by the rights."""
    from cohelm.analysis.agenda.deciding import Question, raised
    from cohelm.core.days import day_asked
    from cohelm.core.keys import free_slug

    writer = open_store(asked, "decide raise")
    from cohelm.store.apply import apply
    from cohelm.store.load import everything

    id_ = free_slug(question, set(everything().table("decision").ids))
    stated = Question(
        question, tuple(about or ()), verb, amount, tuple(option or ()),
        day_asked(due, where="--due"), clearance,
    )  # fmt: skip
    changes = raised(_plan(writer), stated, id_=id_, on=asked.day)
    _told(apply(changes, by=writer, via="cli", reason=question), f"Raised: decision:{id_}.")
    show_lines([_who(_plan(writer), f"decision:{id_}", asked)])


def _who(plan: Enterprise, key: str, asked: Asked) -> str:
    from cohelm.analysis.agenda.knowing import Knowing
    from cohelm.analysis.wording import listed

    known = Knowing(plan, asked.day).of(key)
    names = listed([plan.name(one) for one in known.decides])
    return f"Decides, by the rights: {names or 'nobody is named'}" + (
        f" ({known.unsaid})." if known.unsaid else "."
    )


def _take(
    asked: Asked, decision: str, verdict: Verdict, outcome: str, look_back: str, past_rights: str
) -> None:
    from cohelm.analysis.agenda.deciding import taken
    from cohelm.core.days import day_asked

    writer = open_store(asked, "decide")
    from cohelm.store.apply import apply

    plan = _plan(writer)
    key = _key(plan, decision)
    changes = taken(
        plan, key, verdict, outcome=outcome, by=writer.person, on=asked.day,
        look_back=day_asked(look_back, where="--look-back"),
    )  # fmt: skip
    written = apply(changes, by=writer, via="cli", reason=outcome[:500], past_rights=past_rights)
    _told(written, f"{verdict.capitalize()}: {key}.")


@command(examples=("cohelm decide accept which-portal 'The second one' --look-back 2027-06-30",))
def _accept(
    asked: Asked, decision: Decision, outcome: Outcome, look_back: LookBack = "",
    past_rights: PastRights = "",
) -> None:  # fmt: skip
    """Takes a decision that waits; whose right it is, is held as the organisation says."""
    _take(asked, decision, "accepted", outcome, look_back, past_rights)


@command(examples=("cohelm decide reject which-portal 'Neither: the old one stays'",))
def _reject(
    asked: Asked, decision: Decision, outcome: Outcome, look_back: LookBack = "",
    past_rights: PastRights = "",
) -> None:  # fmt: skip
    """Turns down a decision that waits."""
    _take(asked, decision, "rejected", outcome, look_back, past_rights)


@command(examples=("cohelm decide cite which-portal contracts.renewing free.free",))
def _cite(
    asked: Asked,
    decision: Decision,
    figures: Annotated[
        list[str], typer.Argument(metavar="ANALYSIS.FIGURE", help="As contracts.renewing.")
    ],
) -> None:
    """Keeps figures with a decision as they are now, each with the address that shows it again."""
    from datetime import UTC, datetime

    from cohelm.analysis.agenda.deciding import with_evidence
    from cohelm.analysis.catalogue import ANALYSES
    from cohelm.reports.evidence import evidence_line

    writer, now, lines = open_store(asked, "decide cite"), datetime.now(UTC), []
    from cohelm.store.apply import apply

    plan = _plan(writer)
    key, known = _key(plan, decision), {one.word: one for one in ANALYSES}
    for one in figures:
        word, _, field = one.partition(".")
        if word not in known:
            raise UnknownName.of("analysis", word, known)
        lines.append(
            evidence_line(plan, key, known[word], field, on=asked.day, known_at=now, stated={})
        )
    changes = with_evidence(plan, key, lines)
    show_lines(lines)
    _told(apply(changes, by=writer, via="cli", reason="evidence"), "Kept.")


@command(examples=("cohelm decide told which-portal role:cto team:portal",))
def _told_in_person(
    asked: Asked,
    decision: Decision,
    who: Annotated[list[str], typer.Argument(metavar="KEY", help="Roles, people, teams, forums.")],
) -> None:
    """Notes that somebody was told in person."""
    writer = open_store(asked, "decide told")
    from cohelm.accounts.telling import told_changes
    from cohelm.store.apply import apply

    plan = _plan(writer)
    changes = told_changes(
        plan, _key(plan, decision), who, how="in_person", day=asked.day.isoformat()
    )
    _told(apply(changes, by=writer, via="cli", reason="told in person"), "Noted.")


@command(
    takes=WHOLE_PLAN,
    examples=("cohelm decide record budget-2027 --org sample > 0001-budget-2027.md",),
)
def _record(asked: Asked, decision: Decision) -> None:
    """Writes a decision as a Markdown record (MADR), which `cohelm import` reads."""
    from cohelm.formats.madr import write_madr

    plan = read_plan(asked)
    show_lines([write_madr(plan.document(_key(plan, decision))).rstrip("\n")])


COMMANDS = {
    "decide": group(
        "Decisions: raised, with evidence, taken by the rights, told, and as records.",
        {
            "raise": _raise, "accept": _accept, "reject": _reject, "cite": _cite,
            "told": _told_in_person, "record": _record,
        },
    )
}  # fmt: skip
