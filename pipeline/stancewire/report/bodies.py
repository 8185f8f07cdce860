"""Bodies of the register as lines for a terminal and as plain JSON values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from stancewire.register.bodies import Body, Tie, last_day
from stancewire.register.lookup import Register, Step

Json = dict[str, Any]


def line(body: Body, on: str = "") -> str:
    """One body on one line: id, name (as borne on a date), kind, years, and a mark where nobody checked the row."""
    times = f"{_since(body)} to {body.until or 'today'}"
    return f"{body.id:<12} {body.name_on(on)}  [{body.kind}, {times}]" + ("" if body.verified else "  (unverified)")


def card(body: Body, register: Register) -> str:
    """Everything known about a body."""
    return "\n".join([line(body), *(f"  {name:<12} {value}" for name, value in facts(body, register))])


def facts(body: Body, register: Register) -> Iterator[tuple[str, str]]:
    """What is known of a body, each with its name; a name may come several times."""
    yield "id", f"{body.id} ({body.id_scheme})" + (f", also {', '.join(body.codes)}" if body.codes else "")
    yield from (("named", f"{name.name} ({name.since or '?'} to {name.until or 'today'})") for name in body.names)
    if others := [*body.forms[1:], *body.abbreviations]:
        yield "also called", "; ".join(others)
    yield from (("belongs to", _tied(tie, register)) for tie in body.parents)
    for step in register.predecessors(body.id):
        tie = Tie(id=step.before.id, on=step.tie.on, evidence=step.tie.evidence, verified=step.tie.verified)
        yield "follows", _tied(tie, register)
    yield from (("followed by", _tied(tie, register)) for tie in body.successors)
    if body.until and (heirs := register.today(body.id)):
        yield "today", "; ".join(heir.name + _flag(heir.verified) for heir in heirs)
    yield "evidence", f"{body.evidence or 'none recorded'}{_flag(body.verified)}"


def _flag(verified: bool) -> str:
    return "" if verified else " (unverified)"


def _since(body: Body) -> str:
    return (f"by {body.since}" if body.since_by else body.since) or "?"


def _tied(tie: Tie, register: Register) -> str:
    body = register.body(tie.id)
    return f"{body.name} ({body.id})" + _proof(tie)


def _proof(tie: Tie) -> str:
    parts = [tie.on and f"from {tie.on}", tie.evidence, "" if tie.verified else "unverified"]
    return f": {'; '.join(part for part in parts if part)}" if any(parts) else ""


def walk(steps: Sequence[Step]) -> str:
    """Successions as an indented list, nearest first."""
    return "\n".join(f"{'  ' * step.depth}{line(step.body)}{_proof(step.tie)}" for step in steps)


def unfollowed(body: Body, on: str) -> str:
    """Why no succession is shown: none is recorded, or none up to a date."""
    if on and last_day(on) < body.born:
        return f"not there yet on {on}: it began {body.began}, ask for a later date"
    if later := min((tie.on or body.until for tie in body.successors), default=""):
        return f"not yet followed on {on}: it was from {later}, ask for that date or without --on"
    return "nothing is recorded that followed it" if body.until else "still there"


def as_json(body: Body, register: Register) -> Json:
    """A body with its predecessors and the bodies of today, as plain JSON values."""
    return asdict(body) | {
        "predecessors": [asdict(step.tie) | {"id": step.before.id} for step in register.predecessors(body.id)],
        "today": [heir.id for heir in register.today(body.id)],
    }
