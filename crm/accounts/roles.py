"""Roles and what each may do: the one table. A permission is named as Django names it: app.action_model."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", _("administrator")
    HEAD = "head", _("head of department")
    SPECIALIST = "specialist", _("specialist")
    PROTOCOL = "protocol", _("protocol officer")
    READER = "reader", _("reader")


RECORDS = {"partners", "agreements", "events", "plans", "intake"}
DELEGATIONS = {"delegation", "delegationmember", "programmeitem", "meetingnote", "event"}
CHANGES = {"add", "change", "delete"}


def allows(role, permission):
    """Does the role carry the permission, for example "events.change_event"?"""
    app, _dot, codename = permission.partition(".")
    action, _underscore, model = codename.partition("_")
    if app == "feeds" and model == "publiccalendar":
        return role in {Role.ADMINISTRATOR, Role.HEAD}
    if app == "feeds":
        return True  # everybody has subscriptions of their own; visible_to() keeps them apart
    match role:
        case Role.ADMINISTRATOR:
            return True
        case Role.HEAD:
            return app in RECORDS or (app == "places" and action in {"view", "add", "change"})
        case Role.SPECIALIST:
            ordinary = app in RECORDS and action in CHANGES | {"view", "export"}
            return ordinary or (app == "places" and action in {"view", "add", "change"})
        case Role.PROTOCOL:
            changes = app == "events" and model in DELEGATIONS and action in CHANGES | {"view", "restricted", "export"}
            return changes or (app in RECORDS | {"places"} and action == "view")
        case Role.READER:
            return app in RECORDS | {"places"} and action == "view" and not model.startswith("draft")
    return False
