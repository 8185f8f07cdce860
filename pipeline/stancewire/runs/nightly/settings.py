"""configs/nightly.toml: where articles come from, where records go, and how patient the nights are.

Paths are relative to the file; an unknown key is an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from stancewire.errors import ConfigError
from stancewire.runs.nightly.digest import DigestConfig
from stancewire.runs.nightly.fetch.limits import KINDS as FETCHED
from stancewire.runs.nightly.fetch.limits import FetchLimits, FetchSource
from stancewire.runs.nightly.mail import MailConfig
from stancewire.runs.nightly.webhook import WebhookConfig
from stancewire.sources.columns import FIELDS
from stancewire.tables import read_toml, refuse_unknown, table_of

FOLDER: Final = "folder"
KINDS: Final = (FOLDER, *FETCHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSource:
    """A watched folder: all files below it, hidden ones left out."""

    path: str  # as written; records name their files by it
    include: tuple[str, ...] = ()  # patterns for the path within the folder ("*.pdf", "minutes/*"); none: everything
    exclude: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()  # FIELD=COLUMN of tables, as `stancewire tag --columns`
    kind: str = FOLDER
    folder: Path = Path()  # where it is; the reader of the file sets it

    def __post_init__(self) -> None:
        if not self.path:
            raise ValueError("path must name a folder")
        for pair, (field, _) in zip(self.columns, self.pairs, strict=True):
            if "=" not in pair or field not in FIELDS:
                raise ValueError(f"columns: {pair!r} is not FIELD=COLUMN, where FIELD is one of {', '.join(FIELDS)}")

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """`columns` as (field, column), as an Input takes them."""
        parts = (pair.partition("=") for pair in self.columns)
        return tuple((field.strip(), column.strip()) for field, _, column in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputConfig:
    """Where records go: one file a month, 2026-11.jsonl."""

    folder: str = "out"
    text: bool = True  # false leaves the text out of the records, as --no-text does


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerConfig:
    """What was done is kept here, in SQLite; beside it the lock."""

    path: str = "ledger.sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryConfig:
    """What failed is tried again after so many hours, and given up after so many tries."""

    hours: tuple[float, ...] = (20.0, 44.0, 92.0, 188.0)  # after the first failure, the second ...; the last one stays
    tries: int = 5  # then it is in quarantine: listed, and left alone until its content changes or it is released

    def __post_init__(self) -> None:
        if self.tries < 1:
            raise ValueError("tries must be at least 1")
        if not self.hours or not all(0 <= hours <= 24 * 366 for hours in self.hours):
            raise ValueError("hours must be one number or more, each from 0 to 8784")


@dataclass(frozen=True, slots=True, kw_only=True)
class RunConfig:
    """How a night is run, and when `stancewire status` calls it unhealthy."""

    config: str = ""  # the config of the tagger; empty: the packaged default
    workers: int = 1  # processes that tag
    settle_seconds: float = 60.0  # a file that was changed later than that ago may still be being written
    report: str = "nightly-report.json"  # of the last run; empty: none
    log: str = ""  # a file that gets a line for each run; empty: none. It may be moved away at any time
    late_hours: float = 30.0  # since the last night that came to its end
    most_quarantined: int = 0  # documents given up and not accepted, before that is unhealthy

    def __post_init__(self) -> None:
        if not 1 <= self.workers <= 256:
            raise ValueError("workers must be from 1 to 256")
        if not (self.settle_seconds >= 0 and self.late_hours > 0 and self.most_quarantined >= 0):
            raise ValueError("settle_seconds and most_quarantined must be 0 or more, late_hours above 0")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A [[source]] with the name that status and reports call it by."""

    name: str
    source: FolderSource | FetchSource


