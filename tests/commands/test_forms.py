"""`forms check`: all is well, or what is not, in words and as JSON."""

import json
from pathlib import Path

from click.testing import CliRunner

from server.commands.forms import forms


def test_what_is_brought_along() -> None:
    done = CliRunner().invoke(forms, ["check"])
    assert done.exit_code == 0
    assert "không có lỗi" in done.output


def test_a_file_with_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text("{}")
    done = CliRunner().invoke(forms, ["check", str(path)])
    assert done.exit_code == 1
    assert "mine.json: không đọc được tệp" in done.output
    done = CliRunner().invoke(forms, ["check", "--json", str(path)])
    assert json.loads(done.output)["mistakes"]["mine.json"]
