"""The linear backend: weights times features, from a checked file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from model_parts import reading
from stancewire.errors import ModelError
from stancewire.stance.features import BUCKETS, features_of
from stancewire.stance.linear import FILE, LinearScorer
from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS

OUTPUTS = len(UNIT_OUTPUTS)
TEXT = reading("Westmarch", "Stow", title="Marl")


def folder(path: Path, *, weights: object = None, bias: object = None, **more: object) -> Path:
    """A model folder of float16 weights that are zero, unless said otherwise."""
    tensors = {
        "weights": np.zeros((BUCKETS, OUTPUTS), dtype=np.float16) if weights is None else weights,
        "bias": np.zeros(OUTPUTS, dtype=np.float32) if bias is None else bias,
    }
    save_file(tensors | more, path / FILE)  # type: ignore[arg-type]
    return path


def test_without_weights_a_score_is_the_bias(tmp_path: Path) -> None:
    bias = np.arange(OUTPUTS, dtype=np.float32)
    scores = LinearScorer(folder(tmp_path, bias=bias)).score(TEXT)
    assert scores.units.tolist() == [bias.tolist()] * 3


def test_a_score_is_the_sum_of_weights_of_a_units_own_features(tmp_path: Path) -> None:
    weights = np.zeros((BUCKETS, OUTPUTS), dtype=np.float16)
    found = features_of(TEXT)
    first, last = found.bounds[1], found.bounds[2]  # the features of the second unit
    ours = next(k for k in range(first, last) if (found.buckets == found.buckets[k]).sum() == 1)
    weights[found.buckets[ours], 4] = 2.0
    bias = np.full(OUTPUTS, 0.5, dtype=np.float32)
    scores = LinearScorer(folder(tmp_path, weights=weights, bias=bias)).score(TEXT).units
    expected = np.full((3, OUTPUTS), 0.5)
    expected[1, 4] += 2.0 * found.weights[ours]
    assert scores == pytest.approx(expected, rel=1e-6)


def test_scores_add_up_over_all_features(tmp_path: Path) -> None:
    weights = np.ones((BUCKETS, OUTPUTS), dtype=np.float16)
    found = features_of(TEXT)
    sums = [found.weights[a:b].sum() for a, b in zip(found.bounds, found.bounds[1:], strict=False)]
    scores = LinearScorer(folder(tmp_path, weights=weights)).score(TEXT).units
    assert scores == pytest.approx(np.repeat(np.array(sums)[:, None], OUTPUTS, axis=1), rel=1e-5)


def test_the_document_has_no_scores_of_its_own(tmp_path: Path) -> None:
    assert LinearScorer(folder(tmp_path)).score(TEXT).document.tolist() == [0.0] * len(DOCUMENT_OUTPUTS)


def test_a_reading_without_units_has_no_scores(tmp_path: Path) -> None:
    assert LinearScorer(folder(tmp_path)).score(reading()).units.shape == (0, OUTPUTS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": np.zeros((BUCKETS, OUTPUTS - 1), dtype=np.float16)},
        {"weights": np.zeros((BUCKETS // 2, OUTPUTS), dtype=np.float16)},
        {"bias": np.zeros(OUTPUTS + 1, dtype=np.float32)},
        {"scale": np.zeros(1, dtype=np.float32)},
    ],
    ids=["outputs", "buckets", "bias", "a tensor too many"],
)
def test_weights_of_another_shape_are_refused(tmp_path: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(ModelError, match=r"linear\.safetensors: holds .*, not .*; train the model with this version"):
        LinearScorer(folder(tmp_path, **wrong))


@pytest.mark.parametrize("content", [None, b"", b"no tensors at all"], ids=["missing", "empty", "no tensors"])
def test_weights_that_cannot_be_read_are_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / FILE).write_bytes(content)
    with pytest.raises(ModelError, match=r"linear\.safetensors: cannot be read \(.*\); restore the model folder"):
        LinearScorer(tmp_path)
