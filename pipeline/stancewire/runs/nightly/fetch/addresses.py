"""Which network addresses may be asked: public ones, and those that the config allows.

A feed is written by somebody else; a link in it to 169.254.169.254 or to a router at home must lead nowhere.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from typing import Final

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# In an order that gives the most telling word: 127.0.0.0/8 counts as private too. Not left to `is_global`,
# whose tables differ between Python versions.
_KINDS: Final = tuple(
    (word, tuple(ipaddress.ip_network(network) for network in networks.split()))
    for word, networks in (
        ("unspecified", "0.0.0.0/32 ::/128"),
        ("loopback", "127.0.0.0/8 ::1/128"),
        ("link-local", "169.254.0.0/16 fe80::/10"),
        ("multicast", "224.0.0.0/4 ff00::/8"),
        ("private", "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 fc00::/7 fec0::/10"),
        ("shared", "100.64.0.0/10"),
        ("mapped", "::/96 ::ffff:0:0/96 ::ffff:0:0:0/96 64:ff9b:1::/48 2002::/16 2001::/32"),
        (
            "reserved",
            "0.0.0.0/8 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 240.0.0.0/4"
            " 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16",
        ),
    )
)
_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")  # all that is public lies in it
_NAT64: Final = ipaddress.IPv6Network(
    "64:ff9b::/96"
)  # how a network without IPv4 reaches the rest: judged by what is within


def networks(names: Iterable[str]) -> tuple[Network, ...]:
    """The networks of a config. Raises ValueError."""
    return tuple(ipaddress.ip_network(name) for name in names)


def refused(text: str, allowed: tuple[Network, ...]) -> str | None:
    """What an address is that must not be asked ("loopback"), or None for one that may be."""
    address: Address = ipaddress.ip_address(text.partition("%")[0])
    if any(address in network for network in allowed):
        return None
    if isinstance(address, ipaddress.IPv6Address) and address in _NAT64:
        return refused(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)), allowed)
    for word, kinds in _KINDS:
        if any(address in network for network in kinds):
            return word
    is_public = address.is_global and (address.version == 4 or address in _GIVEN_OUT)
    return None if is_public else "reserved"
