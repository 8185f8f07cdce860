"""Fine-tune the encoder on windows of documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any, Final

import torch
from safetensors.torch import load_file, save_model
from torch import Tensor
from torch.nn import functional

from stancewire.errors import ModelError
from stancewire.stance.encoder import WordPieces
from stancewire.stance.labels import NAMES
from stancewire.training.batches import Batch, batches
from stancewire.training.examples import Example
from stancewire.training.lessons import NO_LESSONS, Lessons
from stancewire.training.network import Network, load_base
from stancewire.training.settings import EncoderSection
from stancewire.training.start import begin

_HEAD_RATE: Final = 5.0  # how much faster the new layers learn
_WARM_UP: Final = 0.1  # of all steps
_LABEL_SHARE: Final = 3.0  # how much a label weighs in the loss beside a deed
_LONGEST_STEP: Final = 1.0  # gradients are clipped to this norm


def train_encoder(
    examples: Sequence[Example],
    tokenizer_path: Path,
    settings: EncoderSection,
    seed: int,
    say: Callable[[str], None],
    lessons: Lessons = NO_LESSONS,
    start: Path | None = None,
) -> Network:
    """Train on all examples, and on what a teacher says of them; the tokenizer is written beside what will be shipped.

    start: a model folder whose weights training begins from, in place of the base's own. Raises ModelError where they
    are none of this base.
    """
    torch.manual_seed(seed)
    torch.set_num_threads(settings.threads)
    random = Random(seed)
    network, tokenizer = load_base(settings.base)
    tokenizer.backend_tokenizer.save(str(tokenizer_path))
    tokens = WordPieces(tokenizer_path)
    if start:
        begin(network, start)
    network.freeze(settings.frozen_layers)
    network.train()
    for cycle in range(settings.cycles):
        epochs = [batches(examples, tokens, settings, random, lessons) for _ in range(settings.epochs)]
        optimizer, schedule = _optimizer(network, settings, sum(map(len, epochs)))
        for number, epoch in enumerate(epochs, 1):
            losses = [_step(network, batch, settings, optimizer, schedule) for batch in epoch]
            done = f"epoch {cycle * settings.epochs + number} of {settings.cycles * settings.epochs}"
            say(f"{done}: loss {sum(losses) / len(losses):.4f}")
    return network


def save_network(network: Network, path: Path) -> None:
    """Write exact weights as safetensors."""
    save_model(network, str(path))


def load_network(path: Path, settings: EncoderSection, others: Sequence[Path] = ()) -> Network:
    """The network that save_network wrote, ready for export; with others of the same base the mean of all their weights.

    Networks that begin from one base and head stay so near each other that the mean of their weights is a network too,
    and it errs less than each of them. Raises ModelError where the shapes differ.
    """
    network, _ = load_base(settings.base)
    states = [_state(each, network) for each in (path, *others)]
    network.load_state_dict({name: torch.stack([s[name] for s in states]).mean(0) for name in states[0]})
    return network.eval()


def _state(path: Path, network: Network) -> dict[str, Tensor]:
    state = load_file(path)
    wanted = {name: value.shape for name, value in network.state_dict().items()}
    if {name: value.shape for name, value in state.items()} != wanted:
        raise ModelError(
            str(path),
            "holds weights of another network",
            "train it again, or name one that was trained from the same base",
        )
    return state


def _optimizer(network: Network, settings: EncoderSection, steps: int) -> tuple[Any, Any]:
    heads = [p for part in (network.units, network.evidence, network.document) for p in part.parameters()]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(network.base.parameters()), "lr": settings.learning_rate},
            {"params": heads, "lr": _HEAD_RATE * settings.learning_rate},
        ],
        weight_decay=0.01,
    )

    def share(step: int) -> float:
        return min(step / max(1, _WARM_UP * steps), max(0.02, (steps - step) / steps))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)


def _step(network: Network, batch: Batch, settings: EncoderSection, optimizer: Any, schedule: Any) -> float:
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
        units, document = network(batch.input_ids, batch.pool, batch.ends, batch.mask)
    loss = _loss(units.float(), document.float(), batch, settings)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_STEP)
    optimizer.step()
    schedule.step()
    return loss.item()


def _loss(units: Tensor, document: Tensor, batch: Batch, settings: EncoderSection) -> Tensor:
    weights = batch.known.clone()
    weights[:, :, : len(NAMES)] *= _LABEL_SHARE
    positive = torch.full((units.size(-1),), settings.positive_weight)
    each = functional.binary_cross_entropy_with_logits(units, batch.wanted, pos_weight=positive, reduction="none")
    loss = (each * weights).sum() / weights.sum().clamp(min=1)
    asked = batch.primary.sum(-1) > 0
    if asked.any():
        primary = functional.cross_entropy(document[asked], batch.primary[asked], reduction="sum")
        loss = loss + settings.primary_share * primary / len(batch.primary)
    return loss
