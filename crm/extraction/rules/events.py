"""Events: what a calendar would hold, found by the nouns that name them and by the verbs of visits and signings."""

import re
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from crm.extraction.finding import Finding
from crm.extraction.rules import event_actions
from crm.extraction.rules.days import G, M
from crm.extraction.rules.editions import edition_of, edition_told
from crm.extraction.rules.event_choice import PREPOSITION, chosen, giver
from crm.extraction.rules.event_dates import date_of, is_long_past, this_year
from crm.extraction.rules.event_draft import Draft, clause_of, lead_of
from crm.extraction.rules.event_facts import figures_of, format_of, is_hybrid, status_of
from crm.extraction.rules.event_forms import by_form, is_speech
from crm.extraction.rules.event_links import (
    are_its_guests,
    continues,
    dates,
    is_covered,
    is_headline,
    lengthen,
    repeats,
    told_below,
)
from crm.extraction.rules.event_partners import partners_of, without
from crm.extraction.rules.event_phrases import DATE_AHEAD, Phrase, phrases
from crm.extraction.rules.event_rows import goal_of, has_venue, is_of_guests, row_visits, venue_of
from crm.extraction.rules.event_spread import spread
from crm.extraction.rules.event_stays import next_edition
from crm.extraction.rules.language import WORD, masked, tidy, titled, whole
from crm.extraction.rules.printed import is_digest, item_start, printed_on
from crm.extraction.rules.same import merged
from crm.extraction.rules.setting import Piece, is_lost, mood_of, pieces
from crm.extraction.rules.visit_titles import declined
from crm.extraction.rules.where import home, place_of
from crm.russian import inflect
from crm.russian.morphology import parses


def find(report, found) -> list[Finding]:
    drafts: list[Draft] = []
    for piece in pieces(report):
        if is_long_past(piece) or continues(piece, drafts):
            continue
        last = drafts[-1] if drafts else None
        if last and dates(piece, last):
            last.spans.append((piece.start, piece.end))
        if is_speech(piece):
            continue
        new = [draft(piece, phrase, found) for phrase in chosen(piece) if not repeats(piece, phrase, last)]
        new += [
            acted(piece, action)
            for action in event_actions.actions(piece, found)
            if not is_covered(piece, action, new) and not (last and are_its_guests(piece, action, last))
        ]
        new += [acted(piece, visit) for visit in row_visits(piece, new, found)]
        if not new and (number := next_edition(piece, last)):
            new = [next_one(piece, last, *number)]
        new = new or [acted(piece, action) for action in by_form(piece)]
        if not new and drafts:
            lengthen(piece, drafts[-1])
        new = [part for one in new for part in spread(one)]
        for one in new:
            one.values.update(next_of_series(one, drafts))
        new.sort(key=lambda one: one.start)
        for one in new:
            one.siblings = new
        drafts += new
    drafts = [one for one in drafts if not is_headline(one) or not told_below(one, drafts)]
    dated: list[Draft] = []
    for one in drafts:
        told = of_item(dated, one)
        one.when = date_of(one, told)
        one.places = partners_of(one, found, told)
        dated.append(one)
    return merged([finding(one, found) for one in drafts], same_years=True)


def of_item(told: list[Draft], one: Draft) -> list[Draft]:
    """What another item of news tells says nothing of this one."""
    if not is_digest(one.piece.report):
        return told
    start = item_start(one.piece.report, one.start)
    return list(takewhile(lambda other: other.start >= start, reversed(told)))[::-1]


