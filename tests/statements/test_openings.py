"""How the matches of an expression can begin."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.statements.openings import alternatives


def openings(expression: str) -> list[tuple[str, bool]]:
    (only,) = alternatives(expression) or ()
    return sorted(only.openings())


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("reject", [("reject", True)]),
        ("REJECT", [("reject", True)]),
        ("rejects?", [("reject", True), ("rejects", True)]),
        ("reject(?:s|ed)", [("rejected", True), ("rejects", True)]),
        ("reject(s|ed)", [("rejected", True), ("rejects", True)]),
        ("oppos\\w+", [("oppos", False)]),
        ("pla[nt]", [("plan", True), ("plat", True)]),
        ("back[- ]door", [("back door", True), ("back-door", True)]),
        ("[a-c]x", [("", False)]),
        ("[^a]x", [("", False)]),
        (".x", [("", False)]),
        ("(?:\\w+ )?plan", [("", False), ("plan", True)]),
        ("(?:GP )*plan", [("gp ", False), ("plan", True)]),
        ("(?:GP )+plan", [("gp ", False)]),
        ("ab{2}c", [("ab", False)]),
        ("ab{0,2}", [("a", True), ("ab", False)]),
        ("ab{,2}", [("a", True), ("ab", False)]),
        ("ab{", [("ab{", True)]),
        ("a{}", [("a{}", True)]),
        ("ab??", [("a", True), ("ab", True)]),
        ("(?<=x )plan(?! to)", [("plan", True)]),
        ("\\bplan\\.", [("plan.", True)]),
        ("to do", [("to do", True)]),
        ("to do all of it", [("to do all of it", False)]),
        ("to do (?:all|some)", [("to do ", False)]),
        ("é", [("", False)]),
        ("’s", [("’s", True)]),
        ("[]a]", [("]", True), ("a", True)]),
        ("[^]a]", [("", False)]),
    ],
)
def test_what_a_match_begins_with(expression: str, expected: list[tuple[str, bool]]) -> None:
    assert openings(expression) == expected


def test_alternatives_are_told_apart() -> None:
    found = alternatives("plans? (?:to|for)|bid|[|]x|a\\|b") or ()
    assert [one.source for one in found] == ["plans? (?:to|for)", "bid", "[|]x", "a\\|b"]


def test_parts_of_a_match() -> None:
    (only,) = alternatives("\\w+ly? told") or ()
    assert [sorted(only.openings(part)) for part in range(4)] == [
        [("", False)],
        [("l told", True), ("ly told", True)],
        [(" told", True), ("y told", True)],
        [(" told", True)],
    ]


def test_more_openings_than_are_worth_it_are_cut_short() -> None:
    assert openings("x(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)(?:a|b|c)")[0] == ("xaaaa", False)


@pytest.mark.parametrize(
    "expression",
    ["(?i:a)", "(?P<x>a)", "(a)\\1", "(?#note)a", "(?>a)", "\\x41", "\\101", "a)", "(?:a", "(?(1)a|b)", "[a"],
)
def test_what_is_not_understood_is_refused(expression: str) -> None:
    assert alternatives(expression) is None


ATOMS = st.sampled_from(
    [
        "a",
        "B",
        "plan",
        " ",
        "’",
        "-",
        ".",
        "\\w",
        "\\s",
        "[ab]",
        "[^a]",
        "[a-c]",
        "\\b",
        "(?=a)",
        "(?!b)",
        "é",
        "_",
        "7",
    ]
)
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: f"(?:{'|'.join(several)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "??"])).map(lambda x: f"(?:{x[0]}){x[1]}"),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS, st.text("aAbBplanc ’-é_7", max_size=12))
def test_every_match_begins_with_an_opening(expression: str, text: str) -> None:
    known = [opening for one in alternatives(expression) or () for opening in one.openings()]
    assert known, expression
    for match in re.finditer(expression, text, re.I):
        lowered = match[0].lower()
        assert any(lowered == begin if is_all else lowered.startswith(begin) for begin, is_all in known)
