from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("crm.desk.urls")),
    path("", include("crm.ui.urls")),
    path("accounts/", include("crm.accounts.urls")),
    path("partners/", include("crm.partners.urls")),
    path("agreements/", include("crm.agreements.urls")),
    path("events/", include("crm.events.urls")),
    path("plans/", include("crm.plans.urls")),
    path("reports/", include("crm.intake.urls")),
    path("", include("crm.feeds.urls")),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
