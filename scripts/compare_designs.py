"""Compare two designs on the same documents: whole passages in windows, or one example per (passage, actor).

    python scripts/compare_designs.py [--documents 200] [--epochs 4] [--only windows|actors]

Needs the extra `train`. Both fine-tune the same encoder with the same settings on the first N documents of the train
split of corpora/stance-v1 and are judged on its dev split by one figure: F1 of (line, side of the holder, act), at the
threshold that is best for each on dev. In the second design every side that a passage, the one before it or the title
names is asked about on its own: its name stands first, its roles in the passage are marked, the title and the passage
before are context, and the answer is what that side does there.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import torch
from torch.nn import functional

from stancewire.entities.finder import EntityFinder
from stancewire.stance.encoder import WordPieces
from stancewire.stance.labels import NAMES
from stancewire.stance.outputs import ACTS, SIDES
from stancewire.stance.windows import windows_of
from stancewire.training.encoder import train_encoder
from stancewire.training.examples import Example, ExampleReader
from stancewire.training.network import load_base
from stancewire.training.settings import load_settings
from stancewire.training.sides import sides_of

ROOT = Path(__file__).parents[1]
WORDS = {
    "lmc": r"LMCs?",
    "bma_gpc": r"BMA",
    "gp_body": r"GP bod(?:y|ies|ys)",
    "local_commissioner": r"CCGs?",
    "national_authority": r"NHS England|government|ministers?|department",
}
TOKENS = 3000  # of a batch
LONGEST = 200  # tokens of one example
Deed = tuple[str, int, str, str]  # document, unit, side, act


@dataclass(frozen=True)
class Question:
    """One passage and one side."""

    place: tuple[str, int, str]
    ids: list[int]
    start: int
    wanted: list[float]


def main() -> None:
    """Train both, print both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--only", choices=("windows", "actors"))
    arguments = parser.parse_args()
    settings = load_settings(ROOT / "configs/train-stance.toml")
    encoder = replace(settings.encoder, epochs=arguments.epochs)
    sides = sides_of(tuple(ExampleReader(EntityFinder()).read(settings.corpus)), "test")
    train, dev = ([e for e in side if e.primary is not None] for side in (sides.train, sides.dev))
    train = train[: arguments.documents]
    truth = {deed for e in dev for deed in deeds_of(e)}
    with TemporaryDirectory() as folder:
        place = Path(folder) / "tokenizer.json"
        load_base(encoder.base)[1].backend_tokenizer.save(str(place))
        tokens = WordPieces(place)
        if arguments.only != "actors":
            start = time.monotonic()
            network = train_encoder(train, place, encoder, settings.data.seed, lambda line: print(line, flush=True))
            report("passages in windows", by_windows(network.eval(), dev, tokens), truth, start)
        if arguments.only != "windows":
            start = time.monotonic()
            model = trained([q for e in train for q in questions(e, tokens)], encoder, settings.data.seed)
            found = by_questions(model, [q for e in dev for q in questions(e, tokens)])
            report("one example per (passage, actor)", found, truth, start)


def deeds_of(example: Example) -> Iterator[Deed]:
    """What annotators say of the body."""
    for unit, known in enumerate(example.truths):
        if known is not None and known.labels is not None:
            yield from ((example.id, unit, side, act) for side, act in known.deeds)


def report(name: str, chances: dict[Deed, float], truth: set[Deed], start: float) -> None:
    """Print the best F1 over thresholds, and the time that training and judging took."""
    seconds = time.monotonic() - start
    best = max((f1(chances, truth, at), at) for at in np.arange(0.1, 0.9, 0.02))
    print(f"{name}: F1 {best[0]:.3f} at {best[1]:.2f}, {seconds:.0f} s", flush=True)


def f1(chances: dict[Deed, float], truth: set[Deed], at: float) -> float:
    """F1 of the deeds that reach a chance."""
    found = {deed for deed, chance in chances.items() if chance >= at}
    return 2 * len(found & truth) / max(1, len(found) + len(truth))


def by_windows(network: torch.nn.Module, examples: Sequence[Example], tokens: WordPieces) -> dict[Deed, float]:
    """Chances of every deed in every unit of the body."""
    found = {}
    for example in examples:
        for window in windows_of(example.reading, tokens):
            pool = torch.zeros(1, len(window.places), len(window.ids))
            for row, place in enumerate(window.places):
                pool[0, row, place.start : place.end] = 1 / max(1, place.end - place.start)
            ends = torch.tensor([[place.end for place in window.places]])
            with torch.no_grad():
                units, _ = network(torch.tensor([window.ids]), pool, ends)
            for row, place in zip(units[0].sigmoid().tolist(), window.places, strict=True):
                known = example.truths[place.unit]
                if known is not None and known.labels is not None:
                    pairs = [(side, act) for side in SIDES for act in ACTS]
                    for (side, act), chance in zip(pairs, row[len(NAMES) :], strict=True):
                        found[example.id, place.unit, side, act] = chance
    return found


