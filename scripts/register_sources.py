"""Rows of the register out of the public reference files, one function a kind of body.

Each yields rows as dictionaries in the form of stancewire.register.bodies.Body. ODS and ONS
data are under the Open Government Licence v3; what a file does not say is not made up here.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from stancewire.register.bodies import own_id
from stancewire.register.names import key_of

Row = dict[str, Any]
_SMALL = {"And": "and", "Of": "of", "The": "the", "On": "on", "For": "for", "Upon": "upon", "Nhs": "NHS", "Uk": "UK", "With": "with", "Nel": "NEL"}  # fmt: skip


# Bolton and Manchester became teaching trusts on 1 December 2009, with new codes.
_RENAMED = {"E16000034": "E16000148", "E16000098": "E16000149"}
_OLDER = {new: old for old, new in _RENAMED.items()}


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file of the folder; Windows encoding and bare carriage returns are theirs."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return list(csv.DictReader(StringIO(text.replace("\r\n", "\n").replace("\r", "\n"))))


def areas(folder: Path, code: str) -> dict[str, list[Row]]:
    """A file of the ONS code history: code -> its names with dates, the newest first."""
    found: dict[str, list[Row]] = json.loads((folder / "ons" / f"{code}.json").read_text(encoding="utf-8"))["areas"]
    return found


def named(name: str, times: list[Row]) -> Row:
    """A name with the time of one or more entries of a code history, the newest first."""
    return {"name": name, "since": times[-1]["date"]["s"], "until": times[0]["date"].get("e", "")}


def renamed(history: list[Row], called: Callable[[str], str]) -> list[Row]:
    """The names of a body in order, where they changed."""
    names = runs_of(history, called)
    return names if len(names) > 1 else []


def runs_of(history: list[Row], called: Callable[[str], str]) -> list[Row]:
    """Dated names in order; one spelt otherwise, or given again, is the same."""
    runs: list[list[Row]] = []
    for entry in sorted(history, key=lambda entry: entry["date"]["s"]):
        same = runs and key_of(called(runs[-1][0]["nm"])) == key_of(called(entry["nm"]))
        if same:
            runs[-1].insert(0, entry)
        else:
            runs.append([entry])
    return [named(called(run[0]["nm"]), run) for run in runs]


def region_of(folder: Path) -> dict[str, tuple[str, str]]:
    """Code of a region, also of its recoding -> the id of its row and its first day."""
    return {code: (row["id"], row["since"]) for row in regions(folder) for code in (row["id"], *row["codes"])}


def primary_care_trusts(folder: Path) -> Iterator[Row]:
    """The 151 primary care organisations of 2012, care trusts among them, and those that ended before."""
    dates = areas(folder, "E16") | areas(folder, "E17")
    parents = {row["PCO12CD"]: row["SHA12CDO"] for row in table(folder / "2012-2013/PCO12_SHA12_EN_LU.csv")}
    known = {row["PCO12CD"]: row for row in table(folder / "2012-2013/PCO_2012.csv")}
    for ons, history in sorted(dates.items()):
        row = known.get(ons)
        place = history[0]["nm"].removesuffix(" National Health Service")
        if ons in _RENAMED:
            continue
        care = ons.startswith("E17")
        plain = re.sub(r" Teaching$", "", place)
        forms = [f"{plain} PCT", f"{place} Primary Care Trust", f"{plain} Primary Care Trust", f"NHS {plain}"]
        forms += [f"{plain} Care Trust", f"{plain} Care Trust Plus"] if care else []
        yield {
            "id": row["PCO12CDO"] if row else ons,
            "id_scheme": "ODS" if row else "ONS",
            "kind": "pct",
            "name": f"{plain} Care Trust" if care else f"{plain} PCT",
            "aliases": list(dict.fromkeys(forms)),
            "since": (dates[_OLDER[ons]] if ons in _OLDER else history)[-1]["date"]["s"],
            # The code history of the ONS begins in 2009; most of these are of 2002 or 2006.
            "since_by": ons in _OLDER or history[-1]["date"]["s"] == "2009-01-01",
            "until": history[0]["date"]["e"],
            "nation": "England",
            "codes": [ons, *([_OLDER[ons]] if ons in _OLDER else [])] if row else [],
            "parents": [{"id": parents[ons], "evidence": "ONS lookup PCO12_SHA12"}] if ons in parents else [],
            "evidence": "ONS code history; ODS code of 2012" if row else "ONS code history",
        }


def strategic_health_authorities(folder: Path) -> Iterator[Row]:
    """The ten of 2006 to 2013."""
    codes = {row["SHA12CD"]: row["SHA12CDO"] for row in table(folder / "2012-2013/SHA_2012.csv")}
    for ons, history in sorted(areas(folder, "E18").items()):
        place = history[0]["nm"]
        yield {
            "id": codes[ons],
            "id_scheme": "ODS",
            "kind": "sha",
            "name": f"NHS {place}",
            "aliases": [f"{place} Strategic Health Authority", f"{place} SHA"],
            "since": "2006-07-01",
            "until": history[0]["date"]["e"],
            "nation": "England",
            "codes": [ons],
            "evidence": "ONS code history; founded on 1 July 2006 (SI 2006/1408)",
        }


def commissioning_groups(folder: Path) -> Iterator[Row]:
    """All 248 of 2013 to 2022, each with what followed it."""
    moves = defaultdict(list)
    for row in table(folder / "ccg_successors_2013_2021.csv"):
        moves[row["old_code"]].append(
            {"id": row["new_code"], "on": row["effective_date"], "evidence": row["edge_source"]}
        )
    teams = {row["CCG13CD"]: row["NHSAT13CD"] for row in table(folder / "2012-2013/CCG13_NHSAT13_NHSCR13_EW_LU.csv")}
    team_ids = {row["ons_code"]: row["hscic_code"] for row in table(folder / "2012-2013/at.csv")}
    histories, systems = areas(folder, "E38"), systems_of_groups(folder)
    rows = table(folder / "ccg_master_derived.csv")
    others = {row["name"] for row in rows}  # a code that was used again brings the name of the one before
    for row in rows:
        until = iso(row["close_date_as_ccg"])
        into_board = [{"id": row["icb_ods_2025"], "on": "2022-07-01", "evidence": "ODS; Health and Care Act 2022"}]
        variants = [v for v in row["ons_name_variants"].split("|") if v and " ICB" not in v and v not in others]
        codes = [code for code in re.split(r"[|; ]+", row["ons_codes"]) if code]
        ties = [teams[code] for code in codes if code in teams]
        yield {
            "id": row["ods_code"],
            "id_scheme": "ODS",
            "kind": "ccg",
            "name": " ".join(row["name"].split()),
            "names": []
            if row["ods_code"] in _MISSPELT
            else group_names([h for code in codes for h in histories[code]]),
            "aliases": variants,
            "since": iso(row["open_date"]),
            "until": until,
            "nation": "England",
            "codes": codes,
            "parents": [
                *({"id": team_ids[t], "on": "2013-04-01", "evidence": "ONS lookup CCG13_NHSAT13"} for t in ties),
                *systems.get(row["ods_code"], ()),
            ],
            "successors": into_board if until == "2022-06-30" else moves[row["ods_code"]],
            "evidence": "ODS and ONS code history",
        }


# Until June 2015 the code history had other spellings of these two; they were called as they are.
_MISSPELT = frozenset(("05Q", "99P"))


def group_names(history: list[Row]) -> list[Row]:
    """Dated names of a clinical commissioning group; the entries of its board's sub-location are not its own."""
    own = [entry for entry in history if " ICB" not in entry["nm"]]
    return renamed(own, lambda name: name if name.endswith("CCG") else f"{name} CCG")


