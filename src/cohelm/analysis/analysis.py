"""What an analysis is to command line, API and pages: a question and a function of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from inspect import signature
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from cohelm.analysis.parameters import Parameter
    from cohelm.core.enterprise import Enterprise


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question that the organisation can be asked.

    The function of that name stands in `analysis/<domain>/<name>.py`; command, API, page and reference
    derive from its signature and its result. `group` is the command that it stands under, if any.
    """

    domain: str
    name: str
    question: str
    group: str = ""

    @property
    def word(self) -> str:
        """The name in an address; that of its group goes before."""
        return "-".join(self.command)

    @property
    def command(self) -> tuple[str, ...]:
        """The words of its command: `free`, or `rights gaps` where it has a group."""
        own = self.name.replace("_", "-")
        return (self.group, own) if self.group else (own,)

    @property
    def function(self) -> Callable[..., Any]:
        """`(enterprise, *, on, …) -> result`; imported when it is asked for."""
        module = import_module(f"cohelm.analysis.{self.domain}.{self.name}")
        found: Callable[..., Any] = getattr(module, self.name)
        return found

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """What it can be told besides the day."""
        from cohelm.analysis.parameters import parameters_of  # late: `--help` only lists questions

        return tuple(parameters_of(self.function))

    @property
    def takes_another(self) -> bool:
        """Whether it sets the plan against another one, `than`."""
        return "than" in signature(self.function).parameters

    def repeated(self, stated: Iterable[tuple[str, Sequence[str]]]) -> dict[str, str]:
        """What an address states more than once, of parameters that take several: one text each."""
        several = {one.name for one in self.parameters if one.type is tuple}
        return {
            name: ",".join(filter(None, texts))
            for name, texts in stated
            if name in several and len(texts) > 1
        }

    def ask(
        self,
        enterprise: Enterprise,
        *,
        on: date,
        stated: Mapping[str, str] | None = None,
        than: Enterprise | None = None,
    ) -> Any:
        """Asks it of an organisation on a day; `stated` holds texts by parameter's name.

        What it has no parameter for is passed over. `than`: another plan, only where `takes_another`.
        Raises UsageError, UnknownName.
        """
        told = {}
        if stated:
            currency = str(enterprise.organisation.get("currency") or "")
            told = {
                one.name: one.read(stated[one.name], currency=currency)
                for one in self.parameters
                if one.name in stated
            }
        beside = {} if than is None else {"than": than}
        return self.function(enterprise, on=on, **told, **beside)
