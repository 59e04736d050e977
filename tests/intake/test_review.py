"""What the review page offers: attention first, passages by hand, differences; one cost for any number of drafts."""

import re

import pytest
from django.urls import reverse

from crm.events.models import Event
from crm.intake import actions, differences, proposals, sureness
from crm.intake.attention import attention
from crm.intake.bulk import accept_all
from crm.partners.models import Partnership, Person
from tests import factories

pytestmark = pytest.mark.django_db


def page_of(client, draft):
    return client.get(reverse("intake:draft-review", args=[draft.pk])).content.decode()


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        ("events", {"title": "Форум", "date": "2023-05", "status": "held"}, []),
        ("events", {"title": "Форум", "date": None, "status": "held"}, ["date"]),
        ("events", {"title": "Прошёл форум «Енисей", "date": "2023-05", "status": "held"}, ["title"]),
        ("agreements", {"title": "Меморандум «О дружбе", "date": "2023", "parties": ["Ош", "Красноярск"]}, ["title"]),
        ("organisations", {"name_ru": "Ансамбль «Заря", "kind": "ensemble"}, ["name"]),
        ("events", {"title": "Форум", "date": "2023-05", "status": "planned"}, ["status"]),
        ("events", {"title": "Форум", "date": "2023-05", "place": "Небывалое"}, ["city"]),
        ("events", {"title": "Форум", "date": "2023-05", "cities": ["Небывалое"]}, ["cities"]),
        ("agreements", {"title": "Меморандум", "date": "2023"}, ["sides"]),
        ("people", {"name_nom": "Асанов", "surname": "Асанов"}, ["given_name", "post_title"]),
        ("places", {"name_ru": "Небывалое", "relation": "sister"}, ["city"]),
    ],
)
def test_what_needs_attention_stands_first(department, specialist, specialist_client, kind, values, expected):
    draft = factories.DraftFactory(document__department=department, kind=kind, values=values)
    form = proposals.form_for(draft, user=specialist)
    assert list(attention(draft, form)) == expected
    html = page_of(specialist_client, draft)
    shown = html[html.index('id="draft-form"') :]
    assert shown.count("data-attention") == len(expected)
    for name in expected:
        assert shown.index(f"field-{name}") < shown.index(
            "field-note" if kind in ("places", "people") else "field-kind"
        )


def test_a_passage_marked_by_hand_becomes_a_draft(specialist_client, reader_client, document, specialist):
    start = document.text.index("Подготовить")
    data = {"kind": "events", "start": start, "end": start + 26}
    address = reverse("intake:document-passage", args=[document.pk])
    assert reader_client.post(address, data).status_code == 403
    response = specialist_client.post(address, data)
    draft = document.drafts.latest("pk")
    assert response.url == reverse("intake:draft-review", args=[draft.pk])
    assert draft.passages == [document.text[start : start + 26]] and draft.rule == "by hand"
    assert "Подготовить" in page_of(specialist_client, draft)
    event = actions.accept(draft, user=specialist)
    assert event.title.startswith("Подготовить")


@pytest.mark.parametrize("data", [{}, {"start": 5, "end": 5}, {"start": 0, "end": 10**9}, {"start": "x", "end": -1}])
def test_a_passage_outside_the_text_is_no_draft(specialist_client, document, data):
    before = document.drafts.count()
    address = reverse("intake:document-passage", args=[document.pk])
    response = specialist_client.post(address, {"kind": "events", **data}, follow=True)
    assert response.status_code == 200 and document.drafts.count() == before


def test_what_the_rules_read_in_a_marked_passage_is_filled_in(department, specialist):
    text = "Вступление. В мае 2023 года в Красноярске прошёл международный форум «Енисей». Конец."
    document = factories.DocumentFactory(department=department, text=text, year=2023)
    start = text.index("В мае")
    draft = actions.draft_by_hand(document, kind="events", start=start, end=text.index(" Конец"))
    assert draft.values["date"] == "2023-05" and "форум" in draft.values["title"].lower()


def test_the_review_goes_on_where_it_was_left(specialist_client, specialist, document):
    drafts = list(document.drafts.all())
    actions.reject(drafts[3], user=specialist)
    html = specialist_client.get(document.get_absolute_url()).content.decode()
    assert reverse("intake:draft-accept", args=[drafts[4].pk]) in html


def test_the_differences_of_two_conversions():
    text = "Первое пред-\nложение тут. Второе сказал Иванов И.И. о встрече.\n\nТретье есть у нас."
    earlier = "Первое предложение  тут.\nВторое сказал Иванов И.И.\nо встрече. Третье было у нас. Совсем иное слово."
    alike, other = differences.between(text, earlier)
    assert alike.here == [("Третье", False), ("есть", True), ("у нас.", False)]
    assert alike.there == [("Третье", False), ("было", True), ("у нас.", False)]
    assert (other.here, other.there) == ([], [("Совсем иное слово.", False)])


def test_the_page_of_differences(specialist_client, foreigner_client, document, receive):
    other = receive(b"two")
    address = reverse("intake:document-differences", args=[other.pk])
    assert address in specialist_client.get(other.get_absolute_url()).content.decode()
    assert specialist_client.get(address).status_code == 200
    assert foreigner_client.get(address).status_code == 404
    assert specialist_client.get(reverse("intake:document-differences", args=[document.pk])).status_code == 404


def test_in_bulk_only_what_is_sure_and_nobody(document, specialist):
    sure = [draft.pk for draft in document.drafts.all() if sureness.is_sure(draft)]
    accept_all(document, user=specialist)
    decided = set(document.drafts.exclude(state="new").values_list("pk", flat=True))
    assert decided and decided == set(sure)
    assert not Person.objects.exists()


