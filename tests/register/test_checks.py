"""A register that contradicts itself is refused, with both rows named."""

from __future__ import annotations

from typing import Any

import pytest

from stancewire.errors import RegisterError
from stancewire.register.bodies import body_of
from stancewire.register.checks import check


def row(id: str, name: str, since: str = "2006", until: str = "2012", kind: str = "pct", **more: Any) -> dict[str, Any]:  # noqa: A002
    return {"id": id, "id_scheme": "stancewire", "kind": kind, "name": name, "since": since, "until": until, **more}


def complaint(*rows: dict[str, Any]) -> str:
    with pytest.raises(RegisterError) as caught:
        check("own.toml", [body_of(r) for r in rows])
    return str(caught.value)


def test_a_sound_register_passes() -> None:
    heirs = [{"id": "b", "on": "2013"}]
    check("own.toml", [body_of(row("a", "Fen PCT", successors=heirs)), body_of(row("b", "Fen CCG", "2013", "", "ccg"))])


def test_namesakes_of_different_times_pass() -> None:
    check("own.toml", [body_of(row("a", "Fen PCT")), body_of(row("b", "Fen PCT", "2013", ""))])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("a", "Fen PCT"), row("a", "Marsh PCT")], ["'Fen PCT'", "'Marsh PCT'", "both have the id 'a'"]),
        ([row("a", "Fen PCT"), row("b", "Marsh PCT", codes=["a"])], ["both have the id 'a'"]),
        ([row("a", "Fen PCT"), row("b", "Fen Primary Care Trust", "2010", "")], ["(a, pct, 2006 to 2012)", "(b, pct, 2010 to today)", "at one time"]),
        ([row("a", "Fen PCT", abbreviations=["FP"]), row("b", "Marsh PCT", abbreviations=["FP"])], ["bear the name 'FP'"]),
        ([row("a", "Fen PCT", successors=[{"id": "z"}])], ["'Fen PCT'", "tied to 'z', which is not there"]),
        ([row("a", "Fen PCT", successors=[{"id": "b"}]), row("b", "Fen PCG", "1999", "2000")], ["'Fen PCG'", "successor of 'Fen PCT'", "older"]),
        ([row("a", "Fen PCT", successors=[{"id": "b", "on": "2004"}]), row("b", "Fen CCG", "2013", "", "ccg")], ["on 2004, before it began"]),
        ([row("a", "Fen PCT", successors=[{"id": "b"}]), row("b", "Marsh PCT", successors=[{"id": "a"}])], ["leads back to"]),
    ],
    ids=["id", "code", "name at one time", "abbreviation", "loose tie", "older successor", "early date", "circle"],
)  # fmt: skip
def test_a_contradiction_names_both_rows(rows: list[dict[str, Any]], words: list[str]) -> None:
    said = complaint(*rows)
    assert said.startswith("own.toml: ")
    assert [word for word in words if word not in said] == [], said
