"""Compressed files: what is inside decides, tar or anything else, and it is read as it unpacks."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import sys
import tarfile
import tracemalloc
from collections.abc import Callable

import pytest
import zstandard

from stancewire.config import InputConfig
from stancewire.errors import ParserFailure, UnsafeArchive
from stancewire.sources.compressed import unpacked_name
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

LETTER = b"Westmarch LMC rejects the plan.\n"
PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress, "zst": zstandard.compress}
every = pytest.mark.parametrize(("suffix", "pack"), PACKERS.items(), ids=PACKERS)
Pack = Callable[[bytes], bytes]


def tarred(*names: str) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(LETTER)
            archive.addfile(info, io.BytesIO(LETTER))
    return target.getvalue()


def documents(name: str, content: bytes, **limits: int) -> list[Article | Failure]:
    return list(read(Input(uri=name, content=content), InputConfig(**limits)))


@every
def test_a_compressed_text_is_named_without_its_suffix(suffix: str, pack: Pack) -> None:
    (article,) = documents(f"letters/a.txt.{suffix}", pack(LETTER))
    assert isinstance(article, Article)
    assert (article.raw, article.source.uri, article.source.member) == (
        LETTER.decode(),
        f"letters/a.txt.{suffix}",
        "a.txt",
    )


@every
def test_the_suffix_below_decides_as_it_would_of_a_file(suffix: str, pack: Pack) -> None:
    rows = b'{"id": "n1", "text": "one"}\n{"id": "n2", "text": "two"}\n'
    assert [item.id for item in documents(f"rows.jsonl.{suffix}", pack(rows))] == ["n1", "n2"]


@every
def test_a_compressed_tar_is_one_archive(suffix: str, pack: Pack) -> None:
    found = documents(f"in.tar.{suffix}", pack(tarred("b.txt", "a/c.txt")), max_depth=1)
    assert [item.source.member for item in found] == ["b.txt", "a/c.txt"]
    assert all(isinstance(item, Article) for item in found)


@every
def test_several_packed_streams_in_one_file_are_read_on(suffix: str, pack: Pack) -> None:
    (article,) = documents(f"a.{suffix}", pack(LETTER) + pack(LETTER))
    assert isinstance(article, Article)
    assert article.raw == 2 * LETTER.decode()


@every
def test_a_file_cut_short_is_a_failure(suffix: str, pack: Pack) -> None:
    content = pack(bytes(range(32, 127)) * 2_000)
    for cut in (len(content) - 1, len(content) // 2, 20, 12):
        (item,) = documents(f"a.{suffix}", content[:cut])
        assert isinstance(item, Failure)
        assert str(item.error).startswith(f"a.{suffix}")


@every
def test_the_rows_before_a_cut_are_read_and_the_cut_is_one_failure(suffix: str, pack: Pack) -> None:
    rows = b"".join(b"n%d,%s\n" % (n, hashlib.sha512(b"%d" % n).hexdigest().encode() * 3) for n in range(12_000))
    content = pack(b"id,text\n" + rows)
    *found, failure = documents(f"rows.csv.{suffix}", content[: len(content) // 2])
    assert len(found) > 1_000
    assert all(isinstance(item, Article) for item in found)
    assert type(failure.error) is ParserFailure  # type: ignore[union-attr]


@every
def test_a_bomb_is_stopped(suffix: str, pack: Pack) -> None:
    (failure,) = documents(f"a.{suffix}", pack(b"x" * 40_000_000), max_bytes=100_000_000)
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnsafeArchive
    assert "unpacks to more than 200 times its size" in str(failure.error)


@every
def test_compression_within_compression_ends_at_its_depth(suffix: str, pack: Pack) -> None:
    content = LETTER
    for _ in range(6):
        content = pack(content)
    (failure,) = documents(f"a.{suffix}", content, max_depth=4)
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnsafeArchive
    assert isinstance(documents(f"a.{suffix}", content, max_depth=6)[0], Article)


def test_a_file_that_holds_itself_ends() -> None:
    # A gzip file that unpacks to itself would do the same as this one, of which every layer is read.
    content = LETTER
    for _ in range(200):
        content = gzip.compress(content)
    (failure,) = documents("quine.gz", content)
    assert type(failure.error) is UnsafeArchive  # type: ignore[union-attr]


def test_a_window_of_any_size_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    target = io.BytesIO()
    with zstandard.ZstdCompressor(compression_params=parameters).stream_writer(target, closefd=False) as writer:
        writer.write(LETTER)
    (failure,) = documents("a.zst", target.getvalue())
    assert type(failure.error) is ParserFailure  # type: ignore[union-attr]


def test_a_broken_block_behind_good_rows_costs_the_rest_only() -> None:
    rows = b"".join(b'{"text": "row %d"}\n' % number for number in range(2_000))
    content = gzip.compress(rows)
    found = documents("rows.jsonl.gz", content[:-4])
    assert sum(isinstance(item, Article) for item in found) == 2_000
    assert type(found[-1].error) is ParserFailure  # type: ignore[union-attr]


def test_rows_of_any_number_are_read_in_a_little_memory() -> None:
    target = io.BytesIO()
    with gzip.GzipFile(fileobj=target, mode="wb") as file:
        for number in range(60_000):
            file.write(b'{"text": "row %d %s"}\n' % (number, str(hash(number)).encode() * 30))
    tracemalloc.start()
    count = sum(1 for _ in read(Input(uri="a.jsonl.gz", content=target.getvalue()), InputConfig()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 60_000
    assert peak < 2_000_000


def test_standard_input_may_be_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BufferedReader(io.BytesIO(gzip.compress(tarred("a.txt"))))  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))
    (article,) = read(Input(uri="-"), InputConfig())
    assert (article.source.uri, article.source.member) == ("-", "a.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt.gz", "a.txt"), ("x/a.CSV.XZ", "a.CSV"), ("a.tgz", "a.tar"), ("a.tbz2", "a.tar"), ("-", "content"),
        ("a.txt", "content"), ("in.zip!b/c.html.zst", "c.html"), ("a.warc.gz", "a.warc"),
    ],
)  # fmt: skip
def test_the_name_of_what_is_inside(name: str, expected: str) -> None:
    assert unpacked_name(name) == expected


def test_what_stands_behind_a_gzip_file_and_is_none_costs_a_warning() -> None:
    (document,) = documents("a.txt.gz", gzip.compress(LETTER) + gzip.compress(LETTER) + b"junk")
    assert isinstance(document, Article)
    assert document.raw == 2 * LETTER.decode()
    assert document.warnings == (
        "the packed file goes on behind its end with bytes that are no gzip: they were left out",
    )


def test_a_gzip_file_whose_sum_is_wrong_is_an_error() -> None:
    packed = bytearray(gzip.compress(LETTER))
    packed[-8] ^= 1
    (failure,) = documents("a.txt.gz", bytes(packed))
    assert isinstance(failure, Failure)
    assert "CRC" in str(failure.error)