def systems_of_groups(folder: Path) -> dict[str, list[Row]]:
    """ODS code of a group -> the partnership it belonged to: by the list of 2019, or the code history from 2020."""
    ids = {code: row["id"] for row in care_systems(folder) for code in (row["id"], *row["codes"])}
    found = {
        row["partner_ods"]: [{"id": ids[_GIVEN_UP.get(row["stp_ons"], row["stp_ons"])], "on": "2019", "evidence": "list of partners, 2019; the day it joined is not said"}]
        for row in table(folder / "ods/stp_partners_2019_derived.csv")
        if row["partner_type"] == "CCG"
    }  # fmt: skip
    histories = areas(folder, "E38")
    for row in table(folder / "ccg_master_derived.csv"):
        for entry in (h for code in re.split(r"[|; ]+", row["ons_codes"]) for h in histories.get(code, ())):
            system = ids.get(entry.get("parent", ""))
            if system and " ICB" not in entry["nm"] and row["ods_code"] not in found:
                found[row["ods_code"]] = [{"id": system, "on": entry["date"]["s"], "evidence": "ONS code history E38"}]
    return found


# The list has a code that the partnership had given up in 2017.
_GIVEN_UP = {"E54000004": "E54000048"}


def integrated_care_boards(folder: Path) -> Iterator[Row]:
    """The 42 of 1 July 2022."""
    history, region = areas(folder, "E54"), region_of(folder)
    for row in table(folder / "ods/icb_names_codes_dec_2024.csv"):
        place = row["ICB24NM"].removeprefix("NHS ").removesuffix(" Integrated Care Board")
        yield {
            "id": row["ICB24CDH"],
            "id_scheme": "ODS",
            "kind": "icb",
            "name": f"NHS {place} ICB",
            "aliases": [row["ICB24NM"]],
            "since": "2022-07-01",
            "nation": "England",
            # Most boards inherited the ONS code of their partnership, whose row has it.
            "codes": [row["ICB24CD"]] if "Integrated Care Board" in history[row["ICB24CD"]][-1]["nm"] else [],
            "parents": [
                {
                    "id": region[history[row["ICB24CD"]][0]["parent"]][0],
                    "on": "2022-07-01",
                    "evidence": "ONS code history E54",
                }
            ],
            "evidence": "ODS, December 2024",
        }


