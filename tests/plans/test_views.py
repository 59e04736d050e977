import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from crm.dates import ApproximateDate, parse
from crm.plans.models import Commitment, Milestone, PreparationPlan
from tests.factories import CommitmentFactory, EventFactory, PreparationPlanFactory

LIST = reverse("plans:commitment-list")


def listed(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {row.object.text for row in page.context["rows"]}


def press(client, commitment, **data):
    return client.post(reverse("plans:commitment-status", args=[commitment.pk]), data)


@pytest.fixture
def late(department, city):
    due = ApproximateDate.day(timezone.localdate() - datetime.timedelta(days=1))
    return CommitmentFactory(department=department, text="Прислать каталог", city=city, due=due)


def test_own_department_only(specialist_client, foreigner_client, reader_client, late):
    assert listed(specialist_client) == {late.text}
    assert listed(foreigner_client) == set()
    assert press(foreigner_client, late, status="done").status_code == 404
    assert press(reader_client, late, status="done").status_code == 403


def test_filters(specialist_client, department, late, city):
    CommitmentFactory(department=department, text="Иное", kind="task", status="done", due=parse("2020"))
    for query in (
        {"q": "каталог"}, {"overdue": "on"}, {"overdue": "true"}, {"status": "open"}, {"kind": "commitment"},
        {"city": city.pk}, {"period": f"{late.due_on:%d.%m.%Y}"},
    ):
        assert listed(specialist_client, **query) == {late.text}, query


def test_list_keeps_its_number_of_queries(specialist_client, department, city, django_assert_max_num_queries):
    CommitmentFactory.create_batch(20, department=department, city=city)
    with django_assert_max_num_queries(14):
        specialist_client.get(LIST)


@pytest.mark.parametrize("status", ["open", "in_progress", "done"])
def test_one_press(specialist_client, late, status):
    press(specialist_client, late, status=status)
    late.refresh_from_db()
    assert late.status == status


def test_moving_leaves_a_link(specialist_client, late):
    press(specialist_client, late, status="moved", due="март 2030", reason="нет денег")
    late.refresh_from_db()
    assert (late.status, late.reason) == ("moved", "нет денег")
    assert (late.moved_to.text, late.moved_to.due.edtf, late.moved_to.status) == (late.text, "2030-03", "open")
    assert specialist_client.get(late.get_absolute_url()).status_code == 200


def test_dropping_needs_a_reason(specialist_client, late):
    press(specialist_client, late, status="dropped")
    late.refresh_from_db()
    assert late.status == "open"
    press(specialist_client, late, status="dropped", reason="неактуально")
    late.refresh_from_db()
    assert (late.status, late.reason) == ("dropped", "неактуально")


@pytest.mark.parametrize("data", [{}, {"status": "?"}, {"status": "moved"}, {"status": "moved", "due": "скоро"}])
def test_what_is_not_understood_changes_nothing(specialist_client, late, data):
    assert press(specialist_client, late, **data).status_code == 302
    assert Commitment.objects.get().status == "open"


def test_commitment_is_created_edited_deleted_and_restored(specialist_client, department):
    data = {"department": department.pk, "text": "Ответить", "kind": "task", "status": "open", "due": "2030"}
    specialist_client.post(reverse("plans:commitment-create"), data)
    row = Commitment.objects.get()
    specialist_client.post(reverse("plans:commitment-edit", args=[row.pk]), {**data, "text": "Ответить письмом"})
    assert listed(specialist_client) == {"Ответить письмом"}
    specialist_client.post(reverse("plans:commitment-delete", args=[row.pk]))
    assert listed(specialist_client) == set()
    specialist_client.post(reverse("plans:commitment-restore", args=[row.pk]))
    assert listed(specialist_client) == {"Ответить письмом"}


@pytest.fixture
def plan(department):
    return PreparationPlanFactory(department=department, event__date=parse("14.06.2030"))


@pytest.mark.parametrize(
    ("values", "due"),
    [
        ({"offset": 45}, datetime.date(2030, 4, 30)),
        ({"offset": 3, "offset_unit": "years"}, datetime.date(2027, 6, 14)),
        ({"offset": 4, "offset_unit": "months"}, datetime.date(2030, 2, 14)),
        ({"fixed_on": datetime.date(2029, 1, 9)}, datetime.date(2029, 1, 9)),
        ({}, None),
    ],
)
def test_milestones_are_counted_back(plan, values, due):
    assert Milestone.objects.create(plan=plan, title="Смета", **values).due_on == due


def test_unfinished_milestones_move_with_the_event(plan):
    for status in ("open", "in_progress", "done", "dropped"):
        Milestone.objects.create(plan=plan, title=status, offset=10, status=status)
    plan.event.date = parse("24.06.2030")
    plan.event.save()
    days = {row.title: row.due_on.day for row in plan.milestones.all()}
    assert days == {"open": 14, "in_progress": 14, "done": 4, "dropped": 4}


def test_plan_is_created_with_milestones(specialist_client, department):
    event = EventFactory(department=department, date=parse("14.06.2030"))
    data = {
        "department": department.pk, "title": "Подготовка", "event": event.pk, "milestones-TOTAL_FORMS": "1",
        "milestones-INITIAL_FORMS": "0", "milestones-0-title": "Смета", "milestones-0-offset": "10",
        "milestones-0-offset_unit": "days", "milestones-0-status": "open",
    }
    assert specialist_client.post(reverse("plans:plan-create"), data).status_code == 302
    plan = PreparationPlan.objects.get()
    assert plan.milestones.get().due_on == datetime.date(2030, 6, 4)
    assert specialist_client.get(plan.get_absolute_url()).status_code == 200
    assert specialist_client.get(reverse("plans:plan-list")).status_code == 200
    wrong = {**data, "milestones-0-offset": ""}
    assert specialist_client.post(reverse("plans:plan-create"), wrong).status_code == 200


def test_milestone_is_done_by_one_press(specialist_client, foreigner_client, plan):
    milestone = Milestone.objects.create(plan=plan, title="Смета", offset=10)
    address = reverse("plans:milestone-status", args=[plan.pk, milestone.pk])
    assert foreigner_client.post(address, {"status": "done"}).status_code == 404
    specialist_client.post(address, {"status": "?"})
    specialist_client.post(address, {"status": "done"})
    milestone.refresh_from_db()
    assert milestone.status == "done"


def test_plan_of_another_department_is_not_found(foreigner_client, plan):
    assert foreigner_client.get(plan.get_absolute_url()).status_code == 404
