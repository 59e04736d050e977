"""Posts outlive people: appointing and leaving are acts of their own, apart from deleting a wrong row."""

from django.db import transaction

from crm.dates import ApproximateDate
from crm.partners.models import Person, Post, Tenure, TenureState


@transaction.atomic
def appoint(post: Post, person: Person, *, start=None, is_acting=False) -> Tenure:
    """The person holds the post from now on; whoever held it before has left."""
    for tenure in post.tenures.present().current():
        end_tenure(tenure, end=start)
    return Tenure.objects.create(
        department=post.department, post=post, person=person, start=start or "", is_acting=is_acting
    )


@transaction.atomic
def end_tenure(tenure: Tenure, *, end: ApproximateDate | None = None) -> None:
    """Without a date: has left, nobody knows when."""
    tenure.state = TenureState.ENDED
    tenure.end = end or ""
    tenure.save()
