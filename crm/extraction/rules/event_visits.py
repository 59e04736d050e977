"""Visits told by a verb: who went where, who came."""

import re
from dataclasses import dataclass
from functools import cache

from crm.extraction.rules.event_phrases import left, right
from crm.extraction.rules.event_spread import dated_series
from crm.extraction.rules.lands import countries_in
from crm.extraction.rules.language import WORD, is_noun, masked, nouns, rows, tidy
from crm.extraction.rules.reach import findings
from crm.extraction.rules.setting import own_dates
from crm.extraction.rules.visit_titles import declined, ours, to, whither
from crm.extraction.rules.where import CITY_KINDS, adjectives, home, pattern, towns_of_adjectives
from crm.russian import inflect, nominative
from crm.russian.morphology import parses

REACHED = re.compile(r"\b(?:посетил[аи]?|посещал[аи]?|посетит|посетят|осмотрел[аи]?|(?:о|по)?знакомил(?:ся|ась|ись)(?=\s+с\s))\b", re.I)
WENT = re.compile(
    r"\b(?:побывал[аи]?|побыва[ею]т|гостит|гостят|заезжал[аи]?|заехал[аи]?|заглянул[аи]?|наведал(?:ся|ась|ись)|пожаловал[аи]?|прилета[лю][аит]?|находил(?:ась|ся|ись)|находится|вы?езжал[аи]?|выехал[аи]?|съездил[аи]?|ездил[аи]?|прибыл[аи]?|прибудет|"
    r"приехал[аи]?|приезжал[аи]?|приедут|приедет|прибудут|отправятся|верну(?:лся|лась|лись)|поед[еу]т|поехал[аи]?|едут|летят|прилетел[аи]?|(?:прибыть|приехать|выехать)(?=\s+не\s+смог)|(?:долж[а-яё]+ был[аио]?|собирал(?:ся|ась|ись)|планировал[аи]?|готовил(?:ся|ась|ись))\s+(?:прибыть|приехать|выехать|вылететь)|не\s+смогл?[аи]?\s+(?:прибыть|приехать|выехать)|вылетел[аи]?|вылетал[аи]?|отправил(?:ась|ся|ись)|отправля(?:ется|ются|лся|лась|лись)|отправится|гостил[аи]?|направлена|работал[аи]?)\b",
    re.I,
)
AWAITED = re.compile(r"\b(?:жд[её]м|ожидаем|ждал[аи]?|ожидал[аи]?)\s+(?=[а-яё])", re.I)
SENT = re.compile(r"\b(?:направить|командировать|отправить|направил[аи]?|прислал[аи]?|командировал[аи]?|отправил[аи]?)\b(?=[^.;]{0,60}(?:делегаци|групп|специалист|команд))", re.I)
GUESTS = re.compile(r"\bгост(?:ем|ями)\s+(?:города|[А-ЯЁ][\w-]+)\s+(?:стал[аи]?|станут|был[аи]?)\b", re.I)
RELATIVE = re.compile(r",\sкотор(?:ую|ый|ая|ые|ого|ых)\s[^,;.:]{3,50},(?=\s(?:не\s)?[а-яё]+л(?:[аои]|ась|ись|ся)?\s)")  # «делегация, которую ждали, не приехала»
CLAUSE = re.compile(r";|,\s+(?:а также|где|а|но|которы\w+|котор\w+|причем|прич[её]м|в ходе|в рамках)\s|:\s|\s[–—]\s")
TO = re.compile(
    r"(?<![а-яё])(?:во?|на)\s+(?:(?:гг?\.|город\S*|столиц\S*|соседн\S+|[а-яё]+-[а-яё]+|[а-яё]+(?:ий|ый|ой|ом|ую|ая))\s*){0,3}$",
    re.I,
)
WORKED = re.compile(r"работал[аи]?", re.I)  # «в Хорезме работала бизнес-делегация»
BACK = re.compile(r"верну", re.I)  # «вернулись из Актобе»
COME = re.compile(r"прибы|приех|приезж|приед|прилет|пожалов|гост|заех|заезж|загляну|наведал", re.I)  # here, where no other place is named
FROM = re.compile(TO.pattern.replace("(?:во?|на)", "из"), re.I)
DIRECT = re.compile(
    r"^\s*(?:(?:со?\s+(?:\w+\s+){0,2}(?:визитом|поездкой|миссией|программой)|гг?\.|город\S*|столиц\S*|впервые|также)\s*){0,3}$",
    re.I,
)
OURS = re.compile(
    r"(?:\w+ой\s+)?(?:администраци[юи]|мэри[юи]|горсовет)(?![а-яё])|областн\w+ центр|краев\w+ центр|(?<![а-яё])(?:наш\s+)?город(?:е|ом)?(?![а-яё-])(?!\s+(?-i:[А-ЯЁ]))",
    re.I,
)
FOREIGN = re.compile(r"посол|консул|торгпред|атташе|хоким|аким(?![а-яё])|бургомистр|иностранн|зарубежн", re.I)
AND_LIST = re.compile(r"(?:\s*\([^)]{2,40}\))?(?:,\s|\sи\s)(?:гг?\.\s*|города?\s)?$")


