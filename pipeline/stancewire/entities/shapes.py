"""Local bodies by the shape of their names: "NHS Thanet CCG", "LMC for Kent", "North Mersey Area Team".

From the word that says what a body is, the name is read leftwards as far as
capitals, "and" and "of" go; a name that holds such a word ends there, so that
"NHS Thanet CCG and NHS Ashford CCG" are two.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

from stancewire.entities.matching import Phrases
from stancewire.entities.refusals import goes_on, is_address, is_matter
from stancewire.entities.rows import behind_brand, is_row
from stancewire.entities.scene import Scene
from stancewire.entities.suffixes import PREMISES, SUFFIXES, Suffix
from stancewire.register.lookup import Register
from stancewire.spans import first_come
from stancewire.types import Mention

_GENERIC: Final = frozenset(["ccg", "pct", "pct_cluster", "icb", "ics", "sha", "lmc", "nhs_england", "gp_body"])
# Names of a whole nation's bodies may open with its adjective: "British Fen Association", but "Scottish CCGs" are any.
_NATIONAL: Final = frozenset(("other", "think_tank", "regulator", "royal_college", "government", "media"))
_NATIONALITIES: Final = frozenset("english scottish welsh british irish".split())
_BARE: Final = frozenset(["ccg", "pct", "pct_cluster", "icb", "ics", "sha", "lmc", "nhs_england"])
# They may hold a statement, but "the commissioning group" and "a consortium" are listed by no reader.
_UNLISTED: Final = frozenset(
    (
        "commissioning group", "commissioning groups", "consortium", "gp consortium", "regional team", "regional teams",
        "integrated care system", "integrated care systems", "primary care commissioning committee",
    )
)  # fmt: skip
_JOINS: Final = frozenset(
    ("and", "&", "of", "on", "upon", "in", "the", "-", "–", "’s", "'s", "’", "'", "with", "under", "le")
)
_WHOLE: Final = frozenset(("nhs_england", "government", "bma", "gpc", "regulator", "royal_college", "media"))
_SHORT: Final = 10  # letters of an abbreviation, which is a name of its own: "BBOLMC and the Fen LMCs"
_NUMBERS: Final = frozenset(("first", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_COUNTS: Final = _NUMBERS | frozenset(
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety dozen dozens hundreds".split()
)
_OFFICES: Final = frozenset(
    "director chair chairman chief secretary head leader manager officer president member adviser executive".split()
)
_COMPASS: Final = frozenset(
    "north south east west central mid inner outer greater north-west north-east south-west south-east".split()
)
_NO_PLACE: Final = frozenset(
    "english scottish welsh british irish arbitrary struggling failing merging merged proposed unnamed committee board department government good numerous several various individual model typical neighbouring exclusive gp gps practice practices doctors dr mr mrs ms miss professor prof sir dame local all most many some new former no yes yesterday today tonight january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday leaders members officers chairs representatives patients staff talks plans proposals".split()
)
_TITLES: Final = frozenset(("dr", "mr", "mrs", "ms", "professor", "prof", "sir", "dame"))
# What "of" may follow inside a name: "Vale of York CCG", but "Views of Fen LMC" is Fen LMC.
_OF_NAMES: Final = frozenset(
    "isle isles vale heart riding city borough forest county consortium federation confederation association group bay "
    "kingdom archdiocese conference mouth head bridge stoke newcastle kingston university dukes duke".split()
)
_NATIONS: Final = frozenset(("England", "Scotland", "Wales", "Britain"))
_LONGEST: Final = 12  # tokens before the suffix


class ShapeFinder:
    """Suffix matchers, built once for a vocabulary."""

    def __init__(self, vocab: Vocab, register: Register) -> None:
        del register  # what it finds is what no register need know
        any_case, as_written = Phrases(vocab, "LOWER"), Phrases(vocab, "ORTH")
        self.phrases = (any_case, as_written)
        for kind, forms in SUFFIXES.items():
            as_written.add(kind, [form for form in forms if " " not in form or form in PREMISES])
            any_case.add(kind, [form for form in forms if " " in form and form not in PREMISES])
        any_case.add("pct_cluster", ["cluster"])

    def find(self, scene: Scene) -> Iterator[Mention]:
        """Named local bodies, and generic words for them."""
        tokens = scene.tokens
        suffixes = self.suffixes(tokens)
        kinds = {index for suffix in suffixes for index in range(suffix.start, suffix.end)}
        national = set(_national(scene))
        borders = kinds | national
        for suffix in suffixes:
            start = _name_start(tokens, suffix, kinds | (national - _own_words(tokens, suffix)))
            end = _name_end(tokens, suffix, borders)
            if is_address(tokens, start, suffix) or is_matter(tokens, start, suffix):
                continue
            if start < suffix.start or end > suffix.end:
                mention = _mention(tokens, start, end, suffix, generic=False)
                if not is_row(scene, mention.start, mention.end):
                    yield mention
            elif _is_generic(tokens, suffix):
                yield _mention(tokens, start, end, suffix, generic=True)

    def suffixes(self, tokens: Doc) -> tuple[Suffix, ...]:
        """Without overlaps, the longer one first choice, in text order."""
        found = {(start, end): kind for phrases in self.phrases for kind, start, end in phrases.find(tokens)}
        found = {span: kind for span, kind in found.items() if not goes_on(tokens, *span)}
        longest = sorted(found.items(), key=lambda item: (item[0][0] - item[0][1], item[0][0]))
        return first_come(
            Suffix(kind, start, end, tokens[end - 1].lower_.endswith("s")) for (start, end), kind in longest
        )


def _own_words(tokens: Doc, suffix: Suffix) -> set[int]:
    """ "Bupa" and "Express" are names of their own, and the first words of "Bupa Fen Ltd" and "Express & Star"."""
    start = suffix.start
    if suffix.kind in {"company", "media"}:
        while start > 0 and (_is_name(tokens[start - 1]) or tokens[start - 1].text == "&"):
            start -= 1
    return set(range(start, suffix.start))


def _national(scene: Scene) -> Iterator[int]:
    """Tokens of bodies whose names are no part of a local one: "NHS England and the Kent CCGs" are two."""
    for mention in scene.found:
        short = mention.end - mention.start <= _SHORT and " " not in mention.canonical
        if (mention.kind in _WHOLE or short) and (
            span := scene.tokens.char_span(mention.start, mention.end)
        ) is not None:
            yield from range(span.start, span.end)


def _is_generic(tokens: Doc, suffix: Suffix) -> bool:
    """A kind of body without a name. "cluster" and "council" are everyday words unless "the" stands before them."""
    if suffix.kind not in _BARE:
        return False
    everyday = tokens[suffix.start].lower_ in {"cluster", "clusters"}
    return not everyday or (suffix.start > 0 and tokens[suffix.start - 1].lower_ == "the")


def _mention(tokens: Doc, start: int, end: int, suffix: Suffix, *, generic: bool) -> Mention:
    span = tokens[start:end]
    return Mention(
        start=span.start_char,
        end=span.end_char,
        kind=suffix.kind,
        canonical=" ".join(span.text.split()),
        finder="everyday" if generic and span.text.lower() in _UNLISTED else "shape",
        generic=generic,
    )


def _name_end(tokens: Doc, suffix: Suffix, borders: set[int]) -> int:
    """ "LMC for Kent and Medway": the name may follow. "LMC for Fen and Marsh PCT" ends at Fen: the rest is another's."""
    end = suffix.end
    if not (end + 1 < len(tokens) and _leads_on(tokens[end], suffix) and _is_name(tokens[end + 1])):
        return end
    if tokens[end + 1].text in _NATIONS:
        return end
    end += 2
    while end + 1 < len(tokens) and _is_name(
        tokens[end + (tokens[end].lower_ in _JOINS or _lists(tokens, end, suffix))]
    ):
        end += 1
    end += end + 1 == len(tokens) and _is_name(tokens[end])
    if end not in borders and end - 1 not in borders:
        return end
    joins = [index for index in range(suffix.end + 2, end) if tokens[index].lower_ in {"and", "&"}]
    return joins[-1] if joins else suffix.end


