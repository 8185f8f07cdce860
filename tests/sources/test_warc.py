"""Web archives: pages that answered, named by their address; everything else is passed over."""

from __future__ import annotations

import gzip

import pytest

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, OversizeInput, ParserFailure, UnsafeArchive
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

PAGE = (
    b"<html><head><title>LMC says no</title></head><body><article><h1>LMC says no</h1><p>Westmarch LMC has rejected the plan of "
    b"the commissioning group to merge two practices, its chair said on Monday.</p></article></body></html>"
)
TEXT = b"Westmarch LMC rejects the plan.\n"
Record = tuple[str, bytes, str, str, tuple[tuple[str, str], ...]]


def record(
    url: str, payload: bytes, kind: str = "text/plain", status: str = "200 OK", headers: tuple[tuple[str, str], ...] = ()
) -> Record:  # fmt: skip
    return url, payload, kind, status, headers


def warc(*records: Record, packed: bool = False, rec_type: str = "response") -> bytes:
    pieces = []
    for url, payload, kind, status, headers in records:
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *(f"{name}: {value}" for name, value in headers)]
        block = "\r\n".join([*lines, "", ""]).encode() + payload if rec_type == "response" else payload
        about = (
            f"WARC-Type: {rec_type}\r\nWARC-Target-URI: {url}\r\nContent-Type: {kind}\r\nContent-Length: {len(block)}"
        )
        pieces.append(f"WARC/1.0\r\n{about}\r\n\r\n".encode() + block + b"\r\n\r\n")
    return b"".join(gzip.compress(piece, mtime=0) if packed else piece for piece in pieces)


def documents(content: bytes, **limits: int) -> list[Article | Failure]:
    return list(read(Input(uri="in.warc", content=content), InputConfig(**limits)))


@pytest.mark.parametrize("packed", [False, True])
def test_a_page_is_a_document_with_its_address(packed: bool) -> None:
    content = warc(
        record("https://lmc.example/a", PAGE, "text/html; charset=utf-8"),
        record("https://lmc.example/b", TEXT),
        packed=packed,
    )
    first, second = documents(content)
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.raw.startswith("LMC says no\n")
    assert (first.found.url, first.source.media_type) == ("https://lmc.example/a", "text/html")
    assert (second.raw, second.found.url) == (TEXT.decode(), "https://lmc.example/b")
    prefix = "content!" if packed else ""
    assert second.source.member == f"{prefix}https://lmc.example/b"


def test_what_is_no_page_is_passed_over() -> None:
    content = warc(
        record("https://lmc.example/logo.png", b"\x89PNG", "image/png"),
        record("https://lmc.example/gone", PAGE, "text/html", "404 Not Found"),
        record("https://lmc.example/moved", b"", "text/html", "301 Moved"),
        record("https://lmc.example/x.js", b"var a", "text/javascript"),
        record("https://lmc.example/a", TEXT),
    )
    assert [item.source.member for item in documents(content)] == ["https://lmc.example/a"]


def test_texts_made_from_pages_are_read() -> None:
    content = warc(record("https://lmc.example/a", TEXT), rec_type="conversion")
    assert [item.raw for item in documents(content) if isinstance(item, Article)] == [TEXT.decode()]


def test_an_address_met_twice_is_two_documents() -> None:
    content = warc(record("https://lmc.example/a", TEXT), record("https://lmc.example/a", TEXT))
    assert [item.source.member for item in documents(content)] == ["https://lmc.example/a", "https://lmc.example/a#2"]


@pytest.mark.parametrize(
    ("payload", "header"),
    [
        (gzip.compress(TEXT, mtime=0), ("Content-Encoding", "gzip")),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(TEXT), TEXT), ("Transfer-Encoding", "chunked")),
    ],
)
def test_transfer_and_content_encodings_are_undone(payload: bytes, header: tuple[str, str]) -> None:
    (article,) = documents(warc(record("https://lmc.example/a", payload, headers=(header,))))
    assert isinstance(article, Article)
    assert article.raw == TEXT.decode()


def test_an_archive_without_pages_says_so() -> None:
    (failure,) = documents(warc(record("https://lmc.example/logo.png", b"\x89PNG", "image/png")))
    assert type(failure.error) is EmptyInput  # type: ignore[union-attr]


def test_a_page_beyond_the_limit_fails_alone() -> None:
    content = warc(record("https://lmc.example/a", b"x" * 5_000), record("https://lmc.example/b", TEXT))
    first, second = documents(content, max_file_bytes=1_000)
    assert isinstance(first, Failure)
    assert type(first.error) is OversizeInput
    assert isinstance(second, Article)


def test_a_packed_page_that_swells_is_stopped() -> None:
    bomb = gzip.compress(b"x" * 50_000_000, mtime=0)
    found = documents(
        warc(
            record("https://lmc.example/a", bomb, headers=(("Content-Encoding", "gzip"),)),
            record("https://b.example/", TEXT),
        )
    )
    assert [type(item.error) for item in found if isinstance(item, Failure)] == [UnsafeArchive]


def test_headers_without_an_end_are_refused() -> None:
    (failure,) = documents(b"WARC/1.0\r\nWARC-Type: " + b"x" * 3_000_000)
    assert type(failure.error) is ParserFailure  # type: ignore[union-attr]
    assert "more than 1,000,000 bytes of headers" in str(failure.error)  # type: ignore[union-attr]


def test_a_record_without_a_length_is_refused() -> None:
    content = warc(record("https://lmc.example/a", TEXT)).replace(b"Content-Length", b"Content-Lenght", 1)
    (failure,) = documents(content)
    assert type(failure.error) is ParserFailure  # type: ignore[union-attr]


