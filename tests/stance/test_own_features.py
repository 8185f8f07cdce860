"""Which words are counted to the target, and which to another one."""

from __future__ import annotations

import numpy as np
import pytest

from stancewire.stance.features import BUCKETS
from stancewire.stance.own_features import OTHER, TARGET, TargetWords, named_features, own_features

WORDS = TargetWords(("Mill Road bus lane", "closing Elm Street library", "harbour wind turbine"))
LANE, LIBRARY = "Mill Road bus lane", "closing Elm Street library"


def mine(text: str, target: str) -> list[str]:
    return [word for word in named_features(text, target, WORDS)["mine"] if " " not in word]


@pytest.mark.parametrize(
    ("text", "target", "expected"),
    [
        ("The lane is a gift, the library a ruin.", LANE, ["the", TARGET, "is", "a", "gift", ","]),
        ("The lane is a gift, the library a ruin.", LIBRARY, ["the", TARGET, "a", "ruin", "."]),
        ("The lane is a gift. It saves me time.", LANE, ["the", TARGET, "is", "a", "gift", ".", "it", "saves", "me", "time", "."]),
        ("I keep the library but scrap the lane", LANE, ["but", "scrap", "the", TARGET]),
        ("Wonderful, thank you!", LANE, ["wonderful", ",", "thank", "you", "!"]),
        ("The library is a ruin.", LANE, []),
    ],
)  # fmt: skip
def test_words_belong_to_the_mark_nearest_in_their_clause(text: str, target: str, expected: list[str]) -> None:
    assert mine(text, target) == expected


@pytest.mark.parametrize("name", ["the lane", "Lanes", "the lane on Mill Road", "the road's lane", "MILL"])
def test_a_target_is_named_by_any_of_its_longer_words(name: str) -> None:
    assert [t for t in WORDS.marked(name.casefold().split(), LANE) if t != "the"] == [TARGET]


def test_a_target_of_short_words_is_named_by_them() -> None:
    assert TargetWords(()).marked(["the", "eu", "tax"], "EU tax") == ["the", TARGET]


def test_a_plural_in_ies_and_the_name_of_another_target() -> None:
    assert WORDS.marked("two libraries and a turbine".split(), LIBRARY) == ["two", TARGET, "and", "a", OTHER]


def test_a_word_of_two_targets_names_the_one_that_is_asked_for_and_else_nothing() -> None:
    words = TargetWords(("north bridge", "south bridge"))
    assert words.marked(["bridge"], "north bridge") == [TARGET]
    assert words.marked(["bridge"], "the ferry") == ["bridge"]
    assert words.marked(["south"], "north bridge") == [OTHER]


def test_one_text_has_other_features_towards_another_target() -> None:
    text = "The lane is a gift, the library a ruin."
    found = own_features([text, text], [LANE, LIBRARY], WORDS)
    assert found.bounds[0] == 0
    assert found.bounds[2] == len(found.buckets) == len(found.weights)
    one, other = (set(found.buckets[a:b]) for a, b in zip(found.bounds, found.bounds[1:], strict=False))
    assert one != other


@pytest.mark.parametrize("text", ["", "🙂", "\ud800 x", "x" * 100_000])
def test_any_text_has_features(text: str) -> None:
    found = own_features([text], [""], TargetWords(()))
    assert len(found.buckets)
    assert found.buckets.max() < BUCKETS
    assert np.isfinite(found.weights).all()


def test_no_text_at_all() -> None:
    assert own_features([], [], WORDS).bounds.tolist() == [0]