def draft(piece: Piece, phrase: Phrase, found) -> Draft:
    text = piece.text
    several = re.search(r"(?:были|прошли|состоялись|организованы|проведены|проводились)\s+$", text[: phrase.start], re.I)
    one = PREPOSITION.search(text[: phrase.start]) or WITHIN.search(text[: phrase.start])
    number = "plur" if several or phrase.lemma in ("гастроли", "гастроль") or re.match(r"Игр|Дн(?!я)", text[phrase.noun :]) else "sing" if one else None
    printed = AFTER_NUMBER.sub(r"\1 ", undated(text[phrase.start : phrase.end]))
    title = titled(printed, number=number)
    if number == "sing" and title.lower() == tidy(printed).lower():
        title = titled(printed)
    if (
        phrase.lemma == "юбилей"
        and " " not in title
        and (whose := re.match(r"(.{3,80}?)\s+отметил", text[: phrase.start]))
    ):
        title += " " + inflect(whose[1], "genitive")
    if who := giver(masked(text), phrase):
        noun, _, rest = title.partition(" ")
        title = tidy(f"{noun} {declined(piece, found, *who, 'genitive')} {rest}")
    if title.startswith("«") and title.endswith("»") and title.count("«") == 1:  # «на «Кубке Содружества»»
        title = f"«{titled(title[1:-1], number='sing')}»"
    values = {"title": untimed(title), "kind": kind_of(piece, phrase, text), "edition": None}
    if not phrase.edition and (number := BEHIND.match(text, phrase.end)) and (told := edition_of(number["word"] or number["sign"])):
        phrase = replace(phrase, edition=told)
    if not phrase.edition and (number := edition_told(text[phrase.end : next_phrase(piece, phrase)])):
        values.update(edition=number[0], edition_text=number[1], series=series(title, phrase))
    if phrase.edition and not (phrase.lemma in ONCE and phrase.edition[0] == 1 and is_in_words(phrase.edition[1])):  # «первая встреча мэров»
        values.update(edition=phrase.edition[0], edition_text=phrase.edition[1], series=series(title, phrase))
    return Draft(
        piece, piece.start + phrase.start, piece.start + phrase.end, phrase, values, [(piece.start, piece.end)]
    )


def next_phrase(piece: Piece, phrase: Phrase) -> int:
    """Where what is said of this event ends: at the next one, or the next clause."""
    text = piece.text
    stops = [one.start for one in phrases(text) if one.start >= phrase.end] + [m.start() for m in re.finditer(r";|\.\s", text) if m.start() >= phrase.end]
    return min(stops, default=len(text))


def is_in_words(number: str) -> bool:
    return number.isalpha() and not number.isupper()


SPORT = re.compile(r"матчев|товарищеск|футбол|хокке|баскетбол|волейбол|гандбол|шахмат|регби|команд[а-яё]* по\s", re.I)
ONCE = ("встреча", "визит", "поездка", "приезд", "выезд", "командировка", "переговоры")  # the first of these is no edition
AFTER_NUMBER = re.compile(r"^([IVXLХ]+|\d+-[йяею]|[\w-]+(?=\sпо))\s(?:\([^()]*\)|по\sсч[её]ту)\s")  # «XV (юбилейный) фестиваль»
# «форум «Сердце Евразии» (XI, 23 ноября)», «ярмарка, уже шестая, откроется …»
BEHIND = re.compile(
    r"(?:\s?\(|,\s)(?P<sign>[IVXLХ]{1,6}|\d{1,3}-[йяе])(?:\s\w+)?(?:[,)]|\s\()"
    r"|,\s(?:уже|теперь)\s(?P<word>[а-яё]+(?:ый|ой|ий|ая|ое|ья|ье))(?=[,)])"
)
WITHIN = re.compile(r"(?:в рамках|в ходе|во время|по итогам|на полях)\s+$", re.I)


def next_one(piece: Piece, told: Draft, number: int, title: str) -> Draft:
    values = {**told.values, "title": title, "edition": number, "edition_text": str(number)}
    return Draft(piece, piece.start, piece.start + 1, None, values, [(piece.start, piece.end)])


