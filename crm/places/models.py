from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from crm.places.zones import known_zone, validate_time_zone
from crm.ui.search import SearchableQuerySet, SearchTextField


class Place(models.Model):
    """What a country and a city share: a name in two languages. Places belong to no department."""

    name_ru = models.CharField(_("name in Russian"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    aliases = models.JSONField(
        _("other names"), default=list, blank=True, help_text=_('A list, for example ["Улаанбаатар"].')
    )

    objects = SearchableQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    @property
    def name(self):
        return (self.name_en or self.name_ru) if get_language() == "en" else self.name_ru

    @property
    def alias_text(self):
        return " ".join(self.aliases)


class Country(Place):
    code = models.CharField(
        _("code"),
        max_length=2,
        unique=True,
        help_text=_("ISO 3166-1 alpha-2; a territory without one has its OKSM code."),
    )
    has_iso_code = models.BooleanField(_("has an ISO 3166-1 code"), default=True)
    official_ru = models.CharField(_("official name in Russian"), max_length=160, blank=True)
    official_en = models.CharField(_("official name in English"), max_length=160, blank=True)
    forms = models.JSONField(
        _("case forms"), default=dict, blank=True, help_text=_("Case forms of the short and the official name.")
    )
    search_text = SearchTextField(sources=["name_ru", "name_en", "official_ru", "official_en", "alias_text"])
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name_ru"]


class City(Place):
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"), related_name="cities")
    region = models.CharField(_("region"), max_length=120, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, blank=True, help_text=_("For example Asia/Harbin."),
        validators=[validate_time_zone],
    )
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    founded_year = models.SmallIntegerField(_("founded in"), null=True, blank=True)
    city_day = models.CharField(_("city day"), max_length=80, blank=True, help_text=_("As the city celebrates it."))
    search_text = SearchTextField(sources=["name_ru", "name_en", "alias_text"])
    history = HistoricalRecords(excluded_fields=["search_text"])

    @property
    def zone(self):
        """Its time zone where that is known, else an empty text."""
        return known_zone(self.time_zone)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name_ru"]
        indexes = [models.Index(fields=["name_ru", "id"], name="city_name")]
