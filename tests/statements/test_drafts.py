"""Statements that a trained model announces: who and where, from what the sentences say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import actor, by_hand, mention, mentions_of, statement, statement_reader
from stancewire.statements.actors import SIDES, Actor
from stancewire.statements.drafts import Deed, Drafter
from stancewire.statements.holders import Sentence
from stancewire.statements.reader import Told
from stancewire.types import ACTS, Document, Mention, Mentions, Span, Statement

NOBODY = Mentions()
LMC_SENDER = Actor(start=0, end=0, name="Stow LMC", kind="lmc", register_id="LMC-9")


def told(
    text: str,
    surface: str,
    *statements: Statement,
    actors: tuple[Actor, ...] = (),
    speaker: Actor | None = None,
    sender: Actor | None = None,
    quotes: tuple[tuple[int, int], ...] = (),
) -> Told:
    """A sentence of a text, with what a reader would find in it."""
    start = text.index(surface)
    return Told(
        sentence=Sentence(
            text=text,
            start=start,
            end=start + len(surface),
            actors=actors,
            quotes=quotes,
            speaker=speaker,
            sender=sender,
            issuer=None,
            last_body=None,
        ),
        statements=tuple(replace(s, start=start, end=start + len(surface)) for s in statements),
    )


def deed(text: str, surface: str = "", side: str = "lmc", act: str = "objects", probability: float = 0.6) -> Deed:
    """A deed in a stretch of a text, by default in all of it."""
    start = text.index(surface)
    return Deed(unit=Span(start=start, end=start + len(surface or text)), side=side, act=act, probability=probability)


def draft(text: str, *items: Told, mentions: Mentions = NOBODY, side: str = "lmc", act: str = "objects") -> Statement:
    (found,) = Drafter(items, mentions).draft(deed(text, side=side, act=act))
    return found


# ------------------------------------------------------------- what cue words found

TWO = "It met. It left."


def test_what_cue_words_found_goes_first_with_the_chance_of_the_model() -> None:
    known = statement(holder="Westmarch LMC", speaker="Dr Moss", target="NHS Stow CCG", policy="hubs", probability=0.9)
    found = draft(TWO, told(TWO, "It met."), told(TWO, "It left.", known))
    assert found == replace(known, start=8, end=16, probability=0.6)


def test_of_two_of_one_holder_the_first_counts_and_every_holder_has_one() -> None:
    one, other = statement(holder="Westmarch LMC"), statement(holder="Stow LMC")
    items = [told(TWO, "It met.", one), told(TWO, "It left.", other, replace(one, policy="hubs"))]
    found = Drafter(items, Mentions()).draft(deed(TWO))
    assert sorted((s.start, s.holder, s.policy) for s in found) == [(0, "Westmarch LMC", ""), (8, "Stow LMC", "")]


def test_where_the_holder_did_something_else_the_act_is_replaced() -> None:
    supports = statement(act="supports", speaker="Dr Moss")
    found = draft(TWO, told(TWO, "It met.", supports))
    assert found == replace(supports, start=0, end=7, act="objects", probability=0.6)


def test_the_same_act_goes_before_another_act_that_stands_earlier() -> None:
    items = [told(TWO, "It met.", statement(act="supports")), told(TWO, "It left.", statement(act="objects"))]
    assert draft(TWO, *items).start == 8


@pytest.mark.parametrize("kind", ["bma_gpc", "local_commissioner", "provider"])
def test_what_another_side_did_is_not_it(kind: str) -> None:
    found = draft(TWO, told(TWO, "It met.", statement(holder="Marl", holder_kind=kind)))
    assert (found.holder, found.holder_kind) == ("", "lmc")


@pytest.mark.parametrize(
    "kind", ["regulator", "provider", "patient_body", "union", "think_tank", "parliament", "other"]
)
def test_everybody_else_is_one_side(kind: str) -> None:
    known = statement(holder="Marl", holder_kind=kind)
    found = draft(TWO, told(TWO, "It met.", known), side="other")
    assert (found.holder, found.holder_kind) == ("Marl", kind)


def test_only_the_sentences_of_the_unit_are_looked_at() -> None:
    items = [told(TWO, "It met.", statement(holder="Early LMC")), told(TWO, "It left.", statement(holder="Late LMC"))]
    drafter = Drafter(items, Mentions())
    assert [s.holder for s in drafter.draft(deed(TWO, "It met."))] == ["Early LMC"]
    assert [s.holder for s in drafter.draft(deed(TWO, "It left."))] == ["Late LMC"]


# ------------------------------------------------------- whoever speaks or acts there

SAID = "Marl met. Dr Moss of Fen LMC spoke of Stow LMC."
SPEAKS = "Dr Moss of Fen LMC spoke of Stow LMC."
FEN = actor(SAID, "Fen LMC", "lmc", register_id="LMC-1", speaker="Dr Moss")
STOW = actor(SAID, "Stow LMC", "lmc", register_id="LMC-2")


def test_a_speaker_of_that_side_holds_it() -> None:
    found = draft(SAID, told(SAID, "Marl met.", actors=(STOW,)), told(SAID, SPEAKS, actors=(STOW,), speaker=FEN))
    assert SAID[found.start : found.end] == SPEAKS
    assert (found.holder, found.holder_kind, found.holder_id, found.speaker) == ("Fen LMC", "lmc", "LMC-1", "Dr Moss")
    assert (found.act, found.probability) == ("objects", 0.6)


def test_a_speaker_of_another_side_does_not() -> None:
    ccg = actor(SAID, "Marl", "local_commissioner", speaker="Mr Hale")
    found = draft(SAID, told(SAID, SPEAKS, actors=(STOW,), speaker=ccg))
    assert (found.holder, found.speaker) == ("Stow LMC", "")


def test_a_subject_goes_before_what_stands_behind_a_preposition() -> None:
    text = "Marl spoke of Stow LMC. Fen LMC left."
    items = [
        told(text, "Marl spoke of Stow LMC.", actors=(actor(text, "Stow LMC", "lmc"),)),
        told(text, "Fen LMC left.", actors=(actor(text, "Fen LMC", "lmc"),)),
    ]
    found = draft(text, *items)
    assert (found.holder, text[found.start : found.end]) == ("Fen LMC", "Fen LMC left.")


def test_of_two_subjects_the_first_holds_it() -> None:
    text = "Fen LMC met. Stow LMC left."
    items = [
        told(text, "Fen LMC met.", actors=(actor(text, "Fen LMC", "lmc"),)),
        told(text, "Stow LMC left.", actors=(actor(text, "Stow LMC", "lmc"),)),
    ]
    assert draft(text, *items).holder == "Fen LMC"


def test_somebody_without_a_name_does_not_hold_it() -> None:
    nobody = replace(STOW, name="")
    assert draft(SAID, told(SAID, SPEAKS, actors=(nobody, STOW))).holder == "Stow LMC"
    assert draft(SAID, told(SAID, SPEAKS, actors=(nobody,))).holder == ""


# ------------------------------------------------------ the sender, and the last named


def test_a_sender_holds_what_nobody_else_does() -> None:
    found = draft(TWO, told(TWO, "It met.", sender=LMC_SENDER), told(TWO, "It left.", sender=LMC_SENDER))
    assert (found.holder, found.holder_id, found.own, found.start, found.end) == ("Stow LMC", "LMC-9", True, 0, 7)


def test_a_sender_of_another_side_does_not() -> None:
    found = draft(TWO, told(TWO, "It met.", sender=LMC_SENDER), side="national_authority", act="mandates")
    assert (found.holder, found.holder_kind, found.own) == ("", "national_authority", False)


def test_whoever_is_named_goes_before_the_sender() -> None:
    found = draft(SAID, told(SAID, SPEAKS, actors=(FEN,), sender=LMC_SENDER))
    assert (found.holder, found.own) == ("Fen LMC", False)


NAMED = "Fen LMC met. Stow LMC left. It objects. Marl LMC came."
BODIES = tuple(mention(NAMED, name, "lmc") for name in ("Fen LMC", "Stow LMC", "Marl LMC"))


def last_named(surface: str, *bodies: Mention, side: str = "lmc") -> Statement:
    items = [told(NAMED, surface)]
    (found,) = Drafter(items, Mentions(organisations=bodies)).draft(deed(NAMED, surface, side))
    return found


def test_without_all_these_whoever_of_that_side_was_named_last() -> None:
    found = last_named("It objects.", *BODIES)
    assert (found.holder, NAMED[found.start : found.end]) == ("Stow LMC", "It objects.")


def test_where_none_was_named_before_the_first_that_is() -> None:
    assert last_named("Fen LMC met.", *BODIES[1:]).holder == "Stow LMC"


def test_bodies_of_another_side_are_passed_over() -> None:
    assert last_named("It objects.", BODIES[0], mention(NAMED, "Stow LMC", "ccg")).holder == "Fen LMC"


def test_nobody_in_particular_is_not_whoever_was_named_last() -> None:
    found = last_named("It objects.", mention(NAMED, "Fen LMC", "council"), side="other")
    assert (found.holder, found.holder_kind, found.holder_id) == ("", "other", None)


def test_where_nobody_is_named_the_holder_is_empty_and_the_side_stands() -> None:
    found = last_named("It objects.", side="national_authority")
    assert (found.holder, found.holder_kind, found.holder_id, found.speaker) == ("", "national_authority", None, "")


def test_a_unit_without_sentences_is_a_statement_of_its_own() -> None:
    (found,) = Drafter((), Mentions()).draft(deed(NAMED, "It objects."))
    assert NAMED[found.start : found.end] == "It objects."
    assert (found.holder, found.direct, found.own, found.addresses_practices) == ("", False, False, False)


# ------------------------------------------------------------------ the other fields

FULL = "Fen LMC told NHS Stow CCG and Marl Trust that co-commissioning must end for practices."


def full(act: str, *, side: str = "lmc", name: str = "Fen LMC", quotes: tuple[tuple[int, int], ...] = ()) -> Statement:
    mentions = mentions_of(by_hand(FULL))
    return draft(
        FULL, told(FULL, FULL, actors=(actor(FULL, name, side),), quotes=quotes), mentions=mentions, side=side, act=act
    )


@pytest.mark.parametrize("act", ["objects", "supports"])
def test_an_objection_or_a_welcome_is_to_an_authority_in_the_sentence(act: str) -> None:
    assert (full(act).target, full(act).target_kind) == ("NHS Stow CCG", "local_commissioner")


@pytest.mark.parametrize("act", ["plans", "mandates"])
def test_a_plan_names_no_target(act: str) -> None:
    assert (full(act).target, full(act).target_kind, full(act).target_id) == ("", "", None)


def test_an_authority_does_not_object_to_its_own_side() -> None:
    assert full("objects", side="local_commissioner", name="NHS Stow CCG").target == ""


def test_a_policy_of_the_sentence_is_what_it_is_about() -> None:
    assert full("objects").policy == "co-commissioning"


def test_else_a_policy_of_the_unit() -> None:
    text = "Fen LMC left. It spoke of co-commissioning."
    mentions = mentions_of(by_hand(text))
    items = [
        told(text, "Fen LMC left.", actors=(actor(text, "Fen LMC", "lmc"),)),
        told(text, "It spoke of co-commissioning."),
    ]
    assert draft(text, *items, mentions=mentions).policy == "co-commissioning"
    assert draft(text, *items).policy == ""


def test_what_practices_carry_out_is_told() -> None:
    assert full("mandates").addresses_practices is True
    assert draft(TWO, told(TWO, "It met.")).addresses_practices is False


def test_words_of_speech_inside_quotation_marks_are_direct_and_a_borrowed_word_is_not() -> None:
    assert full("objects", quotes=((0, len(FULL)),)).direct is True
    assert full("objects", quotes=((0, len("Fen LMC")),)).direct is False
    assert full("objects").direct is False


# ---------------------------------------------------------------------- whole documents


def drafted(document: Document, surface: str, side: str, act: str) -> tuple[Statement, ...]:
    """What is drafted of a real reading of a document."""
    mentions = mentions_of(document)
    start = document.text.index(surface)
    read = statement_reader().read(document, mentions, wanted={start})
    unit = Span(start=start, end=start + len(surface))
    return Drafter(read, mentions).draft(Deed(unit=unit, side=side, act=act, probability=0.7))


def test_a_pronoun_is_whoever_the_passage_before_was_about() -> None:
    document = by_hand("Westmarch LMC met on Monday.", "It walked out at once.")
    (found,) = drafted(document, "It walked out at once.", "lmc", "objects")
    assert (found.holder, found.act) == ("Westmarch LMC", "objects")


def test_cue_words_of_a_real_sentence() -> None:
    document = by_hand("Westmarch LMC has rejected NHS Stow CCG’s plan to close two surgeries.")
    (found,) = drafted(document, document.text, "lmc", "objects")
    assert (found.holder, found.target, found.probability) == ("Westmarch LMC", "NHS Stow CCG", 0.7)


SENTENCES = st.sampled_from(
    ("Westmarch LMC rejects it.", "NHS Stow CCG plans hubs.", "‘No,’ said Dr Moss.", "Nobody came.", "We object.", "¶")
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join),
    st.sampled_from(("lmc", "bma_gpc", "gp_body", "local_commissioner", "national_authority", "other")),
    st.sampled_from(ACTS),
)
def test_of_every_deed_there_is_a_statement_of_its_side_and_act_in_its_unit(passage: str, side: str, act: str) -> None:
    document = by_hand("Stow LMC met.", passage)
    found = drafted(document, passage, side, act)
    assert found
    unit = document.passages[1]
    for s in found:
        assert unit.holds(s.start, s.end)
        assert (s.act, s.probability) == (act, 0.7)
        assert s.holder_kind == side or (side == "other" and s.holder_kind not in SIDES)
