"""Which documents may not be processed further until a data subject's request is decided (Luật 91/2025 Điều 4)."""

from server.domain.subjects import SubjectRequest
from server.store.port import View


def stopped(view: View) -> frozenset[str]:
    """`kind:id` of every document whose processing is stopped now."""
    return frozenset(one for request in view.find(SubjectRequest, "stops", "") for one in request.documents)
