"""Which lines of a mail its writer quotes: "> " lines, what follows "On … wrote:" or "-----Original Message-----"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from stancewire.sources.quoted_notes import NOTES_RULE, NOTES_WROTE, opens_notes
from stancewire.types import Zone

_PREFIX: Final = re.compile(r"\s{0,3}>")
_WROTE: Final = re.compile(r"(?:on\b.{6,300}\bwrote|le\b.{6,300}\ba écrit|(?:am|op)\b.{6,150}\b(?:schrieb|schreef)\b.{0,150})\s?:", re.I | re.S)  # fmt: skip
_BY_PROGRAM: Final = re.compile(r"@|\d[:.]\d\d\b")
_WROTE_BEGINS: Final = re.compile(r"(?:on|le|am|op)\b.{0,80}\d", re.I)
_MESSAGE: Final = re.compile(r"[-_ ]{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by .{1,60}))\s*[-_ ]{2,}|begin forwarded message:", re.I)  # fmt: skip
# In English, Welsh beside or without it, German, French, Dutch, Italian and Spanish; a name, no time, stands
# behind the first, and a year or a time behind the second, as in no notice of when a meeting begins.
_FROM: Final = re.compile(r"[*_]?(?:(?:from|oddi wrth|von|de|van|da)(?:\s?/\s?(?:from|oddi wrth))?)\s?:[*_]?[\s|]*(?!the\s)[^\d\s]", re.I)  # fmt: skip
_SENT: Final = re.compile(r"[*_]?(?:(?:sent|date|anfonwyd|dyddiad|gesendet|datum|envoyé|date|verzonden|inviato|enviado)(?:\s?/\s?(?:sent|date|anfonwyd|dyddiad))?)\s?:[*_]?.*(?:\d\d\d\d|\d[:.]\d\d|\d/\d\d)", re.I)  # fmt: skip
_FIELD: Final = re.compile(
    r"[*_]?(?:from|sent|date|to|cc|bcc|reply-to|subject|importance|attachments?|oddi wrth|anfonwyd|dyddiad|at|pwnc|von|gesendet|an|betreff|de|envoyé|à|objet)(?:\s?/\s?\w+)?\s?:.*",
    re.I,
)
# A telephone writes so above what it passes on.
_DEVICE: Final = re.compile(r"(?:sent (?:from|via|using) (?:my|the|outlook|yahoo|mail|samsung|aol|gmail|proton)\b.{0,60}|get outlook for .{2,20})(?:\s?[<(]\s?https?:\S{3,200})?", re.I)  # fmt: skip
_HEADER_LINES: Final = 6  # of a message quoted by Outlook or Notes, within which the day follows From:
_BETWEEN: Final = "\n\n"
_END: Final = "end"
_WROTE_LINES: Final = 3  # that "On … wrote:" may be broken over


def split_quoted(lines: Sequence[str]) -> list[tuple[str, bool]]:
    """Each line with whether it is quoted. Of a mail that is nothing but a quote, and so one passed on, only its header is."""
    flags = list(_flags(lines))
    if any(
        line.strip() and not (flag or _DEVICE.fullmatch(line.strip())) for line, flag in zip(lines, flags, strict=True)
    ):
        return list(zip(lines, flags, strict=True))
    if any(flags) and (first := flags.index(True)):
        return [*((line, False) for line in lines[:first]), *split_quoted(lines[first:])]
    header = _header(lines)
    if header and any(line.strip() for line in lines[header:]):
        return [*((line, True) for line in lines[:header]), *split_quoted(lines[header:])]
    return [(line, False) for line in lines]


def _header(lines: Sequence[str]) -> int:
    """How many lines the header of the message takes up that all lines are; 0 if they begin with no message."""
    start = next((k for k, line in enumerate(lines) if line.strip()), len(lines))
    if start == len(lines) or not _is_message(lines, start):
        return 0
    end = start + (1 if _MESSAGE.fullmatch(lines[start].strip()) else 0)
    fields = 0
    while end < len(lines) and (_FIELD.match(lines[end].strip()) or (not lines[end].strip() and not fields)):
        fields += bool(lines[end].strip())
        end += 1
    return end


def raw_and_marks(lines: Sequence[tuple[str, str | None]], start: int) -> tuple[str, tuple[Zone, ...]]:
    """The text of lines and their zones, None for body; a blank line wherever a zone begins or ends, and its marks.

    start: where the text will stand in raw.
    """
    pieces: list[str] = []
    marks: list[Zone] = []
    for zone, text in _runs(lines):
        pieces.append(text)
        if zone:
            marks.append(Zone(start=start, end=start + len(text), zone=zone))
        start += len(text) + len(_BETWEEN)
    return _BETWEEN.join(pieces), tuple(marks)


def _runs(lines: Sequence[tuple[str, str | None]]) -> Iterator[tuple[str | None, str]]:
    """Neighbouring lines of one zone as one text; runs without a word are left out."""
    run: list[str] = []
    kind: str | None = None
    for line, zone in (*lines, ("", _END)):
        if zone != kind and (zone is _END or line.strip()):
            if text := "\n".join(run).strip("\n"):
                yield kind, text
            run, kind = [], zone
        run.append(line)


def _flags(lines: Sequence[str]) -> Iterator[bool]:
    index = 0
    while index < len(lines):
        attribution = _attribution(lines, index)
        if _is_message(lines, index) or (attribution and _opens_all(lines, index, index + attribution)):
            yield from [True] * (len(lines) - index)
            return
        step = attribution or 1
        is_quoted = _is_marked(lines, index + step) if attribution else bool(_PREFIX.match(lines[index]))
        yield from [is_quoted] * step
        index += step


def _is_message(lines: Sequence[str], index: int) -> bool:
    """Whether a whole message follows, with its header or a rule above it."""
    line = lines[index].strip()
    if _MESSAGE.fullmatch(line) or NOTES_RULE.fullmatch(line) or opens_notes(lines, index):
        return True
    return bool(_FROM.match(line)) and any(
        _SENT.match(other.strip()) for other in lines[index + 1 : index + _HEADER_LINES]
    )


def _attribution(lines: Sequence[str], index: int) -> int:
    """How many lines "On … wrote:" takes up here; 0 if it does not stand here."""
    if NOTES_WROTE.fullmatch(lines[index].strip()[:200]):
        return 1
    if not _WROTE_BEGINS.match(lines[index].strip()[:100]):
        return 0
    for count in range(1, _WROTE_LINES + 1):
        text = " ".join(line.strip() for line in lines[index : index + count])
        if len(text) <= 400 and _WROTE.fullmatch(text):
            return count
    return 0


def _is_marked(lines: Sequence[str], start: int) -> bool:
    """Whether what follows bears a "> "; a board that "wrote:" is told of, and not quoted by a program."""
    following = next((line for line in lines[start:] if line.strip()), "")
    return bool(_PREFIX.match(following))


def _opens_all(lines: Sequence[str], start: int, end: int) -> bool:
    """Whether all that follows "On … wrote:" is quoted: no line bears a "> ", and a program wrote it, with an address or a time."""
    return not _is_marked(lines, end) and bool(_BY_PROGRAM.search(" ".join(lines[start:end])))
