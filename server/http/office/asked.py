"""What a list's URL asks for: the base of the lists' filters, their addresses, and how words are looked for."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from server.domain.names import folded
from server.domain.times import read_day

MAX_QUERY = 100


@dataclass(frozen=True)
class Asked:
    """A filter whose fields are texts; one that is as in `usual` stands in no address. `here` is the list's.

    `choices` are the values of the fields that know only some, `day_fields` those whose value is a day.
    """

    here: ClassVar[str]
    choices: ClassVar[Mapping[str, Collection[str]]] = MappingProxyType({})
    day_fields: ClassVar[Collection[str]] = ()

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """The filter of a query; what is not understood is as if it were not there."""
        found = texts(query, cls)
        for name in cls.day_fields:
            found[name] = read_day(found[name])
        for name, values in cls.choices.items():
            if found[name] not in values:
                del found[name]
        return cls(**found)

    @property
    def usual(self) -> Self:
        """What an address asks for that says nothing."""
        return type(self)()

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything out beyond the usual."""
        return self != self.usual

    @property
    def given(self) -> dict[str, str]:
        """The fields that say something, as a query or a form has them."""
        usual = asdict(self.usual)
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    def url(self, path: str = "", page: int = 1, **other: str) -> str:
        """The address of the list, another page of it, or the same with something else asked for."""
        changed: dict[str, Any] = dict(other)
        query = replace(self, **changed).given
        if page > 1:
            query["page"] = str(page)
        return f"{path or self.here}?{urlencode(query)}" if query else path or self.here


def texts(query: Mapping[str, str], filter_: type[Asked]) -> dict[str, str]:
    """What a query says of each of the filter's fields, in one line, never long."""
    return {one.name: " ".join(query.get(one.name, "").split())[:MAX_QUERY].rstrip() for one in fields(filter_)}


def holds(text: str, query: str) -> bool:
    """Whether each word of the query begins a word of the text, with or without diacritics."""
    return all(word in searchable(text) for word in words_of(query))


@lru_cache(maxsize=1 << 16)
def searchable(text: str) -> str:
    """A text as it is looked in: every word with a blank before it."""
    return " " + folded(text)


@lru_cache(maxsize=64)
def words_of(query: str) -> tuple[str, ...]:
    """The words that a query looks for: each the beginning of a word."""
    return tuple(f" {word}" for word in folded(query).split())