def care_systems(folder: Path) -> Iterator[Row]:
    """Partnerships of 2016 to 2022 (STP, later ICS): one a footprint, recodings put together, each followed by its board."""
    boards = {row["ICB24CD"]: row["ICB24CDH"] for row in table(folder / "ods/icb_names_codes_dec_2024.csv")}
    merged: dict[str, Row] = {}
    for ons, names in sorted(areas(folder, "E54").items()):
        before = [n for n in names if "Integrated Care Board" not in n["nm"]]
        if before:
            row = merged.setdefault(_footprint(ons, names), {"codes": [], "names": []})
            row["codes"].append(ons)
            row["names"] = before + row["names"]
            row["board"] = boards.get(ons) or boards.get(_RECODED.get(ons, ""))
    known = region_of(folder)
    for row in merged.values():
        yield _system(row) | {"parents": _regions_of(row["names"], known)}


def _regions_of(names: list[Row], known: dict[str, tuple[str, str]]) -> list[Row]:
    """The region of a partnership, from the first day that both were there."""
    found: dict[str, Row] = {}
    for entry in reversed(names):
        if entry.get("parent") in known:
            region, since = known[entry["parent"]]
            on = max(entry["date"]["s"], since)
            found.setdefault(region, {"id": region, "on": on, "evidence": "ONS code history E54"})
    return list(found.values())


# The ONS gave these boards new codes on 1 April 2023.
_RECODED = {"E54000052": "E54000063", "E54000053": "E54000064"}


def _footprint(ons: str, names: list[Row]) -> str:
    """The place of a code that was given up at the end of March 2020, or begun then: several were only renumbered."""
    if names[0]["date"].get("e", "")[:7] == "2020-03":
        return _stem(names[0]["nm"])
    return _stem(names[-1]["nm"]) if names[-1]["date"]["s"] == "2020-03-31" else ons


def _stem(name: str) -> str:
    return re.sub(r"[()]| \(?Health and Care Partnership\)?$", "", name).strip()


def _system(row: Row) -> Row:
    before = row["names"]
    stems = list(dict.fromkeys(_stem(n["nm"]) for n in before))
    brands = [n["nm"] for n in before if re.search(r"Partner|ICS|Healthier|Health$", n["nm"])]
    plain = [stem for stem in stems if not re.search(r"Partner|ICS|Healthier", stem)]
    since, until = before[-1]["date"]["s"], before[0]["date"]["e"]
    board = [{"id": row["board"], "on": "2022-07-01", "evidence": "the same ONS code"}] if row["board"] else []
    return {
        "id": row["codes"][-1],
        "id_scheme": "ONS",
        "kind": "ics",
        "name": brands[0].replace(" (Health", " Health").replace("ship)", "ship") if brands else f"{stems[0]} ICS",
        "names": [_as_partnership(name) for name in runs_of(before, lambda name: _system_name(name, name in brands))],
        "aliases": [f"{stem} {word}" for stem in plain for word in ("STP", "ICS", "Health and Care Partnership")]
        + brands,
        "since": since,
        "until": until,
        "nation": "England",
        "codes": row["codes"][:-1],
        "successors": board,
        "evidence": "ONS code history E54",
    }


def _system_name(name: str, brand: bool) -> str:
    return name.replace(" (Health", " Health").replace("ship)", "ship") if brand else f"{_stem(name)} STP"


