"""Days told by what was told before: «тогда же», «днём ранее», «в день закрытия», «Гости осмотрели …»."""

import datetime
import re
from dataclasses import replace

from crm.extraction.rules.event_draft import Draft, of_block
from crm.extraction.rules.language import masked, nouns, rows
from crm.extraction.rules.setting import Piece, own_dates

SAME_DAY = re.compile(r"\b(?:тогда же|на (?:тот|этот) же день|на (?:ту|эту) же дату|в тот же день|того же дня|там же|тем же (?:утром|вечером|дн[её]м))|//", re.I)
SAME_HERE = re.compile(r"(?:В полдень|Утром|Днём|Вечером|В \d{1,2}[:.]\d\d)\b(?! \d)")  # of the day told before in the paragraph
SAME_MONTH = re.compile(
    r"\b(?:недел[еи]\w* (?:позже|позднее|спустя)|через (?:неделю|несколько дней|пару дней|\w+ дн\w+)|спустя (?:неделю|несколько дней)|днями (?:позже|ранее|раньше)|"
    r"в (?:те же|эти же|эти|те) дни|тогда же|(?:в )?то(?:м|го) же месяц\w|чуть (?:позже|раньше)|вскоре)\b",
    re.I,
)
WITHIN = re.compile(
    r"\b(?:В (?:их|его|её|ее) программ\w+|В программу|В программ\w+ (?:визита|поездки|фестиваля|дней|праздника|также|–)|В рамках|На полях|В кулуарах|По итогам|По окончании|По завершении|В ходе|В (?:первый|второй|третий|последний)(?: же)? день|^В составе|Для них|Для гостей|Во время|Там же|гости)\b",
    re.I,
)
SHIFTS = (
    (7, re.compile(r"\b(?:неделей (?:позже|позднее)|через неделю|неделю спустя|спустя неделю)\b", re.I)),
    (1, re.compile(r"\b(?:на следующий день|назавтра|наутро|дн[её]м позже|день спустя|через день)\b", re.I)),
    (
        -1,
        re.compile(
            r"\b(?:дн[её]м (?:ранее|раньше)|за день до (?:этого|того|него|не[её])|"
            r"накануне(?=,|\s(?:во?|на|у|с|там|здесь|[а-яё]+л(?:ись|ась|ось|ся|а|о|и)?)\b))",
            re.I,
        ),
    ),
)
# Who is spoken of on: «Гости осмотрели …», «Посол прочитал лекцию …» after their visit was told.
GOES_ON = re.compile(
    r"(?:Во?\s[А-ЯЁ][\w-]+,?\s(?=он[аи]?\s|гост[ьи]\s|делегация\s|стороны\s))?(?:(?:Высок|Почётн|Зарубежн|Иностранн)\w+ )?(?:Гост[ьи]|Он[аи]?|Стороны|Участни\w+|Е[её] участни\w+|Программа|Визит|Поездка|Церемония)\b(?! делегаци)",
    re.I,
)
# «Проведены встречи …», «Подписан протокол …» right after a visit: what was done on it.
DONE_THERE = re.compile(r"(?:Провед[её]н|Подписан|Посещен|Обсужд[её]н|Заключ[её]н|Достигнут)[а-яё]*\s")
OF_PEOPLE = ("delegation_in", "delegation_out", "meeting", "signing")
REFERRED = re.compile(
    r"\b(?:во время|в рамках|на полях|в ходе|по итогам|после|(?-i:На)(?=\s(?:форуме|ярмарке|фестивале|конференции|выставке|съезде)))\s+(?:эт\w+\s+|данн\w+\s+)?([а-яё-]+)(?=\s[А-ЯЁа-яё«]|,|$)",
    re.I,
)
NEAR = 6
DAYS = {"первый": 0, "второй": 1, "третий": 2, "последний": -1, "заключительный": -1, "финальный": -1}
OF_DAY = {"первого": 0, "второго": 1, "третьего": 2, "последнего": -1}
BOUNDS = {"открытия": 0, "закрытия": -1}
DAY_WITHIN = re.compile(
    rf"\b(?:(?:вечер|утр|дн|конц|начал)[а-яё]+ (?P<of>первого|второго|третьего|последнего) дня|(?:во?|на) (?:(?P<which>{'|'.join(DAYS)})(?:(?: же)? день|\s[–—]\s|(?=\s(?:был|состоял|прош|подпис)))|день (?P<bound>{'|'.join(BOUNDS)})))",
    re.I,
)


