"""Check the documents and minimal pairs of a corpus and say what is in it.

    python scripts/check_corpus.py corpora/stance-v1 [--only BATCH.jsonl]

In:  CORPUS/batches/*.jsonl and CORPUS/pairs/*.jsonl, as annotators write them; ../shared beside the checkout, where it is there.
Out: one sentence per violation on stderr (file, document, field, what is wrong, the mend), a summary on stdout, exit code 1 on any violation.

Violations across documents (ids, near-duplicates) are looked for in the whole corpus; --only limits what is reported to one file.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

KINDS: Final = ("news", "letter", "newsletter", "plan", "guidance", "minutes", "motion", "comment", "other")
ZONES: Final = (
    "title", "standfirst", "byline", "date", "body", "caption", "table", "related", "furniture",
    "comments", "quoted", "letterhead", "recipient", "subject", "salutation", "signoff",
)  # fmt: skip
READ: Final = ("title", "standfirst", "body")  # the zones that may carry a stance
LABELS: Final = ("lmc_objection", "ccg_plan", "nhse_mandate")
ACTS: Final = ("objects", "supports", "plans", "mandates", "neutral")
GP_KINDS: Final = ("lmc", "bma_gpc", "gp_body")
HOLDERS: Final = (
    *GP_KINDS, "local_commissioner", "national_authority",
    "regulator", "provider", "patient_body", "union", "think_tank", "parliament", "other",
)  # fmt: skip
MENTIONS: Final = (
    "lmc", "ccg", "pct", "pct_cluster", "icb", "ics", "sha", "nhs_england", "government", "bma", "gpc", "gp_body",
    "royal_college", "regulator", "trust", "council", "think_tank", "media", "company", "other",
)  # fmt: skip
REGISTERS: Final = (
    "trade", "national", "local", "wire", "lmc", "gpc", "commissioner", "authority",
    "conference", "opinion", "campaign", "council", "parliament",
)  # fmt: skip
NATIONS: Final = ("England", "Scotland", "Wales", "Northern Ireland", "UK")
ERAS: Final = {"2004-2012": range(2004, 2013), "2013-2019": range(2013, 2020), "2020-2026": range(2020, 2027)}
FLIPS: Final = ("negation", "reversal", "holder", "act", "era")
ENUMS: Final[dict[str, tuple[str, ...]]] = {
    "kind": KINDS, "register": REGISTERS, "nation": NATIONS, "era": tuple(ERAS), "primary": (*LABELS, "none"),
    "sender_kind": ("", *HOLDERS), "act": ACTS, "holder_kind": HOLDERS, "flips": FLIPS,
}  # fmt: skip
DOCUMENT: Final[dict[str, type]] = {
    "id": str, "kind": str, "publisher": str, "year": str, "url": str, "sender": str, "sender_kind": str,
    "event": str, "era": str, "nation": str, "fictional": bool, "register": str, "hard": str, "confidence": int,
    "text": str, "zones": list, "present": list, "primary": str, "passages": list, "organisations": list,
    "policy_terms": list, "statements": list,
}  # fmt: skip
PAIR: Final[dict[str, type]] = {
    "id": str, "pair": str, "flips": str, "text": str, "context_title": str, "labels": list, "statements": list,
}  # fmt: skip
PASSAGE: Final[dict[str, type]] = {"line": int, "labels": list}
MENTION: Final[dict[str, type]] = {"mention": str, "kind": str, "canonical": str, "line": int}
CLAIM: Final[dict[str, type]] = {
    "speaker": str, "holder": str, "holder_kind": str, "act": str, "target": str, "policy": str, "direct": bool,
}  # fmt: skip
STATEMENT: Final[dict[str, type]] = {**CLAIM, "line": int}

# Codebook 8: an objection against these is a statement without lmc_objection.
VOID_KINDS: Final = {"regulator", "lmc", "bma", "gpc", "gp_body", "royal_college", "trust", "council", "media", "company", "think_tank"}  # fmt: skip
VOID_WORDS: Final = re.compile(
    r"\b(CQC|Care Quality Commission|GMC|General Medical Council|NICE|BMA|GPC|RCGP|LMCs?|union|patients?|hospital|"
    r"foundation trust|council)\b"
)
# In an invented document these may hold only what they really held; a person has to look.
REAL_NATIONAL: Final = re.compile(
    r"\b(NHS England|NHS Commissioning Board|NHS Improvement|BMA|British Medical Association|GPC|RCGP|Department of Health|NAPC|NHS Alliance)\b"
)
# Well-known names of the field. Names are invented in this corpus; offices ("the health secretary") are not names.
REAL_PEOPLE: Final = (
    "Hamish Meldrum", "Laurence Buckman", "Chaand Nagpaul", "Richard Vautrey", "Farah Jameel", "Katie Bramall",
    "Andrew Lansley", "Jeremy Hunt", "Alan Johnson", "John Reid", "Patricia Hewitt", "Andy Burnham", "Matt Hancock",
    "Sajid Javid", "Steve Barclay", "Victoria Atkins", "Wes Streeting", "Simon Stevens", "Amanda Pritchard",
    "David Nicholson", "Lord Darzi", "Ara Darzi", "Nikita Kanani", "Nikki Kanani", "Arvind Madan", "Nigel Watson",
    "Michelle Drage", "Clare Gerada", "Maureen Baker", "Helen Stokes-Lampard", "Martin Marshall", "Kamila Hawthorne",
    "Robert Morley", "Peter Holden", "Alan McDevitt", "Andrew Buist", "Beth McCarron-Nash", "Krishna Kasaraneni",
    "Mark Sanford-Wood", "David Bailey", "Tom Black", "Charlotte Jones", "David Wrigley", "Kieran Sharrock",
)  # fmt: skip
QUOTES: Final = re.compile(r"“([^”\n]*)”|\"([^\"\n]*)\"|(?<!\w)‘([^‘’\n]*)’")
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
YEAR: Final = re.compile(r"(\d{4})(-\d{2}(-\d{2})?)?")
WORD: Final = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
RUN, SHINGLE, NEAR = 6, 8, 0.5

Row = dict[str, Any]
Complaint = tuple[str, str]  # field, sentence with the mend
Rule = Callable[[Row], Iterator[Complaint]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row and where it stands."""

    file: Path
    number: int
    row: Row

    @property
    def name(self) -> str:
        """The id, or the line of the file where the row has none."""
        return str(self.row.get("id") or f"line {self.number}")


