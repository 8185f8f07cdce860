"""Training of the linear backend on a toy corpus."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file
from sklearn.linear_model import LogisticRegression

from model_parts import example, reading, truth
from stancewire.stance.features import BUCKETS, features_of
from stancewire.stance.linear import FILE, LinearScorer
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.scores import UNSEEN
from stancewire.training.examples import Example, Truth
from stancewire.training.linear import train_linear
from stancewire.training.settings import LinearSection

OBJECTION, PLAN = truth("lmc_objection", deeds=[("lmc", "objects")]), truth("ccg_plan")
SUBJECTS = ("hubs", "merger", "contract", "closures", "targets", "funding")


def toy(subjects: tuple[str, ...] = SUBJECTS) -> list[Example]:
    """LMCs reject, CCGs plan; one document of each for every subject, and one of nothing."""
    return [
        example(reading(f"The {thing} came up.", f"{who} {does} the {thing}."), truth(), label)
        for thing in subjects
        for who, does, label in (("LMC", "rejects", OBJECTION), ("CCG", "plans", PLAN), ("LMC", "discussed", truth()))
    ]


def trained(path: Path, examples: list[Example], *, seed: int = 1, **settings: float) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    train_linear(examples, path, LinearSection(**settings), seed)
    return path


def scored(folder: Path, text: str) -> dict[str, float]:
    units = LinearScorer(folder).score(reading("The rota came up.", text)).units
    return dict(zip(UNIT_OUTPUTS, units[1].tolist(), strict=True))


def test_what_was_learnt_holds_for_other_subjects(tmp_path: Path) -> None:
    folder = trained(tmp_path, toy())
    rejects, plans, talks = (
        scored(folder, f"{words} the rota.") for words in ("LMC rejects", "CCG plans", "LMC discussed")
    )
    assert rejects["lmc_objection"] > 0 > rejects["ccg_plan"]
    assert rejects["lmc:objects"] > 0 > plans["lmc:objects"]
    assert plans["ccg_plan"] > 0 > plans["lmc_objection"]
    assert max(talks["lmc_objection"], talks["ccg_plan"]) < 0


@pytest.mark.parametrize(("subjects", "said"), [(2, False), (3, True)])
def test_what_was_seen_fewer_than_three_times_is_never_said(tmp_path: Path, subjects: int, said: bool) -> None:
    folder = trained(tmp_path, toy(SUBJECTS[:subjects]))
    assert (scored(folder, "LMC rejects the rota.")["lmc_objection"] != UNSEEN) is said
    assert scored(folder, "LMC rejects the rota.")["nhse_mandate"] == UNSEEN


def test_of_titles_labels_are_not_learnt_but_deeds_are(tmp_path: Path) -> None:
    title = Truth(labels=None, deeds=frozenset({("lmc", "objects")}))
    rows = [example(reading(f"The {t} came up.", title=f"LMC rejects {t}"), title, truth()) for t in SUBJECTS]
    folder = trained(tmp_path, rows)
    units = LinearScorer(folder).score(reading("The rota came up.", title="LMC rejects rota")).units
    assert units[0, UNIT_OUTPUTS.index("lmc:objects")] > 0 > units[1, UNIT_OUTPUTS.index("lmc:objects")]
    assert (units[:, UNIT_OUTPUTS.index("lmc_objection")] == UNSEEN).all()


def test_the_same_corpus_and_seed_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (trained(tmp_path / name, toy()) for name in ("one", "two"))
    assert (one / FILE).read_bytes() == (two / FILE).read_bytes()


def test_settings_are_heeded(tmp_path: Path) -> None:
    plain = trained(tmp_path / "plain", toy())
    eager = trained(tmp_path / "eager", toy(), positive_weight=20.0)
    timid = trained(tmp_path / "timid", toy(), c=0.01)
    text = "LMC rejects the rota."
    assert scored(eager, text)["lmc_objection"] > scored(plain, text)["lmc_objection"]
    largest = [np.abs(load_file(folder / FILE)["weights"]).max() for folder in (plain, timid)]
    assert largest[1] < largest[0]


def test_examples_without_units_cost_nothing(tmp_path: Path) -> None:
    with_empty = [example(reading()), *toy(), example(reading())]
    one, two = trained(tmp_path / "one", toy()), trained(tmp_path / "two", with_empty)
    assert (one / FILE).read_bytes() == (two / FILE).read_bytes()


def test_weights_are_those_of_a_logistic_regression_on_the_features(tmp_path: Path) -> None:
    """Words that repeat, in a unit or by a shared bucket, count as one feature of their weights' sum."""
    rows = [e for thing in SUBJECTS for e in toy((f"{thing} {thing} and {thing} and {thing}",))]
    folder = trained(tmp_path, rows, positive_weight=1.0, c=1.0)
    found = [features_of(e.reading) for e in rows]
    dense = np.zeros((2 * len(rows), BUCKETS))
    for number, features in enumerate(found):
        for unit in (0, 1):
            span = slice(features.bounds[unit], features.bounds[unit + 1])
            np.add.at(dense[2 * number + unit], features.buckets[span], features.weights[span])
    wanted = [t is not None and "lmc_objection" in (t.labels or ()) for e in rows for t in e.truths]
    model = LogisticRegression(C=1.0, solver="liblinear", random_state=1).fit(dense, wanted)
    weights = load_file(folder / FILE)["weights"][:, UNIT_OUTPUTS.index("lmc_objection")]
    assert weights == pytest.approx(model.coef_[0], abs=1e-3)
