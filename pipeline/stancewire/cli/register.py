"""`stancewire register`: look into the register of bodies."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stancewire.cli.options import config_option
from stancewire.types import MENTION_KINDS

if TYPE_CHECKING:
    from stancewire.register.lookup import Register

json_option: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="One JSON object a body.")


def _date(context: click.Context, option: click.Parameter, value: str | None) -> str:
    """today, or a date as the rest of the program takes it."""
    from datetime import UTC, datetime

    from stancewire.errors import GivenError
    from stancewire.types import Given

    if value == "today":
        return datetime.now(UTC).date().isoformat()
    try:
        return Given(published=value).published or ""
    except GivenError as error:
        raise click.BadParameter(f"{value!r} is no date: give YYYY, YYYY-MM, YYYY-MM-DD or today") from error


on_option: Callable[[Any], Any] = click.option(
    "--on", metavar="DATE", callback=_date, help="As things stood then: YYYY, YYYY-MM, YYYY-MM-DD or today."
)


@click.group()
def register() -> None:
    """Look into the dated register of NHS and GP bodies: who existed when, and what became of them."""


@register.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@json_option
@config_option
def show(ids: tuple[str, ...], as_json: bool, config_path: Path | None) -> None:
    """Show bodies by id or other code, for instance: stancewire register show 99J"""
    from stancewire.report import bodies

    known = _load(config_path)
    for code in ids:
        body = known.body(code)
        click.echo(json.dumps(bodies.as_json(body, known)) if as_json else bodies.card(body, known))


@register.command()
@click.argument("name")
@on_option
@click.option("--kind", type=click.Choice(MENTION_KINDS), help="Only bodies of this kind.")
@json_option
@config_option
def find(name: str, on: str, kind: str | None, as_json: bool, config_path: Path | None) -> None:
    """Find bodies by name, for instance: stancewire register find "Barnet PCT" --on 2009-05-01"""
    from stancewire.register.lookup import is_inferred
    from stancewire.report import bodies

    known = _load(config_path)
    found = known.look_up(name, on=on, kinds=(kind,) if kind else None)
    for body in found:
        click.echo(json.dumps(bodies.as_json(body, known)) if as_json else bodies.line(body, on))
    if not found and kind and (others := {body.kind for body in known.look_up(name, on=on)}):
        raise click.ClickException(
            f"no body called {name!r} is of the kind {kind}, but of {' and '.join(sorted(others))}; give that kind, or leave out --kind"
        )
    if not found:
        raise click.ClickException(f"no body is called {name!r}; try its place and kind, as in 'Barnet PCT'")
    if any(is_inferred(name, body) for body in found):
        click.echo("the register has no primary care groups: the trust with that name, unverified", err=True)
    if on and not any(body.lives(on) for body in found):
        click.echo(f"none of them was there on {on}: these are the nearest in time", err=True)


@register.command()
@click.argument("code", metavar="ID")
@on_option
@json_option
@config_option
def successors(code: str, on: str, as_json: bool, config_path: Path | None) -> None:
    """What became of a body, for instance: stancewire register successors 5A9 --on today"""
    from stancewire.report import bodies

    known = _load(config_path)
    body = known.body(code)
    steps = known.successors(code, on=on)
    if as_json:
        for step in steps:
            click.echo(json.dumps(bodies.as_json(step.body, known)))
        return
    click.echo(bodies.line(body))
    click.echo(bodies.walk(steps) if steps else f"  {bodies.unfollowed(body, on)}")


def _load(config_path: Path | None) -> Register:
    from stancewire.config import load_config
    from stancewire.register.lookup import load_register
    from stancewire.register.together import check_together

    config = load_config(config_path)
    check_together(config.registers, config.lexicons)
    return load_register(*config.registers)
