"""Which of the phrases that name an event speak of an event of this report, and not in passing."""

import re

from crm.extraction.rules.event_counts import ANNIVERSARIES, PLURAL_ONLY, is_figure, is_named, is_some_of_a_kind, words
from crm.extraction.rules.event_phrases import Phrase, cases, phrases
from crm.extraction.rules.event_spoken import is_spoken_of
from crm.extraction.rules.event_visits import clause, visitor
from crm.extraction.rules.language import any_of, is_verbless, masked
from crm.extraction.rules.setting import Piece, intent_words, is_lost, mood_of, own_dates
from crm.russian.morphology import parses

PASSING = re.compile(
    r"(?:в ходе|в рамках|по итогам|по результатам|во время|после|на полях|в продолжение|открывая|участники|результатам|итогам|итоги|"
    r"в преддверии|(?:в|во) [а-яё]+ день|[а-яё]+ого дня|в дни|ряда?|план|планом|по случаю|программой|перспектив\w*|начал\w+|подготовк\w+ к)\s+$",
    re.I,
)
HOLDING = re.compile(
    r"(?:проведени[еюия]|возобновлени[еюия]|обеспечени[еюия]|сопровождени[еюия]|организаци[яию]|подготовк\w+ и проведени\w+|организован\w*|провед[её]н\w*|организовать|провести|состоял\w+|прошл?[аио]?|прош[её]л|цикл|начал(?:ся|ась|ось|ись)|проведения|выступил\w* с|пров[её]л[аи]?|проводил[аи]?|устроил[аи]?|организовал[аи]?|открыл[аи]?|выиграл[аи]?|запустил[аи]?|отмечен\w*|отметил[аи]?|ознаменовал\w*|посетил[аи]?|посещал[аи]?|посетят|запомнил\w*|завершил\w*|сыгран\w*|сыграл[аи]?|вышл[аи] на старт|дан[аоы]? старт|дали|предшествовал[аио]?|взял[аи]?|завоевал[аи]?|(?:проведение|проведен[аоы]?|провед[её]н[аоы]?)\s+в\s\S+\s(?:формате|режиме)(?:\s\(_+\))?|устроен\w*|в программе|в программу[^.;:]{0,20}\s(?:вошл[аои]|вош[её]л|включен[аоы]?))\s+(?:\S+\s+){0,3}$",
    re.I,
)
PARTICIPATION = re.compile(
    r"(?:стал[аи]?|был[аи]?|станут)\s+(?:\w+\s)?(?:гост(?:ем|ями)|участник(?:ом|ами))\s+$|(?:^|[\s,])[Гг]остями\s+$|(?:участи\w+|участвовал\w*|выступил\w*|побывал\w*|прибыл\w*|представ\w+|пригласил\w*|занял\w*|выехал\w*|ездил\w*|победил\w*|участниками|направлен\w*|"
    r"выезжал\w*|выстав\w+|отправ(?:ил|ит|ят)\w*|дипломант\w*|лауреат\w*|призёр\w*|обладател\w*|завоевал\w*|вн[её]с\w*|прив[её]з\w*|верну\w+|померил\w*|состязал\w*|соревновал\w*|соперничал\w*|обыграл\w*|уступил\w*|сыграл\w*|боролись|сразил\w*|делегаци[а-я]+)\b(?:(?!;|[а-яё]{3,}\.\s).)*\b(?:в|во|на|со?|участи\w+|участниками)\s+(?:(?:работе|программе|мероприятиях|составе участников)\s+)?$",
    re.I,
)
TOOK_PART = re.compile(
    r"[^;:]{0,160}?(?:приехал|прибыл|съехал|приня\w+ участие|участвовал|участвуют|выступил|победил|заня\w+ \S+ место|представил)"
)
TO_COME = re.compile(
    r"\s*,\s+котор\w+,?\s+(?:\S+\s){0,3}?(?:пройд|состо|прош[её]л|прошл|проход|провод|провед|заплан|намеч|откро|планир)",
    re.I,
)
OF_CONTEST = re.compile(r"(?:дипломант|лауреат|призёр|победител|финалист)\w*(?:\s\S+){0,2}\s+$", re.I)
PREPOSITION = re.compile(r"(?:^|\s)(?:на|о|об|по|с|со|от|к|ко|для|из|в|во|при|до|под|над|через|после)\s+$", re.I)
REASON = re.compile(r"(?:ввиду|из-за|вследствие|благодаря|накануне|вместо|по причине|несмотря на)\s+(?:[а-яё]+(?:ого|ой|его|ей|ых|их)\s+)?$", re.I)
THANKS = re.compile(r"(?:\sза|благодар\w+)\s(?:помощь|вклад|содействие|поддержку|участие)[^.;]*$", re.I)
SUPPORT = re.compile(
    r"(?:состоя[лт]|соверш|нан[её]с(?:л|\b)|состоит|прошл|прош[её]л|проход|провед|провел|пров[её]л|провод|организ|пройд|запланир|планиров|намеч|перен[её]?с|отлож|отмен|сорв|срыв|планиру|"
    r"открыл|открыва|откроет|откро|открывш|состоявш|включал|длил|объединил|заверш|начал|начн|стартовал|стартует|находи|продолжа|приня|приурочен|ожида|ждал|жд[её]м|ждут|собрал|собер|прошедш|получен|обсудил|"
    r"прибы|осуществля|работал|развернул|экспонировал|действовал|показал|прочл|прочита|организу|предстоит|назначен|посвят|принимал|станет|сдвин|переехал|дан[аоы]?\s|реализован|увидел|разыгр|оспарив|снят[аоы]?\s|стал[аио]?(?![а-яё])|предшествовал|сыгран|превратил|переш[её]л|перешл|уш[её]л|ушл|вычеркн|затянул|доехал)",
    re.I,
)
LOST = re.compile(r"не доехал|(?:провести|организовать|осуществить|реализовать) не удалось|не осуществл|сдвин|переехал[аи]? (?:из|на)|снят[аоы]? с (?:афиши|программы|повестки)|не состоял|не состоит|отлож|отмен|сорвал|сорван|перенес|перен[её]с|перенос|не провод|не удалось (?:провести|организовать|осуществить|принять)", re.I)
GENERIC = re.compile(r"(?:встречах|выставках|ярмарках|переговорах|фестивалях|конкурсах)")
FINITE = re.compile(r"[а-яё]{2,}(?:лся|лась|лось|лись|ался|ила|или|ил|ала|али|ало|ило|ал|ет|ют|ит|ят|ется|ются)\b")
AWAITED = re.compile(r"\b(?:жд|ожида)[а-яё]+\s", re.I)
LIST_MARK = re.compile(r"(?:[:;,]|\s[–—]|\sи)\s+(?:(?:е[её]|его|их)\s+)?$")
MONTH_FORMS = r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}"
MONTH = r"(?:год|июн|июл|мая|мае|феврал|январ|март|апрел|август|сентябр|октябр|ноябр|декабр)"


