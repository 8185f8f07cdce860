"""Document in, Mentions out: organisations, people and policy terms. The only room that knows spaCy.

A finder takes (Scene) and yields Mentions; the order of FINDERS is the order of
trust: where two overlap, the longer one stays, and of equals the earlier.
"""

from typing import Final

FINDERS: Final = {
    "register": "stancewire.entities.named:find_named",
    "shape": "stancewire.entities.shapes:find_shapes",
    "acronym": "stancewire.entities.acronyms:find_acronyms",
}
