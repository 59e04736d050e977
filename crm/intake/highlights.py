"""The text of a document with the evidence of its drafts marked, escaped and built from offsets."""

import re

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

BREAK = re.compile(r"(?<!\s)\s*\n\s*")
GOES_ON = re.compile(r"[a-zа-яё(](?!\))")
BEGINS = re.compile(r"[-–—•*]|\d{1,2}[.)]\s|\w\)\s")  # an item of a list
ENDS = ".:;!?"
BULLETS = re.compile(r"[\ue000-\uf8ff]")  # private signs of symbol fonts, empty boxes on a screen
MOST_SHOWN = 60_000  # letters; a browser and a reader lose their way in more
LONGEST_LINE = 2_000
MARKED = 2  # of a draft's passages beyond its own only so many are marked faintly; headings serve many drafts


def part_of(text, at):
    """[start, end) of what is shown of a long text around a place; whole lines of a short one."""
    if len(text) <= MOST_SHOWN:
        return 0, len(text)
    start = min(max(0, at - MOST_SHOWN // 2), len(text) - MOST_SHOWN)
    end = start + MOST_SHOWN
    line = text.find("\n", start, start + LONGEST_LINE) + 1
    return line if start and line else start, text.rfind("\n", end - LONGEST_LINE, end) + 1 or end


def is_within(draft, part):
    return any(start < part[1] and part[0] < end for start, end in draft.evidence)


def spans_of(draft, text, part):
    for start, end in draft.evidence:
        if 0 <= start < end <= len(text) and start < part[1] and part[0] < end:
            yield max(start, part[0]), min(end, part[1])


def marked_text(text, drafts, current=None, part=None):
    """Pieces of the text; where passages overlap the current draft's wins, then the shortest."""
    part = part or (0, len(text))
    spans = [(start, end, draft) for draft in drafts for start, end in list(spans_of(draft, text, part))[:MARKED]]
    if current:
        spans += [(start, end, current) for start, end in spans_of(current, text, part)]
    borders = sorted({*part, *(at for start, end, _draft in spans for at in (start, end))})
    pieces = merged(
        (start, end, owner(spans, start, end, current)) for start, end in zip(borders, borders[1:], strict=False)
    )
    is_first = True
    found = []
    for start, end, draft in pieces:
        is_current = draft is not None and current is not None and draft.pk == current.pk
        found.append((piece(text[start:end], draft, is_current, is_current and is_first),))
        is_first = is_first and not is_current
    return format_html_join("", "{}", found) if found else mark_safe("")


def owner(spans, start, end, current):
    covering = [span for span in spans if span[0] <= start and end <= span[1]]
    if not covering:
        return None
    return min(covering, key=lambda span: (not (current and span[2].pk == current.pk), span[1] - span[0]))[2]


def merged(pieces):
    """Neighbouring pieces of one draft become one."""
    last = None
    for start, end, draft in pieces:
        if last and last[2] is draft:
            last = (last[0], end, draft)
            continue
        if last:
            yield last
        last = (start, end, draft)
    if last:
        yield last


def exact(text):
    """Escaped; a carriage return would otherwise be dropped by the browser, and offsets would slip."""
    return mark_safe(escape(BULLETS.sub("•", text)).replace("\r", "&#13;"))


def flowing(text, is_sentence=False):
    """Lines of print flow as one paragraph; every character stays, so that offsets do."""
    found, last = [], 0
    for gap in BREAK.finditer(text):
        before, after = text[max(0, gap.start() - 1) : gap.start()], text[gap.end() : gap.end() + 5]
        kept = gap.start() + kept_of(gap[0], before, after, is_sentence)
        if kept < gap.end():
            look = "wrap wrap-hyphen" if before == "-" else "wrap"
            found.append((exact(text[last:kept]), look, exact(text[kept : gap.end()])))
            last = gap.end()
    return format_html_join("", '{}<span class="{}">{}</span>', found) + exact(text[last:])


def kept_of(gap, before, after, is_sentence):
    """How much of a gap still breaks the line: nothing in mid-sentence, one blank line elsewhere."""
    ends = before in ENDS or not before or not after
    if not ends and GOES_ON.match(after) or is_sentence and not (ends and BEGINS.match(after)):
        return 0
    newlines = [at for at, sign in enumerate(gap) if sign == "\n"]
    return newlines[:2][-1] + 1


def piece(text, draft, is_current, is_anchor):
    text = flowing(text, is_sentence=draft is not None)
    if draft is None:
        return text
    if is_current:
        anchor = mark_safe(' id="evidence"') if is_anchor else ""
        return format_html('<mark class="evidence evidence-current"{}>{}</mark>', anchor, text)
    address = reverse("intake:draft-review", args=[draft.pk])
    return format_html(
        '<a class="evidence-link" href="{}"><mark class="evidence evidence-{}">{}</mark></a>',
        address,
        draft.state,
        text,
    )
