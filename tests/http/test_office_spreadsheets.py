"""Every list of the office as a file: the same rows as on the screen, for whoever may read the list and nobody else."""

import pytest

from server.documents.sheets import read_table
from tests.communes import Here
from tests.http.office import confirmed

FILES = ("/office/items.xlsx", "/office/review.xlsx", "/office/people.xlsx", "/office/devices.xlsx")


@pytest.mark.parametrize("path", FILES)
def test_a_file_that_opens(here: Here, path: str) -> None:
    confirmed(here, 3)
    assert here.client.get(path, headers={"Accept": "text/html"}).status_code == 303
    here.log_in("clerk")
    answer = here.client.get(path + ("?state=all" if "items" in path else ""))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    (sheet,) = read_table(answer.content, "list.xlsx").sheets
    head, *rows = sheet.rows
    assert len(rows) >= (1 if "devices" in path else 3)
    assert all(head)
