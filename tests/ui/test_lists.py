import pytest

from crm.events.models import Event
from crm.ui import querysets
from crm.ui.lists import COUNT_CAP, Page

pytestmark = pytest.mark.django_db
TITLES = [
    "Форум городов-побратимов", "Побратимы: выставка", "Выставка", "Могилёв встречает", "Встреча в Могилеве",
    "Rock'n'roll",
]  # fmt: skip
QUERIES = ["побратим", "побратимом", "выставки", "могилев", "встреч", "выставка побратимов", "rock", "нет"]


@pytest.fixture
def events(department):
    return [Event.objects.create(department=department, title=title) for title in TITLES]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize(("few", "many"), [(1000, 10_000), (0, 10_000), (0, 0)])
def test_rare_and_frequent_words_find_the_same(monkeypatch, events, query, few, many):
    """Three plans for how many hits there are: the answer is that of the words themselves."""
    expected = set(Event.objects.matching(query).values_list("title", flat=True))
    monkeypatch.setattr(querysets, "FEW", few)
    monkeypatch.setattr(querysets, "MANY", many)
    assert set(Event.objects.matching(query).values_list("title", flat=True)) == expected


def test_a_frequent_search_is_counted_from_below_and_paged(monkeypatch, events):
    monkeypatch.setattr(querysets, "FEW", 0)
    monkeypatch.setattr(querysets, "MANY", 1)
    page = Page(Event.objects.matching("выставка"), order=("title",))
    assert page.count == len(page.objects) == 2


def test_a_count_ends_at_the_cap(events):
    assert Event.objects.counted(3) == (3, False)
    assert Event.objects.counted(COUNT_CAP) == (len(TITLES), True)
