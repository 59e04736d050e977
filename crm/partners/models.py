from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from crm.accounts.owned import Owned, OwnedQuerySet, list_index
from crm.places.models import City, Country
from crm.ui.approximate import ApproximateDateField
from crm.ui.days import OF_OUR_TIMES
from crm.ui.search import SearchTextField


class Relation(models.TextChoices):
    SISTER = "sister", _("sister city")
    FRIENDLY = "friendly", _("friendly city")
    PARTNER = "partner", _("partner")
    PROSPECTIVE = "prospective", _("being worked out")


class PartnershipState(models.TextChoices):
    ACTIVE = "active", _("active")
    SUSPENDED = "suspended", _("suspended")
    ENDED = "ended", _("ended")


class Partnership(Owned):
    """The tie of our department with a city; it can exist before any paper (prospective)."""

    city = models.ForeignKey(City, models.PROTECT, verbose_name=_("city"), related_name="partnerships")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, default=Relation.PARTNER)
    state = models.CharField(_("state"), max_length=20, choices=PartnershipState, default=PartnershipState.ACTIVE)
    since = ApproximateDateField(_("since"), earliest_field="since_earliest", latest_field="since_latest", blank=True)
    since_earliest = models.DateField(null=True, editable=False)
    since_latest = models.DateField(null=True, editable=False)
    directions = models.TextField(_("directions of work"), blank=True)
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["city_words", "directions", "note"])

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["city__name_ru", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["department", "city"],
                condition=Q(deleted_at=None),
                name="one_partnership_per_city",
                violation_error_message=_("There is a partnership with this city already."),
            )
        ]
        indexes = [
            list_index("department", "relation", "id", name="partnership_relation"),
            list_index("-since_earliest", "-id", name="partnership_since"),
        ]

    def __str__(self):
        return self.city.name

    def get_absolute_url(self):
        return reverse("partners:partnership-detail", args=[self.pk])

    @property
    def city_words(self):
        return f"{self.city.search_text} {self.city.country.name_ru} {self.city.country.name_en}"


class OrganisationKind(models.TextChoices):
    ADMINISTRATION = "administration", _("administration")
    EMBASSY = "embassy", _("embassy or consulate")
    MINISTRY = "ministry", _("ministry")
    ASSOCIATION = "association", _("association")
    INTERNATIONAL = "international_organisation", _("international organisation")
    COMMITTEE = "committee", _("committee")
    COMPANY = "company", _("company")
    NGO = "NGO", _("non-profit organisation")
    UNIVERSITY = "university", _("university")
    SCHOOL = "school", _("school")
    ENSEMBLE = "ensemble", _("ensemble")
    CLINIC = "clinic", _("clinic")
    VENUE = "venue", _("venue")
    TEAM = "team", _("team")
    OTHER = "other", _("other")


class Organisation(Owned):
    name = models.CharField(_("name"), max_length=300)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind, default=OrganisationKind.OTHER)
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("city"), null=True, blank=True, related_name="organisations"
    )
    country = models.ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), null=True, blank=True, related_name="organisations"
    )
    parent = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("part of"), null=True, blank=True, related_name="parts"
    )
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["name", "short_name", "place_words"])

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name", "pk"]
        indexes = [
            list_index("name", "id", name="organisation_name"),
            list_index("kind", "name", "id", name="organisation_kind"),
        ]

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("partners:organisation-detail", args=[self.pk])

    @property
    def place_words(self):
        return " ".join(place.name_ru for place in (self.city, self.country) if place)