def chosen(piece: Piece) -> list[Phrase]:
    mask = masked(piece.text)
    accepted: list[Phrase] = []
    for phrase in phrases(piece.text):
        if is_venue(mask, phrase, accepted):
            continue
        if is_event(piece, mask, phrase) or is_joined(mask, phrase, accepted):
            accepted.append(phrase)
    accepted = [one for number, one in enumerate(accepted) if not (piece.block.kind == "row" and is_again(mask, one, accepted[:number]))]
    followed = zip(accepted, [*accepted[1:], None], strict=False)
    return [one for one, after in followed if not leads_to(mask, one, after)]


def is_venue(mask: str, phrase: Phrase, before: list[Phrase]) -> bool:
    """«Смена «Верста», лагерь «Артек»»: the camp is where it is held."""
    return phrase.lemma == "лагерь" and bool(before) and mask[before[-1].end : phrase.start] == ", "


def is_again(mask: str, phrase: Phrase, before: list[Phrase]) -> bool:
    """«Видеомост школьников … | Проведено 2 видеомоста»: the bare noun of a row's result is its event."""
    return words(mask, phrase) == 1 and any(one.lemma == phrase.lemma for one in before)


def leads_to(mask: str, journey: Phrase, event: Phrase | None) -> bool:
    """«поездка делегации на Харбинскую ярмарку», «выступление ансамбля на XI фестивале»: the fair, the festival is the event."""
    is_way = journey.kind.startswith("delegation") or journey.lemma == "выступление"
    if event is None or not is_way or event.kind.startswith("delegation"):
        return False
    return re.fullmatch(r"\s(?:\(_+\)\s)?(?:на|для участия в)\s", mask[journey.end : event.start]) is not None


