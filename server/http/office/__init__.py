"""The office: one file a noun."""

from starlette.routing import BaseRoute

routes: list[BaseRoute] = []
