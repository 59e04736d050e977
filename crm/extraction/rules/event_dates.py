"""The date of an event: said in its clause or sentence, told by another event, or taken from what stands above."""

import re
from dataclasses import replace

from crm.extraction.rules.dates import When, dates_in
from crm.extraction.rules.event_draft import Draft, clause_of, lead_of
from crm.extraction.rules.event_told import is_shifted, shifted, told_by_another
from crm.extraction.rules.printed import base_year, item_start, printed_on
from crm.extraction.rules.setting import Piece, inherited, mood_of, own_dates


def date_of(draft: Draft, earlier: list[Draft]):
    """The date of its own clause, else of its sentence, of what is said next, of the event around it, of the heading."""
    piece, best = draft.piece, reported_day(draft)
    clause = clause_of(draft)
    others = [clause_of(one) for one in draft.siblings if one.start < draft.start] if mood_of(piece) == "tasks" else []
    is_apart = ";" in piece.report.clean.text[max(piece.start, clause[1] - 3) : clause[1]]
    after = [] if any(one.start >= clause[1] for one in draft.siblings) else [(clause[1], piece.end)]
    for start, end in [clause, lead_of(draft), *draft.spans[1:], (piece.start, clause[0]), *after]:
        whens = [w for w in own_dates(piece, start, end) if is_near(piece, w)] if end > start else []
        if (start, end) in after and is_shifted(piece.report.clean.text[slice(*clause)]):
            continue  # «назавтра гости выступили на круглом столе …, а 27 апреля побывали в …»
        if (start, end) in after:
            whens = [w for w in whens if w.year == base_year(piece.report, piece.start) and (not is_apart or is_of_whole(piece, w))]
        if piece.block.kind == "row" and draft.values["kind"] != "signing":
            whens = [w for w in whens if not is_told_of_another(piece, w)]
        whens = [w for w in whens if not draft.phrase or not (draft.start <= w.start < draft.end and w.rank == 3)]
        whens = (
            [w for w in whens if not any(a <= w.start < b for a, b in others)]
            if start == piece.start != clause[0]
            else whens
        )
        picked = pick(piece, whens, draft) if whens else None
        if picked and (best is None or picked.rank < best.rank == 3):
            best = picked
        if best and is_moved(piece, best):
            return best
    best = until(piece, shifted(draft, best)) if best else None
    if best is None or best.rank == 3 and best.source != "explicit":
        told = told_by_another(draft, earlier)
        if told:
            return told
    return best or day_of_item(draft) or inherited(piece)


def is_of_whole(piece: Piece, when) -> bool:
    """In brackets, or set off at the very end: «…; рассмотрены поставки, 5 мая.»"""
    text = piece.report.clean.text
    at_end = text[: when.start].endswith(", ") and not text[when.end : piece.end].strip(" .")
    return text[when.start - 1] == "(" or at_end


LOST = re.compile(r"не состоял|не провод|отмен[её]н|отложен", re.I)
DONE = re.compile(r"исполнен|выполнен|подписан|заключ[её]н|провед[её]н|состоял|прош[её]л|прошл", re.I)
FROM = re.compile(r"перен[её]?с\w*\s+с\s+$|подписан\w*\s+$", re.I)


def reported_day(draft: Draft):
    """Of a row the day its result tells of is more exact than the term set for it."""
    piece = draft.piece
    for cell in piece.block.cells:
        if cell.role == "result" and DONE.search(piece.report.clean.text, cell.start, cell.end):
            if LOST.search(piece.report.clean.text, cell.start, cell.end):
                return None
            days = [when for when in own_dates(piece, cell.start, cell.end) if when.rank == 0 and (draft.values["kind"] == "signing" or not is_told_of_another(piece, when))]
            return days[-1] if days else None
    return None


