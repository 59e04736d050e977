from django.urls import path

from crm.partners import views
from crm.ui.urls import record_urls

ACTIONS = ("list", "create", "detail", "edit", "delete", "restore", "history")


def pages(prefix, stem, actions=ACTIONS):
    """PartnershipList, PartnershipCreate … are named after the stem."""
    return record_urls(prefix, stem, **{name: getattr(views, stem.title() + name.title()) for name in actions})


app_name = "partners"
urlpatterns = [
    *pages("", "partnership"),
    *pages("organisations/", "organisation"),
    *pages("people/", "person"),
    *pages("posts/", "post"),
    *pages("tenures/", "tenure", ACTIONS[1:]),
    path("tenures/<int:pk>/end/", views.TenureEnd.as_view(), name="tenure-end"),
]