def test_an_archive_cut_short_gives_what_there_is(capfd: pytest.CaptureFixture[str]) -> None:
    content = warc(record("https://lmc.example/a", TEXT), record("https://lmc.example/b", TEXT))
    for cut in range(1, len(content), 37):
        assert documents(content[:cut])
    first = documents(content[:-100])[0]
    assert isinstance(first, Article)
    assert capfd.readouterr() == ("", "")


FEED = b"<?xml version='1.0'?><?xml-stylesheet href='a'?><rss><channel><item><title>LMC says no</title></item></channel></rss>"


@pytest.mark.parametrize(
    ("payload", "kind", "found"),
    [
        (FEED, "application/rss+xml", "application/feed"),
        (FEED, "text/html", "application/feed"),
        (PAGE, "application/octet-stream", "text/html"),
        (PAGE, "", "text/html"),
        (TEXT, "binary/octet-stream", "text/plain"),
        (b'{"text": "LMC objects to the plan"}\n', "application/json", "application/jsonl"),
        (gzip.compress(TEXT, mtime=0), "application/x-gzip", "text/plain"),
    ],
)
def test_what_a_server_sent_is_known_by_its_content(payload: bytes, kind: str, found: str) -> None:
    (article,) = documents(warc(record("https://lmc.example/a", payload, kind)))
    assert isinstance(article, Article)
    assert article.source.media_type == found


def test_what_cannot_be_read_is_an_error_and_not_silence() -> None:
    (failure,) = documents(warc(record("https://lmc.example/a", b"\0\1\2\3" * 100, "application/octet-stream")))
    assert isinstance(failure, Failure)


def test_pictures_and_scripts_are_counted_on_the_last_document() -> None:
    content = warc(
        record("https://lmc.example/a", TEXT),
        record("https://lmc.example/b", TEXT),
        record("https://lmc.example/logo.png", b"\x89PNG", "image/png"),
        record("https://lmc.example/icon", b"\x89PNG", "application/octet-stream"),
        record("https://lmc.example/x.js", b"var a", "text/javascript; charset=utf-8"),
        record("https://lmc.example/c", b"\0\1" * 100, "text/plain"),
    )
    first, last, failure = documents(content)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(failure, Failure)
    said = "what the archive holds beside documents was passed over: 2 image/png, 1 text/javascript"
    assert (first.warnings, last.warnings) == ((), (said,))


def test_a_packed_archive_cut_short_keeps_its_pages_and_one_error() -> None:
    records = [record(f"https://lmc.example/{n}", PAGE, "text/html") for n in range(5)]
    *pages, failure = documents(warc(*records, packed=True)[:-150])
    assert [page.found.url for page in pages if isinstance(page, Article)] == [r[0] for r in records[:4]]
    assert isinstance(failure, Failure)
    assert len(pages) == 4


def test_a_fragment_keeps_its_short_headline() -> None:
    (article,) = documents(
        warc(record("https://lmc.example/a", b"<h1>LMC rejects</h1><p>" + TEXT + b"</p>", "text/html"))
    )
    assert isinstance(article, Article)
    assert article.found.title == "LMC rejects"


@pytest.mark.parametrize("packed", ["br", "zstd"])
def test_a_page_in_a_packing_that_is_not_undone_is_an_error_and_no_text_of_odd_signs(packed: str) -> None:
    page = record("https://lmc.example/a", b"(\xb5/\xfd odd", "text/html", headers=(("Content-Encoding", packed),))
    plain = record("https://lmc.example/b", TEXT, headers=(("Content-Encoding", packed),))
    first, second = documents(warc(page, plain))
    assert isinstance(first, Failure)
    assert f"was sent packed as '{packed}', which is not unpacked here" in str(first.error)
    assert isinstance(second, Article)  # unpacked by who wrote the archive


CZECH = (
    "Praktičtí lékaři odmítli návrh úřadu na slučování ordinací. Předseda sdružení uvedl, že lékaři nebyli o změnách "
    "informováni a že bez nich žádná reforma nemůže uspět."
)
RUSSIAN = "Врачи округа отказались от слияния практик, потому что их никто не спросил о нём."


@pytest.mark.parametrize(
    ("text", "charset"),
    [(CZECH, "iso-8859-2"), (CZECH, "windows-1250"), (RUSSIAN, '"koi8-r"'), (CZECH, "utf-8"), (CZECH, "iso-8859-1")],
)
@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_a_page_is_read_in_the_encoding_that_its_server_named(kind: str, text: str, charset: str) -> None:
    """A page in UTF-8 is one, whatever a server says by default."""
    encoding = charset.strip('"').replace("iso-8859-1", "utf-8")
    body = f"<html><body><article><p>{text}</p><p>{text[::-1]}</p></article></body></html>" if "html" in kind else text
    (found,) = documents(warc(record("https://a.example/", body.encode(encoding), f"{kind}; charset={charset}")))
    assert isinstance(found, Article)
    assert text in found.raw
    assert found.warnings == ()


def test_what_a_page_says_of_its_encoding_goes_before_what_its_server_says() -> None:
    body = f"<html><head><meta charset=iso-8859-2></head><body><p>{CZECH}</p></body></html>".encode("iso-8859-2")
    (found,) = documents(warc(record("https://a.example/", body, "text/html; charset=windows-1251")))
    assert isinstance(found, Article)
    assert CZECH in found.raw


@pytest.mark.parametrize("charset", ["unicode_escape", "rot13", "no-such", "euc-jp"])
def test_an_encoding_that_does_not_fit_is_passed_over(charset: str) -> None:
    page = record("https://a.example/", "Café “LMC” says no.".encode("cp1252"), f"text/plain; charset={charset}")
    (found,) = documents(warc(page))
    assert isinstance(found, Article)
    assert found.raw == "Café “LMC” says no."
