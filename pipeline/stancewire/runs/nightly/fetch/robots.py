"""robots.txt, asked for once a run and host, and read as RFC 9309 says.

An answer of 2xx holds rules. 4xx: there are none, everything may be asked for. No answer, 5xx or 429:
nothing may be asked for until it can be read, and the same holds where it redirects without end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from stancewire.runs.nightly.fetch.client import Answer
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.urls import host_of

MOST_BYTES: Final = 512_000  # the RFC asks for 500 KiB at least; what stands behind does not count
_TOO_MANY: Final = 429


class Robots:
    """What the robots.txt of each host says. ask: gets a robots.txt, redirects followed; raises Trouble."""

    def __init__(self, user_agent: str, ask: Callable[[str], Answer], slow_down: Callable[[str, float | None], None]):
        self._name = user_agent.partition("/")[0].strip()
        self._ask, self._slow_down = ask, slow_down
        self._rules: dict[str, Protego | Trouble] = {}

    def check(self, url: str) -> None:
        """Raise Trouble unless an address may be asked for."""
        host = host_of(url)
        if host not in self._rules:
            self._rules[host] = self._read(host, url)
        rules = self._rules[host]
        if isinstance(rules, Trouble):
            raise rules
        if not rules.can_fetch(url, self._name):
            raise Trouble("its site asks robots not to fetch it (robots.txt)", "leave it out", retry=False)

    def _read(self, host: str, url: str) -> Protego | Trouble:
        parts = urlsplit(url)
        try:
            content = self._ask(f"{parts.scheme}://{parts.netloc}/robots.txt").content
        except Trouble as trouble:
            if trouble.status is None or trouble.status == _TOO_MANY or not 400 <= trouble.status < 500:
                return _closed(trouble)
            content = b""
        rules = Protego.parse(content.decode("utf-8-sig", "replace"))
        self._slow_down(host, rules.crawl_delay(self._name))
        return rules


def _closed(trouble: Trouble) -> Trouble:
    """A host whose rules are not known, or that is not to be asked at all."""
    if trouble.is_final:
        return trouble
    reason = f"the robots.txt of its host {trouble.reason}, so that nothing of it is asked for"
    if not trouble.retry:
        return Trouble(reason, trouble.hint, retry=False)
    hint = "it is tried again next time"
    after = trouble.retry_after
    return Trouble(reason, hint, retry=True, retry_after=after, is_final=True)
