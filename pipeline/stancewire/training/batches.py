"""Windows of training examples, shuffled, a random part of some left out, and batched by length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import torch
from torch import Tensor

from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.windows import Tokens, Window, windows_of
from stancewire.training.examples import Example
from stancewire.training.joined import joined
from stancewire.training.lessons import NO_LESSONS, Lessons
from stancewire.training.settings import EncoderSection
from stancewire.training.targets import targets_of

_KEPT: Final = 0.7  # of the units of a document from which some are left out
_SORTED: Final = 200  # windows that are sorted by length together, so that batches stay random


@dataclass(frozen=True, slots=True)
class Task:
    """One window and what is wanted of it; primary is 0 of every class where it is not asked."""

    window: Window
    wanted: Tensor  # (units, outputs)
    known: Tensor
    primary: Tensor  # (classes,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of the network's inputs and of what is wanted, padded to the longest window."""

    input_ids: Tensor
    mask: Tensor
    pool: Tensor
    ends: Tensor
    wanted: Tensor
    known: Tensor
    primary: Tensor


def batches(
    examples: Sequence[Example],
    tokens: Tokens,
    settings: EncoderSection,
    random: Random,
    lessons: Lessons = NO_LESSONS,
) -> list[Batch]:
    """One epoch."""
    read = (_as_read(example, settings, random, lessons) for example in examples)
    tasks = [task for example in read for task in _tasks(example, tokens, settings, random, lessons)]
    random.shuffle(tasks)
    parts = [sorted(tasks[i : i + _SORTED], key=lambda t: len(t.window.ids)) for i in range(0, len(tasks), _SORTED)]
    found = [batch for part in parts for batch in _packed(part, settings.batch_tokens)]
    random.shuffle(found)
    return found


def _tasks(
    example: Example, tokens: Tokens, settings: EncoderSection, random: Random, lessons: Lessons
) -> Iterator[Task]:
    targets = targets_of(example)
    taught, said = lessons.mixed(example.id, targets)
    wanted, known, primary = torch.from_numpy(taught), torch.from_numpy(targets.known), torch.from_numpy(said)
    for number, window in enumerate(windows_of(example.reading, tokens, _kept(example, settings, random))):
        units = [place.unit for place in window.places]
        yield Task(window, wanted[units], known[units], primary if number == 0 else torch.zeros_like(primary))


def _as_read(example: Example, settings: EncoderSection, random: Random, lessons: Lessons) -> Example:
    """As it stands or with longer paragraphs; what a teacher said goes by paragraphs as they stand."""
    if not settings.joined or example.primary is None or example.id in lessons.units:
        return example
    return joined(example, random) if random.random() < settings.joined else example


def _kept(example: Example, settings: EncoderSection, random: Random) -> list[int] | None:
    if example.primary is None or random.random() >= settings.dropped_units:
        return None
    kept = [i for i, unit in enumerate(example.reading.units) if unit.zone == "title" or random.random() < _KEPT]
    return kept or None


def _packed(tasks: Sequence[Task], tokens: int) -> Iterator[Batch]:
    held: list[Task] = []
    for task in tasks:
        if held and (len(held) + 1) * len(task.window.ids) > tokens:
            yield _batch(held)
            held = []
        held.append(task)
    if held:
        yield _batch(held)


def _batch(tasks: Sequence[Task]) -> Batch:
    length = max(len(task.window.ids) for task in tasks)
    units = max(len(task.window.places) for task in tasks)
    size = len(tasks)
    batch = Batch(
        input_ids=torch.zeros(size, length, dtype=torch.long),
        mask=torch.zeros(size, length),
        pool=torch.zeros(size, units, length),
        ends=torch.zeros(size, units, dtype=torch.long),
        wanted=torch.zeros(size, units, len(UNIT_OUTPUTS)),
        known=torch.zeros(size, units, len(UNIT_OUTPUTS)),
        primary=torch.stack([task.primary for task in tasks]),
    )
    for row, task in enumerate(tasks):
        window, count = task.window, len(task.window.places)
        batch.input_ids[row, : len(window.ids)] = torch.tensor(window.ids)
        batch.mask[row, : len(window.ids)] = 1
        batch.ends[row, :count] = torch.tensor([place.end for place in window.places])
        batch.wanted[row, :count], batch.known[row, :count] = task.wanted, task.known
        for column, place in enumerate(window.places):
            if place.end > place.start:
                batch.pool[row, column, place.start : place.end] = 1 / (place.end - place.start)
    return batch
