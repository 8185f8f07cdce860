"""A toy corpus whose sentences decide their labels, and a tiny pretrained transformer to train on it. Needs torch."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer, normalizers, pre_tokenizers
from tokenizers.models import WordPiece
from tokenizers.trainers import WordPieceTrainer
from transformers import BertConfig, BertModel

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.read import read
from stancewire.corpus.types import SPLITS
from stancewire.corpus.violations import Findings
from stancewire.stance.labels import CLASSES, NAMES, NONE

THINGS = "hubs rota merger contract clinics targets budget closures pilot list survey scheme".split()
TEXTS: dict[str, tuple[str, str, str, str]] = {
    "lmc_objection": ("Westmarch LMC rejects the {}.", "Westmarch LMC", "lmc", "objects"),
    "ccg_plan": ("NHS Stow CCG plans the {}.", "NHS Stow CCG", "local_commissioner", "plans"),
    "nhse_mandate": ("NHS England orders the {}.", "NHS England", "national_authority", "mandates"),
    NONE: ("The choir sang of the {}.", "", "", ""),
}
PER_CLASS = {"train": THINGS, "dev": THINGS[:5], "test": THINGS[5:10]}


def rows(split: str) -> Iterator[tiny.Row]:
    """Documents of a headline, a sentence that takes a stance or none, and one that says nothing."""
    for label in CLASSES:
        pattern, holder, kind, act = TEXTS[label]
        for thing in PER_CLASS[split]:
            claims = [tiny.claim(holder, kind, act, 3)] if holder else []
            yield tiny.other(
                1,
                id=f"{split}-{label}-{thing}",
                event=f"{split}-{label}-{thing}",
                text=f"What was said about the {thing} in Marl\n\n{pattern.format(thing)}\n\nIt was a long evening, and nothing else was said of the {thing} that day.",
                zones=[[1, 1, "title"], [3, 5, "body"]],
                primary=label,
                present=[label] if label in NAMES else [],
                passages=[{"line": 3, "labels": [label]}] if label in NAMES else [],
                statements=claims,
            )  # fmt: skip


def base(path: Path) -> Path:
    """A BERT of one layer with random weights, and word pieces of the toy corpus."""
    tokenizer = Tokenizer(WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    texts = [row["text"] for split in SPLITS for row in rows(split)]
    specials = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer.train_from_iterator(texts, WordPieceTrainer(vocab_size=300, special_tokens=specials, show_progress=False))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    BertModel(config).save_pretrained(path)
    tokenizer.save(str(path / "tokenizer.json"))
    values = {"tokenizer_class": "BertTokenizerFast", "cls_token": "[CLS]", "sep_token": "[SEP]", "pad_token": "[PAD]"}
    (path / "tokenizer_config.json").write_text(json.dumps(values), encoding="utf-8")
    return path


def corpus(path: Path) -> Path:
    """A corpus folder as users load it."""
    for split in SPLITS:
        tiny.write(path / "raw" / split / "batches" / "b.jsonl", rows(split))
        lines = build(read(path / "raw" / split, Findings()))
        tiny.write(path / f"{split}.jsonl", [line for name in SPLITS for line in lines[f"{name}.jsonl"]])
    return path
