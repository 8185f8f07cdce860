"""What furniture, captions, dates and letter parts look like on the pages and letters of this field.

Learnt from public pages of the trade press, LMC and NHS sites; each pattern must match a whole line.
"""

from __future__ import annotations

import re
from typing import Final


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")[\s.:…›»>]*", re.I)


BYLINE: Final = re.compile(
    r"(?-i:By|BY)(?=(?-i:[A-Z][a-z]+\s[A-Z]))(?-i:[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]+){1,2})(?:,\s[\w\s-]{3,40})?"
    r"|\(?(?:additional )?(?:reporting|writing|editing)(?: and editing)? by .{3,160}\)?"
    r"|(?:exclusive\s+)?by\s+(?-i:[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]+){1,3}),?\s(?:[\w&’'-]+\s){0,4}(?:reporter|editor|correspondent|writer|columnist|staff)(?:,?\s(?:for|of|at|in|on)\s.{3,40})?"
    r"|(?:exclusive\s+)?(?:(?:posted\s|written\s|reported\s|story\s|words\s|interview\s|report\s|reporting\s)?by|words?(?: by)?:|authors?:|written by:?)\s+[A-Z][\w’'.-]*(?:\s+(?:and\s+)?[A-Z][\w’'.-]+){0,5}(?:,\s[\w\s-]{3,40}|\s?[|•·–-]\s?(?-i:[A-Z])[\w\s’'&-]{3,40}|\s?(?:[|•·–-]\s)?(?:on\s)?(?:the\s)?\d{1,2}(?:st|nd|rd|th)?\s[a-z]{3,9}\s(?:19|20)\d\d)?"
    r"|(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){1,2}),\s(?:[\w&’'-]+\s){0,5}(?:reporter|editor|correspondent|political editor|reporting service)(?:,\s.{2,30})?",
    re.I,
)
SIGN_IN: Final = _any(
    r"have you registered.{0,30}", r"you need (?:an account|a subscription|to (?:sign|log) in|to (?:register|subscribe))\b.{0,40}", r"already (?:registered|a (?:member|subscriber))\??", r"(?:please )?(?:sign|log) ?in to (?:read|continue|view).{0,60}",
    r"to (?:continue reading|continue|read (?:on|more|the rest|this|the full)|view this|access this)\b.{0,80}", r"not a (?:member|subscriber)\?.{0,60}",
)  # fmt: skip
COMMENTS: Final = _any(
    r"(?:readers?[’']?s?[’']?|user|your) comments?(?: ?[(\[]?\d+[)\]]?)?", r"[(\[]?\d+[)\]]? comments?(?: on .{0,100})?", r"comments ?[(\[:]?\s?\d+[)\]]?", r"(?:readers?[’']? )?(?:reactions?|replies|readers?[’']? views) ?[(\[]\d+[)\]]", r"comments", r"\d+ (?:thoughts?|responses?|replies) (?:on|to) .{1,120}", r"rapid responses", r"(?:join|start) the (?:conversation|discussion)",
    r"comments: .{3,40}", r"(?:all|view|show|see|read) comments(?: ?\(?\d+\)?)?", r"comments? (?:are|have been|is) (?:now )?(?:closed|open|moderated).{0,60}", r"join the (?:discussion|debate)", r"conversation(?: ?\(?\d+\)?)?", r"(?:leave|post|add) (?:a|your) (?:comment|reply|response)(?: .{0,40})?", r"have your say", r"what do you think\??(?: .{0,60})?", r"latest comments?", r"(?:most )?recent comments?",
)  # fmt: skip
COMMENTS_PERHAPS: Final = _any(
    r"have your say",
    r"what do you think\??(?: .{0,60})?",
    r"conversation",
    r"(?:join|start) the (?:conversation|discussion|debate)",
)
COMMENTED: Final = re.compile(
    r".{0,60}\b(?:repl(?:y|ies)|comments?|(?:sign|log) ?in|report|flag|likes?|recommend|ago)\b.{0,40}|.{0,60}\b\d{1,2}[:.]\d\d\s?(?:am|pm)?",
    re.I,
)
RELATED: Final = _any(
    r"related", r"(?:around|elsewhere on|from) the web", r"more on this (?:story|topic)", r"see also:? .{3,90}", r"related (?:articles?|stor(?:y|ies)|content|links?|news|topics|reading|documents?|pages?|guidance|publications?|files|posts?|items|internet links)", r"(?:useful|quick|helpful|external|internet) (?:links?|documents)", r"editor[’']?s[’']? (?:picks?|choice)", r"top stories", r"don[’']t miss", r"must reads?", r"(?:read|see) (?:more|also|next)(?: .{0,40})?", r"more (?:on this|from .{2,40}|stories|news|like this)",
    r"you (?:may|might) (?:also )?(?:like|be interested in).{0,30}", r"most (?:read|popular|viewed|commented|watched|shared)(?: .{0,20})?", r"explore (?:the|this|more|related)(?: topics?)?", r"also in (?:this|the|today[’']s)(?: week[’']s)? (?:issue|edition|section|paper|magazine)", r"more (?:episodes|articles|posts|videos|blogs)", r"in this (?:section|article)", r"further reading", r"external links?",
    r"recommended(?: for you)?", r"what to read next", r"trending(?: now)?", r"trending: .{3,90}", r"supporting documents", r"more letters", r"(?:other|latest|more) (?:news|stories|headlines)", r"recommended reading", r"recommended(?: stories| articles)", r"latest", r"latest (?:news|stories|articles)", r"features (?:&|and) analysis", r"elsewhere on .{3,30}", r"more to explore", r"popular (?:now|reads|stories|posts)", r"top picks", r"from our (?:partners|archives?)", r"stories you may .{3,30}", r"(?:discover|explore) more.{0,30}", r"(?:previous|older|earlier|recent|other) (?:press |news |media )?(?:releases|notices|statements)", r"in (?:today|this week)[’']?s (?:paper|issue|edition|magazine)", r"up next",
)  # fmt: skip
BRACKETED: Final = re.compile(
    r".{0,300}[(\[](?:photo(?:graph)?s?|picture|pic|image|credit|library picture)\b[^)\]]{0,60}[)\]]\.?", re.I
)
CAPTION: Final = re.compile(
    r"(?:photo(?:graph)?s?|pictured?|pic|images?|credit|caption|file (?:photo|picture))\s?(?:by|credit|courtesy)?\s?:.{0,250}|(?:image|picture|photo|media|video) (?:source|caption|copyright|credits?|library)\s?[:,].{0,250}",
    re.I,
)
POSTAL: Final = re.compile(r"[^.!?]{5,120}\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b.{0,60}")
KICKER: Final = _any(
    r"(?:opinion|comment|analysis|viewpoint|blog|column|editorial|leader|personal view|letters?|news|features?|interview|long read|podcast|video|press release|media release|news release|statement|exclusive|briefing|in brief|explainer|guidance|statutory guidance|press notice|announcement|draft|confidential|unconfirmed|readers[’'] letters|long reads?|case stud(?:y|ies))",
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
MOTION: Final = re.compile(
    r"(?:(?-i:[A-Z][A-Z ,&’'()-]{2,60}):?\s)?(?:to move:?\s)?that\s(?:this\s|the\s)?(?:conference|meeting|committee|house|council|lmc|agm|arm)\b|(?-i:[A-Z][A-Z ,&’'()-]{3,60}:)|(?-i:AGENDA COMMITTEE)",
    re.I,
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
    r"(?:table of )?contents", r"(?:in|inside) this (?:issue|edition|bulletin|newsletter|update)", r"(?:inside|on other pages|what[’']s inside)", r"(?:on this page|in this article|jump to(?: section)?|page contents)",
)  # fmt: skip
CONTENTS_ALONE: Final = _any(r"(?:table of |page )?contents", r"on this page", r"in this article")
ENTRIES: Final = re.compile(r"(?:^|\s\s)(\d)[.)]\s(?=[A-Z])")
FILES: Final = _any(
    r"(?:accompanying|attached|background|supporting) (?:documents?|papers?|files?)", r"(?:documents?|files?|downloads?|attachments?|appendices)(?: to download)?:",
)  # fmt: skip
CITED: Final = _any(r"(?:how to )?cite (?:as|this)(?: .{3,30})?", r"(?:suggested|recommended) citation", r"citation")
PRESS_TAIL: Final = _any(
    r"[-–—*\s]*ends[-–—*\s]*",
    r"notes? (?:to|for) (?:the )?editors?",
    r"(?:media|press) contacts?(?: (?:details|information))?",
    r"(?:#\s*){2,}",
    r"(?:for|all) (?:press|media) (?:enquiries|inquiries)(?:,? (?:please )?(?:contact|call|ring))?",
    r"(?:press|media) (?:enquiries|inquiries)",
)
NOTES: Final = _any(r"notes? (?:to|for) (?:the )?editors?")
# A mail client puts a comma, a time or an address before the name; "On 8 May the chair wrote:" is a sentence of news.
QUOTE_OPENS: Final = re.compile(
    r"on .{4,40}?(?:,|\bat \d{1,2}[:.]\d\d|<)(?!.*\bthe\b).{0,100}\bwrote:|-{2,}\s*original message\s*-{2,}", re.I
)
MAIL_HEADER: Final = re.compile(r"(?:from|sent|date|to|cc|subject)\s?:\s?.{1,300}", re.I)
COLUMNS: Final = re.compile(r"\S.*\s{3,}\S.*")
SALUTATION: Final = re.compile(
    r"(?:hi|hello|good (?:morning|afternoon|evening)),? (?:all|both|everyone|everybody|colleagues|team|folks|there|[a-z]{2,14}(?: and [a-z]{2,14})?)(?:[ !–-]*)|(?:morning|afternoon),? (?:all|both|everyone|everybody|colleagues|team|folks)|dear\s+.{2,90}|annwyl\s.{2,90}|(?:to|for the attention of) all (?:gp|practice|member|lmc).{0,60}",
    re.I,
)
SIGN_OFF: Final = _any(
    r"yours(?: (?:very|most|ever|as))? (?:sincerely|faithfully|truly|ever|etc|aye|respectfully|always|in .{3,30})", r"(?:with )?(?:very )?(?:kind|best|warm(?:est)?)(?:est)? (?:regards|wishes)(?: (?:to|for|from) .{3,40})?", r"with (?:all )?(?:my |our )?(?:very )?(?:best|kind|good|warm) wishes", r"regards",
    r"sincerely", r"many thanks(?: and .{0,30})?", r"with (?:my |our |many |all our |sincere )?(?:thanks|gratitude|regards)(?: and .{0,30})?", r"(?:yn gywir|yn ddiffuant|yr eiddoch yn gywir)(?:\s?/\s?yours \w+)?", r"from (?:all of us|everyone|us all)(?: (?:at|in) .{3,40})?",
    r"(?:signed )?(?:for and )?on behalf of (?:the |all |our )?[^.!?:;]{3,50}", r"have a (?:good|great|lovely|restful|happy|peaceful|safe) (?:weekend|week|bank holiday|christmas|easter|break|summer|new year)", r"until next (?:time|week|month)", r"(?:yours )?in solidarity", r"(?:keep|stay) (?:safe|well)", r"respectfully",
)  # fmt: skip
RECIPIENT: Final = re.compile(
    r"(?:to|fao|f\.a\.o\.?|(?:for the )?att(?:entio)?n(?: of)?|cc|bcc|for|copied? to|circulation|distribution|(?:at\s?/\s?)to|for (?:information|action)|(?:sent )?(?:by|via) (?:e-?mail|post|hand)(?: only)?(?: to)?)\s*:.{0,300}|(?:sent )?(?:by|via) (?:e-?mail|post|hand|(?:recorded|special|registered|first[- ]class)(?: delivery| post)?)(?: only| and (?:by )?[\w -]{3,30})?|without prejudice|(?:private|personal|strictly)(?: (?:and|&) confidential)|(?-i:To (?:the|all|every)\b.{3,120})",
    re.I,
)
SENDER: Final = re.compile(r"(?:from|sender|reply to)\s*:.{1,200}", re.I)
REFERENCE: Final = re.compile(
    r"(?:(?:ein|eich) cyf(?:eirnod)?\s?/\s?)?(?:our|your|my)?\s?ref(?:erence)?\s*[:.].{1,100}", re.I
)
SUBJECT: Final = re.compile(r"(?:re|subject|regarding)\s*[:.]\s*.{1,200}", re.I)
ADDRESS: Final = re.compile(
    r".*(?:\b[A-Z]{1,2}\d{1,2}[A-Z]? ?\d[A-Z]{2}\b|\btel(?:ephone)?\b|\bfax\b|\be-?mail\b|@|www\.|https?://|(?i:\b(?:house|street|road|lane|avenue|close|court)\b)).*"
)
