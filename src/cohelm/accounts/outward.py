"""The one way by which the server calls another: public addresses, pinned, no redirects."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from cohelm.core.errors import InputError

SECONDS = 15.0
MOST_READ = 4096
PORTS = frozenset({443, 8443})
NAT64 = IPv6Network("64:ff9b::/96")
SHUT = tuple(
    map(ip_network, (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15",
        "64:ff9b:1::/48", "100::/64", "2001:2::/48", "2001:db8::/32", "3fff::/20", "5f00::/16",
        "fec0::/10",
    ))
)  # fmt: skip
"""Not for everybody by IANA's registries, whatever this version of Python holds of them."""
Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a call goes: the host as it is named, and the address that was looked at and is called."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host as this machine resolves it. Raises InputError where it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise InputError(f"'{host}' has no address", where="address") from None
    return [str(one[4][0]).partition("%")[0] for one in found]


def target_of(text: str, *, allowed: Collection[str] = (), resolve: Resolve = resolved) -> Target:
    """Where an address leads, once it is known to be a place that may be called.

    https alone, at its own ports, without a user; a host in `allowed` may be called by http, at any
    port and at a private address.
    Every address that the host has must be public; the first is called, so that what was looked at is
    what is called. Raises InputError.
    """
    try:
        parts = urlsplit(text.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise InputError(f"'{text}' is no address", where="address", accepted="https://…") from None
    free = host in allowed
    if parts.scheme not in (("https", "http") if free else ("https",)) or not host:
        raise InputError(
            f"'{text}' cannot be called", where="address", accepted="https://host/path"
        )
    host = _in_ascii(host)
    if parts.username is not None or any(ord(one) < 33 for one in text.strip()):
        raise InputError("the address names a user or holds blanks", where="address",
                         accepted="https://host/path")  # fmt: skip
    if port is None:
        port = 443 if parts.scheme == "https" else 80
    if port not in PORTS and not free:
        raise InputError(f"port {port} cannot be called", where="address", accepted="443 or 8443")
    found = resolve(host, port)
    if not free:
        shut = [one for one in found if not is_public(ip_address(one))]
        if shut or not found:
            raise InputError(
                f"'{host}' is not a public address", where="address", accepted="a public host",
                mend="An administrator can allow it: COHELM_HOOK_HOSTS.",
            )  # fmt: skip
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    path += f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return Target(parts.scheme, host, port, path, found[0])


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        raise InputError(f"'{host}' is no name of a host", where="address") from None


def is_public(address: Address) -> bool:
    """Whether an address is reached from anywhere; one that carries another counts as that one."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inner = address.teredo[1]
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if int(address) < 1 << 32:
            return False  # ::a.b.c.d, of old
    if any(address in net for net in SHUT if net.version == address.version):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> int:
    """Sends a body and answers the status. No redirect is followed; an answer is read to 4 kB.

    Raises OSError and HTTPException where there is no answer within 15 seconds, however slowly it comes.
    """
    connection = _Pinned(target)
    last = threading.Timer(SECONDS, connection.cut)
    last.start()
    try:
        connection.request("POST", target.path, body, dict(headers))
        answer = connection.getresponse()
        answer.read(MOST_READ)
        return answer.status
    finally:
        last.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to the address that was looked at, whatever the name resolves to by now."""

    def __init__(self, target: Target) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS)
        self.target = target

    def connect(self) -> None:
        """Connects; with https the certificate has to be the host's."""
        made = socket.create_connection((self.target.address, self.target.port), SECONDS)
        if self.target.scheme == "https":
            context = ssl.create_default_context()
            made = context.wrap_socket(made, server_hostname=self.target.host)
        self.sock = made

    def cut(self) -> None:
        """Ends the call from outside: a host that answers byte by byte would hold it for hours."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
