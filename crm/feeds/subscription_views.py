"""Pages about subscriptions: the list, the form, the one page that shows the secret."""

from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import ListView
from django.views.generic.edit import FormView

from crm.accounts.models import Department
from crm.feeds.actions import issue_token, replace, revoke
from crm.feeds.choosing import LIST_FILTERS
from crm.feeds.contents import contents
from crm.feeds.forms import SubscriptionForm
from crm.feeds.links import links
from crm.feeds.models import FeedSubscription, PublicCalendar, Source
from crm.feeds.sites import site_of
from crm.partners.models import Partnership
from crm.ui.forms import is_id

EVERYTHING = [source.value for source in Source if source != Source.PROGRAMME]


class SubscriptionList(ListView):
    template_name = "feeds/subscription_list.html"

    def get_queryset(self):
        rows = FeedSubscription.objects.visible_to(self.request.user).select_related("user", "series", "delegation")
        return rows.prefetch_related("departments", "countries", "partnerships__city")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(page_title=_("Calendar subscriptions"), **kwargs)
        for subscription in context["object_list"]:
            subscription.contents = contents(subscription)
        context["live"] = [row for row in context["object_list"] if row.is_live]
        context["revoked"] = [row for row in context["object_list"] if not row.is_live]
        context["public"] = self.public_calendars()
        context["may_take_in"] = self.request.user.departments_for("events.add_event").exists()
        return context

    def public_calendars(self):
        """[(department, is open, may be changed)], of own departments."""
        user = self.request.user
        may = set(user.departments_for("feeds.change_publiccalendar").values_list("pk", flat=True))
        is_open = set(PublicCalendar.objects.filter(is_open=True).values_list("department", flat=True))
        departments = Department.objects.visible_to(user).distinct()
        return [(each, each.pk in is_open, each.pk in may) for each in departments if each.pk in may | is_open]


class SubscriptionCreate(FormView):
    form_class = SubscriptionForm
    template_name = "ui/object_form.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_initial(self):
        """The filters of the list of events, or the record from whose page one comes."""
        asked = self.request.GET
        cities = [pk for pk in asked.getlist("city") if is_id(pk)]
        partners = Partnership.objects.visible_to(self.request.user).filter(city__in=cities)
        rest = QueryDict(mutable=True)
        rest.update({name: asked[name] for name in LIST_FILTERS if asked.get(name)})
        ids = {name: asked[name] for name in ("series", "delegation") if is_id(asked.get(name))}
        return {
            **ids,
            "countries": [pk for pk in asked.getlist("country") if is_id(pk)],
            "partnerships": [partner.pk for partner in partners],
            "kinds": asked.getlist("kind"),
            "statuses": asked.getlist("status"),
            "list_query": rest.urlencode(),
            "sources": self.asked_sources(),
        }

    def asked_sources(self):
        asked = self.request.GET
        if "everything" in asked:
            return EVERYTHING
        return [Source.PROGRAMME] if "delegation" in asked else [Source.EVENTS]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=_("New subscription"),
            submit_label=_("Create the link"),
            cancel_url=reverse("feeds:subscription-list"),
            **kwargs,
        )

    def form_valid(self, form):
        subscription = form.save(commit=False)
        token = issue_token(subscription, site=site_of(self.request))
        form.save_m2m()
        return show_links(self.request, subscription, token)


def show_links(request, subscription, token):
    """The only page that ever shows the secret."""
    context = {
        "subscription": subscription,
        "links": links(request, subscription, token),
        "contents": contents(subscription),
    }
    response = render(request, "feeds/subscription_links.html", {"page_title": subscription.name, **context})
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def regenerate(request, pk):
    subscription = get_object_or_404(FeedSubscription.objects.visible_to(request.user), pk=pk)
    return show_links(request, *replace(subscription, site=site_of(request)))


@require_POST
def revoke_subscription(request, pk):
    subscription = get_object_or_404(FeedSubscription.objects.visible_to(request.user), pk=pk)
    revoke(subscription)
    messages.success(request, _("The link “%(name)s” no longer works.") % {"name": subscription.name})
    return redirect("feeds:subscription-list")
