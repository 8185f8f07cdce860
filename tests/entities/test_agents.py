"""Bodies by what they do in a text."""

from __future__ import annotations

import pytest

from builders import by_hand, mention, scene
from stancewire.entities.agents import AgentFinder
from stancewire.entities.finder import EntityFinder
from stancewire.entities.words import tokeniser
from stancewire.register.lexicon import Policy
from stancewire.register.lookup import load_register

FIND = AgentFinder(tokeniser().vocab, load_register()).find


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in FIND(scene(text))]


@pytest.mark.parametrize(
    "text",
    [
        "The ZKD said no.",
        "ZKD chairman Dr Kemp refused.",
        "According to the ZKD, no.",
        "A spokesman for ZKD refused.",
        "Nobody asked the ZKD.",
        "The ZKD’s view is known.",
    ],
    ids=["speaks", "has officers", "is heard", "has a spokesman", "the", "the and a possessive"],
)
def test_an_abbreviation_that_acts_is_a_body(text: str) -> None:
    assert found(text) == ["ZKD"]


@pytest.mark.parametrize(
    "text",
    ["ZKD was low.", "The ZKD clinic closed.", "The GMS said no.", "The QOF has changed.", "THE said no.", "A ZKD-led plan."],
    ids=["no act", "whose is a clinic", "a contract", "a scheme", "a word in capitals", "part of a word"],
)  # fmt: skip
def test_other_abbreviations_are_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["The MRI has shown it.", "The API and its API members.", "The ICU is full.", "According to the CCTV he left."],
    ids=["a test", "a machine", "a ward", "a camera"],
)
def test_tests_and_machines_speak_for_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["Dr A ZELLER came. ZELLER said no.", "DR ZELLER said no.", "An ZKD is dear. The ZKD was sold.", "Her ZKD rose; the ZKD is high.",
     "The ZKD was bought. Two ZKDs broke.", "The CHAIR said no. Our chair is ill."],
    ids=["a surname", "a surname in a line of capitals", "an article", "somebody's", "a plural", "a stressed word"],
)  # fmt: skip
def test_a_surname_a_thing_and_a_stressed_word_are_none(text: str) -> None:
    assert found(text) == []


def test_a_member_of_it_makes_it_no_thing() -> None:
    assert found("A ZKD member came. The ZKD refused.") == ["ZKD", "ZKD"]


@pytest.mark.parametrize(
    "text",
    ["The company Chief Executive left.", "The charity Tuesday lunch.", "A company Christmas party.", "The newspaper Editor left."],
)  # fmt: skip
def test_offices_and_days_behind_a_sort_are_no_names(text: str) -> None:
    assert found(text) == []


def test_once_it_has_acted_it_is_a_body_throughout() -> None:
    assert found("ZKD in talks. The ZKD said no.") == ["ZKD", "ZKD"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Then ZKD Wales met.", ["ZKD Wales"]), ("Then Scottish ZKD met.", ["Scottish ZKD"]), ("GMS Wales", [])],
    ids=["behind", "before", "a contract"],
)
def test_a_nation_makes_it_a_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("The think tank Oakwell wrote.", "Oakwell", "think_tank"),
        ("The software firm Oakwell Systems wrote.", "Oakwell Systems", "company"),
        ("The charity Fair Hours wrote.", "Fair Hours", "other"),
    ],
)
def test_a_word_for_its_sort_tells_what_a_name_is(text: str, surface: str, kind: str) -> None:
    (only,) = FIND(scene(text))
    assert (text[only.start : only.end], only.kind) == (surface, kind)


def test_a_part_of_what_was_found_before_is_none() -> None:
    text = "The ZKD Council said no. The firm Oakwell Ltd said no."
    before = (mention(text, "ZKD Council", "other"), mention(text, "Oakwell Ltd", "company"))
    assert list(FIND(scene(text, *before))) == []


def test_an_abbreviation_of_a_users_lexicon_stays_a_term() -> None:
    policy = Policy(id="zkd", name="zone of kindness and duty", abbreviations=("ZKD",))
    mentions = EntityFinder(policies=(policy,)).find(by_hand("The ZKD has begun. The ZKX has refused."))
    assert [m.canonical for m in mentions.organisations] == ["ZKX"]
    assert [t.policy for t in mentions.terms] == ["zone of kindness and duty"]
