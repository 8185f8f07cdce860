"""Damage a file as transfers, disks and enemies do, and see that its extractor lives through it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from stancewire.errors import InputError
from stancewire.sources.extract import Extract
from stancewire.sources.sandbox import Sandbox

DAMAGED = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
_SECONDS = 10
_flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)), max_size=12)


def damaged(content: bytes) -> st.SearchStrategy[bytes]:
    """The file cut short, with bytes changed, or with a stretch of it written twice."""
    cut = st.floats(0, 1).map(lambda share: content[: int(share * len(content))])
    flipped = _flips.map(lambda flips: _flip(content, flips))
    doubled = st.tuples(st.integers(0, len(content)), st.integers(0, len(content))).map(
        lambda place: content[: max(place)] + content[min(place) :]
    )
    return cut | flipped | doubled


def _flip(content: bytes, flips: list[tuple[float, int]]) -> bytes:
    changed = bytearray(content)
    for share, mask in flips:
        changed[int(share * len(changed))] ^= mask
    return bytes(changed)


@contextmanager
def worker() -> Iterator[Sandbox]:
    """A sandbox of its own, for one test."""
    sandbox = Sandbox(_SECONDS, 1_000)
    try:
        yield sandbox
    finally:
        sandbox.close()


def lives(sandbox: Sandbox, media_type: str, content: bytes) -> None:
    """Extracts with marks inside their text, or an error of ours, and no hang."""
    started = time.monotonic()
    extracts: tuple[Extract, ...] = ()
    with suppress(InputError):
        extracts = sandbox.extract(media_type, "a.file", content)
    assert time.monotonic() - started < _SECONDS
    for extract in extracts:
        ends = [0, *(place for mark in extract.marks for place in (mark.start, mark.end)), len(extract.raw)]
        assert ends == sorted(ends)
