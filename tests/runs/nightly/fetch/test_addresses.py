"""Only public addresses are asked, whatever a link, a name or a redirect says."""

from __future__ import annotations

import pytest

from misbehaving import Server, answer, session
from stancewire.runs.nightly.fetch.addresses import networks, refused
from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure

REFUSED = {
    "0.0.0.0": "unspecified",
    "::": "unspecified",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "::1": "loopback",
    "169.254.169.254": "link-local",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "224.0.0.251": "multicast",
    "ff02::1": "multicast",
    "10.1.2.3": "private",
    "172.16.0.1": "private",
    "172.31.255.255": "private",
    "192.168.1.1": "private",
    "fd00::1": "private",
    "fec0::1": "private",
    "100.64.0.1": "shared",
    "::ffff:127.0.0.1": "mapped",
    "::ffff:8.8.8.8": "mapped",
    "::127.0.0.1": "mapped",
    "2002:7f00:1::": "mapped",
    "2001:0:7f00:1::": "mapped",
    "64:ff9b:1::7f00:1": "mapped",
    "64:ff9b::7f00:1": "loopback",
    "64:ff9b::a00:1": "private",
    "0.1.2.3": "reserved",
    "192.0.2.1": "reserved",
    "198.18.0.1": "reserved",
    "240.0.0.1": "reserved",
    "255.255.255.255": "reserved",
    "2001:db8::1": "reserved",
    "100::1": "reserved",
    "4000::1": "reserved",
}
PUBLIC = ("8.8.8.8", "172.32.0.1", "172.15.255.255", "169.253.0.1", "100.128.0.1", "2a00:1450::1", "64:ff9b::808:808")


@pytest.mark.parametrize(("address", "kind"), REFUSED.items())
def test_what_is_not_public_is_refused(address: str, kind: str) -> None:
    assert refused(address, ()) == kind


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_asked(address: str) -> None:
    assert refused(address, ()) is None


def test_a_network_can_be_allowed_and_no_other() -> None:
    allowed = networks(["10.1.0.0/16", "::1/128"])
    assert [refused(address, allowed) for address in ("10.1.9.9", "::1", "10.2.0.1", "127.0.0.1")] == [
        None,
        None,
        "private",
        "loopback",
    ]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://127.0.0.2:{port}/", "127.0.0.2 is a loopback address"),
        ("http://127.2:{port}/", "127.2 leads to 127.0.0.2, a loopback address"),
        ("http://2130706434:{port}/", "2130706434 leads to 127.0.0.2, a loopback address"),
        ("http://0x7f000002:{port}/", "0x7f000002 leads to 127.0.0.2, a loopback address"),
        ("http://[::1]:{port}/", "::1 is a loopback address"),
        ("http://[::ffff:127.0.0.1]:{port}/", "::ffff:127.0.0.1 is a mapped address"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is a link-local address"),
        ("http://router.example/", "router.example leads to 192.168.1.1, a private address"),
        ("http://both.example:{port}/", "both.example leads to 10.0.0.1, a private address"),
        ("http://0.0.0.0:{port}/", "0.0.0.0 is an unspecified address"),
    ],
)
@pytest.mark.parametrize("redirected", [False, True])
def test_a_way_to_what_is_private_is_refused(server: Server, url: str, said: str, redirected: bool) -> None:
    url = url.format(port=server.port)
    server.routes["/away"] = answer(status=302, Location=url)
    with session(resolver=names) as fetching:
        found = fetching.fetch(server.url("/away") if redirected else url)
    assert isinstance(found, FetchFailure)
    shown = server.url("/away") if redirected else url
    hint = "correct the address, or allow its network with allow_networks in the config"
    assert str(found.error) == f"{shown}: must not be asked: {said}; {hint}"
    assert not found.retry
    assert server.paths == (["/away"] if redirected else [])


def names(host: str, port: int) -> tuple[str, ...]:
    """Names that lead where their owner likes."""
    from misbehaving import resolve

    table = {"router.example": ("192.168.1.1",), "both.example": ("127.0.0.1", "10.0.0.1")}
    return table.get(host) or resolve(host, port)


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_checked(server: Server) -> None:
    """Each look-up is checked, and the connection goes to the address that was looked up, not to the name."""
    answers = [("127.0.0.1",), ("127.0.0.2",)]
    server.robots = server.routes["/"] = answer(b"User-agent: *\nAllow: /")

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        return answers.pop(0)

    with session(resolver=rebinding) as fetching:
        found = fetching.fetch(server.url("/", "turncoat.example"))
    assert isinstance(found, FetchFailure)
    assert "turncoat.example leads to 127.0.0.2, a loopback address" in str(found.error)
    assert [path for path, _ in server.asked] == ["/robots.txt"]
    assert answers == []


def test_a_name_is_looked_up_once_a_connection(server: Server) -> None:
    looked_up: list[str] = []

    def counting(host: str, port: int) -> tuple[str, ...]:
        looked_up.append(host)
        return ("127.0.0.1",)

    server.routes["/"] = answer(b"here")
    with session(resolver=counting) as fetching:
        found = fetching.fetch(server.url("/", "nowhere.invalid"))  # the system knows no such name
    assert isinstance(found, Fetched)
    assert looked_up == ["nowhere.invalid"] * len(server.asked)
    assert server.asked[-1][1]["host"] == f"nowhere.invalid:{server.port}"


def test_the_next_address_is_taken_where_one_does_not_answer(server: Server) -> None:
    server.routes["/"] = answer(b"here")
    with session(resolver=lambda host, port: ("127.0.0.9", "127.0.0.1"), allow_networks=("127.0.0.0/28",)) as fetching:
        assert isinstance(fetching.fetch(server.url("/", "two.example")), Fetched)
