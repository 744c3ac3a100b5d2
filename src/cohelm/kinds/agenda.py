"""What is decided and talked about: decisions, meetings, what is accepted, checks of one's own."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from cohelm.core.fields import ORDERED, Text, field
from cohelm.core.kind import Kind
from cohelm.core.links import Link, Links, relation
from cohelm.core.money import Money
from cohelm.kinds.scales import Reversibility, Verb

DecisionStatus = Literal["proposed", "accepted", "rejected", "deprecated", "superseded"]
Weight = Annotated[Literal["info", "watch", "act"], ORDERED]


class Notice(Link):
    """A link to somebody who was told."""

    sent_on: date | None = field("The day it was sent.", also=("told on",))
    acknowledged_on: date | None = field("The day it was acknowledged.", also=("read on",))
    how: Literal["in_person", "mail", "meeting", "cohelm"] | None = field("In which way.")


class Decision(Kind):
    """Something that was decided, or waits to be: what, by whom, why, and with what effect."""

    also = ("resolution", "decision record", "adr", "ruling")

    status: DecisionStatus | None = field("Where it stands.", also=("state",))
    question: Text | None = field("What is to be decided, as a question.", also=("issue",))
    context: Text | None = field("What made it necessary.", also=("background", "problem"))
    outcome: Text | None = field("What was decided.", also=("decision", "resolution text"))
    consequences: Text | None = field("What follows from it.", also=("implications",))
    options: tuple[str, ...] | None = field("What was considered.", also=("alternatives",))
    criteria: tuple[str, ...] | None = field(
        "What the options are measured by.", also=("decision drivers", "drivers")
    )
    evidence: tuple[str, ...] | None = field(
        "Figures as they were, each with the address that shows it as it was known then."
    )
    verb: Verb | None = field("What it decides to do; by it the rights name who decides.")
    raised_on: date | None = field("The day the question came up.", also=("opened", "created"))
    due: date | None = field("The day by which an answer is due.", also=("due date", "needed by"))
    decided_on: date | None = field("The day it was taken.", also=("decision date", "date"))
    effective_on: date | None = field("The day from which it holds.", also=("effective date",))
    review_on: date | None = field("The day on which it is looked at again.", also=("review date",))
    waits_for: Literal["input", "decider"] | None = field("What an open one waits for.")
    amount: Money | None = field("The money at stake.", clearance="money", also=("value", "cost"))
    reversibility: Reversibility | None = field("Whether it can be taken back.")
    decided_by: Links = relation(
        "role", "forum", "person", inverse="decided", help="Who took it, or is to.",
        also=("decision maker", "approver", "approved by"),
    )  # fmt: skip
    heard: Links = relation(
        "role", "forum", "person", "office", inverse="heard_on", help="Who was heard before.",
        also=("consulted",),
    )  # fmt: skip
    told: tuple[Notice, ...] = relation(
        "role", "forum", "person", "office", "team", inverse="told_of",
        help="Who was told of it, and when.", also=("informed", "notified"),
    )  # fmt: skip
    about: Links = relation("*", inverse="decisions", help="What it is about.", also=("subject",))
    under: Links = relation("right", inverse="exercised_in", help="The right that it rests on.")
    supersedes: Links = relation(
        "decision", inverse="superseded_by", help="The earlier decisions that it replaces."
    )
    taken_in: Links = relation(
        "meeting", inverse="took", many=False, help="The meeting in which it was taken."
    )
    office: Links = relation("office", inverse="decisions_of", help="The offices that it concerns.")


class Meeting(Kind):
    """A sitting of a forum, or a talk between two people, on a day."""

    also = ("session", "minutes", "board meeting")

    held_on: date | None = field("The day it was held, or is to be.", also=("date", "meeting date"))
    minutes: Text | None = field("What was said.", also=("notes", "protocol"))
    length_minutes: float | None = field("How long it took.", unit="minutes", ge=0)
    forum: Links = relation(
        "forum", inverse="meetings", many=False, help="The forum that met.", also=("committee",)
    )
    attended_by: Links = relation(
        "person", "role", inverse="attended", help="Who was there.", also=("attendees", "present")
    )
    discussed: Links = relation(
        "*", inverse="discussed_in", help="What was talked about.", also=("agenda", "topics")
    )


class Action(Kind):
    """Something that is to be done, put off or passed on, as was said about the agenda."""

    also = ("to-do", "action item", "task of a meeting")

    status: Literal["open", "postponed", "done", "dropped"] | None = field(
        "Where it stands; postponed: it is talked about again on its day.", also=("state",)
    )
    due: date | None = field("The day by which it is done, or talked about again.")
    noted_on: date | None = field("The day it was noted.", also=("created",))
    done_on: date | None = field("The day it was done.", also=("closed",))
    code: str | None = field("The code of the check, where it is to settle a concern.")
    about: Links = relation("*", inverse="actions", help="What it is about.", also=("subject",))
    noted_in: Links = relation(
        "meeting", inverse="brought", many=False, help="The meeting that it comes from."
    )


class Acceptance(Kind):
    """A concern that somebody accepts until a day, with a reason."""

    folder = "acceptances"
    also = ("waiver", "exception", "risk acceptance")

    code: str = field("The code of the check whose concern is accepted.", default=...)
    until: date = field(
        "The last day on which it is accepted.", default=..., also=("valid until", "expiry")
    )
    reason: Text | None = field("Why it is accepted.", also=("justification", "rationale"))
    accepted_on: date | None = field("The day it was accepted.")
    item: Links = relation(
        "*", inverse="acceptances", many=False, help="The item that the concern is about."
    )
    accepted_by: Links = relation(
        "person", "role", inverse="has_accepted", many=False, help="Who accepts it."
    )


class Distinction(Kind):
    """Things that look alike and are not the same, as somebody said; they are not proposed again."""

    also = ("not the same", "no duplicate")

    reason: Text | None = field("In what they differ.", also=("justification",))
    said_on: date | None = field("The day it was said.")
    between: Links = relation(
        "*", inverse="distinctions", help="The things, each of which differs from all the others."
    )
    said_by: Links = relation(
        "person", "role", inverse="has_distinguished", many=False, help="Who said it."
    )


class Question(Kind):
    """A question in SQL that is kept, to be asked again over what the asker may see."""

    also = ("saved question", "query")

    sql: Text | None = field("One SELECT over the tables of the organisation.", also=("query",))
    chart: Literal["table", "bars", "line"] | None = field("How its answer is shown.")
    office: Links = relation("office", inverse="questions", help="The offices that ask it.")


class Check(Kind):
    """A check of the organisation's own: things that a condition selects have to meet another."""

    folder = "checks"
    also = ("own check", "house rule")

    code: str | None = field(
        "Its code, three letters and three digits.", pattern=r"^[A-Z]{3}\d{3}$"
    )
    condition: str | None = field("A condition that selects the items it looks at.")
    requirement: str | None = field("The condition that each of them has to meet.")
    severity: Weight | None = field("How much it matters when one does not.")
    message: Text | None = field("The sentence that is shown; {name} stands for the item's name.")
    asks: Links = relation(
        "question", inverse="asked_by", many=False,
        help="A question instead of conditions: each row's `key` is a thing that is not as it must be.",
    )  # fmt: skip
    office: Links = relation(
        "office", inverse="checks", many=False, help="The office that its concerns fall to."
    )