def is_told_of_another(piece: Piece, when) -> bool:
    """«перенесён с 24 сентября», «16 марта подписан План»."""
    text = piece.report.clean.text
    return bool(FROM.search(text[max(piece.start, when.start - 24) : when.start])) or bool(
        re.match(r"\s+(?:подписан|заключ[её]н|продл)", text[when.end :])
    )


def is_near(piece: Piece, when) -> bool:
    """A year long past dates something else in the sentence."""
    base = base_year(piece.report, piece.start)
    return not base or when.year >= base - 1 or when.source == "relative"


def is_long_past(piece: Piece) -> bool:
    """«В 2019 году город посетила делегация …» recalls what the report is not about."""
    told = own_dates(piece)
    return bool(told) and told[0].start - piece.start < OPENING and not any(is_near(piece, when) for when in told)


OPENING = 25  # letters


MOVED_TO = re.compile(
    r"(?:перен[еоё]с\w*|отлож\w+|откладыва\w+|сдвину\w+)(?![а-яё])[^.;]{0,100}(?<![а-яё])(?:на|до)\s+(?:конец\s|начало\s|середину\s)?$",
    re.I,
)
AIMED_AT = re.compile(
    r"(?:перенес[её]нн\w*\s+с\s+$)|(?:намеч|намеча|назнач|запланир|планирова|ожида|ждал|жд[её]т|анонсир)\w*\s+(?:было\s+|сперва\s+)?(?:на|в|с)\s+$",
    re.I,
)
FINITE = re.compile(
    r"\b(?:состоится|состоятся|состоял\w+|прош[её]л|прошл[аио]|пройд[её]т|пройдут|откро[ею]тся|провед[её]н\w*)\b"
)


NOT_THEN = re.compile(r"(?:^|\s)не\s+(?:во?|с|на)\s+$", re.I)  # «не в ноябре, а 1–2 декабря»
ON = re.compile(
    r"\s(?:об?|по|к)\s(?:[а-яё]+\s){0,2}(?:проведени|подготовк|организаци|участи|открыти|подписани|визит)[а-яё]+\s[^.;,]*$"
    r"|,\sкотор(?:ый|ая|ые)\s(?:предложи|пригласи|анонсирова|призва)л[аи]?(?![а-яё])[^.;]*$"  # «с торгпредом, который предложил весной …»
)


def is_of_topic(text: str, when, draft: Draft) -> bool:
    """«переговоры о проведении в 2025 году Дней Ферганы»: the date is of what they talk about."""
    talks = draft.values["kind"] in ("meeting", "online_meeting")
    return talks and text[when.start - 1] != "(" and bool(ON.search(text[draft.start : when.start]))


def belongs_before(text: str, when, draft: Draft) -> bool:
    """«форума (октябрь) и второй ассамблеи»: a date in brackets is of what stands before them."""
    return (
        when.end <= draft.start
        and re.search(r"\([^()]*$", text[max(0, when.start - 30) : when.start]) is not None
        and re.match(
            r"[^()]*\)(?:\s*[,;]\s(?!где|в ходе|на котор|в котор|в рамках)|\s+и\s)", text[when.end : draft.start]
        )
        is not None
    )


def day_of_item(draft: Draft):
    """A news item tells of the day it names first."""
    report = draft.piece.report
    if report.kind != "news" or draft.values["kind"] not in ("meeting", "signing", "delegation_in"):
        return None
    if draft.values["kind"] == "delegation_in":
        printed = printed_on(report, draft.start)
        return When(draft.start, draft.start, printed.isoformat()[:7], 1, "relative") if printed else None
    text = report.clean.text
    named = [
        w
        for w in dates_in(text, item_start(report, draft.start), draft.end, year=base_year(report, draft.start), report=report)
        if w.source == "relative" and w.rank == 0
    ]
    return named[0] if named else None


def is_moved(piece: Piece, when) -> bool:
    """«Планировавшийся на сентябрь визит отложен на 2025 год»: the day it was moved to, however vague."""
    return bool(MOVED_TO.search(piece.report.clean.text[max(piece.start, when.start - 90) : when.start]))


