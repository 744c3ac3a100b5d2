"""The guard of outgoing calls: what is no public place is not called, however it is written."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from cohelm.accounts import outward
from cohelm.accounts.outward import Target, post, target_of
from cohelm.core.errors import InputError

PUBLIC = "93.184.215.14"
PRIVATE_4 = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.255", "192.168.0.1", "192.168.255.255", "169.254.169.254", "169.254.0.1",
    "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "198.18.0.1",
    "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255",
]  # fmt: skip
PRIVATE_6 = [
    "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1",
    "::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "64:ff9b:1::1", "100::1",
    "2001::1", "2001:2::1", "2001:db8::1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::",
    "3fff::1", "5f00::1", "fc00::1", "fd00::1", "fd12:3456:789a::1", "fe80::1", "fec0::1", "ff02::1",
    "ff0e::1", "::ffff:100.64.0.1", "2001:0:7f00:1::", "2001:0:4136:e378:8000:63bf:80ff:fffe",
]  # fmt: skip
WRITTEN = [  # 127.0.0.1, 10.0.0.1 and the address of metadata as no one writes them
    "2130706433", "0x7f000001", "0x7f.1", "0x7f.0x0.0x0.0x1", "017700000001", "0177.0.0.1", "127.1",
    "127.0.1", "0", "0x0", "0.0", "00", "10.1", "167772161", "0xa000001", "012.0.0.1", "2852039166",
    "0xa9fea9fe", "0251.0376.0251.0376", "169.254.43518", "[::1]", "[::]", "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:127.0.0.1]", "[fe80::1]", "localhost", "LOCALHOST", "localhost.",
    "127.0.0.1.", "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "\u2460\u2461\u2466.0.0.1",
]  # fmt: skip
SHAPES = [
    "", " ", "http://example.com/", "ftp://example.com/", "file:///etc/passwd", "file://localhost/x",
    "gopher://example.com/", "dict://example.com/", "ldap://example.com/", "jar:https://example.com/",
    "javascript:alert(1)", "data:text/plain,x", "ws://example.com/", "//example.com/", "/path",
    "example.com", "https://", "https:///path", "https:example.com", "https:/example.com",
    "https://user@example.com/", "https://user:word@example.com/", "https://@example.com/",
    "https://example.com@127.0.0.1/", "https://127.0.0.1#@example.com/", "https://exam ple.com/",
    "https://example.com/a b", "https://example.com/\r\nx: y", "https://example.com/\tx",
    "https://example.com/\0", "https://example.com:22/", "https://example.com:80/",
    "https://example.com:0/", "https://example.com:6379/", "https://example.com:99999/",
    "https://example.com:-1/", "https://example.com:x/", "https://[::1/", "https://[zz]/",
    "https://[v1.a]/", "https://" + "a" * 300 + ".com/", "https://.example.com/", "https://a..b/",
    "HTTP://example.com/", "https://ex\u0000ample.com/", "https://xn--/", "https://%31%32%37.0.0.1/",
    "https://127.0.0.1\\@example.com/", "https://example.com\\@127.0.0.1/",
]  # fmt: skip
assert len(PRIVATE_4) + len(PRIVATE_6) + len(WRITTEN) + len(SHAPES) + 30 > 150


def resolving(*addresses: str) -> outward.Resolve:
    return lambda _host, _port: list(addresses)


@pytest.mark.parametrize("address", [*PRIVATE_4, *PRIVATE_6])
def test_a_name_that_leads_to_no_public_address_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="not a public address"):
        target_of("https://hook.example/", resolve=resolving(address))


@pytest.mark.parametrize("address", PRIVATE_4)
def test_one_such_address_among_public_ones_is_enough(address: str) -> None:
    with pytest.raises(InputError):
        target_of("https://hook.example/", resolve=resolving(PUBLIC, address))


@pytest.mark.parametrize("host", WRITTEN)
def test_addresses_written_in_other_ways_are_what_they_are(host: str) -> None:
    with pytest.raises(InputError):
        target_of(f"https://{host}/")


@pytest.mark.parametrize("text", SHAPES, ids=repr)
def test_what_is_no_address_of_a_hook_is_refused(text: str) -> None:
    def never(host: str, port: int) -> list[str]:
        # such names as have only one honest reading lead where they say
        return [PUBLIC if host == "example.com" and port in (443, 8443) else "127.0.0.1"]

    with pytest.raises(InputError):
        target_of(text, resolve=never)


def test_a_public_host_is_called_at_the_address_that_was_looked_at() -> None:
    found = target_of("https://Hook.Example/in?x=1", resolve=resolving(PUBLIC, "93.184.215.15"))
    assert found == Target("https", "hook.example", 443, "/in?x=1", PUBLIC)
    named = target_of("https://b\u00fccher.example/\u00fc", resolve=resolving(PUBLIC))
    assert (named.host, named.path) == ("xn--bcher-kva.example", "/%C3%BC")


def test_an_allowed_host_may_be_private_and_plain() -> None:
    found = target_of("http://chat.internal:8065/x", allowed={"chat.internal"},
                      resolve=resolving("10.0.0.5"))  # fmt: skip
    assert (found.scheme, found.port, found.address) == ("http", 8065, "10.0.0.5")
    with pytest.raises(InputError):
        target_of("http://other.internal/x", allowed={"chat.internal"}, resolve=resolving(PUBLIC))


def test_a_resolver_that_turns_its_answer_is_asked_once_and_the_call_is_pinned() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    found = target_of("https://turning.example/", resolve=lambda *_: next(answers))
    with pytest.MonkeyPatch.context() as patch:
        called: list[tuple[str, int]] = []

        def connect(place: tuple[str, int], _timeout: float) -> socket.socket:
            called.append(place)
            raise OSError

        patch.setattr(socket, "create_connection", connect)
        with pytest.raises(OSError):
            post(found, b"", {})
    assert called == [(PUBLIC, 443)]


@contextmanager
def answering(*parts: bytes, pause: float = 0.0) -> Iterator[tuple[int, list[bytes]]]:
    """A server on this machine that answers one call by parts; its port, and what it was sent."""
    server = socket.create_server(("127.0.0.1", 0))
    seen: list[bytes] = []

    def serve() -> None:
        try:
            made, _ = server.accept()
        except OSError:
            return
        with made:
            seen.append(made.recv(65536))
            try:
                for part in parts:
                    made.sendall(part)
                    time.sleep(pause)
            except OSError:
                return

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server.getsockname()[1], seen
    finally:
        server.close()
        thread.join(5)


def here(port: int) -> Target:
    return Target("http", "hook.test", port, "/in", "127.0.0.1")


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
    with answering(moved) as (port, seen):
        assert post(here(port), b'{"a":1}', {"webhook-id": "m"}) == 302
    assert b"POST /in HTTP/1.1" in seen[0]
    assert f"Host: hook.test:{port}".encode() in seen[0]


def test_a_long_answer_is_read_in_part() -> None:
    endless = b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 1_000_000
    with answering(endless) as (port, _):
        assert post(here(port), b"", {}) == 200


def test_an_answer_that_comes_byte_by_byte_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "SECONDS", 0.5)
    began = time.monotonic()
    with answering(*[b"H"] * 600, pause=0.1) as (port, _), pytest.raises(
        (OSError, http.client.HTTPException)
    ):  # fmt: skip
        post(here(port), b"", {})
    assert time.monotonic() - began < 30  # of the minute that the answer would take
