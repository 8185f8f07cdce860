"""What only a web site, a mailer or a scanner says: wordings of links, walls, widgets and feet that publishers share."""

from __future__ import annotations

import re
from typing import Final

CONTACT: Final = re.compile(
    r"@|www\.|\b0\d{2,4}[ -]?\d{3}|\b(?:contact|press office|media enquiries|telephone|tel)\b", re.I
)
LETTERHEAD: Final = re.compile(
    CONTACT.pattern + r"|^classification\s?:|^(?:(?:publication|document|letter|our|your|my) )?ref(?:erence)?\s?:", re.I
)
LINK: Final = re.compile(
    r"(?-i:Read|Find out|Download|View|Watch|Listen to|Click here)\s(?:the|our|more|full|about|how|why|what|here)\b[^.!?]{0,80}"
    r"|(?:related (?:article|stor(?:y|ies)|content|link|reading|news)s?|read (?:more|also|next)|related|recommended(?: reading)?|more (?:on this|like this)|see also|also read|don[’']t miss|in case you missed it|watch|listen)\s?:\s?.{3,140}",
    re.I,
)
OPENS_FOOT: Final = re.compile(
    r"(?:(?:leave|post|add|rate|save) .{0,40}|share(?: .{0,40})?|(?:print|email|bookmark|save)(?: .{0,30})?|tags?:.*|topics?:.*|cite this|©.*|.*copyright.*|all rights reserved.*|was this (?:page )?.*|(?:log|sign) (?:in|up).*|subscribe.*|register.*|follow (?:us|@).*|about(?: us)?|contact(?: us)?|comments?|reply"
    r"|latest(?: .{0,30})?|(?:related|recommended|most|trending|popular|you may|see also|other (?:news|stories)|elsewhere|around|further)\b.{0,60}|(?:site|website|powered|built|designed) (?:by|with) .*|last (?:updated|modified|reviewed).*|page (?:last|maintained) .*|freedom of information|crown copyright|"
    r"privacy.*|terms.*|cookies?.*|advert.*|attachments?|get (?:our|the) .*|back to (?:top|news)|file size.*|\[?scanned.*|webmaster.*|you are visitor.*|(?:tel|fax|telephone|switchboard)\b.*|.{0,80}(?:registered|company|charity) n.*|\S+@\S+|.{0,60}(?:your|in your) inbox.*)[\s.:…›»>]*",
    re.I,
)
COOKIES: Final = re.compile(r"\bcookies?\b", re.I)
CONSENT_CLOSES: Final = re.compile(
    r"(?:accept|reject|allow|manage|choose|change|customi[sz]e|save|ok|okay|got it|close|yes|no|settings|preferences|more (?:options|information)|agree|view|hide|continue|find out more)(?: (?:all|optional|additional|essential|necessary|our|your|this|message|policy|cookies?|settings|preferences|and close|choices|my choices|i))*",
    re.I,
)
