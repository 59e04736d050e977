from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from crm.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("years/", views.Years.as_view(), name="years"),
    path("search/", views.Search.as_view(), name="search"),
    path(
        "help/",
        TemplateView.as_view(template_name="desk/help.html", extra_context={"page_title": _("Help")}),
        name="help",
    ),
    path("healthz", views.healthz, name="healthz"),
]
