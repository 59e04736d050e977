"""Days that come again each year: anniversaries, city days, national days. Made for some years ahead."""

import csv
import datetime
import re
from functools import cache
from pathlib import Path

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from crm.agreements.models import Agreement
from crm.dates import ApproximateDateError, parse
from crm.feeds.making import Day, Maker, day_entry, horizon, with_changes
from crm.feeds.models import Source
from crm.partners.models import Partnership, PartnershipState
from crm.places.models import City, Country

YEARS_AHEAD = 5
ROUND_YEARS = 5
HOLIDAYS = Path(__file__).parent / "data" / "holidays.tsv"
WEEKDAYS = ["понедельник", "вторник", "сред", "четверг", "пятниц", "суббот", "воскресень"]
WEEKDAYS_EN = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDINALS = {"перв": 1, "втор": 2, "трет": 3, "четвёрт": 4, "четверт": 4, "последн": -1}
ORDINALS_EN = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


class PartnershipMaker(Maker):
    record = "partnership"
    is_yearly = True

    def records(self):
        rows = Partnership.objects.present().filter(state=PartnershipState.ACTIVE).exclude(since_earliest=None)
        return with_changes(rows.select_related("city"))

    def entries(self, row, rendering):
        for years, on in yearly(row.since):
            text = ngettext("%(years)s year of ties: %(what)s", "%(years)s years of ties: %(what)s", years)
            yield anniversary(self, row, rendering, text % {"years": years, "what": row.city.name}, on)


class SignedAgreementMaker(Maker):
    """The same agreements as their terms, by another of their days."""

    record = "signed"
    is_yearly = True

    def records(self):
        return with_changes(Agreement.objects.present().live().exclude(signed_earliest=None))

    def entries(self, row, rendering):
        for years, on in yearly(row.signed):
            text = ngettext("%(years)s year since: %(what)s", "%(years)s years since: %(what)s", years)
            yield anniversary(self, row, rendering, text % {"years": years, "what": row.title}, on)


def anniversary(maker, row, rendering, title, on):
    day = Day(title, on, part=str(on.year), category=_("anniversaries"), path=row.get_absolute_url())
    return day_entry(maker, row, rendering, day, source=Source.ANNIVERSARIES, department_id=row.department_id)


def yearly(date):
    """(years, day) of each anniversary in the window; none of a date that is known by month or vaguer."""
    if not date.is_known or date.earliest != date.latest:
        return
    for year in horizon(years=YEARS_AHEAD):
        if year > date.earliest.year:
            years = year - date.earliest.year
            yield years, date.earliest + relativedelta(years=years)


class CityMaker(Maker):
    record = "city"
    is_yearly = True

    def records(self):
        known = City.objects.exclude(city_day="") | City.objects.exclude(founded_year=None)
        return with_changes(known.filter(pk__in=Partnership.objects.present().values("city")))

    def entries(self, city, rendering):
        for year in horizon(years=YEARS_AHEAD):
            if day := city_day(city, year):
                day.part, day.category = str(year), _("city days")
                yield day_entry(self, city, rendering, day, source=Source.CITY_DAYS)


def city_day(city, year):
    """The day of the city, with its age; of a city without one, a round anniversary known by the year."""
    age = year - city.founded_year if city.founded_year else 0
    told = ngettext("%(years)s year", "%(years)s years", age) % {"years": age} if age > 0 else ""
    on = day_of_words(city.city_day, year)
    if on:
        title = _("City day: %(city)s") % {"city": city.name}
        return Day(f"{title} ({told})" if told else title, on)
    if told and age % ROUND_YEARS == 0:
        title = _("City anniversary: %(city)s, %(age)s") % {"city": city.name, "age": told}
        return Day(f"[{year}] {title}", datetime.date(year, 1, 1), is_tentative=True)
    return None


def day_of_words(text, year):
    """«12 июня» or «первая суббота июня» in a year; None for what is not understood."""
    words = text.casefold().replace("каждая", "").replace("каждое", "").strip()
    if not words:
        return None
    try:
        date = parse(f"{words} {year}")
        return date.earliest if date.earliest == date.latest else nth_weekday(words, year)
    except ApproximateDateError:
        return nth_weekday(words, year)


def nth_weekday(words, year):
    found = re.fullmatch(r"(?:в |the |on the )?(\w+)(?:-\w+)? (\w+) (?:of )?(\w+)", words)
    if not found:
        return None
    number = next((n for stem, n in (ORDINALS | ORDINALS_EN).items() if found[1].startswith(stem)), None)
    names = [(name, day) for each in (WEEKDAYS, WEEKDAYS_EN) for day, name in enumerate(each)]
    weekday = next((day for name, day in names if found[2].startswith(name)), None)
    try:
        month = parse(f"{found[3]} {year}").earliest
    except ApproximateDateError:
        return None
    if number is None or weekday is None or month is None:
        return None
    days = list(rrule(MONTHLY, dtstart=month, count=1, byweekday=weekday, bysetpos=number))
    return days[0].date() if days and days[0].month == month.month else None


class CountryMaker(Maker):
    record = "country"
    is_yearly = True

    def records(self):
        partners = Partnership.objects.present().values("city__country")
        return with_changes(Country.objects.filter(code__in=holidays(), pk__in=partners))

    def entries(self, country, rendering):
        for year in horizon(years=YEARS_AHEAD):
            for holiday in holidays()[country.code]:
                month_day = holiday["day"]
                name = holiday["name_en"] if get_language() == "en" else holiday["name_ru"]
                on = datetime.date.fromisoformat(f"{year}-{month_day}")
                category = _("national days") if holiday["national"] else _("public holidays")
                day = Day(f"{country.name}: {name}", on, part=f"{on:%Y%m%d}", category=category)
                yield day_entry(self, country, rendering, day, source=Source.HOLIDAYS)


@cache
def holidays():
    """{code of a country: its fixed days}."""
    found = {}
    with HOLIDAYS.open(encoding="utf-8", newline="") as file:
        rows = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(rows, delimiter="\t"):
            found.setdefault(row["country"], []).append(row)
    return found
