"""One letter in a hundred of the body's words swapped with the next, dropped or doubled; names are left whole."""

from __future__ import annotations

import re
from random import Random
from typing import Final

from stancewire.evaluation.perturb_subject import Subject

SHARE: Final = 0.01
# Shorter words are mostly other words with a letter less; words with capitals may be names; addresses are no words.
_WORD: Final = re.compile(r"(?<![\w@./’'-])[a-z]{4,}(?![\w@’']|[./]\w)")


def mistyped(subject: Subject, random: Random) -> str:
    """The text with typing errors, at most one a word; the first letter of a word stays."""
    return subject.rewritten(_WORD, lambda match: _typed(match[0], random), subject.body)


def _typed(word: str, random: Random) -> str:
    """Each letter fails with a chance of SHARE; the first that does is all that goes wrong."""
    place = next((place for place in range(1, len(word)) if random.random() < SHARE * len(word) / (len(word) - 1)), 0)
    if not place:
        return word
    wrong = random.choice(("swap", "drop", "double"))
    if wrong == "swap" and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + (word[place] * 2 if wrong == "double" else "") + word[place + 1 :]
