"""Two bodies that differ in one word of support or denial say the opposite, and are no copies."""

from __future__ import annotations

import pytest

from helpers import document
from stancewire.duplicates.signature import is_copy, signature

LETTER = (
    "We have looked at the plan of the board for weekend opening of surgeries in the county. Our committee discussed it on "
    "Monday at length with all practices in the area present. We {} it. We ask you to tell your board so before it meets "
    "in May, and to send the papers of that meeting to every practice that has written to you since the winter."
)


def are_copies(one: str, other: str) -> bool:
    first, second = signature(document(LETTER.format(one))), signature(document(LETTER.format(other)))
    assert first
    assert second
    assert is_copy(first, second) == is_copy(second, first)
    return is_copy(first, second)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("support", "oppose"),
        ("welcome", "condemn"),
        ("fully accept", "fully reject"),
        ("will accept", "will not accept"),
        ("will accept", "won’t accept"),
        ("accept", "do not accept"),
        ("support", "cannot support"),
        ("are going to sign", "are not going to sign"),
        ("sign", "do not sign"),
        ("have plans to sign", "have no plans to sign"),
        ("voted for", "voted against"),
    ],
)
def test_one_word_makes_it_another_text(one: str, other: str) -> None:
    assert not are_copies(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("support", "support"),
        ("support", "welcome"),
        ("oppose", "do not support"),
        ("will not reject", "will accept"),
        ("do not sign", "do not sign"),
        ("oppose", "note"),
    ],
)
def test_what_says_the_same_or_nothing_stays_a_copy(one: str, other: str) -> None:
    assert are_copies(one, other)
