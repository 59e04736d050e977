"""Events that come again: an RRULE of RFC 5545 by days, and days left out. The same days everywhere.

A calendar must show just what phones show, so only what all programs read alike is taken: whole days,
by day, week, month or year.
"""

import copy
import datetime
import re
from calendar import monthrange

from dateutil.rrule import rrulestr
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from crm.dates import ApproximateDate

EVERY = {
    "FREQ=YEARLY": _("every year"), "FREQ=MONTHLY": _("every month"), "FREQ=WEEKLY": _("every week"),
    "FREQ=DAILY": _("every day"),
}  # fmt: skip
COMMON = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
# What narrows a rule, in the combinations that dateutil and ical.js were found to read alike (tests/clients). Few
# periods are looked through for them, so that a rule which names no day at all ends soon, too.
NARROWED_BY = {
    "DAILY": [set()],
    "WEEKLY": [set(), {"BYDAY"}],
    "MONTHLY": [set(), {"BYMONTHDAY"}, {"BYDAY"}, {"BYDAY", "BYSETPOS"}],
    "YEARLY": [set(), {"BYDAY"}, {"BYMONTH"}, {"BYMONTH", "BYDAY"}, {"BYMONTH", "BYMONTHDAY"}],
}
MONTH_DAY, WEEKDAY = r"-?([1-9]|[12]\d|3[01])", r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)"
FORMS = {
    "INTERVAL": r"[1-9]\d?", "COUNT": r"[1-9]\d{0,2}", "UNTIL": r"(19|20|21)\d{6}", "WKST": r"MO|SU",
    "BYMONTH": r"([1-9]|1[0-2])(,([1-9]|1[0-2]))*", "BYMONTHDAY": f"{MONTH_DAY}(,{MONTH_DAY})*",
    "BYDAY": f"{WEEKDAY}(,{WEEKDAY})*", "BYSETPOS": r"-?[1-9]\d?",
}  # fmt: skip
MOST_EXCLUDED = 1000
LAST_DAY = datetime.date(2200, 12, 31)
MESSAGE = _("This rule was not understood. Write it like FREQ=YEARLY or FREQ=YEARLY;BYMONTH=6;BYDAY=1SA.")


def validate_recurrence(text):
    parts = re.findall(r"([A-Z]+)=([A-Z0-9,+-]+)(?:;|$)", text)
    named = dict(parts)
    is_whole = ";".join(f"{name}={value}" for name, value in parts) == text and len(named) == len(parts)
    if not is_whole or set(named) - COMMON not in NARROWED_BY.get(named.get("FREQ"), []):
        raise ValidationError(MESSAGE)
    if not all(re.fullmatch(FORMS[name], value) for name, value in parts if name in FORMS):
        raise ValidationError(MESSAGE)
    # A day is counted once, by its number among its like or by its place in the month; a week has one of each.
    is_numbered = re.search(r"\d", named.get("BYDAY", ""))
    is_counted_wrong = is_numbered and ("BYSETPOS" in named or named["FREQ"] == "WEEKLY")
    if is_counted_wrong or {"COUNT", "UNTIL"} <= set(named):
        raise ValidationError(MESSAGE)
    try:
        rule_of(text, datetime.date(2000, 1, 1), datetime.date(2001, 1, 1))
    except (ValueError, TypeError, AttributeError) as error:
        raise ValidationError(MESSAGE) from error


def validate_days(days):
    """A list of days as ISO 8601 writes them."""
    try:
        if not isinstance(days, list) or len(days) > MOST_EXCLUDED:
            raise ValueError
        for day in days:
            datetime.date.fromisoformat(day)
    except (ValueError, TypeError) as error:
        raise ValidationError(_("Days left out are written like 2027-06-12.")) from error


def rule_of(text, first, last):
    """The rule from the first day on, and no further than the last one."""
    midnight = datetime.time()
    rule = rrulestr(text, dtstart=datetime.datetime.combine(first, midnight))
    end = datetime.datetime.combine(min(last, LAST_DAY), midnight)
    # A rule has a number of times or a last day, not both; a number is cut off by whoever asks.
    return rule if "COUNT=" in text else rule.replace(until=min(end, rule._until or end))


def recurs(event):
    """Only what is known to the day can come again on certain days."""
    return bool(event.recurrence and event.date.is_exact and event.starts_on)


def excluded(event):
    return {datetime.date.fromisoformat(day) for day in event.excluded_days}


def first_days(event, last, *, since=None):
    """The first days of its times up to a day, the first one always among them (RFC 5545 §3.8.5.3)."""
    begin = nearer(event.recurrence, event.starts_on, since) if since else event.starts_on
    days = {when.date() for when in rule_of(event.recurrence, begin, last)} | {event.starts_on}
    return sorted(day for day in days - excluded(event) if day <= last)


DAYS = {"DAILY": 1, "WEEKLY": 7}


def nearer(rule, start, since):
    """A later first day that leaves the rule the same: decades of days are not counted one by one."""
    named = dict(part.split("=") for part in rule.split(";"))
    step = DAYS.get(named["FREQ"], 0) * int(named.get("INTERVAL", 1))
    if not step or "COUNT" in named:
        return start
    return start + datetime.timedelta(days=max(0, (since - start).days // step * step))


def occurrences(event, first, last):
    """[(first day, last day)] of the times of an event that touch the days from first to last."""
    if event.starts_on is None:
        return []
    length = event.ends_on - event.starts_on
    days = first_days(event, last, since=first - length) if recurs(event) else [event.starts_on]
    return [(day, day + length) for day in days if day <= last and day + length >= first]


def last_day(event):
    """The last day of the last time; None when it has no end."""
    if not recurs(event):
        return event.ends_on
    if not re.search(r"COUNT=|UNTIL=", event.recurrence):
        return None
    days = first_days(event, LAST_DAY)
    return (days[-1] if days else event.starts_on) + (event.ends_on - event.starts_on)


def begins_by_rule(recurrence, first):
    """Whether the rule itself names the first day; programs differ on a first day outside of it."""
    named = any(when.date() == first for when in rule_of(recurrence, first, first))
    return named and has_its_day_each_time(recurrence, first)


def has_its_day_each_time(recurrence, first):
    """Some programs put the 29th of February, or the 31st of a month without one, on the first of the next month."""
    named = dict(part.split("=") for part in recurrence.split(";"))
    if named["FREQ"] != "YEARLY" or "BYDAY" in named:
        return True
    months = [int(month) for month in named.get("BYMONTH", str(first.month)).split(",")]
    days = [int(day) for day in named.get("BYMONTHDAY", str(first.day)).split(",")]
    return all(0 < day <= monthrange(2001, month)[1] for day in days for month in months)


def in_words(event):
    """«Ежегодно», or the rule as it is written."""
    return str(EVERY.get(event.recurrence, event.recurrence))


def as_shown(event, first, last):
    """Copies of an event that comes again, one for each time that touches the days from first to last."""
    for start, end in occurrences(event, first, last):
        one = copy.copy(event)
        one.date = ApproximateDate.days(start, end)
        one.starts_on, one.ends_on = start, end
        yield one
