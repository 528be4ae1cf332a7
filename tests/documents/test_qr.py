"""The QR code as SVG: what the content policy forbids is not in it, and its modules are the code's."""

import re
from xml.etree import ElementTree

import pytest
import segno

from server.documents.qr import QUIET, qr_svg

LINK = "https://xa.example/field/enrol#AbCdEfGhIjKlMnOpQrStUv"


def test_every_dark_module_is_drawn_and_no_other() -> None:
    code = segno.make(LINK, error="m", micro=False)
    dark = {(x, y) for y, row in enumerate(code.matrix) for x, module in enumerate(row) if module}
    drawn = {
        (x, int(y) - QUIET)
        for left, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", qr_svg(LINK))
        for x in range(int(left) - QUIET, int(left) - QUIET + int(length))
    }
    assert drawn == dark


def test_it_is_sound_xml_with_a_name_and_without_style() -> None:
    svg = qr_svg(LINK, 6, title='Mã của "bà Thử" & <con>')
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == 'Mã của "bà Thử" & <con>'
    assert root.get("role") == "img"
    assert "style" not in svg
    assert int(root.get("width") or 0) == 6 * int((root.get("viewBox") or "").split()[2])


def test_too_much_for_a_code() -> None:
    with pytest.raises(ValueError, match="too large"):
        qr_svg("x" * 5000)
