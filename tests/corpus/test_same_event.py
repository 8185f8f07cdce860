"""Documents that may tell one event under two names are shown to a person, once."""

from __future__ import annotations

from typing import Any

import pytest

import corpus_rows as tiny
from stancewire.corpus.rules.same_event import candidates
from stancewire.corpus.types import CorpusDocument

# Two tellings of one thing; the fillers make the words of the field common.
ONE = "The Harbledown hubs of Westmarch, £140,000 a year, shut on Sundays from May, the board of the trust says."
TWO = "No Sundays: from May the trust spends £140,000 less on Westmarch, and its Harbledown hubs are dark."
THREE = "Practices in Ockley must send their returns on vaccines to the trust, the board says, before June."
SIDES = {"a": "train", "b": "test"}


def fillers() -> list[CorpusDocument]:
    rows = (tiny.other(k, text=f"The board of the trust says, from the year k{k}, x{k} y{k} z{k}.") for k in range(40))
    return [tiny.typed(**row) for row in rows]


def told(second: str, sides: dict[str, str] = SIDES, apart: Any = (), **changes: Any) -> list[str]:
    one = tiny.typed(id="a", event="hubs", text=ONE, year="2014")
    other = tiny.typed(**({"id": "b", "event": "sundays", "text": second, "year": "2015"} | changes))
    documents = [one, other, *fillers()]
    return [f"{document.id}: {field}: {what}" for document, (field, what) in candidates(documents, sides, apart)]


def test_two_names_of_one_event_on_two_sides() -> None:
    (sentence,) = told(TWO)
    assert sentence.startswith("b: event: 'sundays' in test may be 'hubs' of a in train (0.")
    assert sentence.endswith(
        "alike); read both, then name one event and one side, or write both names into apart in splits.json"
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"second": THREE},
        {"second": TWO, "event": "hubs"},
        {"second": TWO, "year": "2017"},
        {"second": TWO, "sides": {"a": "train", "b": "train"}},
        {"second": TWO, "sides": {"a": "train"}},
        {"second": TWO, "apart": [frozenset(("sundays", "hubs"))]},
    ],
)
def test_others_are_not_shown(changes: dict[str, Any]) -> None:
    assert told(**changes) == []


@pytest.mark.parametrize(("day", "shown"), [("2014-10-02", True), ("2014-10-03", False)])
def test_one_host_on_one_day(day: str, shown: bool) -> None:
    one = tiny.typed(id="a", event="hubs", text=ONE, year="2014-10-02", url="https://a.org/1")
    other = tiny.typed(id="b", event="vaccines", text=THREE, year=day, url="https://a.org/2")
    found = [what for _, (_, what) in candidates([one, other, *fillers()], SIDES)]
    assert len(found) == shown
    assert all("(one host on one day)" in what for what in found)
