"""Who objects to, plans or mandates what in UK primary-care policy, with the evidence.

    >>> from stancewire import Tagger
    >>> record = Tagger.load().tag_text("Westmarch LMC has rejected the CCG's plan to close two surgeries.")
    >>> record.stance.primary
    'lmc_objection'

Nothing heavy is imported until Tagger is asked for.
"""

from typing import TYPE_CHECKING, Any

from stancewire.version import VERSION as __version__

if TYPE_CHECKING:
    from stancewire.tagger import Tagger

__all__ = ["Tagger", "__version__"]


def __getattr__(name: str) -> Any:
    """Load Tagger on first use: `stancewire --help` must not wait for spaCy."""
    if name != "Tagger":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from stancewire.tagger import Tagger

    return Tagger
