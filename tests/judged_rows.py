"""Four judged documents whose figures can be worked out by hand, and four that differ from them in one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model_parts import example, reading, truth
from stancewire.stance.labels import NAMES, NONE
from stancewire.training.scores import Judged, wanted_of

OBJECTION, PLAN, MANDATE = NAMES


def row(
    wanted: str,
    found: str,
    *units: tuple[Sequence[str], Sequence[str]],
    trust: float = 0.5,
    passages: bool = True,
    **values: str,
) -> Judged:
    """A document with its true and found primary label; of each unit the true and the found labels."""
    shown = example(
        reading(*("x" for _ in units)),
        *(truth(*true) for true, _ in units),
        primary=wanted,
        present=(wanted,) if wanted != NONE else (),
        **values,
    )
    flags = np.array([[name in labels for name in NAMES] for _, labels in units], dtype=bool).reshape(-1, len(NAMES))
    return Judged(
        example=shown,
        present=(found,) if found != NONE else (),
        primary=found,
        trust=trust,
        **wanted_of(shown),
        found=flags if passages else None,
        chances=flags.astype(float) if passages else None,
    )


ROWS = (
    row(OBJECTION, OBJECTION, ([OBJECTION], [OBJECTION]), ([], []), trust=0.9, era="2004-2012"),
    row(OBJECTION, PLAN, ([OBJECTION], [PLAN]), trust=0.4, era="2013-2019"),
    row(PLAN, PLAN, ([PLAN, MANDATE], [PLAN]), trust=0.8, era="2013-2019"),
    row(NONE, NONE, ([], [MANDATE]), trust=0.6, era="2013-2019", kind="letter"),
)
WORSE = (ROWS[0], ROWS[1], row(PLAN, NONE, ([PLAN, MANDATE], []), trust=0.8), ROWS[3])