@dataclass(frozen=True)
class Action:
    start: int
    end: int
    kind: str
    title: str
    own: tuple[int, int] | None = None


@dataclass(frozen=True)
class Place:
    start: int
    end: int
    name: str
    ours: bool


def visits(piece, mask: str, found) -> list[Action]:
    result, mask = [], RELATIVE.sub(lambda m: " " * len(m[0]), masked(mask))
    for match in [*REACHED.finditer(mask), *WENT.finditer(mask), *AWAITED.finditer(mask), *GUESTS.finditer(mask), *SENT.finditer(mask)]:
        result += visit(piece, mask, match, found)
    result.sort(key=lambda one: one.start)
    return result if any(one.own for one in result) else result[:2]


def visit(piece, mask: str, match, found) -> list[Action]:
    first, last = clause(mask, match)
    sent = SENT.match(mask, match.start())
    case = "accs" if match.re is AWAITED or sent else "nomn"
    who = visitor(mask, match, first, last, {case, "gent"} if case == "accs" else {"nomn"})
    if who is None:
        return []
    places = places_in(piece.report, found, mask, first, last)
    if WORKED.fullmatch(match[0]) and not re.search(r"делегаци|мисси", mask[slice(*who)], re.I):
        return []
    goals = goals_of(piece, mask, match, who, places, (first, last))
    if not goals or not goals[0].name:
        return []
    goal = min(goals, key=lambda one: abs(one.start - match.end()))
    if goal.ours and re.search(r"\bне\s", mask[max(0, match.start() - 3) : match.end()], re.I) and is_of_ours(found, mask[slice(*who)]):
        return []
    if mask[who[0] : who[1]].lower().split()[0] in ("театр", "театры") and goal.ours:
        return []
    counted = COUNTED.search(mask[: who[0]])
    if counted and re.match(r"(?:[а-яё]+\s)?делегаций", mask[who[0] : who[1]]):
        return []  # a figure of the year
    each = each_dated(piece, mask, match, found, goal) if goal.ours else []
    if each:
        return each
    several = by_dates(piece, found, who, goal, dated_series(piece, first, last))
    if several:
        return several
    if who[0] < goal.start < who[1]:  # «команда по хоккею в Болгарию не выехала»
        who = who[0], len(TO.sub("", mask[: goal.start]))
    subject = tidy(piece.text[slice(*who)]) if counted else declined(piece, found, *who, "genitive")
    where = [whither(name) for name in listed(mask, places, goal)]
    end = max(match.end(), goal.end, who[1])
    return [Action(match.start(), end, *entry(piece, subject, " и ".join([", ".join(where[:-1]), where[-1]]).removeprefix(" и "), goal))]


