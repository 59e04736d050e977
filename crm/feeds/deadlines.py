"""Days that are no events, yet stand in calendars: ends of terms, promised dates, anniversaries."""

import datetime
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Max, OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.agreements.models import Agreement
from crm.feeds.ical import WINDOW_BACK_DAYS
from crm.partners.models import Partnership, PartnershipState
from crm.plans.models import Commitment, Milestone

YEARS_AHEAD = 5


@dataclass(frozen=True)
class DayEntry:
    """A whole day of a calendar. Its sequence is how often its record was saved: that never falls."""

    uid: str
    title: str
    day: datetime.date
    path: str
    category: str
    sequence: int
    changed_at: datetime.datetime


def agreement_days(subscription, today):
    for row in with_changes(chosen(Agreement, subscription, city="parties__city").live()):
        terms = [(_("Expires: %(title)s"), row.valid_until, "end")]
        terms.append((_("Last day to give notice: %(title)s"), row.notice_on, "notice"))
        for text, day, what in terms:
            if day:
                yield entry(row, text % {"title": row.title}, day, what, _("agreements"))


def work_days(subscription, today):
    for row in with_changes(chosen(Commitment, subscription, city="city").unfinished().exclude(due_on=None)):
        yield entry(row, _("Due: %(title)s") % {"title": row.text}, row.due_on, "due", _("commitments"))
    milestones = chosen(Milestone, subscription, city="plan__event__cities", department="plan__department")
    for row in with_changes(milestones.unfinished().exclude(due_on=None).select_related("plan")):
        title = _("Due: %(title)s") % {"title": f"{row.title} – {row.plan}"}
        yield entry(row, title, row.due_on, "due", _("preparation"), path=row.plan.get_absolute_url())


def anniversaries(subscription, today):
    """Of ties and agreements whose day is known, from a year ago to some years ahead."""
    ties = chosen(Partnership, subscription, city="city").filter(state=PartnershipState.ACTIVE)
    for row in with_changes(ties.select_related("city")):
        for years, day in yearly(row.since, today):
            text = ngettext("%(years)s year of ties: %(what)s", "%(years)s years of ties: %(what)s", years)
            title = text % {"years": years, "what": row.city.name}
            yield entry(row, title, day, f"anniversary-{day.year}", _("anniversaries"))
    for row in with_changes(chosen(Agreement, subscription, city="parties__city").live()):
        for years, day in yearly(row.signed, today):
            text = ngettext("%(years)s year since: %(what)s", "%(years)s years since: %(what)s", years)
            title = text % {"years": years, "what": row.title}
            yield entry(row, title, day, f"anniversary-{day.year}", _("anniversaries"))


SOURCES = {"agreements": agreement_days, "work": work_days, "anniversaries": anniversaries}


def day_entries(subscription, *, today):
    """All of what the subscription chose besides events, by day."""
    first = today - datetime.timedelta(days=WINDOW_BACK_DAYS)
    found = [each for name in subscription.sources if name in SOURCES for each in SOURCES[name](subscription, today)]
    return sorted((each for each in found if each.day >= first), key=lambda each: (each.day, each.uid))


def entry(row, title, day, what, category, path=""):
    uid = f"{row._meta.model_name}-{row.pk}-{what}"
    changed_at = row.saved_at or datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
    return DayEntry(uid, title, day, path or row.get_absolute_url(), category, max(0, (row.saves or 0) - 1), changed_at)


def yearly(date, today):
    """(years, day) of each anniversary in the window; none of a date that is known by month or vaguer."""
    if not date.is_known or date.earliest != date.latest:
        return
    for year in range(max(today.year - 1, date.earliest.year + 1), today.year + YEARS_AHEAD + 1):
        years = year - date.earliest.year
        yield years, date.earliest + relativedelta(years=years)


def chosen(model, subscription, *, city, department="department"):
    """Rows that the subscriber may see, of the departments, countries and partners of the subscription."""
    rows = model.objects.visible_to(subscription.user)
    narrow = {
        f"{department}__in": list(subscription.departments.values_list("pk", flat=True)),
        f"{city}__country__in": list(subscription.countries.values_list("pk", flat=True)),
        f"{city}__in": list(subscription.partnerships.values_list("city", flat=True)),
    }
    for lookup, values in narrow.items():
        if values:
            rows = rows.filter(pk__in=model.objects.filter(**{lookup: values}).values("pk"))
    return rows.order_by("pk")


def with_changes(rows):
    """Each row with how often it was saved, and when at last."""
    past = rows.model.history.model.objects.filter(id=OuterRef("pk")).order_by().values("id")
    saves = past.annotate(number=Count("history_id")).values("number")
    saved_at = past.annotate(latest=Max("history_date")).values("latest")
    return rows.annotate(saves=Subquery(saves), saved_at=Subquery(saved_at))
