"""A plan of which nothing is known but its text."""

from corpus.plan import Document, Plan


def plan_of(document: Document, municipality: str | None = None) -> Plan:
    """The plan ``todai`` that says what ``document`` says."""
    return Plan(
        id="todai",
        text=document.text,
        line_starts=document.line_starts,
        municipality_code=None,
        municipality=municipality,
        prefecture=None,
        title=None,
        kind=None,
        status=None,
        period_start=None,
        period_end=None,
        published=None,
        url=None,
        file="todai.txt",
        digest="",
    )
