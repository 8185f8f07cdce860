"""The whole check, over a folder."""

from __future__ import annotations

import json
from pathlib import Path

import corpus_rows as tiny
from stancewire.corpus.build import build
from stancewire.corpus.check import check
from stancewire.corpus.rules.reference import Reference


def test_a_published_row_that_was_changed_by_hand_is_found(tmp_path: Path) -> None:
    folder = tiny.corpus(tmp_path)
    corpus, _ = check(folder, Reference(), rebuilding=True)
    for name, lines in build(corpus).items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    assert check(folder, Reference())[1].errors == []
    name = next(split for split in ("train.jsonl", "dev.jsonl", "test.jsonl") if (folder / split).stat().st_size)
    first, *rest = (folder / name).read_text(encoding="utf-8").splitlines()
    changed = json.dumps(json.loads(first) | {"confidence": 1}, ensure_ascii=False)
    (folder / name).write_text("\n".join((changed, *rest)) + "\n", encoding="utf-8")
    assert {error.sentence for error in check(folder, Reference())[1].errors} == {
        "is not what the annotators' rows give; run scripts/build_corpus.py FOLDER"
    }
