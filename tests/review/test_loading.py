"""Records come in with their texts, or join them from somebody's copies, or are shown by their snippets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive_rows import write as write_packed
from helpers import article
from review_rows import TEXT, record, write
from stancewire.archive.pointers import load_vocabulary
from stancewire.archive.share import shared
from stancewire.config import load_config
from stancewire.errors import EmptyInput, MalformedRow, MissingInput
from stancewire.review.loading import Documents, Loaded, fits, load, loaded
from stancewire.review.store import Store
from stancewire.review.view import text_of
from stancewire.tagger import Tagger
from stancewire.types import Article, Failure

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite", new=True) as opened:
        yield opened


def of(*items: Article | Failure) -> Documents:
    return lambda: items


def without_text(name: str = "one") -> dict[str, object]:
    return {key: value for key, value in record(name).items() if key != "text"}


def test_errors_and_copies_are_counted_and_left_out(tmp_path: Path, store: Store) -> None:
    failed = record("bad") | {"status": "error", "stance": None, "document": None, "error": {"class": "EmptyInput"}}
    copy = record("one", source=record("one")["source"] | {"member": "2"})
    found = load(store, [write(tmp_path / "o.jsonl", record("one"), failed, copy, record("two"))])
    assert found == Loaded(records=2, new=2, copies=1, failed=1, without_text=0)


def test_parquet_holds_the_same_records(tmp_path: Path, store: Store) -> None:
    rows = [record("one", passages=[]), record("two", passages=[], abstained=True)]
    load(store, [write_packed(tmp_path / "o.parquet", rows)])
    assert [store.record(number) for number in (1, 2)] == rows


def test_a_record_without_text_takes_it_from_a_copy_that_fits(tmp_path: Path, store: Store) -> None:
    out = write(tmp_path / "o.jsonl", without_text(), without_text("elsewhere"))
    assert load(store, [out]).without_text == 2
    copy = article(TEXT)
    named = Article(id="one", source=copy.source, raw=copy.raw)
    wrong = Article(id="elsewhere", source=copy.source, raw=TEXT + "\n\nA line more.")
    found = load(store, [out], of(named, wrong))
    assert (found.new, found.without_text) == (0, 1)
    assert store.record(1) == record()
    assert text_of(store.record(2) or {}) == (TEXT, "zones")


def test_a_text_fits_where_every_snippet_stands_at_its_place() -> None:
    assert fits(without_text(), TEXT)
    assert not fits(without_text(), TEXT.replace("three", "seven"))
    assert not fits(without_text(), TEXT + "\n")


def test_shared_records_are_joined_by_the_hash_of_their_text(tmp_path: Path, store: Store) -> None:
    tagger = Tagger(load_config(ROOT / "configs" / "rules.toml"))
    copy = article(TEXT, uri="a.txt")
    tagged = tagger.record_of(copy).to_dict()
    out = write(tmp_path / "shared.jsonl", shared(tagged, load_vocabulary()))
    with pytest.raises(MissingInput, match="holds records without any text; name your copies with --texts"):
        load(store, [out])
    assert load(store, [out], of(article("Something else.", uri="b.txt"), copy)).without_text == 0
    assert store.record(1) == tagged


def test_a_record_without_any_snippet_of_its_zones_says_so() -> None:
    bare = without_text() | {"document": record()["document"] | {"zones": []}}
    assert text_of(bare) == (None, "nowhere")


def test_a_store_that_could_not_be_filled_is_not_left_behind(tmp_path: Path) -> None:
    (tmp_path / "o.jsonl").write_text('{"schema": "theirs"}\n', encoding="utf-8")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    for name, error in (("o.jsonl", MalformedRow), ("empty.jsonl", EmptyInput), ("none.jsonl", MissingInput)):
        with pytest.raises(error), loaded(tmp_path / "s.sqlite", [str(tmp_path / name)]):
            pass
        assert list(tmp_path.glob("s.sqlite*")) == []


def test_a_store_that_was_there_stays(tmp_path: Path) -> None:
    out = write(tmp_path / "o.jsonl", record())
    with loaded(tmp_path / "s.sqlite", [out]) as (_, found):
        assert found.records == 1
    (tmp_path / "bad.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(MalformedRow), loaded(tmp_path / "s.sqlite", [str(tmp_path / "bad.jsonl")]):
        pass
    with Store(tmp_path / "s.sqlite") as store:
        assert len(store.items()) == 1
