import pytest
from django.urls import reverse

from crm.accounts.actions import setup_link
from crm.accounts.models import Department, User
from crm.accounts.roles import Role

pytestmark = pytest.mark.django_db
PASSWORD = "Верный пароль 7"


@pytest.fixture
def link(city):
    return setup_link("")


def filled(**changes):
    first = {"username": "ivanova", "password1": PASSWORD, "password2": PASSWORD}
    return {**first, "department": "Отдел", "slug": "otdel", "city": "Джалал-Абад", **changes}


def test_the_link_makes_the_first_administrator_and_is_spent(client, link, city):
    assert client.get(link).status_code == 200

    response = client.post(link, filled(city=city.name_ru.lower()))

    assert response.url == reverse("desk:home")
    assert client.get(response.url).status_code == 200
    department = Department.objects.get()
    assert (department.city, department.memberships.get().role) == (city, Role.ADMINISTRATOR)
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(
    "wrong", [{"city": "Нетгород"}, {"slug": "отдел"}, {"password2": "другой"}, {"department": ""}]
)
def test_what_is_wrong_is_marked_and_nobody_is_made(client, link, wrong):
    response = client.post(link, filled(**wrong))

    assert set(response.context["form"].errors) == set(wrong)
    assert not User.objects.exists()


def test_the_log_in_tells_of_the_link_while_nobody_works_here(client, link):
    assert "одноразовую ссылку" in client.get(reverse("login")).content.decode()

    client.post(link, filled())
    client.logout()

    assert "одноразовую ссылку" not in client.get(reverse("login")).content.decode()


def test_no_other_link_opens(client, link):
    assert client.get(reverse("accounts:setup", args=["x" * 32])).status_code == 404