def pick(piece: Piece, whens: list, draft: Draft):
    place = draft.start
    text = piece.report.clean.text
    moved = [w for w in whens if MOVED_TO.search(text[max(0, w.start - 90) : w.start]) or is_moved_ahead(text, w)]
    if moved:
        after = [
            w
            for w in whens
            if w.start >= moved[-1].end
            and re.match(r"[^.]{0,30}(?:состоял|прош|провед|стартов|исполн)", text[moved[-1].end : w.start])
        ]
        return (after or moved)[-1]
    kept = [w for w in whens if not AIMED_AT.search(text[max(0, w.start - 60) : w.start])]
    whens = kept if [w for w in kept if w.rank < 3] and FINITE.search(text, draft.start, piece.end) else whens
    whens = [w for w in whens if not belongs_before(text, w, draft) and not is_of_topic(text, w, draft)]
    whens = [w for w in whens if not NOT_THEN.search(text[max(0, w.start - 12) : w.start])]
    if not whens:
        return None
    beside = [
        w
        for w in whens
        if w.start >= draft.end and re.fullmatch(r"[^,;«]{0,40}\(|\s*[^,;«\w]{0,3}", text[draft.end : w.start])
    ]
    beside += [w for w in whens if w.rank == 0 and w.start >= draft.end and re.fullmatch(r"\s?\([^()]{0,70}", text[draft.end : w.start])]
    if draft.values["kind"] == "signing":
        beside += [w for w in whens if w.start >= draft.end and re.fullmatch(r"[^;()]{0,160}\(", text[draft.end : w.start])]
    if beside:
        return beside[0]
    said = [w for w in whens if re.match(r"\W{0,3}котор[^.;]{0,60}$", text[draft.end : w.start])]
    if said:
        return said[0]
    meant = [w for w in whens if re.match(r"\W{0,3}(?:намеч|заплан|назнач)[а-яё]*\s+(?:на|в)\s+$", text[draft.end : w.start])]
    if meant and not FINITE.search(text, meant[0].end, piece.end):
        return meant[0]
    fine = [w for w in whens if w.rank < 3] or whens
    return min(fine, key=lambda w: (abs(w.start - place) > 220, abs(w.start - place) + 60 * w.rank))


def is_moved_ahead(text: str, when) -> bool:
    """«На весну перенесена встреча»"""
    return bool(re.search(r"(?:^|\s)на\s+$", text[max(0, when.start - 5) : when.start], re.I)) and bool(re.match(r"\s+(?:перен[её]с|отлож|сдвину)", text[when.end :]))


def until(piece: Piece, when):
    """«открылись 16 августа …, продолжались до 18 августа»"""
    if when is None or when.rank or "/" in when.edtf:
        return when
    text = piece.report.clean.text
    ends = (w for w in dates_in(text, when.end, piece.end, year=when.year, report=piece.report) if w.rank == 0 and UNTIL.search(text[max(0, w.start - 40) : w.start]))
    last = next(ends, None)
    return replace(when, edtf=f"{when.edtf}/{last.edtf}") if last and "/" not in last.edtf and last.edtf > when.edtf else when


UNTIL = re.compile(r"(?:продолжал|продлил|работал|проходил|длил)[а-яё]+\s(?:до|по)\s+$", re.I)


def this_year(piece: Piece, when, status: str):
    """In a November news item a planned March is next year's."""
    printed = printed_on(piece.report, piece.start)
    if not (
        when
        and printed
        and status == "planned"
        and when.source != "explicit"
        and len(when.edtf) > 4
        and when.year == printed.year
    ):
        return when
    if when.edtf[5:7] >= f"{printed.month:02}" or int(when.edtf[5:7]) > 12:
        return when
    return replace(when, edtf=when.edtf.replace(str(printed.year), str(printed.year + 1)))
