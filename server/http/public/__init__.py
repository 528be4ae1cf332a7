"""The public pages."""

from starlette.routing import BaseRoute

from server.http.public import calendar, front, survey

routes: list[BaseRoute] = [*calendar.routes, *survey.routes, *front.routes]
