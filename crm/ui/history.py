from django.utils.translation import gettext as _
from simple_history.models import DeletedObject

HIDDEN = {"modified_at", "created_at", "search_text", "sequence"}


def kind_label(kind):
    return {"+": _("Created"), "~": _("Changed"), "-": _("Deleted")}[kind]


def changes(record, limit=100):
    """Entries of a record's history, newest first: when, who, what kind, and which fields changed."""
    versions = list(record.history.select_related("history_user")[: limit + 1])
    pairs = zip(versions, [*versions[1:], None], strict=True)
    return [
        {
            "when": version.history_date,
            "who": version.history_user,
            "kind": kind_label(version.history_type),
            "changes": field_changes(record, version, older) if older else [],
        }
        for version, older in pairs
    ][:limit]


def field_changes(record, version, older):
    delta = version.diff_against(older, foreign_keys_are_objs=True)
    return [
        (
            record._meta.get_field(change.field).verbose_name,
            shown(record, change.field, change.old),
            shown(record, change.field, change.new),
        )
        for change in delta.changes
        if change.field not in HIDDEN and record._meta.get_field(change.field).editable
    ]


def shown(record, name, value):
    field = record._meta.get_field(name)
    if isinstance(value, list):
        return ", ".join(str(next((v for k, v in item.items() if k != record._meta.model_name), "")) for item in value)
    if field.choices:
        return dict(field.flatchoices).get(value, value)
    if value is True or value is False:
        return _("yes") if value else _("no")
    if isinstance(value, DeletedObject):  # an empty field is told as one, too
        return "" if value.pk is None else _("a record deleted since")
    return "" if value is None else value
