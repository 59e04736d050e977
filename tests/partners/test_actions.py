from crm.dates import parse
from crm.partners.actions import end_tenure, succeed
from crm.partners.models import TenureState
from tests import factories


def test_a_successor_ends_the_tenure_before(department):
    before = factories.TenureFactory(department=department)
    tenure = factories.TenureFactory(department=department, post=before.post, start=parse("март 2025"))

    succeed(tenure)

    before.refresh_from_db()
    assert (before.state, before.end.edtf) == (TenureState.ENDED, "2025-03")
    assert list(before.post.tenures.current()) == [tenure]


def test_who_left_at_an_unknown_date_has_left(department):
    tenure = factories.TenureFactory(department=department)

    end_tenure(tenure)

    tenure.refresh_from_db()
    assert tenure.state == TenureState.ENDED
    assert not tenure.end.is_known
