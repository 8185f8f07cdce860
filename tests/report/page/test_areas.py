"""An area is asked of the holder, then the target, the sentence and the document, and followed to its ICB of today."""

from __future__ import annotations

import pytest

from report_rows import Json, record, statement
from stancewire.register.bodies import Body, Tie
from stancewire.register.lookup import Register
from stancewire.report.page.areas import Areas


def body(code: str, kind: str, name: str, *heirs: str, until: str = "") -> Body:
    ties = tuple(Tie(id=heir, on="2022-07-01", evidence="invented") for heir in heirs)
    return Body(id=code, id_scheme="ODS", kind=kind, name=name, until=until, successors=ties, evidence="invented")


REGISTER = Register(
    (
        body("P1", "pct", "Fenby PCT", "C1", "C2", until="2013-03-31"),
        body("C1", "ccg", "NHS Fenby CCG", "Q1", until="2022-06-30"),
        body("C2", "ccg", "NHS Marl CCG", "Q2", until="2022-06-30"),
        body("Q1", "icb", "NHS Fenland ICB"),
        body("Q2", "icb", "NHS Marlshire ICB"),
        body("N1", "nhs_england", "NHS England"),
    )
)


def named(code: str | None, start: int = 0) -> Json:
    return {"start": start, "end": start + 3, "text": "abc", "kind": "ccg", "name": "x", "id": code}


def area(organisations: list[Json] | None = None, **ids: str | None) -> tuple[tuple[str, ...], str]:
    """Of an objection, whose sentence is 0:24."""
    one = statement("Fenby LMC", "lmc", "objects", "lmc_objection", **ids)
    [found] = Areas(REGISTER).of(record(1, [one], organisations=organisations or []))
    return found


@pytest.mark.parametrize(
    ("ids", "organisations", "expected"),
    [
        ({"holder_id": "C1", "target_id": "C2"}, [], (("NHS Fenland ICB",), "holder")),
        ({"holder_id": "lmc-fenby", "target_id": "C2"}, [], (("NHS Marlshire ICB",), "target")),
        ({"target_id": "P1"}, [], (("NHS Fenland ICB", "NHS Marlshire ICB"), "target")),
        ({"target_id": "N1"}, [named("C2", 20), named("C1", 30)], (("NHS Marlshire ICB",), "sentence")),
        ({}, [named("C1", 30), named("Q1", 40), named(None, 50)], (("NHS Fenland ICB",), "document")),
        ({}, [named("C1", 30), named("C2", 40)], ((), "nowhere")),
        ({"holder_id": "of another register"}, [], ((), "nowhere")),
    ],
)
def test_the_first_that_has_an_area_is_taken(ids: Json, organisations: list[Json], expected: object) -> None:
    assert area(organisations, **ids) == expected
