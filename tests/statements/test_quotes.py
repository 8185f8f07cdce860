"""What stands inside quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.statements.quotes import is_speech, quote_spans


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in quote_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: ‘We are against it.’ Then he left.", ["We are against it."]),
        ("He said: “We are against it.” Then he left.", ["We are against it."]),
        ('He said: "We are against it." Then he left.', ["We are against it."]),
        ("He said: 'We are against it.' Then he left.", ["We are against it."]),
        ("‘We won’t sign,’ he said. ‘It isn’t fair.’", ["We won’t sign,", "It isn’t fair."]),
        ("'We won't sign,' he said.", ["We won't sign,"]),
        ("‘The practices’ work is done,’ he said.", ["The practices’ work is done,"]),
        ("The plan is ‘unworkable’ and the ‘end’ of it.", ["unworkable", "end"]),
        ("The ‘new rules’ were ‘the worst’.", ["new rules", "the worst"]),
        ("It is (‘a sham’) – ‘no more’.", ["a sham", "no more"]),
        ("The CCG’s plan and the practices’ view.", []),
        ("The CCG's plan isn't the GPs' view.", []),
        ("Nothing quoted.", []),
        ("", []),
    ],
    ids=[
        "single", "double", "straight double", "straight single", "apostrophes inside", "straight apostrophe inside",
        "plural possessive inside", "borrowed words", "borrowed plural", "bracket and dash", "possessives",
        "straight possessives", "none", "empty",
    ],
)  # fmt: skip
def test_quotes(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quote_over_several_paragraphs_lasts_to_the_end_of_each() -> None:
    first, second = "He said: ‘It is over.", "‘It is all over.’ He left."
    assert (quoted(first), quoted(second)) == (["It is over."], ["It is all over."])


def test_spans_are_offsets_of_the_whole_text() -> None:
    text = "‘Not this’ and ‘this one’ and ‘not this’"
    assert quote_spans(text, 11, 26) == ((16, 24),)


@given(st.text(alphabet=st.sampled_from(list("as ‘’“”\"'.,(")), max_size=60))
def test_spans_stand_in_order_within_the_text(text: str) -> None:
    spans = quote_spans(text, 0, len(text))
    bounds = [bound for span in spans for bound in span]
    assert bounds == sorted(bounds)
    assert all(0 < start <= end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "expected"), [("unworkable", False), ("not fair", False), ("this is unfair", True)]
)  # fmt: skip
def test_three_words_are_speech(text: str, expected: bool) -> None:
    assert is_speech(text, (0, len(text))) is expected