def next_of_series(one: Draft, drafts: list[Draft]) -> dict:
    """«Четвёртый форум решено провести в Маньчжурии» after the third one, which has a name."""
    number = one.values["edition"]
    if not number or not one.phrase or len(one.values["title"].split()) > len((one.values.get("edition_text") or "").split()) + 1:
        return {}
    told = next((other for other in reversed(drafts[-NEAR:]) if other.phrase and other.phrase.lemma == one.phrase.lemma and other.values["edition"]), None)
    text = told and told.values.get("edition_text")
    if not text or told.values["edition"] != number - 1 or text not in told.values["title"]:
        return {}
    return {"title": titled(told.values["title"].replace(text, one.values["edition_text"], 1)), "series": told.values.get("series")}


NEAR = 6


def undated(text: str) -> str:
    """«Подписание в июне соглашения»: the day or month is no part of the name."""
    date = DATE_AHEAD.search(masked(text))
    rest = re.sub(r"^\S*", "", text[date.end() :]) if date else ""
    return text[: date.start()] + rest if rest.strip() or date and " " in text[: date.start()].strip() else text


def series(title: str, phrase: Phrase) -> str:
    rest = title.split(maxsplit=1)[-1]
    return rest[:1].upper() + rest[1:]


def kind_of(piece: Piece, phrase: Phrase, text: str) -> str:
    whole = text[phrase.start : phrase.end]
    if phrase.kind in ("meeting", "online_meeting") and format_of(text, "", False) == "online":
        return "online_meeting"
    if phrase.kind == "delegation_out" and phrase.lemma == "визит" and len(whole.split()) == 1:
        whole = text[phrase.start :][:120]
    if phrase.lemma in ("визит", "поездка", "выезд", "бизнес-миссия"):
        return event_actions.direction(piece.report, whole)
    if phrase.lemma == "встреча" and SPORT.search(whole):
        return "competition"
    if phrase.lemma == "тур" and re.match(r"(?:рекламн|ознакомит|информац)", whole, re.I):
        return "tourism"
    if "аявк" in text[: phrase.start][-60:] and phrase.kind == "contest":
        return "publication"
    return "exchange" if "Лагерь" in whole or "лагерь" in whole else phrase.kind


AT_END = re.compile(rf"(?:\s(?:с\s|по\s|к\s|до\s)?\d{{1,2}}(?:\s*[–—-]\s*\d{{1,2}}|\sпо\s\d{{1,2}})?\s{G}|\sво?\s{M}|\s(?:весной|летом|осенью|зимой))(?:\s20\d\d(?:\sг(?:ода|\.))?)?$", re.I)


OF_DAY = re.compile(r"(?:посвящ|приуроч)[а-яё]+$|\s(?:ко?|на|в|честь|памяти)$", re.I)  # «Мероприятия, посвящённые 9 Мая»


def untimed(title: str) -> str:
    """«Возложение цветов в Витебске 9 мая»: the day is no part of what was done."""
    title = re.sub(r"\s\([^()]*\d[^()]*\)$", "", title)
    short = AT_END.sub("", title) if "«" not in title[-12:] else title
    return whole(title if OF_DAY.search(short) else short)


def acted(piece: Piece, action) -> Draft:
    kind = "online_meeting" if action.kind == "meeting" and format_of(piece.text, "", False) == "online" else action.kind
    values = {"title": untimed(action.title), "kind": kind, "edition": None}
    own = action.own and (piece.start + action.own[0], piece.start + action.own[1])
    span = piece.start, piece.end
    return Draft(piece, piece.start + action.start, piece.start + action.end, None, values, [span], own=own)


