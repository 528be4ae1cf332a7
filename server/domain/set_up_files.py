"""What one commune hands to the next so that it need not begin anew (R06): its set-up, and nobody's data."""

from msgspec import Struct, structs

from server.domain.calendar import CalendarDay, OfficeHours
from server.domain.notice_wording import NoticeWording
from server.domain.organisation import AdministrativeUnit
from server.domain.procedures import Procedure
from server.domain.roster_records import RosterRule
from server.domain.service_days import ServiceRule
from server.domain.unions import Union


class FormFile(Struct, frozen=True):
    """A form of the commune's own: its file's name and its text."""

    name: str
    text: str


class SetUp(Struct, frozen=True, omit_defaults=True):
    """Office hours, service days, roster rule, calendar, unions, units above the commune, catalogue, forms, wording.

    No person, no hamlet, no switch for photo or place, no telephone number: those are each commune's own.
    """

    hours: OfficeHours = OfficeHours()
    service: ServiceRule = ServiceRule()
    roster: RosterRule = RosterRule()
    calendar: tuple[CalendarDay, ...] = ()
    unions: tuple[Union, ...] = ()
    units: tuple[AdministrativeUnit, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    wordings: tuple[NoticeWording, ...] = ()
    forms: tuple[FormFile, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each there are, for the screen."""
        kinds = ("procedures", "forms", "calendar", "unions", "units", "wordings")
        return {name: len(getattr(self, name)) for name in kinds}


def without_person(wording: NoticeWording) -> NoticeWording:
    """A wording as the next commune gets it: who signs there is somebody else."""
    return structs.replace(wording, signer="")


def above_commune(unit: AdministrativeUnit) -> bool:
    """Whether the next commune belongs to this unit too."""
    return unit.level != "commune" and not unit.neighbour