def goals_of(piece, mask: str, match, who, places: list, reach: tuple[int, int]) -> list:
    """The places the verb leads to; home where it says that somebody came."""
    here = Place(match.start(), match.end(), home(piece.report), True)
    if match.re in (AWAITED, GUESTS) or COME.search(match[0]) and re.search(r"\b(?:к|у) н(?:ам|ас)\b", mask[slice(*reach)], re.I):
        return [here]
    if match.re is REACHED:
        goals = reached(mask, match, [one for one in places if not who[0] <= one.start < who[1]]) or ([here] if FOREIGN.search(mask[slice(*who)]) else [])
        goals = goals or [
            one for one in places if one.start > match.end() and not one.ours and TO.search(mask[match.end() : one.start])
        ][:1] or ([here] if is_foreign(mask[slice(*who)], places, who) and HOUSES.search(mask, match.end(), reach[1]) else [])
    else:
        way = FROM if BACK.match(match[0]) else TO
        goals = [one for one in places if way.search(mask[reach[0] : one.start])]
    led_elsewhere = piece.block.kind == "row" or not match[0].lower().startswith("гост") and re.match(r"\s+(?:[а-яё]+\s)?(?:в|во|на|ко?|из)\s", mask[match.end() :])
    if not goals and not led_elsewhere and COME.search(match[0]) and any(not one.ours and who[0] <= one.start < who[1] for one in places):
        return [here]
    if not goals and match[0].lower().startswith("побыва") and is_foreign(mask[slice(*who)], places, who):
        return [here]
    if not goals and re.search(r"\b(?:там|туда)\b", mask[slice(*reach)], re.I):
        return [one for one in places if not one.ours and one.end <= match.start()][-1:]
    return goals


HOUSES = re.compile(r"музе|парк|комплекс|хозяйств|завод|фабрик|предприяти|школ|университет|институт|театр|библиотек|комбинат|производств|технопарк|храм|галере|выставк|набережн|больниц", re.I)


def is_of_ours(found, text: str) -> bool:
    """«команда Читы»: guests from our own country alone."""
    named = [one.values for one in findings(found, "places") if one.values.get("name_ru") and pattern(one.values["name_ru"]).search(text)]
    return bool(named) and all(one.get("country_iso") == "RU" and one.get("kind") == "city" for one in named) and not countries_in(text)


def is_foreign(text: str, places: list, who: tuple[int, int]) -> bool:
    """«специалисты Витебского университета», «врачи из Чанвона»."""
    return bool(towns_of_adjectives(text)) or any(not one.ours and who[0] <= one.start < who[1] for one in places)


def entry(piece, subject: str, where: str, goal: Place) -> tuple[str, str]:
    title = f"Визит {to(where)} {subject}" if goal.ours else f"Визит {ours(piece, subject)} {to(where)}"
    return "delegation_in" if goal.ours else "delegation_out", tidy(title)


ONE_OF_THEM = re.compile(r"\s*(?:и|а также)?\s*([^,()]{4,110}?(?:\s\([^()\d]*\)[^,()]{0,60}?)?)\s\((?=[^()]*(?:\d|январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр))([^()]*)\)(?:,|(?=\sи\s)|(?=\sа также\s)|\.|;|$)")


def each_dated(piece, mask: str, verb, found, goal: Place) -> list[Action]:
    """«посетили посол Шри-Ланки (4 апреля), консул Молдовы (22 мая)»: a visit for each who has a date."""
    result, place = [], verb.end()
    while one := ONE_OF_THEM.match(piece.text, place):
        start, end = one.span(1)
        head = next((word for word in WORD.finditer(mask, start, end) if is_visitor(word[0])), None)
        dates = own_dates(piece, piece.start + one.start(2), piece.start + one.end(2))
        if head is None or not dates or mask[start : left(mask, head.start())].strip():
            break
        stop = min(end, right(mask, mask, head.end(), "визит"))
        subject = declined(piece, found, start, stop, "genitive")
        result.append(Action(start, end, *entry(piece, subject, whither(goal.name), goal), own=(start, one.end())))
        place = one.end()
    return result if len(result) > 1 else []


