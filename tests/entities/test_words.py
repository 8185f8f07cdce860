"""Texts into words whose places are those of the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.entities.words import memory, tokens_of, words_of


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_the_words_are_the_text(text: str) -> None:
    memory().keep()
    tokens = tokens_of(text)
    assert tokens.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in tokens)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dr. J. Fen’s PCT", ["Dr.", "J.", "Fen", "’s", "PCT"]),
        ("MARSH'S FUND", ["MARSH", "'S", "FUND"]),
        ("out-of-hours", ["out", "-", "of", "-", "hours"]),
        ("(CCGs) met.", ["(", "CCGs", ")", "met", "."]),
        ("one  two\n\nthree", ["one", " ", "two", "\n\n", "three"]),
        (" one", [" ", "one"]),
    ],
)
def test_where_a_text_is_cut(text: str, words: list[str]) -> None:
    memory().keep()
    assert [token.text for token in tokens_of(text)] == words


def test_the_different_words_in_lower_case() -> None:
    assert words_of("The LMC, the CCG") == {"the", "lmc", ",", "ccg"}


def test_patterns_stay_when_the_words_of_texts_are_forgotten() -> None:
    for _ in range(3):
        memory().lend()
        assert len(tokens_of("Then the Westmarch LMC met.")) == 6
        memory().keep()
