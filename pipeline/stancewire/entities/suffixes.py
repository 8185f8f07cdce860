"""What the names of local bodies end in, and which kind of body that tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# kind -> what its names end in. A plural names a group ("Camden and Islington LMCs") or stands for all of a kind ("CCGs").
SUFFIXES: Final[dict[str, tuple[str, ...]]] = {
    "ccg": ("CCG", "CCGs", "Clinical Commissioning Group", "Clinical Commissioning Groups", "GP Commissioning Group", "Commissioning Group", "Commissioning Groups", "GP Consortium", "Commissioning Consortium", "Consortium", "Primary Care Commissioning Committee"),
    "pct": ("PCT", "PCTs", "TPCT", "tPCT", "Primary Care Trust", "Primary Care Trusts", "Care Trust", "PCG", "PCGs", "Primary Care Group", "Primary Care Groups", "Professional Executive Committee"),
    "pct_cluster": ("PCT Cluster", "PCT Clusters", "Cluster", "Clusters", "Cluster of PCTs", "Cluster of Primary Care Trusts"),
    "icb": ("ICB", "ICBs", "Integrated Care Board", "Integrated Care Boards"),
    "ics": ("ICS", "ICSs", "Integrated Care System", "Integrated Care Systems", "STP", "STPs", "Sustainability and Transformation Partnership", "Sustainability and Transformation Partnerships"),
    "sha": ("SHA", "SHAs", "Strategic Health Authority", "Strategic Health Authorities"),
    "lmc": ("LMC", "LMCs", "Local Medical Committee", "Local Medical Committees", "Federation of LMCs", "Federation of Local Medical Committees"),
    "nhs_england": ("Area Team", "Area Teams", "Local Area Team", "Regional Team", "Regional Teams", "Regional Office", "National Commissioning Body", "Commissioning Board"),
    "gp_body": ("GP Federation", "GP Federations", "Federation of GPs", "GP Alliance", "Health Alliance", "Federation"),
    "trust": ("NHS Foundation Trust", "NHS Trust", "Hospitals Trust", "Hospital Trust", "Foundation Trust", "NHS Hospitals Trust", "Hospitals NHS Trust", "Ambulance Service", "Trust", "Hospital", "Hospitals", "Infirmary", "Royal Infirmary"),
    "media": ("Gazette", "Echo", "Herald", "Chronicle", "Mercury", "Argus", "Courier", "Advertiser", "Observer", "Evening Post", "Evening News", "Evening Star", "Daily Post", "Examiner", "Weekly News", "Free Press", "Times", "Post", "Telegraph", "Daily Mail", "Evening Mail", "Mail", "Star", "& Star", "Sentinel", "Recorder", "Tribune", "Globe", "Citizen", "Daily Press", "Morning News", "County Press", "Shopper", "Live", "Journal"),
    "company": ("Ltd", "Limited", "plc", "PLC", "CIC", "Community Interest Company", "Healthcare", "Health Care", "Medical Services", "Medical Care", "Managed Care", "Urgent Care", "Clinics", "LIFT Company"),
    "council": ("County Council", "Borough Council", "City Council", "District Council", "Town Council", "Parish Council", "Council"),
    "other": ("Health Board", "Health Boards", "NHS Board", "Local Health Board", "Health and Social Care Partnership", "Association", "Guild", "Chamber of Trade", "Chamber of Commerce", "Alliance", "Group", "Local Commissioning Group", "Local Commissioning Groups", "Integration Joint Board", "Community Health Council", "Pharmaceutical Committee", "Forum", "Patients’ Forum", "Patients' Forum", "Patients’ Association", "Patients' Association", "Patients’ Group", "Patients' Group", "Patients’ Voice", "Patients' Voice", "PCN", "PCNs", "Primary Care Network", "Primary Care Networks", "Commissioning Support Unit", "CSU", "Surgery", "Medical Centre", "Medical Practice", "Medical Group", "Health Centre", "Group Practice", "Practice", "Residents", "Union", "Society", "League", "Campaign", "Circle", "Panel", "Confederation", "Negotiating Committee", "University", "University Health Board", "Health and Care Board", "Health and Social Services Board", "Patients Association"),
    "think_tank": ("Institute", "Foundation"),
    "regulator": ("Commission",),
    "government": ("Agency", "Care Authority", "Services Authority"),
}  # fmt: skip
# "Saltby health centre" is a building, "mental health care" a matter; with capitals they are practice and company.
PREMISES: Final = frozenset(
    (
        "Medical Centre", "Medical Practice", "Medical Group", "Health Centre", "Group Practice", "Practice", "Surgery", "Health Care",
        "Hospital", "Hospitals", "Infirmary", "Royal Infirmary", "Medical Services", "Medical Care", "Managed Care", "Urgent Care", "LIFT Company",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suffix:
    """Tokens start:end say what the body is."""

    kind: str
    start: int
    end: int
    plural: bool