def by_dates(piece, found, who: tuple[int, int], goal: Place, series: list) -> list[Action]:
    """«посетили делегации Бреста (март) и Гродно (май)», «выезжали в Брест (март) и Гродно (май)»: a visit for each date."""
    if not series:
        return []
    if any(start <= goal.start < end for start, end, _ in series):
        subject = declined(piece, found, *who, "genitive")
        named = [(subject, whither(nominative(piece.text[start:end])), goal) for start, end, _ in series]
    elif who[0] < series[0][0] <= who[1]:
        head = piece.text[who[0] : series[0][0]]
        groups = [nominative(tidy(head + piece.text[start:end]), number="sing") for start, end, _ in series]
        named = [(inflect(group, "genitive"), whither(goal.name), goal) for group in groups]
    else:
        return []
    return [
        Action(start, end, *entry(piece, *name), own=(start, close))
        for (start, end, close), name in zip(series, named, strict=True)
    ]


def clause(mask: str, match) -> tuple[int, int]:
    borders = [(m.start(), m.end()) for m in CLAUSE.finditer(mask)]
    first = max((end for _, end in borders if end <= match.start()), default=0)
    last = min((start for start, _ in borders if start >= match.end()), default=len(mask))
    return first, last


@cache
def visitors() -> frozenset[str]:
    return frozenset(row[0] for row in rows("visitors.txt"))


NAMES = {"Name", "Surn", "Patr", "Geox", "Orgn"}


def is_visitor(word: str) -> bool:
    """A noun of the table, or any that names people and is nobody's name."""
    if nouns(word) & visitors():
        return True
    best = parses(word.lower())[0].tag
    return best.POS == "NOUN" and "anim" in best and not NAMES & best.grammemes


def visitor(mask: str, verb, first: int, last: int, cases: set[str]) -> tuple[int, int] | None:
    """The group of words that names who came: its noun fits the verb, no noun or preposition governs it."""
    for start, end in ((first, verb.start()), (verb.end(), last)):
        for word in WORD.finditer(mask, start, end):
            if is_visitor(word[0]) and is_subject(mask, word, verb[0], cases):
                begin = left(mask, word.start())
                return begin, without_adverbs(mask, begin, min(right(mask, mask, word.end(), "визит"), end))
    return None


COUNTED = re.compile(
    r"(?<![\w№])(?:\d{1,3}|двое|трое|четверо|пятеро|пять|шесть|семь|восемь|девять|десять|[а-яё]+надцать|двадцать|тридцать|несколько)\s+$",
    re.I,
)


TENS = re.compile(r"(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят)\s", re.I)  # left() takes them for «двадцать первый»


def without_adverbs(mask: str, begin: int, stop: int) -> int:
    """«аким дважды приезжал»: how often is no part of who."""
    while (last := re.search(r"\s+([а-яё]+)\s*$", mask[begin:stop])) and parses(last[1])[0].tag.POS in (
        "ADVB",
        "PRCL",
        "CONJ",
    ):
        stop = begin + last.start()
    return stop


def is_subject(mask: str, word, verb: str, cases: set[str]) -> bool:
    begin = left(mask, word.start())
    if cases == {"nomn"} and (COUNTED.search(mask[:begin]) or TENS.match(mask, begin)):
        return any(p.tag.case == "gent" for p in parses(word[0].lower()))
    readings = [
        p
        for number, p in enumerate(parses(word[0].lower()))
        if is_noun(p)
        and p.tag.case in cases
        and (p.normal_form in visitors() or number == 0 and "anim" in p.tag)
    ]
    genitive = any(p.tag.case == "gent" for p in parses(word[0].lower()))
    if not readings or is_governed(mask[:begin], genitive):
        return False
    plural = bool(re.search(r"ли(?:сь)?$|(?<!прин)[уюая]т(?:ся)?$|приняты$|ями\s", verb))
    both = plural and AND_ANOTHER.match(mask, word.end())
    return cases != {"nomn"} or both or any((p.tag.number == "plur") == plural for p in readings)


