"""Who holds the statement that a cue announces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import actor, cue
from stancewire.statements import holders
from stancewire.statements.actors import Actor
from stancewire.statements.cues import HOWS, Cue, CueMatch, cues_in
from stancewire.statements.holders import _BY_HOW, Sentence, holder_of, is_oblique, target_of
from stancewire.statements.quotes import quote_spans
from stancewire.statements.wordindex import may_end

KINDS = {
    "Westmarch LMC": "lmc", "GP leaders": "gp_body", "Stow CCG": "local_commissioner", "Marl CCG": "local_commissioner",
    "NHS England": "national_authority", "practices": "provider", "Practices": "provider", "CQC": "regulator",
}  # fmt: skip
REJECTS = cue("objects", "subject", "reject(?:s|ed)|condemned")
ORDERS = cue("mandates", "subject", "ordered|told|imposed")
PLANS = cue("plans", "subject", "will close|publish")
MUST = cue("mandates", "addressee", "must|are required to")
REJECTED_BY = cue("objects", "passive", "rejected by")
UNFAIR = cue("objects", "voice", "unfair")
PLAN = cue("plans", "owner", "plan")
LMC = Actor(start=0, end=0, name="Westmarch LMC", kind="lmc")
NHSE = Actor(start=0, end=0, name="NHS England", kind="national_authority")
CCG = Actor(start=0, end=0, name="Stow CCG", kind="local_commissioner")


def read(text: str, one: Cue, **known: Actor) -> tuple[Sentence, CueMatch]:
    actors = sorted((actor(text, name, kind) for name, kind in KINDS.items() if name in text), key=lambda a: a.start)
    nobody = dict.fromkeys(("speaker", "sender", "issuer", "last_body"))
    quotes = quote_spans(text, 0, len(text))
    sentence = Sentence(text=text, start=0, end=len(text), actors=tuple(actors), quotes=quotes, **{**nobody, **known})
    return sentence, next(cues_in(text, 0, len(text), (one,)))


def holder(text: str, one: Cue, **known: Actor) -> str | None:
    found = holder_of(*read(text, one, **known))
    return found.name if found else None


def test_every_way_to_a_holder_is_there() -> None:
    assert set(_BY_HOW) == set(HOWS)
    assert all(callable(function) for function in _BY_HOW.values())


@pytest.mark.parametrize(
    ("text", "one", "expected"),
    [
        ("Westmarch LMC has rejected it.", REJECTS, "Westmarch LMC"),
        ("Westmarch LMC, which met NHS England, has rejected it.", REJECTS, "Westmarch LMC"),
        ("After talks with NHS England GP leaders rejected it.", REJECTS, "GP leaders"),
        ("Letters to NHS England; rejected.", REJECTS, None),
        ("Officers of Westmarch LMC have rejected it.", REJECTS, "Westmarch LMC"),
        ("Stow CCG patients have rejected it.", REJECTS, None),
        ("It was rejected by Westmarch LMC.", REJECTS, "Westmarch LMC"),
        ("It was rejected.", REJECTS, None),
    ],
    ids=["verb", "aside", "behind a preposition", "break", "speaks for", "qualifies a noun", "passive", "by nobody"],
)
def test_the_subject_holds_what_a_verb_says(text: str, one: Cue, expected: str | None) -> None:
    assert holder(text, one) == expected


@pytest.mark.parametrize(
    ("text", "one", "expected"),
    [
        ("NHS England has ordered practices to open.", ORDERS, "NHS England"),
        ("Stow CCG ordered to publish it.", ORDERS, None),
        ("Stow CCG ordered to publish it by NHS England.", ORDERS, "NHS England"),
        ("Stow CCG must publish it.", PLANS, None),
        ("NHS England told Stow CCG to publish it.", PLANS, None),
        ("Stow CCG will close it.", PLANS, "Stow CCG"),
    ],
    ids=["order", "headline passive", "by an authority", "obliged", "told", "own plan"],
)
def test_an_order_is_not_held_by_whom_it_orders(text: str, one: Cue, expected: str | None) -> None:
    assert holder(text, one) == expected


def test_whoever_must_obey_does_not_hold_the_demand() -> None:
    assert holder("practices must open.", MUST, issuer=NHSE) == "NHS England"
    assert holder("practices must open.", MUST, speaker=LMC, issuer=CCG) == "Stow CCG"
    assert holder("practices must open.", MUST) is None
    assert holder("practices must open under the contract.", MUST) == ""


def test_a_judgement_is_the_speakers_else_a_gp_senders() -> None:
    assert holder("‘It is unfair.’", UNFAIR, speaker=LMC) == "Westmarch LMC"
    assert holder("It is unfair.", UNFAIR, sender=LMC) == "Westmarch LMC"
    assert holder("It is unfair.", UNFAIR, sender=CCG) is None
    assert holder("It is unfair.", UNFAIR) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Here is Stow CCG’s plan.", "Stow CCG"),
        ("Here is Stow CCG’s ‘very bold new’ plan.", "Stow CCG"),
        ("The Stow CCG plan is here.", "Stow CCG"),
        ("Here is the plan of Stow CCG.", "Stow CCG"),
        ("Here is the plan put forward by Stow CCG.", "Stow CCG"),
        ("practices saw the plan.", None),
    ],
)
def test_a_noun_belongs_to_its_owner(text: str, expected: str | None) -> None:
    assert holder(text, PLAN) == expected


def test_its_and_our_plan() -> None:
    assert holder("It is its plan.", PLAN, last_body=CCG) == "Stow CCG"
    assert holder("Stow CCG kept its plan.", PLAN, last_body=NHSE) == "Stow CCG"
    assert holder("It is our plan.", PLAN, sender=CCG) == "Stow CCG"
    assert holder("‘It is our plan.’", PLAN, speaker=LMC, sender=CCG) == "Westmarch LMC"


def test_a_quote_that_is_a_sentence_has_its_own_subject() -> None:
    assert holder("Westmarch LMC wrote: ‘We all rejected it.’", REJECTS) is None
    assert holder("Westmarch LMC ‘firmly and finally rejected’ it.", REJECTS) == "Westmarch LMC"


def test_a_bare_verb_in_a_list_of_resolutions_is_the_senders() -> None:
    assert holder("• Firmly rejects it.", REJECTS, sender=LMC) == "Westmarch LMC"
    assert holder("• Firmly rejects it.", REJECTS) is None


@pytest.mark.parametrize(
    ("text", "one", "who", "expected"),
    [
        ("Westmarch LMC condemned NHS England.", REJECTS, LMC, "NHS England"),
        ("NHS England erred, Westmarch LMC condemned Stow CCG.", REJECTS, LMC, "Stow CCG"),
        ("To NHS England, Westmarch LMC rejected it.", REJECTS, LMC, "NHS England"),
        ("Westmarch LMC condemned CQC.", REJECTS, LMC, "CQC"),
        ("Westmarch LMC condemned it.", REJECTS, LMC, None),
        ("NHS England ordered practices to open.", ORDERS, NHSE, "practices"),
        ("NHS England ordered GP leaders to go.", ORDERS, NHSE, None),
    ],
)
def test_target(text: str, one: Cue, who: Actor, expected: str | None) -> None:
    target = target_of(*read(text, one), who)
    assert (target.name if target else None) == expected


def test_an_objection_to_nobody_named_is_to_the_last_issuer() -> None:
    target = target_of(*read("Westmarch LMC rejected it.", REJECTS, issuer=CCG), LMC)
    assert target is CCG


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks with Stow CCG ended.", True),
        ("Talks with the Stow CCG ended.", True),
        ("The chair of Stow CCG left.", False),
        ("Stow CCG left.", False),
        ("Stow CCG funding ended.", True),
    ],
)
def test_oblique(text: str, expected: bool) -> None:
    sentence, _ = read(text + " plan", PLAN)
    assert is_oblique(sentence, sentence.actors[0]) is expected


@given(st.from_regex(holders._OBLIQUE))
def test_what_is_asked_first_about_prepositions_loses_none(before: str) -> None:
    assert may_end(before, holders._is_last)


@given(st.from_regex(holders._BY))
def test_nothing_that_stands_behind_by_is_out_of_reach(before: str) -> None:
    found = holders._BY.search(before)
    assert found
    assert len(found[0]) <= holders._BY_REACH
