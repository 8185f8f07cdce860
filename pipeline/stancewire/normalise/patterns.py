"""What furniture, captions, dates and letter parts look like on the pages and letters of this field.

Learnt from public pages of the trade press, LMC and NHS sites; each pattern must match a whole line.
"""

from __future__ import annotations

import re
from typing import Final

from stancewire.dates import DATE, MONTH_YEAR


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")[\s.:…›»>]*", re.I)


class Wording:
    """Alternatives in small letters, one of which must match a whole line.

    Told the line in small letters, the regular expression looks at the first letter of an alternative only, which
    takes half the time of re.I. Alternatives that may begin with anything are tried only where their sign stands.
    """

    def __init__(self, *patterns: str, signed: dict[str, str]) -> None:
        self._any = _whole(*patterns)
        self._signed = tuple((sign, _whole(pattern)) for sign, pattern in signed.items())

    def fullmatch(self, text: str) -> bool:
        """Whether a line is worded so."""
        small = text.lower()
        found = self._any.fullmatch(small) or any(sign in small and p.fullmatch(small) for sign, p in self._signed)
        return bool(found)


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")[\s.:…›»>]*")


DATE_LINE: Final = re.compile(
    rf"(?:(?:first\s+|last\s+)?(?:published|posted|updated|submitted|sent|date|dated|issued)(?:\s+on)?\s*:?\s*)?(?:\d{{1,2}}[:.]\d\d,?\s+)?"
    rf"(?:(?:mon|tues?|wed|thur?s?|fri|sat|sun),?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s?(?:and|to|–|-)\s?)?(?:(?:19|20)\d\d|{DATE.pattern}|{MONTH_YEAR.pattern.replace('month>', 'm3>').replace('year>', 'y3>')})"
    r"(?:\s*[,|–-]?\s*(?:at\s+)?\d{1,2}[:.]\d\d\s*(?:am|pm|gmt|bst)?)?",
    re.I,
)
BYLINE: Final = re.compile(
    r"(?:exclusive\s+)?(?:by|words?(?: by)?:|author:|written by:?)\s+[A-Z][\w’'.-]*(?:\s+(?:and\s+)?[A-Z][\w’'.-]+){0,5}(?:,\s[\w\s-]{3,40})?"
    r"|(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,2}),\s(?:[\w-]+\s){0,3}(?:reporter|editor|correspondent|political editor)",
    re.I,
)
FURNITURE: Final = Wording(
    r"(?:this (?:site|website|content) is )?(?:intended )?for (?:uk )?(?:health(?:care)? )?professionals(?: only)?",
    r"(?:at the heart of|serving|the voice of|news for) .{5,50} since (?:19|20)\d\d",
    r"(?:read|get|view|see) the latest (?:issue|edition|news).{0,30}",
    r"have you registered(?: with (?:us|this site))?(?: yet)?\??", r"register (?:now|today|here|for free).{0,90}", r"already (?:registered|a (?:member|subscriber))\??",
    r"(?:please )?(?:sign|log) ?in(?: or register)?(?: (?:here|below|now|to|with).{0,80})?", r"(?:create|open) (?:a|an|your) (?:free )?account.{0,40}",
    r"subscribe(?: (?:now|today|here|to).{0,80})?", r"not a (?:member|subscriber)\?.{0,60}", r"forgot(?:ten)? (?:your )?password\??",
    r"follow us(?: on.{0,40})?", r"share(?: this)?(?: (?:article|story|page|on.{0,30}))?", r"print(?: this)?(?: (?:article|page))?", r"email (?:this|to a friend).{0,40}",
    r"(?:we|this site|our site) uses? cookies.{0,200}", r"(?:accept|manage|reject)(?: all)? cookies", r"cookie (?:policy|settings)", r"privacy (?:policy|notice)",
    r"terms (?:and|&) conditions", r"skip to (?:main )?content", r"advertisement", r"sponsored(?: content)?", r"(?:home|news)(?: [>›»/|] ?.{1,60})+", r"back to top", r"(?:[^|›».!?\d]{1,25}[|›»]){2,}[^|›».!?\d]{1,25}",
    r"this (?:story|article|piece|post) (?:was )?(?:first |originally )?(?:appeared|published|ran)\b.{3,120}",
    r"(?:©|(?:\(c\)|copyright)\s(?:©\s?|\(c\)\s?)?(?:19|20)\d\d).{0,120}", r"all rights reserved.{0,60}", r"sign up (?:to|for) (?:our|the|free).{0,90}", r"you (?:have|'ve|’ve) .{0,30}free articles?.{0,60}",
    r"(?:unsuitable or )?offensive\?.{0,40}", r"report (?:this )?comment", r"reply(?: to .{1,40})?", r"(?:recommend|like|agree)\s*\(?\d+\)?", r"page \d+(?: of \d+)?",
    r"[-=_*~·•\s]{3,}", r"[-–—\s]*\d{1,3}[-–—\s]*", r"-{3,}\s*(?:forwarded|original) message\s*-{3,}",
    r"(?:https?://|www\.)\S+", r"printed from .{3,120}", r"(?:page )?last (?:changed|modified|reviewed).{0,40}", r"page last .{3,40}", r"(?:share|about) (?:page|sharing|on|via)(?: .{0,30})?", r"(?:twitter|facebook|linkedin|whatsapp|reddit|pinterest|tweet|email|copy link)", r"ads?",
    r"this (?:e-?mail|message)\b.{0,120}\b(?:confidential|intended|privileged|virus)\b.{0,300}", r"please (?:consider|think of) the (?:environment|trees)\b.{0,60}", r"(?:you can |to )?unsubscribe\b.{0,80}", r"(?:view|open|read) (?:this|it)(?: e?-?mail| message)? (?:in|on) your browser.{0,30}", r"trouble (?:reading|viewing) this.{0,80}", r"you (?:are receiving|receive|received) this (?:e?-?mail|message|newsletter).{0,100}", r"to (?:be (?:taken off|removed from)|leave) (?:this|our|the) (?:mailing )?list\b.{0,60}", r"to stop receiving .{0,60}",
    r"(?:publications? )?(?:gateway|approval) (?:ref(?:erence)?|number).{0,40}", r"(?:version|draft)\s(?:no\.? ?)?v?\d[\d.]*", r"official(?:\s?[–:-].{0,60})?", r"for immediate release", r"embargoed (?:until|to).{0,60}", r"(?:log|sign) ?in to (?:post|leave|add) (?:a )?comments?", r"\d+ (?:reads?|views?|shares?|hits?)", r"(?:reads?|views?|shares?|hits?):? \d+",
    r"(?:get|have) (?:the|our) .{3,60} (?:straight|direct|sent|delivered) to your (?:inbox|phone).{0,30}", r"agenda item:? .{1,20}", r"invalid e?-?mail", r"about the survey:.{3,300}",
    r"(?:about|contact)(?: us)?", r"(?:home|jobs|events|careers|sport|weather|archives?|site ?map|cookies|accessibility|help|newsletters?|your area|what[’']s on)", r"terms(?: of use| of service)?", r"(?:previous|next)(?: (?:page|article|debate|post|story))?", r"(?:log|sign) ?(?:out|up)",
    r"advertise with us.{0,30}", r"(?:charity|company) (?:number|no\.?)\s?:?\s?\d+.{0,60}", r"[\w.+-]+@[\w-]+\.[\w.]+", r"columns? \d+\w{0,2}", r"was this page (?:helpful|useful)\??.{0,30}", r"(?:powered|website|site|web design) by .{2,60}", r"download (?:as|this|the) .{2,60}", r"view as .{2,30}",
    r"(?:sponsor|presented by|prepared by|report author|lead (?:director|officer|member)|executive lead|paper ref(?:erence)?|classification|status)\s?:.{2,100}", r"(?:issn|isbn|doi)\b[\s:].{3,60}", r"(?:invalid|enter your) e?-?mail.{0,30}",
    r"tags?:.{0,200}", r"topics?:.{0,200}", r"menu", r"search", r"view (?:full )?(?:profile|gallery|image).{0,20}", r"listen to this article.{0,30}", r"\d+ min(?:ute)?s? read(?: .{0,60})?", r"(?:home|news|features|share|print|save)(?: [\w ]{0,20})?(?:\s*[|›»]\s*|\s{2,})[^.!?]{1,100}",
    signed={
        "|": r"[^|]{3,80}(?:\|[^|\d]{3,60})?\|\s*(?:page\s)?\d{1,3}",
        "....": r".{2,80}?\s?\.{4,}\s*\d{1,3}",
        "is not responsible for": r"(?:the )?[\w\s]{2,30} is not responsible for the content of .{3,60}",
        "registered ": r"(?:.{3,80}[,.]? (?:is )?)?registered (?:in england|charity|company|office)\b.{0,120}",
    },
)  # fmt: skip
SIGN_IN: Final = _any(
    r"have you registered.{0,30}", r"already (?:registered|a (?:member|subscriber))\??", r"(?:please )?(?:sign|log) ?in to (?:read|continue|view).{0,60}",
    r"to (?:continue reading|read the rest|read this).{0,80}", r"not a (?:member|subscriber)\?.{0,60}",
)  # fmt: skip
COMMENTS: Final = _any(
    r"(?:readers?[’']?s?[’']?|user|your) comments?(?: \(?\d+\)?)?", r"\d+ comments?(?: on .{0,100})?", r"comments? \(?\d+\)?", r"comments", r"\d+ (?:thoughts?|responses?|replies) (?:on|to) .{1,120}", r"rapid responses", r"(?:join|start) the (?:conversation|discussion)",
    r"(?:leave|post|add) (?:a|your) (?:comment|reply)", r"have your say", r"what do you think\??(?: .{0,60})?", r"latest comments?", r"(?:most )?recent comments?",
)  # fmt: skip
RELATED: Final = _any(
    r"related", r"(?:around|elsewhere on|from) the web", r"more on this (?:story|topic)", r"see also:? .{3,90}", r"related (?:articles?|stor(?:y|ies)|content|links?|news|topics|reading)", r"(?:read|see) (?:more|also|next)(?: .{0,40})?", r"more (?:on this|from .{2,40}|stories|news|like this)",
    r"you (?:may|might) (?:also )?(?:like|be interested in).{0,30}", r"most (?:read|popular|viewed|commented)(?: .{0,20})?", r"in this (?:section|article)", r"further reading", r"external links?",
    r"recommended(?: for you)?", r"what to read next", r"trending(?: now)?", r"latest (?:news|stories|articles)",
)  # fmt: skip
CAPTION: Final = re.compile(
    r".{0,300}[(\[](?:photo(?:graph)?s?|picture|pic|image|credit|library picture)\b[^)\]]{0,60}[)\]]\.?"
    r"|(?:photo(?:graph)?s?|pictured?|pic|images?|credit|caption|file (?:photo|picture))\s?(?:by|credit|courtesy)?\s?:.{0,250}|(?:image|picture|photo) (?:source|caption|copyright|credits?|library)\s?[:,].{0,250}",
    re.I,
)
POSTAL: Final = re.compile(r"[^.!?]{5,120}\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b.{0,60}")
KICKER: Final = _any(
    r"(?:opinion|comment|analysis|viewpoint|blog|column|editorial|leader|personal view|letters?|news|features?|interview|long read|podcast|video|press release|media release|news release|statement|exclusive|briefing|in brief)",
)  # fmt: skip
ABOUT_AUTHOR: Final = re.compile(
    r"(?:about the author.{0,200}|(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Sir|Dame)\.?\s)?(?:[A-Z][a-z’'-][\w’'-]*\s){2,3}(?:is|was|works as) (?:an? (?:(?:former|retired|salaried|locum|freelance)\s)?(?:GP|general practitioner|family doctor|journalist|reporter|writer|columnist|practice manager|partner|nurse|lecturer|researcher|professor)|(?:chair|editor|medical secretary|chief executive|director|president) of)\b.{0,150})"
)
OUTCOME: Final = re.compile(
    r"(?:carried|lost|agreed|noted|resolved|rejected|approved|action|taken as|withdrawn|remitted)\b.*", re.I
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
CONTENTS: Final = _any(
    r"(?:table of )?contents", r"(?:in|inside) this (?:issue|edition|bulletin|newsletter|update)", r"(?:inside|on other pages|what[’']s inside)",
)  # fmt: skip
PRESS_TAIL: Final = _any(
    r"[-–—*\s]*ends[-–—*\s]*", r"notes? (?:to|for) (?:the )?editors?", r"(?:media|press) contacts?"
)
QUOTED_LINE: Final = re.compile(r">.*")
QUOTE_OPENS: Final = re.compile(r"on .{6,120}\bwrote:|-{2,}\s*original message\s*-{2,}", re.I)
MAIL_HEADER: Final = re.compile(r"(?:from|sent|date|to|cc|subject)\s?:\s?.{1,300}", re.I)
COLUMNS: Final = re.compile(r"\S.*\s{3,}\S.*")
SALUTATION: Final = re.compile(
    r"dear\s+.{2,90}|(?:to|for the attention of) all (?:gp|practice|member|lmc).{0,60}", re.I
)
SIGN_OFF: Final = _any(
    r"yours (?:sincerely|faithfully|truly|ever)", r"(?:with )?(?:very )?(?:kind|best|warm(?:est)?)(?:est)? (?:regards|wishes)", r"with (?:all )?(?:best|kind|good) wishes", r"regards",
    r"sincerely", r"many thanks(?: and .{0,30})?",
)  # fmt: skip
RECIPIENT: Final = re.compile(r"(?:to|cc|bcc|for|copied? to|circulation|distribution)\s*:.{1,300}", re.I)
SENDER: Final = re.compile(r"(?:from|sender|reply to)\s*:.{1,200}", re.I)
REFERENCE: Final = re.compile(r"(?:our|your|my)?\s?ref(?:erence)?\s*[:.].{1,100}", re.I)
SUBJECT: Final = re.compile(r"(?:re|subject|regarding)\s*[:.]\s*.{1,200}", re.I)
ADDRESS: Final = re.compile(
    r".*(?:\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\btel(?:ephone)?\b|\bfax\b|\be-?mail\b|@|www\.|https?://|(?i:\b(?:house|street|road|lane|avenue|close|court)\b)).*"
)
