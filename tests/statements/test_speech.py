"""To whom a sentence is attributed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import actor
from stancewire.statements import speech
from stancewire.statements.quotes import quote_spans
from stancewire.statements.speech import reports, speaker_of
from stancewire.statements.wordindex import holds, may_end

LMC = actor("Stow LMC", "Stow LMC", "lmc")


def speaker(text: str, *names: str) -> str | None:
    """The name of the speaker of a sentence that comes after one that Stow LMC spoke."""
    actors = [actor(text, name, "lmc") for name in names]
    found = speaker_of(text, 0, len(text), actors, quote_spans(text, 0, len(text)), LMC)
    return found.name if found else None


@pytest.mark.parametrize(
    "text",
    [
        "Dr Hale said it was over.",
        "Dr Hale has warned that it is over.",
        "Dr Hale, chair of the committee, told members it was over.",
        "Dr Hale (above) added that it was over.",
        "‘It is over,’ said Dr Hale.",
        "‘It is over,’ Dr Hale said.",
        "It is over, according to Dr Hale.",
        "It is over, said a spokesman for Dr Hale.",
    ],
)
def test_attribution_before_and_behind(text: str) -> None:
    assert speaker(text, "Dr Hale") == "Dr Hale"


def test_the_one_who_speaks_is_not_the_one_spoken_of() -> None:
    assert speaker("Dr Marl met Dr Hale, who left; Dr Rowe said so.", "Dr Marl", "Dr Hale", "Dr Rowe") == "Dr Rowe"


def test_somebody_inside_a_quote_does_not_speak_it() -> None:
    assert speaker("‘Dr Marl said it would end,’ said Dr Hale.", "Dr Marl", "Dr Hale") == "Dr Hale"


@pytest.mark.parametrize(
    "text",
    ["‘And it will not come back.’", "The letter added that it was over.", "In a statement on the plan, it went on."],
)
def test_a_quote_or_a_letter_goes_on_from_the_sentence_before(text: str) -> None:
    assert speaker(text) == "Stow LMC"


@pytest.mark.parametrize("text", ["Dr Hale left.", "The surgery closed in May."])
def test_plain_report_is_nobodys(text: str) -> None:
    assert speaker(text, *(["Dr Hale"] if "Hale" in text else [])) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("It said so.", True), ("It has also warned us.", True), ("It closed.", False), ("It sayeth.", False)],
)
def test_a_verb_of_saying_follows(text: str, expected: bool) -> None:
    assert reports(text, len("It")) is expected


@given(st.from_regex(speech._BEFORE))
def test_what_is_asked_first_about_attribution_loses_none(before: str) -> None:
    assert may_end(before, speech._is_last)


@given(st.from_regex(speech._DOCUMENT))
def test_what_is_asked_first_about_documents_loses_none(sentence: str) -> None:
    assert holds(sentence, speech._DOCUMENT_SIGNS)
