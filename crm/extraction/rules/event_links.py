"""How a sentence hangs on the events told before it: it goes on, repeats them or belongs to one."""

import re

from crm.extraction.rules.event_draft import Draft
from crm.extraction.rules.event_phrases import Phrase, phrases
from crm.extraction.rules.same import key
from crm.extraction.rules.setting import Piece
from crm.russian.morphology import parses

ANAPHOR = re.compile(r"^(?:данн\w+\s+|эт\w+\s+|международн\w+\s+)?(\w[\w-]*)", re.I)
ANAPHOR_NOUN = re.compile(
    r"^(?:\w+(?:ая|ый|ое|ий)\s+)?(выставка|фестиваль|форум|конференция|акция|конкурс|турнир|встреча|ярмарка|семинар|праздник|смена|чемпионат|матч)\b",
    re.I,
)
IN_IT = re.compile(r"(?:[^,.;«]{0,40}\s)?[Вв] (?:мероприятии|них|нем|нём|ней)\b")
# «Торжества состоялись …», «Церемония прошла …»: a word for any event, with nothing that makes it another one.
SAID_OF_IT = re.compile(
    r"(?:Сам[аои]? )?(?:[Тт]оржеств[ао]|[Пп]разднование|[Цц]еремония|[Мм]ероприятие|[Сс]обытие)(?=\s[а-яё]+(?:л[аои]?|лся|лась|лись|лось|ено|ена)\s|,\sкотор)"
    r"|(?:[А-ЯЁ][а-яё]+ по сч[её]ту, )?(?:[Оо]н|[Оо]на|[Оо]но) (?:дли|прош|проход|продолж|продли|состоя|собра|заверш|откры|работал|стартова|вызва|объедин)"
)
NEAR = 3


def continues(piece: Piece, drafts: list[Draft]) -> bool:
    """«Выставка прошла в …» after the sentence on the exhibition adds to it instead of starting another."""
    first = ANAPHOR.match(piece.text)
    near = [one for one in drafts[-NEAR:] if one.phrase and one.piece.block.section is piece.block.section]
    if not near or not first or any(p.edition or "«" in piece.text[p.start : p.end] for p in phrases(piece.text)[:1]):
        return False
    last = near[-1]
    if SAID_OF_IT.match(piece.text) and last.piece.block is piece.block:
        last.spans.append((piece.start, piece.end))
        return True
    if IN_IT.match(piece.text) and piece.block is last.piece.block:
        last.spans.append((piece.start, piece.end))
        return True
    names = {p.normal_form for p in parses((ANAPHOR_NOUN.match(piece.text) or first)[1].lower())}
    named = next((one for one in reversed(near) if one.phrase.lemma in names and says_no_more(piece, one)), None)
    if named is None or named is not last and named.piece.block is not piece.block and piece.start - named.end > 400:
        return False
    named.spans.append((piece.start, piece.end))
    return True


def says_no_more(piece: Piece, told: Draft) -> bool:
    """«Форум городов …» after another forum is another one: it has words the first has not."""
    opening = next((p for p in phrases(piece.text)[:1] if p.start < 25), None)
    if opening is None:
        return True
    known = key(told.values["title"])
    more = re.sub(r"^[\w-]+", "", piece.text[opening.noun : opening.end])
    return not key(more) - known and len(key(piece.text[opening.start : opening.noun]) - known) < 2


def repeats(piece: Piece, phrase: Phrase, last: Draft | None) -> bool:
    """«приняли участие в фестивале» right after the festival's own name."""
    text = piece.text[phrase.start : phrase.end]
    short = not phrase.edition and "«" not in text and len(text.split()) <= (2 if phrase.proper else 4)
    if not (short and last and last.phrase and last.phrase.lemma == phrase.lemma and last.phrase.proper):
        return False
    if key(complement(piece.text[phrase.noun : phrase.end])) - key(last.values["title"]):
        return False
    if last.piece.block.section is not piece.block.section or piece.start - last.end > 400:
        return False
    last.spans.append((piece.start, piece.end))
    return True


def complement(text: str) -> str:
    """«фестиваль пряника»: the genitive right after the noun tells it from other festivals."""
    word = re.match(r"[\w-]+\s+([\w-]+)", text)
    readings = parses(word[1].lower())[:1] if word else ()
    return word[1] if any(p.tag.POS == "NOUN" and p.tag.case == "gent" for p in readings) else ""


# «Участники: капелла из Сухума …», «На суд жюри работы прислали …», «По видеосвязи выступили …»
TELLS_WHO = re.compile(
    r"\W*(?:(?:иностранны|зарубежны|специальны|почётны)[а-яё]+ )?(?:участник|участниц|гост[ьи]|докладчик|выступающ|команд|география|приехал|прибыл|прилетел|съехал|собрал(?:ись|о|и)\b|среди (?:них|участник|гост))"
    r"|(?:[^.;:]{0,40}\s)?(?:приехали|прибыли)\s(?:делегаци|гост|команд|участник|представител)|[^.;:]{0,40}\b(?:выходил[аи]?|боролись|состязал\w+|выступал[аи]?)\s\d+"
    r"|(?:[^.;]{0,60}[\s,])?(?:в нём|в ней|в них)\s(?:[а-яё]+\s){0,2}(?:участвовал|соревновал|выступ|работал|приняли участие|представ|состяза)"
    r"|жюри\b|[^.;:]{0,60}\b(?:(?:представлено|поступило|рассмотрено|прислано)\s\d+|прислал[аи]?|присоединил(?:ись|ась|ся)|подключил(?:ись|ась|ся)|по видеосвязи|съехались|поступил[аио]?)\b",
    re.I,
)


