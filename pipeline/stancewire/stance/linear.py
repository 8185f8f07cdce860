"""The linear backend: hashed features times trained weights. Reads a folder's linear.safetensors."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file

from stancewire.errors import ModelError
from stancewire.stance.features import BUCKETS, Features, features_of
from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.scores import Floats, Scores, nothing

FILE: Final = "linear.safetensors"
_TOGETHER: Final = 64  # units at a time: a feature takes a hundred bytes while it is weighed


class LinearScorer:
    """Weights (BUCKETS, outputs) in memory; one unit costs one look at its features."""

    def __init__(self, folder: Path) -> None:
        """Load the weights. Raises ModelError where they are not this program's."""
        try:
            tensors = load_file(folder / FILE)
        except (OSError, SafetensorError) as error:
            raise ModelError(str(folder / FILE), f"cannot be read ({error})", "restore the model folder") from None
        wanted = {"weights": (BUCKETS, len(UNIT_OUTPUTS)), "bias": (len(UNIT_OUTPUTS),)}
        found = {name: tensor.shape for name, tensor in tensors.items()}
        if found != wanted:
            raise ModelError(
                str(folder / FILE), f"holds {found}, not {wanted}", "train the model with this version of stancewire"
            )
        self._weights = tensors["weights"].astype(np.float32)
        self._bias = tensors["bias"].astype(np.float32)

    def warm(self) -> None:
        """Nothing is loaded late."""

    def score(self, reading: Reading) -> Scores:
        """Scores of the units; the document's own are zero: they follow from the units'."""
        if not reading.units:
            return nothing(0)
        features = features_of(reading)
        parts = [self._sums(features, first) for first in range(0, len(reading.units), _TOGETHER)]
        return Scores(
            units=np.concatenate(parts) + self._bias, document=np.zeros(len(DOCUMENT_OUTPUTS), dtype=np.float32)
        )

    def _sums(self, features: Features, first: int) -> Floats:
        bounds = features.bounds[first : first + _TOGETHER + 1]
        part = slice(bounds[0], bounds[-1])
        products = self._weights[features.buckets[part]] * features.weights[part, None]
        return np.asarray(np.add.reduceat(products, bounds[:-1] - bounds[0], axis=0))