def is_joined(mask: str, phrase: Phrase, accepted: list[Phrase]) -> bool:
    """«… в чемпионате и международной дискуссии по …»: the second of two."""
    between = mask[accepted[-1].end : phrase.start] if accepted else "-"
    if re.fullmatch(r"(?:\s*\([^()]*\))?,\s+", between) and cases(mask, phrase) & cases(mask, accepted[-1]) & {"ablt", "loct"}:
        return words(mask, phrase) > 2  # «запомнилась Днями Армении, гастролями театра и неделей кино»
    return re.fullmatch(r"(?:\s*\([^()]*\))?,?\s+и\s+", between) is not None and words(mask, phrase) > 2


def is_event(piece: Piece, mask: str, phrase: Phrase) -> bool:
    before = mask[: phrase.start]
    if is_bare_name(mask, phrase):
        return bool(phrase.edition or SUPPORT.search(mask) or PARTICIPATION.search(before))
    if REASON.search(before) or THANKS.search(before) or BY_THE_WAY.search(mask[: phrase.start]) and IN_IT.match(mask, phrase.noun) or PUT_OFF.match(mask, phrase.noun):
        return False
    if FORESEEN.search(before) or phrase.lemma == "обмен" and not phrase.proper and GOING_ON.search(before):
        return False
    if phrase.kind == "meeting" and AT.search(before) and WITH_WHOM.search(mask, phrase.noun, phrase.end):
        return True
    if is_spoken_of(mask, phrase):
        return False
    if is_unsolved(piece) and not LOST.search(mask) and not phrase.proper and not is_lost(piece):
        return False
    if is_figure(mask, phrase):
        return False
    if phrase.kind == "tourism" or GENERIC.match(mask[phrase.noun : phrase.noun + 14]):
        return False
    if TO_COME.match(mask, phrase.end):
        return is_named(mask, phrase) or phrase.kind in ("festival", "exhibition", "forum", "conference")
    if re.search(
        r"подве\w+ итоги\s+$|площадк\w+\s+(?:для\s+)?$|местом проведения\s+$|(?:этап\w*|финал\w*|тур\w?)\s+$",
        before,
        re.I,
    ):
        return is_named(mask, phrase)
    if is_occasion(before) and not (phrase.proper and re.match(r",\sгде\s", mask[phrase.end :])) or phrase.lemma in ANNIVERSARIES and re.search(r"(?:^|\s)ко?\s+$", before, re.I):
        return False
    abroad = phrase.lemma in ("стажировка", "смена", "школа") and IN_TOWN.match(mask, phrase.noun)
    if not abroad and phrase.lemma not in PLURAL_ONLY and is_some_of_a_kind(mask, phrase) and PARTICIPATION.search(before):
        return False
    if is_in_passing(mask, phrase) or phrase.lemma in ("лагерь", "юбилей") and PREPOSITION.search(before):
        return False
    if phrase.kind == "publication" and OF_CONTEST.search(before):
        return False
    if phrase.lemma == "юбилей" and not before.strip() and (verb := PAST.match(mask, phrase.end)) and not KEPT.match(verb[1]) and not SUPPORT.match(mask, verb.start(1)):
        return False  # «80-летие освобождения придало контактам …»
    if phrase.proper:
        return not re.search(r"(?:участники|(?<!подведены )(?<!подвели )(?<!подвело )итоги)\s+$", before, re.I) or bool(
            phrase.edition or SUMMED_UP.search(mask, phrase.end)
        )
    if HOSTED.search(before):
        return is_named(mask, phrase)
    if PASSING.search(before):
        return False
    if giver(mask, phrase):
        return True
    if not LOST.search(mask) and any_of("problem_words.txt").search(mask):
        return False
    if INCLUDING.search(before) and IN_BRACKETS.match(mask, phrase.end) and words(mask, phrase) > 1:
        return True
    if re.search(r"обсу(?:дил|жд[её]н|ждал)\w*[^.;]*(?:проведени\w+|предстоящ\w+|организаци\w+)[^.;]*$", before):
        return True
    if PARTICIPATION.search(introduced(piece) + before) or HOLDING.search(before) or OF_CONTEST.search(before):
        held = bool(HOLDING.search(before))
        on_a_day = held and phrase.kind == "online_meeting" and any(when.rank == 0 for when in own_dates(piece))
        return words(mask, phrase) > 1 or on_a_day or held and is_named(mask, phrase)
    if re.search(r"(?:^|[,;:–]\s|\s)(?:в|во|на)\s+$", before, re.I) and TOOK_PART.match(mask, phrase.end):
        return words(mask, phrase) > 1
    return is_subject(piece, mask, phrase)


