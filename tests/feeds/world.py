"""One record of every kind that has entries in calendars."""

import datetime

import pytest
from django.utils import timezone

from crm.dates import ApproximateDate, parse
from crm.events.models import ProgrammeItem
from crm.plans.models import Milestone
from tests.factories import (
    AgreementFactory,
    CityFactory,
    CommitmentFactory,
    DelegationFactory,
    EventFactory,
    EventSeriesFactory,
    PartnershipFactory,
    PersonFactory,
    PreparationPlanFactory,
)

TODAY = timezone.localdate()
SOON = ApproximateDate.day(TODAY + datetime.timedelta(days=40))


@pytest.fixture
def world(department, specialist):
    """Each is tied to others that it tells of."""
    city = CityFactory(name_ru="Зурбаган", country__code="KG", time_zone="Asia/Bishkek", city_day="12 июня")
    PartnershipFactory(department=department, city=city, since=parse("05.03.2010"))
    AgreementFactory(
        department=department, title="Договор", status="in_force", signed=parse("01.02.2020"),
        valid_until=TODAY + datetime.timedelta(days=100), notice_days=30,
    )
    event = EventFactory(
        department=department, title="Форум", date=SOON, start_time="10:00", city=city, edition=2,
        series=EventSeriesFactory(department=department, title="Форумы"),
    )
    event.cities.add(city)
    event.countries.add(city.country)
    event.people.add(PersonFactory(department=department, family_name="Незабудкин"))
    CommitmentFactory(department=department, text="Прислать книги", due=SOON, responsible=specialist)
    plan = PreparationPlanFactory(department=department, title="Юбилей", event=event)
    Milestone.objects.create(plan=plan, title="Смета", fixed_on=SOON.earliest, responsible=specialist)
    delegation = DelegationFactory(department=department, title="Гости", city=city)
    ProgrammeItem.objects.create(delegation=delegation, day=SOON.earliest, start_time="09:00", title="Завтрак")
    return department
