"""`stancewire compare`: a model and people, two models, two coders."""

from __future__ import annotations

import click


@click.command()
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@click.option(
    "--by",
    type=click.Choice(["whole", "year", "month"]),
    default="year",
    show_default=True,
    help="Windows of the networks that are correlated.",
)
@click.option("-o", "--output", metavar="FILE", help="Write every figure as JSON; - is standard output.")
@click.option("--methods", metavar="FILE", help="Write a paragraph for a methods section; - is standard output.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
def compare(one: str, two: str, by: str, output: str | None, methods: str | None, force: bool) -> None:
    """Compare two codings of the same documents, told by their ids; B is the reference.

    A and B are what `stancewire tag` wrote, or JSONL rows that people coded (docs/labels.md). Shown are Krippendorff's
    alpha, F1 of every label, which primary labels are taken for which, and the correlation of the networks of actors
    and policies. Where A holds more documents than B, B is taken for a random sample of A, and the shares of the labels
    in A are corrected for A's error, with intervals. Needs the extra `agreement`.

    Exit codes: 0 compared, 2 usage, 3 a file cannot be read or written.
    """
    import orjson

    from stancewire.compare import words
    from stancewire.compare.coding import codings
    from stancewire.compare.comparison import compare as compared
    from stancewire.runs.output import check_output, open_output

    targets = [name for name in (output, methods) if name is not None]
    for name in targets:
        check_output(name, force=force)
    found = compared(codings(one), codings(two), names=(one, two), by=by)
    if output is not None:
        with open_output(output) as stream:
            stream.write(orjson.dumps(found.to_json(), option=orjson.OPT_INDENT_2) + b"\n")
    if methods is not None:
        with open_output(methods) as stream:
            stream.write(words.methods(found).encode())
    if "-" not in targets:
        click.echo(words.tables(found), nl=False)
