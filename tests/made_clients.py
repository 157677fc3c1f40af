"""An app as clients of many addresses see it: one alone, asking all the time, is told to wait."""

from itertools import count

from starlette.types import ASGIApp, Receive, Scope, Send


def each_another(app: ASGIApp, asked_together: int = 1) -> ASGIApp:
    """``app``, with another client's address for every ``asked_together`` requests."""
    number = count()

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan":
            place = next(number) // asked_together
            scope = {**scope, "client": (f"198.51.{place // 250 % 250}.{place % 250}", 5000)}
        await app(scope, receive, send)

    return asked
