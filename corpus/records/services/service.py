"""給付・サービス: what a resident can get, and how."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """A benefit or service as its page, its entry in a list or its row of open data states it.

    ``fields`` stand under the page's own names; ``roles`` has, for each of them, what it is (:mod:`.roles`), "" where
    that is not known. ``desk_id`` is the desk of the same document to which a resident is told to go.
    """

    id: str  # "shiomi-kyufu/s0000": the plan and the service's place in it, from 0
    plan_id: str
    name: str
    fields: tuple[tuple[str, str], ...]  # in the order of the page; a name may come twice
    roles: tuple[str, ...]
    start: int
    end: int
    passage_id: str | None
    desk_id: str | None = None
    ocr: float | None = None  # how sure a scan's letters are, 0 to 1

    def of(self, role: str) -> tuple[str, ...]:
        """What the page says of one role ("for_whom", "until"), in its order."""
        return tuple(text for (_, text), each in zip(self.fields, self.roles, strict=True) if each == role)