def _as_partnership(name: Row) -> Row:
    """The list of 2019 still says STP; when each came to be called a system after that, no file tells."""
    return name | {"until": min(name["until"], "2019-12-31")} if name["name"].endswith(" STP") else name


def area_teams(folder: Path) -> Iterator[Row]:
    """NHS England's 25 area teams of 2013 to 2015 and the local teams of 2015 to 2020."""
    codes = {row["ons_code"]: row["hscic_code"] for row in table(folder / "2012-2013/at.csv")}
    for ons, names in sorted(areas(folder, "E39").items()):
        first = names[-1]
        if ons in codes:
            place = first["nm"]
            yield {
                "id": codes[ons],
                "id_scheme": "ODS",
                "kind": "nhs_england",
                "name": f"NHS England {place} Area Team",
                "aliases": [f"{place} Area Team", f"{place} Local Area Team", *_offices(place)],
                "names": team_names(names, place),
                "since": "2013-04-01",
                # London's area team went on under the name of its region, which has a row of its own.
                "until": "2015-03-31" if place == "London" else names[0]["date"]["e"],
                "nation": "England",
                "codes": [ons],
                "parents": [{"id": first["parent"], "on": "2013-04-01", "evidence": "ONS code history"}],
                "evidence": "ONS code history; ODS code of 2013",
            }
        elif first["date"]["s"] >= "2015-04-01":
            forms = list(dict.fromkeys(n["nm"] for n in names))
            yield {
                "id": ons,
                "id_scheme": "ONS",
                "kind": "nhs_england",
                "name": forms[-1],
                "names": renamed(names, str),
                "aliases": [form.replace("(", "").replace(")", "") for form in forms] + forms[:-1],
                "since": first["date"]["s"],
                "until": names[0]["date"].get("e", ""),
                "nation": "England",
                "evidence": "ONS code history",
            }


def team_names(names: list[Row], place: str) -> list[Row]:
    """Wessex kept its code as one of the local teams of 2015."""
    first = f"NHS England {place} Area Team"
    return [] if place == "London" else renamed(names, lambda name: first if name == place else name)


def _offices(place: str) -> list[str]:
    """ "NHS England London" is the region, which was there beside its area team."""
    return [] if place == "London" else [f"NHS England ({place})", f"NHS England {place}"]


def regions(folder: Path) -> Iterator[Row]:
    """Regions of NHS England since 2013; a recoding under the same name is one region."""
    merged: dict[str, Row] = {}
    for ons, names in sorted(areas(folder, "E40").items()):
        place = names[0]["nm"].replace("North Of", "North of")
        row = merged.setdefault(place, {"codes": [], "since": names[-1]["date"]["s"]})
        row["codes"].append(ons)
        row["until"] = names[0]["date"].get("e", "")
    for place, row in merged.items():
        yield {
            "id": row["codes"][0],
            "id_scheme": "ONS",
            "kind": "nhs_england",
            "name": f"NHS England {place}",
            "aliases": [
                f"NHS England ({place})",
                f"NHS England {place} region",
                f"NHS England and NHS Improvement {place}",
            ],
            "since": row["since"],
            "until": row["until"],
            "nation": "England",
            "codes": row["codes"][1:],
            "evidence": "ONS code history",
        }


def support_units(folder: Path) -> Iterator[Row]:
    """Commissioning support units; ODS has no dates for them."""
    for row in table(folder / "ods/csu.csv"):
        name = row["name"].removeprefix("NHS ")
        short = name.replace("Commissioning Support Unit", "CSU")
        kind = "company" if "Limited" in name else "other"
        yield {"id": row["ods_code"], "id_scheme": "ODS", "kind": kind, "name": row["name"], "aliases": [name, short, f"NHS {short}"], "nation": "England", "evidence": "ODS; dates unknown"}  # fmt: skip


