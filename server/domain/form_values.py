"""The values of a filled form as a tree: what stands at a path, all of it flat, and what two states differ in."""

from typing import Any

from server.domain.changes import Difference


def value_at(values: Any, path: str) -> Any:
    """The value at a path with dots (`dossiers.0.title`); None if there is none."""
    for part in path.split("."):
        if isinstance(values, list):
            values = values[int(part)] if part.isascii() and part.isdigit() and int(part) < len(values) else None
        else:
            values = values.get(part) if isinstance(values, dict) else None
    return values


def flat(values: Any, above: str = "") -> dict[str, str]:
    """Every leaf as text, by its path, in the order of the tree; what is empty is left out. Never fails."""
    if isinstance(values, dict | list):
        pairs = values.items() if isinstance(values, dict) else enumerate(values)
        found: dict[str, str] = {}
        for name, inner in pairs:
            found.update(flat(inner, f"{above}.{name}" if above else str(name)))
        return found
    return {} if values is None or values == "" else {above: said(values)}


def said(value: Any) -> str:
    """A leaf as text: yes and no as the inputs have them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def changed_values(before: dict[str, Any], after: dict[str, Any]) -> tuple[Difference, ...]:
    """Every leaf that differs, as `values.PATH` with both texts: first the order of the old, then what is new."""
    old, new = flat(before), flat(after)
    paths = dict.fromkeys((*old, *new))
    return tuple(
        Difference(f"values.{path}", old.get(path, ""), new.get(path, ""))
        for path in paths
        if old.get(path, "") != new.get(path, "")
    )
