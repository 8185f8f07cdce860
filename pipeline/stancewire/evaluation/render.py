"""A Report as files: report.md, report.html (one page, no script, nothing fetched), charts/NAME.svg, figures.json."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from stancewire.errors import OutputError
from stancewire.evaluation.report import Cell, Chart, Interval, Report, Section, Table
from stancewire.markdown import plain

CHARTS: Final = "charts"
FILES: Final = ("report.md", "report.html", "figures.json")
_TEMPLATE: Final = Path(__file__).with_name("page.html.j2")
VEGA_LITE: Final = "6.4"  # whose specifications the pinned altair writes
_FOREIGN: Final = re.compile(r"<(?:image|a|script|foreignObject|style)\b")  # no part of a drawing
_ID: Final = re.compile(r'(\bid="|url\(#)')


def check_folder(folder: Path, *, force: bool) -> None:
    """Raise OutputError before any work is done if the folder cannot or must not be written into."""
    name = folder.as_posix()
    existing = next(place for place in (folder, *folder.absolute().parents) if place.is_symlink() or place.exists())
    if not existing.is_dir():
        reason = "is no folder" if existing == folder else f"cannot be made, since {existing.as_posix()} is no folder"
        raise OutputError(name, reason, "name a folder; the report is several files")
    if existing == folder and any(folder.iterdir()) and not force:
        raise OutputError(name, "holds something already", "name another folder, or give --force to write into it")
    if not os.access(existing, os.W_OK):
        raise OutputError(name, f"{existing.as_posix()} cannot be written to", "name a folder elsewhere")


def write_report(report: Report, folder: Path) -> None:
    """Write all files; none is replaced before all are written. Raises OutputError."""
    drawn = {chart.name: svg_of(chart) for chart in report.charts}
    texts = (markdown(report), page(report, drawn), json.dumps(figures(report), indent=1, ensure_ascii=False) + "\n")
    files = dict(zip(FILES, texts, strict=True)) | {f"{CHARTS}/{name}.svg": svg for name, svg in drawn.items()}
    partial = folder / f".stancewire.{os.getpid()}.partial"
    try:
        for name, text in files.items():
            (partial / name).parent.mkdir(parents=True, exist_ok=True)
            (partial / name).write_text(text, encoding="utf-8")
        (folder / CHARTS).mkdir(exist_ok=True)
        for name in files:
            (partial / name).replace(folder / name)
    except OSError as error:
        raise OutputError(
            str(folder), f"cannot be written to ({error.strerror})", "name a folder that you may write to"
        ) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def markdown(report: Report) -> str:
    """The report as Markdown; charts are links to the files beside it."""
    return "\n\n".join([f"# {plain(report.title)}", plain(report.opening), *_blocks(report)]) + "\n"


def page(report: Report, drawn: Mapping[str, str]) -> str:
    """The report as one HTML page. drawn: the SVG of each chart by its name."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        report=report,
        drawn={name: _inline(name, svg) for name, svg in drawn.items()},
        shown=shown,
        is_table=lambda part: isinstance(part, Table),
    )


def svg_of(chart: Chart) -> str:
    """Draw a chart; nothing is fetched for it."""
    import vl_convert

    svg = vl_convert.vegalite_to_svg(dict(chart.spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    if found := _FOREIGN.search(svg):
        raise ValueError(f"chart {chart.name!r} holds {found[0]!r}")
    return svg


def _inline(name: str, svg: str) -> str:
    """A drawing for a page with others: its ids are its own."""
    return _ID.sub(lambda found: f"{found[1]}{name}-", svg)


def figures(report: Report) -> dict[str, list[dict[str, Any]]]:
    """Every table as rows of values, by its title: what a script reads."""
    return {
        table.title: [dict(zip(table.columns, map(_value, row), strict=True)) for row in table.rows]
        for table in report.tables
    }


def _value(cell: Cell) -> Any:
    return asdict(cell) if isinstance(cell, Interval) else cell


def shown(cell: Cell) -> str:
    """A cell as people read it."""
    if cell is None:
        return ""
    if isinstance(cell, Interval):
        return f"{cell.score:.3f} ({cell.low:.2f} to {cell.high:.2f})"
    return f"{cell:.3f}" if isinstance(cell, float) else f"{cell:,}" if isinstance(cell, int) else cell


def _blocks(report: Report) -> Iterator[str]:
    for section in report.sections:
        yield f"## {plain(section.title)}"
        yield plain(section.text)
        yield from _parts(section)


def _parts(section: Section) -> Iterator[str]:
    for part in section.parts:
        title = plain(part.title)
        yield f"**{title}**"
        yield _markdown_table(part) if isinstance(part, Table) else f"![{title}]({CHARTS}/{part.name}.svg)"
        if part.note:
            yield plain(part.note)


def _markdown_table(table: Table) -> str:
    rows = [tuple(plain(shown(cell)) for cell in row) for row in (table.columns, *table.rows)]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(table.columns), *lines[1:]])