def trusts(folder: Path) -> Iterator[Row]:
    """NHS trusts of the ODS list, their names in mixed case."""
    partners = (row for row in table(folder / "ods/stp_partners_2019_derived.csv") if row["partner_type"] == "TRUST")
    mixed = {row["partner_ods"]: row["partner_name"] for row in partners}
    with (folder / "ods/etr.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.reader(lines))
        for row in rows:
            name = titled(row[1]) if titled(row[1]).lower() != mixed.get(row[0], "").lower() else mixed[row[0]]
            yield {
                "id": row[0],
                "id_scheme": "ODS",
                "kind": "trust",
                "name": name.removeprefix("The "),
                "since": iso(row[10]),
                # The date is that of the code: the trust, or the hospital before it, may be older.
                "since_by": True,
                "until": iso(row[11]),
                "nation": "England",
                "successors": heirs_of(row, rows),
                "evidence": "ODS",
            }


def heirs_of(trust: list[str], rows: list[list[str]]) -> list[Row]:
    """What followed a closed trust, as far as the list shows it: no file says it, so none of it is verified.

    A trust that still is at the very address (ODS column 9), else the only one of its area (column 3, the board of
    today) that opened on the day after (columns 10 and 11).
    """
    if not trust[11]:
        return []
    closed = date.fromisoformat(iso(trust[11]))
    here = [row for row in rows if row[9] == trust[9] and not row[11]]
    new = [row for row in rows if row[3] == trust[3] and date.fromisoformat(iso(row[10])) == closed + timedelta(1)]
    heirs, why = (here, "at the same address in the ODS list") if here else (new, "opened on the day after in the same area of the ODS list")  # fmt: skip
    if len(heirs) != 1:
        return []
    return [{"id": heirs[0][0], "on": (closed + timedelta(1)).isoformat(), "evidence": f"inferred: {why}", "verified": False}]  # fmt: skip


def health_boards(folder: Path) -> Iterator[Row]:
    """Health boards of Wales and Scotland; recodings put together."""
    merged: dict[str, Row] = {}
    for code in ("W11", "S08"):
        for ons, names in sorted(areas(folder, code).items()):
            row = merged.setdefault(
                names[0]["nm"], {"codes": [], "since": names[-1]["date"]["s"], "welsh": code == "W11"}
            )
            row["codes"].append(ons)
            row["until"] = names[0]["date"].get("e", "")
    for place, row in merged.items():
        yield _board(place, row)


def _board(place: str, row: Row) -> Row:
    welsh = row["welsh"]
    stem = re.sub(r" (?:University|Teaching)? ?Health Board$", "", place).removesuffix(" Teaching").removeprefix("The ")
    whole = place if "Health Board" in place else f"{stem} Local Health Board"
    name = whole if welsh else f"NHS {stem}"
    aliases = [f"{stem} Health Board", f"{stem} UHB", f"{stem} LHB"] if welsh else [f"{stem} Health Board", f"{stem} NHS Board", f"NHS {stem} Board"]  # fmt: skip
    return {
        "id": row["codes"][-1],
        "id_scheme": "ONS",
        "kind": "other",
        "name": name,
        "aliases": aliases,
        "since": row["since"],
        "since_by": row["since"] <= "2009-01-01",
        "until": row["until"],
        "nation": "Wales" if welsh else "Scotland",
        "codes": row["codes"][:-1],
        "evidence": "ONS code history",
    }


def committees(folder: Path) -> Iterator[Row]:
    """LMCs; no public scheme numbers them, and a third of the rows were never checked against a source."""
    rows = table(folder / "lmc_names.csv")
    names = {row["name"] for row in rows}
    for row in rows:
        aliases = [a.strip() for a in row["aliases"].split(";") if a.strip() and not a.strip().startswith("covers ")]
        shorts = [a for a in aliases if re.fullmatch(r"[A-Z]+(?:LMCs?)?", a)]
        umbrella = [{"id": own_id("lmc", row["umbrella"]), "evidence": "as listed"}] if row["umbrella"] in names else []
        yield {
            "id": own_id("lmc", row["name"]),
            "id_scheme": "stancewire",
            "kind": "lmc",
            "name": row["name"],
            "aliases": [re.sub(r" \(.*\)$", "", a) for a in aliases if a not in shorts],
            "abbreviations": shorts,
            "nation": row["nation"],
            "parents": umbrella,
            "evidence": row["evidence"].replace("memory_unverified", "not checked against a source"),
            "verified": "memory_unverified" not in row["evidence"],
        }


def iso(day: str) -> str:
    """20130401 as 2013-04-01."""
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else ""


def titled(name: str) -> str:
    """A name in capitals as it is written."""
    words = name.title().replace("'S", "'s").split()
    return " ".join(
        word if index == 0 and word != "Nhs" else _SMALL.get(word, word) for index, word in enumerate(words)
    )


SOURCES = (
    primary_care_trusts, strategic_health_authorities, commissioning_groups, integrated_care_boards, care_systems,
    area_teams, regions, support_units, trusts, health_boards, committees,
)  # fmt: skip
