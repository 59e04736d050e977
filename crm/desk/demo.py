"""The demo: sample reports read through the real intake, and a believable current year around today.

`fixtures/demo.json` counts days from today ("day"), months ahead ("month") and quarters ("quarter").
"""

import datetime
import json
import secrets

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from crm.accounts.models import Department, Membership, User
from crm.accounts.roles import Role
from crm.agreements.actions import record_action
from crm.agreements.models import ActionKind, Agreement, AgreementParty
from crm.dates import ApproximateDate, parse
from crm.events.models import Delegation, DelegationMember, Event, MeetingNote, ProgrammeItem
from crm.intake.bulk import accept_all
from crm.intake.receiving import read, receive
from crm.partners.models import Partnership, Person, Post, Tenure, TenureState
from crm.places.actions import load_world
from crm.places.models import City, Country
from crm.plans.models import Commitment, Milestone, PreparationPlan

FIXTURES = settings.BASE_DIR / "fixtures"


def build_demo():
    """[(login, password, role, departments)] of the log-ins made; the passwords are known only here and now."""
    data = json.loads((FIXTURES / "demo.json").read_text(encoding="utf-8"))
    load_world()
    with transaction.atomic():
        builder = DemoBuilder(data, today=timezone.localdate())
        logins = builder.people_who_sign_in()
    for report in data["reports"]:
        builder.read_report(report)
    with transaction.atomic():
        builder.this_year()
    return logins


class DemoBuilder:
    def __init__(self, data, *, today):
        self.data = data
        self.today = today
        self.departments = {row["slug"]: self.department(row) for row in data["departments"]}

    def department(self, row):
        return Department.objects.create(**{**row, "city": self.city(row["city"])})

    def city(self, name):
        spellings = [name, name.replace("ё", "е")]
        return City.objects.filter(name_ru__in=spellings).order_by("-population").first() or self.known_as(name)

    def known_as(self, name):
        return City.objects.matching(name).order_by("-population").first()

    def people_who_sign_in(self):
        logins = []
        for row in self.data["users"]:
            password = secrets.token_urlsafe(9)
            role = Role(row["role"])
            user = User.objects.create_user(
                row["login"],
                password=password,
                first_name=row["first_name"],
                last_name=row["last_name"],
                is_staff=role == Role.ADMINISTRATOR,
            )
            for slug in row["departments"]:
                Membership.objects.create(user=user, department=self.departments[slug], role=role)
            logins.append((row["login"], password, str(role.label), ", ".join(row["departments"])))
        return logins

    def read_report(self, row):
        """The way staff do it: upload, read, accept."""
        user = User.objects.get(username="admin")
        with (FIXTURES / "reports" / row["file"]).open("rb") as stream:
            document = receive(
                File(stream, name=row["file"]),
                department=self.departments[row["department"]],
                user=user,
                title=row["title"],
            )
        read(document.pk)
        document.refresh_from_db()
        accept_all(document, user=user, everything=True)

    def this_year(self):
        for name in ("people", "events", "agreements", "meetings", "commitments", "delegations", "plans"):
            for row in self.data[name]:
                getattr(self, f"add_{name}")(dict(row), self.departments[row["department"]])

    def on(self, day):
        return self.today + datetime.timedelta(days=day)

    def date_of(self, row):
        if "date" in row:
            return parse(row["date"])
        if "month" in row:
            ahead = self.today.year * 12 + self.today.month - 1 + row["month"]
            return ApproximateDate.month(ahead // 12, ahead % 12 + 1)
        if "quarter" in row:
            return ApproximateDate.quarter(self.today.year + 1, row["quarter"])
        first = self.on(row["day"])
        return ApproximateDate.days(first, first + datetime.timedelta(days=row.get("days", 1) - 1))

    def partnership(self, department, city):
        Partnership.objects.present().get_or_create(department=department, city=city)

    def add_people(self, row, department):
        city = self.city(row["post_city"])
        person = Person.objects.create(
            department=department, family_name=row["family_name"], given_name=row["given_name"], note=row["note"]
        )
        post = Post.objects.create(department=department, title=row["post"], city=city, country=city.country)
        Tenure.objects.create(
            department=department,
            person=person,
            post=post,
            start=parse(row["since"]),
            end=parse(row["ended"]) if "ended" in row else "",
            state=TenureState.ENDED if "ended" in row else TenureState.CURRENT,
        )

    def add_events(self, row, department):
        times = row.get("time", [None, None])
        event, _is_new = Event.objects.present().get_or_create(
            department=department,
            title=row["title"],
            defaults={
                "kind": row["kind"],
                "status": row["status"],
                "date": self.date_of(row),
                "start_time": times[0],
                "end_time": times[1],
                "format": row.get("format", "unknown"),
                "city": self.city(row["city"]) if "city" in row else None,
                "venue": row.get("venue", ""),
                "description": row.get("description", ""),
                "outcome": row.get("outcome", ""),
            },
        )
        cities = [self.city(name) for name in row.get("cities", [])]
        event.cities.set(cities)
        event.countries.set(Country.objects.filter(code__in=row.get("countries", [])))
        for city in cities:
            self.partnership(department, city)

    def add_agreements(self, row, department):
        agreement = Agreement.objects.create(
            department=department,
            title=row["title"],
            kind=row["kind"],
            valid_until=self.on(row["valid_day"]),
            notice_days=row.get("notice_days"),
        )
        city = self.city(row["city"])
        AgreementParty.objects.create(agreement=agreement, city=department.city, is_ours=True)
        AgreementParty.objects.create(agreement=agreement, city=city)
        signed = ApproximateDate.day(self.on(row["signed_day"]))
        record_action(agreement, ActionKind.SIGNED, date=signed)
        record_action(agreement, ActionKind.IN_FORCE, date=signed)
        self.partnership(department, city)

    def add_meetings(self, row, department):
        MeetingNote.objects.create(
            department=department,
            title=row["title"],
            city=self.city(row["city"]),
            date=self.date_of(row),
            text=row["text"],
        )

    def add_commitments(self, row, department):
        Commitment.objects.create(
            department=department,
            text=row["text"],
            kind=row["kind"],
            promised_by=row.get("promised_by", ""),
            promised_to=row.get("promised_to", ""),
            city=self.city(row["city"]) if "city" in row else None,
            due=ApproximateDate.day(self.on(row["due_day"])),
        )

    def add_delegations(self, row, department):
        delegation = Delegation.objects.create(
            department=department,
            title=row["title"],
            direction=row["direction"],
            event=Event.objects.get(department=department, title=row["event"]),
            city=self.city(row["city"]),
            date=self.date_of(row),
        )
        for order, member in enumerate(row["members"]):
            DelegationMember.objects.create(delegation=delegation, order=order, **member)
        for item in row["programme"]:
            ProgrammeItem.objects.create(delegation=delegation, **{**item, "day": self.on(item["day"])})

    def add_plans(self, row, department):
        event = Event.objects.get(department=department, title=row["event"])
        plan = PreparationPlan.objects.create(department=department, title=row["title"], event=event)
        for milestone in row["milestones"]:
            Milestone.objects.create(plan=plan, **milestone)
        PreparationPlan.objects.filter(pk=plan.pk).reschedule()
