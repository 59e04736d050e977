"""What a cell of a spreadsheet means, for every kind of record."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _
from import_export import widgets

from crm.accounts.models import Department
from crm.ui.approximate import ApproximateDateField, shown


class DateWidget(widgets.Widget):
    """Dates as people write them; cells that are dates or numbers count too."""

    def clean(self, value, row=None, **kwargs):
        try:
            return ApproximateDateField().to_python(value or "")
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from error

    def render(self, value, obj=None, **kwargs):
        return shown(value)


class DayWidget(DateWidget):
    """One day."""

    def clean(self, value, row=None, **kwargs):
        date = super().clean(value, row, **kwargs)
        if not date.is_known:
            return None
        if date.earliest != date.latest:
            raise ValueError(_("Name the day, for example 17.11.2022."))
        return date.earliest

    def render(self, value, obj=None, **kwargs):
        return f"{value:%d.%m.%Y}" if value else ""


class FlagWidget(widgets.Widget):
    """“yes” and “no”; what is neither is said, not guessed."""

    words = {"": False, "0": False, "no": False, "нет": False, "1": True, "yes": True, "да": True}

    def clean(self, value, row=None, **kwargs):
        text = str(value if value is not None else "").strip().casefold()
        text = {"true": "1", "false": "0"}.get(text, text)
        if text not in self.words:
            raise ValueError(_("Write yes or no."))
        return self.words[text]

    def render(self, value, obj=None, **kwargs):
        return _("yes") if value else _("no")


class ChoiceWidget(widgets.Widget):
    """The word on the screen, in either language, or the one in the code."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        text = str(value or "").strip().casefold()
        for choice in self.choices:
            if text in words(choice):
                return choice.value
        if not text:
            return None
        known = ", ".join(str(label) for label in self.choices.labels)
        raise ValueError(_("“%(value)s” is not one of: %(known)s.") % {"value": value, "known": known})

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value in self.choices else ""


def words(choice):
    yield choice.value
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield str(choice.label).casefold()


def place_named(model, name):
    """The place of that name in either language or by an alias; of several cities the largest."""
    key = plain(name)
    candidates = model.objects.matching(name)[:200]
    found = [each for each in candidates if key in map(plain, [each.name_ru, each.name_en, *each.aliases])]
    if not found:
        raise ValueError(_("There is no place called “%(name)s”.") % {"name": name})
    return max(found, key=lambda each: getattr(each, "population", 0) or 0)


def plain(name):
    return name.casefold().replace("ё", "е").strip()


class PlaceWidget(widgets.Widget):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def clean(self, value, row=None, **kwargs):
        name = str(value or "").strip()
        return place_named(self.model, name) if name else None

    def render(self, value, obj=None, **kwargs):
        return str(value or "")


class PlacesWidget(widgets.ManyToManyWidget):
    """Names divided by semicolons."""

    def clean(self, value, row=None, **kwargs):
        names = [name.strip() for name in str(value or "").split(";")]
        return [place_named(self.model, name) for name in names if name]

    def render(self, value, obj=None, **kwargs):
        return "; ".join(place.name for place in value.all()) if value else ""


class RecordWidget(widgets.Widget):
    """A record by its name, among those the author of the row sees."""

    def __init__(self, model, field):
        super().__init__()
        self.model, self.field = model, field

    def clean(self, value, row=None, user=None, **kwargs):
        name = str(value or "").strip()
        if not name:
            return None
        found = list(self.model.objects.visible_to(user).filter(**{self.field: name})[:2])
        if len(found) == 1:
            return found[0]
        text = _("There are several records “%(name)s” (%(kind)s).")
        if not found:
            text = _("There is no record “%(name)s” (%(kind)s).")
        raise ValueError(text % {"name": name, "kind": self.model._meta.verbose_name})

    def render(self, value, obj=None, **kwargs):
        return str(getattr(value, self.field, ""))


class DepartmentWidget(widgets.Widget):
    """By its short Latin name; a person with one department may leave the column empty."""

    def __init__(self, permission):
        super().__init__()
        self.permission = permission

    def clean(self, value, row=None, user=None, **kwargs):
        mine = user.departments_for(self.permission)
        slug = str(value or "").strip()
        found = list((mine.filter(slug=slug) if slug else mine)[:2])
        if len(found) != 1:
            raise ValueError(_("Write the short name of one of your departments."))
        return found[0]

    def render(self, value, obj=None, **kwargs):
        return value.slug if isinstance(value, Department) else ""
