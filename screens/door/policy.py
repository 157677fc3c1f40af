"""What a browser is told to keep to, with every answer."""

from collections.abc import Mapping
from typing import Final

_ALL: Final = {
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
# The browser itself refuses whatever would leave the machine, should a component ever try. A form that is sent from a page
# without any referrer says that it comes from nowhere (Origin: null), which is what a form of another site may say too: this
# site alone is told.
OF_GRADIO: Final[Mapping[str, str]] = {
    **_ALL,
    "content-security-policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        "frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
    "referrer-policy": "same-origin",
}
# Pages of our own run no script at all.
OF_OURS: Final[Mapping[str, str]] = {
    **_ALL,
    "content-security-policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "same-origin",
}
# Pages of our own for staff: their scripts are files of this site, and no script stands in a page.
WITH_SCRIPT: Final[Mapping[str, str]] = {
    **OF_OURS,
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
}
