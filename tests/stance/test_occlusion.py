"""Taking words out of a document without moving an offset."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import by_hand, mention, mentions_of, surfaces
from stancewire.stance.occlusion import blanked, left_out, told_as_one, word_runs
from stancewire.stance.reading import reading_of
from stancewire.types import Document, Mentions, Person, Term

TEXT = "Westmarch LMC’s chair met\nNHS Stow CCG, and left. Nobody stayed."
BODIES = [mention(TEXT, "Westmarch LMC", "lmc"), mention(TEXT, "NHS Stow CCG", "ccg")]


@pytest.mark.parametrize(
    ("longest", "runs"),
    [
        (1, ["Westmarch LMC’s", "chair", "met", "NHS Stow CCG,", "and", "left.", "Nobody", "stayed."]),
        (2, ["Westmarch LMC’s chair", "met\nNHS Stow CCG,", "and left.", "Nobody stayed."]),
        (3, ["Westmarch LMC’s chair met", "NHS Stow CCG,", "and left.", "Nobody stayed."]),
    ],
)
def test_runs_keep_bodies_whole_and_end_at_punctuation(longest: int, runs: list[str]) -> None:
    assert surfaces(TEXT, word_runs(TEXT, 0, len(TEXT), BODIES, longest)) == runs


def test_runs_stay_in_their_passage() -> None:
    start, end = TEXT.index("chair"), TEXT.index(" left")
    assert surfaces(TEXT, word_runs(TEXT, start, end, BODIES, 1)) == ["chair", "met", "NHS Stow CCG,", "and"]


def test_a_blank_passage_has_no_runs() -> None:
    assert word_runs(" \n ", 0, 3, (), 2) == ()


def test_people_are_told_as_one_too() -> None:
    person = Person(start=3, end=9, name="Moss")
    assert told_as_one(Mentions(organisations=(BODIES[1],), people=(person,))) == [person, BODIES[1]]


def test_what_is_blanked_is_not_mentioned_any_more() -> None:
    document = by_hand(TEXT)
    place = TEXT.index("met")
    mentions = Mentions(
        organisations=tuple(BODIES),
        terms=(Term(start=place, end=place + 5, policy="x"), Term(start=0, end=4, policy="y")),
        people=(Person(start=place, end=place + 3, name="Met"),),
    )
    rest, still = blanked(document, mentions, place, TEXT.index(", and"))
    assert rest.text == TEXT.replace("met\nNHS Stow CCG", " " * 16)
    assert (still.organisations, [t.policy for t in still.terms], still.people) == ((BODIES[0],), ["y"], ())
    assert blanked(document, mentions, BODIES[0].end, place)[1] == mentions


def test_a_left_out_part_is_read_no_more() -> None:
    document = by_hand("One.", "Two.", title="Head", standfirst="Sub.")
    mentions = mentions_of(document)
    read = [
        [unit.text for unit in reading_of(*left_out(document, mentions, part)).units]
        for part in (*document.zones[:2], *document.passages)
    ]
    assert read == [
        ["Sub.", "One.", "Two."],
        ["Head", "One.", "Two."],
        ["Head", "Sub.", "Two."],
        ["Head", "Sub.", "One."],
    ]


PIECES = [
    "Westmarch LMC",
    "NHS Stow CCG",
    "Dr Ann Moss",
    "NHS England",
    "met",
    "the",
    "“yes,”",
    "plan.",
    "it’s",
    "🙂",
    "–",
]
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "  ", "\t", " \n"])), min_size=1, max_size=14
).map(lambda pairs: "".join(word + blank for word, blank in pairs).strip())


@settings(max_examples=60)
@given(st.lists(TEXTS, min_size=1, max_size=3), st.integers(1, 3))
def test_runs_are_all_of_a_passage_and_no_run_is_seen_when_blanked(passages: list[str], longest: int) -> None:
    document = by_hand(*passages, title="Westmarch LMC met")
    mentions = mentions_of(document)
    whole = reading_of(document, mentions)
    for number, passage in enumerate(document.passages, start=1):
        runs = word_runs(document.text, passage.start, passage.end, told_as_one(mentions), longest)
        assert all(passage.holds(run.start, run.end) for run in runs)
        assert all(one.end <= other.start for one, other in pairwise(runs))
        seen = "".join(surfaces(document.text, runs))
        assert "".join(seen.split()) == "".join(document.text[passage.start : passage.end].split())
        pieces = [_alone(document, mentions, passage.start, passage.end, run.start, run.end, number) for run in runs]
        assert " ".join(pieces) == whole.units[number].text
        for run in runs:
            rest, still = blanked(document, mentions, run.start, run.end)
            units = reading_of(rest, still).units
            assert [unit.text for unit in units[:number]] == [unit.text for unit in whole.units[:number]]
            assert len(rest.text) == len(document.text)
            assert not any(run.start < m.end and m.start < run.end for m in still.organisations)


def _alone(document: Document, mentions: Mentions, start: int, end: int, first: int, behind: int, number: int) -> str:
    """What a model reads of a passage of which only one run is left."""
    rest, still = document, mentions
    for one, other in ((start, first), (behind, end)):
        if one < other and document.text[one:other].strip():
            rest, still = blanked(rest, still, one, other)
    return reading_of(rest, still).units[number].text
