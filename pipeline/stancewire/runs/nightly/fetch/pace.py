"""Time between requests: a delay for each host, what servers ask for, and hosts that are left alone.

The clock, the sleep and the chance are given, so that a test needs neither time nor luck.
"""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """All that is known of time and chance."""

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: random.Random = field(default_factory=random.Random)


class Hosts:
    """When each host may be asked again. A host is scheme, name and port; its pauses hold for the name."""

    def __init__(self, limits: FetchLimits, time: Time) -> None:
        self._limits, self._time = limits, time
        self._next: dict[str, float] = {}
        self._delays: dict[str, float] = {}
        self._failures: Counter[str] = Counter()

    def slow_down(self, host: str, delay: float | None) -> None:
        """The host's robots.txt asks for a delay."""
        if delay is not None and delay > self._limits.delay_seconds:
            self._delays[_name(host)] = min(delay, self._limits.delay_at_most)

    def wait(self, host: str) -> None:
        """Sleep until the host may be asked. Raises Trouble if it is left alone for this run."""
        if self._failures[host] >= self._limits.host_failures:
            reason = f"its host could not be reached {self._failures[host]} times in a row and is left alone"
            raise Trouble(reason, "it is tried again next time", retry=True, is_final=True)
        pause = self._next.get(_name(host), 0.0) - self._time.monotonic()
        if pause > self._longest():
            reason = f"its host asks to be left alone for {pause:.0f} seconds more"
            raise Trouble(reason, "it is tried again next time", retry=True, retry_after=pause, is_final=True)
        if pause > 0:
            self._time.sleep(pause)

    def asked(self, host: str) -> None:
        """A request to the host has ended."""
        delay = self._delays.get(_name(host), self._limits.delay_seconds)
        self._next[_name(host)] = max(self._next.get(_name(host), 0.0), self._time.monotonic() + delay)

    def put_off(self, host: str, seconds: float) -> None:
        """It asked for that, or a try failed."""
        self._next[_name(host)] = max(self._next.get(_name(host), 0.0), self._time.monotonic() + seconds)

    def answered(self, host: str) -> None:
        """It is there."""
        self._failures[host] = 0

    def failed(self, host: str) -> None:
        """An address of it could not be reached after all tries."""
        self._failures[host] += 1

    def backoff(self, number: int) -> float:
        """Seconds to wait after the given failed try, the first being 0; full of chance, so that not all come back at once."""
        longest = self._limits.backoff_seconds * 2.0**number
        return longest * (0.5 + self._time.chance.random() / 2)

    def _longest(self) -> float:
        return max(self._limits.retry_after_seconds, self._limits.delay_at_most, self._limits.delay_seconds)


def _name(host: str) -> str:
    return host.partition("://")[2].rpartition(":")[0]


def retry_after(text: str, now: float) -> float | None:
    """Seconds that a Retry-After header asks for, written as such or as a date; None for what is neither."""
    text = text.strip()
    if re.fullmatch(r"[0-9]{1,9}", text):
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - now)
    except (ValueError, OverflowError, TypeError):
        return None
