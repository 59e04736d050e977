"""What a worker does in the background: a thread of `serve`, or `manage.py db_worker` on any server."""

import logging
import threading
import time

from django.db import Error, close_old_connections
from django_tasks import task
from django_tasks_db.management.commands.db_worker import Worker

from crm.intake import receiving

logger = logging.getLogger(__name__)
PAUSE = 1  # seconds between two looks into an empty queue


@task()
def read_document(pk: int) -> bool:
    return receiving.read(pk)


def read_soon(document) -> None:
    """A short text at once, a long one in the background."""
    if receiving.is_long(document):
        read_document.enqueue(document.pk)
    else:
        receiving.read(document.pk)


def resume(*, everything=False) -> None:
    """Queue what a worker that is no more left unread; what keeps ending workers is given up."""
    for document in receiving.abandoned(everything=everything):
        if document.readings >= receiving.MOST_READINGS:
            receiving.give_up(document)
            continue
        receiving.release(document)
        read_document.enqueue(document.pk)


def start_worker() -> threading.Thread:
    """The worker of the one-process installation; whatever the last process left unread is taken up again."""
    thread = threading.Thread(target=work, name="reader", daemon=True)
    thread.start()
    return thread


def work() -> None:
    resume(everything=True)
    while True:
        try:
            worker().run()
        except Error:
            logger.exception("the queue cannot be reached; trying again")
            time.sleep(PAUSE)
        finally:
            close_old_connections()


def worker(*, batch=False) -> Worker:
    return Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=PAUSE,
        batch=batch,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"reader-{threading.get_native_id()}",
    )
