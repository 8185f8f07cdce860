"""From PyTorch to what users run: ONNX, then int8 per channel, with the agreement of the two measured."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import torch
from torch import Tensor, nn

from stancewire.stance.encoder import WEIGHTS, EncoderScorer, open_session
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.runtime import onnx_runtime
from stancewire.training.examples import Example
from stancewire.training.network import Network

_OPSET: Final = 18
_EXACT: Final = "exact.onnx"
_LONGEST: Final = 512
_NAMES: Final = ("input_ids", "pool", "ends")


class _Single(nn.Module):
    """The network for one window, which needs no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, input_ids: Tensor, pool: Tensor, ends: Tensor) -> tuple[Tensor, Tensor]:
        scores: tuple[Tensor, Tensor] = self.network(input_ids, pool, ends)
        return scores


def export(network: Network, folder: Path, examples: Sequence[Example]) -> dict[str, float]:
    """Write FOLDER/encoder.onnx in int8.

    examples: on these its labels are compared with those of the exact weights. Returns the share of unit outputs on
    which both fall on the same side of 0, and the mean cosine of their scores.
    """
    with TemporaryDirectory() as place:
        exact = Path(place) / _EXACT
        export_exact(network, exact)
        _quantized(exact, folder / WEIGHTS)
        return _parity(folder, exact, examples)


def export_exact(network: Network, path: Path) -> None:
    """Write a network as ONNX with exact weights."""
    length = torch.export.Dim("length", min=8, max=_LONGEST)
    units = torch.export.Dim("units", min=2, max=_LONGEST)
    window = (
        torch.randint(1000, 2000, (1, 64)),
        torch.full((1, 5, 64), 1 / 64),
        torch.tensor([[9, 12, 15, 20, 30]]),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter speaks of its own insides
        torch.onnx.export(
            _Single(network.eval()),
            window,
            str(path),
            dynamo=True,
            verbose=False,
            input_names=list(_NAMES),
            output_names=["units", "document"],
            dynamic_shapes={"input_ids": {1: length}, "pool": {1: units, 2: length}, "ends": {1: units}},
            external_data=False,
            opset_version=_OPSET,
        )


def _quantized(exact: Path, path: Path) -> None:
    import onnx

    onnx_runtime()
    from onnxruntime.quantization import QuantType, quantize_dynamic

    graph: Any = onnx.load(str(exact))
    del graph.graph.value_info[:]  # shapes of the exporter, on which the quantizer's own inference fails
    onnx.save(graph, str(exact))
    quantized = exact.with_name("quantized.onnx")
    quantize_dynamic(str(exact), str(quantized), per_channel=True, weight_type=QuantType.QInt8)
    _optimized(quantized, path)


def _optimized(quantized: Path, path: Path) -> None:
    """Fuse what can be fused now, so that a command line need not: a session opens in 0.03 s instead of 0.17."""
    onnxruntime = onnx_runtime()
    options = onnxruntime.SessionOptions()
    # The next level would fit the graph to this processor.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(path)
    onnxruntime.InferenceSession(str(quantized), options, providers=["CPUExecutionProvider"])


def _parity(folder: Path, exact: Path, examples: Sequence[Example]) -> dict[str, float]:
    short, full = EncoderScorer(folder), EncoderScorer(folder, open_session(exact))
    pairs = [(short.score(e.reading), full.score(e.reading)) for e in examples]
    one = np.concatenate([a.units for a, _ in pairs]) if pairs else np.zeros((0, len(UNIT_OUTPUTS)))
    two = np.concatenate([b.units for _, b in pairs]) if pairs else one
    primary = [a.document.argmax() == b.document.argmax() for a, b in pairs]
    cosine = (one * two).sum(axis=1) / (np.linalg.norm(one, axis=1) * np.linalg.norm(two, axis=1))
    return {
        "units": len(one),
        "same_unit_outputs": round(float(((one > 0) == (two > 0)).mean()), 4),
        "same_primary": round(float(np.mean(primary)), 4),
        "cosine": round(float(cosine.mean()), 4),
    }
