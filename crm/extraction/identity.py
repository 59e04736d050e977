"""Whose report a text is, of which year, and whether it is a report or a news item."""

import re

from crm.extraction import gazetteer
from crm.extraction.heading import plan_year
from crm.russian import nominative
from crm.russian.morphology import parses

PRINTED = re.compile(r"(?m)^\W*(?:\d{1,2}\.\d{2}\.20\d\d|\d{1,2}\s[а-я]{3,8}\s20\d\d)")
SPOKEN = re.compile(
    r"\b(?:сказал|подчеркнул|отметил|сообщил|рассказал|добавил|заявил|поделил\w+|напомнил|прокомментировал)[аи]?\b|^— ",
    re.M,
)
REPORTED = re.compile(
    r"отч[её]т\b|итоги? работы|наиболее значи|задачи (?:стоят|на)|за (?:отч[её]тный )?(?:период|20\d\d) ?(?:год)?|информация о",
    re.I,
)
SECTIONED = re.compile(
    r"^\W*(?:задачи|планы|проблемы|нереш|не удалось|развитие туризма|туризм|итоги|что удалось)|(?:^[^\n]*\t[^\n]*\n){2}"
    r"|(?:^(?:[IVXХ]{1,5}|\d{1,2})[.)]\s[^\n]*(?:\n|\Z)){3}",  # what is numbered through
    re.I | re.M,
)
DATED_ALONE = re.compile(r"(?m)^\W*(?:\d{1,2}\.\d\d\.20\d\d|\d{1,2} [а-я]{3,8} 20\d\d)(?:\s*(?:г\.|года))?[\s,|–—-]*(?:\d{1,2}[:.]\d\d)?\s*$")
NEWS = re.compile(r"\bновост|\bпресс-(?:служб|релиз|центр)|\b(?:вчера|сегодня|завтра|накануне|напомним)\b", re.I)
# The first day an item names with its year, unless it dates a paper or a term; a year alone may be long over.
NOW = re.compile(r"(?<!от )(?<!до )(?<!с )(?<!по )\b\d{1,2}(?:\.\d\d\.| [а-я]{3,8} )(20[0-4]\d)\b")
MONTHS = re.compile(r"^\W*(?:январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)\W*$", re.I | re.M)
SHORT = 4_000  # letters; then what is no title names the year in passing
YEAR = re.compile(r"\b(20[0-4]\d)\b")
TITLE_YEAR = re.compile(r"(?:\bза|\bв)\s+(20\d\d)\s*(?:г\b|год)", re.I)


def kind_of_report(text: str) -> str:
    """News quotes people and tells one thing; a report on a year says so at its top."""
    text = re.sub(r"\n\s*\n", "\n", text.strip())
    top, title = text[:400], title_of(text)
    if is_item(top, text) and not REPORTED.search(title) or is_digest(text):
        return "news"
    first = "\n".join(top.split("\n")[:3])[:250]
    if plan_year(text) or REPORTED.search(top) or len(MONTHS.findall(text)) > 2 or len(text) > 9_000 or is_dated_by_year(title or first):
        return "annual_report"
    is_short = title and len(text) < SHORT
    if PRINTED.search(top) or SPOKEN.search(text):
        return "news"
    return "annual_report" if SECTIONED.search(text) or TITLE_YEAR.search(title if is_short else text[:600]) else "news"


def title_of(text: str) -> str:
    """The lines before the first that is a sentence."""
    lines = text.split("\n")[:6]
    first = next((n for n, line in enumerate(lines) if is_sentence(line.rstrip())), len(lines))
    return "\n".join(lines[:first])


def is_sentence(line: str) -> bool:
    """Names in capitals may end with a quotation mark."""
    return line.endswith((".", "!")) or line.endswith("»") and not line.isupper() or len(line) > 200


def is_item(top: str, text: str) -> bool:
    """A day at the top, people speak, and no parts with headings of their own: an item of news, whatever year it tells of."""
    return len(text) < 9_000 and bool(PRINTED.search(top)) and bool(SPOKEN.search(text)) and not SECTIONED.search(text)


def is_digest(text: str) -> bool:
    """Several items, each dated by a line of its own, that tell of yesterday and tomorrow."""
    return len(DATED_ALONE.findall(text)) > 2 and len(NEWS.findall(text)) + len(SPOKEN.findall(text)) > 2


def is_dated_by_year(title: str) -> bool:
    """«(итоги 2023 года)», «Год 2022», not «3 марта 2025 года»."""
    return bool(
        re.search(r"\bгод[:\s]+20\d\d\b|(?<![а-яё]\s)20\d\d\s*(?:г\b|год)|(?:за|в|о|итоги|хроника|запомнил\w+|завершил\w+|прош[её]л|прошедший)\s+20\d\d\s*(?:г\b|год)", title, re.I)
    )


def year_of(text: str, kind: str) -> int | None:
    if kind == "news":
        dated = re.search(r"\b\d{1,2}\.\d{2}\.(20\d\d)\b", text[:600]) or re.search(
            r"\b\d{1,2} [а-я]{3,8} (20\d\d)", text[:200]
        )
        dated = dated or NOW.search(text)
        return int(dated[1]) if dated else None
    title = "\n".join(text.strip().split("\n")[:4])[:300]
    titled = YEAR.search(title) or TITLE_YEAR.search(text[:3000]) or YEAR.search(text[:300])
    if titled:
        return int(titled[1])
    years = YEAR.findall(text)
    return int(max(sorted(set(years)), key=years.count)) if years else None


def home_city(text: str, name: str | None) -> gazetteer.City | None:
    if name:
        return gazetteer.city_named(name, "RU") or gazetteer.City(name, "RU", "", 0)
    counts: dict[gazetteer.City, int] = {}
    pattern = r"(?:\bг\.\s?|\bгород(?:а|е|у|ом)?\s+|«Город |\b[Мм]эр(?:ии|ия|а|ом)?\s+|\bадминистраци\w+\s+|^)([А-ЯЁ][\wё-]+(?: [А-ЯЁ][а-яё]+)?)"
    for match in re.finditer(pattern, text, re.M):
        first = text[: match.start()].count("\n") < 3 if match.start() < 600 else False
        for city in named(match[1]):
            counts[city] = counts.get(city, 0) + (6 if first else 1)
    return max(counts, key=counts.get) if counts else most_named(text)


def most_named(text: str) -> gazetteer.City | None:
    """No «город …» anywhere: the Russian city named most, the dictionary knowing it as a place."""
    counts: dict[gazetteer.City, int] = {}
    for word in re.findall(r"(?<![«А-Яа-яё])[А-ЯЁ][а-яё]{2,}(?:-[А-ЯЁ][а-яё]+)?", text[:20_000]):
        if any("Geox" in parse.tag.grammemes and parse.score > 0.3 for parse in parses(word)):
            for city in named(word):
                counts[city] = counts.get(city, 0) + 1
    return max(counts, key=counts.get) if counts else None


def named(words: str) -> list[gazetteer.City]:
    words = words.title() if words.isupper() else words
    for form in (words, words.split()[0]):
        found = [city for _, city in gazetteer.cities_of_form(form) if city.country == "RU"]
        if found:
            return found[:1]
    return []


def issued_by(text: str) -> str | None:
    found = re.search(
        r"(?<![а-яё])([Аа]дминистраци\w+|[Мм]эри\w+)\s+(?:города|г\.|городского округа)?\s*(?:[А-ЯЁ][\wё-]+|«[^»]+»)",
        text,
    )
    if not found:
        return None
    phrase = nominative(found[0])
    return phrase[0].lower() + phrase[1:]