# «Командировка … За три дня, с 14 по 16 февраля, …»
TELLS_WHEN = re.compile(r"(?:Поездка|Визит|Командировка)\s(?:про)?длил|За (?:два|три|четыре|пять|шесть|семь|\d+) дн")


def dates(piece: Piece, last: Draft) -> bool:
    return bool(TELLS_WHEN.match(piece.text)) and piece.block is last.piece.block and last.piece is not piece


def says_again(piece: Piece, last: Draft) -> bool:
    """«… сроки передвинули, и форум прошёл с 13 по 15 сентября» after the forum's own name."""
    named = last.phrase and (last.phrase.proper or last.values["kind"].startswith("delegation")) and piece.block is last.piece.block
    return bool(named) and any(one.lemma == last.phrase.lemma and len(piece.text[one.start : one.end].split()) == 1 for one in phrases(piece.text))


def lengthen(piece: Piece, last: Draft) -> None:
    """What an item goes on to say belongs to its event, and so does what tells who took part."""
    block, told = piece.block, last.piece.block
    goes_on = block is told or tells_who(last) and piece.start - last.spans[-1][1] < NEXT_LINE
    is_item = block is told and block.kind in ("item", "intro_of_list") or block.intro is told and tells_who(last)
    if is_item or goes_on and TELLS_WHO.match(piece.text) or says_again(piece, last):
        last.spans.append((piece.start, piece.end))


def are_its_guests(piece: Piece, action, last: Draft) -> bool:
    """«Приехали делегации Улан-Батора и Дархана» right after the forum they came to."""
    named = last.phrase and last.phrase.proper and not last.values["kind"].startswith("delegation") and last.piece is not piece
    return bool(named) and action.kind == "delegation_in" and piece.block is last.piece.block and bool(CAME.match(piece.text))


CAME = re.compile(r"(?:Приехали|Прибыли|Съехались|Прилетели|Собрались)\s(?:делегаци|команд|представител|гост|участник|артист|коллектив)")
NEXT_LINE = 6  # letters of a break and a bullet


def tells_who(draft: Draft) -> bool:
    """«Приехали делегации городов:» before a list of them."""
    text = draft.piece.report.clean.text
    return any(TELLS_WHO.match(text[slice(*span)]) for span in draft.spans[1:])


def is_covered(piece: Piece, action, drafts: list[Draft]) -> bool:
    """A phrase of the same clause names the event already."""
    for one in drafts:
        start = one.start - piece.start
        if action.kind == "delegation_in" and one.phrase and TO_WHICH.search(piece.text[max(0, one.end - piece.start) : action.start]):
            return True  # «праздник, на который приехали студенты»
        inside = action.start <= start < action.end
        if one.phrase and action.kind.startswith("delegation") and re.fullmatch(r"\sна\s", piece.text[action.end : start]):
            return True
        led = one.phrase and one.phrase.proper and TO_IT.search(piece.text[:start])
        if led and action.kind == "delegation_out" and not re.search(r"[,;:]", piece.text[start : max(start, action.start)]):
            return True
        if (
            one.phrase
            and one.phrase.proper
            and action.start <= start < action.end + 60
            and action.kind.startswith("delegation")
            and not re.search(r"[,;]", piece.text[action.start : start])
        ):
            return True
        near = action.start <= start < action.end + 60 and not re.search(r"[,;]", piece.text[action.end : start])
        if near and action.kind == "meeting" and one.phrase and one.phrase.proper and TO_IT_AT.search(piece.text[:start]):
            return True
        touring = one.phrase and one.phrase.lemma in ("гастроли", "гастроль")
        if touring and action.kind == "delegation_out" and abs(start - action.start) < 60:
            return True  # «съездил с гастролями в Улан-Батор»
        if inside and action.kind in ("other", "action", "publication"):
            return True
        apart = {"signing": 80, "meeting": 45}.get(action.kind)
        if one.values["kind"] == action.kind and (apart is None or abs(start - action.start) < apart):
            return True
    return False


TO_WHICH = re.compile(r",\s(?:на|в|во|для участия в) котор[а-яё]+\s[^;.]{0,40}$")
TO_IT_AT = re.compile(r"\sна\s+$")  # «встретились на викторине «Две победы»»
# «На XIX Форум выезжала делегация»: the forum is the event.
TO_IT = re.compile(r"(?:^|[,;]\s)(?:на|в|во|для участия в)\s+$", re.I)


def is_headline(draft: Draft) -> bool:
    return draft.piece.report.kind == "news" and not re.search(r"[.!?»:;]$", draft.piece.text.strip())


def told_below(headline: Draft, drafts: list[Draft]) -> bool:
    """A headline tells what the text below tells again."""
    return any(one.values["kind"] == headline.values["kind"] and not is_headline(one) for one in drafts)
