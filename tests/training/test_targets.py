"""Annotations as arrays."""

from __future__ import annotations

import numpy as np
import pytest

from model_parts import example, reading, truth
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.outputs import ACTS, DEEDS, SIDES, UNIT_OUTPUTS, side_of
from stancewire.training.examples import Truth
from stancewire.training.targets import targets_of
from stancewire.types import HOLDER_KINDS

FIRST = len(NAMES)


def wanted(row: np.ndarray) -> set[str]:
    return {name for name, value in zip(UNIT_OUTPUTS, row, strict=True) if value}


def test_the_outputs_are_labels_and_deeds() -> None:
    assert UNIT_OUTPUTS[:FIRST] == NAMES
    assert UNIT_OUTPUTS[FIRST:] == tuple(f"{side}:{act}" for side in SIDES for act in ACTS)
    assert len(set(UNIT_OUTPUTS)) == len(NAMES) + len(DEEDS)


@pytest.mark.parametrize("kind", HOLDER_KINDS)
def test_every_holder_kind_has_a_side(kind: str) -> None:
    assert side_of(kind) == (kind if kind in SIDES else "other")


def test_a_unit_of_the_body_is_known_whole() -> None:
    told = truth("ccg_plan", "lmc_objection", deeds=[("lmc", "objects"), ("other", "supports")])
    found = targets_of(example(reading("x"), told))
    assert wanted(found.wanted[0]) == {"ccg_plan", "lmc_objection", "lmc:objects", "other:supports"}
    assert found.known[0].tolist() == [1.0] * len(UNIT_OUTPUTS)


def test_of_a_title_only_the_deeds_are_known() -> None:
    told = Truth(labels=None, deeds=frozenset({("lmc", "objects")}))
    found = targets_of(example(reading(title="x"), told))
    assert wanted(found.wanted[0]) == {"lmc:objects"}
    assert found.known[0].tolist() == [0.0] * FIRST + [1.0] * len(DEEDS)


def test_of_what_nobody_read_nothing_is_known() -> None:
    found = targets_of(example(reading("x", "y"), None, truth("ccg_plan")))
    assert not found.known[0].any()
    assert not found.wanted[0].any()
    assert wanted(found.wanted[1]) == {"ccg_plan"}


@pytest.mark.parametrize("name", CLASSES)
def test_the_primary_label_is_its_place_among_the_classes(name: str) -> None:
    assert targets_of(example(reading(), primary=name)).primary == CLASSES.index(name)


def test_a_lone_passage_teaches_what_it_is_told_to() -> None:
    assert targets_of(example(reading("x"), truth(), primary=None)).primary == -1
    assert targets_of(example(reading("x"), truth(), primary=None, learned="none")).primary == CLASSES.index("none")


def test_without_units_there_are_no_rows() -> None:
    assert targets_of(example(reading())).wanted.shape == (0, len(UNIT_OUTPUTS))
