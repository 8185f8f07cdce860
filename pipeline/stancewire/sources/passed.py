"""What stands beside the documents of a folder or archive and is none: the pictures, styles and scripts of saved pages, a system's own files.

In:  names and first bytes; the documents of an input.
Out: the same documents, the last of them with a warning that counts what was passed over by its suffix.

A file of its own that a user names is never passed over, nor is a scan as TIFF, which no web page shows: they cost an error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Final

from stancewire.errors import EmptyInput, LocatedError, StancewireError
from stancewire.types import Article, Failure

HEAD_BYTES: Final = 512
# Text, so that their suffix alone tells them from a document.
_CODE: Final = frozenset((".css", ".js", ".mjs", ".map", ".scss", ".less", ".svg"))
# A suffix may be wrong: what is text is read, whatever it is called.
_BINARY: Final = frozenset(
    ".png .jpg .jpeg .jpe .gif .ico .cur .bmp .webp .avif .woff .woff2 .ttf .otf .eot .swf .mp3 .m4a .mp4 .webm .ogg .wav .mov".split()
)
_MAGIC: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"RIFF", b"wOFF", b"wOF2", b"OTTO", b"OggS", b"ID3", b"FWS", b"CWS")  # fmt: skip
_SYSTEM: Final = frozenset(("thumbs.db", "ehthumbs.db", "desktop.ini"))
_HINT: Final = "name a folder or an archive with documents in it; the text of a scan has to be recognised first"


def may_pass(name: str) -> bool:
    """Whether a file may be none by its name, so that its first bytes have to be looked at."""
    return kind_of(name) in _CODE | _BINARY | _SYSTEM


def is_none(name: str, head: bytes) -> bool:
    """Whether a file that begins with `head` is no document."""
    kind = kind_of(name)
    return kind in _CODE | _SYSTEM or (kind in _BINARY and (head.startswith(_MAGIC) or b"\0" in head or not head))


def kind_of(name: str) -> str:
    """What it is counted as: its suffix, or its name if that tells a system's own file."""
    path = PurePosixPath(name.rpartition("!")[2].replace("\\", "/"))
    return path.name.lower() if path.name.lower() in _SYSTEM else path.suffix.lower()


def passed_over(passed: Counter[str], where: str) -> str | None:
    """One sentence for all of them; None for none."""
    if not passed:
        return None
    kinds = ", ".join(f"{number} {kind}" for kind, number in sorted(passed.items()))
    return f"what the {where} holds beside documents was passed over: {kinds}"


def remarked(
    name: str, documents: Iterable[Article | Failure], said: Callable[[], str | None]
) -> Iterator[Article | Failure]:
    """The documents of an input; what `said` gives in the end is a warning of the last Article, or without one said by the last Failure.

    Raises what they raise, at the end, and EmptyInput where there is something to say and no document.
    """
    held: list[Article | Failure] = []  # the last Article, and what follows it; until there is one, the last Failure
    broken: StancewireError | None = None
    try:
        for document in documents:
            if isinstance(document, Article) or not (held and isinstance(held[0], Article)):
                yield from held
                held = []
            held.append(document)
    except StancewireError as error:
        broken = error
    remark = said()
    yield from (*(_told(document, remark) for document in held[:1]), *held[1:]) if remark else held
    if broken:
        raise broken
    if remark and not held:
        raise EmptyInput(name, f"holds no document to read: {remark}", _HINT)


def _told(document: Article | Failure, remark: str) -> Article | Failure:
    if isinstance(document, Article):
        return replace(document, warnings=(*document.warnings, remark))
    if not isinstance(document.error, LocatedError):
        return document
    where, reason, hint = document.error.args
    return replace(document, error=type(document.error)(where, f"{reason} ({remark})", hint))
