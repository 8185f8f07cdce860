"""Documents that may tell one event under two names, on two sides: what a person has to read, so all are warnings.

What two texts share in rare words weighs most: places, figures, names of schemes. Two texts of one event in stance-v1
mostly come to 0.12 and more by this measure, save those that tell different parts of it; of some 20,000 pairs of two
events, two sides and neighbouring years a dozen do. `apart` in splits.json names events that were read and are two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import inf, log, sqrt
from typing import Final
from urllib.parse import urlsplit

from stancewire.corpus.address import is_address
from stancewire.corpus.types import CorpusDocument
from stancewire.corpus.violations import Complaint
from stancewire.corpus.words import words

_ALIKE: Final = 0.12
_ALIKE_AT_ONE_TIME: Final = 0.10  # where both are dated, in one month or in two that follow each other
_COMMON: Final = 10  # words in more than one document of so many tell nothing
_FULL_DATE: Final = len("YYYY-MM-DD")
Numbers = tuple[int, int]  # a < b, of two documents


def candidates(
    documents: Sequence[CorpusDocument], sides: Mapping[str, str], apart: Collection[frozenset[str]] = ()
) -> Iterator[tuple[CorpusDocument, Complaint]]:
    """Documents that may tell what one on another side tells.

    sides: of each id that has one; apart: names of two events that are known to be two.
    """
    alike = _alike(documents)
    for one, other in sorted({*alike, *_one_day(documents)}):
        first, second = documents[one], documents[other]
        two = {sides.get(first.id, ""), sides.get(second.id, "")} - {""}
        if len(two) < 2 or first.event == second.event or frozenset((first.event, second.event)) in apart:
            continue
        why = f"{alike[one, other]:.2f} alike" if (one, other) in alike else "one host on one day"
        sentence = (
            f"{second.event!r} in {sides[second.id]} may be {first.event!r} of {first.id} in {sides[first.id]} ({why}); "
            "read both, then name one event and one side, or write both names into apart in splits.json"
        )
        yield second, ("event", sentence)


def _one_day(documents: Sequence[CorpusDocument]) -> Iterator[Numbers]:
    """Documents whose sources stand on one host and bear one full date."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        if is_address(document.url) and len(document.year) == _FULL_DATE:
            found[urlsplit(document.url).hostname or "", document.year].append(number)
    for numbers in found.values():
        yield from combinations(numbers, 2)


def _alike(documents: Sequence[CorpusDocument]) -> dict[Numbers, float]:
    """How alike those are that are alike enough: the cosine of their words, the rare ones weighing most."""
    texts = [frozenset(words(document.text)) for document in documents]
    spread = Counter(word for text in texts for word in text)
    weights = {word: log((len(texts) + 1) / number) ** 2 for word, number in spread.items()}
    lengths = [sqrt(sum(weights[word] for word in text)) for text in texts]
    rare = {word for word, number in spread.items() if number <= max(2, len(texts) // _COMMON)}
    shared: dict[Numbers, float] = defaultdict(float)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in text & rare:
            for earlier in holders[word]:
                shared[earlier, number] += weights[word]
            holders[word].append(number)
    cosines = {(one, other): product / (lengths[one] * lengths[other]) for (one, other), product in shared.items()}
    return {
        (one, other): cosine
        for (one, other), cosine in cosines.items()
        if cosine >= _needed(documents[one].year, documents[other].year)
    }


def _needed(one: str, other: str) -> float:
    """How alike texts of two dates have to be before somebody reads them; texts of distant years never are."""
    if abs(int(one[:4]) - int(other[:4])) > 1:
        return inf
    months = [int(year[:4]) * 12 + int(year[5:7]) for year in (one, other) if len(year) > len("YYYY")]
    return _ALIKE_AT_ONE_TIME if len(months) == 2 and abs(months[0] - months[1]) <= 1 else _ALIKE
