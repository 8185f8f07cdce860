"""`stancewire coverage`: what became of the inputs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from stancewire.cli.archive_options import outputs_argument

if TYPE_CHECKING:
    from stancewire.archive.coverage import Coverage, Share
    from stancewire.archive.manifests import Compared

_UNHEALTHY = 5
_RUN_HEAD = ("read", "left out", "written", "found")
_HEAD = ("inputs", "tagged", "abstained", "duplicate", "failed", "covered")


@click.command()
@outputs_argument
@click.option(
    "--at-least",
    type=click.FloatRange(0, 1),
    default=0.9,
    show_default=True,
    help="The share of inputs that is to be covered: of all, and of each folder, publisher and month with 20 inputs or more.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def coverage(outputs: tuple[str, ...], at_least: float, as_json: bool) -> int:
    """Say what share of the inputs of `stancewire tag` was tagged, abstained, duplicate or failed: OUT is a file of
    records or a folder of shards.

    Covered is an input with a verdict the model stands by: tagged, or a copy that was not abstained from. Folders are
    those below the one that all inputs share; months are those of publication, of failed inputs as their path says.
    Each class of errors comes with its number and an example. Where the manifest of its run lies beside an OUT, the
    documents that were read, those left out and the records written are compared with the records that are there.

    Exit codes: 0 enough is covered, 2 usage, 3 an OUT cannot be read, 5 less is covered than --at-least asks, or an
    OUT does not fit its manifest.
    """
    from stancewire.archive.coverage import coverage as measured
    from stancewire.archive.files import record_files
    from stancewire.archive.manifests import compared
    from stancewire.archive.store import Store

    found, runs = measured(Store(record_files(outputs))), compared(outputs)
    click.echo(_json(found, runs) if as_json else "\n".join((*_page(found), *_runs(runs))))
    low = list(found.low(at_least))
    for share in low:
        click.echo(f"stancewire: LOW COVERAGE: {share.sentence()}; {at_least:.0%} were asked", err=True)
    wrong = [sentence for run in runs for sentence in run.sentences()]
    for sentence in wrong:
        click.echo(f"stancewire: NOT WHOLE: {sentence}", err=True)
    return _UNHEALTHY if low or wrong else 0


def _json(found: Coverage, runs: Sequence[Compared]) -> str:
    from dataclasses import asdict

    import orjson

    return orjson.dumps({**asdict(found), "runs": [asdict(run) for run in runs]}, option=orjson.OPT_INDENT_2).decode()


def _page(found: Coverage) -> Iterator[str]:
    yield from _table("", [found.whole])
    for title, shares in (("folder", found.folders), ("publisher", found.publishers), ("month", found.months)):
        yield from ("", *_table(title, shares))
    if found.faults:
        yield from ("", "errors")
    for fault in found.faults:
        example = " ".join(fault.message.split()) or fault.uri
        yield f"  {fault.count:,} {fault.kind}" + (f", for instance: {example}" if example else "")


def _table(title: str, shares: Sequence[Share]) -> Iterator[str]:
    width = max((len(title), *(len(share.name) for share in shares)))
    yield f"{title:<{width}}" + "".join(f"  {name:>9}" for name in _HEAD)
    for s in shares:
        counts = (s.inputs, s.tagged, s.abstained, s.duplicates, s.failed)
        yield f"{s.name:<{width}}" + "".join(f"  {count:>9,}" for count in counts) + f"  {s.share:>9.1%}"


def _runs(runs: Sequence[Compared]) -> Iterator[str]:
    """What was read and written, by manifest, beside what is there."""
    width = max(len("run"), *(len(run.name) for run in runs))
    yield from ("", f"{'run':<{width}}" + "".join(f"  {name:>9}" for name in _RUN_HEAD))
    for run in runs:
        counts = (run.documents, run.left_out, run.records, run.found)
        cells = "".join(f"  {'-' if count is None else f'{count:,}':>9}" for count in counts)
        yield f"{run.name:<{width}}{cells}{_remark(run)}"


def _remark(run: Compared) -> str:
    if run.documents is None:
        return "  no manifest beside it" if not run.faults else ""
    return f"  ended by --limit {run.limit}: what came after was not looked at" if run.limit else ""
