from django.urls import reverse

from crm.partners.models import Person, Tenure, TenureState
from tests import factories


def test_dossier_gathers_what_is_known_of_a_partner(department, foreign_department, reader_client, city):
    partnership = factories.PartnershipFactory(department=department, city=city)
    tenure = factories.TenureFactory(department=department, post__city=city, post__title="аким")
    vacant = factories.PostFactory(department=department, city=city, title="вице-мэр")
    event = factories.EventFactory(department=department, title="Форум побратимов")
    foreign = factories.EventFactory(department=foreign_department, title="Чужой форум")
    event.cities.add(city)
    foreign.cities.add(city)

    page = reader_client.get(partnership.get_absolute_url())

    assert list(page.context["past"]) == [event]
    assert [(post, [t.person for t in post.holders]) for post in page.context["posts"]] == [
        (tenure.post, [tenure.person]),
        (vacant, []),
    ]


def test_the_time_there_is_told_by_ours(department, reader_client):
    there = factories.CityFactory(name_ru="Тегеран", time_zone="Asia/Tehran")
    partnership = factories.PartnershipFactory(department=department, city=there)

    facts = dict(reader_client.get(partnership.get_absolute_url()).context["facts"])

    assert facts["Местное время"].endswith(", −3,5 ч к нашему")


def test_a_person_is_entered_with_a_post_in_one_form(department, specialist_client, city):
    post = factories.PostFactory(department=department, city=city)
    data = {"department": department.pk, "family_name": "Примерова", "given_name": "Анна", "post": post.pk}

    specialist_client.post(reverse("partners:person-create"), data)

    assert Tenure.objects.get(post=post).person == Person.objects.get(family_name="Примерова")


def test_leaving_a_post_without_a_date(department, specialist_client):
    tenure = factories.TenureFactory(department=department)

    specialist_client.post(reverse("partners:tenure-end", args=[tenure.pk]), {"end": ""})

    tenure.refresh_from_db()
    assert tenure.state == TenureState.ENDED


def test_a_date_that_is_none_is_explained_and_changes_nothing(department, specialist_client):
    tenure = factories.TenureFactory(department=department)

    url = reverse("partners:tenure-end", args=[tenure.pk])
    page = specialist_client.post(url, {"end": "когда-нибудь"}, follow=True)

    tenure.refresh_from_db()
    assert tenure.state == TenureState.CURRENT
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_the_home_city_is_no_partner(department, specialist_client, home_city):
    data = {"department": department.pk, "city": home_city.pk, "relation": "sister", "state": "active"}

    page = specialist_client.post(reverse("partners:partnership-create"), data)

    assert "city" in page.context["form"].errors


def test_lists_find_any_form_of_a_word(department, reader_client, city):
    factories.PostFactory(department=department, city=city, title="аким города")

    page = reader_client.get(reverse("partners:post-list"), {"q": "акимом"})

    assert len(page.context["rows"]) == 1


def appointed(department, specialist_client, **values):
    before = factories.TenureFactory(department=department)
    person = factories.PersonFactory(department=department)
    data = {"department": department.pk, "person": person.pk, "post": before.post.pk, "state": "current", **values}
    specialist_client.post(reverse("partners:tenure-create"), data)
    return before.post.tenures.current().count()


def test_appointing_a_successor_ends_the_tenure_before(department, specialist_client):
    assert appointed(department, specialist_client, succeeds="on") == 1


def test_several_people_may_hold_one_post(department, specialist_client):
    assert appointed(department, specialist_client) == 2


def test_what_has_been_replaced_is_not_restored_but_explained(department, specialist_client, city):
    old = factories.PartnershipFactory(department=department, city=city)
    old.mark_deleted()
    factories.PartnershipFactory(department=department, city=city)

    page = specialist_client.post(reverse("partners:partnership-restore", args=[old.pk]), follow=True)

    assert page.status_code == 200
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


def test_an_endless_id_is_no_fault_of_the_page(reader_client, specialist_client):
    endless = {"city": "9" * 30}

    assert reader_client.get(reverse("partners:post-list"), endless).status_code == 200
    assert specialist_client.get(reverse("partners:post-create"), endless).status_code == 200
