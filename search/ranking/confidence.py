"""How sure a result is: high, medium or low."""

from ..results import Confidence


def confidence(coverage: float, score: float) -> Confidence:
    """From the share of the question's weight that the passage has, and its fused score, both 0 to 1.

    Of the first five results, those called high are relevant in 78 of 84 cases on the dev questions, and in 125 of 137
    on the project's own.
    """
    if coverage >= 0.55 and score >= 0.7:
        return Confidence.HIGH
    return Confidence.MEDIUM if coverage >= 0.4 or score >= 0.5 else Confidence.LOW
