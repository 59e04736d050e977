"""Which stored entries a subscription shows: what its user may see now, narrowed by its choices."""

from types import SimpleNamespace

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from crm.agreements.models import AgreementParty
from crm.events.filters import EventFilter
from crm.events.models import Event
from crm.feeds.models import Approximate, Entry, Source
from crm.feeds.storing import rendering_for
from crm.partners.models import Partnership
from crm.plans.models import Commitment, Milestone

NAMES_RIGHT = "events.export_delegationmember"  # whoever may take people's names out of the house
LIST_FILTERS = ("q", "period", "format", "to_settle", "past_planned")


def may_show_names(user):
    """In every department that the user sees: a feed mixes them."""
    seen = user.roles_by_department
    return bool(seen) and user.departments_for(NAMES_RIGHT).count() == len(seen)


def rendering_of(subscription):
    return rendering_for(
        site=subscription.site,
        language=subscription.language,
        spans=subscription.approximate == Approximate.SPAN,
        names=subscription.shows_names and may_show_names(subscription.user),
        alarms=subscription.has_alarms,
        public=False,
    )


def entries_of(subscription, *, today=None):
    """A queryset of entries for each source, in the order of the feed."""
    choice = Choice(subscription)
    rows = Entry.objects.filter(rendering=rendering_of(subscription), shown_until__gte=today or timezone.localdate())
    for source in Source.values:
        if source in subscription.sources:
            found = getattr(choice, source)(rows.filter(source=source))
            yield found.order_by("shown_until", "digest", "pk")


class Choice:
    """One method a source."""

    def __init__(self, subscription):
        self.subscription, self.user = subscription, subscription.user
        self.departments = list(subscription.departments.values_list("pk", flat=True))
        self.countries = list(subscription.countries.values_list("pk", flat=True))
        self.cities = list(subscription.partnerships.values_list("city", flat=True))

    def owned(self, rows):
        if not self.user.sees_every_department:
            rows = rows.filter(department__in=list(self.user.roles_by_department))
        return rows.filter(department__in=self.departments) if self.departments else rows

    def placed(self, rows, links, *, record, city="city", country="city__country"):
        """Rows of one kind of record whose link to places meets the chosen countries and partners."""
        wanted = Q()
        if self.countries:
            wanted &= Q(record_id__in=links.filter(**{f"{country}__in": self.countries}).values(record))
        if self.cities:
            wanted &= Q(record_id__in=links.filter(**{f"{city}__in": self.cities}).values(record))
        return rows.filter(wanted)

    def events(self, rows):
        choices = self.subscription
        rows = self.owned(rows)
        if self.countries:
            links = Event.countries.through.objects.filter(country__in=self.countries)
            rows = rows.filter(record_id__in=links.values("event"))
        if self.cities:
            links = Event.cities.through.objects.filter(city__in=self.cities)
            held = Event.objects.filter(city__in=self.cities)
            rows = rows.filter(Q(record_id__in=links.values("event")) | Q(record_id__in=held.values("pk")))
        narrow = {"kind__in": choices.kinds, "status__in": choices.statuses}
        rows = rows.filter(**{lookup: values for lookup, values in narrow.items() if values})
        if choices.series_id:
            rows = rows.filter(series_id=choices.series_id)
        if not choices.shows_cancelled:
            rows = rows.filter(is_cancelled=False)
        if choices.approximate == Approximate.NONE:
            rows = rows.filter(is_approximate=False)
        return rows.filter(record_id__in=self.listed().values("pk")) if choices.list_query else rows

    def listed(self):
        """The events of the list with those filters that a subscription has no choice of its own for."""
        query = QueryDict(self.subscription.list_query)
        request = SimpleNamespace(user=self.user)
        return EventFilter(query, queryset=Event.objects.visible_to(self.user), request=request).qs.order_by()

    def long_range(self, rows):
        return self.events(rows)

    def agreements(self, rows):
        return self.placed(self.owned(rows), AgreementParty.objects, record="agreement")

    def work(self, rows):
        rows = self.owned(rows)
        promises = self.placed(rows.filter(record="commitment"), Commitment.objects, record="pk")
        steps = self.placed(
            rows.filter(record="milestone"), Milestone.objects, record="pk",
            city="plan__event__cities", country="plan__event__countries",
        )
        return promises | steps

    def anniversaries(self, rows):
        rows = self.owned(rows)
        ties = self.placed(rows.filter(record="partnership"), Partnership.objects, record="pk")
        return ties | self.placed(rows.filter(record="signed"), AgreementParty.objects, record="agreement")

    def partners(self):
        """Cities and countries belong to nobody; the ties with them say whose partners they are."""
        rows = Partnership.objects.visible_to(self.user)
        narrow = {"department__in": self.departments, "city__country__in": self.countries, "city__in": self.cities}
        return rows.filter(**{lookup: values for lookup, values in narrow.items() if values})

    def city_days(self, rows):
        return rows.filter(record_id__in=self.partners().values("city"))

    def holidays(self, rows):
        return rows.filter(record_id__in=self.partners().values("city__country"))

    def programme(self, rows):
        return self.owned(rows).filter(delegation_id=self.subscription.delegation_id or 0)


def public_entries(calendar, *, today=None):
    """Of a department's public calendar: what was marked as public, in its own way of writing."""
    rows = public_rendering(calendar).entries.filter(
        department=calendar.department_id, source=Source.EVENTS, shown_until__gte=today or timezone.localdate()
    )
    yield rows.order_by("shown_until", "digest", "pk")


def public_rendering(calendar):
    return rendering_for(site=calendar.site, language="ru", spans=False, names=False, alarms=False, public=True)