@dataclass(slots=True)
class Report:
    """What was found, in order. `only` is the one file of interest, None for all."""

    only: str | None = None
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, file: Path, name: str, complaint: Complaint) -> None:
        """Keep a violation if its file is of interest."""
        self._keep(self.errors, file, name, complaint)

    def warn(self, file: Path, name: str, complaint: Complaint) -> None:
        """Keep what a person has to look at."""
        self._keep(self.warnings, file, name, complaint)

    def _keep(self, where: list[str], file: Path, name: str, complaint: Complaint) -> None:
        if self.only is None or file.name == self.only:
            where.append(f"{file.parent.name}/{file.name}: {name}: {complaint[0]}: {complaint[1]}")


# --- reading -----------------------------------------------------------------------------------------------------------


def read(folder: Path, report: Report) -> list[Entry]:
    """All rows of a folder's JSONL files that are JSON objects."""
    entries = []
    for file in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), start=1):
            if line.strip():
                entries += _entry(file, number, line, report)
    return entries


def _entry(file: Path, number: int, line: str, report: Report) -> list[Entry]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        report.add(file, f"line {number}", ("row", f"not JSON ({error.msg}); write one JSON object a line"))
        return []
    if not isinstance(row, dict):
        report.add(file, f"line {number}", ("row", "not a JSON object; write one document as one object"))
        return []
    return [Entry(file=file, number=number, row=row)]


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return WORD.findall(text.lower())


