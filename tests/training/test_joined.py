"""Neighbouring paragraphs read as one: what is joined, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from model_parts import example, reading, truth
from stancewire.training.examples import Example
from stancewire.training.joined import joined


class Always(Random):
    """Joins wherever it may."""

    def random(self) -> float:
        return 0.0


TITLE = replace(truth(), labels=None)  # as annotators leave it
OBJECTS, PLANS = ("lmc", "objects"), ("local_commissioner", "plans")


def two(first: str = "Kent LMC objects.", second: str = "The CCG plans it.") -> Example:
    truths = (TITLE, truth("lmc_objection", deeds=[OBJECTS]), truth("ccg_plan", deeds=[PLANS]))
    return example(reading(first, second, title="Row"), *truths, primary="lmc_objection")


def test_two_paragraphs_are_one_with_the_labels_and_deeds_of_both() -> None:
    found = joined(two(), Always())
    title, unit = found.reading.units
    assert (title.text, unit.text) == ("Row", "Kent LMC objects. The CCG plans it.")
    assert (unit.start, unit.end) == (two().reading.units[1].start, two().reading.units[2].end)
    told = found.truths[1]
    assert told is not None
    assert told.labels == {"lmc_objection", "ccg_plan"}
    assert told.deeds == {OBJECTS, PLANS}


def test_a_paragraph_that_nobody_read_stays_alone() -> None:
    unread = replace(two(), truths=(TITLE, None, truth("ccg_plan")))
    assert joined(unread, Always()) == unread


def test_a_title_and_a_standfirst_are_no_paragraphs() -> None:
    read = reading("It met.", title="Row", standfirst="Kent LMC objects.")
    given_ = example(read, truth(), truth("lmc_objection"), truth(), primary="lmc_objection")
    assert joined(given_, Always()) == given_


def test_no_paragraph_grows_beyond_seventy_words() -> None:
    assert len(joined(two(second="word " * 67), Always()).reading.units) == 2
    long = two(second="word " * 68)
    assert joined(long, Always()) == long


@given(st.lists(st.sampled_from(["a b", "word " * 40, "LMC objects"]), min_size=1, max_size=9), st.integers(0, 99))
def test_no_word_and_no_label_is_lost(texts: list[str], seed: int) -> None:
    labels = [("lmc_objection",) if text == "LMC objects" else () for text in texts]
    given_ = example(reading(*texts), *(truth(*each) for each in labels), primary="none")
    found = joined(given_, Random(seed))
    words = [word for unit in found.reading.units for word in unit.text.split()]
    assert words == [word for text in texts for word in text.split()]
    for unit, told in zip(found.reading.units, found.truths, strict=True):
        assert told is not None
        assert (told.labels == {"lmc_objection"}) == ("objects" in unit.text)
