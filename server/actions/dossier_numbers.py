"""The own reference of a dossier: `TN-261124-007`, which never looks like a state's code (domain §2.3)."""

from server.actions.desk import Act
from server.domain.dossiers import Dossier
from server.domain.times import VIETNAM
from server.store.port import View


def next_no(view: View, act: Act) -> str:
    """The reference that the next dossier of the day gets. None is given twice, at the cost of a few look-ups."""
    day = act.now.astimezone(VIETNAM).strftime("%y%m%d")

    def taken(number: int) -> bool:
        return view.count(Dossier, "no", f"TN-{day}-{number:03}") > 0

    high = 1
    while taken(high):
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if taken(middle) else (low, middle)
    return f"TN-{day}-{high:03}"
