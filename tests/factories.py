"""Factories free of surprises: the least a record needs, nothing random."""

import factory
from factory.django import DjangoModelFactory

from crm.accounts.models import Department, Membership, User
from crm.agreements.models import Agreement
from crm.dates import parse
from crm.events.models import Delegation, Event, EventSeries, MeetingNote, Outcome
from crm.intake.models import Document, Draft
from crm.partners.models import Organisation, Partnership, Person, Post, Tenure
from crm.places.models import City, Country
from crm.plans.models import Commitment, PreparationPlan


class CountryFactory(DjangoModelFactory):
    class Meta:
        model = Country
        django_get_or_create = ["code"]

    code = "KG"
    name_ru = "Киргизия"
    name_en = "Kyrgyzstan"


class CityFactory(DjangoModelFactory):
    class Meta:
        model = City
        django_get_or_create = ["name_ru"]

    name_ru = "Джалал-Абад"
    country = factory.SubFactory(CountryFactory)
    time_zone = "Asia/Bishkek"


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Отдел {n}")
    slug = factory.Sequence(lambda n: f"department-{n}")
    city = factory.SubFactory(
        CityFactory,
        name_ru="Красноярск",
        time_zone="Asia/Krasnoyarsk",
        country=factory.SubFactory(CountryFactory, code="RU", name_ru="Россия"),
    )


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user-{n}")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    department = factory.SubFactory(DepartmentFactory)


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    department = factory.SubFactory(DepartmentFactory)


class PartnershipFactory(OwnedFactory):
    class Meta:
        model = Partnership

    city = factory.SubFactory(CityFactory)


class OrganisationFactory(OwnedFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Организация {n}")


class PersonFactory(OwnedFactory):
    class Meta:
        model = Person

    family_name = factory.Sequence(lambda n: f"Примеров-{n}")
    given_name = "И.О."


class PostFactory(OwnedFactory):
    class Meta:
        model = Post

    title = "аким"
    city = factory.SubFactory(CityFactory)


class TenureFactory(OwnedFactory):
    class Meta:
        model = Tenure

    person = factory.SubFactory(PersonFactory, department=factory.SelfAttribute("..department"))
    post = factory.SubFactory(PostFactory, department=factory.SelfAttribute("..department"))


class AgreementFactory(OwnedFactory):
    class Meta:
        model = Agreement

    title = factory.Sequence(lambda n: f"Соглашение {n}")


class EventSeriesFactory(OwnedFactory):
    class Meta:
        model = EventSeries

    title = factory.Sequence(lambda n: f"Серия {n}")


class EventFactory(OwnedFactory):
    class Meta:
        model = Event

    title = factory.Sequence(lambda n: f"Форум {n}")
    date = parse("17.11.2025")


class DelegationFactory(OwnedFactory):
    class Meta:
        model = Delegation

    title = factory.Sequence(lambda n: f"Делегация {n}")


class MeetingNoteFactory(OwnedFactory):
    class Meta:
        model = MeetingNote

    title = factory.Sequence(lambda n: f"Встреча {n}")


class OutcomeFactory(OwnedFactory):
    class Meta:
        model = Outcome

    text = factory.Sequence(lambda n: f"Итог {n}")


class CommitmentFactory(OwnedFactory):
    class Meta:
        model = Commitment

    text = factory.Sequence(lambda n: f"Поручение {n}")


class PreparationPlanFactory(OwnedFactory):
    class Meta:
        model = PreparationPlan

    title = factory.Sequence(lambda n: f"План {n}")
    event = factory.SubFactory(EventFactory, department=factory.SelfAttribute("..department"))


class DocumentFactory(OwnedFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Отчёт {n}")
    text = "В мае прошла встреча."


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    document = factory.SubFactory(DocumentFactory)
    kind = "events"
    values = factory.LazyFunction(lambda: {"title": "Встреча", "date": "2023-05", "status": "held"})
    evidence = factory.LazyFunction(lambda: [[0, 20]])
