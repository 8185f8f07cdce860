"""The tables of a Discourse Network Analyzer file (schema 3.0.7), as they are written and as a file is compared with.

A snapshot of our own: names, types, keys and limits are what DNA relies on; where the sample that DNA ships lies beside the
checkout, a test compares the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

VERSION: Final = "3.0.7"
DATE: Final = "2022-06-10"  # of that version
LONGEST: Final = 190  # characters of a name, a title, a value; SQLite counts code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `rules` are its constraints as SQL."""

    name: str
    kind: str  # INTEGER or TEXT
    rules: str = ""
    refers: str = ""  # the table whose ID it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `rules` are constraints of the whole row."""

    name: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns in order."""
        return tuple(column.name for column in self.columns)

    @property
    def sql(self) -> str:
        """What creates it."""
        columns = [" ".join(filter(None, (c.name, c.kind, c.rules))) for c in self.columns]
        keys = [f"FOREIGN KEY({c.name}) REFERENCES {c.refers}(ID) ON DELETE CASCADE" for c in self.columns if c.refers]
        return f"CREATE TABLE {self.name}({', '.join((*columns, *self.rules, *keys))})"


def _whole(name: str, low: int = 0, high: int = 1, default: int | None = None, *, null: bool = False) -> Column:
    """A number between two others."""
    rules = "" if null else "NOT NULL "
    end = "" if default is None else f" DEFAULT {default}"
    return Column(name=name, kind="INTEGER", rules=f"{rules}CHECK ({name} BETWEEN {low} AND {high}){end}")


def _name(name: str, *, default: bool = False, rules: str = "NOT NULL") -> Column:
    """A text of at most LONGEST characters."""
    end = " DEFAULT ''" if default else ""
    return Column(name=name, kind="TEXT", rules=f"{rules} CHECK (LENGTH({name}) < {LONGEST + 1}){end}")


def _link(name: str, table: str, rules: str = "") -> Column:
    return Column(name=name, kind="INTEGER", rules=rules, refers=table)


_ID: Final = Column(name="ID", kind="INTEGER", rules="NOT NULL PRIMARY KEY")
_COLOUR: Final = tuple(_whole(name, 0, 255, 0) for name in ("Red", "Green", "Blue"))
_PERMISSIONS: Final = (
    "AddDocuments EditDocuments DeleteDocuments ImportDocuments AddStatements EditStatements DeleteStatements "
    "EditAttributes EditRegex EditStatementTypes EditCoders EditCoderRelations ViewOthersDocuments EditOthersDocuments "
    "ViewOthersStatements EditOthersStatements"
).split()
_TYPES: Final = ("boolean", "integer", "long text", "short text")


def _data(name: str, *value: Column) -> Table:
    """The values that statements have of the variables of one type."""
    links = (_link("StatementId", "STATEMENTS", "NOT NULL"), _link("VariableId", "VARIABLES", "NOT NULL"))
    return Table(name=name, columns=(_ID, *links, *value), rules=("UNIQUE (StatementId, VariableId)",))


TABLES: Final = (
    Table(
        name="SETTINGS",
        columns=(
            Column(name="Property", kind="TEXT", rules="PRIMARY KEY"),
            Column(name="Value", kind="TEXT", rules="NOT NULL"),
        ),
    ),
    Table(
        name="CODERS",
        columns=(
            _ID, _name("Name"), *_COLOUR, _whole("Refresh", 0, 9999, 0), _whole("FontSize", 1, 99, 14), _name("Password"),
            _whole("PopupWidth", 100, 9999, 300, null=True), _whole("ColorByCoder", default=0),
            _whole("PopupDecoration", default=0), _whole("PopupAutoComplete", default=1),
            *(_whole(f"Permission{name}", default=1) for name in _PERMISSIONS),
        ),
    ),
    Table(
        name="DOCUMENTS",
        columns=(
            _ID, _name("Title"), Column(name="Text", kind="TEXT", rules="NOT NULL"), _link("Coder", "CODERS"),
            *(_name(name, default=True) for name in ("Author", "Source", "Section")),
            Column(name="Notes", kind="TEXT", rules="NOT NULL DEFAULT ''"), _name("Type", default=True),
            Column(name="Date", kind="INTEGER", rules="NOT NULL"),
        ),
    ),
    Table(name="STATEMENTTYPES", columns=(_ID, _name("Label"), *_COLOUR)),
    Table(
        name="VARIABLES",
        columns=(
            _ID, _name("Variable"),
            Column(
                name="DataType", kind="TEXT",
                rules=f"NOT NULL CHECK ({' OR '.join(f'DataType = {kind!r}' for kind in _TYPES)}) DEFAULT 'short text'",
            ),
            _link("StatementTypeId", "STATEMENTTYPES"),
        ),
        rules=("UNIQUE (Variable, StatementTypeId)",),
    ),
    Table(
        name="VARIABLELINKS",
        columns=(_ID, _link("SourceVariableId", "VARIABLES"), _link("TargetVariableId", "VARIABLES")),
        rules=("CHECK (TargetVariableId != SourceVariableId)",),
    ),
    Table(name="REGEXES", columns=(_name("Label", rules="PRIMARY KEY"), *_COLOUR)),
    Table(
        name="CODERRELATIONS",
        columns=(
            _ID, _link("Coder", "CODERS", "CHECK(Coder > 0)"), _link("OtherCoder", "CODERS", "CHECK(OtherCoder > 0)"),
            *(
                Column(name=name, kind="INTEGER", rules=f"NOT NULL DEFAULT 1 CHECK({name} BETWEEN 0 AND 1)")
                for name in ("viewStatements", "editStatements", "viewDocuments", "editDocuments")
            ),
        ),
        rules=("CHECK (Coder != OtherCoder)",),
    ),
    Table(
        name="STATEMENTS",
        columns=(
            _ID, _link("StatementTypeId", "STATEMENTTYPES"), _link("DocumentId", "DOCUMENTS"),
            Column(name="Start", kind="INTEGER", rules="NOT NULL CHECK(Start >= 0)"),
            Column(name="Stop", kind="INTEGER", rules="NOT NULL CHECK(Stop >= 0)"), _link("Coder", "CODERS"),
        ),
        rules=("CHECK (Start < Stop)",),
    ),
    _data("DATABOOLEAN", Column(name="Value", kind="INTEGER", rules="NOT NULL DEFAULT 1")),
    _data("DATAINTEGER", Column(name="Value", kind="INTEGER", rules="NOT NULL DEFAULT 0")),
    Table(
        name="ENTITIES",
        columns=(
            _ID, _link("VariableId", "VARIABLES", "NOT NULL"), _name("Value", default=True),
            *(_whole(name, 0, 255, null=True) for name in ("Red", "Green", "Blue")),
            _link("ChildOf", "ENTITIES", "CHECK(ChildOf > 0)"),
        ),
        rules=("UNIQUE (VariableId, Value)",),
    ),
    _data("DATASHORTTEXT", _link("Entity", "ENTITIES", "NOT NULL")),
    _data("DATALONGTEXT", Column(name="Value", kind="TEXT", rules="DEFAULT ''")),
    Table(
        name="ATTRIBUTEVARIABLES",
        columns=(_ID, _link("VariableId", "VARIABLES", "NOT NULL"), _name("AttributeVariable")),
        rules=("UNIQUE(VariableId, AttributeVariable)",),
    ),
    Table(
        name="ATTRIBUTEVALUES",
        columns=(
            _ID, _link("EntityId", "ENTITIES", "NOT NULL"),
            _link("AttributeVariableId", "ATTRIBUTEVARIABLES", "NOT NULL"), _name("AttributeValue", default=True),
        ),
        rules=("UNIQUE (EntityId, AttributeVariableId)",),
    ),
)  # fmt: skip
BY_NAME: Final = {table.name: table for table in TABLES}
