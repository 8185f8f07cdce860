"""One statement denied by a rule: "has rejected" becomes "has not rejected", and its label must go.

Only sentences that leave no doubt are taken: a passage of one sentence with one label and one statement, in which one
rule of the statement's act matches once and nothing is denied yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from stancewire.corpus.types import CorpusDocument
from stancewire.statements.sentences import sentence_spans

# past, plain, third person: what follows a holder ("the CCG approved ...") and is denied with "did not", "does not".
_OBJECTING: Final = (
    "rejected reject rejects|opposed oppose opposes|condemned condemn condemns|criticised criticise criticises|attacked attack attacks|"
    "denounced denounce denounces|boycotted boycott boycotts|resisted resist resists|dismissed dismiss dismisses|vowed vow vows|"
    "threatened threaten threatens|deplored deplore deplores|accused accuse accuses|demanded demand demands"
)
_PLANNING: Final = (
    "approved approve approves|launched launch launches|closed close closes|introduced introduce introduces|imposed impose imposes|"
    "ordered order orders|proposed propose proposes|instructed instruct instructs|required require requires|offered offer offers|"
    "abolished abolish abolishes|scrapped scrap scraps|withdrew withdraw withdraws|invited invite invites"
)
_HOLDER: Final = (
    r"(\b(?:LMCs?|CCGs?|PCTs?|ICBs?|SHAs?|BMA|GPC|England|Health|[Cc]ommittees?|[Bb]oards?|[Tt]rusts?|[Gg]roups?|[Gg]overnment|"
    r"[Dd]epartment|[Mm]inisters|[Gg]uidance|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|GPs|[Dd]octors|[Dd]elegates|[Cc]onference)|^\([a-z]+\))"
)
_HELD: Final = r"(\b(?:has|have|had|is|are|was|were|will|would))"
_DENIED: Final = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|cannot|hardly|denie[sd]|deny)\b|n[’']t\b|\bun(?:able|willing)|;|\bsays?\b",
    re.I,
)
# Denied behind one of these the sentence may still say what it said: "once the surgery had closed", "not every practice".
_UNDER: Final = re.compile(
    r"\b(?:once|when|whenever|after|before|if|unless|whether|who|which|whom|whose|where|while|because|as|that|than|until|though|although)\b[^,;:]*\Z",
    re.I,
)
_ALL: Final = re.compile(r"\b(?:every|each|all|any|both|whoever|whatever|either)\b", re.I)
_OPPOSITES: Final = {
    "objects": (
        (r"\bunacceptable\b", "acceptable"),
        (r"\bvoted (?:\w+ )?against\b", "did not vote against"),
        (r"\brefused to\b", "agreed to"),
        (r"\brefuses to\b", "agrees to"),
        (r"\b(is|are|was|were) (?:bitterly |strongly |firmly )?(?:opposed to|against)\b", r"\1 not against"),
    ),
    "plans": (
        (r"\b(is|are|was|were) (to|planning|considering|consulting|proposing|going)\b", r"\1 not \2"),
        (r"\b(will|would) (?!not|have to|either)", r"\1 not "),
        (r"\bplans to (?=[a-z]+ )", "does not plan to "),
        (r"\bintends to\b", "does not intend to"),
        (r"\bwants to\b", "does not want to"),
    ),
    # "Is not to" would forbid, which is a mandate too.
    "mandates": (
        (r"\b(?:must|shall|is to|are to|has to|(?<!will )(?<!would )have to)\b(?! also)", "need not"),
        (r"\b(will|would) have to\b", r"\1 not have to"),
        (r"\b(is|are|was|were) (required|obliged|expected|told|instructed|ordered)\b", r"\1 not \2"),
        (r"\b(has|have) been (told|instructed|ordered|asked)\b", r"\1 not been \2"),
    ),
}
_VERBS: Final = {"objects": _OBJECTING, "plans": _PLANNING, "mandates": _PLANNING}
Rule = tuple[re.Pattern[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """A line of a document, its passage with the one statement denied, and the label that must go."""

    document: str
    line: int
    label: str
    denied: str


def denials(documents: Iterable[CorpusDocument]) -> Iterator[Denied]:
    """Every passage of some documents that a rule can deny without a doubt."""
    for document in documents:
        for passage in document.passages:
            claims = [claim for claim in document.statements if claim.line == passage.line]
            if len(claims) == 1 and len(passage.labels) == 1:
                denied = denial(document.line(passage.line), claims[0].act)
                if denied:
                    yield Denied(document=document.id, line=passage.line, label=passage.labels[0], denied=denied)


def denial(text: str, act: str) -> str:
    """The one sentence with its statement denied; empty where it is not one, or no rule or more than one applies.

    >>> denial("Fen LMC has rejected the plan.", "objects")
    'Fen LMC has not rejected the plan.'
    """
    if act not in RULES or len(list(sentence_spans(text, 0, len(text)))) != 1 or _DENIED.search(text):
        return ""
    found = [(match, new) for pattern, new in RULES[act] for match in pattern.finditer(text)]
    if len(found) != 1:
        return ""
    match, new = found[0]
    before = text[: match.start()]
    if _UNDER.search(before) or _ALL.search(before):
        return ""
    return before + match.expand(new) + text[match.end() :]


def _rules(act: str) -> Iterator[Rule]:
    for verbs in _VERBS[act].split("|"):
        past, plain, now = verbs.split()
        yield re.compile(rf"{_HELD} ({past}|been {past})\b"), r"\1 not \2"
        yield re.compile(rf"{_HOLDER} {past}\b(?! by\b)"), rf"\1 did not {plain}"
        yield re.compile(rf"{_HOLDER} {now}\b"), rf"\1 does not {plain}"
    yield from ((re.compile(pattern), new) for pattern, new in _OPPOSITES[act])


RULES: Final[dict[str, tuple[Rule, ...]]] = {act: tuple(_rules(act)) for act in _VERBS}
