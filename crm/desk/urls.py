from django.urls import path

from crm.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("search/", views.Search.as_view(), name="search"),
    path("healthz", views.healthz, name="healthz"),
]
