"""Schemathesis: whatever OpenAPI allows is answered as OpenAPI says, and whatever it does not allow is refused."""

from pathlib import Path
from typing import Any, Final

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from app import create_app
from tests.made_clients import each_another

OPERATIONS: Final = (
    ("/api/search", "POST"), ("/api/ask", "POST"), ("/api/compare", "POST"), ("/api/similar", "POST"),
    ("/api/plans", "GET"), ("/api/plans/{plan_id}", "GET"), ("/api/passages/{passage_id}", "GET"),
    ("/api/records/{kind}", "GET"), ("/api/coverage", "GET"), ("/healthz", "GET"),
)  # fmt: skip
# A question of blanks and a city that does not exist fit their schema and are refused all the same.
CHECKS: Final = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection,
]  # fmt: skip
ANYTHING: Final = ("/api/plans", "/api/plans/{plan_id}", "/healthz")  # where nothing can be sent wrong
EXAMPLES: Final = 12  # of each operation and mode; more take minutes


@pytest.fixture(scope="module")
def schema(samples_index: Path) -> Any:  # noqa: ANN401 - schemathesis's
    return schemathesis.openapi.from_asgi("/api/openapi.json", each_another(create_app(samples_index, ["testserver"])))


def test_every_operation_is_tried(schema: Any) -> None:  # noqa: ANN401
    operations = {(each.ok().path, each.ok().method.upper()) for each in schema.get_all_operations()}
    assert operations == set(OPERATIONS)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "not allowed"])
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: part.strip("/"))
def test_it_keeps_what_it_says(schema: Any, path: str, method: str, mode: GenerationMode) -> None:  # noqa: ANN401
    operation = schema[path][method]
    if mode is GenerationMode.NEGATIVE and path in ANYTHING:
        return

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Any) -> None:  # noqa: ANN401
        case.call_and_validate(checks=CHECKS)

    holds()
