"""What the docs show is what the program does: commands, output and figures are compared with the real ones."""

from __future__ import annotations

import doctest
import importlib
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from stancewire.cli import cli

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import refresh_docs  # noqa: E402 - scripts/ is no package

PARAMETERS = [
    (name, parameter) for name, command in [("", cli), *cli.commands.items()] for parameter in command.params
]  # fmt: skip


@pytest.mark.parametrize("path", refresh_docs.PAGES, ids=lambda path: path.name)
def test_a_page_shows_what_the_program_does(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text == refresh_docs.PAGES[path](text), "run python scripts/refresh_docs.py and read the difference"


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_is_in_the_readme_or_linked_from_it(name: str) -> None:
    assert f"stancewire {name}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"## `stancewire {name}`" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "parameter"), PARAMETERS, ids=lambda value: getattr(value, "name", value))
def test_every_option_says_what_it_does(name: str, parameter: click.Parameter) -> None:
    page = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    if isinstance(parameter, click.Option):
        assert parameter.help
        assert parameter.opts[-1] in page


@pytest.mark.parametrize("module", ["stancewire", "stancewire.tagger"])
def test_docstring_examples_run(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module))
    assert (result.failed, result.attempted > 0) == (0, True)


def test_links_of_the_docs_lead_somewhere() -> None:
    import re

    pages = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").glob("*.md")),
        *sorted(ROOT.glob("*/README.md")),
    ]
    links = [(page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))]
    missing = [
        (page.name, link) for page, link in links if not link.startswith("http") and not (page.parent / link).exists()
    ]
    assert missing == []


def test_the_published_figures_are_those_of_the_code(shared: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts" / "measure_gold.py"), str(shared / "gold"), "--json"]
    measured = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    name = refresh_docs.ROUNDS[-1][0]
    assert measured == refresh_docs.scores_of(name), (
        f"if intended: python scripts/measure_gold.py ../shared/gold --json > docs/results/{name}.json, then python scripts/refresh_docs.py"
    )


def test_the_changelog_and_the_citation_name_this_version() -> None:
    from stancewire.version import VERSION

    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {VERSION}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_no_table_of_results_has_a_figure_still_to_come() -> None:
    import re

    text = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    assert re.findall(r"\| ([A-Z]{3,}|\?+|tbd) (?=\|)", text) == []
