import pytest
from django.core.cache import cache

from tests.clients.parsers import IcalJs
from tests.feeds.world import world

__all__ = ["world"]


@pytest.fixture(autouse=True)
def no_polls_counted():
    cache.clear()


@pytest.fixture(scope="session")
def by_icaljs():
    reader = IcalJs()
    yield reader
    reader.close()
