"""The address of a server: what one looks like, and what is wrong with one that does not.

An address is not a place for a secret: it stands in histories of shells, and in messages.
"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

import attrs

EXAMPLE = "http://localhost:11434/v1"
PROBLEMS = ("empty", "spaces", "scheme", "host", "port", "credentials", "query", "path")
"""What may be wrong with an address, as stable words for messages."""
_ODD = re.compile(r"[\s\\\x00-\x1f\x7f-\x9f]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):/{0,2}(?!\d)|/+", re.IGNORECASE)
_CALL = re.compile(r"/(chat/)?completions/?$")
_SHOWN = 120
_PORTS = range(1, 65536)


@attrs.frozen
class AddressError(ValueError):
    """An address that cannot be one: it as it may be shown, one of `PROBLEMS`, and one to try."""

    shown: str
    problem: str
    attempt: str

    def __str__(self) -> str:
        return (
            f"{self.shown!r} ({self.problem}); wanted: http(s)://host[:port]/v1, as {self.attempt}"
        )


def checked(address: str) -> str:
    """Give an address as it is. Raises AddressError for one that cannot be an address of a server.

    >>> checked("http://localhost:11434/v1")
    'http://localhost:11434/v1'
    >>> checked("localhost:11434")
    Traceback (most recent call last):
    deltalang.llm.address.AddressError: 'localhost:11434' (scheme); wanted: http(s)://host[:port]/v1, as http://localhost:11434/v1
    """
    problem = _problem(address)
    if problem is None:
        return address
    attempt = _mended(address)
    raise AddressError(_shown(address), problem, EXAMPLE if _problem(attempt) else attempt)


def is_local(address: str) -> bool:
    """Tell whether a server is on this machine, where no proxy leads.

    >>> is_local("http://127.0.0.1:8000/v1"), is_local("http://model.example/v1")
    (True, False)
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def without_user(text: str) -> str:
    """Leave out the user and the password of every address in a text.

    >>> without_user("no way to http://me:secret@host/v1")
    'no way to http://…@host/v1'
    """
    return re.sub(r"(?<=//)[^\s/?#]*@", "…@", text)


def _problem(address: str) -> str | None:
    """Name the first thing that is wrong."""
    if not address.strip():
        return "empty"
    if _ODD.search(address):
        return "spaces"
    if not re.match(r"https?://", address, re.IGNORECASE):
        return "scheme"
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket of an IPv6 address is missing
        return "host"
    if "@" in parts.netloc:
        return "credentials"
    if not _is_host(parts):
        return "host"
    if not _is_port(parts):
        return "port"
    if "?" in address or "#" in address:
        return "query"
    return "path" if _CALL.search(parts.path) else None


def _is_host(parts: SplitResult) -> bool:
    """Tell whether there is a name or a number of a machine."""
    host = parts.hostname or ""
    if ":" in host:
        return True  # urlsplit has looked at what is in brackets
    try:
        return re.fullmatch(r"[\w.-]+", host) is not None and bool(host.encode("idna"))
    except UnicodeError:  # a part of the name is empty or too long
        return False


def _is_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port in _PORTS
    except ValueError:
        return False


def _shown(address: str) -> str:
    """Leave out what may be a secret: all before a last `@`, which a password may hold too, and a query."""
    scheme = re.match(r"\w+://", address)
    begin, user, rest = address.rpartition("@")
    shown = f"{scheme[0] if scheme and begin else ''}…@{rest}" if user else address
    return re.sub(r"(?<=[?#]).+", "…", shown, flags=re.DOTALL)[:_SHOWN]


def _mended(address: str) -> str:
    """Guess what was meant."""
    text = re.split(r"[?#]", _ODD.sub("", address))[0]
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    host, _, path = rest.rpartition("@")[2].partition("/")
    secure = bool(scheme and (scheme[1] or "").lower() == "https")
    path = _CALL.sub("", "/" + path).rstrip("/") or "/v1"
    return f"{'https' if secure else 'http'}://{host}{path}"