def finding(draft: Draft, found) -> Finding:
    piece, values = draft.piece, dict(draft.values)
    report, clean = piece.report, piece.report.clean
    text = " ".join(clean.text[a:b] for a, b in draft.spans)
    clause = clause_of(draft)
    when = draft.when
    values["date"], values["date_source"] = (when.edtf, when.source) if when else (None, "none")
    values["status"] = state(draft, clause, text)
    if values["status"] == "held" and is_ahead(piece, when):
        values["status"] = "planned"
    when = this_year(piece, when, values["status"])
    values["date"] = when.edtf if when else None
    visit = bool(re.search(r"визит|делегаци\w+ .{0,80}(?:посетил|находил)|с визитом", piece.block.text, re.I))
    context = piece.block.intro.text if piece.block.intro else ""
    lead = lead_of(draft)
    is_journey = values["kind"].startswith("delegation")
    own = format_of(without_siblings(draft, clause) if is_journey else clean.text[slice(*clause)], values["kind"], visit)
    if own in ("unknown", "in_person") and not is_journey:
        own = format_of(clean.text[min(lead[0], clause[0]) : clause[1]], values["kind"], visit)
    own = format_of(alone(draft, text), values["kind"], visit) if own == "unknown" else own
    own = "hybrid" if own == "in_person" and is_hybrid(alone(draft, text)) else own
    values["format"] = format_of(context, values["kind"], visit) if own == "unknown" else own
    if values["kind"] == "online_meeting" and values["format"] in ("unknown", "in_person"):
        values["format"] = "online"
    if values["format"] == "in_person" and values["status"] not in ("held", "under_way"):
        values["format"] = "unknown"  # nobody was anywhere yet
    values["figures"] = figures_of(text)
    journey = goal_of(piece, found) or venue_of(piece, found)
    stretches = (clean.text[slice(*clause)], clean.text[slice(*lead)], values["title"])
    values["place"] = journey or next((place for one in stretches if (place := place_of(report, found, one, home(report)))), None)
    values["countries"], values["cities"] = draft.places
    if (values["kind"] == "delegation_in" or is_of_guests(piece) and not values["place"]) and values["status"] in ("held", "under_way"):
        values["place"] = home(report) or None
    if (
        values["format"] == "unknown"
        and values["status"] == "held"
        and (values["place"] or has_venue(piece) or PRESENT.search(clean.text, *clause) and not is_of_epidemic(clean.text))
        and is_attended(values["kind"], text)
    ):
        values["format"] = "in_person"
    spans = tuple(
        clean.source(a, b) for a, b in ([(draft.spans[0][0], draft.spans[-1][1])] if joined(draft) else draft.spans)
    )
    return Finding("events", values, spans, "event by its noun" if draft.phrase else "event by its verb", 0.8)


def without_siblings(draft: Draft, clause: tuple[int, int]) -> str:
    """The clause without the names of other events: «телемост» says nothing of the visit beside it."""
    others = [(one.start, one.end) for one in draft.siblings if one is not draft and one.phrase and one.start >= clause[0]]
    return " ".join(draft.piece.report.clean.text[a:b] for a, b in without(clause, others))


def alone(draft: Draft, text: str) -> str:
    """The sentences without what they say of other events."""
    piece = draft.piece
    others = [clause_of(one) for one in draft.siblings if one is not draft]
    if not others:
        return text
    clean = piece.report.clean.text
    return " ".join([clean[a:b] for a, b in without((piece.start, piece.end), others)] + [clean[a:b] for a, b in draft.spans[1:]])


# Guests that are told to be there.
PRESENT = re.compile(
    r"делегаци\w+[^.;]{0,90}(?:приняла участие|участвовала|выступила|побывала)|(?:с участием|при участии|участвовал\w*|участие|приехал\w*|прибыл\w*|гост(?:и|ями|ем)\b|встреч\w+)[^.;]{0,60}"
    r"\b(?:делегаци|гост[еия]|ветеран|артист|коллектив|спортсмен|команд|музыкант|школьник|студент|специалист|посол|посла|послом|консул|атташе|мэр|аким|хоким)",
    re.I,
)
EPIDEMIC = re.compile(r"пандеми|коронавирус|covid|эпидеми|эпидситуаци", re.I)  # then guests were on screens as often as not
@lru_cache(maxsize=4)
def is_of_epidemic(text: str) -> bool:
    return bool(EPIDEMIC.search(text))