def test_in_bulk_nothing_that_differs_is_linked(department, specialist):
    event = factories.EventFactory(department=department, title="Форум «Енисей»", status="planned")
    values = {"title": "Форум «Енисей»", "date": event.date.edtf, "status": "held"}
    draft = factories.DraftFactory(document__department=department, values=values, confidence=1)
    assert accept_all(draft.document, user=specialist).left == 1
    assert Event.objects.count() == 1


def test_the_review_costs_the_same_for_any_number_of_drafts(
    specialist_client, department, django_assert_max_num_queries, django_assert_num_queries
):
    few, many = (factories.DocumentFactory(department=department) for _each in range(2))
    first = [factories.DraftFactory(document=few, position=at) for at in range(3)][0]
    other = [factories.DraftFactory(document=many, position=at) for at in range(40)][0]
    page_of(specialist_client, first)
    with django_assert_max_num_queries(60) as queries:
        page_of(specialist_client, first)
    with django_assert_num_queries(len(queries)):
        page_of(specialist_client, other)


def test_the_list_costs_the_same_for_any_number_of_documents(
    specialist_client, department, django_assert_max_num_queries, django_assert_num_queries
):
    address = reverse("intake:document-list")
    factories.DraftFactory(document__department=department)
    specialist_client.get(address)
    with django_assert_max_num_queries(20) as queries:
        specialist_client.get(address)
    for _each in range(10):
        factories.DraftFactory(document__department=department)
    with django_assert_num_queries(len(queries)):
        specialist_client.get(address)


def test_undoing_a_document_leaves_what_others_built_upon(document, specialist, city, department):
    accept_all(document, user=specialist, everything=True)
    person, tie = Person.objects.get(), Partnership.objects.get()
    post = factories.PostFactory(department=department, title="депутат")
    factories.TenureFactory(department=department, person=person, post=post)
    count = actions.undo_document(document, user=specialist)
    assert count.kept == 1
    person.refresh_from_db()
    tie.refresh_from_db()
    assert person.deleted_at is None and tie.deleted_at is not None


def test_undoing_a_document_touches_no_other(receive, document, specialist):
    accept_all(document, user=specialist, everything=True)
    other = receive(b"two")
    accept_all(other, user=specialist)
    actions.undo_document(other, user=specialist)
    assert Event.objects.present().count() == 2 and not document.drafts.filter(state="new").exists()
    accept_all(other, user=specialist)
    assert actions.undo_document(document, user=specialist).kept > 0, "another report tells of them too"
    assert Event.objects.present().count() == 2


def test_the_help_names_every_key_of_the_review(specialist_client, document):
    def keys(html):
        return set(re.findall(r"<kbd>(\w|\?)</kbd>", html))

    review = specialist_client.get(document.get_absolute_url()).content.decode()
    dialog = review[review.index('id="review-keys"') :]
    assert keys(dialog) == keys(specialist_client.get(reverse("desk:help")).content.decode())


def test_of_a_long_report_a_part_is_shown(specialist_client, department):
    text = "Прошла встреча.\n" * 120_000
    document = factories.DocumentFactory(department=department, text=text, state="read")
    last = len(text) - 16
    near, far = (factories.DraftFactory(document=document, evidence=[[at, at + 15]]) for at in (last, 0))
    response = specialist_client.get(reverse("intake:draft-review", args=[near.pk]))
    assert len(response.content) < 250_000
    start, end = response.context["part"]
    assert f'data-from="{start}"' in response.content.decode() and end == len(text)
    earlier = specialist_client.get(document.get_absolute_url() + f"?at={start}").context["part"]
    assert earlier[0] < start < earlier[1]
    for at in ("0", "999999999", "-1", "x", "", "٣"):
        assert specialist_client.get(document.get_absolute_url(), {"at": at}).status_code == 200
    assert far.pk


def test_a_report_of_another_city_is_told(department, specialist_client):
    city = factories.CityFactory(name_ru="Чита")
    draft = factories.DraftFactory(document__department=department, document__home_city=city)
    page = reverse("intake:document-detail", args=[draft.document.pk])
    assert "Отчёт – другого города: Чита" in specialist_client.get(page, follow=True).content.decode()
    draft.document.home_city = department.city
    draft.document.save()
    assert "Отчёт рассказывает" not in specialist_client.get(page, follow=True).content.decode()


def test_the_last_decision_of_a_person_can_be_undone(specialist_client, specialist, head, document, draft):
    """Not what a colleague decided since; where nothing is left, it is said."""
    address = reverse("intake:document-undo-last", args=[document.pk])
    mine, other = draft("events"), draft("problems")
    actions.accept(mine, user=specialist)
    actions.reject(other, user=head)
    told = specialist_client.post(address, follow=True).content.decode()
    assert f"Решение «принято» отменено: {mine}." in told
    assert "Отменять нечего" in specialist_client.post(address, follow=True).content.decode()
    assert document.drafts.get(pk=other.pk).state == "rejected"


def test_undoing_a_whole_document_is_asked_about(specialist_client, reader_client, document, specialist):
    address = reverse("intake:document-undo", args=[document.pk])
    assert "решений ещё нет" in specialist_client.get(address).content.decode()
    for draft in document.drafts.all()[:2]:
        actions.reject(draft, user=specialist)
    assert f'href="{address}"' in specialist_client.get(document.get_absolute_url()).content.decode()
    assert "Отменить 2 решения" in specialist_client.get(address).content.decode()
    assert document.drafts.filter(state="rejected").count() == 2
    assert reader_client.get(address).status_code == 403