def questions(example: Example, tokens: WordPieces) -> Iterator[Question]:
    """Every unit of the body with every side that is named there, before it or in the title."""
    units = example.reading.units
    title = next((unit.text for unit in units if unit.zone == "title"), "")
    for index, (unit, known) in enumerate(zip(units, example.truths, strict=True)):
        if known is None or known.labels is None:
            continue
        before = units[index - 1].text if index else ""
        around = f"{example.reading.head} {title} {before} {unit.text}"
        for side in SIDES:
            words = WORDS.get(side)
            if words is not None and not re.search(rf"\b(?:{words})\b", around):
                continue
            marked = re.sub(rf"\b({words})\b", r"* \1 *", unit.text) if words else unit.text
            head, back, text = tokens.ids(
                [f"{side.replace('_', ' ')}: {example.reading.head}. {title}", before, marked]
            )
            ids = [tokens.cls, *head[:50], tokens.sep, *back[-50:], tokens.sep]
            start = len(ids)
            ids = [*ids, *text[: LONGEST - start - 1], tokens.sep]
            wanted = [float((side, act) in known.deeds) for act in ACTS]
            yield Question((example.id, index, side), ids, start, wanted)


def trained(asked: Sequence[Question], settings: object, seed: int) -> tuple[torch.nn.Module, torch.nn.Module]:
    """The base and a head of its own."""
    torch.manual_seed(seed)
    random = Random(seed)
    network, _ = load_base(settings.base)
    head = torch.nn.Linear(2 * network.base.config.hidden_size, len(ACTS))
    epochs = [packed(asked, random) for _ in range(settings.epochs)]
    steps = sum(map(len, epochs))
    rates = [
        {"params": list(network.base.parameters()), "lr": settings.learning_rate},
        {"params": list(head.parameters()), "lr": 5 * settings.learning_rate},
    ]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(step / max(1, 0.1 * steps), max(0.02, (steps - step) / steps))
    )
    network.train()
    for number, epoch in enumerate(epochs, 1):
        total = 0.0
        for batch in epoch:
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.bfloat16):
                scores = answer(network.base, head, batch)
            wanted = torch.tensor([q.wanted for q in batch])
            weight = torch.full((len(ACTS),), settings.positive_weight)
            loss = functional.binary_cross_entropy_with_logits(scores.float(), wanted, pos_weight=weight)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {number} of {len(epochs)}: loss {total / len(epoch):.4f}", flush=True)
    return network.base.eval(), head


def packed(asked: Sequence[Question], random: Random) -> list[list[Question]]:
    """Batches of questions of like length, shuffled."""
    batches: list[list[Question]] = [[]]
    for question in sorted(asked, key=lambda q: len(q.ids) + random.random()):
        if (len(batches[-1]) + 1) * len(question.ids) > TOKENS:
            batches.append([])
        batches[-1].append(question)
    random.shuffle(batches)
    return [batch for batch in batches if batch]


def answer(base: torch.nn.Module, head: torch.nn.Module, batch: Sequence[Question]) -> torch.Tensor:
    """Scores (questions, acts) from the mean of the passage's tokens and its [SEP]."""
    length = max(len(q.ids) for q in batch)
    ids, mask, pool = torch.zeros(len(batch), length, dtype=torch.long), *torch.zeros(2, len(batch), length)
    for row, q in enumerate(batch):
        ids[row, : len(q.ids)] = torch.tensor(q.ids)
        mask[row, : len(q.ids)] = 1
        pool[row, q.start : len(q.ids) - 1] = 1 / max(1, len(q.ids) - 1 - q.start)
    hidden = base(input_ids=ids, attention_mask=mask).last_hidden_state
    means = torch.bmm(pool.unsqueeze(1).to(hidden.dtype), hidden).squeeze(1)
    ends = hidden[torch.arange(len(batch)), torch.tensor([len(q.ids) - 1 for q in batch])]
    return head(torch.cat([means, ends], -1))


def by_questions(model: tuple[torch.nn.Module, torch.nn.Module], asked: Sequence[Question]) -> dict[Deed, float]:
    """Chances of every deed that was asked about."""
    found = {}
    with torch.no_grad():
        for batch in packed(asked, Random(0)):
            for question, row in zip(batch, answer(*model, batch).sigmoid().tolist(), strict=True):
                for act, chance in zip(ACTS, row, strict=True):
                    found[*question.place, act] = chance
    return found


if __name__ == "__main__":
    main()
