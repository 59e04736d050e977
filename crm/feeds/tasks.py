"""What the worker does for feeds: it fills a new way of writing before the first client asks."""

from django_tasks import task

from crm.feeds.storing import refresh


@task()
def write_entries() -> bool:
    return refresh(most=None)
