"""A register that contradicts itself is refused, with both rows named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from stancewire.errors import RegisterError
from stancewire.register.bodies import body_of
from stancewire.register.checks import check
from stancewire.register.lookup import load_register


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


def test_a_national_body_may_be_merged_into_an_older_one() -> None:
    heirs = [{"id": "b", "on": "2010-04-01"}]
    check("own.toml", [body_of(row("a", "Fen Board", "2003", "2010", "regulator", successors=heirs)), body_of(row("b", "Council", "1858", "", "regulator"))])  # fmt: skip


@pytest.mark.parametrize("on", ["2011-12", "2012", "2013-12-31"])
def test_a_succession_near_the_end_passes(on: str) -> None:
    heirs = [{"id": "b", "on": on}]
    check("own.toml", [body_of(row("a", "Fen PCT", successors=heirs)), body_of(row("b", "Fen CCG", "2013", "", "ccg"))])


def test_an_authority_may_be_called_a_cluster() -> None:
    check("own.toml", [body_of(row("a", "NHS Fens", kind="sha", aliases=["Fens SHA cluster"]))])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("a", "Fen PCT", successors=[{"id": "b", "on": "2016"}]), row("b", "Fen CCG", "2013", "", "ccg")], ["'Fen PCT' (a,", "'Fen CCG' (b,", "on 2016, more than a year from its end"]),
        ([row("a", "Fen PCT", successors=[{"id": "b", "on": "2010"}]), row("b", "Fen CCG", "2009", "", "ccg")], ["on 2010, more than a year from its end"]),
        ([row("a", "Fen PCT", successors=[{"id": "b"}]), row("b", "Marsh PCT", "2004", "2009")], ["'Fen PCT' (a,", "'Marsh PCT' (b,", "which had ended by then"]),
        ([row("a", "Fen PCT", successors=[{"id": "a"}])], ["'Fen PCT' (a,", "leads back to"]),
        ([row("a", "Fen PCT", parents=[{"id": "a"}])], ["'Fen PCT' (a,", "belongs to itself", "name another body as its parent"]),
        ([row("a", "Fen PCT", parents=[{"id": "b"}]), row("b", "Fens ICB", "2022", "", "icb")], ["'Fen PCT' (a,", "'Fens ICB' (b,", "was not there at its time"]),
        ([row("a", "Fen PCT", parents=[{"id": "b", "on": "2007"}]), row("b", "Fens SHA", "2008", "", "sha")], ["'Fens SHA' (b,", "from 2007, when not both were there"]),
        ([row("a", "Fen PCT", names=[{"name": "Old Fen PCT", "until": "2014"}])], ["'Fen PCT' (a,", "'Old Fen PCT' from ? to 2014", "when it was not there"]),
        ([row("a", "Fen PCT", names=[{"name": "Old Fen PCT", "since": "1999"}])], ["from 1999 to today", "when it was not there"]),
        ([row("a", "Fen PCT", kind="ccg")], ["the name 'Fen PCT' of 'Fen PCT' (a, ccg", "is of the kind pct", "correct its kind"]),
        ([row("a", "Fen PCT"), row("b", "Fen CCG", kind="ccg", aliases=["Fen Primary Care Trust"])], ["'Fen CCG' (b, ccg", "which 'Fen PCT' (a, pct", "is of the kind pct"]),
        ([row("a", "Fen PCT"), row("A", "Marsh PCT")], ["both have the id 'A'"]),
    ],
    ids=["late", "early", "into what had ended", "own successor", "own parent", "parent of another time", "parent too early",
         "name after the end", "name before the beginning", "kind", "kind of another's name", "id in another case"],
)  # fmt: skip
def test_what_cannot_have_been_names_the_rows(rows: list[dict[str, Any]], words: list[str]) -> None:
    said = complaint(*rows)
    assert [word for word in words if word not in said] == [], said


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("a", "Fen Medical Guild", kind="gp_body"), row("b", "Fens", kind="company", aliases=["Fen Medical Guild"])], ["'Fen Medical Guild' (a, gp_body", "'Fens' (b, company", "'Fen Medical Guild' at one time"]),
        ([row("a", "NHS Fen CCG", kind="ccg"), row("b", "NHS Fen", kind="gp_body")], ["'NHS Fen CCG' (a, ccg", "'NHS Fen' (b, gp_body", "bear the name 'NHS Fen' at one time"]),
        ([row("a", "Fen Guild", kind="gp_body", abbreviations=["FG"]), row("b", "FG", kind="company")], ["'Fen Guild' (a,", "'FG' (b,", "bear the name 'FG'"]),
        ([row("a", "The")], ["'The' (a,", "is called 'The', an everyday word", "give it a name that only it has"]),
        ([row("a", "Fen PCT", aliases=["practices"])], ["is called 'practices'"]),
        ([row("a", "Fen PCT", abbreviations=["GP"])], ["is called 'GP', an everyday word"]),
        ([row("a", "Fen PCT", abbreviations=["LMC"])], ["is called 'LMC', an everyday word"]),
        ([row("a", "Fen PCT", abbreviations=["The"])], ["is called 'The', an everyday word"]),
        ([row("a", "Tuesday", kind="other")], ["'Tuesday' (a,", "is called 'Tuesday', an everyday word"]),
        ([row("a", "Health", kind="other")], ["is called 'Health', an everyday word"]),
        ([row("a", "Fen PCT", aliases=["!!!"])], ["'Fen PCT' (a,", "is called '!!!', which has no letter", "give it a name in words"]),
        ([row("fen pct", "Fen PCT")], ["'Fen PCT' (fen pct,", "an id or code with a blank in it"]),
        ([row("a", "Fen PCT", codes=["b c"])], ["an id or code with a blank in it"]),
        ([row("a", "Fen PCT", names=[{"name": "Old Fen PCT", "until": "2009"}, {"name": "Fen PCT", "since": "2008"}])], ["bears the names 'Old Fen PCT' and 'Fen PCT' at one time", "let one end when the other begins"]),
    ],
    ids=["another kind", "a brand", "an abbreviation as name", "function word", "everyday alias", "people", "a kind", "with a capital", "weekday", "an ordinary word", "no letter", "id", "code", "names"],
)  # fmt: skip
def test_names_are_compared_over_all_kinds_and_must_be_names(rows: list[dict[str, Any]], words: list[str]) -> None:
    said = complaint(*rows)
    assert [word for word in words if word not in said] == [], said


@pytest.mark.parametrize(
    "rows",
    [
        [row("a", "Fen PCT"), row("b", "NHS Fen", kind="pct_cluster", since="2011")],
        [row("a", "Fen Health Office", kind="other", abbreviations=["FHO", "WHO"])],
        [row("a", "NHS Fen CCG", "2013", "2020", "ccg"), row("b", "NHS Fen", "2021", "", "gp_body")],
        [row("a", "Fen Board", kind="other", nation="Wales"), row("b", "Fen Board", kind="trust", nation="England")],
        [row("a", "Fen PCT", names=[{"name": "Old Fen PCT", "until": "2008"}, {"name": "Fen PCT", "since": "2008"}])],
    ],
    ids=[
        "cluster and its trust",
        "an abbreviation in capitals",
        "one after the other",
        "two nations",
        "a year in common",
    ],
)
def test_what_may_share_a_name_passes(rows: list[dict[str, Any]]) -> None:
    check("own.toml", [body_of(r) for r in rows])


def test_a_users_row_may_not_take_a_packaged_name_for_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[[body]]\nname = "British Medical Association"\nkind = "company"\n', encoding="utf-8")
    with pytest.raises(RegisterError, match=r"British Medical Association.*bma.*company.*at one time"):
        load_register(path)
    path = tmp_path / "brand.toml"
    path.write_text('[[body]]\nname = "NHS Barnet"\nkind = "gp_body"\nfrom = 2015\n', encoding="utf-8")
    with pytest.raises(RegisterError, match=r"\(07M, ccg.*gp_body, 2015 to today"):
        load_register(path)
