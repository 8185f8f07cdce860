"""Build the wheel, unpack it elsewhere and tag from an empty folder with nothing but its content.

    python scripts/check_wheel.py

Run by `make test`: what a checkout has at its top level (models/, configs/) must travel inside the wheel,
and the command that is installed reads a file of every format that the README names.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from wheel_formats import named_in, write_converter, write_formats

ROOT = Path(__file__).parents[1]
TEXT = "Westmarch LMC has rejected a plan by NHS Westmarch CCG to close two surgeries."
CODE = "import sys, stancewire; print(stancewire.__file__, file=sys.stderr); from stancewire.cli import main; main()"


def main() -> int:
    """Print what was checked; exit 1 if the unpacked wheel does not give the record of the checkout."""
    with tempfile.TemporaryDirectory() as folder:
        built, unpacked, empty = (Path(folder) / name for name in ("built", "unpacked", "empty"))
        empty.mkdir()
        command = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
            "-w",
            str(built),
            str(ROOT),
        ]
        subprocess.run(command, check=True)
        wheel = next(built.glob("*.whl"))
        zipfile.ZipFile(wheel).extractall(unpacked)
        record, place = _score(empty, {"PYTHONPATH": str(unpacked)})
        expected, _ = _score(empty, {})
        if not place.startswith(str(unpacked)) or record != expected:
            print(f"check_wheel: {wheel.name} run from {place} does not give the record of the checkout")
            return 1
        if unread := _unread(Path(folder), {"PYTHONPATH": str(unpacked)}):
            print(f"check_wheel: {wheel.name} does not read what the README names: {'; '.join(unread)}")
            return 1
        print(
            f"check_wheel: {wheel.name} ({wheel.stat().st_size:,} bytes) gives the record of the checkout from an empty folder and reads every format"
        )
        return 0


def _unread(folder: Path, environment: dict[str, str]) -> list[str]:
    """The formats that are not read, with what was said instead."""
    paths = write_formats(folder / "formats")
    write_converter(folder / "bin")
    environment = environment | {"PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    out = folder / "records.jsonl"
    command = [sys.executable, "-P", "-c", CODE, "tag", *paths.values(), "-o", str(out)]
    subprocess.run(command, capture_output=True, cwd=folder, env=os.environ | environment, check=False)
    records = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    named = named_in((ROOT / "README.md").read_text(encoding="utf-8"))
    return [
        *(f"{name} has no file in wheel_formats.py" for name in sorted(named - paths.keys())),
        *(f"{name}: {trouble}" for name, path in paths.items() if (trouble := _trouble(path, records))),
    ]


def _trouble(path: str, records: list[dict[str, Any]]) -> str:
    """What is wrong with the records of a file: there are none, or one is an error."""
    own = [record for record in records if record["source"]["uri"] == path]
    errors = [str(record["error"]) for record in own if record["status"] == "error"]
    return "" if own and not errors else "; ".join(errors) or "no record"


def _score(folder: Path, environment: dict[str, str]) -> tuple[dict[str, object], str]:
    command = [sys.executable, "-P", "-c", CODE, "score", "-", "--json"]
    done = subprocess.run(
        command, input=TEXT.encode(), capture_output=True, cwd=folder, env=os.environ | environment, check=True
    )
    return json.loads(done.stdout), done.stderr.decode().splitlines()[0]


if __name__ == "__main__":
    raise SystemExit(main())
