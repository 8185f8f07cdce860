"""Patterns that begin with one of some words find what the plain pattern finds, and sooner."""

from __future__ import annotations

import re

import pytest

from stancewire.entities.openings import opening


@pytest.mark.parametrize("text", ["Dr Fen", "x-Dr Fen, Mr Fen", "xMr Dr", "Mr", "’Dr Mr", " Dr\nMr", "DrMr Dr", ""])
@pytest.mark.parametrize("after", [r"\w", r"\w’'-"])
def test_it_finds_what_the_plain_pattern_finds(text: str, after: str) -> None:
    plain = re.compile(rf"(?<![{after}])(?:Dr|Mr)")
    quick = re.compile(opening(("Dr", "Mr"), after))
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_the_rest_of_a_word_may_be_a_pattern() -> None:
    assert re.findall(opening(("19[89]", "20[0-3]"), "0-9£") + r"\d", "1987, £2011 and 12015, 2031") == ["1987", "2031"]
