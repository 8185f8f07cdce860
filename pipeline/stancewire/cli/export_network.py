"""`stancewire export network`: who stands with whom, who against, over what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stancewire.cli.archive_options import outputs_argument

if TYPE_CHECKING:
    from stancewire.export.networks import Recipe
    from stancewire.export.slices import Slice

_FORMATS = ("graphml", "gexf")


@click.command()
@outputs_argument
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE|FOLDER",
    help="A file .graphml or .gexf; with --per other than whole a folder, which gets a file for each network.",
)
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option("--format", "kind", type=click.Choice(_FORMATS), help="Of the files in a folder.  [default: graphml]")
@click.option("--count-once", is_flag=True, help="Leave out copies (status duplicate), so that one text counts once.")
@click.option(
    "--modes",
    type=click.Choice(["1", "2"]),
    default="1",
    show_default=True,
    help="1: nodes of one kind, tied by what they share; 2: actors tied to concepts.",
)
@click.option(
    "--nodes",
    type=click.Choice(["organization", "person", "concept"]),
    default="organization",
    show_default=True,
    help="Who or what the nodes are; with two modes, the actors.",
)
@click.option(
    "--concept",
    type=click.Choice(["policy", "target"]),
    default="policy",
    show_default=True,
    help="What actors agree or disagree on: the policy that a statement is about, or whom it is directed at. Most statements "
    "name no policy (of our test split's 85 in 100), and of those only target makes a network.",
)
@click.option(
    "--qualifier",
    type=click.Choice(["congruence", "conflict", "subtract", "ignore", "combine"]),
    default="subtract",
    show_default=True,
    help="What a tie weighs. One mode: congruence (the same side on a concept), conflict (opposite sides), subtract (the one "
    "less the other), ignore (both). Two modes: subtract (agreements less objections), ignore (both), combine (1 "
    "agreement, 2 objection, 3 both).",
)
@click.option(
    "--normalisation",
    type=click.Choice(["no", "average", "jaccard", "cosine", "activity", "prominence"]),
    default="no",
    show_default=True,
    help="As DNA has them: average, jaccard and cosine with one mode, activity and prominence with two.",
)
@click.option(
    "--duplicates",
    type=click.Choice(["include", "document", "month", "year", "all"]),
    default="include",
    show_default=True,
    help="Count the same actor, concept and side (with ignore, whatever the side) once in a document, month, year or at all.",
)
@click.option(
    "--per",
    type=click.Choice(["whole", "document", "month", "year", "window"]),
    default="whole",
    show_default=True,
    help="One network of all, or one for each document, month, year, or for a window that moves through the months.",
)
@click.option("--window", type=click.IntRange(min=1), default=12, show_default=True, help="Months that a window takes.")
@click.option(
    "--step", type=click.IntRange(min=1), default=1, show_default=True, help="Months by which a window moves on."
)
@click.option(
    "--min-statements",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Leave out nodes with fewer statements in the network; with two modes, actors.",
)
def network(
    outputs: tuple[str, ...], output: str, force: bool, kind: str | None, count_once: bool, **options: Any
) -> None:
    """Write networks as GraphML or GEXF, with the numbers of Discourse Network Analyzer.

    Ties of one mode bear weight, congruence, conflict, subtract, ignore and the number of shared concepts, ties of two
    modes weight, agree, object and statements; nodes bear kind, id in the register, statements, documents, first and last
    date. A tie that weighs 0 is left out. Neutral statements and those without actor or concept tie nobody: they are counted.

    Exit codes: 0 written, 2 usage, 3 an OUT cannot be read or the output cannot be written.
    """
    from stancewire.export.events import bare_words, events_of
    from stancewire.export.networks import lack
    from stancewire.export.reading import tagged
    from stancewire.export.slices import outside, slices, undated, without_duplicates

    per, windows = options["per"], {name: options[name] for name in ("window", "step")}
    recipe = _recipe(options)
    place = _Place(output, kind, whole=per == "whole", force=force)
    everything = list(events_of(tagged(outputs), concept=options["concept"], count_once=count_once))
    lacks = [lack(event, recipe.nodes) for event in everything]
    kept = [event for event, lacking in zip(everything, lacks, strict=True) if not lacking]
    sides = recipe.qualifier != "ignore"
    single = list(without_duplicates(kept, options["duplicates"], nodes=recipe.nodes, sides=sides))
    own = slices(single, per, **windows)
    number = place.write(own, recipe, options)
    click.echo(f"{number:,} network{'s' * (number != 1)} of {len(single):,} statements to {output}", err=True)
    left = Counter(lacks) | Counter({"duplicate": len(kept) - len(single), "without a date": undated(single, per)})
    left["outside every window"] = outside(single, per, **windows)
    _tell_left(left, options["concept"])
    if bare := bare_words(sum(not event.concept for event in everything), len(everything), options["concept"]):
        click.echo(bare, err=True)


def _tell_left(left: Counter[str], concept: str) -> None:
    """What ties nobody, in the order in which it is asked for."""
    named = {"without concept": f"without a {concept}", "without actor": "without an actor"}
    kinds = ("neutral", "without actor", "without concept", "duplicate", "without a date", "outside every window")
    if said := [f"{left[kind]:,} {named.get(kind, kind)}" for kind in kinds if left[kind]]:
        click.echo(f"left out: {', '.join(said)}", err=True)


def _recipe(options: dict[str, Any]) -> Recipe:
    from stancewire.export.networks import NORMALISATIONS, QUALIFIERS, Recipe

    modes = int(options["modes"])
    for name, allowed in (("qualifier", QUALIFIERS[modes]), ("normalisation", NORMALISATIONS[modes])):
        if options[name] not in allowed:
            raise click.UsageError(
                f"--{name} {options[name]} is not for {modes} mode{'s'[: modes - 1]}: there it is one of {', '.join(allowed)}"
            )
    if modes == 2 and options["nodes"] == "concept":
        raise click.UsageError("--nodes concept is for one mode: with two, concepts are the other nodes anyway")
    names = ("nodes", "qualifier", "normalisation", "min_statements")
    return Recipe(modes=modes, **{name: options[name] for name in names})


class _Place:
    """Where networks go: one file, or a folder of them."""

    def __init__(self, output: str, kind: str | None, *, whole: bool, force: bool) -> None:
        from stancewire.errors import OutputError
        from stancewire.runs.output import check_output, check_place

        suffix = Path(output).suffix.lstrip(".").lower()
        self._folder = None if whole else Path(output)
        self._file, self._force = output, force
        if whole and kind is None and suffix not in _FORMATS:
            raise click.UsageError(f"{output}: name a file .graphml or .gexf, or say which it is with --format")
        self._kind = kind or (suffix if whole else _FORMATS[0])
        if whole:
            check_output(output, force=force)
        elif Path(output).is_file():
            raise OutputError(output, "is a file", "with --per there are many networks: name a folder")
        else:
            check_place(output, folder=True)

    def write(self, slices: Iterator[Slice], recipe: Recipe, options: dict[str, Any]) -> int:
        """How many networks were written."""
        from importlib import import_module

        from stancewire.export import EXPORTERS

        module, _, name = EXPORTERS[self._kind].partition(":")
        write = getattr(import_module(module), name)
        return sum(self._one(own, recipe, options, write) for own in slices)

    def _one(self, own: Slice, recipe: Recipe, options: dict[str, Any], write: Any) -> int:
        from stancewire.export.graphs import graph_of
        from stancewire.export.networks import network as made
        from stancewire.runs.output import check_output, open_output

        name = self._file
        if self._folder:
            self._folder.mkdir(exist_ok=True)
            name = (self._folder / f"{own.name}.{self._kind}").as_posix()
            check_output(name, force=self._force)
        graph = graph_of(made(own.events, recipe), name=own.name, **_about(own, recipe, options))
        with open_output(name) as stream:
            stream.write(write(graph))
        return 1


def _about(own: Slice, recipe: Recipe, options: dict[str, Any]) -> dict[str, str | int]:
    """What a network says of how it was made."""
    said = {
        name: options[name]
        for name in ("nodes", "concept", "qualifier", "normalisation", "duplicates", "min_statements")
    }
    document = {"document": own.document} if own.document else {}
    return {"modes": recipe.modes, "statements": len(own.events), **said, **document}
