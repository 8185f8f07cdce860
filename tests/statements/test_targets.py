"""Whom a drafted statement is done to, and who speaks it: read off whole documents."""

from __future__ import annotations

import pytest

from builders import by_hand, mentions_of, statement_reader
from stancewire.statements.drafts import Deed, Drafter
from stancewire.types import Document, Span, Statement


def drafted(document: Document, surface: str, side: str, act: str) -> Statement:
    """The one statement that is drafted of a passage, with every passage read."""
    mentions = mentions_of(document)
    start = document.text.index(surface)
    read = statement_reader().read(document, mentions)
    unit = Span(start=start, end=start + len(surface))
    (found,) = Drafter(read, mentions).draft(Deed(unit=unit, side=side, act=act, probability=0.7))
    return found


OPENING = "Westmarch LMC met on Monday to talk about NHS Stow CCG and its hubs."


def test_an_objection_that_names_nobody_is_to_the_authority_named_last() -> None:
    document = by_hand(OPENING, "Westmarch LMC will have none of it.", "NHS England was told.")
    assert drafted(document, "Westmarch LMC will have none of it.", "lmc", "objects").target == "NHS Stow CCG"


def test_before_any_authority_is_named_it_is_to_the_first() -> None:
    document = by_hand("Westmarch LMC will have none of it.", "NHS Stow CCG drew it up.")
    assert drafted(document, "Westmarch LMC will have none of it.", "lmc", "objects").target == "NHS Stow CCG"


def test_a_body_by_its_name_goes_before_a_word_for_its_kind() -> None:
    passage = "Westmarch LMC will not have ministers or NHS Stow CCG decide."
    assert drafted(by_hand(passage), passage, "lmc", "objects").target == "NHS Stow CCG"


@pytest.mark.parametrize("word", ["practices", "surgeries", "GPs"])
def test_a_plan_is_for_practices_whatever_they_are_called(word: str) -> None:
    passage = f"NHS Stow CCG has hubs in mind for the {word} of the town."
    found = drafted(by_hand(passage), passage, "local_commissioner", "plans")
    assert (found.target, found.target_kind) == ("GP practices", "provider")


def test_a_commissioner_is_whom_a_national_order_tells() -> None:
    passage = "NHS England wants it from NHS Stow CCG by Friday."
    found = drafted(by_hand(passage), passage, "national_authority", "mandates")
    assert (found.holder, found.target) == ("NHS England", "NHS Stow CCG")


def test_a_mandate_that_names_nobody_is_for_those_spoken_of_last() -> None:
    document = by_hand("NHS England has written to practices.", "Returns are wanted by Friday.")
    assert drafted(document, "Returns are wanted by Friday.", "national_authority", "mandates").target == "GP practices"


def test_a_plan_that_names_nobody_has_no_target() -> None:
    document = by_hand("NHS Stow CCG has written to practices.", "A hub opens by Friday.")
    assert drafted(document, "A hub opens by Friday.", "local_commissioner", "plans").target == ""


def test_who_speaks_is_kept_though_nobody_says_for_whom() -> None:
    document = by_hand(OPENING, "Dr Una Moss said that nobody would sign.")
    found = drafted(document, "Dr Una Moss said that nobody would sign.", "lmc", "objects")
    assert (found.holder, found.speaker) == ("Westmarch LMC", "Dr Una Moss")


def test_somebody_who_is_only_told_does_not_speak() -> None:
    document = by_hand(OPENING, "Westmarch LMC said no to Dr Una Moss.")
    assert drafted(document, "Westmarch LMC said no to Dr Una Moss.", "lmc", "objects").speaker == ""


def test_he_is_whoever_acted_alone_in_the_sentence_before() -> None:
    document = by_hand("GPC chair Dr Una Moss met NHS Stow CCG about its plan.", "‘We reject the scheme,’ he said.")
    found = drafted(document, "‘We reject the scheme,’ he said.", "bma_gpc", "objects")
    assert (found.holder_kind, found.speaker) == ("bma_gpc", "Dr Una Moss")


def test_of_two_who_acted_neither_is_he() -> None:
    document = by_hand("Dr Una Moss of Stow LMC met Mr Ian Fell of NHS Stow CCG.", "‘We reject the scheme,’ he said.")
    assert drafted(document, "‘We reject the scheme,’ he said.", "lmc", "objects").speaker == ""
