"""Document in, Mentions out: organisations, people and policy terms. The only room that knows spaCy.

A finder is built once for a vocabulary, and its find(Scene) yields Mentions. The
order of FINDERS is the order of trust: where two overlap, the longer one stays,
and of equals the earlier.
"""

from typing import Final

FINDERS: Final = {
    "register": "stancewire.entities.named:NamedFinder",
    "family": "stancewire.entities.families:FamilyFinder",
    "shape": "stancewire.entities.shapes:ShapeFinder",
    "brand": "stancewire.entities.brands:BrandFinder",
    "motion": "stancewire.entities.motions:MotionFinder",
    "acronym": "stancewire.entities.acronyms:AcronymFinder",
    "agent": "stancewire.entities.agents:AgentFinder",
}
