"""Posts outlive people: appointing and leaving are acts of their own, apart from deleting a wrong row."""

from django.db import transaction

from crm.dates import ApproximateDate
from crm.partners.models import Tenure, TenureState


@transaction.atomic
def succeed(tenure: Tenure) -> None:
    """Whoever else holds the post has left it on the day this tenure began."""
    for other in tenure.post.tenures.present().current().exclude(pk=tenure.pk):
        end_tenure(other, end=tenure.start)


@transaction.atomic
def end_tenure(tenure: Tenure, *, end: ApproximateDate | None = None) -> None:
    """Without a date: has left, nobody knows when."""
    tenure.state = TenureState.ENDED
    tenure.end = end or ""
    tenure.save()
