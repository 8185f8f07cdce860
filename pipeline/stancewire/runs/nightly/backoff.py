"""When what failed is tried again, and when it is given up."""

from __future__ import annotations

from stancewire.runs.nightly.settings import RetryConfig

_HOUR = 3_600.0


def due_after(tries: int, now: float, retry: RetryConfig, after: float = 0.0) -> float:
    """The time of the next try. tries: that failed, 1 or more; after: seconds that a server asks for."""
    hours = retry.hours[min(tries, len(retry.hours)) - 1]
    return now + max(hours * _HOUR, after)


def is_last(tries: int, retry: RetryConfig, *, again: bool) -> bool:
    """Whether a failure of this try ends in quarantine. again: whether another try may do better at all."""
    return not again or tries >= retry.tries
