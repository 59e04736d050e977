from django.urls import path

from crm.events import calendar_views, change_views, delegation_views, forms, meeting_views, views
from crm.events.models import Delegation, Event, EventSeries, MeetingNote, Outcome
from crm.ui.urls import record_urls

app_name = "events"
urlpatterns = [
    path("calendar/", calendar_views.Calendar.as_view(), name="calendar"),
    path("calendar/data/", calendar_views.CalendarData.as_view(), name="calendar-data"),
    path("<int:pk>/status/", change_views.EventStatusChange.as_view(), name="event-status"),
    path("<int:pk>/move/", change_views.EventMove.as_view(), name="event-move"),
    path("<int:pk>/postpone/", change_views.EventPostpone.as_view(), name="event-postpone"),
    path("<int:pk>/cancel/", change_views.EventCancel.as_view(), name="event-cancel"),
    path("<int:pk>/undo/<int:version>/", change_views.EventUndo.as_view(), name="event-undo"),
    *record_urls("", Event, forms.EventForm, list=views.EventList, detail=views.EventDetail),
    *record_urls("series/", EventSeries, forms.EventSeriesForm, list=views.SeriesList, detail=views.SeriesDetail),
    *record_urls(
        "delegations/",
        Delegation,
        forms.DelegationForm,
        list=delegation_views.DelegationList,
        detail=delegation_views.DelegationDetail,
        create=delegation_views.DelegationCreate,
        edit=delegation_views.DelegationEdit,
    ),
    *record_urls(
        "meetings/",
        MeetingNote,
        forms.MeetingNoteForm,
        list=meeting_views.MeetingList,
        detail=meeting_views.MeetingDetail,
    ),
    *record_urls(
        "outcomes/", Outcome, forms.OutcomeForm, list=meeting_views.OutcomeList, detail=meeting_views.OutcomeDetail
    ),
]
