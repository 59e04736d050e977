from django.contrib import admin, messages
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.feeds.actions import revoke
from crm.feeds.models import FeedSubscription


@admin.register(FeedSubscription)
class FeedSubscriptionAdmin(admin.ModelAdmin):
    """Who subscribes and when the link was last used; a link can be cut here, but never seen."""

    list_display = ["name", "user", "language", "created_at", "last_used_at", "revoked_at"]
    list_filter = ["language"]
    list_select_related = ["user"]
    search_fields = ["name", "user__username"]
    exclude = ["token_hash", "body_hash", "body_changed_at", "seen", "site"]
    readonly_fields = ["user", "created_at", "last_used_at", "last_client", "revoked_at"]
    raw_id_fields = ["countries", "partnerships", "series", "delegation"]
    actions = ["cut_links"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if request.user.sees_every_department:
            return rows
        return rows.filter(user__memberships__department__in=list(request.user.roles_by_department)).distinct()

    def has_add_permission(self, request):
        return False

    @admin.action(description=gettext_lazy("Revoke the chosen links"), permissions=["change"])
    def cut_links(self, request, queryset):
        for subscription in queryset:
            revoke(subscription)
        messages.success(request, _("The chosen links no longer work."))
