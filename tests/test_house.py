"""The house keeps its shape: imports point one way, nothing takes a name from the package root, nothing loads early."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline" / "stancewire"

# From the foundations up; a module may import from its own room and from those before it.
ROOMS = (
    "version", "errors", "assets", "spans", "dates", "markdown", "types", "tables", "config", "sources", "normalise", "duplicates", "register", "entities", "statements",
    "stance", "corpus", "records", "report", "archive", "export", "compare", "review", "tagger", "training", "evaluation", "runs", "cli", "stancewire",
)  # fmt: skip
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    """`stancewire.entities.people` stands in `entities`; the root package is a room of its own."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else parts[0]


def name_of(path: Path) -> str:
    parts = ["stancewire", *path.relative_to(PACKAGE).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> set[str]:
    """Every module of ours that a file imports, at the top or inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_ = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    assert not any(isinstance(node, ast.ImportFrom) and node.level for node in nodes), f"{path}: relative import"
    return {name for name in plain | from_ if name.split(".")[0] == "stancewire"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    own = ROOMS.index(room_of(name_of(path)))
    upward = {name for name in imports_of(path) if ROOMS.index(room_of(name)) > own}
    assert not upward, f"{name_of(path)} imports {upward}, which stand above it in ROOMS"


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent != PACKAGE or p.name != "__init__.py"], ids=name_of)
def test_nothing_takes_a_name_from_the_package_root(path: Path) -> None:
    assert "stancewire" not in imports_of(path)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_private_to_a_module_stays_there(path: Path) -> None:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    ours = [node for node in nodes if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("stancewire")]
    private = {alias.name for node in ours for alias in node.names if alias.name.startswith("_")}
    assert not private, (
        f"{name_of(path)} imports {private}: give it a public name where it stands, or a public way to it"
    )


def test_no_import_cycles() -> None:
    graph = {name_of(path): imports_of(path) & {name_of(p) for p in MODULES} for path in MODULES}
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, f"import cycle: {' -> '.join((*above, name))}"
        if name not in done:
            for below in graph[name]:
                visit(below, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_it_is(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{name_of(path)} has no docstring"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 260, f"{name_of(path)} does more than one thing"


def loaded_after(code: str, *, suspects: tuple[str, ...]) -> set[str]:
    """Which of the suspects a fresh interpreter has imported after running some code."""
    ask = f"{code}\nimport sys; print(*[m for m in {suspects!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout
    return set(out.splitlines()[-1].split())


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_group_of_a_pattern_is_possessive(path: Path) -> None:
    """Python 3.11.2, which Debian 12 has, matches `(?:…)*+` beyond what it holds; `(?>(?:…)*)` it matches rightly."""
    strings = [
        node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    ]
    assert not [text for text in strings if isinstance(text, str) and re.search(r"\)(?:[*+?]|\{\d*,\d*\})\+", text)]


def test_help_loads_nothing_heavy() -> None:
    code = "from stancewire.cli import run\nrun(['--help'])"
    heavy = (
        "spacy",
        "sklearn",
        "transformers",
        "datasets",
        "torch",
        "numpy",
        "rich.table",
        "tqdm",
        "orjson",
        "altair",
        "jinja2",
    )
    assert loaded_after(code, suspects=heavy) == set()


def test_scoring_loads_no_training_library() -> None:
    code = "from stancewire import Tagger\nTagger.load().tag_text('Westmarch LMC rejects the plan.')"
    heavy = ("sklearn", "transformers", "datasets", "torch", "pandas", "pyarrow", "py3langid", "spacy")
    assert loaded_after(code, suspects=heavy) == {"spacy"}
