"""Who speaks in a sentence: attribution before and behind, and speech that goes on from the sentence before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from stancewire.statements.actors import Actor
from stancewire.statements.wordindex import fold, holds, may_end

_VERB: Final = (
    r"(?:said|says|saying|say|told|tells|add(?:s|ed)|warn(?:s|ed)?|claim(?:s|ed)?|argu(?:es?|ed)|insist(?:s|ed)?|explain(?:s|ed)?|comment(?:s|ed)?|state[sd]?|admit(?:s|ted)?|continue[sd]?|"
    r"writes?|wrote|conclude[sd]?|stress(?:es|ed)?|believe[sd]?|thinks?|fear(?:s|ed)?|suggest(?:s|ed)?|acknowledge[sd]?|confirm(?:s|ed)?|point(?:s|ed) out|maintain(?:s|ed)?|respond(?:s|ed)|replie[sd]|agree[sd]?|"
    r"denie[sd]|described?|call(?:s|ed)|question(?:s|ed)|reveal(?:s|ed)|announce[sd]?|note[sd]?|decide[sd]|ruled|advise[sd]?|urge[sd]?|tweeted|posted|revealed|learnt|understands)"
)
_AFTER: Final = re.compile(
    rf"(?:,[^,‘“\"]{{1,140}},)?\s+(?:\([^)]*\)\s+)?(?:(?:has|have|had|also|then|later|yesterday|today|this week|last week|has also|previously|both|who spoke|speaking [\w ]+,)\s+)*{_VERB}(?![\w-])"
)
_BEFORE: Final = re.compile(
    rf"(?:{_VERB}|according to|in the words of)\s+(?:(?:the|a|an)\s+)?(?:(?:spokes(?:man|woman|person)|chair(?:man|woman)?|officer|secretary|leader)s?\s+(?:for|of|at|from)\s+(?:the\s+)?)?$",
    re.I,
)
# Of what _BEFORE matches, the last word that is none of the small ones ends like this; asked first, it is quicker.
_SMALL: Final = frozenset("the a an to of for at from".split())
_LAST: Final = re.compile(
    rf"(?:{_VERB}|out|according|words|(?:spokes(?:man|woman|person)|chair(?:man|woman)?|officer|secretary|leader)s?)\Z",
    re.I,
)
_DOCUMENT: Final = re.compile(
    r"(?:^|[.’”\"]\s)\s*(?:(?:The|Its|Their|His|Her) (?:letter|report|document|motion|statement|paper|plan|strategy|response|analysis|guidance|briefing|survey|notice|advice|resolution)|In (?:a|the|its|their) (?:letter|statement|response|briefing)[^,]{0,40}, it)\b|\b[Tt]he (?:letter|report|document|motion|statement|paper|briefing|notice) (?:also |then )?(?:said|says|added|adds|stated|warned|read|continued)\b"
)
# Without one of these _DOCUMENT finds nothing; asked first, it is quicker.
_DOCUMENT_SIGNS: Final = tuple("letter report document motion statement paper plan strategy response analysis guidance briefing survey notice advice resolution".split())  # fmt: skip
_REPORTS: Final = re.compile(rf"\s(?:also |then |has |had )*{_VERB}(?![\w-])")


def speaker_of(
    text: str, start: int, end: int, actors: Sequence[Actor], quotes: Sequence[tuple[int, int]], last: Actor | None
) -> Actor | None:
    """The actor to whom text[start:end] is attributed; the last speaker where a quote or "the letter said" goes on; else None."""
    outside = [a for a in actors if not any(s <= a.start < e for s, e in quotes)] if quotes else actors
    for actor in outside:
        if _AFTER.match(text, actor.end, end) or _attributes(text[max(start, actor.start - 70) : actor.start]):
            return actor
    if last is None:
        return None
    has_quote = any(s < end and start < e for s, e in quotes)
    return last if has_quote or _quotes_document(text[start:end]) else None


def _quotes_document(sentence: str) -> bool:
    return holds(sentence, _DOCUMENT_SIGNS) and bool(_DOCUMENT.search(sentence))


def _attributes(before: str) -> bool:
    """Whether what stands before an actor says that words are theirs: "according to the"."""
    return may_end(before, _is_last) and bool(_BEFORE.search(before))


@lru_cache(maxsize=4096)
def _is_last(word: str) -> bool | None:
    return None if fold(word) in _SMALL else bool(_LAST.search(word))


def reports(text: str, position: int) -> bool:
    """Whether a verb of saying follows: "it added"."""
    return bool(_REPORTS.match(text, position))
