"""`stancewire evaluate`."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import click

# By whether the config brings its own set of labels: what reads it, and what judges by it.
WAYS: Final = {
    False: ("stancewire.evaluation.settings:load_settings", "stancewire.evaluation.evaluate:evaluate"),
    True: ("stancewire.training.own_settings:load_own", "stancewire.evaluation.own:evaluate_own"),
}


@click.command()
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path),
    default=None,
    help="An evaluation config; by default the packaged configs/evaluate.toml.",
)
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), required=True, help="The folder to write into."
)
@click.option("--force", is_flag=True, help="Write into a folder that holds something already.")
def evaluate(config_path: Path | None, folder: Path, force: bool) -> None:
    """Judge models and baselines on a corpus and write report.html, report.md, figures.json and charts.

    A config with a section [scheme] judges a model of other labels. The extra `train` adds the baseline on frozen
    embeddings; without it the report says that it is left out.

    Exit codes: 0 the report is complete, 2 usage or config, 3 corpus or folder unusable.
    """
    from stancewire.assets import folder as asset
    from stancewire.evaluation.render import check_folder, write_report
    from stancewire.training.own_settings import is_own

    def say(line: str) -> None:
        click.echo(line, err=True)

    check_folder(folder, force=force)
    path = config_path or asset("configs") / "evaluate.toml"
    load, judge = map(resolved, WAYS[is_own(path)])
    write_report(judge(load(path), say), folder)
    say(f"wrote {(folder / 'report.html').as_posix()}")


def resolved(name: str) -> Callable[..., Any]:
    """The function that an entry of WAYS names."""
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found
