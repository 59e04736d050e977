"""An event while it is being put together, the clause it stands in and its date."""

import datetime
import re
from dataclasses import dataclass, field, replace

from crm.extraction.rules.dates import When, base_year, dates_in, printed_on
from crm.extraction.rules.event_phrases import Phrase
from crm.extraction.rules.language import masked, nouns
from crm.extraction.rules.setting import Piece, inherited, mood_of, own_dates


@dataclass
class Draft:
    piece: Piece
    start: int
    end: int
    phrase: Phrase | None
    values: dict
    spans: list
    when: object = None
    siblings: list = field(default_factory=list)
    places: tuple[list[str], list[str]] = ((), ())


BORDER = re.compile(
    r";(?!\s*(?:он[аои]?|котор\w+|но|однако|е[её]|его)\s)|,\s+(?=(?:проведение|участие|организация|подписание)\s)|\sи\s(?=(?:подписание|проведение|участие|открытие)\s)|,\s+(?=\d+ \w+ \w+)|,\s+(?:а также|где|а|в ходе котор\w+|причем|прич[её]м)\s|:\s(?!(?:отмен|перен|не\s|отлож|состоял|прош))"
)


def clause_of(draft: Draft) -> tuple[int, int]:
    """The clause the event stands in: other clauses name other events' dates and partners."""
    piece = draft.piece
    mask = masked(piece.text)
    if piece.block.kind == "row":
        return piece.start, piece.end
    borders = [0, *(m.end() for m in BORDER.finditer(mask)), *between(draft, mask), len(mask)]
    place = draft.start - piece.start
    start = max(b for b in borders if b <= place)
    end = min([b for b in borders if b > place] or [len(mask)])
    return piece.start + start, piece.start + max(end, draft.end - piece.start)


NEXT_ONE = (
    re.compile(r"[,;]\s(?!он[аио]?\s|котор|где|\w+вш)[^,;]{0,120}$"),
    re.compile(r"\sи\s(?:\w+\s){0,3}$"),
    re.compile(r"\s[–—]\s(?:\w+\s){0,3}$"),
)


# «в феврале, на Дни экономики»: the month belongs to what follows it.
ENDS_IN_MONTH = re.compile(
    r"\b(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*$", re.I
)


def goes_on(mask: str, before: int, found) -> bool:
    return bool(re.match(r",\s(?:на|к)\s", found[0]) and ENDS_IN_MONTH.search(mask[before : found.start()]))


def between(draft: Draft, mask: str) -> list[int]:
    """Where in an enumeration of events the one ends and the next begins."""
    ends = [one.end - draft.piece.start for one in draft.siblings]
    borders = []
    for one in draft.siblings:
        start = one.start - draft.piece.start
        before = max([end for end in ends if end <= start], default=None)
        if before is not None and one.phrase:
            found = next((m for pattern in NEXT_ONE if (m := pattern.search(mask, before, start))), None)
            borders += [found.start() + 1] if found and not goes_on(mask, before, found) else []
    return borders


OF_THE_FIRST = re.compile(r"(?:перенес|запланир|намеч|отлож|отмен)\w*нн\w+\s*$", re.I)


def lead_of(draft: Draft) -> tuple[int, int]:
    """What stands before the first event of an enumeration holds for all of them."""
    piece = draft.piece
    mask = masked(piece.text)
    own = draft.start - piece.start
    start = max((m.end() for m in BORDER.finditer(mask) if m.end() <= own), default=0)
    first = min((one.start - piece.start for one in draft.siblings if one.start - piece.start >= start), default=own)
    said = OF_THE_FIRST.sub("", mask[start:first])
    return piece.start + start, piece.start + start + len(said)


SAME_DAY = re.compile(r"\b(?:тогда же|в тот же день|того же дня|там же)|//", re.I)
SAME_MONTH = re.compile(
    r"\b(?:недел[еи]\w* (?:позже|позднее|спустя)|через (?:неделю|несколько дней|пару дней|\w+ дн\w+)|спустя (?:неделю|несколько дней)|днями (?:позже|ранее|раньше)|"
    r"в (?:те же|эти же|эти|те) дни|тогда же|(?:в )?то(?:м|го) же месяц\w|чуть (?:позже|раньше)|вскоре)\b",
    re.I,
)
WITHIN = re.compile(
    r"\b(?:В рамках|На полях|По итогам|В ходе|В (?:первый|второй|третий|последний)(?: же)? день|В составе|Для них|Для гостей|Во время|Там же|гости)\b",
    re.I,
)


def date_of(draft: Draft, earlier: list[Draft]):
    """The date of its own clause, else of its sentence, of what is said next, of the event around it, of the heading."""
    piece, best = draft.piece, reported_day(draft)
    clause = clause_of(draft)
    others = [clause_of(one) for one in draft.siblings if one.start < draft.start] if mood_of(piece) == "tasks" else []
    for start, end in [clause, lead_of(draft), *draft.spans[1:], (piece.start, clause[0])]:
        whens = [w for w in own_dates(piece, start, end) if is_near(piece, w)] if end > start else []
        whens = [w for w in whens if not draft.phrase or not (draft.start <= w.start < draft.end and w.rank == 3)]
        whens = (
            [w for w in whens if not any(a <= w.start < b for a, b in others)]
            if start == piece.start != clause[0]
            else whens
        )
        picked = pick(piece, whens, draft) if whens else None
        if picked and (best is None or picked.rank < best.rank == 3):
            best = picked
    around = [one for one in earlier if one.piece.block is piece.block] if piece.block.kind != "row" else earlier[-1:]
    around = [one for one in around if one.when and one.when.rank < 2]
    if best is None or best.rank == 3 and best.source != "explicit":
        told = referred(piece, earlier)
        if told and told.when:
            return replace(told.when, source="relative")
        if SAME_DAY.search(piece.text) and earlier and earlier[-1].when:
            return replace(earlier[-1].when, source="relative")
        if SAME_MONTH.search(piece.text) and earlier and earlier[-1].when and earlier[-1].when.rank < 2:
            return replace(earlier[-1].when, edtf=earlier[-1].when.edtf[:7], rank=1, source="relative")
        if (
            around
            and (piece.block.kind == "item" and not is_own(around[0]) or WITHIN.search(piece.text))
        ):
            return day_within(piece, replace(around[0].when, source="relative"))
    return best or day_of_item(draft) or inherited(piece)


