"""Which words name an event: the kinds of the table, and what must stand beside a word of many meanings."""

import re
from functools import cache

from crm.extraction.rules.language import nouns, rows


@cache
def kinds() -> dict[str, str]:
    return dict(rows("event_kinds.tsv"))


def is_double(word: str) -> bool:
    """«форум-выставка» is a forum first."""
    first, _, last = word.partition("-")
    return bool(last and nouns(first) & set(kinds()) and nouns(last) & set(kinds())) and word not in kinds()


def event_noun(word: str, mask: str, match) -> str | None:
    whole = word.lower()
    parts = [whole, whole.rsplit("-", 1)[-1]] if "-" in whole else [whole]
    parts = [whole.split("-", 1)[0], *parts] if is_double(whole) else parts
    for part in parts:
        for lemma in sorted(nouns(part) | ({part} if part in kinds() else set())):
            if lemma in kinds() and fits(lemma, mask, match):
                return lemma
    return None


ARTISTIC = re.compile(r"(?:литературн|музыкальн|творческ|поэтическ|памятн|танцевальн|тематическ|-)\w*\s?$")
EVENING = ("", r"\s+(?:\w+(?:ой|их|ых|ого)\s)?(?:хайку|стих|знакомств|встреч|русск|поэзи|музык|памят|романс|песн|кино|дружб|танц|культур)")
FESTIVE = re.compile(r"(?:торжественн|официальн|рождественск|новогодн|праздничн)\w+ $", re.I)
RECEPTION = (
    r"(?<!радушный )(?<!тёплый )(?<!теплый )(?<!горячий )$",
    r"(?i:\s+(?:\w+ ){0,4}(?:делегаци|специалист|смен|гост|посл|консул|мэр|глав|студент|школьник|команд|групп|представител)|\s+\w+(?:ов|ей)\s+из\s|\s+(?:в честь|по случаю|для))",
)
# «в Рождественский приём», «финал конкурса»: nouns that carry an event and begin its name.
CARRIERS = ("цикл", "серия", "курс", "церемония", "премьера")


def fits(lemma: str, mask: str, match) -> bool:
    before, after = mask[max(0, match.start() - 40) : match.start()].lower(), mask[match.end() : match.end() + 40]
    needed = {
        "стол": (r"кругл\w+ $", ""),
        "школа": (r"летн\w+ $", ""),
        "сессия": (r"(?:стратегическ|-й|-я|[ivx]+|ежегодн)\w* $", ""),
        "кубок": ("$^", ""),
        "игра": (
            r"(?:товарищеск|дружеск|интеллектуальн|делов|зимн|летн|народн|спортивн)\w+ $|\w+(?:ие|их|им|ими|иях) $",
            "",
        ),
        "курс": (
            r"(?:языков|летн|подготовительн|обучающ)\w+ $|$",
            r""
            if re.search(r"(?:языков|летн|подготовительн|обучающ)\w+ $", before)
            else r"\s+(?:лекци|онлайн-лекци|[А-Яа-я]+ского языка|по\s|для\s|повышения)",
        ),
        "вечер": EVENING if not ARTISTIC.search(before) else ("", ""),
        "разговор": (r"телефонн\w+ $", ""),
        "выступление": (
            "",
            r"\s+(?:[а-яё]+(?:ого|ой|их|ых)\s){0,2}(?:ансамбл|хор|коллектив|артист|оркестр|театр|музыкант|танцор|солист)",
        ),
        "показ": ("", r"\s+(?:\w+\s)?(?:фильм|кино|мод|спектакл|коллекц)"),
        "чтение": (r"(?:^|\W)(?:[а-яё]+(?:ие|ых|их|ими|иях))?\s?$", r""),
        "урок": (r"(?:онлайн[\s-]{1,3}|открыт\w+ |тематическ\w+ |совместн\w+ )$", ""),
        "гонка": ("", r"\s*«|\s+[а-яё]"),
        "коллегия": ("$^", ""),
        "салон": (r"(?:международн|всероссийск|книжн|авиационн|туристск)\w+ $", ""),
        "сбор": (r"(?:учебно-тренировочн|тренировочн|военно-\w+|спортивн)\w* $", ""),
        "пробег": ("", r"\s*«|\s+[а-яё]"),
        "парад": ("", r"\s"),
        "премьера": ("", r"\s+\w"),
        "смена": ("", r"\s*«|\s+(?:школьн|\w+ из)"),
        "приём": RECEPTION if not FESTIVE.search(before) else ("", ""),
        "прием": RECEPTION if not FESTIVE.search(before) else ("", ""),
        "обмен": ("", r"\s+(?!мнени)"),
        "открытие": ("", r"\s+(?!нов|перв|сет)"),
        "собрание": (r"(?:учредительн|торжественн|общ|отч[её]тн)\w+ $", ""),
        "этап": ("", r"\s+(?:кубка|Кубка)"),
        "финал": ("", r"\s+(?:кубка|Кубка)"),
        "публикация": ("", r"\s+(?:стат|книг|интервью|материал)"),
        "вручение": ("", r"\s+\w"),
        "праздник": (
            r"(?:народн|детск|городск|спортивн|национальн|семейн)\w+ $|$",
            r"" if re.search(r"(?:народн|детск|городск|спортивн|национальн|семейн)\w+ $", before) else r"\s*«",
        ),
        "неделя": ("$^", ""),
        "тренировка": (r"открыт\w+ $", ""),
        "строительство": ("$^", ""),
        "передача": ("", r"\s+\d"),
        "лагерь": ("", r"(?!\s+в )"),
        "премия": ("", r"\s+(?:[А-ЯЁ«])"),
        "подача": ("", r"\s+заяв"),
        "мероприятие": ("", r"\s*,?\s*(?:посвящ|приуроч|ко?\s+(?:[Дд]ню|\d)|в честь|по случаю)"),
    }.get(lemma, ("", ""))
    return bool(re.search(needed[0], before)) and bool(re.match(needed[1], after))
