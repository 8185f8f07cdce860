"""The same told in other words: a literal table, a few sentences turned round, verbs of speaking behind their speaker.

Sentences stay in their order and names as they are.
"""

from __future__ import annotations

import re
from random import Random
from typing import Final

from stancewire.evaluation.perturb_phrases import PHRASES, TURNED_VERBS
from stancewire.evaluation.perturb_subject import Subject

SHARE: Final = 0.8  # of the places where something can be put in other words
_FORMS: Final = "|".join(re.escape(form) for form in sorted(PHRASES, key=lambda form: (-len(form), form)))
# Behind a comma or at an end "is not" is an answer ("It is not."), and is not contracted.
_PHRASE: Final = re.compile(rf"(?<![\w’'-])(?:{_FORMS})(?![\w’'-])(?!\s*[.?!;:”])", re.I)
_SPEAKER: Final = re.compile(
    r"(?<=[”\"’]) said ((?:Dr|Mr|Mrs|Ms|Professor|Councillor|Cllr)(?: [A-Z][\w’-]+){1,2})(?=\.)"
)


def reworded(subject: Subject, random: Random) -> str:
    """The text in other words, in title and body."""
    text = subject.rewritten(_PHRASE, lambda match: _other(match[0], random), subject.body | subject.title)
    return "\n".join(
        _turned(_SPEAKER.sub(r" \1 said", line), subject, random) if number in subject.body else line
        for number, line in enumerate(text.split("\n"), start=1)
    )


def _other(form: str, random: Random) -> str:
    new = PHRASES.get(form) or PHRASES.get(form[0].lower() + form[1:])
    if new is None or random.random() >= SHARE:  # capitals inside: a headline, a name
        return form
    return new[0].upper() + new[1:] if form[0].isupper() else new


def _turned(line: str, subject: Subject, random: Random) -> str:
    """ "Fen LMC has rejected the plan." becomes "The plan has been rejected by Fen LMC.", where that is the whole sentence."""
    names = "|".join(re.escape(body.name) for body in subject.bodies if body.name[0].isupper())
    if not names or random.random() >= SHARE:
        return line
    verbs = "|".join((*TURNED_VERBS, "turned down", "denounced"))
    pattern = rf"(?:(?<=^)|(?<=[.?!] ))(?P<who>{names}) (?P<has>has )?(?P<verb>{verbs}) (?P<what>(?:the|an?)(?: [a-z]+){{1,3}})(?<!s)\."
    return re.sub(pattern, _passive, line)


def _passive(match: re.Match[str]) -> str:
    what = match["what"]
    return f"{what[0].upper()}{what[1:]} {'has been' if match['has'] else 'was'} {match['verb']} by {match['who']}."
