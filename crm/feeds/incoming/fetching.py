"""A calendar fetched by its address: only from where an administrator would let it, in bounded time and size."""

import contextlib
import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from crm.feeds.incoming.reading import MOST_BYTES

CONNECT_SECONDS = 10
WHOLE_SECONDS = 30
MOST_REDIRECTS = 4
CHUNK = 64 * 1024
# Addresses that carry another one inside (RFC 6052, 3056, 4291, 8215, 7526) or are of one site only (RFC 3879).
HIDING = [
    ipaddress.ip_network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::/96", "fec0::/10", "192.88.99.0/24")
]
PORTS = {"http": 80, "https": 443}


class FetchError(Exception):
    """Why nothing came, in words for the page."""


@dataclass
class Fetched:
    """`body` is None when the server says that nothing changed (304)."""

    body: bytes | None
    etag: str = ""
    last_modified: str = ""


def fetch(url, *, etag="", last_modified=""):
    headers = {
        "Accept": "text/calendar", "Accept-Encoding": "identity", "Connection": "close", "User-Agent": "Pobratim",
    }
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    deadline = time.monotonic() + WHOLE_SECONDS
    url = re.sub(r"(?i)^\s*webcal:", "https:", url)
    for _redirect in range(MOST_REDIRECTS + 1):
        answer = asked(url, headers, deadline)
        if isinstance(answer, Fetched):
            return answer
        try:
            url = urljoin(url, answer)
        except ValueError as error:
            raise FetchError(_("The server does not answer as it should.")) from error
    raise FetchError(_("The address leads on and on to other addresses."))


def asked(url, headers, deadline):
    """A Fetched, or the address it leads to."""
    scheme, host, port, path = parts(url)
    connection = opened(scheme, host, port)
    watch = threading.Timer(max(0, deadline - time.monotonic()), shut, [connection.sock])
    watch.daemon = True
    watch.start()
    try:
        if scheme == "https":
            connection.sock.do_handshake()
        named = host if port == PORTS[scheme] else f"{host}:{port}"
        connection.request("GET", path, headers={**headers, "Host": named})
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and response.getheader("Location"):
            return response.getheader("Location")
        if response.status == http.client.NOT_MODIFIED:
            return Fetched(None)
        if response.status != http.client.OK:
            raise FetchError(_("The server answers %(status)s. Check the address.") % {"status": response.status})
        body = whole(response, deadline)
        return Fetched(body, mark(response, "ETag", 200), mark(response, "Last-Modified", 60))
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        if time.monotonic() >= deadline:
            raise FetchError(_("The server is too slow.")) from error
        raise FetchError(_("The server does not answer as it should.")) from error
    finally:
        watch.cancel()
        connection.close()


def shut(sock):
    """A server that drips its answer is left when the time is over, wherever it is."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # that of SSL sockets takes away what is being read from


def mark(response, name, most):
    """What is sent back next time: nothing, where it is longer or no header could carry it."""
    value = response.getheader(name, "")
    return value if len(value) <= most and value.isascii() and value.isprintable() else ""


def parts(url):
    try:
        address = urlsplit(url.strip())
        scheme = {"webcal": "https"}.get(address.scheme, address.scheme)
        port = address.port or PORTS.get(scheme)
        host = (address.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise FetchError(_("This is no address of a calendar.")) from error
    if scheme not in PORTS or not host or address.username:
        raise FetchError(_("This is no address of a calendar."))
    path = (address.path or "/") + (f"?{address.query}" if address.query else "")
    if any(ord(letter) < 33 or ord(letter) > 126 for letter in path):
        raise FetchError(_("This is no address of a calendar."))
    return scheme, host, port, path


def opened(scheme, host, port):
    """Connected to the very address that was checked: a name that changes its mind leads nowhere else."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(_("There is no server of that name.")) from error
    addresses = [row[4][0] for row in found]
    if not settings.CALENDARS_FROM_PRIVATE_NETWORKS and not all(map(is_public, addresses)):
        raise FetchError(_("The address lies in a private network. The administrator may allow that."))
    try:
        sock = socket.create_connection((addresses[0], port), timeout=CONNECT_SECONDS)
        if scheme == "https":
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)
    except OSError as error:
        raise FetchError(_("The server does not answer as it should.")) from error
    connection = http.client.HTTPConnection(host, port)
    connection.sock = sock
    return connection


def is_public(text):
    address = ipaddress.ip_address(text.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    hidden = any(mapped.version == network.version and mapped in network for network in HIDING)
    return mapped.is_global and not mapped.is_multicast and not hidden


def whole(response, deadline):
    body = b""
    while chunk := response.read1(CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise FetchError(_("The calendar is larger than 10 MB. Export a shorter time of it."))
        if time.monotonic() >= deadline:
            raise FetchError(_("The server is too slow."))
    if time.monotonic() >= deadline:
        raise FetchError(_("The server is too slow."))
    if response.length:  # it was to be longer
        raise FetchError(_("The server does not answer as it should."))
    return body
