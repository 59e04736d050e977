"""A person in a post, as a report tells it. A post outlives its holders: the one that is there is used again."""

from dataclasses import dataclass
from datetime import date

from crm.intake import matching, proposals
from crm.partners.models import Organisation, Person, Post, Tenure, TenureState
from crm.places.models import City


@dataclass(frozen=True)
class ToldPost:
    title: str
    city: City | None = None
    organisation: Organisation | None = None
    known_on: date | None = None

    def __str__(self):
        place = self.organisation or self.city
        return f"{self.title}, {place}" if place and str(place) not in self.title else self.title


def told(draft) -> ToldPost | None:
    values = proposals.initial(draft)
    if not values.get("post_title"):
        return None
    city = City.objects.filter(pk=values.get("post_city")).first()
    organisation = Organisation.objects.filter(pk=values.get("post_organisation")).first()
    return ToldPost(values["post_title"], city, organisation, values.get("known_on"))


def is_of(post: Post, told: ToldPost) -> bool:
    places = (told.city and told.city.name_ru, post.city and post.city.name_ru)
    return bool(matching.same_post(told.title, places[0], post.title, places[1]))


def held(person: Person, told: ToldPost) -> Tenure | None:
    tenures = person.tenures.present().select_related("post__city", "post__organisation", "post__country")
    return next((tenure for tenure in tenures if is_of(tenure.post, told)), None)


def posts_now(person: Person) -> str:
    tenures = person.tenures.present().current().select_related("post__city", "post__organisation", "post__country")
    return "; ".join(str(tenure.post) for tenure in tenures)


def add(person: Person, told: ToldPost, state=TenureState.CURRENT) -> Tenure:
    return Tenure.objects.create(
        department=person.department,
        person=person,
        post=post_of(person.department, told),
        state=state,
        known_on=told.known_on,
    )


def post_of(department, told: ToldPost) -> Post:
    posts = Post.objects.present().filter(department=department, city=told.city).select_related("city")
    for post in posts:
        if is_of(post, told):
            return post
    return Post.objects.create(
        department=department,
        title=told.title,
        city=told.city,
        country=told.city and told.city.country,
        organisation=told.organisation,
        is_ours=told.city == department.city,
    )


def remove_all(person: Person) -> None:
    for tenure in person.tenures.present().select_related("post"):
        tenure.mark_deleted()
        remove_post_if_idle(tenure.post, since=person.created_at)


def remove_post_if_idle(post: Post, *, since) -> None:
    """A post that was made together with its first holder goes with them, unless others hold it by now."""
    made_together = abs((post.created_at - since).total_seconds()) < 60
    if made_together and post.deleted_at is None and not post.tenures.present().exists():
        post.mark_deleted()