SENT = re.compile(r"рисунк|\bработ(?:[аыуе]|ам|ами|ах)?(?![а-яё])|направлен|заочн|онлайн|дистанц|\bВКС|видео", re.I)


def is_attended(kind: str, text: str) -> bool:
    """Bodies were at the place a text names, unless works were sent or screens joined."""
    return kind not in ("publication", "contest") and not SENT.search(text)


def is_ahead(piece: Piece, when) -> bool:
    """What is still to come was not held: after the day of a news item, after the year of a report."""
    printed = printed_on(piece.report, piece.start)
    if when and printed and len(when.edtf) >= 10:
        return when.edtf[:10] > printed.isoformat()
    year = printed.year if printed else piece.report.year
    return bool(when and year) and when.year > year and not tells(piece.text)


def tells(text: str) -> bool:
    """A verb in the past, or «проведён»; what was agreed, asked or said is no deed yet."""
    tags = (parses(word[0].lower())[0].tag for word in WORD.finditer(text) if not SPOKEN.match(word[0]))
    return any(tag.POS == "PRTS" or tag.POS == "VERB" and tag.tense == "past" for tag in tags)


SPOKEN = re.compile(r"(?:договор|услов|обсуд|обсужд|приг?лас|предлож|сообщ|отмет|подчерк|рассказ|заяв|реш|соглас|поруч|планир|заплан|намеч|намет|выра[зж]|добав|поясн|напомн|пообещ|достигнут|передал|был)", re.I)


NEITHER = re.compile(r"\bни\s[^;.]{0,160}?,\sни\s[^;.]{0,160}?\bне\s", re.I)  # «ни обмен, ни гастроли не состоялись»
LISTED_AS = re.compile(r"\W*(Отмен[её]н|Не состоя|Перенес[её]н|Сорва|Отложен)[а-яё]*[^:.;]{0,40}:\s", re.I)
LISTED = {"cancelled": "отмен", "failed": ("не состоя", "сорва"), "postponed": ("перенес", "отлож")}
AGAIN = re.compile(r"перен|отлож|отмен|сдвину|состоял(?!ос)|прошл|прош[её]л", re.I)
# «До конца года предстоит: провести Дни Гродно; …»
COMING = re.compile(r"\b(?:предстоит|планиру[её]тся|намечен[оы]|запланирован[оы]|планы|пройдут|состоятся|ожида[ею]тся|предполагается)[^.;:]{0,60}:\s", re.I)


def state(draft: Draft, clause: tuple[int, int], text: str) -> str:
    piece, clean = draft.piece, draft.piece.report.clean
    if mood_of(piece) != "tasks" and re.search(
        r"(?i)(?:обсудил|обсужд[её]н|обсужда|предложени|инициатив|переговор|договор(?:[ие]|[её]нн)|консультаци|бесед)\w*[^.;]*(?:\bоб?\s(?:проведени|подготовк|организаци)\w+|предстоящ\w+)|обсу(?:дил|жда)\w*[^.;]*проведени\w+", clean.text[piece.start : draft.start]
    ):
        return "planned"
    if is_lost(piece) and not AGAIN.search(text):
        return "failed"
    if COMING.search(text[: draft.start - piece.start]):
        return "planned"
    if NEITHER.search(piece.text):
        return status_of(piece.text, draft.start - piece.start, mood_of(piece), draft.values["kind"])
    if listed := LISTED_AS.match(text[: draft.start - piece.start]):
        return next(status for status, name in LISTED.items() if listed[1].lower().startswith(name))
    lead = lead_of(draft)
    before = clean.text[lead[0] : min(lead[1], clause[0])]
    own = before + clean.text[clause[0] : clause[1]] + text[len(piece.text) :]
    return status_of(own, len(before) + draft.start - clause[0], mood_of(piece), draft.values["kind"])


def joined(draft: Draft) -> bool:
    return len(draft.spans) > 1 and draft.spans[-1][1] - draft.spans[0][0] < 900