def runs(text: str, size: int) -> set[str]:
    """All runs of `size` words."""
    found = words(text)
    return {" ".join(found[k : k + size]) for k in range(len(found) - size + 1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What this corpus has to stay away from. All empty where ../shared is not there."""

    runs: frozenset[str]
    urls: frozenset[str]
    bodies: frozenset[str]  # real local bodies, lower case


def read_reference(shared: Path) -> Reference:
    """Runs and addresses of gold and seeds, names of the registers."""
    golds = [json.loads(line) for path in shared.glob("gold/*.jsonl") for line in _lines(path)]
    seeds = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(shared.glob("seeds/*.txt"))]
    texts = [gold["text"] for gold in golds] + seeds
    urls = {gold.get("url", "") for gold in golds} | set(re.findall(r"https?://\S+", "\n".join(seeds)))
    return Reference(
        runs=frozenset().union(*(runs(text, RUN) for text in texts)),
        urls=frozenset(_address(url) for url in urls if url),
        bodies=frozenset(_register_names(shared / "registers")),
    )


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _register_names(folder: Path) -> Iterator[str]:
    for name in ("lmc_names.csv", "ccg_master_derived.csv"):
        if (folder / name).exists():
            with (folder / name).open(encoding="utf-8", newline="") as lines:
                for row in csv.DictReader(lines):
                    yield from _names_of(row)


def _names_of(row: dict[str, str]) -> Iterator[str]:
    """All names in one row of a register; variants are joined by ; or |."""
    for column, value in row.items():
        if column == "aliases" or "name" in column:
            yield from (name.strip().lower() for name in re.split(r"[;|]", value or "") if name.strip())


def _address(url: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", url).rstrip("/").lower()


# --- the form of a row ---------------------------------------------------------------------------------------------------


def check_fields(row: Row, fields: dict[str, type], where: str = "") -> Iterator[Complaint]:
    """Each field is there, of its type, and within its enum; no other field is."""
    for name, kind in fields.items():
        if name not in row:
            yield where + name, f"missing; add it as {kind.__name__}"
        elif not isinstance(row[name], kind) or (kind is int and isinstance(row[name], bool)):
            yield where + name, f"{row[name]!r} is not {kind.__name__}; write it as {kind.__name__}"
        elif fields is not MENTION and name in ENUMS and row[name] not in ENUMS[name]:
            yield where + name, f"{row[name]!r} is not one of {', '.join(ENUMS[name])}; correct it"
    for name in sorted(set(row) - set(fields)):
        yield where + name, "no such field; remove it or correct its spelling"


def check_form(row: Row) -> Iterator[Complaint]:
    """The fields of a document, outside and inside."""
    broken = list(check_fields(row, DOCUMENT))
    yield from broken
    if broken:
        return
    yield from _check_items(row["passages"], PASSAGE, "passages")
    yield from _check_items(row["organisations"], MENTION, "organisations")
    yield from _check_items(row["statements"], STATEMENT, "statements")
    yield from _check_labels(row["present"], "present")
    for k, term in enumerate(row["policy_terms"]):
        if not isinstance(term, str) or not term:
            yield f"policy_terms[{k}]", f"{term!r} is not a term; write the words that stand in the text"
    for k, zone in enumerate(row["zones"]):
        if not _is_zone(zone):
            yield f"zones[{k}]", f"{zone!r} is not [first_line, last_line, zone]; zones are {', '.join(ZONES)}"


def _is_zone(zone: object) -> bool:
    if not isinstance(zone, list) or [type(part) for part in zone] != [int, int, str]:
        return False
    return zone[2] in ZONES


def _check_items(items: list[Any], fields: dict[str, type], name: str) -> Iterator[Complaint]:
    for k, item in enumerate(items):
        where = f"{name}[{k}]"
        if not isinstance(item, dict):
            yield where, f"{item!r} is not an object; write it as one"
            continue
        yield from check_fields(item, fields, where + ".")
        if "labels" in item:
            yield from _check_labels(item["labels"], where + ".labels")
        if fields is MENTION and item.get("kind") not in MENTIONS:
            yield where + ".kind", f"{item.get('kind')!r} is not one of {', '.join(MENTIONS)}; correct it"


def _check_labels(labels: object, where: str) -> Iterator[Complaint]:
    if (
        not isinstance(labels, list)
        or len(set(map(str, labels))) != len(labels)
        or not set(map(str, labels)) <= set(LABELS)
    ):
        yield where, f"{labels!r} is not a list of distinct labels out of {', '.join(LABELS)}; correct it"


# --- the rules of a document ---------------------------------------------------------------------------------------------


def zone_of_line(row: Row) -> dict[int, str]:
    """The zone of each line that has one; lines count from 1."""
    return {line: zone for first, last, zone in row["zones"] for line in range(first, last + 1)}


def check_source(row: Row) -> Iterator[Complaint]:
    """Address, date, event and sender."""
    if not SLUG.fullmatch(row["event"]):
        yield "event", f"{row['event']!r} is not a kebab-case slug; write lower-case words joined by hyphens"
    if not row["fictional"] and not row["url"].startswith("http"):
        yield "url", "a document that is not fictional needs the address of its source; add it or set fictional"
    date = YEAR.fullmatch(row["year"])
    if date is None:
        yield "year", f"{row['year']!r} is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
    elif int(date[1]) not in ERAS[row["era"]]:
        yield "era", f"{row['year']} does not lie in {row['era']}; correct one of the two"
    if row["kind"] in ("letter", "newsletter") and not (row["sender"] and row["sender_kind"]):
        yield "sender", f"a {row['kind']} needs sender and sender_kind; add both"
    if not 1 <= row["confidence"] <= 3:
        yield "confidence", "not 1, 2 or 3; 3 means that no reasonable annotator would differ"


def check_zones(row: Row) -> Iterator[Complaint]:
    """Zones are ordered ranges that cover every line with text exactly once."""
    lines, end = row["text"].split("\n"), 0
    for k, (first, last, _) in enumerate(row["zones"]):
        if not end < first <= last <= len(lines):
            yield (
                f"zones[{k}]",
                f"{first}-{last} overlaps, runs backwards or leaves the {len(lines)} lines; correct the range",
            )
            return
        if not (lines[first - 1].strip() and lines[last - 1].strip()):
            yield f"zones[{k}]", f"{first}-{last} begins or ends on a blank line; shorten it"
        end = last
    covered = zone_of_line(row)
    for number, line in enumerate(lines, start=1):
        if line.strip() and number not in covered:
            yield "zones", f"line {number} has no zone ({line[:40]!r}); add one"


def check_positions(row: Row) -> Iterator[Complaint]:
    """Passages and statements stand on lines with text, in zones that are read."""
    lines, zones = row["text"].split("\n"), zone_of_line(row)
    for name, allowed in (("passages", READ[1:]), ("statements", READ), ("organisations", ZONES)):
        for k, item in enumerate(row[name]):
            line = item["line"]
            if not (1 <= line <= len(lines) and lines[line - 1].strip()):
                yield f"{name}[{k}].line", f"line {line} is blank or not in the text; correct it"
            elif zones.get(line) not in allowed:
                yield (
                    f"{name}[{k}].line",
                    f"line {line} is {zones.get(line)}, not {' or '.join(allowed)}; move or remove it",
                )
    for line, times in Counter(passage["line"] for passage in row["passages"]).items():
        if times > 1:
            yield "passages", f"line {line} stands {times} times; join its labels in one passage"
    if "body" not in zones.values():
        yield "zones", "no body; a document has at least one body line"


def check_mentions(row: Row) -> Iterator[Complaint]:
    """Mentions, terms, policies and speakers stand in the text."""
    lines = row["text"].split("\n")
    for k, mention in enumerate(row["organisations"]):
        if not mention["mention"] or mention["mention"] not in _line(lines, mention["line"]):
            yield (
                f"organisations[{k}].mention",
                f"{mention['mention']!r} is not on line {mention['line']}; correct one of the two",
            )
    for name, times in Counter(mention["mention"] for mention in row["organisations"]).items():
        if times > 1:
            yield "organisations", f"{name!r} stands {times} times; list each distinct string once"
    for k, term in enumerate(row["policy_terms"]):
        if term not in row["text"]:
            yield f"policy_terms[{k}]", f"{term!r} is not in the text; write it as it stands there"
    for k, statement in enumerate(row["statements"]):
        yield from _check_claim(statement, row["text"], _line(lines, statement["line"]), f"statements[{k}]")


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1] if 1 <= number <= len(lines) else ""


def _check_claim(claim: Row, text: str, line: str, where: str) -> Iterator[Complaint]:
    if claim["speaker"] and claim["speaker"].split()[-1] not in text:
        yield where + ".speaker", f"{claim['speaker']!r}: the surname is not in the text; correct or empty it"
    if claim["policy"] and claim["policy"].lower() not in text.lower():
        yield where + ".policy", f"{claim['policy']!r} is not in the text; use the term as it stands there, or empty it"
    if not claim["holder"] and not (
        claim["holder_kind"] == "national_authority" and claim["act"] in ("mandates", "plans")
    ):
        yield where + ".holder", "empty; only a national requirement without issuer has no holder"
    if claim["direct"] and not re.search(r"[“\"‘']", line):
        yield where + ".direct", "true, but no quotation mark stands on the line; set it false or quote"


def check_quotes(row: Row) -> Iterator[Complaint]:
    """A real document quotes five words at most: longer quotations would be copied, or put into a real body's mouth."""
    for match in QUOTES.finditer("" if row["fictional"] else row["text"]):
        quote = next(group for group in match.groups() if group is not None)
        if len(quote.split()) > 5:
            yield "text", f"quotes more than five words ({quote[:50]!r}); report them without quotation marks"


# --- labels and statements -----------------------------------------------------------------------------------------------


def label_of(claim: Row, kinds: dict[str, str]) -> tuple[str | None, bool]:
    """The label a statement may give (codebook 4), and whether it has to. `kinds`: mention kinds by name."""
    holder, act = claim["holder_kind"], claim["act"]
    if holder in GP_KINDS and act == "objects":
        return _objection(claim["target"], kinds)
    if holder == "local_commissioner" and act in ("plans", "mandates"):
        return "ccg_plan", True
    if holder == "national_authority" and act in ("plans", "mandates"):
        return "nhse_mandate", act == "mandates"  # a plan counts only when somebody has to carry it out
    return None, False


def _objection(target: str, kinds: dict[str, str]) -> tuple[str | None, bool]:
    """Void if every target is void; open if one is of kind `other`, which holds health boards as well as surgeries."""
    states = [_target_state(part.strip(), kinds) for part in target.split(";")]
    if "counts" in states:
        return "lmc_objection", True
    return ("lmc_objection", False) if "open" in states else (None, False)


def _target_state(target: str, kinds: dict[str, str]) -> str:
    kind = kinds.get(target.lower())
    if kind in VOID_KINDS or (kind is None and VOID_WORDS.search(target)):
        return "void"
    return "open" if kind == "other" else "counts"


def mention_kinds(row: Row) -> dict[str, str]:
    """Kinds of the document's organisations by mention and by canonical name, lower case."""
    return {
        mention[key].lower(): mention["kind"] for mention in row["organisations"] for key in ("mention", "canonical")
    }


def check_labels(row: Row) -> Iterator[Complaint]:
    """Every passage label has its statement and every statement its label."""
    kinds, zones = mention_kinds(row), zone_of_line(row)
    labelled = {passage["line"]: set(passage["labels"]) for passage in row["passages"]}
    given: dict[int, set[str]] = defaultdict(set)
    for k, statement in enumerate(row["statements"]):
        label, due = label_of(statement, kinds)
        given[statement["line"]] |= {label} if label else set()
        if (
            label
            and due
            and zones.get(statement["line"]) in READ[1:]
            and label not in labelled.get(statement["line"], ())
        ):
            yield (
                f"statements[{k}]",
                f"gives {label}, but line {statement['line']} lacks it; label the line or correct holder_kind, act or target",
            )
    for line, labels in labelled.items():
        for label in sorted(labels - given[line]):
            yield (
                "passages",
                f"line {line} carries {label}, but no statement there gives it; add the statement or remove the label",
            )
        if not labels:
            yield "passages", f"line {line} carries no label; list only lines that carry one"


def check_document_labels(row: Row) -> Iterator[Complaint]:
    """Present is the union of passages and title, primary one of them or none."""
    kinds, zones = mention_kinds(row), zone_of_line(row)
    union = {label for passage in row["passages"] for label in passage["labels"]}
    titles = [label_of(claim, kinds) for claim in row["statements"] if zones.get(claim["line"]) == "title"]
    due = union | {label for label, must in titles if label and must}
    may = due | {label for label, _ in titles if label}
    present = set(row["present"])
    if not due <= present <= may:
        yield "present", f"{sorted(present)} is not what passages and title give ({sorted(due)}); make them agree"
    if row["primary"] not in (*present, "none"):
        yield "primary", f"{row['primary']} is not among present; choose one that is, or none"


# --- pairs ---------------------------------------------------------------------------------------------------------------


def check_pair_row(row: Row) -> Iterator[Complaint]:
    """One member of a minimal pair: a passage of one to three sentences, labels backed by statements."""
    broken = [*check_fields(row, PAIR), *_check_labels(row.get("labels"), "labels")]
    broken += _check_items(row.get("statements") or [], CLAIM, "statements")
    yield from broken
    if broken:
        return
    if "\n" in row["text"] or not row["text"].strip():
        yield "text", "not one passage; write one line with text"
    due, may = set(), set()
    for k, claim in enumerate(row["statements"]):
        yield from _check_claim(claim, row["context_title"] + " " + row["text"], row["text"], f"statements[{k}]")
        label, must = label_of(claim, {})
        may |= {label} if label else set()
        due |= {label} if label and must else set()
    if not due <= set(row["labels"]) <= may:
        yield "labels", f"{sorted(row['labels'])} is not what the statements give ({sorted(due)}); make them agree"


def check_pairs(entries: list[Entry]) -> Iterator[tuple[Entry, Complaint]]:
    """Members of a pair are alike in words, and differ in labels unless only the era's body changed."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[str(entry.row.get("pair"))].append(entry)
    for members in groups.values():
        yield from ((members[0], complaint) for complaint in _check_group([member.row for member in members]))


def _check_group(rows: list[Row]) -> Iterator[Complaint]:
    if len(rows) < 2:
        yield "pair", "stands alone; add the member it differs from"
        return
    if len({row["flips"] for row in rows}) > 1:
        yield "flips", "the members name different flips; name one"
    if rows[0]["flips"] != "era" and len({tuple(sorted(row["labels"])) for row in rows}) < 2:
        yield "labels", "the members have the same labels; flip one, or say flips: era"
    first = words(rows[0]["text"])
    for row in rows[1:]:
        if SequenceMatcher(None, first, words(row["text"]), autojunk=False).ratio() < 0.6:
            yield "text", f"{row['id']} differs in more than what flips the label; keep the other words"


# --- beside other texts --------------------------------------------------------------------------------------------------


def check_reference(row: Row, reference: Reference) -> Iterator[Complaint]:
    """No address, and no run of six words, of gold or seeds; no real local body in an invented document."""
    if row.get("url") and _address(row["url"]) in reference.urls:
        yield "url", "is a document of gold or seeds; choose another event"
    for run in sorted(runs(row["text"], RUN) & reference.runs):
        if not _mostly_names(run, row):
            yield "text", f"shares the run {run!r} with gold or seeds; say it otherwise"
    for name in sorted(_bodies(row)) if row.get("fictional", True) else ():
        if name.lower() in reference.bodies:
            yield "organisations", f"{name!r} is a real body in an invented document; invent one"


def _bodies(row: Row) -> set[str]:
    """Every name of a body that the annotation gives."""
    mentions = {mention[key] for mention in row.get("organisations", ()) for key in ("mention", "canonical")}
    return mentions | {
        part.strip() for claim in row["statements"] for key in ("holder", "target") for part in claim[key].split(";")
    }


def _mostly_names(run: str, row: Row) -> bool:
    """Names and terms are nobody's wording: a run is excused when half of it is one of them."""
    names = [mention["mention"] for mention in row.get("organisations", ())] + row.get("policy_terms", [])
    return any(part in run for name in names for part in runs(name, 3))


def near_duplicates(entries: list[Entry]) -> Iterator[tuple[Entry, Complaint]]:
    """Documents that share more than half of their eight-word shingles."""
    sets = [runs(entry.row["text"], SHINGLE) for entry in entries]
    holders: dict[str, list[int]] = defaultdict(list)
    shared: Counter[tuple[int, int]] = Counter()
    for k, shingles in enumerate(sets):
        for shingle in shingles:
            shared.update((other, k) for other in holders[shingle])
            holders[shingle].append(k)
    for (a, b), count in shared.items():
        if count / (len(sets[a]) + len(sets[b]) - count) > NEAR:
            yield entries[b], ("text", f"nearly the same as {entries[a].name}; write it anew or remove it")


def repeated_ids(entries: list[Entry]) -> Iterator[tuple[Entry, Complaint]]:
    """Ids that stand more than once in all batches and pairs."""
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.name in seen:
            yield entry, ("id", f"stands already in {seen[entry.name]}; choose another")
        seen.setdefault(entry.name, entry.file.name)


def doubts(row: Row) -> Iterator[Complaint]:
    """What is no violation but wants a person's look."""
    for name in REAL_PEOPLE:
        if name in row["text"]:
            yield "text", f"{name!r} is a real person; use an office or an invented name"
    if row.get("fictional", True):
        for k, claim in enumerate(row["statements"]):
            if REAL_NATIONAL.search(claim["holder"]):
                yield (
                    f"statements[{k}].holder",
                    f"{claim['holder']!r} in an invented text; only a position it really took, else invent a body",
                )


# --- summary -------------------------------------------------------------------------------------------------------------


def summary(entries: list[Entry], pairs: list[Entry]) -> Iterator[str]:
    """Counts and the measures of diversity, a line each."""
    rows = [entry.row for entry in entries]
    passages = [len(_body_lines(row)) for row in rows]
    labels = Counter(label for row in rows for passage in row["passages"] for label in passage["labels"])
    yield f"documents {len(rows)}, events {len({row['event'] for row in rows})}, body passages {sum(passages)} ({_ratio(sum(passages), len(rows)):.1f} a document), pair passages {len(pairs)}"
    yield "labelled share of passages: " + ", ".join(
        f"{label} {_ratio(labels[label], sum(passages)):.2f}" for label in LABELS
    )
    for name in ("kind", "register", "era", "nation", "primary"):
        yield f"{name}: " + ", ".join(
            f"{value} {count}" for value, count in Counter(row[name] for row in rows).most_common()
        )
    yield f"hard {_ratio(sum(bool(row['hard']) for row in rows), len(rows)):.2f}, fictional {_ratio(sum(row['fictional'] for row in rows), len(rows)):.2f}"
    yield from _diversity(rows)


def _diversity(rows: list[Row]) -> Iterator[str]:
    openings = {" ".join(words(_body_lines(row)[0])[:4]) for row in rows if _body_lines(row)}
    samples = [words(row["text"])[:200] for row in rows]
    ratios = [_ratio(len(set(sample)), len(sample)) for sample in samples]
    times = Counter(run for row in rows for run in runs(row["text"], RUN))
    yield f"distinct openings {_ratio(len(openings), len(rows)):.2f} (first four body words)"
    yield f"type-token ratio {_ratio(sum(ratios), len(ratios)):.2f} (mean of first 200 words)"
    yield f"six-word runs in more than one document {_ratio(sum(count > 1 for count in times.values()), len(times)):.3f}"


def _body_lines(row: Row) -> list[str]:
    zones = zone_of_line(row)
    return [
        line
        for number, line in enumerate(row["text"].split("\n"), start=1)
        if line.strip() and zones.get(number) == "body"
    ]


def _ratio(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


# --- the main path ---------------------------------------------------------------------------------------------------------

RULES: Final[tuple[Rule, ...]] = (
    check_source, check_zones, check_positions, check_mentions, check_quotes, check_labels, check_document_labels,
)  # fmt: skip


def check(folder: Path, reference: Reference, report: Report) -> tuple[list[Entry], list[Entry]]:
    """Check everything and give back the documents and pair members whose form is sound."""
    documents, pairs = read(folder / "batches", report), read(folder / "pairs", report)
    sound = [entry for entry in documents if _passes(entry, check_form, report)]
    sound_pairs = [entry for entry in pairs if _passes(entry, check_pair_row, report)]
    for entry in sound:
        for rule in RULES:
            _tell(report, ((entry, complaint) for complaint in rule(entry.row)))
    for entry in sound + sound_pairs:
        _tell(report, ((entry, complaint) for complaint in check_reference(entry.row, reference)))
        for complaint in doubts(entry.row):
            report.warn(entry.file, entry.name, complaint)
    _tell(report, repeated_ids(documents + pairs))
    _tell(report, near_duplicates(sound))
    _tell(report, check_pairs(sound_pairs))
    return sound, sound_pairs


def _passes(entry: Entry, rule: Rule, report: Report) -> bool:
    complaints = list(rule(entry.row))
    _tell(report, ((entry, complaint) for complaint in complaints))
    return not complaints


def _tell(report: Report, complaints: Iterable[tuple[Entry, Complaint]]) -> None:
    for entry, complaint in complaints:
        report.add(entry.file, entry.name, complaint)


def main() -> int:
    """Check a corpus folder; 1 if anything has to be mended."""
    parser = argparse.ArgumentParser(description="Check the documents and minimal pairs of a corpus.")
    parser.add_argument("corpus", type=Path, help="folder with batches/ and pairs/")
    parser.add_argument("--only", metavar="BATCH.jsonl", help="report and summarise this file only")
    arguments = parser.parse_args()
    if not (arguments.corpus / "batches").is_dir():
        parser.error(f"{arguments.corpus} has no folder batches/; name the corpus folder")
    names = {path.name for path in arguments.corpus.glob("*/*.jsonl")}
    if arguments.only and arguments.only not in names:
        parser.error(f"no file {arguments.only} in batches/ or pairs/; there are {', '.join(sorted(names))}")
    report = Report(only=arguments.only)
    reference = read_reference(Path(__file__).resolve().parents[2] / "shared")
    documents, pairs = check(arguments.corpus, reference, report)
    for entries in (documents, pairs):
        entries[:] = [entry for entry in entries if report.only in (None, entry.file.name)]
    print("\n".join(summary(documents, pairs)))
    for kind, lines in (("warning", report.warnings), ("error", report.errors)):
        print("".join(f"{kind}: {line}\n" for line in lines), end="", file=sys.stderr)
    print(f"{len(report.errors)} errors, {len(report.warnings)} warnings")
    return 1 if report.errors else 0


if __name__ == "__main__":
    raise SystemExit(main())
