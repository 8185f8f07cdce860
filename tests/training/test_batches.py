"""Batches: every unit asked once, padding that counts for nothing, documents with a part left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from model_parts import example, reading, truth
from stancewire.stance import encoder
from stancewire.stance.encoder import WordPieces
from stancewire.stance.labels import CLASSES
from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS
from stancewire.stance.windows import WINDOW, windows_of
from stancewire.training.examples import Example
from stancewire.training.lessons import NO_LESSONS, Lessons
from stancewire.training.settings import EncoderSection

pytest.importorskip("torch", reason="torch is not installed: pip install 'stancewire[train]'")

import torch

import toy_training as toy
from stancewire.training.batches import batches
from stancewire.training.network import load_base

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pretrained weights and their tokenizer."""
    return toy.base(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def tokens(base: Path) -> WordPieces:
    return WordPieces(base / encoder.TOKENIZER)


def long_example(name: str) -> Example:
    """Of several windows: a title and ten units that all carry a label."""
    read = reading(*["LMC rejects the rota. " * 20] * 10, title="The rota")
    return example(read, None, *[truth("lmc_objection")] * 10, id=name, primary="lmc_objection")


def whole(**values: Any) -> EncoderSection:
    return EncoderSection(**({"dropped_units": 0.0, "batch_tokens": 700} | values))


def test_an_epoch_asks_every_unit_once_and_every_document_once(tokens: WordPieces) -> None:
    examples = [long_example("a"), long_example("b"), example(reading("choir"), truth(), primary=None)]
    found = batches(examples, tokens, whole(), Random(0))
    plan = UNIT_OUTPUTS.index("lmc_objection")
    assert sum(int(batch.wanted[:, :, plan].sum()) for batch in found) == 20
    assert sum(int(batch.known[:, :, plan].sum()) for batch in found) == 21
    primaries = [row for batch in found for row in batch.primary.tolist() if any(row)]
    assert primaries == [[float(label == "lmc_objection") for label in CLASSES]] * 2
    assert sum(len(batch.primary) for batch in found) == sum(len(windows_of(e.reading, tokens)) for e in examples)


def test_batches_are_padded_with_what_counts_for_nothing(tokens: WordPieces) -> None:
    short, longer = (
        example(reading("choir"), truth("ccg_plan")),
        example(reading("choir sang", "rota"), truth(), truth()),
    )
    (batch,) = batches([short, longer], tokens, whole(), Random(0))
    row = int(batch.mask.sum(dim=1).argmin())
    count = int(batch.mask[row].sum())
    assert count < batch.input_ids.shape[1]
    assert not batch.input_ids[row, count:].any()
    assert not batch.pool[row, :, count:].any()
    assert not batch.known[row, 1:].any()
    assert batch.pool[row].sum(dim=1).tolist() == pytest.approx([1.0, 0.0])
    assert batch.input_ids[row, batch.ends[row, 0]] == tokens.sep


def test_padding_does_not_change_scores(base: Path, tokens: WordPieces) -> None:
    short, longer = (
        example(reading("choir"), truth("ccg_plan")),
        example(reading("choir sang", "rota"), truth(), truth()),
    )
    network = load_base(str(base))[0].eval()
    (both,) = batches([short, longer], tokens, whole(), Random(0))
    (alone,) = batches([short], tokens, whole(), Random(0))
    row = int(both.mask.sum(dim=1).argmin())
    with torch.no_grad():
        one, first = network(both.input_ids, both.pool, both.ends, both.mask)
        two, second = network(alone.input_ids, alone.pool, alone.ends, alone.mask)
    assert torch.allclose(one[row, :1], two[0], atol=1e-5)
    assert torch.allclose(first[row], second[0], atol=1e-5)
    assert (one.shape[-1], first.shape[-1]) == (len(UNIT_OUTPUTS), len(DOCUMENT_OUTPUTS))


def test_batches_hold_as_many_tokens_as_they_may(tokens: WordPieces) -> None:
    items = [long_example(str(k)) for k in range(6)]
    found = batches(items, tokens, whole(batch_tokens=2 * WINDOW), Random(0))
    assert all(batch.input_ids.numel() <= 2 * WINDOW for batch in found)
    assert max(len(batch.input_ids) for batch in found) > 1
    assert all(len(batch.input_ids) == 1 for batch in batches(items, tokens, whole(batch_tokens=1), Random(0)))


def test_of_some_documents_a_part_is_left_out_but_never_the_title(tokens: WordPieces) -> None:
    def units(share: float, primary: str | None = "lmc_objection") -> int:
        items = [example(long_example("a").reading, None, *[truth("lmc_objection")] * 10, primary=primary)] * 20
        found = batches(items, tokens, whole(dropped_units=share), Random(0))
        return sum(int(batch.known[:, :, 0].sum()) for batch in found)

    assert units(0.0) == 200
    assert 100 < units(1.0) < 180
    assert units(1.0, primary=None) == 200  # a pair passage is read whole
    titled = example(reading("choir", title="The rota"), truth("ccg_plan"), truth())
    left = [batches([titled], tokens, whole(dropped_units=1.0), Random(seed))[0].wanted for seed in range(20)]
    assert {wanted.shape[1] for wanted in left} == {1, 2}
    assert all(wanted[0, 0].any() for wanted in left)  # the title is there, and first


def test_documents_are_read_with_longer_paragraphs_where_that_is_asked(tokens: WordPieces) -> None:
    read = reading("choir", "sang", "rota", "hubs", title="The rota")
    items = [example(read, None, *[truth("ccg_plan")] * 4, id=str(k)) for k in range(20)]

    def units(examples: list[Example], share: float, lessons: Lessons = NO_LESSONS) -> int:
        found = batches(examples, tokens, whole(joined=share), Random(0), lessons)
        return sum(int(batch.known[:, :, 0].sum()) for batch in found)

    assert units(items, 0.0) == 80
    assert 35 < units(items, 1.0) < 70
    assert units([replace(item, primary=None) for item in items], 1.0) == 80  # passages stand alone
    said = np.zeros((5, len(UNIT_OUTPUTS)), dtype=np.float32), np.zeros(len(DOCUMENT_OUTPUTS), dtype=np.float32)
    lessons = Lessons(units={i.id: said[0] for i in items}, documents={i.id: said[1] for i in items}, share=0.5)
    assert units(items, 1.0, lessons) == 80  # a teacher spoke of them as they stand


def test_without_longer_paragraphs_no_chance_is_drawn_for_them(tokens: WordPieces) -> None:
    random = Random(0)
    batches([], tokens, whole(), random)
    state = random.getstate()
    batches([example(reading("choir"), truth())], tokens, whole(), random)
    drawn = Random()
    drawn.setstate(state)
    drawn.random()  # for a part left out; shuffling one thing draws nothing
    assert random.getstate() == drawn.getstate()


def test_the_same_seed_gives_the_same_epoch(tokens: WordPieces) -> None:
    items = [long_example(str(k)) for k in range(8)]
    one, two, other = (
        [batch.input_ids.tolist() for batch in batches(items, tokens, whole(dropped_units=0.5), Random(seed))]
        for seed in (1, 1, 2)
    )
    assert one == two != other
