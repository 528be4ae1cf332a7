"""Who may import whom, and how large a file may grow: the house's rules, held by a test."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MOST_LINES = 300

ALLOWED: dict[str, tuple[str, ...]] = {
    "sync": ("sync",),
    "server.domain": ("sync", "server.domain"),
    "server.store.port": ("sync", "server.domain"),
    "server.store": ("sync", "server.domain", "server.store"),
    "server.documents": ("sync", "server.domain", "server.documents"),
    "server.actions": ("sync", "server.domain", "server.store.port", "server.actions"),
    "server.settings": (),
    "server.backups": (
        "sync",
        "server.domain",
        "server.actions",
        "server.documents",
        "server.store.port",
        "server.store.files",
    ),
    "server.chores": ("server.backups", "server.domain", "server.settings", "server.store.port", "server.actions"),
    "server.importer": ("server.domain", "server.store.port", "server.actions"),
    "server.timed_task": (),
    "server.daily": ("server.domain", "server.store.port", "server.actions", "server.timed_task"),
    "server.nightly": ("server.backups", "server.domain", "server.settings", "server.timed_task"),
    "server.http": (
        "sync",
        "server.domain",
        "server.store.port",
        "server.actions",
        "server.documents",
        "server.settings",
        "server.timed_task",
        "server.http",
        "server",
    ),
    "server.app": ("sync", "server"),
    "server.commands": ("sync", "server"),
    "server.__main__": ("server",),
}
"""Part of the program → what of ours it may import. The longest name that fits a module decides."""

PURE = ("sync", "server.domain")
IMPURE = {"sqlite3", "socket", "urllib", "http", "subprocess", "starlette", "uvicorn", "click", "tinydb", "asyncio"}
"""What code without input or output has no use for."""


def python_files() -> list[Path]:
    return [path for folder in ("sync", "server") for path in sorted((ROOT / folder).rglob("*.py"))]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written whole"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            submodules = {name for name in whole if (ROOT / name.replace(".", "/")).with_suffix(".py").exists()}
            found |= submodules or {node.module or ""}
    return found


def within(module: str, part: str) -> bool:
    return module == part or module.startswith(f"{part}.")


def rule(module: str) -> tuple[str, ...] | None:
    parts = [part for part in ALLOWED if within(module, part)]
    return ALLOWED[max(parts, key=len)] if parts else None


@pytest.mark.parametrize("path", python_files(), ids=module_of)
def test_imports_go_one_way(path: Path) -> None:
    module = module_of(path)
    allowed = rule(module)
    for imported in imports(path):
        if imported.split(".")[0] == "tests":
            pytest.fail(f"{module} imports {imported}")
        if imported.split(".")[0] in ("server", "sync") and module != "server":
            assert allowed is not None, f"{module} has no rule"
            exact = imported == "server" or any(within(imported, part) for part in allowed)
            assert exact, f"{module} imports {imported}"
        if any(within(module, part) for part in PURE):
            assert imported.split(".")[0] not in IMPURE, f"{module} imports {imported}"


def test_http_never_imports_an_engine() -> None:
    for path in (ROOT / "server" / "http").rglob("*.py"):
        assert not {name for name in imports(path) if name.startswith("server.store.") and name != "server.store.port"}


JAVASCRIPT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")


def test_javascript_goes_one_way() -> None:
    """sync ← web/field ← worker; the page's scripts and the worker meet over HTTP and messages only."""
    for path in (ROOT / "sync").rglob("*.js"):
        for target in JAVASCRIPT.findall(path.read_text("utf-8")):
            assert (path.parent / target).resolve().is_relative_to(ROOT / "sync"), f"{path.name} imports {target}"
    page = ROOT / "web" / "field" / "page"
    for path in (ROOT / "web" / "field").rglob("*.js"):
        for target in JAVASCRIPT.findall(path.read_text("utf-8")):
            into_page = (path.parent / target).resolve().is_relative_to(page)
            assert not into_page or path.is_relative_to(page), f"{path.name} imports {target}"


def test_only_one_place_names_the_phones_stores() -> None:
    for path in (ROOT / "web" / "field").rglob("*.js"):
        if path.name != "db.js" and "db" not in path.parent.parts[-1:]:
            assert not re.search(r"\.(objectStore|createObjectStore|transaction)\(", path.read_text("utf-8")), path.name


def tracked(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if line.endswith(suffixes) and (ROOT / line).exists()]


def test_files_stay_small() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in tracked(".py", ".js", ".css", ".html")}
    large = {path.relative_to(ROOT).as_posix(): size for path, size in sizes.items() if size > MOST_LINES}
    large = {name: size for name, size in large.items() if not name.startswith("tests/")}
    assert large == {}


def test_every_module_says_what_it_is_for() -> None:
    for path in python_files():
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), f"{path} has no docstring"
