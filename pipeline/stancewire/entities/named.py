"""Bodies of the register by name, alias or abbreviation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.scene import Scene
from stancewire.register.bodies import Body
from stancewire.register.lookup import Register
from stancewire.types import Mention

_REPORTS: Final = frozenset(
    "said says reported reports told understands has learnt learned magazine revealed reveals asked newspaper".split()
)
# They are spoken of as places and dates; as bodies readers list none of them (0 of 25 in our corpus).
_PARLIAMENTS: Final = frozenset(
    (
        "House of Commons",
        "House of Lords",
        "UK Parliament",
        "Scottish Parliament",
        "Senedd",
        "Northern Ireland Assembly",
    )
)
_PARTIES: Final = frozenset(("Labour", "Liberal Democrat", "Lib Dem", "Tory"))
_MEMBERS: Final = frozenset(
    "mp mps msp msps peer peers councillor councillors minister ministers candidate candidates government administration "
    "motion manifesto".split()
)


class NamedFinder:
    """Phrase matchers over the register, built once for a vocabulary."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        self._bodies = register.bodies
        any_case, as_written = Phrases(vocab, "LOWER"), Phrases(vocab, "ORTH")
        self.phrases = (any_case, as_written)
        for index, body in enumerate(self._bodies):
            long = [form for form in body.forms if " " in form and not body.context]
            short = [form for form in body.forms if form not in long]
            any_case.add(str(index), long)
            as_written.add(str(index), [*short, *body.abbreviations, *(form.upper() for form in long[:1])])

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Every body of the register that the text names; overlaps are settled by the caller, namesakes by the linker."""
        tokens = scene.tokens
        for phrases in self.phrases:
            for key, start, end in phrases.find(tokens):
                body = self._bodies[int(key)]
                if _stands(body, tokens, start, end) and not _is_of_party(tokens, start, end):
                    yield _mention(body, tokens, start, end)


def _stands(body: Body, tokens: Doc, start: int, end: int) -> bool:
    """Whether a name that is also an ordinary word is meant as a name."""
    if not body.context:
        return True
    follows = tokens[end].lower_ if end < len(tokens) else ""
    begins = (
        start == 0
        or tokens[start - 1].text in {".", "?", "!", "‘", "“", '"', "\n", "\n\n"}
        or tokens[start - 1].is_space
    )
    # "Caldicott Guardian" is an office, not the newspaper.
    longer = not begins and tokens[start - 1].is_title and not tokens[start - 1].is_stop
    return follows in _REPORTS or not (begins or longer)


def _is_of_party(tokens: Doc, start: int, end: int) -> bool:
    """ "A Labour councillor" is a person, who speaks for themself."""
    return end < len(tokens) and tokens[end].lower_ in _MEMBERS and tokens[start:end].text in _PARTIES


def _is_part(body: Body, tokens: Doc, start: int, end: int) -> bool:
    """ "Dr X, who chairs its GP committee": the union was named, and this says what Dr X does there (listed 0 times of 5)."""
    return (
        body.kind == "gpc" and tokens[end - 1].text == "committee" and start > 0 and tokens[start - 1].lower_ == "its"
    )


def _mention(body: Body, tokens: Doc, start: int, end: int) -> Mention:
    if tokens[start].lower_ == "the" and end - start > 1:
        start += 1
    span = tokens[start:end]
    return Mention(
        start=span.start_char,
        end=span.end_char,
        kind=body.kind,
        canonical=span.text,  # which of its bearers is meant is for the linker to say
        finder="everyday" if body.name in _PARLIAMENTS or _is_part(body, tokens, start, end) else "register",
    )
