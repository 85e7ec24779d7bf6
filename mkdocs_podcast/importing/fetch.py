"""Fetching what a feed names, within limits."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from .. import __version__
from ..show.url import ascii_url

MAX_REDIRECTS = 5
TIMEOUT = 20.0
"""How long to wait for an answer, or for more of it, in seconds."""

MAX_SECONDS = 600.0
"""How long a whole answer may take, in seconds."""

_CHUNK = 64 * 1024
_USER_AGENT = f"mkdocs-podcast/{__version__}"


class FetchError(Exception):
    """Something cannot be fetched; the message is a sentence that says why.

    Attributes:
        is_missing: Whether the server says that the page does not exist.
        is_unknown_host: Whether the host cannot be found, as without a network.
    """

    def __init__(
        self, message: str, *, is_missing: bool = False, is_unknown_host: bool = False
    ) -> None:
        super().__init__(message)
        self.is_missing = is_missing
        self.is_unknown_host = is_unknown_host


@dataclass(frozen=True)
class Fetcher:
    """Fetches URLs.

    Attributes:
        allow_private: Whether servers of the own network, and of this machine, may be asked.
        timeout: How long to wait for an answer, or for more of it, in seconds.
    """

    allow_private: bool = False
    timeout: float = TIMEOUT

    def fetch(self, url: str, max_size: int) -> tuple[bytes, str]:
        """Return the content of a URL, and the URL it was found at.

        Args:
            url: An HTTP URL.
            max_size: The size in bytes that is too much.

        Raises:
            FetchError: It cannot be fetched, or is too large.
        """
        parts: list[bytes] = []
        with closing(self._open(url)) as (response):
            parts.extend(_read(response, url, max_size))
            return b"".join(parts), response.geturl()

    def download(self, url: str, file: IO[bytes], max_size: int) -> int:
        """Write the content of a URL into a file, and return its size in bytes.

        Raises:
            FetchError: It cannot be fetched, or is too large.
            OSError: The file cannot be written.
        """
        size = 0
        with closing(self._open(url)) as response:
            for chunk in _read(response, url, max_size):
                size += len(chunk)
                file.write(chunk)
        return size

    def probe(self, url: str) -> None:
        """Ask whether a URL exists, without reading its content.

        Raises:
            FetchError: It does not exist, or its server does not say so.
        """
        try:
            self._open(url, "HEAD").close()
        except FetchError:  # some servers only know GET
            self._open(url).close()

    def _open(self, url: str, method: str = "GET") -> http.client.HTTPResponse:
        """Open a URL, and follow its redirects; each server on the way is checked."""
        opener = build_opener(_NoRedirects)
        target = url
        for _ in range(MAX_REDIRECTS + 1):
            self._check(target)
            headers = {"User-Agent": _USER_AGENT}
            request = Request(ascii_url(target), headers=headers, method=method)  # noqa: S310 - checked above
            try:
                response: http.client.HTTPResponse = opener.open(request, timeout=self.timeout)
            except HTTPError as error:
                location = error.headers.get("Location", "")
                error.close()
                if error.code not in {301, 302, 303, 307, 308} or not location:
                    raise FetchError(
                        f"{url} answers with “{error.code} {error.reason}”.",
                        is_missing=error.code in {404, 410},
                    ) from None
                target = urljoin(target, location)
            except TimeoutError:
                raise _slow(url) from None
            except URLError as error:
                if isinstance(error.reason, TimeoutError):
                    raise _slow(url) from None
                raise FetchError(f"{url} cannot be reached: {error.reason}.") from None
            except (OSError, http.client.HTTPException, ValueError) as error:
                raise FetchError(f"{url} cannot be read: {error}.") from None
            else:
                return response
        raise FetchError(f"{url} redirects more than {MAX_REDIRECTS} times.")

    def _check(self, url: str) -> None:
        """Refuse URLs that are no HTTP, or lead into the own network.

        Raises:
            FetchError: The URL is refused, or its host is unknown.
        """
        try:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError:
            raise FetchError(f"“{url}” is not a URL.") from None
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise FetchError(f"“{url}” does not start with “https://” or “http://”.")
        if self.allow_private:
            return
        try:
            found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            message = f"The host {parts.hostname} cannot be found."
            raise FetchError(message, is_unknown_host=True) from None
        for *_, address in found:
            if not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global:
                raise FetchError(
                    f"{url} leads to {address[0]}, which is not on the public internet. "
                    "Add “--allow-private” if you trust it."
                )


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Leave redirects to the caller, who checks where they lead."""


def _slow(url: str) -> FetchError:
    return FetchError(f"{url} does not answer.")


def _read(response: http.client.HTTPResponse, url: str, max_size: int) -> Iterator[bytes]:
    size, end = 0, time.monotonic() + MAX_SECONDS
    while True:
        try:
            chunk = response.read(_CHUNK)
        except TimeoutError:
            raise _slow(url) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError(f"{url} ends early: {error}.") from None
        if not chunk:
            return
        size += len(chunk)
        if size > max_size:
            raise FetchError(f"{url} is larger than {max_size // 2**20} MiB.")
        if time.monotonic() > end:
            raise FetchError(f"{url} takes longer than {MAX_SECONDS / 60:.0f} minutes.")
        yield chunk