_SECTIONS: Final = {
    "output": OutputConfig,
    "ledger": LedgerConfig,
    "fetch": FetchLimits,
    "retry": RetryConfig,
    "digest": DigestConfig,
    "mail": MailConfig,
    "webhook": WebhookConfig,
    "run": RunConfig,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlySettings:
    """Everything a night is told."""

    path: Path  # of the file itself, absolute
    sources: tuple[NamedSource, ...]
    output: OutputConfig
    ledger: LedgerConfig
    fetch: FetchLimits
    retry: RetryConfig
    digest: DigestConfig
    mail: MailConfig
    webhook: WebhookConfig
    run: RunConfig

    def resolved(self, name: str) -> Path:
        """A path of the file, absolute."""
        return (self.path.parent / name).absolute()

    @property
    def output_folder(self) -> Path:
        """Where the month files are."""
        return self.resolved(self.output.folder)

    @property
    def ledger_path(self) -> Path:
        """The SQLite file."""
        return self.resolved(self.ledger.path)

    @property
    def lock_path(self) -> Path:
        """The lock of all that writes output or ledger."""
        return self.ledger_path.with_name(f"{self.ledger_path.name}.lock")

    @property
    def tagging(self) -> Path | None:
        """The tagger's config; None for the packaged default."""
        return self.resolved(self.run.config) if self.run.config else None


def load_settings(path: Path) -> NightlySettings:
    """Read the config of the nights. Raises ConfigError with the key and the mend."""
    path = path.absolute()
    values = read_toml(path, "configs/nightly.toml")
    refuse_unknown(str(path), "section", values, ("source", *_SECTIONS))
    tables: dict[str, Any] = {
        name: table_of(str(path), name, kind, values.get(name, {})) for name, kind in _SECTIONS.items()
    }
    settings = NightlySettings(path=path, sources=_sources(path, values.get("source")), **tables)
    _refuse_what_is_no_path(settings)
    _refuse_one_file_for_two(settings)
    _refuse_overlaps(settings)
    return settings


def _sources(path: Path, tables: Any) -> tuple[NamedSource, ...]:
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(str(path), "has no [[source]]", 'write [[source]], kind = "folder" and path = "inbox"')
    found = tuple(_source(path, values) for values in tables)
    names = [source.name for source in found]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(str(path), f"two sources are named {name!r}", "give each a name of its own")
    return found


def _source(path: Path, values: dict[str, Any]) -> NamedSource:
    kind = values.get("kind")
    if kind not in KINDS:
        raise ConfigError(str(path), f"[[source]] kind is {kind!r}", f"give one of {', '.join(KINDS)}")
    name = values.get("name", values.get("path") or values.get("url") or kind)
    if not isinstance(name, str) or not name.strip():
        raise ConfigError(str(path), f"[[source]] name is {name!r}", "give a text, or leave it out")
    rest = {key: value for key, value in values.items() if key != "name"}
    if kind == FOLDER:
        return NamedSource(name=name, source=_folder(path, rest))
    source = table_of(str(path), "[source]", FetchSource, rest)
    return NamedSource(
        name=name, source=replace(source, path=str(path.parent / source.path)) if source.path else source
    )


def _folder(path: Path, values: dict[str, Any]) -> FolderSource:
    if "folder" in values:
        raise ConfigError(str(path), "unknown key in [[source]] 'folder'", "write path")
    source = table_of(str(path), "[source]", FolderSource, values)
    return replace(source, folder=(path.parent / source.path).absolute())


def _refuse_what_is_no_path(settings: NightlySettings) -> None:
    names = [("[output] folder", settings.output.folder), ("[ledger] path", settings.ledger.path)]
    names += [(f"[run] {key}", getattr(settings.run, key)) for key in ("config", "report", "log")]
    names += [("[[source]] path", named.source.path) for named in settings.sources]
    for key, name in names:
        if "\0" in name:
            raise ConfigError(str(settings.path), f"{key} is {name!r}, which is no path", "name a file or folder")
    if settings.ledger_path.is_dir():
        raise ConfigError(str(settings.path), f"[ledger] path {settings.ledger.path!r} is a folder", "name a file")


def _refuse_one_file_for_two(settings: NightlySettings) -> None:
    """A report replaces the file it is written to, whatever that is."""
    files = {"the config": settings.path, "[ledger] path": settings.ledger_path, "its lock": settings.lock_path}
    files |= {"[output] folder": settings.output_folder}
    own = {f"[run] {key}": settings.resolved(name) for key in ("report", "log") if (name := getattr(settings.run, key))}
    files |= {"[run] config": settings.tagging} if settings.tagging else {}
    for key, path in own.items():
        taken = next((other for other, place in files.items() if _same(path, place)), None)
        if taken:
            raise ConfigError(str(settings.path), f"{key} is the file of {taken}", "give it a name of its own")
        files[key] = path
    if settings.output_folder.is_file() or _same(settings.output_folder, settings.path):
        raise ConfigError(str(settings.path), f"[output] folder {settings.output.folder!r} is a file", "name a folder")


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _refuse_overlaps(settings: NightlySettings) -> None:
    """A file must belong to one source, and what is written must not be read the next night."""
    folders = [named.source.folder for named in settings.sources if isinstance(named.source, FolderSource)]
    written = [settings.resolved(name) for name in (settings.run.report, settings.run.log) if name]
    own = (settings.path, settings.output_folder, settings.ledger_path, *written)
    for number, folder in enumerate(folders):
        others: Sequence[Path] = (*folders[:number], *folders[number + 1 :], *own)
        if inner := next((other for other in others if _within(other, folder)), None):
            reason = f"the source {folder.name!r} holds {inner.name!r}, which is no article of it"
            raise ConfigError(str(settings.path), reason, "give a folder that holds articles alone")


def _within(inner: Path, outer: Path) -> bool:
    return inner.resolve().is_relative_to(outer.resolve())
