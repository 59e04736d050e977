"""Who holds which post. A post that nobody holds is vacant."""

from django.db.models import Prefetch
from django.urls import reverse

from crm.partners.models import Tenure, TenureState
from crm.ui.views import with_query


def holders():
    """Prefetches `.holders` of posts: the tenures that are not over."""
    return Prefetch("tenures", not_over().select_related("person"), to_attr="holders")


def posts_held():
    """Prefetches `.posts_held` of people: the tenures that are not over."""
    related = not_over().select_related("post__organisation", "post__city", "post__country")
    return Prefetch("tenures", related, to_attr="posts_held")


def not_over():
    return Tenure.objects.present().exclude(state=TenureState.ENDED)


def with_holders(posts):
    rows = posts.select_related("organisation", "city", "country").order_by("title", "pk")
    return rows.prefetch_related(holders())


def create_tenure_url(view, **values):
    may = view.request.user.has_perm("partners.add_tenure", view.record)
    return with_query(reverse("partners:tenure-create"), **values) if may else ""
