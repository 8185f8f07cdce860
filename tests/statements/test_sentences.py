"""Where a sentence ends in British news prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.statements.sentences import sentence_spans

PROSE = st.text(alphabet=st.sampled_from(list("Ab Dr.?!…’”\"'(‘\n1•")), max_size=80)


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["One.", "Two?", "Three!", "Four"],
        ["Dr. Hale met Mr. Rowe, St. Mary and Prof. Marl.", "He left."],
        ["A. J. Hale left.", "So did we."],
        ["He said: ‘It is over.’", "Then he left."],
        ['He said: "It is over."', "Then he left."],
        ["‘It is over,’ he said.", "‘We leave.’"],
        ["‘Is it over?’ he asked."],
        ["It cost £2.5m in all, i.e. too much.", "No. 7 was next."],
        ["It ended… somehow.", "Somehow…", "Yes."],
        ["(It ended.)", "(So did we.)"],
        ["In 2011.", "2012 was better."],
    ],
)
def test_sentences(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_spans_are_offsets_of_the_whole_text() -> None:
    text = "Not this. One here. Two here. Nor this."
    assert list(sentence_spans(text, 10, 29)) == [(10, 19), (20, 29)]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_holds_no_sentence(text: str) -> None:
    assert cut(text) == []


@given(PROSE)
def test_spans_stand_in_order_and_are_not_blank(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@given(PROSE)
def test_no_character_but_white_space_is_lost(text: str) -> None:
    covered = {i for start, end in sentence_spans(text, 0, len(text)) for i in range(start, end)}
    assert [i for i, char in enumerate(text) if i not in covered and not char.isspace()] == []
