"""The public pages."""

from starlette.routing import BaseRoute

from server.http.public import calendar, complaint, complaint_follow, front, handbook, help, look_up, survey

routes: list[BaseRoute] = [
    *calendar.routes,
    *survey.routes,
    *look_up.routes,
    *handbook.routes,
    *complaint_follow.routes,
    *complaint.routes,
    *help.routes,
    *front.routes,
]
