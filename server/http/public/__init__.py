"""The public pages."""

from starlette.routing import BaseRoute

from server.http.public import front

routes: list[BaseRoute] = [*front.routes]
