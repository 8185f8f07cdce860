"""Statements are denied by rule where a sentence leaves no doubt, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stancewire.corpus.denials import RULES, denial


@pytest.mark.parametrize(
    ("act", "text", "expected"),
    [
        ("objects", "Fen LMC has rejected the offer.", "Fen LMC has not rejected the offer."),
        ("objects", "Fen LMC rejected the offer.", "Fen LMC did not reject the offer."),
        ("objects", "GPs voted against it.", "GPs did not vote against it."),
        ("objects", "The offer is unacceptable, the BMA holds.", "The offer is acceptable, the BMA holds."),
        ("objects", "The committee refused to sign.", "The committee agreed to sign."),
        ("plans", "Fen CCG will close two surgeries.", "Fen CCG will not close two surgeries."),
        ("plans", "Fen PCT intends to close it.", "Fen PCT does not intend to close it."),
        ("plans", "Two surgeries are to close in Fen.", "Two surgeries are not to close in Fen."),
        ("mandates", "Practices must open at eight.", "Practices need not open at eight."),
        ("mandates", "Practices are to open at eight.", "Practices need not open at eight."),
        ("mandates", "Practices will have to open at eight.", "Practices will not have to open at eight."),
        ("mandates", "Practices have been told to open.", "Practices have not been told to open."),
    ],
)
def test_a_plain_statement_is_denied(act: str, text: str, expected: str) -> None:
    assert denial(text, act) == expected


@pytest.mark.parametrize(
    ("act", "text"),
    [
        ("objects", "Fen LMC has not rejected the offer."),  # denied already
        ("objects", "Fen LMC has rejected it. It has condemned it too."),  # two sentences
        ("objects", "Fen LMC rejected the offer and condemned it, and the board refused to listen."),  # two verbs
        ("plans", "It opened once the CCG had closed the other."),  # a subordinate clause
        ("mandates", "Every practice must open at eight."),  # "need not" of every one leaves some
        ("neutral", "Fen LMC has rejected the offer."),
        ("supports", "Fen LMC must be thanked."),
        ("objects", "The talks went on."),
    ],
)
def test_a_doubtful_one_is_left_alone(act: str, text: str) -> None:
    assert denial(text, act) == ""


@given(st.text(), st.sampled_from(sorted(RULES)))
def test_any_text_gives_one_that_differs_or_none(text: str, act: str) -> None:
    assert denial(text, act) != text or not text
