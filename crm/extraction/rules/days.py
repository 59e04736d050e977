"""Days and months as print has them: «5», «05», «5-го», «пятого», «двадцать пятое»; «марта», «в марте»."""

import datetime
import re

MONTHS = (
    r"январ[ьяеюё]м?",
    r"феврал[ьяею]м?",
    r"март(?:а|е|у|ом)?",
    r"апрел[ьяею]м?",
    r"ма[йяею]",
    r"июн[ьяею]м?",
    r"июл[ьяею]м?",
    r"август(?:а|е|у|ом)?",
    r"сентябр[ьяею]м?",
    r"октябр[ьяею]м?",
    r"ноябр[ьяею]м?",
    r"декабр[ьяею]м?",
)
M = rf"(?:{'|'.join(MONTHS)})(?![а-яё])"
G = r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)я|марта|августа|мая)(?![а-яё])"

ORDINALS = {
    "перв": 1, "втор": 2, "треть": 3, "четверт": 4, "четвёрт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8,
    "девят": 9, "десят": 10, "одиннадцат": 11, "двенадцат": 12, "тринадцат": 13, "четырнадцат": 14, "пятнадцат": 15,
    "шестнадцат": 16, "семнадцат": 17, "восемнадцат": 18, "девятнадцат": 19, "двадцат": 20, "тридцат": 30,
}  # fmt: skip
TENS = {"двадцать": 20, "тридцать": 30}
FIGURE = r"(?:[12]\d|3[01]|0?[1-9])"
ENDING = r"-?(?:го|е|ое|ого)(?![а-яё])"
WORD = rf"(?:(?:{'|'.join(TENS)})\s+)?(?:{'|'.join(ORDINALS)})(?:его|ого|ое|е)(?![а-яё])"
DAY = rf"(?:(?<![\d.,]){FIGURE}(?:{ENDING})?|(?<![а-яё]){WORD})"


def day_number(words: str) -> int:
    """Above 31 for «тридцать пятого», which no calendar has."""
    figures = re.sub(r"\D", "", words)
    if figures:
        return int(figures)
    *tens, last = words.lower().split()
    stem = re.fullmatch(r"(.+?)(?:его|ого|ое|е)", last)[1]
    return ORDINALS[stem] + sum(TENS[word] for word in tens)


def month_number(word: str) -> int:
    return next(n for n, form in enumerate(MONTHS, 1) if re.fullmatch(form, word, re.I))


def month_named(text: str, start: int, end: int) -> int | None:
    """The month named last in a stretch of text."""
    named = list(re.finditer(rf"(?<![а-яё]){M}", text[start:end], re.I))
    return month_number(named[-1].group()) if named else None


def one_day(year: int, month: int, day: int) -> str | None:
    """None for what the calendar has not, such as 31.02."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
