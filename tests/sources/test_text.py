"""A plain-text stream is one Article, or one Failure that says why not."""

from __future__ import annotations

import io

import pytest

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, OversizeInput
from stancewire.sources.inputs import Input
from stancewire.sources.text import check_size, read_text
from stancewire.types import Article, Failure

ITEM = Input(uri="a.txt", path=None)


def read(content: bytes, max_bytes: int = 1000) -> Article | Failure:
    stream = io.BufferedReader(io.BytesIO(content))
    (item,) = read_text(ITEM, stream, InputConfig(max_bytes=max_bytes))
    return item


def test_a_stream_is_one_article() -> None:
    item = read(b"Title\nBody \xe2\x80\x98text\xe2\x80\x99.\n")
    assert isinstance(item, Article)
    assert item.raw == "Title\nBody ‘text’.\n"
    assert (item.source.uri, item.source.media_type, item.source.member) == ("a.txt", "text/plain", None)
    assert item.source.sha256 == "fce2307e15d18e9cac8d6a0edd8cb2fbf5992834819b8a5089a749fab436bcbd"


def test_the_id_depends_on_the_content() -> None:
    assert read(b"one\n").id == read(b"one\n").id != read(b"two\n").id


@pytest.mark.parametrize("content", [b" ", b"\n\n\t\r\n", b"\xef\xbb\xbf", "\u00a0\u2003".encode()])
def test_white_space_is_no_text(content: bytes) -> None:
    item = read(content)
    assert isinstance(item, Failure)
    assert type(item.error) is EmptyInput
    assert str(item.error) == "a.txt: holds no text; give a file with the text of a document"


@pytest.mark.parametrize(("size", "fits"), [(99, True), (100, True), (101, False), (5000, False)])
def test_the_limit_is_the_last_size_that_fits(size: int, fits: bool) -> None:
    item = read(b"y" * size, max_bytes=100)
    assert isinstance(item, Article) is fits
    if isinstance(item, Failure):
        assert type(item.error) is OversizeInput
        assert str(item.error).startswith("a.txt: one document is larger than the limit of 100 bytes; split it")


def test_no_more_is_read_than_the_limit_needs() -> None:
    stream = io.BufferedReader(io.BytesIO(b"y" * 10_000))
    list(read_text(ITEM, stream, InputConfig(max_bytes=100)))
    assert stream.tell() == 101  # one more than the limit


def test_check_size_names_the_limit_with_separators() -> None:
    with pytest.raises(OversizeInput, match="limit of 52,428,800 bytes"):
        check_size(52_428_801, 52_428_800, "a.txt")
