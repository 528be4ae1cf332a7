"""The result of a dossier for which a request waits: made into a paper as soon as there is one."""

from server.actions.desk import Act
from server.actions.dossier_results import send_home
from server.actions.dossier_steps import dossier_of
from server.actions.request_papers import claim
from server.domain.conditions import Condition
from server.domain.requests import HomeRequest
from server.store.port import Unit


def result_of(unit: Unit, act: Act, request: HomeRequest, condition: Condition | None) -> HomeRequest:
    """The request with the result of its dossier, made into a paper if there is one; else it waits on.

    Refuses what `send_home` refuses: class_forbids while a class D1 has no condition, and always for a class D2.
    """
    dossier = dossier_of(unit, request.dossier or "")
    if dossier.item is not None:
        return claim(unit, request, dossier.item)
    if dossier.state != "done":
        return request
    item = send_home(unit, act, dossier.id, "postal" if request.channel == "postal" else "home", condition)
    return claim(unit, request, item.id)
