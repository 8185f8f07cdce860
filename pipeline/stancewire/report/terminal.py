"""One record as a short answer, many records as a table, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import IO, Any

from stancewire.report.names import called, harmless

Json = dict[str, Any]
_WIDTH = 100
_SHOWN = 12  # statements in a short answer; --json has them all


def answer(record: Json) -> str:
    """What a document does and the evidence, in a few lines. record: as Record.to_dict gives it."""
    if record["status"] == "error":
        return harmless(f"error: {record['error']['message']}")
    warnings = (f"  warning: {warning}" for warning in record["warnings"])
    return "\n".join(map(harmless, [*_verdict(record), *warnings, "", *_evidence(record)])).rstrip()


def _verdict(record: Json) -> Iterator[str]:
    document, stance = record["document"], record["stance"]
    chance = stance["primary_probabilities"][stance["primary"]]
    yield f"{document['title'] or record['id']}"
    yield f"  primary  {stance['primary']} ({chance:.2f})" + (
        f"  abstained: {stance['reason']}" if stance["abstained"] else ""
    )
    present = ", ".join(f"{name} ({stance['probabilities'][name]:.2f})" for name in stance["present"])
    yield f"  present  {present or _nothing(stance)}"
    known = (document["kind"], document["published"], document["publisher"], f"{document['characters']:,} characters")
    yield "  document " + ", ".join(part for part in known if part)


def _nothing(stance: Json) -> str:
    return "none of the three" if stance["probabilities"].keys() == _SHORT.keys() else "no label"


def _evidence(record: Json) -> Iterator[str]:
    labelled = [s for s in record["statements"] if s["label"]]
    for statement in labelled[:_SHOWN]:
        yield f"  {statement['label']:<14} {_fact(statement)}"
        yield from textwrap.wrap(
            " ".join(statement["text"].split()), _WIDTH, initial_indent=" " * 17, subsequent_indent=" " * 17
        )
    left = len(labelled) - _SHOWN
    if left > 0:
        yield f"  and {left} more: --json shows every statement"


def _fact(statement: Json) -> str:
    holder = statement["holder"] or "(no issuer named)"
    speaker = f" ({statement['speaker']})" if statement["speaker"] else ""
    target = f" -> {statement['target']}" if statement["target"] else ""
    policy = f" on {statement['policy']}" if statement["policy"] else ""
    return f"{holder}{speaker} {statement['act']}{target}{policy} ({statement['probability']:.2f})"


def print_table(records: Iterable[Json], stream: IO[str], width: int | None = None) -> None:
    """One row a record: id, primary label and how sure, labels present, title. width: columns, None as the terminal has."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    table.add_column("document", no_wrap=True, max_width=44)
    table.add_column("kind", no_wrap=True)
    table.add_column("primary", no_wrap=True)
    table.add_column("p", justify="right", no_wrap=True)
    table.add_column("present", no_wrap=True)
    table.add_column("title", overflow="ellipsis", no_wrap=True, ratio=1)
    for record in records:
        # A string would be read as markup, in which "[sic]" is a style and ":smile:" a picture.
        table.add_row(*(Text(harmless(cell)) for cell in _row(record)))
    Console(file=stream, width=width, soft_wrap=False, highlight=False).print(table)


_SHORT = {"lmc_objection": "objection", "ccg_plan": "plan", "nhse_mandate": "mandate"}


def _row(record: Json) -> tuple[str, ...]:
    name = called(record)
    if record["status"] == "error":
        return name, "", "error", "", "", record["error"]["message"]
    stance, document = record["stance"], record["document"]
    mark = "?" if stance["abstained"] else ""
    present = " ".join(_SHORT.get(label, label) for label in stance["present"])
    chance = stance["primary_probabilities"][stance["primary"]]
    return name, document["kind"], stance["primary"] + mark, f"{chance:.2f}", present or "-", document["title"] or ""
