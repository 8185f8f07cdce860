"""Move a floor of the shipped model, and say so in CHANGELOG.md: the only way, tests/test_gate.py sees to it.

python scripts/move_floor.py NAME VALUE [NAME VALUE ...] --why "the reason"

NAME is BACKEND.FIGURE as in tests/floors.toml: cascade.primary, linear.passage_ece. A floor is the least F1 of the
shipped model on the test side of corpora/stance-v1; passage_ece is a ceiling of the calibration error. Of the default
backend also: renamed and era, ceilings of the share of primary labels that change with names and era, and flipped, the
least share of minimal pairs whose label goes with a negation.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
FLOORS, CHANGELOG = ROOT / "tests" / "floors.toml", ROOT / "CHANGELOG.md"
BACKENDS = ("cascade", "linear", "encoder")
FIGURES = ("primary", "present", "passage", "statements")
ECE, RENAMED, ERA, FLIPPED = "passage_ece", "renamed", "era", "flipped"
CEILINGS = (ECE, RENAMED, ERA)
DEFAULT = BACKENDS[0]
PERTURBED = tuple(f"{DEFAULT}.{figure}" for figure in (RENAMED, ERA, FLIPPED))
NAMES = (*(f"{backend}.{figure}" for backend in BACKENDS for figure in (*FIGURES, ECE)), *PERTURBED)
_SAID = re.compile(r"`([a-z]+\.[a-z_]+)` to (\d\.\d+)")
_HEAD = (
    "# Written by scripts/move_floor.py, which says in CHANGELOG.md what was moved and why; by hand the gate fails.\n"
)
Floors = Mapping[str, float]


def read_floors(path: Path) -> dict[str, float]:
    """The floors by name; none where there is no file yet."""
    tables = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {f"{backend}.{figure}": value for backend, table in tables.items() for figure, value in table.items()}


def last_said(changelog: str) -> dict[str, float]:
    """What the newest line on each floor says: the last one of the topmost version that has any."""
    found: dict[str, float] = {}
    for version in reversed(re.split(r"^## ", changelog, flags=re.M)):
        for line in version.splitlines():
            if line.startswith("- floor "):
                found |= {name: float(value) for name, value in _SAID.findall(line)}
    return found


def unsaid(floors: Floors, changelog: str) -> list[str]:
    """A sentence for each floor that is not what the changelog last said, and for each that is missing."""
    said = last_said(changelog)
    mend = "move it with python scripts/move_floor.py NAME VALUE --why '...'"
    names = [*NAMES, *sorted((floors.keys() | said.keys()) - set(NAMES))]
    return [
        f"floor {name} is {floors.get(name)}, and CHANGELOG.md last said {said.get(name)}; {mend}"
        for name in names
        if name not in floors or floors[name] != said.get(name) or name not in NAMES
    ]


def below(floors: Floors, figures: Floors) -> list[str]:
    """A sentence for each figure that does not reach its floor, or goes beyond its ceiling."""
    return [
        f"{name} of the shipped model is {figures[name]}, {'above its ceiling' if is_ceiling(name) else 'below its floor'} "
        f"{floor}: mend what made it worse, or move the floor with scripts/move_floor.py and say why"
        for name, floor in floors.items()
        if (figures[name] > floor if is_ceiling(name) else figures[name] < floor)
    ]


def is_ceiling(name: str) -> bool:
    """Whether less is better."""
    return name.partition(".")[2] in CEILINGS


def moves_of(words: Sequence[str]) -> dict[str, float]:
    """The floors that NAME VALUE NAME VALUE ... names. Raises ValueError for a name that stands there twice."""
    names, values = words[::2], words[1::2]
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"{twice[0]} stands there twice; give each floor one value")
    return {name: float(value) for name, value in zip(names, values, strict=True)}


def move(moves: Floors, why: str, floors_path: Path, changelog_path: Path) -> str:
    """Write both files; returns the line of the changelog. Raises ValueError with a sentence before anything is written."""
    floors, changelog = read_floors(floors_path), changelog_path.read_text(encoding="utf-8")
    _refuse(moves, why)
    moved = ", ".join(f"`{name}` to {value} ({_fate(name, floors.get(name), value)})" for name, value in moves.items())
    line = f"- floor {moved}: {' '.join(why.split())}"
    floors |= moves
    changelog_path.write_text(_with_line(changelog, line), encoding="utf-8")
    floors_path.write_text(_as_toml(floors), encoding="utf-8")
    return line


def _refuse(moves: Floors, why: str) -> None:
    for name, value in moves.items():
        if name not in NAMES:
            raise ValueError(f"{name!r} is no floor; give one of {', '.join(NAMES)}")
        if not 0.0 <= value <= 1.0 or round(value, 4) != value:
            raise ValueError(f"{name} {value} is no figure; give a number from 0 to 1 with at most four digits")
    if len(why.split()) < 3 or "`" in why:
        raise ValueError("--why says too little; give the reason in three words or more, without backticks")


def _fate(name: str, old: float | None, new: float) -> str:
    if old is None:
        return "new"
    if old == new:
        return "unchanged"
    return f"{'easier' if (new > old) == is_ceiling(name) else 'harder'}, was {old}"


def _with_line(changelog: str, line: str) -> str:
    """The line at the end of the newest version."""
    head, mark, rest = changelog.partition("\n## ")
    newest, next_mark, older = rest.partition("\n## ")
    return f"{head}{mark}{newest.rstrip()}\n{line}\n{next_mark}{older}"


def _as_toml(floors: Floors) -> str:
    tables = [
        f"\n[{backend}]\n"
        + "".join(
            f"{n.partition('.')[2]} = {floors[n]}\n" for n in NAMES if n.startswith(f"{backend}.") and n in floors
        )
        for backend in BACKENDS
    ]
    return _HEAD + "".join(tables)


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse, move, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("moves", nargs="+", metavar="NAME VALUE")
    parser.add_argument("--why", required=True)
    given = parser.parse_args(arguments)
    if len(given.moves) % 2:
        parser.error("give a VALUE behind each NAME")
    try:
        print(move(moves_of(given.moves), given.why, FLOORS, CHANGELOG))
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
