"""What a teacher says of the examples: chances in place of yes and no, from which a smaller network learns more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from stancewire.errors import ModelError
from stancewire.stance.labels import CLASSES
from stancewire.training.targets import Targets

_UNITS, _DOCUMENT = "units ", "document "  # before the id of an example
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """By example: chances of its units (units, outputs) and of its primary class (classes,). share: how much they count."""

    units: Mapping[str, Floats]
    documents: Mapping[str, Floats]
    share: float

    def mixed(self, name: str, targets: Targets) -> tuple[Floats, Floats]:
        """What annotators say of an example, mixed with what the teacher says of it; no primary class where none is asked.

        Raises ModelError where the example has other units than the teacher read.
        """
        primary = np.zeros(len(CLASSES), dtype=np.float32)
        if targets.primary >= 0:
            primary[targets.primary] = 1
        if name not in self.units:
            return targets.wanted, primary
        if self.units[name].shape != targets.wanted.shape:
            raise ModelError(name, "was read in other parts when the teacher was asked", "run it with --from teacher")
        wanted = (1 - self.share) * targets.wanted + self.share * self.units[name]
        if targets.primary >= 0:
            primary = (1 - self.share) * primary + self.share * self.documents[name]
        return wanted.astype(np.float32), primary.astype(np.float32)


NO_LESSONS: Final = Lessons(units={}, documents={}, share=0.0)


def save_lessons(lessons: Lessons, path: Path) -> None:
    """Write the chances as safetensors."""
    units = {_UNITS + name: values for name, values in lessons.units.items()}
    save_file(units | {_DOCUMENT + name: values for name, values in lessons.documents.items()}, path)


def load_lessons(path: Path, share: float) -> Lessons:
    """What save_lessons wrote."""
    found = load_file(path)

    def those(kind: str) -> dict[str, Floats]:
        return {name.removeprefix(kind): values for name, values in found.items() if name.startswith(kind)}

    return Lessons(units=those(_UNITS), documents=those(_DOCUMENT), share=share)
