"""The commands by name. Each is imported when it is called; `--help` imports none of them."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cohelm.analysis.catalogue import ANALYSES
from cohelm.core.errors import UnknownName

WRITTEN: dict[str, tuple[str, str]] = {
    "demo": ("serve", "Opens the sample organisation in a browser's reach."),
    "serve": ("serve", "Serves an organisation: the web pages, the API and one worker."),
    "mcp": ("assistant", "Answers an assistant that speaks the Model Context Protocol."),
    "look": ("look", "Says what is in files: sentences with money and dates. Keeps nothing."),
    "import": ("importing", "Brings files in: shows what would change, then writes one batch."),
    "export": ("exporting", "Writes the organisation as a folder of YAML or as a workbook."),
    "convert": ("converting", "Turns files of one format into another, and says what is lost."),
    "list": ("browse", "Lists the items of a kind, all or those that a condition selects."),
    "show": ("browse", "Shows one item with its links both ways."),
    "search": ("browse", "Finds items by words in their names and texts."),
    "who-decides": ("rights", "Names who decides about a thing, by which right, and who else."),
    "first-officer": (
        "rights",
        "Says which officer to look for first, by this product's own model.",
    ),
    "decide": ("decide", "Decisions: raised, taken by the rights, told, and as records."),
    "topic": ("topic", "A thing on the agenda: taken on, put off, passed on by the rights."),
    "triage": ("triage", "A department's request: answered with yes or no by the rights."),
    "rights": ("rights", "What is wrong with the decision rights: gaps, overlaps and more."),
    "outage": ("outage", "What breaks if it breaks?"),
    "around": ("around", "What does it need, and what needs it?"),
    "availability": ("availability", "How available is it, and what may be promised?"),
    "obsolescence": ("obsolescence", "What is running out of support, and what hangs on it?"),
    "fund": ("fund", "What should be funded next year, and why is the rest out?"),
    "tradeoff": ("fund", "What does each office gain and give up?"),
    "points": ("points", "Hands in an office's 100 points: sealed, revealed together."),
    "cut": ("cut", "If so much had to be saved, what could stop, and who is hurt?"),
    "informed": ("informed", "Who has to know of a decision, and who was told?"),
    "merge": ("merging", "Make two records of one thing one."),
    "spellings": ("twice", "Which vendors are one under several spellings?"),
    "twice": ("twice", "What is done or bought twice?"),
    "handover": ("handing_over", "What does an incoming officer find? As a document too."),
    "observe": ("observe", "Brings readings of a metric in: a file, by hand, or computed."),
    "claim": ("observe", "What the owner of a metric says of it, who sees it first."),
    "brief": ("brief", "Makes the pack for the board: ten pages, as PDF, slides, HTML and more."),
    "ask": ("asking", "A question of your own in SQL, over what you may see."),
    "why": ("why", "How a number was counted, from which items, and what moved it."),
    "check": ("check", "Raises concerns: what is not as it should be. Exit 1 when there are any."),
    "organisation": ("settings", "Settings and own fields: seen, set, declared, retired."),
    "schema": ("schema", "Writes JSON Schema, by which an editor completes the YAML."),
    "moved": ("moved", "What moved since each list came before, or since a batch."),
    "history": ("past", "Who changed what, when, why and through what."),
    "undo": ("past", "Takes a batch back, as a batch of its own."),
    "erase": ("past", "Erases an item for good, out of the history too."),
    "verify": ("past", "Proves that the log of changes is whole."),
    "scenario": ("scenario", "Branches: make, list, compare, adopt, drop."),
    "concern": ("concern", "One concern: show, accept, assign, trend."),
    "comment": ("talk", "What is said of items: say, list, mentions, take-back."),
    "draft": ("talk", "One's own drafts: list, submit."),
    "between": ("talk", "What stands between the offices: list, release."),
    "compare": ("compare", "Two plans side by side: scenarios, days, then with now."),
    "backup": ("backup", "Writes a backup of a database while it is in use."),
    "restore": ("backup", "Makes a new database out of a backup."),
    "let-in": ("let_in", "A way back in for who lost password and second factor."),
}
"""The commands that are written by hand; the others derive from the analyses."""
COMMANDS = WRITTEN | {
    one.word: ("analyses", one.question)
    for one in ANALYSES
    if not one.group and one.word not in WRITTEN
}
SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class Commands(TyperGroup):
    """A group that knows its commands by name and imports one when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        return import_module(f"cohelm.cli.{COMMANDS[cmd_name][0]}").COMMANDS[cmd_name]()

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Each command in one line, without importing it."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that is asked for. Raises UnknownName with the nearest one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise UnknownName.of("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)


def application() -> Any:
    """The whole command line, ready to be called with arguments."""
    app = typer.Typer(
        cls=Commands, add_completion=False, rich_markup_mode=None, context_settings=SETTINGS
    )
    app.callback()(_cohelm)
    return typer.main.get_command(app)


def _say_version(wanted: bool) -> None:
    if wanted:
        import cohelm

        print(f"cohelm {cohelm.__version__}")
        raise typer.Exit


def _cohelm(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Says which version this is.", callback=_say_version, is_eager=True
        ),
    ] = False,
) -> None:
    """One model of the organisation's technology, two officers at the helm.

    An organisation (--org, or COHELM_ORG) is a folder of YAML, a workbook, a database (a SQLite file
    or a URL), or the word sample. Exit codes: 0 done, 1 concerns or rows refused, 2 usage,
    3 not permitted, 4 conflict, 5 input or output.
    """
