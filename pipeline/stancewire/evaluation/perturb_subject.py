"""What a perturbation is told of a text: who is named in it, when it was written, which lines are its body.

In:  a corpus document as annotated, or any text with what the entity finder found.
Out: a Subject. A perturbation takes a Subject and a Random and gives a text with as many lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.corpus.types import CorpusDocument
from stancewire.types import Document, Mentions

_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NAME: Final = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAs:
    """A string that names a body, and what sort of body that is: one of MENTION_KINDS."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A text to perturb. `body` and `title` are numbers of lines, counted from 1; `year` is 0 where nothing tells it."""

    id: str
    text: str
    bodies: tuple[NamedAs, ...] = ()
    people: tuple[str, ...] = ()
    year: int = 0
    body: frozenset[int] = frozenset()
    title: frozenset[int] = frozenset()

    def names(self) -> tuple[str, ...]:
        """Every string that names somebody, and each word of a person's name, the longest first."""
        words = {word for person in self.people for word in _NAME.findall(person)}
        return tuple(sorted({*(body.name for body in self.bodies), *self.people, *words}, key=lambda n: (-len(n), n)))

    def name_spans(self) -> list[tuple[int, int]]:
        """Where these strings stand by themselves, in text order."""
        names = "|".join(map(re.escape, self.names()))
        found = re.finditer(rf"(?<!\w)(?:{names})(?!\w)", self.text) if names else ()
        return [match.span() for match in found]

    def rewritten(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], lines: frozenset[int]) -> str:
        """The text with every match on some lines changed, but for those that touch a name."""
        names = self.name_spans()

        def change_line(line: str, start: int) -> str:
            def keep_names(match: re.Match[str]) -> str:
                first, last = start + match.start(), start + match.end()
                named = any(begin < last and first < end for begin, end in names)
                return match[0] if named else change(match)

            return pattern.sub(keep_names, line)

        return "\n".join(
            change_line(line, start) if number in lines else line for number, start, line in _lines(self.text)
        )


def subject_of(document: CorpusDocument, mentions: Mentions) -> Subject:
    """A corpus document, its bodies as annotators listed them.

    mentions: of the same text; annotators name the people who hold statements, the finder the others too.
    """
    people = {claim.speaker for claim in document.statements} | {person.name for person in mentions.people}
    return Subject(
        id=document.id,
        text=document.text,
        bodies=_distinct(NamedAs(name=body.mention, kind=body.kind) for body in document.organisations),
        people=tuple(sorted(people - {""})),
        year=int(document.year[:4]) if document.year[:4].isdigit() else _last_year(document.text),
        body=frozenset(passage.line for passage in document.passages),
        title=frozenset(line for line, zone in document.zone_of.items() if zone == "title"),
    )


def subject_of_text(document: Document, mentions: Mentions) -> Subject:
    """Any text that went through the pipeline: bodies and people as the program found them."""
    text = document.text
    titles = [zone.start for zone in document.zones if zone.zone == "title"]
    return Subject(
        id=document.article_id,
        text=text,
        bodies=_distinct(NamedAs(name=text[m.start : m.end], kind=m.kind) for m in mentions.organisations),
        people=tuple(sorted({person.name for person in mentions.people})),
        year=_last_year(document.meta.published or text),
        body=frozenset(_line_of(text, passage.start) for passage in document.passages),
        title=frozenset(_line_of(text, start) for start in titles),
    )


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, start, line
        start += len(line) + 1


def _line_of(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _distinct(bodies: Iterator[NamedAs]) -> tuple[NamedAs, ...]:
    return tuple(dict.fromkeys(bodies))


def _last_year(text: str) -> int:
    """The latest year a text speaks of, as far as it may be the present: none beyond 2026."""
    return max((year for year in map(int, _YEAR.findall(text)) if 1990 <= year <= 2026), default=0)
