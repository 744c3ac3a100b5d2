"""The formats of others that are told by their content: how each is told, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.archimate import is_archi, is_exchange, read_archi, read_exchange
from cohelm.formats.bom import (
    is_cyclonedx,
    is_spdx,
    is_spdx3,
    read_cyclonedx,
    read_spdx,
    read_spdx3,
)
from cohelm.formats.cmdb import is_relationships, read_relationships
from cohelm.formats.endoflife import is_answer, is_page, read_answer, read_page
from cohelm.formats.gitlog import is_git_log, read_git_log
from cohelm.formats.landscape import is_landscape, read_landscape
from cohelm.formats.netbox import is_netbox, read_netbox
from cohelm.formats.radar import (
    is_blip,
    is_list,
    is_numbered,
    read_blip,
    read_list,
    read_numbered,
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `tells` says by little reading whether a file is one; `read` gives what it says."""

    tells: Callable[[bytes], bool]
    read: Callable[[str, bytes, Schema], Contents]


FORMATS: tuple[Format, ...] = (
    Format(is_exchange, read_exchange),
    Format(is_archi, read_archi),
    Format(is_cyclonedx, read_cyclonedx),
    Format(is_spdx, read_spdx),
    Format(is_spdx3, read_spdx3),
    Format(is_page, read_page),
    Format(is_answer, read_answer),
    Format(is_landscape, read_landscape),
    Format(is_list, read_list),
    Format(is_numbered, read_numbered),
    Format(is_blip, read_blip),
    Format(is_netbox, read_netbox),
    Format(is_relationships, read_relationships),
    Format(is_git_log, read_git_log),
)
"""In the order in which they are tried."""
