from django.urls import path

from crm.feeds import views

app_name = "feeds"
urlpatterns = [
    path("ical/<str:token>/<slug:name>.ics", views.feed, name="feed"),
    path("events/<int:pk>/event.ics", views.event_file, name="event-file"),
    path("subscriptions/", views.SubscriptionList.as_view(), name="subscription-list"),
    path("subscriptions/new/", views.SubscriptionCreate.as_view(), name="subscription-create"),
    path("subscriptions/<int:pk>/regenerate/", views.regenerate, name="subscription-regenerate"),
    path("subscriptions/<int:pk>/revoke/", views.revoke_subscription, name="subscription-revoke"),
]
