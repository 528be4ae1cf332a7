"""The public pages."""

from starlette.routing import BaseRoute

from server.http.public import calendar, front

routes: list[BaseRoute] = [*calendar.routes, *front.routes]
