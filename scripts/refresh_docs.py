"""Write docs/cli.md from the commands themselves; a test fails when they part.

python scripts/refresh_docs.py
"""

from __future__ import annotations

from pathlib import Path

import click

from stancewire.cli import cli

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
_INTRODUCTION = """# Command line

Written by `python scripts/refresh_docs.py` from the commands themselves.

"""


def page() -> str:
    """The whole page: the group, then every command as --help shows it."""
    commands = [
        ("stancewire", cli),
        *((f"stancewire {name}", command) for name, command in sorted(cli.commands.items())),
    ]
    return _INTRODUCTION + "\n".join(
        f"## `{name}`\n\n```text\n{_help(name, command)}\n```\n" for name, command in commands
    )


def _help(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name, terminal_width=100, help_option_names=["-h", "--help"])
    return command.get_help(context)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
