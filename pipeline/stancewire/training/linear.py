"""Train the linear backend: one logistic regression an output, by scikit-learn, on hashed features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from stancewire.stance.features import BUCKETS, features_of
from stancewire.stance.linear import FILE
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.scores import UNSEEN
from stancewire.training.examples import Example
from stancewire.training.settings import LinearSection
from stancewire.training.targets import targets_of

_FEWEST: Final = 3  # positives below which an output is never said


def train_linear(examples: Sequence[Example], folder: Path, settings: LinearSection, seed: int) -> None:
    """Fit all outputs on the examples and write FOLDER/linear.safetensors, weights (BUCKETS, outputs) in float16."""
    features = matrix(examples)
    targets = [targets_of(example) for example in examples]
    wanted, known = (np.concatenate([getattr(t, name) for t in targets]) for name in ("wanted", "known"))
    weights = np.zeros((BUCKETS, len(UNIT_OUTPUTS)), dtype=np.float16)
    bias = np.full(len(UNIT_OUTPUTS), UNSEEN, dtype=np.float32)
    for output in range(len(UNIT_OUTPUTS)):
        rows = known[:, output] > 0
        if wanted[rows, output].sum() >= _FEWEST:
            model = fitted(features[rows], wanted[rows, output], settings, seed)
            weights[:, output], bias[output] = model.coef_[0], model.intercept_[0]
    save_file({"weights": weights, "bias": bias}, folder / FILE)


def fitted(features: Any, wanted: NDArray[np.float32], settings: LinearSection, seed: int) -> Any:
    """The regression of one output. features (units, BUCKETS), wanted (units,) in {0, 1}, both of them there."""
    model = LogisticRegression(
        C=settings.c,
        class_weight={0: 1.0, 1: settings.positive_weight},
        solver="liblinear",
        max_iter=200,
        random_state=seed,
    )
    return model.fit(features, wanted.astype(int))


def matrix(examples: Sequence[Example], without: str = "") -> Any:
    """Features of all units of all examples, (units, BUCKETS). without: what features_of leaves out."""
    found = [features_of(example.reading, without) for example in examples]
    ends = np.concatenate([[0], *_ends([len(f.buckets) for f in found], [f.bounds for f in found])])
    return csr_matrix(
        (np.concatenate([f.weights for f in found]), np.concatenate([f.buckets for f in found]), ends),
        shape=(len(ends) - 1, BUCKETS),
    )


def _ends(sizes: Sequence[int], bounds: Sequence[NDArray[np.int64]]) -> Iterator[NDArray[np.int64]]:
    """Where each unit ends in the features of all examples together."""
    before = 0
    for size, bound in zip(sizes, bounds, strict=True):
        yield bound[1:] + before
        before += size