# «17 апреля – лекция …»: nothing but a date and a dash before it.
DATED = re.compile(
    rf"(?:^|[.;,:]\s)\W*(?:(?:с|по|в|во|на|до|конц\w+|начал\w+|середин\w+|и|г|год\w*|\d+|[IVX]+|квартал\w*|{MONTH_FORMS})\b[\s,.–—-]*)*"
    rf"(?:\d|{MONTH_FORMS}|квартал\w*|год\w*|завтра|вчера|сегодня|(?:там|тогда|тут) же|(?:через|спустя)\s+(?:\w+\s)?(?:месяц|недел|дн|час)\w*|затем|следом|позже|позднее)\W*(?:\s(?:в|во|на)\s[^–—,;.()]{{3,50}}?)?\s*[–—:-]\s+$",
    re.I,
)


def is_unsolved(piece: Piece) -> bool:
    """Below «Не удалось» a sentence may still tell of what is planned instead."""
    return mood_of(piece) == "unsolved" and not intent_words("always").search(piece.text)


GOING_ON = re.compile(r"(?:осуществля[ею]тся|вед[её]тся|продолжается|происходит)\s(?:[а-яё]+\s){0,2}$", re.I)  # «осуществляется обмен опытом»
KEPT = re.compile(r"отпраздн|праздн|отме[чт]|собрал|объедин", re.I)
INCLUDING = re.compile(r"(?:включая|включал[аио]?|в том числе)\s+$", re.I)
IN_BRACKETS = re.compile(r"[^();]{0,90}\((?=_*\))")
# «на рабочей встрече О. Вересовой с советником посольства»
AT = re.compile(r"(?:^|\s)на\s+$", re.I)
WITH_WHOM = re.compile(r"\sсо?\s(?:[а-яё]+\s){0,3}(?:посл|посол|советник|консул|торгпред|министр|губернатор|мэр|вице-мэр|хоким|хяким|аким|бургомистр|председател|заместител|глав)", re.I)
SUMMED_UP = re.compile(r"\bподвед|\bподвел", re.I)
PAST = re.compile(r"\s*([а-яё]+л[аои]?)(?![а-яё])")
FORESEEN = re.compile(r"предусматрива\w+\s[^.;]*$", re.I)  # «Соглашение предусматривает проведение выставок»
IN_TOWN = re.compile(r"[\w-]+\s(?:во?|на)\s[А-ЯЁ]")  # «участвовали в стажировках в Сиане»
BY_THE_WAY = re.compile(r"(?:^|\s)со?\s+$", re.I)
IN_IT = re.compile(r"(?:визитом|поездкой)\b")  # «посетил с визитом завод»: the verb tells of the visit
PUT_OFF = re.compile(r"(?:визит|поездк|встреч|приезд)[а-яё]*\s+(?:до|на (?:неопредел|более|потом|друго[йе]))\S*\s")  # «отложить визит до осени»
DATED_NAME = re.compile(r"\([^()]*\d[^()]*\)\s[–—]\s+$")  # «В День города (5 октября) – выступление …»
# «принял участников съезда»
HOSTED = re.compile(r"(?:приня|прим[еу]|принима|встре[тч])\w+\s+(?:[а-яё]+\s)?участников\s+$", re.I)


def introduced(piece: Piece) -> str:
    """What the sentence above a list says of each of its items."""
    intro = piece.block.intro
    return masked(intro.text).rstrip(":– ") + " " if intro and piece.block.kind == "item" else ""


UNNAMED = re.compile(r"[\w-]+(?:\s+(?:в|во|на|для|по|перед|с)\s.*)?\s*$")
GAVE = re.compile(
    r"\b(?:дал[аи]?|пров[её]л[аи]?|устроил[аи]?|показал[аи]?|прочитал[аи]?|прочл[аи]|проч[её]л)\s+(?:\S+\s+){0,4}$"
)


def is_bare_name(mask: str, phrase: Phrase) -> bool:
    """«XVII «KazanForum»»: no word of the sentence says what it is."""
    return mask[phrase.noun] == "«" or mask[phrase.noun].isascii() and mask[phrase.noun].isalpha()


