"""Every template keeps the content policy, and every word on a screen is in both catalogues."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(path for folder in ("office", "public", "print") for path in (ROOT / "web" / folder).glob("*.html"))
SCREENS = [*TEMPLATES, *sorted((ROOT / "server" / "http").rglob("*.py"))]
CATALOGUES = {name: json.loads((ROOT / "web" / "locales" / f"{name}.json").read_text("utf-8")) for name in ("vi", "en")}

BANNED = {
    "hx-on": r"\shx-on[:\s=]",
    "js: values": r"""["'{:\s]js:|javascript:""",
    "inline style": r"\sstyle\s*=",
    "inline script": r"<script(?![^>]*\ssrc=)[^>]*>",
    "inline handler": r"\son[a-z]+\s*=\s*[\"']",
    "style element": r"<style\b",
    "trigger filter": r"hx-trigger=\"[^\"]*\[",
    "another host": r"(?:src|href|action)=\"(?:https?:)?//",
}
"""What needs eval, or an inline script or style, and is dead under our policy (architecture.md)."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_the_policy(path: Path) -> None:
    text = path.read_text("utf-8")
    assert [name for name, pattern in BANNED.items() if re.search(pattern, text)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_says_what_it_is_for(path: Path) -> None:
    assert "{#" in path.read_text("utf-8")[:250]


CALLS = re.compile(r"""\b(?:t|word|say)\(\s*f?(["'])([a-z_.{}A-Z0-9]+)\1""")
CONSTANT = re.compile(r"""(["'])((?:office|public)\.[a-z_.]+(?:\{[^}]*\})?)\1""")
ASSETS = {"office.css", "office.js", "public.css"}


def keys() -> dict[str, str]:
    """Key (a prefix before `{` or `~`) → the file that says it."""
    found: dict[str, str] = {}
    for path in SCREENS:
        text = path.read_text("utf-8")
        for _, key in [*CALLS.findall(text), *CONSTANT.findall(text)]:
            if key.startswith(("office.", "public.")) and key not in ASSETS:
                found[key.split("{")[0]] = path.name
    return found


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_key_is_there(language: str) -> None:
    words = CATALOGUES[language]
    missing = {
        key: name
        for key, name in keys().items()
        if key not in words and not (key.endswith(".") and any(known.startswith(key) for known in words))
    }
    assert missing == {}


def test_both_languages_say_the_same_things() -> None:
    vi, en = (
        {key: words[key] for key in words if key.startswith(("office.", "public."))} for words in CATALOGUES.values()
    )
    assert set(vi) == set(en)
    blanks = re.compile(r"\{\w+\}")
    assert [key for key in vi if set(blanks.findall(vi[key])) != set(blanks.findall(en[key]))] == []


def test_no_word_of_the_office_is_left_over() -> None:
    said = keys()
    unsaid = [
        key
        for key in CATALOGUES["vi"]
        if key.startswith(("office.", "public."))
        and key not in said
        and not any(prefix.endswith(".") and key.startswith(prefix) for prefix in said)
    ]
    assert unsaid == []
