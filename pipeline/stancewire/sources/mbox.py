"""A mailbox: many mails one behind the other, each below a line "From sender date"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import Final, cast

from stancewire.config import InputConfig
from stancewire.sources.extracted import read_extracts
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure

_PIECE_BYTES: Final = 65_536
# "From Ashmere to the plan of 2014 ..." is a line of a text: the sender has a sign of an address, or there is a day of the week.
_SEPARATOR: Final = re.compile(
    rb"From (?:-|\S*@\S*|\S.{0,80}?(?=\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b))\s(?=.{0,200}\d:\d\d).{0,200}\b\d{4}\b"
)
_HEAD_BYTES: Final = 500  # a separator is no longer; what is asked of a line of a megabyte would take seconds
_ESCAPED: Final = re.compile(rb"^>(>*From )", re.M)


def read_mbox(item: Input, stream: BufferedReader, limits: InputConfig) -> Iterator[Article | Failure]:
    """Yield the documents of each mail; mails are numbered from 1, their attachments named behind the number."""
    for number, mail in enumerate(_mails(stream, limits.max_file_bytes), 1):
        one = Input(uri=item.uri, member=item.part(str(number)), content=mail, depth=item.depth + 1)
        yield from read_extracts(one, cast(BufferedReader, BytesIO(mail)), limits, "message/rfc822")


def _mails(stream: BufferedReader, most: int) -> Iterator[bytes]:
    """The bytes of each mail, of which no more than most + 1 are kept."""
    mail = bytearray()
    after_blank, at_start, begun = True, True, False
    while piece := stream.readline(_PIECE_BYTES):
        if after_blank and at_start and _SEPARATOR.match(piece[:_HEAD_BYTES]):
            if begun:
                yield _unescaped(mail)
            mail, begun = bytearray(), True
        else:
            mail += piece[: max(0, most + 1 - len(mail))]
        after_blank = at_start and not piece.strip()
        at_start = piece.endswith(b"\n")
    if begun or mail.strip():
        yield _unescaped(mail)


def _unescaped(mail: bytearray) -> bytes:
    """A line of the text that begins with "From " was given a ">" that is no quote."""
    return _ESCAPED.sub(rb"\1", mail)
