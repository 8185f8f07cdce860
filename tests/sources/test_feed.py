"""RSS and Atom: each entry is a document with the date, link and publisher that the feed gives."""

from __future__ import annotations

import pytest

from stancewire.config import InputConfig
from stancewire.errors import EmptyInput
from stancewire.sources.feed import extract_feed
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Given

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Westmarch Post</title><link>https://post.example/</link>
<item><title>LMC &amp;amp; CCG at odds</title><link>https://post.example/1</link><guid>tag:post,1</guid>
<pubDate>Wed, 08 Oct 2014 00:30:00 +0100</pubDate><dc:creator>A Writer</dc:creator>
<description>Teaser.</description>
<content:encoded><![CDATA[<p>Westmarch LMC rejects the plan.</p><script>no()</script><p>The CCG &amp; others reply.</p>]]></content:encoded></item>
<item><title>Second</title><description>Only a summary &lt;b&gt;here&lt;/b&gt;.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>LMC news</title>
<entry><id>urn:x:1</id><title type="text">A &lt; B</title><updated>2016-02-03T10:00:00Z</updated>
<link href="https://lmc.example/1"/><summary type="text">Line one.
Line two.</summary></entry>
<entry><id>urn:x:1</id><title>Again</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body.</p></div></content></entry>
</feed>"""


def test_an_rss_item_is_a_document() -> None:
    first, second = extract_feed(RSS.encode(), "in.xml")
    assert first.raw == "LMC & CCG at odds\n\nWestmarch LMC rejects the plan.\n\nThe CCG & others reply."
    assert [(mark.zone, first.raw[mark.start : mark.end]) for mark in first.marks] == [("title", "LMC & CCG at odds")]
    assert (first.part, first.found_from, first.warnings) == ("tag:post,1", "feed", ())
    assert first.found == Given(
        title="LMC & CCG at odds",
        published="2014-10-08",  # as the publisher wrote it
        url="https://post.example/1",
        publisher="Westmarch Post",
        byline="A Writer",
    )
    assert (second.part, second.raw) == ("2", "Second\n\nOnly a summary here.")


def test_an_atom_entry_is_a_document() -> None:
    first, second = extract_feed(ATOM.encode(), "in.atom")
    assert (first.raw, first.part) == ("A < B\n\nLine one.\n\nLine two.", "urn:x:1")
    assert (first.found.published, first.found.publisher) == ("2016-02-03", "LMC news")
    assert (second.raw, second.part) == ("Again\n\nBody.", "urn:x:1#2")


@pytest.mark.parametrize("content", [RSS, ATOM])
def test_entries_are_members_of_their_file(content: str) -> None:
    found = list(read(Input(uri="in.xml", content=content.encode()), InputConfig()))
    assert all(isinstance(item, Article) and item.found_from == "feed" for item in found)
    assert len({item.id for item in found}) == 2
    assert all(item.source.media_type == "application/feed" and item.source.member for item in found)


def test_a_feed_without_entries_says_so() -> None:
    with pytest.raises(EmptyInput, match=r"in\.xml: is a feed without entries; give a feed"):
        list(extract_feed(b"<rss><channel><title>t</title></channel></rss>", "in.xml"))


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    (extract,) = extract_feed(RSS.encode()[: RSS.index("<item><title>Second")], "in.xml")
    assert extract.raw.startswith("LMC & CCG at odds\n\n")
    assert extract.warnings == ("is no well-formed XML: read as far as it makes sense",)


def test_an_address_is_not_opened() -> None:
    for content in (b"https://post.example/feed", b"file:///etc/passwd", b"/etc/passwd"):
        with pytest.raises(EmptyInput):
            list(extract_feed(content, "in.xml"))


def bomb() -> str:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel><item><title>&a9;</title></item></channel></rss>"


@pytest.mark.parametrize(
    "content",
    [
        bomb(),
        bomb().replace("<?xml version='1.0'?>", ""),
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>',
        "<rss><channel>" + "<item>" * 50_000,
        "<rss><channel><item><description>" + "&lt;div&gt;" * 50_000 + "</description></item></channel></rss>",
        "<rss><channel><item><title>" + "x" * 3_000_000 + "</title></item></channel></rss>",
        "<rss><channel><item><title>a\x00b\x08c\u202ed</title></item></channel></rss>",
    ],
    ids=["bomb", "bomb without declaration", "file", "depth", "depth of HTML", "long line", "controls"],
)
def test_a_hostile_feed_costs_one_record_and_no_time(content: str) -> None:
    found = list(read(Input(uri="in.xml", content=content.encode()), InputConfig(parse_seconds=8)))
    assert found
    assert "root:" not in "".join(item.raw for item in found if isinstance(item, Article))
    assert sum(len(item.raw) for item in found if isinstance(item, Article)) < 4_000_000


@pytest.mark.parametrize(
    ("written", "published", "warnings"),
    [
        ("<pubDate>Wed, 31 Feb 2014 10:00:00 GMT</pubDate>", None, ["the date 'Wed, 31 Feb 2014 10:00:00 GMT' cannot be read and is left out"]),
        ("<pubDate>soon</pubDate>", None, ["the date 'soon' cannot be read and is left out"]),
        ("<pubDate>Wed, 08 Oct 14 10:00:00 GMT</pubDate>", "2014-10-08", []),
        ("", None, []),
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_said(written: str, published: str | None, warnings: list[str]) -> None:
    feed = f"<rss version='2.0'><channel><title>P</title><item><title>T</title>{written}<description>D.</description></item></channel></rss>"
    (entry,) = extract_feed(feed.encode(), "in.xml")
    assert (entry.found.published, list(entry.warnings)) == (published, warnings)


def test_an_entry_with_a_broken_date_has_that_of_its_last_change() -> None:
    (entry,) = extract_feed(
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><published>soon</published><updated>2016-02-03T10:00:00Z</updated><summary>D.</summary></entry></feed>",
        "in.atom",
    )
    assert (entry.found.published, len(entry.warnings)) == ("2016-02-03", 1)


def test_the_content_is_read_though_its_summary_is_a_little_longer() -> None:
    entry = "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One.</p><p>Two &amp; three.</p></div></content><summary>Words of a teaser.</summary>"
    (extract,) = extract_feed(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title>{entry}</entry></feed>".encode(), "in.atom"
    )
    assert extract.raw == "T\n\nOne.\n\nTwo & three."
