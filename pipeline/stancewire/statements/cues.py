"""The words for acts, read from a model folder and compiled once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from stancewire.errors import ModelError
from stancewire.statements.heads import Expression, compiled
from stancewire.statements.wordindex import Family, WordIndex, folded, holds
from stancewire.types import ACTS

HOWS: Final = ("subject", "passive", "addressee", "voice", "owner")
_NEGATION: Final = re.compile(
    r"\b(?:not|never|no longer|nobody|nor|without|rather than|instead of|stop(?:ped)? short of|far from|den(?:y|ies|ied|ying)(?: that| it| they| any| having| claims?| reports?)*|rul(?:e|es|ed|ing) out|"
    r"no (?:plans?|intention|decision|question|need)|dismiss(?:es|ed|ing)? (?:fears|claims|suggestions|reports)|fears? of|(?:has|have|had|is|are|was|were|do|does|did|would|could|will|wo|ca)n[’']t)\s(?:[\w’'-]+\s){0,3}$"
    r"|[a-z]n[’']t\s(?:[\w’'-]+\s){0,2}$",
    re.I,
)
# What undoes the words of one act only: "drops its boycott" ends an objection, "drops its plan" still tells of a plan.
_UNDONE: Final = {
    "objects": re.compile(
        r"\b(?:no|(?:drop(?:s|ped|ping)?|lift(?:s|ed|ing)?|end(?:s|ed|ing)?|withdr(?:aws?|ew|awn|awing)|abandon(?:s|ed|ing)?|suspend(?:s|ed|ing)?|call(?:s|ed|ing)? off)(?:\s(?:its|their|the|all|any|an?))?(?:\s[\w-]+)?)\s$",
        re.I,
    ),
    "supports": re.compile(r"\bcannot\s(?:\w+\s)?$", re.I),
    "plans": re.compile(r"\b(?:no|cannot)\s$", re.I),
    "mandates": re.compile(r"\b(?:no|cannot)\s(?:be\s)?$", re.I),
}
_NEITHER: Final = re.compile(r"\b(?:neither|nor)\b[^.;]{0,40}$", re.I)
_UNREAL: Final = re.compile(
    r"\b(?:if|unless|whether|until|should the|were to|in case|suggestions? that|rumours?|fears? that|over fears)\b[^.;]{0,80}$",
    re.I,
)
# Without one of these, in lower case, the pattern of the name finds nothing: they are looked for first.
_NEGATION_SIGNS: Final = ("n’t", "n't", "no", "never", "without", "rather", "instead", "short of", "far from", "den", "rul", "dismiss", "fear")  # fmt: skip
_NEITHER_SIGNS: Final = ("neither", "nor")
_UNREAL_SIGNS: Final = ("if", "unless", "whether", "until", "should the", "were to", "in case", "suggestion", "rumour", "fear")  # fmt: skip
_REACH: Final = 70  # code points before a cue in which a negation may stand


@dataclass(frozen=True, slots=True)
class Cue:
    """A family of words for one act, and how its holder is found.

    words: the expressions the pattern was compiled from; a cue without them is found all the same, only slower.
    """

    act: str
    how: str
    strength: float
    pattern: re.Pattern[str]
    words: tuple[Expression, ...] = ()


class Cues(tuple[Cue, ...]):
    """The cues of a model, indexed by the words they begin with when they are first looked for."""

    @cached_property
    def words(self) -> WordIndex:
        """Its families are the cues, in their order."""
        return WordIndex([Family(cue.pattern, cue.words) for cue in self])


@dataclass(frozen=True, slots=True, kw_only=True)
class CueMatch:
    """A cue at start:end of the text. `negated`: "has not been imposed"; `voided`: "neither … nor"; `unreal`: behind an if or unless."""

    cue: Cue
    start: int
    end: int
    negated: bool
    voided: bool
    unreal: bool


def load_cues(path: Path) -> Cues:
    """Compile cues.toml. Raises ModelError with the entry that does not fit."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["cue"]
    except (OSError, KeyError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelError(
            str(path), f"is no list of cues ({error})", "restore the file from the model's release"
        ) from None
    return Cues(_cue(str(path), number, row) for number, row in enumerate(rows, 1))


def _cue(path: str, number: int, row: dict[str, Any]) -> Cue:
    if row.get("act") not in ACTS or row.get("how") not in HOWS:
        allowed = f"act is one of {', '.join(ACTS)} and how one of {', '.join(HOWS)}"
        raise ModelError(path, f"cue {number} has act {row.get('act')!r} and how {row.get('how')!r}", allowed)
    strength = row.get("strength")
    if not isinstance(strength, (int, float)) or not 0 <= strength <= 1:
        raise ModelError(path, f"cue {number} has strength {strength!r}", "give a number from 0 to 1")
    try:
        words = tuple(Expression(word) for word in row["words"])
        pattern = compiled(words)
    except (re.error, KeyError, TypeError) as error:
        raise ModelError(
            path, f"the words of cue {number} do not compile ({error})", "correct the regular expression"
        ) from None
    return Cue(row["act"], row["how"], float(strength), pattern, words)


def cues_in(text: str, start: int, end: int, cues: tuple[Cue, ...]) -> Iterator[CueMatch]:
    """All cues in text[start:end], cue by cue. The Cues of load_cues are found fastest."""
    words = (cues if isinstance(cues, Cues) else Cues(cues)).words
    for number, match in words.find(text, start, end):
        yield _match(cues[number], match, text, max(start, match.start() - _REACH))


def _match(cue: Cue, match: re.Match[str], text: str, reach: int) -> CueMatch:
    start = match.start()
    before, lowered = text[reach:start], folded(text)[reach:start]
    return CueMatch(
        cue=cue,
        start=start,
        end=match.end(),
        negated=_finds(_NEGATION, _NEGATION_SIGNS, before, lowered) or _is_undone(cue.act, before),
        voided=_finds(_NEITHER, _NEITHER_SIGNS, before, lowered),
        # A plan is there even if somebody acts "unless" it goes; an act is not.
        unreal=cue.how != "owner" and _finds(_UNREAL, _UNREAL_SIGNS, before, lowered),
    )


def _finds(pattern: re.Pattern[str], signs: tuple[str, ...], before: str, lowered: str) -> bool:
    return holds(lowered, signs) and bool(pattern.search(before))


def _is_undone(act: str, before: str) -> bool:
    undone = _UNDONE.get(act)
    return bool(undone and undone.search(before))