REFERRED = re.compile(
    r"\b(?:во время|в рамках|на полях|в ходе|по итогам|после)\s+(?:эт\w+\s+|данн\w+\s+)?([а-яё-]+)(?=\s[А-ЯЁа-яё«]|,|$)",
    re.I,
)
NEAR = 6


def referred(piece: Piece, earlier: list[Draft]):
    """«Во время ярмарки …» after the fair was told of."""
    for match in REFERRED.finditer(masked(piece.text)):
        names = nouns(match[1])
        for one in reversed(earlier[-NEAR:]):
            if (
                one.phrase
                and one.phrase.lemma in names
                and one.piece.block.section is piece.block.section
                and one.piece is not piece
            ):
                return one
    return None


LOST = re.compile(r"не состоял|не провод|отмен[её]н|отложен", re.I)
DONE = re.compile(r"исполнен|выполнен|провед[её]н|состоял|прош[её]л|прошл|подписан", re.I)


def reported_day(draft: Draft):
    """Of a row the day its result tells of is more exact than the term set for it."""
    piece = draft.piece
    for cell in piece.block.cells:
        if cell.role == "result" and DONE.search(piece.report.clean.text, cell.start, cell.end):
            if LOST.search(piece.report.clean.text, cell.start, cell.end):
                return None
            days = [when for when in own_dates(piece, cell.start, cell.end) if when.rank == 0]
            return days[-1] if days else None
    return None


def is_own(draft: Draft) -> bool:
    """A date in brackets right after an event is nobody else's."""
    return draft.when.start >= draft.end and "(" in draft.piece.report.clean.text[draft.end : draft.when.start][:3]


DAYS = {"первый": 0, "второй": 1, "третий": 2, "последний": -1}


def day_within(piece: Piece, when):
    """«В первый день» of several."""
    named = re.search(rf"\b(?:В|в|во|Во) ({'|'.join(DAYS)})(?: же)? день", piece.text)
    first, _, last = when.edtf.partition("/")
    if not named or len(last) != 10:
        return when
    shift = DAYS[named[1]]
    day = last if shift < 0 else (datetime.date.fromisoformat(first) + datetime.timedelta(days=shift)).isoformat()
    return replace(when, edtf=day)


def is_near(piece: Piece, when) -> bool:
    """A year long past dates something else in the sentence."""
    base = base_year(piece.report)
    return not base or when.year >= base - 1 or when.source == "relative"


MOVED_TO = re.compile(
    r"(?:перен[еоё]с\w*|отлож\w+|откладыва\w+|сдвину\w+)(?![а-яё])[^.;]{0,60}(?<![а-яё])(?:на|до)\s+(?:конец\s|начало\s|середину\s)?$",
    re.I,
)
AIMED_AT = re.compile(
    r"(?:перенес[её]нн\w*\s+с\s+$)|(?:намеч|намеча|назнач|запланир|планирова|ожида|анонсир)\w*\s+(?:было\s+|сперва\s+)?(?:на|в|с)\s+$",
    re.I,
)
FINITE = re.compile(
    r"\b(?:состоится|состоятся|состоял\w+|прош[её]л|прошл[аио]|пройд[её]т|пройдут|откро[ею]тся|провед[её]н\w*)\b"
)


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
        printed = printed_on(report)
        return When(draft.start, draft.start, printed.isoformat()[:7], 1, "relative") if printed else None
    text = report.clean.text
    named = [
        w
        for w in dates_in(text, 0, draft.end, year=base_year(report), report=report)
        if w.source == "relative" and w.rank == 0
    ]
    return named[0] if named else None


def pick(piece: Piece, whens: list, draft: Draft):
    place = draft.start
    text = piece.report.clean.text
    moved = [w for w in whens if MOVED_TO.search(text[max(0, w.start - 90) : w.start])]
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
    whens = [w for w in whens if not belongs_before(text, w, draft)] or whens[:0]
    if not whens:
        return None
    beside = [
        w
        for w in whens
        if w.start >= draft.end and re.fullmatch(r"[^,;«]{0,40}\(|\s*[^,;«\w]{0,3}", text[draft.end : w.start])
    ]
    if beside:
        return beside[0]
    said = [w for w in whens if re.match(r"\W{0,3}котор[^.;]{0,60}$", text[draft.end : w.start])]
    if said:
        return said[0]
    fine = [w for w in whens if w.rank < 3] or whens
    return min(fine, key=lambda w: (abs(w.start - place) > 220, abs(w.start - place) + 60 * w.rank))


def this_year(report, when, status: str):
    """In a November news item a planned March is next year's."""
    printed = printed_on(report)
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
