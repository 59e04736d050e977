"""The standing cast: one user of every role, and one of another department who must see nothing of ours."""

import os
import pathlib

import hypothesis
import pytest
from django.test import Client

from crm.accounts.roles import Role
from tests import factories
from tests.chromium import browser, page, sign_in

# The same examples in every run, so that a red run says what changed; HYPOTHESIS_PROFILE=default looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

__all__ = ["browser", "page", "sign_in"]


SHARED = pathlib.Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.DATA_DIR = tmp_path
    # Hashed names need a collectstatic first; tests/ui/test_static.py tries that once.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def seeds():
    """The folder of the department's real documents; tests that need it are skipped where it is absent."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the seed documents are not here")
    return folder


@pytest.fixture
def department(db):
    return factories.DepartmentFactory(name="Отдел международных связей", slug="krasnoyarsk")


@pytest.fixture
def foreign_department(db):
    return factories.DepartmentFactory(name="Другой отдел", slug="khabarovsk")


@pytest.fixture
def home_city(department):
    return department.city


@pytest.fixture
def city(db):
    return factories.CityFactory()


def member(department, role, **values):
    user = factories.UserFactory(username=values.pop("username", role.value), **values)
    factories.MembershipFactory(user=user, department=department, role=role)
    return user


@pytest.fixture
def reader(department):
    return member(department, Role.READER)


@pytest.fixture
def specialist(department):
    return member(department, Role.SPECIALIST)


@pytest.fixture
def protocol(department):
    return member(department, Role.PROTOCOL)


@pytest.fixture
def head(department):
    return member(department, Role.HEAD)


@pytest.fixture
def administrator(department):
    return member(department, Role.ADMINISTRATOR, is_staff=True)


@pytest.fixture
def foreigner(foreign_department):
    return member(foreign_department, Role.ADMINISTRATOR, username="foreigner")


def signed_in(user):
    client = Client()
    client.force_login(user, backend="crm.accounts.backends.RoleBackend")
    return client


@pytest.fixture
def reader_client(reader):
    return signed_in(reader)


@pytest.fixture
def specialist_client(specialist):
    return signed_in(specialist)


@pytest.fixture
def protocol_client(protocol):
    return signed_in(protocol)


@pytest.fixture
def head_client(head):
    return signed_in(head)


@pytest.fixture
def administrator_client(administrator):
    return signed_in(administrator)


@pytest.fixture
def foreigner_client(foreigner):
    return signed_in(foreigner)
