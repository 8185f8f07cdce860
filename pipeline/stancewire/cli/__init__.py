"""The command line: parse, call, print. Heavy imports stand inside the commands, so that --help is quick."""

from __future__ import annotations

import os
import signal
import sys

import click

from stancewire.cli.compact import compact, vacuum
from stancewire.cli.compare import compare
from stancewire.cli.corpus import corpus
from stancewire.cli.coverage import coverage
from stancewire.cli.evaluate import evaluate
from stancewire.cli.explain import explain
from stancewire.cli.export import export
from stancewire.cli.export_network import network
from stancewire.cli.import_dna import import_
from stancewire.cli.ledger import ledger
from stancewire.cli.nightly import nightly
from stancewire.cli.query import query
from stancewire.cli.register import register
from stancewire.cli.report import report
from stancewire.cli.retag import retag
from stancewire.cli.review import review
from stancewire.cli.review_out import export as review_export
from stancewire.cli.review_out import progress as review_progress
from stancewire.cli.schema import schema
from stancewire.cli.score import score
from stancewire.cli.share import rehydrate, share
from stancewire.cli.show import show
from stancewire.cli.stats import stats
from stancewire.cli.status import status
from stancewire.cli.tag import tag
from stancewire.cli.train import train
from stancewire.cli.view import view
from stancewire.errors import ConfigError, LockHeld, StancewireError, UnknownBody
from stancewire.version import VERSION

EXIT_USAGE, EXIT_UNUSABLE, EXIT_LOCKED, EXIT_INTERRUPTED = 2, 3, 4, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, message="stancewire %(version)s")
def cli() -> None:
    """Say who objects to, plans or mandates what in UK primary-care policy texts, with the evidence.

    Exit codes: 0 every input has a record (abstained ones included), 1 some records are errors,
    2 usage or config, 3 input or output unusable, 4 another run is at work on the output,
    5 unhealthy (of status and ledger check), 130 interrupted.
    """


for command in (score, tag, show, explain, register, corpus, schema, train, evaluate):
    cli.add_command(command)
export.add_command(network)
for command in (export, import_):
    cli.add_command(command)
for command in (coverage, stats, query, share, rehydrate, report, compare, view):
    cli.add_command(command)

for command in (review_export, review_progress):
    review.add_command(command)
cli.add_command(review)
for command in (compact, vacuum):
    cli.add_command(command)
for command in (nightly, status, ledger, retag):
    cli.add_command(command)


def main() -> None:
    """Run a command line and leave with the exit code of the contract."""
    # Worker processes must not import whatever stands in the folder they are started from.
    os.environ.setdefault("PYTHONSAFEPATH", "1")
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup sets it, to outlive its terminal
            signal.signal(number, signal.default_int_handler)
    code = run(sys.argv[1:])
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        code = EXIT_UNUSABLE
        # What is left in the buffer has nowhere to go; Python must not try again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)


_CODES = {LockHeld: EXIT_LOCKED, ConfigError: EXIT_USAGE, UnknownBody: EXIT_USAGE}  # of errors with one of their own


def run(arguments: list[str]) -> int:
    """The exit code of a command line; errors are printed to standard error as sentences."""
    try:
        code = cli.main(arguments, prog_name="stancewire", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stancewire: interrupted; nothing was left half written", err=True)
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except BrokenPipeError:
        return EXIT_UNUSABLE  # whoever read our output has gone, and knows
    except OSError as error:
        click.echo(f"stancewire: cannot go on ({error}); free some space, or check the output", err=True)
        return EXIT_UNUSABLE
    except StancewireError as error:
        click.echo(f"stancewire: {error}", err=True)
        return next((code for kind, code in _CODES.items() if isinstance(error, kind)), EXIT_UNUSABLE)
    return code if isinstance(code, int) else 0
