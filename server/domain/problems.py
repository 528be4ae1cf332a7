"""Every problem that this program can report: code, HTTP status, Vietnamese and English text. One list."""

from server.domain.problem import Problem
from server.domain.problem_doors import DOORS
from server.domain.problem_rules import RULES

PROBLEMS: dict[str, Problem] = {**DOORS, **RULES}


class Refusal(Exception):
    """A command that the rules refuse. `code` is a key of PROBLEMS; `field` names the input at fault."""

    def __init__(self, code: str, field: str | None = None, detail: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.detail = detail

    @property
    def problem(self) -> Problem:
        """The published problem behind the code."""
        return PROBLEMS[self.code]

    def as_json(self) -> dict[str, str | None]:
        """`{code, text, text_en, field}` as sync.md's errors have it."""
        problem = self.problem
        return {
            "code": self.code,
            "text": self.detail or problem.text,
            "text_en": problem.text_en,
            "field": self.field,
        }
