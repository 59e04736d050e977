import pytest
from django.template import Context, Template

from crm.intake import actions
from crm.partners.models import Partnership

pytestmark = pytest.mark.django_db


def shown(rf, user, record):
    request = rf.get("/")
    request.user = user
    return Template("{% load intake %}{% sources record %}").render(Context({"record": record, "request": request}))


def test_a_record_shows_the_sentence_it_came_from(rf, draft, specialist, reader, foreigner):
    one = draft("places")
    partnership = actions.accept(one, user=specialist)
    html = shown(rf, specialist, partnership)
    assert "Джалал-Абад стал побратимом." in html and f"/drafts/{one.pk}/" in html
    assert "/drafts/" not in shown(rf, reader, partnership)
    assert "побратимом" not in shown(rf, foreigner, partnership)


def test_a_record_made_by_hand_shows_nothing(rf, specialist, department, city):
    partnership = Partnership.objects.create(department=department, city=city)
    assert "<section" not in shown(rf, specialist, partnership)
