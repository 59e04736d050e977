"""The text of a document with the evidence of its drafts marked, escaped and built from offsets."""

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe

MARKED = 2  # of a draft's passages beyond its own only so many are marked faintly; headings serve many drafts


def spans_of(draft, length):
    for start, end in draft.evidence:
        if 0 <= start < end <= length:
            yield start, end


def marked_text(text, drafts, current=None):
    """Pieces of the text; where passages overlap the current draft's wins, then the shortest."""
    spans = [(start, end, draft) for draft in drafts for start, end in list(spans_of(draft, len(text)))[:MARKED]]
    if current:
        spans += [(start, end, current) for start, end in spans_of(current, len(text))]
    borders = sorted({0, len(text), *(at for start, end, _draft in spans for at in (start, end))})
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
    return mark_safe(escape(text).replace("\r", "&#13;"))


def piece(text, draft, is_current, is_anchor):
    text = exact(text)
    if draft is None:
        return text
    if is_current:
        anchor = mark_safe(' id="evidence" tabindex="-1"') if is_anchor else ""
        return format_html('<mark class="evidence evidence-current"{}>{}</mark>', anchor, text)
    address = reverse("intake:draft-review", args=[draft.pk])
    return format_html(
        '<a class="evidence-link" href="{}"><mark class="evidence evidence-{}">{}</mark></a>',
        address,
        draft.state,
        text,
    )
