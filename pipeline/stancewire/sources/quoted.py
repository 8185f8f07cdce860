"""Which lines of a mail its writer quotes: "> " lines, what follows "On … wrote:" or "-----Original Message-----"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.types import Zone

_PREFIX: Final = re.compile(r"\s{0,3}>")
_WROTE: Final = re.compile(r"(?:on|am|le)\b.{6,300}\b(?:wrote|schrieb|a écrit)\s?:", re.I | re.S)
_WROTE_BEGINS: Final = re.compile(r"on\b.{0,80}\d", re.I)
_MESSAGE: Final = re.compile(r"[-_ ]{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by .{1,60}))\s*[-_ ]{2,}|begin forwarded message:", re.I)  # fmt: skip
_FROM: Final = re.compile(r"[*_]?from:[*_]?\s*\S", re.I)
_SENT: Final = re.compile(r"[*_]?(?:sent|date):[*_]?\s*\S", re.I)
_HEADER_LINES: Final = 4  # of a message quoted by Outlook, within which Sent: follows From:
_BETWEEN: Final = "\n\n"
_WROTE_LINES: Final = 3  # that "On … wrote:" may be broken over


def split_quoted(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """Each line with whether it is quoted. A mail that is nothing but a quote is one passed on: none of it is."""
    flags = list(_flags(lines))
    if not any(line.strip() and not flag for line, flag in zip(lines, flags, strict=True)):
        return [(line, False) for line in lines]
    return list(zip(lines, flags, strict=True))


def raw_and_marks(lines: Sequence[tuple[str, bool]], start: int) -> tuple[str, tuple[Zone, ...]]:
    """The text of the lines, a blank one wherever a quote begins or ends, and its quoted zones.

    start: where the text will stand in raw.
    """
    pieces: list[str] = []
    marks: list[Zone] = []
    for quoted, text in _runs(lines):
        pieces.append(text)
        if quoted:
            marks.append(Zone(start=start, end=start + len(text), zone="quoted"))
        start += len(text) + len(_BETWEEN)
    return _BETWEEN.join(pieces), tuple(marks)


def _runs(lines: Sequence[tuple[str, bool]]) -> Iterator[tuple[bool, str]]:
    """Neighbouring lines of one kind as one text; runs without a word are left out."""
    run: list[str] = []
    kind = False
    for line, quoted in (*lines, ("", None)):
        if quoted is not kind and (quoted is None or line.strip()):
            if text := "\n".join(run).strip("\n"):
                yield kind, text
            run, kind = [], bool(quoted)
        run.append(line)


def _flags(lines: Sequence[str]) -> Iterator[bool]:
    index = 0
    while index < len(lines):
        attribution = _attribution(lines, index)
        if _is_message(lines, index) or (attribution and not _prefixed(lines, index + attribution)):
            yield from [True] * (len(lines) - index)
            return
        step = attribution or 1
        yield from [bool(attribution or _PREFIX.match(lines[index]))] * step
        index += step


def _is_message(lines: Sequence[str], index: int) -> bool:
    """Whether a whole message follows, with its header or a rule above it."""
    line = lines[index].strip()
    if _MESSAGE.fullmatch(line):
        return True
    return bool(_FROM.match(line)) and any(
        _SENT.match(other.strip()) for other in lines[index + 1 : index + _HEADER_LINES]
    )


def _attribution(lines: Sequence[str], index: int) -> int:
    """How many lines "On … wrote:" takes up here; 0 if it does not stand here."""
    if not _WROTE_BEGINS.match(lines[index].strip()[:100]):
        return 0
    for count in range(1, _WROTE_LINES + 1):
        text = " ".join(line.strip() for line in lines[index : index + count])
        if len(text) <= 400 and _WROTE.fullmatch(text):
            return count
    return 0


def _prefixed(lines: Sequence[str], index: int) -> bool:
    """Whether the next line with a word bears a "> "."""
    following = next((line for line in lines[index:] if line.strip()), "")
    return bool(_PREFIX.match(following))
