"""Where in the text things stand: half-open code points for names, terms and evidence.

In:  a CorpusDocument whose places are lines.
Out: spans (start, end) of its text. Names and terms are found word by word, the longer first, so that
     "LMC" inside "Kent LMC" is not one more mention.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from stancewire.corpus.types import READ_ZONES, Claim, CorpusDocument
from stancewire.statements.sentences import sentence_spans

Found = tuple[int, int, int]  # line, start, end

_SMALL: Final = frozenset("the of and for to in on at a an dr mr mrs ms miss prof sir dame nhs".split())
_NAME: Final = re.compile(r"[^\W_]+")
_WORD: Final = re.compile(r"[^\W\d_]{2}")  # the number of an item is no sentence
# A sentence that refers back may hold the act of the one that names the actor.
_REFERS_BACK: Final = re.compile(r"[\W_]*(?:it|its|he|she|they|their|his|her|this|that|these|those|we|our|i)\b", re.I)
_SAME_VIEW: Final = re.compile(r"\bin (?:his|her|its|their) (?:opinion|view|eyes|judgement|words)\b", re.I)


def occurrences(document: CorpusDocument, wanted: Mapping[str, int | None]) -> list[tuple[str, Found]]:
    """Every place of some strings, in text order, in the zones that are read and on the line given with a string.

    A string that stands nowhere by itself is given where it first stands inside another word or name.
    """
    found: list[tuple[str, Found]] = []
    for string in sorted(wanted, key=lambda s: (-len(s), s)):
        lines = _lines(document, wanted[string])
        taken = [place for _, place in found]
        places = [place for place in _places(document, string, lines) if not _inside(place, taken)]
        found += [(string, place) for place in places or _anywhere(document, string, wanted[string])]
    return sorted(found, key=lambda pair: (pair[1][1], -pair[1][2]))


def _lines(document: CorpusDocument, annotated: int | None) -> list[int]:
    return [n for n in range(1, len(document.lines) + 1) if n == annotated or document.zone_of.get(n) in READ_ZONES]


def _places(document: CorpusDocument, string: str, lines: Collection[int]) -> list[Found]:
    pattern = re.compile(rf"(?<!\w){re.escape(string)}(?!\w)")
    starts = _starts(document)
    return [
        (n, starts[n - 1] + match.start(), starts[n - 1] + match.end())
        for n in lines
        for match in pattern.finditer(document.line(n))
    ]


def _anywhere(document: CorpusDocument, string: str, annotated: int | None) -> list[Found]:
    """The first place on the annotated line, in the zones that are read, or in the text; none where there is none."""
    starts = _starts(document)
    everywhere = range(1, len(document.lines) + 1)
    lines = [annotated] if annotated is not None else [*_lines(document, None), *everywhere]
    for n in lines:
        if (place := document.line(n).find(string)) >= 0:
            start = starts[n - 1] + place
            return [(n, start, start + len(string))]
    return []


def _starts(document: CorpusDocument) -> list[int]:
    starts, here = [], 0
    for line in document.lines:
        starts.append(here)
        here += len(line) + 1
    return starts


def _inside(place: Found, taken: Sequence[Found]) -> bool:
    return any(start < place[2] and place[1] < end for _, start, end in taken)


def evidence(document: CorpusDocument, claim: Claim) -> tuple[int, int]:
    """The sentence of its line that a statement rests on, where names leave no doubt; else the whole line.

    No doubt: exactly one sentence names holder or speaker; none refers back to another, or goes on with a view; and the statement's
    policy stands in that sentence alone, or all others name who makes another statement on the line.
    """
    start, end = document.span_of(claim.line)
    found = [(a, b) for a, b in sentence_spans(document.text, start, end) if _WORD.search(document.text, a, b)]
    sentences = [document.text[a:b] for a, b in found]
    own = [k for k, sentence in enumerate(sentences) if _names(sentence, claim)]
    if len(sentences) < 2 or len(own) != 1 or any(_REFERS_BACK.match(sentence) for sentence in sentences):
        return start, end
    own_sentence = sentences.pop(own[0])
    if any(_SAME_VIEW.search(sentence) for sentence in sentences):
        return start, end
    beside = [other for other in document.statements if other.line == claim.line and _who(other) != _who(claim)]
    sure = _by_policy(claim, own_sentence, sentences, beside) or _by_others(sentences, beside)
    return found[own[0]] if sure else (start, end)


def _by_policy(claim: Claim, own: str, others: Sequence[str], beside: Sequence[Claim]) -> bool:
    policy = claim.policy.lower()
    alone = bool(policy) and policy in own.lower() and not any(policy in other.lower() for other in others)
    return alone and not any(_names(own, other) for other in beside)


def _by_others(others: Sequence[str], beside: Sequence[Claim]) -> bool:
    return all(any(_names(sentence, other) for other in beside) for sentence in others)


def _names(sentence: str, claim: Claim) -> bool:
    return bool({word.lower() for word in _NAME.findall(sentence)} & _who(claim))


def _who(claim: Claim) -> frozenset[str]:
    return frozenset(word.lower() for word in _NAME.findall(f"{claim.holder} {claim.speaker}")) - _SMALL
