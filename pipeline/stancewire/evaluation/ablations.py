"""What each kind of feature brings to the linear model: its passage labels, trained in the run without it.

The regressions are those of training/linear.py; a label is said from a chance of 0.5 on, without calibration, so the
figures compare with each other and not with the shipped model's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any, Final

import numpy as np

from stancewire.evaluation.material import Material
from stancewire.evaluation.systems import Say, System
from stancewire.stance.features import PARTS
from stancewire.stance.labels import NAMES, NONE
from stancewire.training.examples import Example
from stancewire.training.linear import fitted, matrix
from stancewire.training.scores import Flags, Judged, body_units, wanted_of
from stancewire.training.settings import LinearSection
from stancewire.training.targets import targets_of

WHOLE: Final = "all features"
_THREADS: Final = 2  # liblinear lets others run, and a fit does not depend on its neighbours
_ROLES: Final = "roles (names as they stand)"


def ablations(material: Material, seed: int, say: Say, pool: Executor) -> Callable[[], tuple[System, ...]]:
    """Begin to train the whole model and one without each kind of feature; what is returned waits for them.

    The whole one comes first; rows judge passages alone.
    """
    variants: dict[str, tuple[str, Callable[[Example], Example]]] = {
        WHOLE: ("", lambda example: example),
        f"without {_ROLES}": ("", lambda example: material.plain[example.id]),
        **{f"without {part}": (part, lambda example: example) for part in PARTS},
    }

    def one(name: str) -> System:
        say(f"ablation: {name}")
        without, read = variants[name]
        train, judged = ([read(e) for e in examples] for examples in (material.train, material.judged))
        rows = _rows(material.judged, _flags(train, judged, without, seed))
        return System(name=name, about="linear model, passage labels", rows=rows)

    begun = [pool.submit(one, name) for name in variants]
    return lambda: tuple(future.result() for future in begun)


def _flags(train: Sequence[Example], judged: Sequence[Example], without: str, seed: int) -> Flags:
    """(units of all judged examples, labels)."""
    learned, asked = matrix(train, without), matrix(judged, without)
    targets = [targets_of(example) for example in train]
    wanted, known = (np.concatenate([getattr(t, name) for t in targets]) for name in ("wanted", "known"))
    rows = known[:, 0] > 0  # labels are known of a unit all together

    def one(label: int) -> Any:
        column = wanted[rows, label]
        if column.min() == column.max():
            return np.full(asked.shape[0], bool(column[0]))
        return fitted(learned[rows], column, LinearSection(), seed).predict(asked) > 0

    with ThreadPoolExecutor(_THREADS) as pool:
        return np.array(list(pool.map(one, range(len(NAMES)))), dtype=bool).T


def _rows(examples: Sequence[Example], flags: Flags) -> tuple[Judged, ...]:
    ends = np.cumsum([len(e.reading.units) for e in examples])[:-1]
    return tuple(
        Judged(example=e, present=(), primary=NONE, trust=0.0, **wanted_of(e), found=own[body_units(e)], chances=None)
        for e, own in zip(examples, np.split(flags, ends), strict=True)
    )
