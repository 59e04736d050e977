from crm.ui.navigation import mark_current


def current(path, *urls):
    items = [{"url": url, "is_current": False} for url in urls]
    mark_current(path, items)
    return [item["url"] for item in items if item["is_current"]]


def test_the_longest_address_is_current():
    assert current("/events/calendar/", "/", "/events/", "/events/calendar/") == ["/events/calendar/"]


def test_a_record_belongs_to_its_list():
    assert current("/events/7/edit/", "/", "/events/", "/events/calendar/") == ["/events/"]


def test_the_first_page_is_current_only_on_itself():
    assert current("/", "/", "/events/") == ["/"]
    assert current("/search/", "/", "/events/") == []
