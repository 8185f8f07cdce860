"""Offsets of the published form point at what they say, and publishing twice changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus_rows as tiny
from stancewire.corpus.offsets import evidence, occurrences
from stancewire.corpus.published import differences, document_row, incoming, is_published
from stancewire.corpus.typed import document_of

WORDS = st.sampled_from(
    ["Kent LMC", "LMC", "LMCs", "the CCG", "CCG", "access scheme", "scheme", "plans", "é", "𝔸", " ", "x.", "It"]
)
LINES = st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=6)
NAMES = ("Kent LMC", "LMC", "the CCG", "CCG")
TERMS = ("access scheme", "scheme")


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    lines = [*draw(LINES), "Kent LMC plans."]
    zones = [
        [n, n, draw(st.sampled_from(["body", "title", "related"]))] for n, line in enumerate(lines, 1) if line.strip()
    ]
    bodies = []
    for name in draw(st.sets(st.sampled_from(NAMES))):
        if places := [n for n, line in enumerate(lines, 1) if name in line]:
            bodies.append({"mention": name, "kind": "lmc", "canonical": name, "line": draw(st.sampled_from(places))})
    text = "\n".join(lines)
    claims = [
        tiny.claim("Kent LMC", "lmc", "objects", zone[0], policy=draw(st.sampled_from(["", "scheme"])))
        for zone in zones
    ]
    return tiny.document(
        text=text, zones=zones, organisations=bodies, policy_terms=[t for t in TERMS if t in text], statements=claims
    )  # fmt: skip


@given(documents())
def test_text_from_start_to_end_is_what_it_says(row: dict[str, Any]) -> None:
    published = document_row(document_of(row))
    text, lines = row["text"], row["text"].split("\n")
    assert all(text[b["start"] : b["end"]] == b["mention"] for b in published["organisations"])
    assert {b["mention"] for b in published["organisations"]} == {b["mention"] for b in row["organisations"]}
    assert all(text[t["start"] : t["end"]] == t["term"] for t in published["policy_terms"])
    assert {t["term"] for t in published["policy_terms"]} == set(row["policy_terms"])
    assert all(text[p["start"] : p["end"]] == lines[p["line"] - 1].strip() for p in published["passages"])
    assert all(text[s["start"] : s["end"]].strip() in lines[s["line"] - 1] for s in published["statements"])
    assert all(s["start"] < s["end"] for s in published["statements"])
    for zone in published["zones"]:
        assert text[zone["start"] : zone["end"]] == "\n".join(lines[zone["first_line"] - 1 : zone["last_line"]]).strip()


@given(documents())
def test_publishing_what_was_published_changes_nothing(row: dict[str, Any]) -> None:
    published = document_row(document_of(row))
    assert is_published(published)
    assert not is_published(row)
    again = document_of(incoming(published))
    assert document_row(again) == published
    assert list(differences(published, again)) == []


def test_every_place_of_a_name_but_those_inside_longer_names_and_unread_zones() -> None:
    text = "Kent LMC and the LMC met.\nLMCs did not; the LMC did.\nCall the LMC: 0123"
    document = tiny.typed(text=text, zones=[[1, 2, "body"], [3, 3, "furniture"]])
    found = occurrences(document, {"LMC": 1, "Kent LMC": 1})
    assert [(name, line) for name, (line, _, _) in found] == [("Kent LMC", 1), ("LMC", 1), ("LMC", 2)]
    found = occurrences(document, {"LMC": 3})
    assert [line for _, (line, _, _) in found] == [1, 1, 2, 3]


def test_a_name_that_stands_only_inside_a_word_is_given_there() -> None:
    document = tiny.typed(text="The LMCs met.", zones=[[1, 1, "body"]])
    assert occurrences(document, {"LMC": 1}) == [("LMC", (1, 4, 7))]


def test_a_term_outside_the_zones_that_are_read_is_given_where_nothing_else_is_found() -> None:
    document = tiny.typed(text="A plan.\nRe: winter scheme", zones=[[1, 1, "body"], [2, 2, "subject"]])
    assert occurrences(document, {"winter scheme": None}) == [("winter scheme", (2, 12, 25))]


@pytest.mark.parametrize(
    ("line", "policy", "expected"),
    [
        ("4. Kent LMC rejects the offer.", "", "4. Kent LMC rejects the offer."),
        ("Rain fell. Kent LMC rejects the winter scheme.", "winter scheme", "Kent LMC rejects the winter scheme."),
        ("Kent LMC met. The winter scheme is dead.", "winter scheme", "*"),
        ("Kent LMC met. It will not sign.", "", "*"),
        ("Kent LMC met. Nobody will sign.", "", "*"),
        ("Kent LMC refuses. Dover CCG insists.", "", "Kent LMC refuses."),
        ("Kent LMC refuses. Kent LMC insists.", "", "*"),
        ("Kent LMC calls it folly. Dover CCG should not have bought it, in their opinion.", "", "*"),
        ("Kent LMC and Dover CCG on the winter scheme. Neither moved.", "winter scheme", "*"),
    ],
)
def test_evidence_is_a_sentence_only_where_names_leave_no_doubt(line: str, policy: str, expected: str) -> None:
    claims = [tiny.claim("Kent LMC", "lmc", "objects", 1, policy=policy), tiny.claim("Dover CCG", "lmc", "plans", 1)]
    claims = claims[: 1 + ("Dover" in line)]
    document = tiny.typed(text=line, zones=[[1, 1, "body"]], statements=claims)
    start, end = evidence(document, document.statements[0])
    assert line[start:end] == (line if expected == "*" else expected)
