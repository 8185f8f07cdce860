"""Valid files of every format, made here, and ways to break them: the inputs of fuzz_readers.py."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
from functools import cache
from typing import Final

import zstandard

TEXT: Final = (
    "Westmarch LMC says no\n\nDear Dr Thorne,\n\nWestmarch LMC – and “others” – reject the merger.\n\nYours sincerely\n"
)
HTML: Final = (
    "<!doctype html><html><head><title>LMC says no</title><meta property='article:published_time' content='2014-10-08'></head>"
    "<body><nav><a href='/'>Home</a></nav><article><h1>LMC says no</h1><p>Westmarch LMC has rejected the plan of the commissioning "
    "group to merge two practices, its chair said.</p><table><tr><td>1</td><td>2</td></tr></table><blockquote>No.</blockquote>"
    "</article><section id='comments'><p>I agree &amp; so on &#8217;</p></section></body></html>"
)  # fmt: skip
FEED: Final = (
    "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]><rss version='2.0'><channel><title>Westmarch Post</title>"
    "<item><title>LMC &a; no</title><guid>1</guid><pubDate>Wed, 08 Oct 2014 10:15:00 +0100</pubDate>"
    "<description><![CDATA[<p>Westmarch LMC rejects it.</p>]]></description></item></channel></rss>"
)
ATOM: Final = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>LMC</title><entry><id>urn:1</id><title>No</title>"
    "<updated>2016-02-03T10:00:00Z</updated><content type='html'>&lt;p&gt;No.&lt;/p&gt;</content></entry></feed>"
)
RTF: Final = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title No}}\f0 Westmarch LMC \'93rejects\'94 \u8217? it.\par Next.\par}"
CSV: Final = (
    'id,published,title,text\n1,2014-10-08,No,"Westmarch LMC rejects\nthe plan."\n2,2014-10-09,Yes,It agrees.\n'
)
ROWS: Final = (
    '{"id": "a", "text": "Westmarch LMC rejects.", "published": "2014-10-08"}\n{"id": "b", "text": "\\u2019"}\n'
)
DOCX_NS: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
ODT_NS: Final = "urn:oasis:names:tc:opendocument:xmlns:"


def _zip(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)  # of 1980; a name alone would be dated now, and every run broken elsewhere
            info.compress_type = method
            archive.writestr(info, content)
    return target.getvalue()


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


def _tar(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def _mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = (
        "Westmarch LMC <office@lmc.example>",
        "all@gp.example",
        "‘No’ to the merger",
    )
    mail["Date"] = "Wed, 08 Oct 2014 10:15:00 +0100"
    mail.set_content("We reject it – all of it.\n\nOn 7 Oct 2014, A Clerk wrote:\n> We propose a merger.\n")
    mail.add_alternative("<p>We reject it.</p><blockquote>We propose a merger.</blockquote>", subtype="html")
    mail.add_attachment(RTF.encode(), maintype="application", subtype="rtf", filename="letter.rtf")
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=={number}==")  # a random one otherwise
    return mail.as_bytes()


def _docx() -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in TEXT.split("\n\n"))
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return _zip(("[Content_Types].xml", types.encode()), ("word/document.xml", f'<w:document xmlns:w="{DOCX_NS}"><w:body>{body}</w:body></w:document>'.encode()))  # fmt: skip


def _odt() -> bytes:
    names = f'xmlns:office="{ODT_NS}office:1.0" xmlns:text="{ODT_NS}text:1.0"'
    body = "".join(f"<text:p>{line}</text:p>" for line in TEXT.split("\n\n"))
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return _zip(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.encode()))


def _pdf() -> bytes:
    drawn = b"BT /F1 12 Tf 72 720 Td (Westmarch LMC rejects the plan.) Tj 0 -20 Td (It is unacceptable.) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    content = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    return content + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def _warc() -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n" % (
        len(HTML),
        HTML.encode(),
    )
    plain = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n" + _gzip(TEXT.encode())
    records = [
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lmc.example/%d\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (number, len(record), record)
        for number, record in enumerate((block, plain))
    ]  # fmt: skip
    return b"".join(records)


def _mbox() -> bytes:
    return b"".join(
        b"From a@lmc.example Wed Oct  8 10:15:00 2014\n" + mail + b"\n"
        for mail in (_mail(), b"Subject: A\n\n>From B\n")
    )


def _parquet() -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    target = io.BytesIO()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [TEXT, "No."], "published": ["2014-10-08", None]}), target)
    return target.getvalue()


@cache
def seeds() -> dict[str, bytes]:
    """A valid file of every format, by the name it goes by."""
    text, html = TEXT.encode(), HTML.encode()
    inside = (("a.txt", text), ("b/page.html", html), ("rows.jsonl", ROWS.encode()))
    tar = _tar(*inside)
    return {
        "a.txt": text, "b.txt": TEXT.encode("cp1252", "replace"), "c.txt": TEXT.encode("utf-16"), "a.jsonl": ROWS.encode(),
        "a.json": b'[{"text": "Westmarch LMC rejects."}]', "a.csv": CSV.encode(), "a.tsv": CSV.replace(",", "\t").encode(),
        "a.parquet": _parquet(), "a.html": html, "a.rss": FEED.encode(), "a.atom": ATOM.encode(), "a.rtf": RTF.encode(),
        "a.eml": _mail(), "a.mbox": _mbox(), "a.warc": _warc(), "a.warc.gz": _gzip(_warc()), "a.pdf": _pdf(),
        "a.docx": _docx(), "a.odt": _odt(), "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1_500), "a.zip": _zip(*inside),
        "stored.zip": _zip(*inside, ("c.zip", _zip(*inside)), ("d.tar.gz", _gzip(tar)), method=zipfile.ZIP_STORED),
        "a.tar": tar, "a.tar.gz": _gzip(tar), "a.txt.bz2": bz2.compress(text), "a.tar.xz": lzma.compress(tar),
        "a.html.zst": zstandard.compress(html),
    }  # fmt: skip
