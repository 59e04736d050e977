from django.urls import path

from crm.feeds import feed_views, invitation_views, public_views, subscription_views
from crm.feeds.incoming import views as incoming

app_name = "feeds"
urlpatterns = [
    path("ical/<str:token>/<slug:name>.ics", feed_views.feed, name="feed"),
    path("public/<slug:slug>/", public_views.PublicPage.as_view(), name="public-page"),
    path("public/<slug:slug>.ics", feed_views.public_feed, name="public-feed"),
    path("public/<int:pk>/switch/", public_views.switch_public, name="public-switch"),
    path("events/<int:pk>/event.ics", feed_views.event_file, name="event-file"),
    path("events/<int:pk>/invitation/", invitation_views.Invitation.as_view(), name="event-invitation"),
    path("subscriptions/", subscription_views.SubscriptionList.as_view(), name="subscription-list"),
    path("subscriptions/new/", subscription_views.SubscriptionCreate.as_view(), name="subscription-create"),
    path("subscriptions/<int:pk>/regenerate/", subscription_views.regenerate, name="subscription-regenerate"),
    path("subscriptions/<int:pk>/revoke/", subscription_views.revoke_subscription, name="subscription-revoke"),
    path("incoming/", incoming.IncomingList.as_view(), name="incoming-list"),
    path("incoming/file/", incoming.IncomingFile.as_view(), name="incoming-file"),
    path("incoming/address/", incoming.IncomingAddress.as_view(), name="incoming-address"),
    path("incoming/<int:pk>/", incoming.Preview.as_view(), name="incoming-preview"),
    path("incoming/<int:pk>/ask/", incoming.Ask.as_view(), name="incoming-ask"),
    path("incoming/<int:pk>/undo/", incoming.Undo.as_view(), name="incoming-undo"),
    path("incoming/<int:pk>/switch/", incoming.Switch.as_view(), name="incoming-switch"),
    path("incoming/<int:pk>/forget/", incoming.Forget.as_view(), name="incoming-forget"),
]
