"""Write what the docs show from the program itself; a test fails when they part.

    python scripts/refresh_docs.py

docs/cli.md comes from the commands, the examples in README.md from running
them, figures and docs/results.md from docs/results/*.json (scripts/measure_gold.py),
the datasheet's tables from the corpus it describes.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import click

from stancewire.cli import cli, run

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
_CLI_INTRODUCTION = """# Command line

Written by `python scripts/refresh_docs.py` from the commands themselves.

"""
_COLUMNS = (
    ("primary macro-F1", "primary_macro_f1"),
    ("present macro-F1", "present_macro_f1"),
    ("passage macro-F1", "passage_macro_f1"),
    ("statements: line, act, holder kind", "statements_line_act_holder_kind"),
    ("organisations", "organisations"),
    ("with kind", "organisations_with_kind"),
    ("policy terms", "policy_terms"),
    ("accuracy on surest 70 %", "accuracy_on_surest_70"),
    ("calibration error", "calibration_error"),
)
# Newest last; every later model or round adds its file and a line here.
ROUNDS = (
    ("rules-1", "rules-1, first round", "cue words, role and act; shape and table for bodies"),
    ("rules-1-register", "rules-1, dated register", "the same cues; register, links in time, zones of other hands"),
    ("stance-1-linear", "stance-1, `linear`", "logistic regression on hashed words and characters in roles"),
    ("stance-1-encoder", "stance-1, `encoder`", "MiniLM-L6 on windows of whole documents, int8"),
    ("stance-1", "stance-1, `cascade` (default)", "both, put together by calibration"),
)


def cli_page() -> str:
    """The group, then every command as --help shows it, those of a group after it."""
    return _CLI_INTRODUCTION + "\n".join(
        f"## `{name}`\n\n```text\n{_help(name, command)}\n```\n" for name, command in _commands("stancewire", cli)
    )


def _commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    for below, one in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
        yield from _commands(f"{name} {below}", one)


def _help(name: str, command: click.Command) -> str:
    command = copy(command)
    command._help_option = None  # click keeps the one of whoever asked first, and a test may have asked by another name
    context = click.Context(command, info_name=name, terminal_width=100, help_option_names=["-h", "--help"])
    return command.get_help(context)


def output_of(*arguments: str) -> str:
    """What a command prints to standard output, without blanks at line ends."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(out), contextlib.chdir(ROOT):
        run(list(arguments))
    out.flush()
    text = out.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def readme(text: str) -> str:
    """README.md with its examples run again and its figures filled in."""
    with tempfile.TemporaryDirectory() as folder:
        records = str(Path(folder) / "samples.jsonl")
        with contextlib.redirect_stderr(io.StringIO()):
            output_of("tag", "corpora/samples", "-o", records)
        text = _block(text, "demo", f"```text\n{output_of('show', records, '--width', '118')}\n```")
    sample = "corpora/samples/03-lmc-denies-boycott.txt"
    text = _block(text, "score", f"```console\n$ stancewire score {sample}\n{output_of('score', sample)}\n```")
    successors = "register successors 5A9 --on today"
    text = _block(text, "register", f"```console\n$ stancewire {successors}\n{output_of(*successors.split())}\n```")
    scores = scores_of(ROUNDS[-1][0])
    return re.sub(
        r"<!-- figure:(\w+) -->.*?<!-- /figure -->",
        lambda m: f"<!-- figure:{m[1]} -->{scores[m[1]]:.2f}<!-- /figure -->",
        text,
    )


def _block(text: str, name: str, content: str) -> str:
    return re.sub(
        rf"(?s)<!-- {name} -->.*?<!-- /{name} -->", lambda _: f"<!-- {name} -->\n{content}\n<!-- /{name} -->", text
    )


def scores_of(name: str) -> dict[str, Any]:
    """What the scorer said of a round."""
    values: dict[str, Any] = json.loads((DOCS / "results" / f"{name}.json").read_text(encoding="utf-8"))
    return values


def results_page(text: str) -> str:
    """docs/results.md with its table filled in."""
    head = "| round | " + " | ".join(title for title, _ in _COLUMNS) + " | method |"
    rule = "|---" * (len(_COLUMNS) + 2) + "|"
    rows = [
        f"| {title} | " + " | ".join(_cell(scores_of(name), key) for _, key in _COLUMNS) + f" | {method} |"
        for name, title, method in ROUNDS
    ]
    return _block(text, "table", "\n".join((head, rule, *rows)))


def _cell(scores: dict[str, Any], key: str) -> str:
    value = scores[key]
    low, high = scores.get(f"{key}_95", (None, None))
    figure = f"{value['f1'] if isinstance(value, dict) else value:.3f}"
    return f"{figure} ({low:.2f}–{high:.2f})" if low is not None else figure


def entities_page(text: str) -> str:
    """docs/entities.md with its tables filled in from what measure_entities.py wrote."""
    figures = scores_of("entities")
    gold = figures["gold"]
    keys = ("organisations", "organisations_with_kind", "policy_terms")
    rows = [
        f"| {part} | " + " | ".join(f"{gold[part][key]['f1']:.3f}" for key in keys) + " |"
        for part in gold
        if part != "errors"
    ]
    text = _block(
        text, "gold", "\n".join(("| years | mentions | with kind | policy terms |", "|---|---|---|---|", *rows))
    )
    text = _block(text, "errors", _errors(gold["errors"]))
    text = _block(text, "links", "\n".join(_links(figures)))
    unknown = [f"| {name} | {c['f1']:.3f} | {c['tp'] + c['fn']} |" for name, c in figures["unknown"].items()]
    return _block(text, "unknown", "\n".join(("| bodies taken out | F1 | mentions |", "|---|---|---|", *unknown)))


def _errors(table: dict[str, dict[str, int]]) -> str:
    fates = ("found", "other borders", "missed", "too many")
    rows = (
        f"| {kind} | " + " | ".join(str(counts.get(fate, 0)) for fate in fates) + " |" for kind, counts in table.items()
    )
    return "\n".join(("| kind | " + " | ".join(fates) + " |", "|---|---|---|---|---|", *rows))


def _links(figures: dict[str, Any]) -> Iterator[str]:
    yield "| mentions | found | right | accuracy of those found | accuracy of all | without the date, of those found |"
    yield "|---|---|---|---|---|---|"
    for sort, title in (("name", "names"), ("short", "short mentions that refer back")):
        c, undated = figures["links"], figures["links without dates"]
        right, found, whole = c[f"{sort}, right"], c[f"{sort}, found"], c[sort]
        bare = undated[f"{sort}, right"] / undated[f"{sort}, found"]
        yield f"| {whole} {title} | {found} | {right} | {right / found:.3f} | {right / whole:.3f} | {bare:.3f} |"


def datasheet(text: str) -> str:
    """The datasheet of stance-v1 with what is in it and how far its annotators agree."""
    text = _block(text, "figures", output_of("corpus", "stats", "corpora/stance-v1"))
    return _block(text, "agreement", output_of("corpus", "agreement", "corpora/stance-v1"))


PAGES = {
    DOCS / "cli.md": lambda _: cli_page(),
    DOCS / "results.md": results_page,
    DOCS / "entities.md": entities_page,
    ROOT / "README.md": readme,
    ROOT / "corpora" / "stance-v1" / "DATASHEET.md": datasheet,
}

if __name__ == "__main__":
    for path, page in PAGES.items():
        path.write_text(page(path.read_text(encoding="utf-8")), encoding="utf-8")
