"""The card of a trained model: model.toml with the hashes of its files, README.md with what it is and scores."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from stancewire.stance import cascade, decision, encoder, linear
from stancewire.stance.labels import SCHEME
from stancewire.stance.model import CARD
from stancewire.training.settings import Settings

FILES: Final = (
    "cues.toml",
    linear.FILE,
    encoder.WEIGHTS,
    encoder.TOKENIZER,
    decision.FILE,
    cascade.FILE,
)
_BACKENDS: Final = ("cascade", "linear", "encoder")
_BEGIN, _END = "<!-- scores -->", "<!-- /scores -->"
_COLUMNS: Final = ("primary", "present", "passage", "statements")


def write_card(settings: Settings, scores: Mapping[str, Any]) -> None:
    """Seal the folder; of a README.md that is there only the table of scores is renewed."""
    folder = settings.folder
    (folder / CARD).write_text(_card(settings), encoding="utf-8")
    readme = folder / "README.md"
    text = readme.read_text(encoding="utf-8") if readme.exists() else f"# {settings.model.name}\n\n{_BEGIN}\n{_END}\n"
    head, _, rest = text.partition(_BEGIN)
    readme.write_text(f"{head}{_BEGIN}\n{table(scores)}{_END}{rest.partition(_END)[2]}", encoding="utf-8")


def table(scores: Mapping[str, Any]) -> str:
    """Figures on the test side as Markdown, each with its 95 % interval."""
    head = "| backend | primary macro-F1 | present macro-F1 | passage macro-F1 | statements F1 | pair passages | calibration error, passages | accuracy on surest 70 % |\n"
    rows = [head, "|" + "---|" * 8 + "\n"]
    for name in _BACKENDS:
        test = scores[name]["test"]
        cells = [f"{test[c]['score']:.3f} ({test[c]['low']:.2f}–{test[c]['high']:.2f})" for c in _COLUMNS]
        cells += [
            f"{test['pair_passages']:.3f}" if "pair_passages" in test else "",
            f"{test['passage_calibration_error']:.3f}",
            f"{test['accuracy_on_surest_70']:.3f}",
        ]
        rows.append(f"| {name} | {' | '.join(cells)} |\n")
    return "".join(rows)


def _card(settings: Settings) -> str:
    lines = [
        "# The card of this model; README.md beside it says what it is and where it fails.",
        f"name = {json.dumps(settings.model.name, ensure_ascii=False)}",
        f"version = {json.dumps(settings.model.version, ensure_ascii=False)}",
        f"backends = {json.dumps(_BACKENDS)}",
        f'scheme = "{SCHEME}"',
        "calibrated = true",
        "",
        "[files]",
    ]
    return "\n".join([*lines, *(f'"{name}" = "{_hash(settings.folder / name)}"' for name in FILES)]) + "\n"


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
