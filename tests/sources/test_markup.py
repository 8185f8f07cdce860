"""Feeds and pages are known by their tags, whatever stands above them; a letter with a tag in it stays one."""

from __future__ import annotations

import pytest

from stancewire.sources.markup import FEED, HTML
from stancewire.sources.sniff import TEXT, media_type

PARAGRAPHS = b"<p>Westmarch LMC has rejected the plan.</p><p>Nobody was asked.</p><p>It will be put to a vote.</p>"
ITEM = b"<channel><title>t</title><item><title>LMC says no</title></item></channel>"
ENTITIES = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 200))


@pytest.mark.parametrize(
    "above",
    [
        b"",
        b"\n\n",
        b'<?xml version="1.0"?>\n<?xml-stylesheet type="text/xsl" href="x.xsl"?>\n',
        b"<?xml version='1.0'?><!-- made by hand <rss> --><!-- twice -->",
        b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">',
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        b"<!DOCTYPE rss [" + ENTITIES + b"]>",
        b'<?xml version="1.0"?><!DOCTYPE lolz [' + ENTITIES[:500] + b"]>",
    ],
)
@pytest.mark.parametrize(
    "root", [b"<rss version='0.91'>", b"<feed xmlns='a'>", b"<atom:feed xmlns:atom='a'>", b"<rdf:RDF>"]
)
def test_a_feed_is_one_whatever_stands_above_its_root(above: bytes, root: bytes) -> None:
    assert media_type("in.xml", (above + root + ITEM)[:8_192]) == FEED


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_a_feed_and_a_page_may_be_wide(encoding: str) -> None:
    assert media_type("in.xml", ("<?xml version='1.0'?><rss>" + ITEM.decode()).encode(encoding)) == FEED
    assert media_type("in", ("<table><tr><td>a</td></tr></table>" + PARAGRAPHS.decode()).encode(encoding)) == HTML


@pytest.mark.parametrize("name", ["in.html", "in.HTM", "-", "in.txt"])
@pytest.mark.parametrize(
    "above",
    [
        b"<h1>LMC rejects plan</h1>", b"<table><tr><td>a</td></tr></table>", b"<span>By X</span>", b"<center>", b"<font size=2>",
        b"<a name=top></a>", b"<section>", b"<main>", b"<link rel=x>", b"<ul><li>x</li></ul>", b"<strong>x</strong>", b"<img src=x>",
        b"<style>p{}</style>", b"<script>var a = 1</script>", b"<br>", b"<header>", b"<![if !vml]>", b"<?php ?>", b"\n" * 5_000,
        b"<!--" + b"x" * 3_000 + b"-->", b"Intro words <b>bold</b>",
    ],
)  # fmt: skip
def test_a_page_may_begin_with_anything(name: str, above: bytes) -> None:
    assert media_type(name, above + PARAGRAPHS) == HTML


def test_a_remark_longer_than_the_head_hides_no_page() -> None:
    assert media_type("-", b"<!--" + b"x" * 9_000) == HTML


@pytest.mark.parametrize(
    "text",
    [
        b"<name>\n<address>\n\nDear Dr Thorne\n\nWestmarch LMC has rejected the plan.\n",
        b"<iris@lmc.example> wrote that the plan is off.\n",
        b"The tag <b> makes print bold, and </b> ends it, said the web officer of the LMC.\n",
        b"Budgets <5% and >2% were rejected; a<b and b>c.\n",
        b"LMC says no <!-- note: check --> to the plan.\n",
    ],
)
def test_a_text_with_a_tag_stays_a_text(text: bytes) -> None:
    assert media_type("in.txt", text) == TEXT


def test_a_text_without_a_tag_is_no_page_whatever_its_suffix() -> None:
    assert media_type("in.html", b"Westmarch LMC has rejected the plan.\n") == TEXT


def test_xml_of_another_kind_is_read_without_its_tags() -> None:
    assert (
        media_type("in.xml", b"<?xml version='1.0'?><nitf><hl1>LMC says no</hl1><block>It does.</block></nitf>") == HTML
    )


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("in.pdf", b"\r\n\r\n%PDF-1.4\n"),
        ("in.pdf", b"HTTP/1.1 200 OK\r\n" + b"x" * 900 + b"%PDF-1.7"),
        ("-", b"\0" * 100 + b"%PDF-1.4\n"),
    ],
)
def test_a_pdf_may_begin_a_little_late(name: str, head: bytes) -> None:
    assert media_type(name, head) == "application/pdf"


@pytest.mark.parametrize("text", [b"Files that begin with %PDF- are PDFs.\n", b"x" * 1_100 + b"\n%PDF-1.4\n"])
def test_a_text_that_names_the_sign_of_a_pdf_is_none(text: bytes) -> None:
    assert media_type("in.txt", text) == TEXT
