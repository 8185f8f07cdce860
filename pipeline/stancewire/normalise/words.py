"""What names, roles, mastheads, labels and credits look like: the wordings that only mean something in their place."""

from __future__ import annotations

import re
from typing import Final

_PUBLICATION: Final = r"gazette|herald|courier|chronicle|post|times|echo|mail|news|standard|observer|journal|magazine|weekly|express|argus|advertiser|mercury|telegraph|guardian"
_BODY: Final = r"council|foundation|trust|board|parliament|commons|lords|assembly|union|fund|ccg|pct|icb|nhs .{3,30}"
MASTHEAD: Final = re.compile(
    rf"house of (?:commons|lords)|(?:the )?(?:(?!(?:of|from|to|on|for|with) )[\w’'&.-]+ ){{0,5}}(?:{_PUBLICATION}|{_BODY})(?: (?:online|website|live))?|(?:.{{0,40}} )?(?:meeting|session) in (?:public|private)",
    re.I,
)
BODY_NAME: Final = re.compile(
    r"(?:[\w’'&.,-]+ ){1,6}(?:council|foundation|trust|board|assembly|union|ccg|pct|icb|lmcs?|committees?|consortium|group|federation|association|college|authority|partnership)"
    r"|nhs (?:[\w’'&.,-]++ ?){1,5}",
    re.I,
)
NAME: Final = re.compile(
    r"(?:(?:The )?(?:(?:Rt\.? )?Hon\.?\s)?(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Baroness|Cllr)\.?\s|(?:The )?(?:Rt\.? )?Hon\.?\s)?[A-Z][\w’'-]+(?:\s[A-Z]\.?){0,2}(?:\s(?:de|van|von|Mc|O[’']))?(?:\s[A-Z][\w’'-]+){1,2}(?:\s(?:MP|MSP|MS|QC|KC|CBE|OBE|MBE|FRCGP|MRCGP))*"
)
ROLE: Final = re.compile(
    r"(?:[\w&’'-]+ ){0,5}(?:reporter|editor|correspondent|writer|journalist|columnist|reporting service|newsdesk)(?:,? .{2,40})?|reporting from .{2,40}",
    re.I,
)
_OFFICE: Final = r"chair(?:man|woman)?|secretary|treasurer|president|director|chief executive|editor|reporter|correspondent|officer|manager|partner|gp|general practitioner|nurse|professor|lecturer|minister|mp|fellow|analyst|adviser|clerk|lead"
OFFICE: Final = re.compile(
    rf"(?:(?:vice|deputy|hon(?:orary|\.)?|joint|executive|medical|clinical|managing|assistant|acting|national|general|practice|senior|political|health|chief|programme|policy|primary care)[ -])*(?:{_OFFICE})(?:(?:,| of| for| and| at| to| in) .{{2,60}})?",
    re.I,
)
WITH_OFFICE: Final = re.compile(
    NAME.pattern + rf",\s(?i:(?:[\w’'&-]+ ){{0,4}}(?:{_OFFICE}))(?:(?:,| of| for| and| at| to| in) .{{2,60}})?"
)
KIND_OF_PAPER: Final = re.compile(
    r"(?:(?:draft|unconfirmed|approved|final|public|formal) )?(?:minutes|agenda|notes? of (?:the )?meeting|consultation (?:document|paper|response)|discussion paper|action notes|response to consultation)",
    re.I,
)
MEMO: Final = re.compile(r"(?:(?:internal|office) )?memo(?:randum)?\s?:?", re.I)
ISSUE: Final = re.compile(r"(?:issue|edition|vol(?:ume|\.)?)(?: no\.?| number)? ?\d{1,4}", re.I)
HANDLE: Final = re.compile(r"@\w{2,30}(?: on .{1,20})?")
AUTHORS: Final = re.compile(r"(?:authors?|written by|by|words|contributors?)\s*:?", re.I)
NAMES_THE_PRESENT: Final = re.compile(r"(?:members )?(?:present|in attendance|apologies(?: for absence)?)\s*:", re.I)
PAPER_LABEL: Final = re.compile(
    r"(?:venue|contact|location|audience|purpose|date|time|lead|author|report (?:by|of|to|author)|presented by|from|to|status|clerk|chair|freedom of information status|type|topics?|tags?|filed under|category|section)\s?:\s",
    re.I,
)
_BY_LABEL: Final = re.compile(r"(?:lead|author|report (?:of|by|author)|presented by|from|contact officer)", re.I)
COMMENT_LINK: Final = re.compile(
    r"(?:\d+ )?(?:(?:view|read|see) )?comments?(?: ?[(\[]?\d+[)\]]?)?|(?:be the first to )?comment", re.I
)
CREDIT: Final = re.compile(
    r"(?:(?:©|photo|image|picture)s? ?:? ?)?(?:[A-Z][\w’'. -]{1,30}(?: ?/ ?| via |, )){0,2}(?:getty(?: images)?|(?:pa|press association|afp|reuters|alamy|shutterstock|i?stock(?:photo)?|swns|adobe stock|unsplash|science photo library|google(?: maps| street ?view)?|ldrs)(?: (?:media|images?|wire|archive|stock photo))?)"
    r"|(?-i:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2}) / (?-i:[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){0,2})",
    re.I,
)
AGENCY: Final = re.compile(
    r"(?:[A-Z][A-Z&.’'-]+ ){0,3}(?:NEWS|MEDIA|IMAGES|PHOTOS?|PICTURES?|PRESS|AGENCY|ARCHIVES?|HANDOUT|SUPPLIED|GOOGLE)"
)
FIGURE: Final = re.compile(
    r"(?:figure|fig\.?|chart|graph|map|infographic|table) \d{1,2}[a-z]?\s?[:.–—-]\s?.{3,160}|(?:base|sample(?: size)?|n)\s?[:=]\s?.{0,40}\d.{0,60}|source\s?:\s?.{3,90}"
    r"|(?-i:(?:A |An )?[Cc]lose-up|Aerial view|General view|Exterior|Interior|Stock image|File image) of .{3,120}",
    re.I,
)
PICTURED: Final = re.compile(r"(?:[A-Z][A-Z’'-]+(?: [A-Z’'-]+){0,3}|(?:Above|Below|Left|Right|Main image)):\s.{5,140}")


def is_titled(text: str) -> bool:
    """Whether every long word begins with a capital, as in names, mastheads and menus."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    return bool(long) and all(word[0].isupper() for word in long)


def is_masthead(text: str) -> bool:
    """Whether a line is the name of a publication or body: no title where there is another line.

    The name of a committee's newsletter is its title, though.
    """
    return "LMC" not in text and is_titled(text) and bool(MASTHEAD.fullmatch(text))


def labelled(text: str) -> str | None:
    """The zone of a line like "Purpose: decision" in the head of a paper; None for any other line."""
    if not PAPER_LABEL.match(text):
        return None
    return "byline" if _BY_LABEL.match(text) else "furniture"
