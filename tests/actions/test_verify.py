"""What `verify` says of a ledger that is unusual, and sound."""

from copy import copy
from pathlib import Path

from server.actions.verify import check
from tests.communes import Here
from tests.phones import confirmation


def test_a_cloned_phone_is_no_fault_of_the_ledger(tmp_path: Path) -> None:
    """The clone goes on longer than the phone: what follows its held event is accepted, and the ledger is sound."""
    here = Here(tmp_path)
    (item,) = here.items(1)
    phone = here.phone()
    here.turn(phone, phone.write("confirmation.recorded", item, confirmation()))
    twin = copy(phone)
    here.turn(phone, phone.write("confirmation.recorded", item, confirmation()))
    later = [twin.write("confirmation.recorded", item, confirmation(note="bản sao")) for _ in range(2)]
    statuses = [(receipt["status"], receipt.get("code")) for receipt in here.turn(twin, *later)["receipts"]]
    assert statuses == [("held", "n_reused"), ("accepted", None)]
    with here.store.read() as view:
        found = check(view)
    assert found.good, found.why
