"""Begin where a shipped model ended: its int8 weights, made exact again, in place of the base's own.

A checkout holds what is shipped and not the exact weights it came of. What rounding took away the first steps bring back.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from stancewire.errors import ModelError
from stancewire.stance.encoder import WEIGHTS
from stancewire.training.export import export_exact
from stancewire.training.network import Network

_PREFIX: Final = "network."  # of parameters in an exported graph
_BASE: Final = f"{_PREFIX}base."
_AKIN: Final = 0.5  # correlation with the base's own weights, of which fine-tuning leaves 0.98 and chance 0
Values = NDArray[np.float32]


def begin(network: Network, folder: Path) -> None:
    """Give a network of the same base the weights of a model folder, each within half a step of its scale.

    Raises ModelError where the folder holds no encoder, or one of another base.
    """
    path = folder / WEIGHTS
    shipped, exact = _values(path), _exported(network)
    state = network.state_dict()
    for name, own in state.items():
        if name.startswith("base.pooler"):  # no output rests on it, so it is not exported
            continue
        found = _found(_PREFIX + name, own.numpy(), shipped, exact)
        if found is None:
            raise ModelError(str(path), f"holds no {name} of this base", "name a folder trained from it, or none")
        state[name] = torch.from_numpy(np.array(found, dtype=np.float32))
    network.load_state_dict(state)


def _found(key: str, own: Values, shipped: Mapping[str, Any], exact: Mapping[str, Any]) -> Values | None:
    """A parameter by its name, or, of those that the exporter turns and numbers, by its value in a graph of the base.

    The exporter's numbers go with its version, so a matrix of the base must also be akin to the base's own.
    """
    turned = (name for name, value in exact.items() if own.ndim == 2 and np.array_equal(value, own.T))
    for name, wanted in ((key, own), (key, own.T), *((name, own.T) for name in turned)):
        value = _value(name, wanted.shape, shipped)
        if value is not None and (own.ndim < 2 or not key.startswith(_BASE) or _akin(value, wanted)):
            return value if wanted is own else value.T
    return None


def _value(name: str, shape: tuple[int, ...], shipped: Mapping[str, Any]) -> Values | None:
    """As it stands, or from its steps; None where nothing of this name and shape is shipped."""
    if name in shipped and shipped[name].shape == shape:
        return np.asarray(shipped[name])
    if f"{name}_quantized" not in shipped or shipped[f"{name}_quantized"].shape != shape:
        return None
    scale, zero, steps = (shipped[f"{name}_{part}"] for part in ("scale", "zero_point", "quantized"))
    return np.asarray((steps.astype(np.float32) - zero.astype(np.float32)) * scale)


def _akin(value: Values, own: Values) -> bool:
    return bool(np.corrcoef(value.ravel(), own.ravel())[0, 1] >= _AKIN)


def _exported(network: Network) -> dict[str, Any]:
    with TemporaryDirectory() as place:
        path = Path(place) / "exact.onnx"
        export_exact(network, path)
        return _values(path)


def _values(path: Path) -> dict[str, Any]:
    import onnx

    try:
        graph: Any = onnx.load(str(path)).graph
    except Exception as error:  # a missing file, or protobuf's own exceptions, which share no base
        raise ModelError(str(path), f"cannot be read ({error})", "name a model folder with an encoder") from None
    return {part.name: onnx.numpy_helper.to_array(part) for part in graph.initializer}
