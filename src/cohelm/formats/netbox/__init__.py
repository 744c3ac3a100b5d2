"""What NetBox knows of data centres and networks: its dump, and the answers of its API."""

from cohelm.formats.netbox.answers import is_answer, read_answers
from cohelm.formats.netbox.dump import is_netbox, read_netbox

__all__ = ["is_answer", "is_netbox", "read_answers", "read_netbox"]