class Person(Owned):
    """A person known to the department by their public role."""

    family_name = models.CharField(_("family name"), max_length=100)
    given_name = models.CharField(_("given name or initials"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    name_latin = models.CharField(_("name in Latin letters"), max_length=200, blank=True)
    is_anonymised = models.BooleanField(_("anonymised"), default=False, editable=False)
    note = models.TextField(_("note"), blank=True)
    search_text = SearchTextField(sources=["family_name", "given_name", "patronymic", "name_latin"])

    PERSONAL_FIELDS = ("family_name", "given_name", "patronymic", "name_latin", "note")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_name", "given_name", "pk"]
        indexes = [list_index("family_name", "given_name", "id", name="person_name")]

    def __str__(self):
        if self.is_anonymised:
            return str(_("official"))
        return " ".join(filter(None, [self.family_name, self.given_name, self.patronymic]))

    def get_absolute_url(self):
        return reverse("partners:person-detail", args=[self.pk])


class Post(Owned):
    """Должность: outlives the people who hold it."""

    title = models.CharField(_("title"), max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), null=True, blank=True, related_name="posts"
    )
    city = models.ForeignKey(
        City, models.PROTECT, verbose_name=_("city"), null=True, blank=True, related_name="posts"
    )
    country = models.ForeignKey(
        Country, models.PROTECT, verbose_name=_("country"), null=True, blank=True, related_name="posts"
    )
    is_ours = models.BooleanField(_("on our side"), default=False)
    is_abolished = models.BooleanField(_("abolished"), default=False)
    search_text = SearchTextField(sources=["title", "place_words"])

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["title", "pk"]
        indexes = [list_index("title", "id", name="post_title")]

    def __str__(self):
        place = self.organisation or self.city or self.country
        return f"{self.title}, {place}" if place and str(place) not in self.title else self.title

    def get_absolute_url(self):
        return reverse("partners:post-detail", args=[self.pk])

    @property
    def place_words(self):
        return " ".join(str(place) for place in (self.organisation, self.city, self.country) if place)


class TenureQuerySet(OwnedQuerySet):
    def current(self):
        return self.filter(state=TenureState.CURRENT)


class TenureState(models.TextChoices):
    CURRENT = "current", _("holds the post now")
    UNKNOWN = "unknown", _("not known whether still in post")
    ENDED = "ended", _("has left the post")


class Tenure(Owned):
    """A person in a post. Whether it goes on is one of three: yes, ended (perhaps at an unknown date), not known."""

    person = models.ForeignKey(Person, models.CASCADE, verbose_name=_("person"), related_name="tenures")
    post = models.ForeignKey(Post, models.CASCADE, verbose_name=_("post"), related_name="tenures")
    is_acting = models.BooleanField(_("acting"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=TenureState, default=TenureState.CURRENT)
    start = ApproximateDateField(_("in post since"), earliest_field="starts_on", blank=True)
    starts_on = models.DateField(null=True, editable=False)
    end = ApproximateDateField(_("left the post"), latest_field="ends_on", blank=True)
    ends_on = models.DateField(null=True, editable=False)
    known_on = models.DateField(_("last confirmed on"), null=True, blank=True, validators=OF_OUR_TIMES)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenure")
        verbose_name_plural = _("tenures")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return f"{self.person}: {self.post}"

    def get_absolute_url(self):
        return self.post.get_absolute_url()


class ContactKind(models.TextChoices):
    PHONE = "phone", _("telephone")
    EMAIL = "email", _("e-mail")
    ADDRESS = "address", _("address")
    MESSENGER = "messenger", _("messenger")


class ContactPoint(Owned):
    """Of a person or of a post: a desk's e-mail outlives its holder."""

    person = models.ForeignKey(
        Person, models.CASCADE, verbose_name=_("person"), null=True, blank=True, related_name="contact_points"
    )
    post = models.ForeignKey(
        Post, models.CASCADE, verbose_name=_("post"), null=True, blank=True, related_name="contact_points"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        related_name="contact_points",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ContactKind, default=ContactKind.EMAIL)
    value = models.CharField(_("value"), max_length=200)
    note = models.CharField(_("note"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(post__isnull=False) | Q(organisation__isnull=False),
                name="contact_belongs_to_someone",
                violation_error_message=_("Say whose contact this is: a person, a post or an organisation."),
            )
        ]

    def __str__(self):
        return self.value

    def get_absolute_url(self):
        return (self.person or self.post or self.organisation).get_absolute_url()

