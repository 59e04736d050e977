"""Periods in words, as a table or a heading shows them."""

from crm.dates.periods import Period, Precision

ROMAN = ("", "I", "II", "III", "IV")
MONTHS = {
    "ru": (
        "январь", "февраль", "март", "апрель", "май", "июнь",
        "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
MONTHS_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)
SEASONS = {"ru": ("весна", "лето", "осень", "зима"), "en": ("spring", "summer", "autumn", "winter")}
UNKNOWN = {"ru": "дата неизвестна", "en": "date unknown"}


def write(period: Period, language: str = "ru") -> str:
    language = "ru" if language.lower().startswith("ru") else "en"
    first, last = period.earliest, period.latest
    match period.precision:
        case Precision.unknown:
            return UNKNOWN[language]
        case Precision.day:
            return f"{day_and_month(first, language)} {first.year}"
        case Precision.days:
            return days(first, last, language)
        case Precision.month:
            return f"{MONTHS[language][first.month - 1]} {first.year}"
        case Precision.months:
            return months(first, last, MONTHS[language])
        case Precision.season:
            return season(first, SEASONS[language])
        case Precision.quarter:
            number = last.month // 3
            return f"{ROMAN[number]} квартал {first.year}" if language == "ru" else f"Q{number} {first.year}"
        case Precision.half_year:
            return half_year(first.year, last.month // 6, language)
        case Precision.year:
            return f"{first.year}"
        case Precision.years:
            return f"{first.year}–{last.year}"


def day_and_month(on, language: str) -> str:
    return f"{on.day} {(MONTHS_GENITIVE if language == 'ru' else MONTHS['en'])[on.month - 1]}"


def days(first, last, language: str) -> str:
    end = f"{day_and_month(last, language)} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = day_and_month(first, language)
    return f"{start} – {end}" if first.year == last.year else f"{start} {first.year} – {end}"


def months(first, last, names: tuple[str, ...]) -> str:
    end = f"{names[last.month - 1]} {last.year}"
    if first.year == last.year:
        return f"{names[first.month - 1]}–{end}"
    return f"{names[first.month - 1]} {first.year} – {end}"


def season(first, names: tuple[str, ...]) -> str:
    name = names[first.month // 3 - 1]
    return f"{name} {first.year}/{first.year + 1}" if first.month == 12 else f"{name} {first.year}"


def half_year(year: int, number: int, language: str) -> str:
    if language == "ru":
        return f"{ROMAN[number]} полугодие {year}"
    return f"{('first', 'second')[number - 1]} half of {year}"
