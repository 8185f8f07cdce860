"""The card of a model of somebody's own labels: model.toml with the hashes of its files, README.md with what it is."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from typing import Any, Final

from stancewire.errors import OutputError
from stancewire.markdown import plain
from stancewire.stance.model import CARD, OWN
from stancewire.stance.own import SETTINGS, WEIGHTS, OwnSettings
from stancewire.training.own_settings import OwnRun

_ELSEWHERE: Final = "name another as [model] folder, or empty this one"
_FILES: Final = (WEIGHTS, SETTINGS)


def write_own_card(run: OwnRun, settings: OwnSettings, scores: Mapping[str, Any]) -> None:
    """Seal the folder; a README.md that somebody wrote there stays."""
    (run.folder / CARD).write_text(_card(run), encoding="utf-8")
    readme = run.folder / "README.md"
    if not readme.exists() or _SIGN in readme.read_text(encoding="utf-8"):
        readme.write_text(_readme(run, settings, scores), encoding="utf-8")


def check_model_folder(run: OwnRun) -> None:
    """Raise OutputError where the folder holds anything but an earlier model of this name and scheme."""
    if not run.folder.exists() or (run.folder.is_dir() and not any(run.folder.iterdir())):
        return
    try:
        card = tomllib.loads((run.folder / CARD).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise OutputError(str(run.folder), f"is not empty and has no {CARD} that can be read", _ELSEWHERE) from None
    found, wanted = (card.get("name"), card.get("scheme")), (run.model.name, run.scheme.name)
    if found != wanted:
        reason = f"holds the model {found[0]} of {found[1]}, and the config makes {wanted[0]} of {wanted[1]}"
        raise OutputError(str(run.folder), reason, _ELSEWHERE)


def _card(run: OwnRun) -> str:
    values = {
        "name": run.model.name,
        "version": run.model.version,
        "backends": [OWN],
        "scheme": run.scheme.name,
        "labels": list(run.scheme.classes),
        "rest": run.scheme.rest,
        "calibrated": True,
    }
    lines = ["# The card of this model; README.md beside it says what it is."]
    # JSON strings, lists and booleans are TOML too.
    lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
    hashes = (f'"{name}" = "{hashlib.sha256((run.folder / name).read_bytes()).hexdigest()}"' for name in _FILES)
    return "\n".join([*lines, "", "[files]", *hashes]) + "\n"


_SIGN: Final = "<!-- written by stancewire train -->"


def _readme(run: OwnRun, settings: OwnSettings, scores: Mapping[str, Any]) -> str:
    test, rows = scores["test"], scores["rows"]
    labels = [plain(label) for label in run.scheme.classes]
    head = "| rows | " + " | ".join(labels) + " |\n|" + "---|" * (len(labels) + 1) + "\n"
    table = "".join(
        f"| {side} | {' | '.join(str(rows[side].get(label, 0)) for label in run.scheme.classes)} |\n" for side in rows
    )
    rest = f"; {plain(repr(run.scheme.rest))} means no stance" if run.scheme.rest else ""
    targets = f"Targets: {', '.join(map(plain, settings.targets))}.\n\n" if settings.targets else ""
    return (
        f"# {plain(run.model.name)}\n\n{_SIGN}\n\n"
        f"Labels a text {'towards a target ' if settings.targets else ''}by the scheme `{run.scheme.name}`: "
        f"{', '.join(labels)}{rest}. Logistic regression on hashed words, pairs and characters.\n\n"
        f"{targets}{head}{table}\n"
        f"On the {test['rows']} test rows: macro-F1 {test['macro_f1']}, accuracy {test['accuracy']}, calibration error "
        f"{test['calibration_error']}; sets made to hold the true label in {settings.coverage:.0%} of all texts hold it in "
        f"{test['set_coverage']:.0%}, with {test['set_size']} labels on average. `stancewire evaluate` compares it with baselines.\n"
    )
