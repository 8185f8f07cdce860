"""How long, how much and how often: what bounds a fetch, and where its addresses come from. Wrong values cannot be built."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, fields
from typing import Final

from stancewire.dates import date_value
from stancewire.version import VERSION

KINDS: Final = ("feed", "sitemap", "urls")
ROBOT: Final = "stancewire"  # the name that robots.txt files may give rules for


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """Bounds on all fetching of a run; seconds and bytes."""

    user_agent: str = f"{ROBOT}/{VERSION}"  # put an address for complaints behind it: "stancewire/0.1 (+https://…)"
    connect_seconds: float = 10.0  # to find the address of a name, and again to reach it
    read_seconds: float = 20.0  # between two pieces of an answer
    whole_seconds: float = 60.0  # one request, from the look-up to the last byte
    source_seconds: float = 1_800.0  # one source; what is left then is left for the next run
    max_bytes: int = 50_000_000  # of one answer, unpacked; board papers are large
    max_packed_bytes: int = 50_000_000  # as it comes over the wire
    max_redirects: int = 5
    tries: int = 3  # of one address in one run
    backoff_seconds: float = 2.0  # before the second try, doubled before each other, less a random share
    retry_after_seconds: float = 60.0  # the longest Retry-After that is waited for within a run
    delay_seconds: float = 1.0  # between two requests to one host, on whatever port
    delay_at_most: float = 30.0  # whatever Crawl-delay robots.txt asks for
    host_failures: int = 3  # addresses in a row that could not be reached before a host is left alone for this run
    allow_networks: tuple[str, ...] = ()  # private ones that may be asked all the same: "10.1.0.0/16"
    use_proxies: bool = False  # those of the environment (HTTP_PROXY, HTTPS_PROXY, NO_PROXY)

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            least = _LEAST.get(field.name, 0)
            if isinstance(value, int | float) and not isinstance(value, bool) and not value >= least:  # nor NaN
                raise ValueError(f"{field.name} must be at least {least}")
        if not self.user_agent.strip() or not (self.user_agent.isascii() and self.user_agent.isprintable()):
            raise ValueError("user_agent must be a line of plain ASCII characters")
        for network in self.allow_networks:
            try:
                ipaddress.ip_network(network)
            except ValueError as error:
                raise ValueError(f"allow_networks: {error}") from None


_LEAST: Final = {
    "connect_seconds": 0.01,
    "read_seconds": 0.01,
    "whole_seconds": 0.01,
    "source_seconds": 0.01,
    "max_bytes": 1,
    "max_packed_bytes": 1,
    "tries": 1,
    "host_failures": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSource:
    """One source of the network, as its [[source]] table says."""

    kind: str  # one of KINDS
    url: str = ""  # of the feed or sitemap
    urls: tuple[str, ...] = ()  # of the pages, for kind "urls"
    path: str = ""  # of a file with one address a line, for kind "urls"
    follow: bool = True  # fetch the pages that a feed links to; else the text of its entries is all there is
    recheck: bool = False  # ask for pages known already though the feed or sitemap says nothing new of them
    include: tuple[str, ...] = ()  # patterns ("https://news.example/health/*"); none: everything
    exclude: tuple[str, ...] = ()
    since: str = ""  # YYYY-MM-DD; what a feed or sitemap dates before is left out
    max_pages: int = 500  # requests for pages in one run; the rest waits for the next
    max_listings: int = 50  # sitemaps of one index

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind {self.kind!r} is not one of {', '.join(KINDS)}")
        if self.kind == "urls" and (self.url or not (self.urls or self.path)):
            raise ValueError('kind "urls" needs urls or path, and no url')
        if self.kind != "urls" and (not self.url or self.urls or self.path):
            raise ValueError(f'kind "{self.kind}" needs url, and neither urls nor path')
        if self.max_pages < 1 or self.max_listings < 1:
            raise ValueError("max_pages and max_listings must be at least 1")
        if self.since and date_value(self.since) != self.since:
            raise ValueError("since must be a date as YYYY-MM-DD")
