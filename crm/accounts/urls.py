from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from crm.accounts import views

profile = [
    path("", views.Profile.as_view(), name="profile"),
    path("setup/<str:token>/", views.Setup.as_view(), name="setup"),
]
urlpatterns = [
    path("login/", views.LogIn.as_view(), name="login"),
    path("logout/", login_not_required(auth.LogoutView.as_view()), name="logout"),
    path("password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path("password/done/", auth.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("", include((profile, "accounts"))),
]
