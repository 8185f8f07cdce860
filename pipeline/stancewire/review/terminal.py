"""Progress and agreement of a store as lines for a terminal. In: what Session.progress and Session.agreement give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
_STATES = ("accepted", "corrected", "skipped", "open")


def progress_lines(progress: Json, agreement: Json) -> Iterator[str]:
    """A table of coders, then one of answers for each pair of them."""
    width = max([5, *(len(one["coder"]) for one in progress["coders"])])
    yield f"{progress['records']} records"
    yield f"{'coder':<{width}}" + "".join(f"{state:>11}" for state in _STATES)
    for one in progress["coders"]:
        yield f"{one['coder']:<{width}}" + "".join(f"{one[state]:>11}" for state in _STATES)
    for pair in agreement["pairs"]:
        yield ""
        yield f"{' and '.join(pair['coders'])}: {pair['records']} records in common"
        yield pair["note"] or f"{'question':<28}{'alpha':>7}{'95 %':>18}{'same':>7}"
        for alpha in pair["alphas"]:
            interval = f"{_number(alpha['low'])} to {_number(alpha['high'])}"
            same = alpha["agreed"] / alpha["units"]
            yield f"{alpha['name']:<28}{_number(alpha['alpha']):>7}{interval:>18}{same:>7.3f}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
