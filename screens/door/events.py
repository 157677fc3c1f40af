"""What the page's own events may carry, worked out from the page itself."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from .refusal import Refusal
from .routes import SESSION

if TYPE_CHECKING:
    import gradio as gr

_TEXT_MAX: Final = 20_000  # characters; a question is told to be too long from 2,000 on, which is for the page to say
_CHOICES_MAX: Final = 2_000  # every municipality of Japan can be ticked
_BAD: Final = Refusal(422, "この画面から送られたものではありません。ページを開き直してください。")

_Text = Annotated[str, Field(max_length=_TEXT_MAX)]
_Choices = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=_CHOICES_MAX)]
# By the name of a Gradio component. None of these can hold a file: one that can has no place in this table.
_VALUES: Final[Mapping[str, Any]] = {
    "textbox": _Text | None,
    "dropdown": _Choices | None,
    "checkbox": bool,
}

Events = Mapping[int, TypeAdapter[Any]]  # by number of the event: its inputs in order


class _Envelope(BaseModel):
    """The body of a ``queue/join``; whatever stands beside these refuses it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    data: list[Any]
    fn_index: int
    session_hash: Annotated[str, Field(pattern=rf"^{SESSION}$")]
    trigger_id: int | None = None
    event_data: None = None


def events_of(page: "gr.Blocks") -> Events:
    """The events of ``page`` and what each is given.

    Raises: KeyError where an input is of a kind that no event of this program may have.
    """
    return {number: _inputs(each.get_block_name() for each in event.inputs) for number, event in page.fns.items()}


def _inputs(kinds: Iterable[str]) -> TypeAdapter[Any]:
    values: Any = tuple[tuple(_VALUES[kind] for kind in kinds)]  # type: ignore[misc]  # as many as there are inputs
    return TypeAdapter(values)


def bad_event(body: bytes, events: Events) -> Refusal | None:
    """Refuses a body that is no event of the page with the inputs that it has there."""
    try:
        sent = _Envelope.model_validate_json(body)
        events[sent.fn_index].validate_python(tuple(sent.data), strict=True)
    except (ValidationError, KeyError):  # the error repeats what was sent, so that nobody may print it
        return _BAD
    return None