def giver(mask: str, phrase: Phrase) -> tuple[int, int] | None:
    """«музыканты из Минска дали концерт»: a bare noun takes its name from who gives."""
    if (
        is_bare_name(mask, phrase)
        or "accs" not in cases(mask, phrase)
        or not UNNAMED.match(mask[phrase.start : phrase.end])
    ):
        return None
    verb = GAVE.search(mask[: phrase.start])
    return visitor(mask, verb, clause(mask, verb)[0], verb.start(), {"nomn"}) if verb else None


# «Перенос визита делегации на март»
CALLED_OFF = re.compile(r"(?:^|[\s(])(?:перенос|отмен[аы]|срыв)\s+(?:[а-яё]+(?:ого|ой|ых)\s+)?$", re.I)


def is_subject(piece: Piece, mask: str, phrase: Phrase) -> bool:
    """What a clause, an item or a row of a table tells of."""
    before = mask[: phrase.start]
    is_item = (piece.block.kind in ("item", "row") or bool(piece.block.month)) and piece.start - piece.block.start < 5
    is_item = is_item or not before.strip(" –—-") and not FINITE.search(mask[phrase.end :])
    named = is_named(mask, phrase)
    if (DATED.search(before) or DATED_NAME.search(before)) and "nomn" in cases(mask, phrase):
        return named
    if (
        mood_of(piece) == "tasks"
        and (re.search(r"[,;:]\s+$", before) or not before.strip())
        and "nomn" in cases(mask, phrase)
    ):
        return named
    if CALLED_OFF.search(before):
        return True
    if PREPOSITION.search(before) or "gent" in cases(mask, phrase) and follows_noun(before):
        return False
    if is_unsolved(piece) and not is_lost(piece) or phrase.kind.startswith("delegation") and LOST.search(mask):
        return bool(LOST.search(mask)) and (words(mask, phrase) > 1 or phrase.start < phrase.noun)
    if is_item and len(before) < 25 or in_cell(piece, phrase):
        return named
    if phrase.lemma == "мероприятие":
        return False
    if piece.block.kind == "row" or is_listed(mask, phrase):
        return words(mask, phrase) > 1 or named and phrase.kind.startswith("delegation")
    if LIST_MARK.search(before) and "nomn" in cases(mask, phrase) and is_verbless(mask) and named and phrase.lemma not in ("вручение", "передача"):
        return True
    return named and has_support(mask, phrase)


def in_cell(piece: Piece, phrase: Phrase) -> bool:
    """At the beginning of the column that names the events."""
    return any(
        cell.role == "event"
        and 0 <= piece.start + phrase.start - cell.start < 25
        and piece.start + phrase.start < cell.end
        for cell in piece.block.cells
    )


def is_occasion(before: str) -> bool:
    return bool(
        re.search(
            r"(?:приурочен\w*\s+ко?|посвящ[её]нн\w*|в честь|подготовк\w+ к)\s+$|\b[Ээ]то (?:был[аои]?|стал[аои]?)\s+$",
            before,
        )
    )


def is_in_passing(mask: str, phrase: Phrase) -> bool:
    journey = phrase.kind.startswith("delegation")
    plain = (journey or "«" not in mask[phrase.start : phrase.end]) and (not phrase.edition or phrase.edition[1].islower())
    return plain and not mask[phrase.start].isupper() and bool(PASSING.search(mask[: phrase.start]))


def is_listed(mask: str, phrase: Phrase) -> bool:
    """«Июнь стал самым насыщенным: игры …, собрание …»: an enumeration after a colon, in the nominative."""
    before = mask[: phrase.start]
    if ":" not in before or not LIST_MARK.search(before):
        return False
    return "nomn" in cases(mask, phrase)


def has_support(mask: str, phrase: Phrase) -> bool:
    """A verb of holding, moving or losing stands in the same clause."""
    borders = [m.end() for m in re.finditer(r"[;:]\s|,\s(?:а|но|где)\s|\.\s", mask)]
    first = max((b for b in borders if b <= phrase.start), default=0)
    last = min((b for b in borders if b >= phrase.end), default=len(mask))
    return bool(SUPPORT.search(mask, first, last)) and bool(
        cases(mask, phrase) & {"nomn", "accs"} or LOST.search(mask, first, last) or AWAITED.search(mask, first, last)
    )


def follows_noun(before: str) -> bool:
    """«участники встречи», «программа визита»: the event word only belongs to another noun."""
    last = re.search(r"([а-яё-]+)\s+$", before, re.I)
    if not last:
        return False
    return parses(last[1].lower())[0].tag.POS in ("NOUN",) and not re.match(MONTH, last[1])
