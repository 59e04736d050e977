from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from crm.accounts.actions import is_setup_token, set_up
from crm.accounts.forms import SetupForm
from crm.accounts.models import User


class LogIn(LoginView):
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_set_up=User.objects.exists(), **kwargs)


class Profile(TemplateView):
    template_name = "accounts/profile.html"
    extra_context = {"page_title": _("My account")}

    def get_context_data(self, **kwargs):
        memberships = self.request.user.memberships.select_related("department__city")
        return super().get_context_data(memberships=memberships, **kwargs)


@method_decorator(login_not_required, name="dispatch")
class Setup(FormView):
    """Open until the first administrator exists, and only to whoever has the one-time link."""

    form_class = SetupForm
    template_name = "accounts/setup.html"
    extra_context = {"page_title": _("First start"), "submit_label": _("Set up")}

    def dispatch(self, request, *args, token):
        if not is_setup_token(token):
            raise Http404
        return super().dispatch(request, *args)

    def form_valid(self, form):
        data = form.cleaned_data
        user = set_up(
            username=data["username"],
            password=data["password1"],
            department=data["department"],
            slug=data["slug"],
            city=data["city"],
        )
        login(self.request, user, backend="crm.accounts.backends.RoleBackend")
        return redirect("desk:home")