def told_by_another(draft: Draft, earlier: list[Draft]):
    """The day the words of a sentence without one of its own count from, as When; None where nothing points to one."""
    piece = draft.piece
    around = of_block(earlier, piece.block) if piece.block.kind != "row" else earlier[-1:]
    around = [one for one in around if one.when and one.when.rank < 2]
    referred_to = referred(piece, earlier)
    if referred_to and referred_to.when:
        return replace(referred_to.when, source="relative")
    beside = earlier[-1].when if earlier and earlier[-1].piece is piece else None
    last = day_before(piece, earlier)
    same = beside or last
    if SAME_DAY.search(piece.text) and same and same.rank < 2:
        return replace(same, source="relative")
    if SAME_HERE.match(piece.text) and around and around[-1].when.rank == 0:
        return replace(around[-1].when, source="relative")
    shift = next((days for days, words in SHIFTS if words.search(piece.text)), 0)
    here = [when for when in own_dates(piece, piece.start, draft.start) if when.rank == 0] if draft.start > piece.start else []
    if shift and (base := (here or [last])[-1]) and base.rank == 0:
        return moved(base, shift)
    if SAME_MONTH.search(piece.text) and earlier and earlier[-1].when and earlier[-1].when.rank < 2:
        return replace(earlier[-1].when, edtf=earlier[-1].when.edtf[:7], rank=1, source="relative")
    if (told := goes_on_from(piece, around)) or (told := lasting(draft, earlier)):
        return within(draft, told.when)
    if around and (piece.block.kind == "item" and not is_own(around[0]) or WITHIN.search(piece.text)):
        return within(draft, around[0].when)
    return None


def is_shifted(text: str) -> bool:
    return any(words.search(text) for _, words in SHIFTS)


def shifted(draft: Draft, when):
    """«День города (14 сентября) …, днём ранее – круглый стол»: the word between counts from the day before it."""
    between = draft.piece.report.clean.text[when.end : draft.start]
    shift = next((days for days, words in SHIFTS if words.search(between)), 0) if when.rank == 0 else 0
    return moved(when, shift) if shift else when


def moved(when, shift: int):
    first, _, last = when.edtf.partition("/")
    day = datetime.date.fromisoformat(last or first) if shift > 0 else datetime.date.fromisoformat(first)
    return replace(when, edtf=(day + datetime.timedelta(days=shift)).isoformat(), source="relative")


def goes_on_from(piece: Piece, around: list[Draft]) -> Draft | None:
    """The event before whose people this sentence tells more of."""
    before = [one for one in around if one.piece is not piece]
    people = [one for one in before if one.values["kind"] in OF_PEOPLE]
    if before and before[-1].values["kind"].startswith("delegation") and DONE_THERE.match(piece.text):
        return before[-1]
    return next((one for one in [*people[-1:], *before[-1:]] if goes_on_with(piece, one)), None)


def goes_on_with(piece: Piece, told: Draft) -> bool:
    """They are named by a bare noun the other sentence holds."""
    if GOES_ON.match(piece.text):
        return True
    subject = re.match(r"(?:[А-ЯЁ][а-яё]+(?:ий|ый|ая|ие|ые)\s)?([А-ЯЁа-яё][а-яё-]+)\s+(?=[а-яё])", piece.text)
    if not subject:
        return False
    names = nouns(subject[1])
    return any(nouns(word) & names for word in re.findall(r"[А-Яа-яё-]{4,}", told.piece.text)) and bool(
        names & {row[0] for row in rows("visitors.txt")}
    )


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


def lasting(draft: Draft, earlier: list[Draft]) -> Draft | None:
    """The event of several days that «в день закрытия» speaks of."""
    if not DAY_WITHIN.search(draft.piece.text):
        return None
    near = [one for one in earlier[-NEAR:] if one.piece.block.section is draft.piece.block.section]
    return next((one for one in reversed(near) if one.when and len(one.when.edtf) == 21), None)


def is_own(draft: Draft) -> bool:
    """A date in brackets right after an event is nobody else's."""
    return draft.when.start >= draft.end and "(" in draft.piece.report.clean.text[draft.end : draft.when.start][:3]


def day_before(piece: Piece, earlier: list[Draft]):
    """The day the paragraph named last, else that of the event told last."""
    block = piece.block
    named = own_dates(piece, block.start, piece.start) if piece.start > block.start else []
    named = [when for when in named if when.rank == 0]
    told = next(
        (one.when for one in reversed(earlier) if one.piece is not piece), earlier[-1].when if earlier else None
    )
    return named[-1] if named else told


def within(draft: Draft, when):
    said = draft.piece.text[: draft.end - draft.piece.start]
    return replace(when, edtf=day_within(said, when.edtf), source="relative")


def day_within(said: str, edtf: str) -> str:
    """«В первый день … , во второй – …» of several."""
    named = list(DAY_WITHIN.finditer(said))
    first, _, last = edtf.partition("/")
    if not named or len(last) != 10:
        return edtf
    shifts = (table.get((named[-1][name] or "").lower()) for name, table in (("which", DAYS), ("of", OF_DAY), ("bound", BOUNDS)))
    shift = next((shift for shift in shifts if shift is not None), 0)
    return last if shift < 0 else (datetime.date.fromisoformat(first) + datetime.timedelta(days=shift)).isoformat()
