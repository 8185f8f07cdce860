"""What furniture, captions, dates and letter parts look like on the pages and letters of this field.

Learnt from public pages of the trade press, LMC and NHS sites; each pattern must match a whole line.
"""

from __future__ import annotations

import re
from typing import Final


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")[\s.:…›»>]*", re.I)


_DAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_MONTH: Final = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
DATE: Final = re.compile(
    rf"(?:{_DAY},?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH}),?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?:{_DAY},?\s+)?(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year2>(?:19|20)\d\d)"
    r"|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)|(?P<slash>\d{1,2}/\d{1,2}/(?:19|20)\d\d)",
    re.I,
)
MONTH_YEAR: Final = re.compile(rf"(?P<month>{_MONTH})\s+(?P<year>(?:19|20)\d\d)", re.I)
DATE_LINE: Final = re.compile(
    rf"(?:(?:first\s+)?(?:published|posted|updated|date|dated|issued)(?:\s+on)?\s*:?\s*)?(?:{DATE.pattern}|{MONTH_YEAR.pattern.replace('month>', 'm3>').replace('year>', 'y3>')})"
    r"(?:\s*[,|–-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:am|pm|gmt|bst)?)?",
    re.I,
)
BYLINE: Final = re.compile(
    r"(?:exclusive\s+)?(?:by|words?(?: by)?:|author:|written by)\s+[A-Z][\w’'.-]+(?:\s+(?:and\s+)?[A-Z][\w’'.-]+){0,5}(?:,\s[\w\s-]{3,40})?"
    r"|(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,2}),\s(?:[\w-]+\s){0,3}(?:reporter|editor|correspondent|political editor)",
    re.I,
)
FURNITURE: Final = _any(
    r"(?:this (?:site|website|content) is )?(?:intended )?for (?:uk )?(?:health(?:care)? )?professionals(?: only)?",
    r"(?:at the heart of|serving|the voice of|news for) .{5,50} since (?:19|20)\d\d",
    r"(?:read|get|view|see) the latest (?:issue|edition|news).{0,30}",
    r"have you registered(?: with us)?(?: yet)?\??", r"register (?:now|today|here|for free).{0,90}", r"already (?:registered|a (?:member|subscriber))\??",
    r"(?:please )?(?:sign|log) ?in(?: or register)?(?: (?:here|below|now|to|with).{0,80})?", r"(?:create|open) (?:a|an|your) (?:free )?account.{0,40}",
    r"subscribe(?: (?:now|today|here|to).{0,80})?", r"not a (?:member|subscriber)\?.{0,60}", r"forgot(?:ten)? (?:your )?password\??",
    r"follow us(?: on.{0,40})?", r"share(?: this)?(?: (?:article|story|page|on.{0,30}))?", r"print(?: this)?(?: (?:article|page))?", r"email (?:this|to a friend).{0,40}",
    r"(?:we|this site|our site) uses? cookies.{0,200}", r"(?:accept|manage|reject)(?: all)? cookies", r"cookie (?:policy|settings)", r"privacy (?:policy|notice)",
    r"terms (?:and|&) conditions", r"skip to (?:main )?content", r"advertisement", r"sponsored(?: content)?", r"(?:home|news)(?: [>›»/|] ?.{1,60})+", r"back to top", r"(?:[^|›».!?\d]{1,25}[|›»]){2,}[^|›».!?\d]{1,25}",
    r"this (?:story|article|piece|post) (?:was )?(?:first |originally )?(?:appeared|published|ran)\b.{3,120}",
    r"(?:©|(?:\(c\)|copyright)\s(?:©\s?|\(c\)\s?)?(?:19|20)\d\d).{0,120}", r"all rights reserved.{0,60}", r"sign up (?:to|for) (?:our|the|free).{0,90}", r"you (?:have|'ve|’ve) .{0,30}free articles?.{0,60}",
    r"unsuitable or offensive\?.{0,40}", r"report (?:this )?comment", r"reply(?: to .{1,40})?", r"(?:recommend|like|agree)\s*\(?\d+\)?", r"page \d+(?: of \d+)?",
    r"tags?:.{0,200}", r"topics?:.{0,200}", r"menu", r"search", r"view (?:full )?(?:profile|gallery|image).{0,20}", r"listen to this article.{0,30}", r"\d+ min(?:ute)?s? read(?: .{0,60})?", r"(?:home|news|features|share|print|save)(?: [\w ]{0,20})?(?:\s*[|›»]\s*|\s{2,})[^.!?]{1,100}",
)  # fmt: skip
SIGN_IN: Final = _any(
    r"have you registered.{0,30}", r"already (?:registered|a (?:member|subscriber))\??", r"(?:please )?(?:sign|log) ?in to (?:read|continue|view).{0,60}",
    r"to (?:continue reading|read the rest|read this).{0,80}", r"not a (?:member|subscriber)\?.{0,60}",
)  # fmt: skip
COMMENTS: Final = _any(
    r"(?:readers?[’']?s?[’']?|user|your) comments?(?: \(?\d+\)?)?", r"\d+ comments?(?: on .{0,100})?", r"comments? \(?\d+\)?", r"comments", r"(?:join|start) the (?:conversation|discussion)",
    r"(?:leave|post|add) (?:a|your) (?:comment|reply)", r"have your say", r"what do you think\??(?: .{0,60})?", r"latest comments?", r"(?:most )?recent comments?",
)  # fmt: skip
RELATED: Final = _any(
    r"related (?:articles?|stor(?:y|ies)|content|links?|news|topics|reading)", r"(?:read|see) (?:more|also|next)(?: .{0,40})?", r"more (?:on this|from .{2,40}|stories|news|like this)",
    r"you (?:may|might) (?:also )?(?:like|be interested in).{0,30}", r"most (?:read|popular|viewed|commented)(?: .{0,20})?", r"in this (?:section|article)", r"further reading", r"external links?",
    r"recommended(?: for you)?", r"what to read next", r"trending(?: now)?", r"latest (?:news|stories|articles)",
)  # fmt: skip
CAPTION: Final = re.compile(
    r".{0,300}[(\[](?:photo(?:graph)?s?|picture|pic|image|credit|library picture)\b[^)\]]{0,60}[)\]]\.?"
    r"|(?:photo(?:graph)?s?|pictured?|pic|images?|credit|caption|file (?:photo|picture))\s?(?:by|credit|courtesy)?\s?:.{0,250}",
    re.I,
)
NAME_ONLY: Final = re.compile(
    r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame|Lord|Baroness)\.?\s)(?:[A-Z][\w’'-]+\s?){1,3}"
)
SURVEY: Final = _any(
    r"(?:survey|poll|ballot) (?:results?|findings|questions)(?: .{0,60})?",
    r"results? (?:in full|of the (?:survey|poll|ballot))",
    r"the (?:results|figures|numbers) in full",
)
TABLE_ROW: Final = re.compile(
    r"[^.!?\n]{1,70}?[:\s–-]\s*[£$]?\d[\d,.]*\s?(?:%|per cent|m|bn)?(?:\s*\(\d[\d,.]*%?\))?|(?:[^|]*\|){2,}.*|\S.*\S(?:\s{3,}\S+){2,}"
)
SALUTATION: Final = re.compile(
    r"dear\s+.{2,90}|(?:to|for the attention of) all (?:gp|practice|member|lmc).{0,60}", re.I
)
SIGN_OFF: Final = _any(
    r"yours (?:sincerely|faithfully|truly|ever)", r"(?:with )?(?:very )?(?:kind|best|warm(?:est)?)(?:est)? (?:regards|wishes)", r"with (?:all )?(?:best|kind|good) wishes", r"regards",
    r"sincerely", r"many thanks(?: and .{0,30})?",
)  # fmt: skip
RECIPIENT: Final = re.compile(r"(?:to|cc|bcc|for|copied? to|circulation|distribution)\s*:.{1,300}", re.I)
SENDER: Final = re.compile(r"(?:from|sender|reply to)\s*:.{1,200}", re.I)
SUBJECT: Final = re.compile(r"(?:re|subject|regarding|ref(?:erence)?|our ref|your ref)\s*[:.]\s*.{1,200}", re.I)
ADDRESS: Final = re.compile(
    r".*(?:\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\btel(?:ephone)?\b|\bfax\b|\be-?mail\b|@|www\.|https?://|(?i:\b(?:house|street|road|lane|avenue|close|court)\b)).*"
)
