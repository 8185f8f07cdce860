"""What a site, a mailer or a scanner says around a text, in the wordings that publishers share.

Learnt from public pages of the trade press, LMC and NHS sites, councils and Parliament; each must match a whole line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_LONG: Final = 170  # characters, from which on a line is compared with few wordings


class Wording:
    """Alternatives in small letters, one of which must match a whole line.

    Told the line in small letters, the regular expression looks at the first letter of an alternative only, which
    takes half the time of re.I. Alternatives that may begin with anything are tried only where their sign stands,
    and on the long lines of running text those alone that may be as long. Those in which capitals matter are signed
    and short, and are told the line as it stands.
    """

    def __init__(
        self, *, short: tuple[str, ...], long: tuple[str, ...], signed: dict[str, str], cased: dict[str, str]
    ) -> None:
        self._any = _whole(*short, *long)
        self._long = _whole(*long)
        self._signed = tuple((sign, _whole(pattern)) for sign, pattern in signed.items())
        self._cased = tuple((sign, _whole(pattern)) for sign, pattern in cased.items())

        self._known = lru_cache(maxsize=4096)(self._is_worded)  # the short lines of a list come again and again

    def fullmatch(self, text: str) -> bool:
        """Whether a line is worded so."""
        return self._known(text) if len(text) < _LONG else self._is_worded(text)

    def _is_worded(self, text: str) -> bool:
        small = text.lower()
        if (self._any if len(small) < _LONG else self._long).fullmatch(small):
            return True
        for sign, pattern in self._signed:
            if sign in small and pattern.fullmatch(small):
                return True
        cased = self._cased if len(small) < _LONG else ()
        return any(sign in small and pattern.fullmatch(text) for sign, pattern in cased)


def _whole(*patterns: str) -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(patterns) + r")[\s.:…›»>]*")


_ATTACHED: Final = r"[^.!?]{1,100}\.(?:pdf|docx?|xlsx?|pptx?)(?:[\s,([]{1,3}[\d.,]+\s?[km]b[)\]]?)?"
# "Copyright 2014 Westmarch Press. All rights reserved": years, a name, and small print behind it. "Copyright 2014 was the year
# in which ..." is a sentence: its third word is no part of a name. A name in small letters has five words and no verb.
_NAMED: Final = r"(?:(?:by|the|and|of|for|on|to|in|&)(?!\w)|[^\W_a-z][\w&.,’'()/-]*+)"
_OWNER: Final = rf"{_NAMED}(?:\s(?:[|–-]\s)?{_NAMED}){{0,11}}"
_SMALL_OWNER: Final = r"(?!.*\b(?:was|were|is|are|has|have|had|will|would|may|might|can|could)\b)[^\W\d_][\w&’'-]*(?: [^\W\d_][\w&’'-]*){0,4}"
_PRINT: Final = r"\s?[|–-]?\s?(?i:all rights|registered|company|charity|no part|not (?:to be|for)|reproduc|published|licensed|used|(?:web)?site|design|privacy|terms)\b.{0,100}"
_YEARS: Final = r"(?:19|20)\d\d(?:\s?[–,/-]\s?(?:19|20)?\d\d)*[,.:]?"
_COPYRIGHT: Final = (
    rf"(?i:copyright|\(c\))(?:\s(?i:\(c\)))?\s{_YEARS}(?:\s(?:[|–-]\s)?(?:{_OWNER}|{_SMALL_OWNER}))?(?:{_PRINT})?"
)
_MENU: Final = r"(?:[^|›».!?\d]{1,25}[|›»]){2,}[^|›».!?\d]{1,25}"
# With the address that a mail program puts behind its advertisement in plain text.
_DEVICE: Final = r"(?:sent (?:from|via|using) (?:my .{2,40}|(?:the )?(?:new )?(?:outlook|yahoo|aol|gmail|mail for|mail on|proton ?mail|hotmail|samsung|blackberry|windows mail|iphone|ipad)\b.{0,40})|get (?:the )?outlook (?:for|app).{2,30})(?:\s?[<(\[]\s?https?:\S{3,120})?"
_SIZED: Final = r"[^.!?]{2,140}\b(?:pdf|ms ?word|word|excel|powerpoint|docx?|xlsx?|pptx?|csv|odt|rtf|zip|jpe?g)\b[)\],\s:|–-]{1,4}\(?[\d.,]+\s?[km]b[)\]]?|[^.!?]{2,140}[\s([]\(?[\d.,]+\s?[km]b(?:[)\],\s|–-]{1,4}(?:pdf|word|docx?|xlsx?|excel))?[)\]]?"
FURNITURE: Final = Wording(
    short=(
        r"(?:this (?:site|website|content) is )?(?:intended )?for (?:uk )?(?:health(?:care)? )?professionals(?: only)?", r"(?:at the heart of|serving|the voice of|news for) .{5,50} since (?:19|20)\d\d", r"(?:read|get|view|see) the latest (?:issue|edition|news).{0,30}",
        r"have you registered(?: with (?:us|this site))?(?: yet)?\??", r"register (?:now|today|here|for free).{0,90}", r"already (?:registered|a (?:member|subscriber))\??", r"(?:please )?(?:sign|log) ?in(?: or register)?(?: (?:here|below|now|to|with).{0,80})?",
        r"(?:create|open) (?:a|an|your) (?:free )?account.{0,40}", r"subscribe(?: (?:now|today|here|to).{0,80})?", r"not a (?:member|subscriber)\?.{0,60}", r"forgot(?:ten)? (?:your )?password\??", r"follow us(?: on.{0,40})?", r"share(?: this)?(?: (?:article|story|page|on.{0,30}))?",
        r"print(?: this)?(?: (?:article|page))?", r"email (?:this|to a friend).{0,40}", r"(?:accept|manage|reject)(?: all)? cookies", r"cookie (?:policy|settings)", r"privacy (?:policy|notice)", r"terms (?:and|&) conditions", r"skip to (?:main )?content",
        r"advertisement", r"sponsored(?: content)?", r"back to top", r"this (?:story|article|piece|post) (?:was )?(?:first |originally )?(?:appeared|published|ran)\b.{3,120}", r"(?:(?:\(c\)|copyright)\s)?©.{0,120}",
        r"all rights reserved.{0,60}", r"sign up (?:to|for) (?:our|the|free).{0,90}", r"you (?:have|'ve|’ve) .{0,30}free articles?.{0,60}", r"(?:unsuitable or )?offensive\?.{0,40}", r"report (?:this )?comment", r"reply(?: to .{1,40})?", r"[-–—\s]*\d{1,3}[-–—\s]*",
        r"printed from .{3,120}", r"(?:page )?last (?:changed|modified|reviewed).{0,40}", r"page last .{3,40}", r"(?:share|about) (?:page|sharing|on|via)(?: .{0,30})?", r"(?:twitter|facebook|linkedin|whatsapp|reddit|pinterest|tweet|email|copy link)",
        r"ads?", r"please (?:consider|think of) the (?:environment|trees)\b.{0,60}", r"(?:you can |to )?unsubscribe\b.{0,80}", r"(?:view|open|read) (?:this|it)(?: e?-?mail| message)? (?:in|on) your browser.{0,30}", r"trouble (?:reading|viewing) this.{0,80}",
        r"you (?:are receiving|receive|received) this (?:e?-?mail|message|newsletter).{0,100}", r"to (?:be (?:taken off|removed from)|leave) (?:this|our|the) (?:mailing )?list\b.{0,60}", r"to stop receiving .{0,60}", r"(?:publications? )?(?:gateway|approval) (?:ref(?:erence)?|number).{0,40}",
        r"official(?:\s?[–:-].{0,60})?", r"for immediate release", r"embargoed (?:until|to).{0,60}", r"(?:log|sign) ?in to (?:post|leave|add) (?:a )?comments?", r"(?:get|have) (?:the|our) .{3,60} (?:straight|direct|sent|delivered) to your (?:inbox|phone).{0,30}",
        r"agenda item:? .{1,20}", r"invalid e?-?mail", r"(?:about|contact)(?: us)?", r"(?:home|jobs|events|careers|sport|weather|archives?|site ?map|cookies|accessibility|help|newsletters?|your area|what[’']s on)", r"terms(?: of use| of service)?",
        r"(?:previous|next)(?: (?:page|article|debate|post|story))?", r"(?:log|sign) ?(?:out|up)", r"advertise with us.{0,30}", r"was this page (?:helpful|useful)\??.{0,30}", r"(?:powered|website|site|web design) by .{2,60}",
        r"download (?:as|this|the) .{2,60}", r"view as .{2,30}", r"(?:sponsor|presented by|prepared by|lead (?:director|officer|member)|executive lead|paper ref(?:erence)?|classification|status)\s?:.{2,100}", r"(?:issn|isbn|doi)\b[\s:].{3,60}",
        r"(?:invalid|enter your) e?-?mail.{0,30}", r"article continues (?:below|after).{0,30}", r"story continues.{0,30}", r"(?:estimated )?reading time.{0,30}", r"rate this.{0,40}", r"add to (?:favou?rites|collection|reading list|bookmarks).{0,20}",
        r"save (?:for later|this|article).{0,20}", r"bookmark(?: this| with).{0,60}", r"(?:bluesky|threads|mastodon|instagram|youtube|x \(twitter\))", r"buy a photo.{0,20}", r"cite this.{0,40}", r"(?:get|sign up for|receive) (?:our|the) .{2,50}(?:bulletin|newsletter|briefing|alert|e-?mail)s?.{0,40}",
        r"(?:enter )?your (?:work )?e-?mail(?: address)?", r"enter e-?mail.{0,30}", r"anything wrong (?:with this page|here)\??", r"is (?:there )?anything wrong.{0,40}", r"found what you .{3,30}", r"freedom of information", r"(?:©\s)?crown copyright(?:\s?(?:[.,;:|(–-]|(?:19|20)\d\d).{0,40})?",
        r"(?:give|send|leave) (?:us )?(?:your )?feedback.{0,40}", r"report (?:it|a problem|an error|this page).{0,30}", r"(?:next|previous) (?:section|column|item|contribution)", r"(?:index|home page|contents page)", r"(?:tel|telephone|fax|phone|switchboard|helpline)\.?\s?[:.]?\s?\(?\+?\d[\d ()-]{6,20}",
        r"(?:web)?(?:master|site) ?(?:by|:) ?.{2,60}", r"(?:built|made|designed|created|hosted) (?:with|by) .{2,40}", r"(?:page )?maintained by .{2,60}", r"you are visitor .{2,30}", r"(?:looks best|best viewed) .{2,60}", r"\[?scanned (?:by|copy|with|from|image).{0,60}",
        r"file (?:size|type|name)\s?:.{1,60}", r"you (?:get|got|are getting) this because.{0,100}", r"update (?:your )?(?:subscription )?preferences", r"just for (?:those|people) who .{3,60}", r"jump to (?:main )?(?:text|content)", r"click to share .{0,80}",
        r"like(?: this)?:?(?: loading.{0,5})?", r"loading.{0,5}", r"average rating.{0,40}", r"thank(?:s| you) for (?:signing up|subscribing|reading|registering).{0,80}", r"donate(?: (?:now|today|here))?", r"sign up (?:today|now|here|free|for free).{0,40}",
        r"th(?:is|e rest of this) (?:article|content|story|page|report) is (?:only )?(?:for|available to|exclusive to|free to|reserved for) (?:our )?(?:subscribers|members|registered).{0,80}", r"(?:subscribers?|members?)[- ]only.{0,60}", r"choose (?:your|a) (?:subscription|plan|package|membership).{0,40}",
        r"(?:corporate|group|individual|team|digital) (?:subscription|access|membership)s?", r"(?:e-?mail(?: address)?|password|user ?name|remember me|keep me (?:signed|logged) in)", r"forgot(?:ten)? (?:it|details).{0,20}", r"our mailing address is.{0,100}",
        r"want to change how you receive.{0,60}", r"add us to your address book", r"you can (?:update|change|manage) your (?:e-?mail )?preferences.{0,80}", _DEVICE, r"\d{1,2}:\d\d(?::\d\d)?(?:\s?/\s?\d{1,2}:\d\d(?::\d\d)?)?",
        r"(?:duration|running time|episode length)\s?:?.{1,30}", r"(?:listen|subscribe|follow|available|find us)(?: (?:to us|now|free))? (?:on|via|at|in) (?:apple|spotify|google|acast|itunes|youtube|soundcloud|amazon|all|your).{0,60}", r"(?:play|pause|download) (?:this )?(?:episode|audio|mp3|video)\b.{0,30}",
        r"(?:strict(?:ly)? )?(?:under )?embargo(?:ed)?\b.{0,80}", r"not for (?:publication|release|broadcast).{0,60}", r"for immediate (?:release|use).{0,40}", r"(?:sort|ordered|order) by\b.{0,40}", r"see all updates.{0,20}", r"applies to (?:england|wales|scotland|northern ireland).{0,40}",
        r"is this page (?:useful|helpful)\??", r"(?:yes|no),? this (?:page|article|answer) .{3,40}", r"all content is available under.{3,120}", r"open government licen[cs]e.{0,60}", r"(?:hide|close|dismiss) (?:this )?(?:message|banner|menu|cookie message).{0,20}",
        r"(?:services and information|government activity|departments|accessibility statement|return to top|top of page|print (?:this )?page|translate(?: this page)?|text size.{0,20}|a a a)", r"(?:filed under|categor(?:y|ies)|posted in|keywords|labels)\s?:.{1,120}",
        r"(?:previous|next) (?:post|article|story)\s?:.{3,140}", r"your e-?mail address will not be published.{0,60}", r"required fields are marked.{0,10}", r"save my name.{3,120}", r"notify me (?:of|by|when).{3,80}", r"this site uses akismet.{3,80}",
        r"(?:promoted|partner|sponsored|paid|featured) (?:content|jobs?|post|story)s?", r"(?:sponsored|promoted|paid for|supported|brought to you) by .{2,60}", r"(?:press|media|news) (?:office|desk|team|enquiries|contacts?|officer)\s?[:,–-].{3,100}",
        r"(?:have you got|got|do you have) a (?:story|news story|tip).{0,90}", r"more (?:information|details) (?:at|from|on)? ?(?:www\.|https?:).{3,80}", r"(?:enable|disable|turn on) (?:javascript|notifications|cookies).{0,60}", r"menu", r"search",
        r"view (?:full )?(?:profile|gallery|image).{0,20}", r"listen to this article.{0,30}",
        r"(?:first |last )?(?:published|updated)|from", r"get e-?mails? (?:alerts? )?about .{2,40}", r"(?:is|was) this (?:page|article|answer|information|content) (?:useful|helpful)\??.{0,30}", r"scroll (?:down|on) (?:for|to)\b.{0,40}", r"share(?: or|,| and| &) comment.{0,120}",
        r"(?:(?:find|follow|like|join|catch) us|we[’']re|you can find us|keep up with us)\b.{0,20}\bon (?:facebook|instagram|twitter|x|whatsapp|linkedin|youtube|bluesky|tiktok)\b.{0,120}", r"sav(?:e|ed)|story saved.{0,30}",
        r"you are here(?:\s?[:>»].{0,120})?", r"if (?:this|you|your)\b(?=.*\b(?:e-?mail|message|newsletter|bulletin|browser|images)\b).{0,60}\b(?:hard|difficult|trouble|can[’']?t|cannot|unable|problems?)\b.{0,40}\b(?:read|see|view|display)\w*\b.{0,90}", r"(?:you are|you[’']re) (?:on (?:this|our|the) (?:mailing |distribution )?list because|(?:getting|receiving|sent) (?:this|our))\b.{0,100}", r"leave (?:(?:this|our|the) mailing list|(?:this|the|our) list\s?:).{0,80}",
        r"you (?:have )?(?:subscribed|opted in) (?:to|for|at|via|on)\b.{0,100}", r"(?:change|update|manage|to (?:change|update|manage)) (?:your (?:e-?mail |mailing |communication )?(?:preferences|settings|subscription)|how you (?:receive|hear))\b.{0,80}", r"forward (?:this (?:e-?mail|message|bulletin|newsletter)|to a (?:friend|colleague)).{0,20}", r"(?:was this|been) (?:e-?mail )?forwarded (?:to you|this).{0,80}",
        r"(?:name|surname|first name|last name|full name|your name) ?(?:\*|\((?:required|optional)\))", r"(?:e-?mail(?: address)?|your (?:e-?mail(?: address)?|name|message|comments?|feedback|postcode|telephone|organisation|question)|postcode|telephone(?: number)?|phone(?: number)?|message|comments?|feedback|organisation|subject|practice|website) ?(?:\*|\((?:required|optional|will not be published)[^)]{0,20}\))", r"(?:choose|upload|browse|attach)(?: (?:a |your )?files?)?|no files? (?:chosen|selected)", r"i[’']?m not a robot.{0,20}", r"(?:select|choose|please select|please choose) (?:an option|one|from the list).{0,20}",
        r"submit(?: (?:your |a |my )?(?:comment|response|form|feedback|vote|query|question|enquiry|story)s?)?|reset|cancel|go|apply filters?|clear (?:form|all|filters?)", r"\d+ characters? (?:left|remaining|maximum)|max(?:imum)?(?: of)? \d+ (?:characters|words)", r"how (?:useful|helpful) (?:was|is|did)\b.{0,40}", r"did you find what you were looking for\??|what (?:went wrong|were you doing)\??", r"thank you for your feedback.{0,20}|your feedback (?:helps|will help)\b.{0,80}|help us (?:to )?improve (?:this|our|the) (?:site|website|web ?pages?|page).{0,20}",
        r"vote(?: now)?|cast your vote.{0,20}|total votes?.{0,20}|(?:see|view|show) (?:the )?results?|(?:poll|vote|voting|this poll|this vote) (?:is |has |is now |has now )?closed?\b.{0,30}|\d[\d,]* votes?(?: cast| so far)?|poll of the (?:day|week)", r"\d+ bloggers? likes? this.{0,5}|be the first to like this.{0,10}|like loading.{0,5}", r"link to this|report (?:this (?:request|page|post|abuse)|request|a problem|as inappropriate)(?: with this page)?|(?:follow|share|download) (?:this|a zip file of) (?:request|correspondence|thread).{0,30}",
        r"view (?:all )?\d+ (?:reactions?|repl(?:y|ies)|responses?|comments?)", r"\d+[- ]min(?:ute)?s?[- ]read", r"this (?:story|article|content|piece|news (?:story|item)) (?:was |is |has been )?(?:supplied|provided|produced|contributed|funded|shared|syndicated|republished|brought to you|made possible) (?:by|through|from|under|as part of|to us by)\b.{3,140}", r"(?:how to )?cite (?:as|this)\b.{0,60}",
        r"(?:publication|document|press release|release|pr|notice) (?:ref(?:erence)?|no\.?|number|id)\s?:.{1,40}", r"(?:accompanying|attached|background|related|supporting) (?:documents?|papers?|files?)\s?:?|(?:documents?|files?|downloads?|attachments?|enclosures?)(?: to download)?\s?:|download (?:documents?|files?)", r"(?:for|all) (?:press|media|newspaper) (?:enquiries|inquiries|queries|information)(?:,? (?:please )?(?:contact|call|ring|e-?mail))?(?: (?:only|to))?", r"(?:issued|released|distributed) by\b.{0,80}\b(?:press|media|communications|pr|newswire|on behalf of)\b.{0,60}",
        r"(?:(?:delete|amend|adapt|insert|copy and paste|edit|personalise|print)|please (?:delete|amend|adapt|insert|copy and paste|edit|personalise|print))\b.{0,60}\b(?:as (?:applicable|appropriate|necessary|needed|required)|headed (?:note)?paper|brackets|before (?:sending|use|you send)|your (?:own )?(?:letterhead|details|practice name))\b.{0,60}", r"(?:received|date received)(?: on| by)?\s?:?\s\d{1,2}(?:st|nd|rd|th)?[ /.-](?:[a-z]{3,9}|\d{1,2})[ /.-](?:19|20)\d\d", r"story supplied by .{3,60}|site supplied by .{3,40}",
        r"breaking(?: news)?|premium|live|free to read|in depth|in focus|gallery|exclusive", r"pin it|tweet this|customi[sz]e buttons|follow(?:ers?|ing)|\d+ follow(?:ers?|ing)|blog at wordpress.{0,30}|view all posts by .{2,40}|bookmark the permalink.{0,20}|(?:posted in|filed under) [^.]{3,60}|tagged(?: with)?:? [^.]{3,80}|this entry was posted\b.{3,160}", r"printable (?:version|page)|printer[- ]friendly.{0,20}|text only.{0,20}|send (?:this )?to a (?:friend|colleague)|tell a friend|spread the word|make this your home ?page|guest ?book|members[’'] (?:area|login)",
        r"things to do with this request|add an annotation.{0,80}|offer help with this request|view as html|\d+[km] download.{0,30}|this request has been closed\b.{0,140}|automatic anti-spam measures.{0,120}", r"\[(?:illegible|stamp|crest|logo|handwritten|image|scanned|page|redacted|photo)\b[^\]]{0,80}\]|virus[- ]free\b.{0,60}|begin forwarded message|-+\s?forwarded by .{3,80}",
        r"(?:media|press|news) (?:release|notice)\s(?:no\.?\s?|number\s|ref(?:erence)?\s?:?\s?)?[\w/-]*\d[\w/-]*|embargo\s?:.{2,60}|word ?count\s?:\s?\d+|photo(?:graph)? (?:opportunity|call)\s?:.{0,80}|(?:spokes(?:person|people|man|woman)|interviews?)(?: (?:is|are))? available\b.{0,80}|out[ -]of[ -]hours\s?:\s?[\d +()-]{8,24}", r"(?:tel|telephone|phone|mobile|mob|fax|switchboard)\s?[.:]?\s?[\d +()-]{8,24}|\(?0\d{2,4}\)?[ -]?\d{3}[ -]?\d{3,4}(?:\s?(?:ext|x)\.? ?\d+)?",
        r"this (?:e-?mail|message|bulletin|newsletter) (?:was|is|has been) (?:sent|distributed|produced|issued|e-?mailed)\b.{0,120}|(?:no longer|don[’']t) (?:want|wish) (?:to (?:get|receive)|these|this)\b.{0,80}|prefer fewer (?:e-?mails|messages)\b.{0,60}|(?:add|please add) .{3,40} to your (?:address book|safe senders|contacts)\b.{0,40}|our (?:postal|mailing) address\b.{0,100}", r"(?:printed|promoted|published)(?:,? (?:and|&|printed|published|promoted))* by .{3,40}\b(?:on behalf of|both of|all (?:at|of))\b.{3,100}|\d[\d,]* (?:people have signed|signatures?|supporters?)(?: so far| and counting)?|sign (?:the|our|this) petition.{0,30}",
        r"(?:local|the local) democracy reporting service\b.{0,20}\b(?:is|funded|supported)\b.{0,140}|notes? (?:for|on) (?:practices|use|completion|users)\b[^.]{0,60}\b(?:template|delete|sending)\b.{0,60}",
        r"\d+ view comments", r"comments? icon.{0,10}", r"(?:rate|like) (?:and|&) (?:review|subscribe).{0,20}", r"support (?:the|this|our) (?:show|podcast|blog).{0,60}", r"transcript|download|\d(?:\.\d)?x|aa",
    ),
    long=(
        r"(?:we|this site|our site) uses? cookies.{0,200}", r"the (?:information|contents?) (?:in|of|contained in) this (?:e-?mail|message)\b.{0,400}", r"(?:home|news)(?: [>›»/|] ?.{1,60})+", r"(?:recommend|like|agree)\s*\(?\d+\)?", r"page \d+(?: of \d+)?", r"[-=_*~·•\s]{3,}", r"-{3,}\s*(?:forwarded|original) message\s*-{3,}",
        r"(?:https?://|www\.)\S+", r"this (?:e-?mail|message)\b.{0,120}\b(?:confidential|intended|privileged|virus)\b.{0,300}", r"(?:version|draft)\s(?:no\.? ?)?v?\d[\d.]*", r"\d+ (?:reads?|views?|shares?|hits?)", r"(?:reads?|views?|shares?|hits?):? \d+",
        r"about the survey:.{3,300}", r"(?:charity|company) (?:number|no\.?)\s?:?\s?\d+.{0,60}", r"columns? \d+\w{0,2}", r"\d+ minutes? (?:read|to read)", r"follow @\w+.{0,40}", r"e-?mail:? \S+@\S+", r"letters (?:should|must|may) be .{5,200}",
        r"\d{1,2} \w{3,9} (?:19|20)\d\d\s?: ?column \d+\w*", r"(?:limited )?company (?:limited by guarantee |registration |reg\.? )?(?:number|no\.?)?\s?:?\s?\d{5,}.{0,60}", r"attachments?(?:\s?\(\d+\))?", r"(?:downloads?|hits)\s?:\s?\d+",
        r"\d+ \|\s?p ?a ?g ?e", r"[-–—\s]*(?:page\s)?\d{1,3}\s(?:of|/)\s\d{1,3}[-–—\s]*", r"(?:we|this site|this paper|our papers?) .{0,40}(?:complaints policy|editors[’'] code|ipso)\b.{0,120}", r"(?:\d+|no) (?:votes?|stars?|likes?|ratings?)(?: .{0,30})?",
        r"by (?:signing up|clicking|subscribing|registering|submitting|continuing)\b.{0,60}\b(?:you (?:agree|accept|confirm|consent)|our (?:terms|privacy))\b.{0,140}", r"(?:from )?£\d[\d.]* (?:a|per) (?:month|week|year).{0,60}", r"(?:start (?:your|a) )?(?:free )?(?:\d+[- ]day )?trial.{0,40}", r"(?:caution|warning|external)\s?:.{0,30}(?:e-?mail|message|sender)\b.{0,200}",
        r"[-–—(\s]*more(?: follows)?[-–—)\s]*", r"(?:view|show|see|read|hide) (?:all )?(?:the )?(?:\d+ )?comments.{0,20}", r"(?:for (?:media|press) enquiries|contact the (?:newsdesk|news desk|press office|editor|webmaster)|media contact)\b[^.]{0,80}(?:\b0\d{2,4}[ )-]?\s?\d{3}[\d ]{2,8}|\S+@\S+)[^.]{0,40}",
        r"tags?:.{0,200}", r"topics?:.{0,200}", r"\d+ min(?:ute)?s? read(?: .{0,60})?", r"(?:home|news|features|share|print|save|opinion|comment|views|health|politics|society|business|sport|uk|local news|blogs?|analysis)(?: [\w ]{0,20})?(?:\s*[|›»]\s*|\s{2,})[^.!?]{1,100}",
    ),
    signed={
        "kb": _SIZED,
        " mb": _SIZED,
        "issn": r".{0,60}\bissn\b.{0,40}",
        "# #": r"(?:#\s*){2,}",
        "←": r"← ?.{2,140}",
        "→": r".{2,140}? ?→",
        "disclaimer": r"(?:[\w&’' ]{2,30} )?disclaimer\s?[:–-].{3,400}",
        "@": r"(?:[\w’' ]{3,40}:\s?)?[\w.+-]+@[\w-]+\.[\w.]+",
        "›": _MENU,
        "»": _MENU,
        "inbox": r"(?:.{3,60} )?(?:in|to|into) your inbox\b.{0,40}",
        "press standards": r".{0,80}\bindependent press standards\b.{0,300}",
        "ipso": r".{0,80}\bipso\b.{0,300}",
        ".pdf": _ATTACHED,
        ".doc": _ATTACHED,
        ".xls": _ATTACHED,
        ".ppt": _ATTACHED,
        "|": _MENU + r"|[^|]{3,80}(?:\|[^|\d]{3,60})?\|\s*(?:page\s)?\d{1,3}",
        "....": r".{2,80}?\s?\.{4,}\s*\d{1,3}",
        "is not responsible for": r"(?:the )?[\w\s]{2,30} is not responsible for the content of .{3,60}",
        "registered ": r"(?:.{3,80}[,.]? (?:is )?)?registered (?:in england|charity|company|office)\b.{0,120}",
    },
    cased={"copyright": _COPYRIGHT, "(c) ": _COPYRIGHT},
)  # fmt: skip