def _leads_on(token: Token, suffix: Suffix) -> bool:
    return token.lower_ == "for" or (token.lower_ == "of" and suffix.kind == "lmc" and suffix.plural)


def _lists(tokens: Doc, index: int, suffix: Suffix) -> bool:
    """The first comma of "LMCs of Kent, Surrey and Sussex", but not of "LMCs of Kent, Dr Kemp and others said"."""
    if not suffix.plural or tokens[index].text != ",":
        return False
    rest = tokens[index + 1 : index + _LONGEST]
    ends = next((k for k, token in enumerate(rest) if not _is_name(token) and token.text != ","), len(rest))
    return ends + 1 < len(rest) and rest[ends].lower_ in {"and", "&"} and _is_name(rest[ends + 1])


def _name_start(tokens: Doc, suffix: Suffix, borders: set[int]) -> int:
    """First token of the name that stands before a suffix; suffix.start where there is none."""
    start = index = suffix.start
    joined = False  # an "and" was passed, so commas may belong to the name
    while index > 0 and suffix.start - index < _LONGEST and index - 1 not in borders:
        index -= 1
        token = tokens[index]
        if _is_name(token) or _may_open(tokens, index, suffix, start):
            start = index
            if token.text == "NHS":
                break
        elif not _joins(tokens, index, suffix, start, joined=joined) or _ends_name(tokens, index, joined=joined):
            break
        joined = joined or token.lower_ in {"and", "&"}
    if all(token.lower_ in _COUNTS for token in tokens[start : suffix.start]):
        return suffix.start  # "seven ICBs" has no name
    return _without_person(tokens, behind_brand(tokens, start, suffix.start), suffix.start)


