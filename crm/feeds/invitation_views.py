"""A file that a mail program understands as an invitation."""

from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic.edit import FormView

from crm.events.models import Event
from crm.feeds.feed_views import file_response
from crm.feeds.files import invitation_bytes
from crm.feeds.forms import InvitationForm
from crm.feeds.sites import site_of


class Invitation(FormView):
    form_class = InvitationForm
    template_name = "ui/object_form.html"

    def dispatch(self, request, *args, **kwargs):
        events = Event.objects.visible_to(request.user).filter(starts_on__isnull=False)
        self.event = get_object_or_404(events.select_related("city", "series"), pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"organizer": self.request.user.email}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            page_title=_("Invitation: %(event)s") % {"event": self.event},
            submit_label=_("Save the invitation file"),
            cancel_url=self.event.get_absolute_url(),
            **kwargs,
        )

    def form_valid(self, form):
        body, method = invitation_bytes(
            self.event, site=site_of(self.request), language=get_language(), **form.cleaned_data
        )
        return file_response(body, "invitation.ics", method=method)
