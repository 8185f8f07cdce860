"""Alpha against an example done by hand, and what is asked of two annotations."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus_rows as tiny
from stancewire.corpus.agreement import acts_of, agreement, disagreements, read_twice, table
from stancewire.corpus.alpha import measure
from stancewire.errors import MissingLibrary

# Ten units, two annotators: 6 times "1" and 14 times "0" among 20 answers, 4 units differ.
# Alpha = 1 - (20 - 1) * 2*4 / (2 * 6 * 14) = 1 - 76/84.
FIRST, SECOND = "0100000010", "1110010000"
BY_HAND = 1 - 76 / 84


def test_alpha_is_that_done_by_hand() -> None:
    found = measure("x", [[[unit] for unit in zip(FIRST, SECOND, strict=True)]])
    assert found.alpha == pytest.approx(BY_HAND)
    assert (found.units, found.agreed) == (10, 6)
    assert found.low is not None
    assert found.high is not None
    assert found.low < BY_HAND < found.high
    assert found == measure("x", [[[unit] for unit in zip(FIRST, SECOND, strict=True)]])


@given(st.lists(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"))), min_size=1, max_size=6))
def test_the_draws_use_the_same_alpha_as_the_package(documents: list[list[tuple[str, str]]]) -> None:
    import numpy as np

    from stancewire.corpus import alpha

    tables = alpha._counts(documents)
    package, ours = alpha._alpha(np.concatenate(tables)), alpha.alpha_of(alpha._coincidences(tables).sum(axis=0))
    assert ours == (None if package is None else pytest.approx(package))


def test_labels_are_averaged_and_what_cannot_differ_has_no_alpha() -> None:
    units = [[unit] for unit in zip(FIRST, SECOND, strict=True)]
    same = [[("a", "b")], [("b", "a")], *[[("a", "a")]] * 8]
    one, other = (measure("x", [question]).alpha for question in (units, same))
    assert one is not None
    assert other is not None
    assert measure("x", [units, same]).alpha == pytest.approx((one + other) / 2)
    nothing = measure("x", [[[("a", "a")]]])
    assert (nothing.alpha, nothing.low, nothing.high) == (None, None, None)
    assert "| x | – | – to – | 1 | 1.000 |" in table([nothing], 1)


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    with pytest.raises(
        MissingLibrary, match=r"krippendorff: is not installed; say pip install 'stancewire\[agreement\]'"
    ):
        measure("x", [[[("a", "b")]]])


def test_only_documents_read_twice_are_compared() -> None:
    documents = [tiny.typed(), tiny.typed(id="t-02")]
    assert [both.document.id for both in read_twice(documents, [tiny.typed_second()])] == ["t-01"]


def test_of_two_acts_of_one_side_the_weightier_counts() -> None:
    lines = {"3": {"labels": [], "acts": [["G", "neutral"], ["lmc", "objects"], ["T", "supports"]]}}
    (both,) = read_twice([tiny.typed()], [tiny.typed_second(lines=lines)])
    assert [(line, side, unit) for line, side, unit in acts_of(both) if unit != ("none", "none")] == [
        (3, "gp", ("objects", "objects")),
        (3, "other", ("none", "supports")),
        (5, "local", ("plans", "none")),
        (6, "other", ("supports", "none")),
    ]


def test_what_differs_is_listed() -> None:
    second = tiny.typed_second(
        primary="none", present=["ccg_plan"], lines={"5": {"labels": ["ccg_plan"], "acts": [["C", "mandates"]]}}
    )
    assert list(disagreements(read_twice([tiny.typed()], [second]))) == [
        "t-01: primary: lmc_objection / none",
        "t-01: present: ccg_plan, lmc_objection / ccg_plan",
        "t-01: line 3: labels: lmc_objection / none",
        "t-01: line 3: act of gp: objects / none",
        "t-01: line 5: act of local: plans / mandates",
        "t-01: line 6: act of other: supports / none",
    ]


def test_every_question_is_answered() -> None:
    found = agreement(read_twice([tiny.typed()], [tiny.typed_second()]))
    assert [alpha.name for alpha in found] == [
        "primary", "present: lmc_objection", "present: ccg_plan", "present: nhse_mandate", "present: mean",
        "passages: lmc_objection", "passages: ccg_plan", "passages: nhse_mandate", "passages: mean",
        "acts", "acts, neutral as none",
    ]  # fmt: skip
    assert [(alpha.units, alpha.agreed) for alpha in found[-2:]] == [(12, 11), (12, 11)]


def test_what_the_first_annotator_said_counts_not_what_was_adjudicated() -> None:
    earlier = tiny.typed_second(primary="none")
    (both,) = read_twice([tiny.typed()], [tiny.typed_second()], [earlier])
    assert (both.first.primary, both.second.primary) == ("none", tiny.typed_second().primary)