# «посетили консул и вице-консул»: two in the singular take a verb in the plural.
AND_ANOTHER = re.compile(r"[^;:.]{0,80}\sи\s(?:[а-яё-]+\s){0,3}[А-ЯЁа-яё]")


def is_governed(before: str, genitive: bool = True) -> bool:
    """A preposition stands before, or a noun that wants a genitive after it."""
    last = re.search(r"([\w-]+)\s+$", before)
    if not last or not last[1].isalpha() and "-" not in last[1]:
        return False
    best = parses(last[1].lower())[0].tag
    if best.POS == "PREP":
        return True
    return genitive and best.POS == "NOUN" and not MONTH_OR_YEAR.match(last[1]) and not last[1][0].isupper()


MONTH_OR_YEAR = re.compile(
    r"(?:год|день|дня|вечер|утро|январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр|месяц|квартал|приглашени|визит)",
    re.I,
)


def places_in(report, found, mask: str, first: int, last: int) -> list[Place]:
    text = mask[first:last].replace("ё", "е")
    result = [Place(first + m.start(), first + m.end(), home(report), True) for m in OURS.finditer(text)]
    named = [
        one.values for one in findings(found, "places") if one.values.get("kind") in (*CITY_KINDS, "country", "region")
    ]
    for values in [*named, {"name_ru": home(report), "relation": "home"}]:
        if not values["name_ru"]:
            continue
        ours_too = values.get("relation") == "home" or values["name_ru"] == home(report)
        result += [
            Place(first + m.start(), first + m.end(), values["name_ru"], ours_too)
            for m in pattern(values["name_ru"]).finditer(text)
        ]
    named_so = ((m, cities_of_country(found, m[1])) for m in CAPITAL.finditer(text))
    result += [Place(first + m.start(1), first + m.end(), names[0], False) for m, names in named_so if names]
    other_names = [
        Place(first + one.start, first + one.end, one.name, False)
        for one in countries_in(text)
        if one.country != "RU" and not any(a.start < first + one.end and first + one.start < a.end for a in result)
    ]  # «в КНР», where the heading says «Китай»
    return sorted({*result, *other_names}, key=lambda one: (one.start, -one.end))


CAPITAL = re.compile(r"(?<![а-яё-])([а-яё]+(?:ск|цк)[а-яё]{2,3})\s(?:столиц|мегаполис)[а-яё]+")


def cities_of_country(found, adjective: str) -> list[str]:
    """«в турецкую столицу» is to Анкара, where the report deals with one city of that country only."""
    pattern_, codes = adjectives()
    told = pattern_.match(adjective)
    code = told and codes[told.lastgroup]
    names = {one.values["name_ru"] for one in findings(found, "places") if one.values.get("country_iso") == code and one.values.get("kind") == "city"}
    return list(names) if code not in (None, "RU") and len(names) == 1 else []


def reached(mask: str, verb, places: list[Place]) -> list[Place]:
    """What the verb governs stands right after it or right before it."""
    after = [one for one in places if one.start >= verb.end() and DIRECT.match(mask[verb.end() : one.start])]
    before = [
        one
        for one in places
        if one.end <= verb.start() and DIRECT.match(mask[one.end : verb.start()]) and not TO.search(mask[: one.start])
    ]
    return after or before


def listed(mask: str, places: list[Place], goal: Place) -> list[str]:
    """«в Стамбуле и Бурсе»: the places named in one breath."""
    names, end = [goal.name], goal.end
    for one in places:
        if one.start >= end and AND_LIST.fullmatch(mask[end : one.start]) and one.ours == goal.ours:
            names.append(one.name)
            end = one.end
    return list(dict.fromkeys(names))
