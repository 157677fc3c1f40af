"""Whether it works: for whatever watches the server."""

from typing_extensions import TypedDict

from index.errors import INDEX_ERRORS

from ..door.refusal import report
from .replies import Replies


class HealthJson(TypedDict):
    """``behind``: an earlier index answers, as the newest one is not as it was built."""

    ok: bool
    plans: int
    behind: bool


def health_json(replies: Replies) -> HealthJson:
    """Whether the index can be read, and how many plans it has."""
    try:
        return {"ok": True, "plans": len(replies.plans()["plans"]), "behind": replies.is_behind()}
    except INDEX_ERRORS as error:
        report(error)
        return {"ok": False, "plans": 0, "behind": False}
