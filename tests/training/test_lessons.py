"""What a teacher says, mixed with what annotators say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model_parts import example, reading, truth
from stancewire.errors import ModelError
from stancewire.stance.labels import CLASSES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.training.lessons import NO_LESSONS, Lessons, load_lessons, save_lessons
from stancewire.training.targets import Targets, targets_of

OBJECTION = UNIT_OUTPUTS.index("lmc_objection")
PLAN = UNIT_OUTPUTS.index("ccg_plan")


def lessons(share: float) -> Lessons:
    units = np.full((2, len(UNIT_OUTPUTS)), 0.5, dtype=np.float32)
    document = np.array([0.4, 0.3, 0.2, 0.1], dtype=np.float32)
    return Lessons(units={"a": units}, documents={"a": document}, share=share)


def item(primary: str | None = "lmc_objection") -> Targets:
    read = reading("LMC rejects the rota.", title="The rota")
    return targets_of(example(read, None, truth("lmc_objection"), id="a", primary=primary))


def test_chances_count_by_their_share() -> None:
    wanted, primary = lessons(0.25).mixed("a", item())
    assert wanted[1, OBJECTION] == pytest.approx(0.875)
    assert wanted[1, PLAN] == pytest.approx(0.125)
    truth_of = np.eye(len(CLASSES))[CLASSES.index("lmc_objection")]
    assert primary == pytest.approx(0.75 * truth_of + 0.25 * np.array([0.4, 0.3, 0.2, 0.1]))


def test_where_no_primary_class_is_asked_the_teacher_is_not_either() -> None:
    _, primary = lessons(0.5).mixed("a", item(primary=None))
    assert not primary.any()


@pytest.mark.parametrize("given", [NO_LESSONS, lessons(0.5)], ids=["no teacher", "another example"])
def test_what_no_teacher_has_read_is_what_annotators_say(given: Lessons) -> None:
    targets = item()
    wanted, primary = given.mixed("b", targets)
    assert np.array_equal(wanted, targets.wanted)
    assert primary.tolist() == [float(label == "lmc_objection") for label in CLASSES]


def test_lessons_of_another_reading_are_refused() -> None:
    targets = targets_of(example(reading("LMC rejects the rota."), truth("lmc_objection"), id="a"))
    with pytest.raises(ModelError, match="a: was read in other parts when the teacher was asked; run it with --from"):
        lessons(0.5).mixed("a", targets)


def test_lessons_are_written_and_read(tmp_path: Path) -> None:
    save_lessons(lessons(0.5), tmp_path / "l.safetensors")
    again = load_lessons(tmp_path / "l.safetensors", 0.3)
    assert again.share == 0.3
    assert again.units.keys() == again.documents.keys() == {"a"}
    assert np.array_equal(again.units["a"], lessons(0.5).units["a"])
    assert np.array_equal(again.documents["a"], lessons(0.5).documents["a"])
