"""The three labels: holder kind, act and target (codebook, sections 4 and 8)."""

from __future__ import annotations

import pytest

from builders import statement
from stancewire.stance.labels import CLASSES, LABELS, NAMES, NONE, label_of
from stancewire.types import ACTS, HOLDER_KINDS

OBJECTION, PLAN, MANDATE = "lmc_objection", "ccg_plan", "nhse_mandate"


def test_the_scheme() -> None:
    assert NAMES == (OBJECTION, PLAN, MANDATE)
    assert CLASSES == (OBJECTION, PLAN, MANDATE, NONE)


def test_labels_speak_the_vocabularies_of_the_codebook() -> None:
    for label in LABELS:
        assert label.holder_kinds | label.never_against <= set(HOLDER_KINDS)
        assert label.acts | label.acts_on_practices <= set(ACTS)


EXPECTED = {
    ("lmc", "objects"): OBJECTION,
    ("bma_gpc", "objects"): OBJECTION,
    ("gp_body", "objects"): OBJECTION,
    ("local_commissioner", "plans"): PLAN,
    ("local_commissioner", "mandates"): PLAN,
    ("national_authority", "mandates"): MANDATE,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("kind", HOLDER_KINDS)
def test_holder_and_act_make_the_label(kind: str, act: str) -> None:
    assert label_of(statement(holder_kind=kind, act=act)) == EXPECTED.get((kind, act))


@pytest.mark.parametrize(("on_practices", "expected"), [(True, MANDATE), (False, None)])
def test_a_national_plan_counts_when_practices_or_commissioners_carry_it_out(on_practices: bool, expected: str) -> None:
    plan = statement(holder_kind="national_authority", act="plans", addresses_practices=on_practices)
    assert label_of(plan) == expected


@pytest.mark.parametrize(
    ("target_kind", "expected"),
    [
        ("local_commissioner", OBJECTION),
        ("national_authority", OBJECTION),
        ("", OBJECTION),
        ("regulator", None),
        ("bma_gpc", None),
        ("union", None),
        ("provider", None),
    ],
)
def test_an_objection_needs_a_commissioner_or_a_national_authority(target_kind: str, expected: str | None) -> None:
    assert label_of(statement(target_kind=target_kind)) == expected


def test_a_target_does_not_void_a_plan_or_a_mandate() -> None:
    assert label_of(statement(holder_kind="local_commissioner", act="plans", target_kind="provider")) == PLAN
    assert label_of(statement(holder_kind="national_authority", act="mandates", target_kind="provider")) == MANDATE
