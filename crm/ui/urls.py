from django.urls import path

from crm.ui import pick

app_name = "ui"
urlpatterns = [path("pick/<slug:app>/<slug:model>/", pick.pick, name="pick")]


def record_urls(prefix, stem, **views):
    """The pages of one kind of record; `events/` + "event" gives event-list, event-detail, event-edit …"""
    places = {
        "list": "",
        "create": "new/",
        "detail": "<int:pk>/",
        "edit": "<int:pk>/edit/",
        "delete": "<int:pk>/delete/",
        "restore": "<int:pk>/restore/",
        "history": "<int:pk>/history/",
    }
    return [
        path(f"{prefix}{places[name]}", view.as_view(), name=f"{stem}-{name}") for name, view in views.items()
    ]
