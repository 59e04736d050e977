from django.urls import path

from crm.ui import pick
from crm.ui.views import RecordCreate, RecordDelete, RecordEdit, RecordHistory, RecordRestore, url_stem

app_name = "ui"
urlpatterns = [path("pick/<slug:app>/<slug:model>/", pick.pick, name="pick")]

PLACES = {
    "list": "",
    "create": "new/",
    "detail": "<int:pk>/",
    "edit": "<int:pk>/edit/",
    "delete": "<int:pk>/delete/",
    "restore": "<int:pk>/restore/",
    "history": "<int:pk>/history/",
}


def record_urls(prefix, model, form_class, **views):
    """The pages of one kind of record: `events/` and Event give event-list, event-detail, event-edit …

    A list and a page of details are written by the app. The others are the same for every record,
    and are written only where a record differs: `create=AgreementCreate`.
    """
    pages = {
        "create": RecordCreate.as_view(model=model, form_class=form_class),
        "edit": RecordEdit.as_view(model=model, form_class=form_class),
        "delete": RecordDelete.as_view(model=model),
        "restore": RecordRestore.as_view(model=model),
        "history": RecordHistory.as_view(model=model),
        **{name: view.as_view() for name, view in views.items()},
    }
    return [path(prefix + PLACES[name], page, name=f"{url_stem(model)}-{name}") for name, page in pages.items()]