def _may_open(tokens: Doc, index: int, suffix: Suffix, start: int) -> bool:
    """Words that are no name elsewhere: "south Fen PCT", "British Fen Association", "Dispensing Doctors' Association"."""
    token = tokens[index]
    if token.lower_ in _NATIONALITIES:
        return suffix.kind in _NATIONAL and not suffix.plural and tokens[suffix.start : suffix.end].text not in PREMISES
    if token.lower_ in _COMPASS:
        return start == index + 1 < suffix.start
    return index == suffix.start - 2 and token.text[:1].isupper() and tokens[index + 1].text in {"’", "'"}


def _ends_name(tokens: Doc, index: int, *, joined: bool) -> bool:
    """ "Director of Primary Care, Fen and Marsh PCT": the comma ends an office; "Views of Fen LMC": nor is that a place."""
    if tokens[index].lower_ == "of":
        return index == 0 or tokens[index - 1].lower_ not in _OF_NAMES
    before = tokens[max(0, index - 5) : index]
    return tokens[index].text == "," and any(
        token.lower_ in _OFFICES or (token.lower_ == "in" and not joined) for token in before
    )


def _joins(tokens: Doc, index: int, suffix: Suffix, start: int, *, joined: bool) -> bool:
    """ "and" and its like between two parts of a name; commas before one and before a plural; the apostrophe of "Carers’ Forum"."""
    token = tokens[index]
    if token.text == "/":
        return start == index + 1 and _touch(tokens, index)
    if start == suffix.start:
        return index > 0 and token.text in {"’", "'"} and tokens[index - 1].lower_.endswith("s")
    return token.lower_ in _JOINS or (token.text == "," and (joined or suffix.plural))


def _touch(tokens: Doc, index: int) -> bool:
    """ "Brent/Harrow" are two places; "yes / Harrow" are not."""
    return (
        index > 0 and _is_name(tokens[index - 1]) and not (tokens[index - 1].whitespace_ or tokens[index].whitespace_)
    )


def _is_name(token: Token) -> bool:
    """A capital, and no word that begins sentences; numbers only inside one ("the Three Dales CCG")."""
    if not token.text[:1].isupper() or not token.is_alpha or token.lower_ in _NO_PLACE:
        return False
    return not token.is_stop or (token.lower_ in _NUMBERS and token.i > 0 and not token.doc[token.i - 1].is_punct)


def _without_person(tokens: Doc, start: int, end: int) -> int:
    """ "Dr Jane Smith and Kent LMC" holds a person, who is no part of the name."""
    before = start - 1
    while before > 0 and _is_initial(tokens[before]):
        before -= 1
    if before < 0 or tokens[before].lower_.rstrip(".") not in _TITLES:
        return start
    joins = [index for index in range(start, end) if tokens[index].lower_ in {"and", "of", "&", ","}]
    return joins[0] + 1 if joins else end


def _is_initial(token: Token) -> bool:
    """The "J." of "Dr J. Smith"."""
    return len(token.text) == 2 and token.text[0].isupper() and token.text[1] == "."
