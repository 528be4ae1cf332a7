"""The writing desk of today in the demonstration: written on a phone and at the desk, in every state."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from server.actions.catalogue import procedure_on
from server.actions.demo.phone import DemoPhone
from server.actions.demo.staff import Staff
from server.actions.desk import Act, new_id
from server.actions.dossiers import receive
from server.actions.filled_forms import became_dossier, check_form, form_of, send_form_back, write_form
from server.domain.citizens import Party
from server.domain.demo_forms import WRITTEN_TODAY, PlannedForm, planned_values
from server.domain.demo_names import Citizen, Inventor
from server.domain.demo_strokes import BOX, signature
from server.domain.dossiers import Ticked
from server.domain.filled_forms import Requested, Signing
from server.domain.forms import Form
from server.domain.intake import Intake
from server.domain.times import local_day
from server.domain.written import Written
from server.store.port import Unit
from sync.strokes import encode


def todays_forms(
    unit: Unit,
    staff: Staff,
    phones: Mapping[str, DemoPhone],
    inventor: Inventor,
    now: datetime,
    forms: Mapping[str, Form],
) -> None:
    """Write them, and lead each as far as it is planned. Without their forms there are none."""
    desk = _Desk(unit, staff, inventor, now)
    planned = [one for one in WRITTEN_TODAY if one.code in forms and (one.by == "desk" or one.by in phones)]
    written = [
        (
            one,
            desk.at_desk(one, forms[one.code])
            if one.by == "desk"
            else desk.on_phone(one, forms[one.code], phones[one.by]),
        )
        for one in planned
    ]
    for phone in {one.by: phones[one.by] for one in planned if one.by != "desk"}.values():
        phone.push(now)
    for one, id_ in written:
        desk.lead(one, id_, forms[one.code])


class _Desk:
    """The clerk at work."""

    def __init__(self, unit: Unit, staff: Staff, inventor: Inventor, now: datetime) -> None:
        self.unit, self.staff, self.inventor, self.now = unit, staff, inventor, now

    def act(self, minutes_ago: int = 0) -> Act:
        """An act of the clerk, so long ago."""
        return Act(self.staff.clerk, self.now - timedelta(minutes=minutes_ago), new_id())

    def on_phone(self, one: PlannedForm, form: Form, phone: DemoPhone) -> str:
        """A cadre writes at somebody's home; it waits for the push."""
        who = self.inventor.citizen(one.hamlet)
        data = {
            "procedure": form.procedures[0] if form.procedures else "",
            "form": form.code,
            "version": form.valid_from,
            "declarant": {
                "name": who.name,
                "birth": who.birth,
                "hamlet": self.staff.hamlets[one.hamlet],
                "phone": who.phone,
            },
            "values": planned_values(form, who, one.way),
            "read_back": True,
            "requested": {"by": "subject", "name": "", "consent": True},
            "signing": self._signing(one),
            "guided": True,
            "place": "home",
        }
        return phone.write(self.now - timedelta(minutes=one.minutes_ago), "form.filled", data)

    def _signing(self, one: PlannedForm) -> dict[str, Any]:
        if not one.assisted:
            return {"by": "self"}
        drawn = {"box": list(BOX), "strokes": encode(signature(self.inventor.random))}
        witness = {"name": self.inventor.name("female"), **drawn}
        return {"by": "assisted", "reason": "cannot_write", "mark": "thumb_on_slip", "witness": witness}

    def at_desk(self, one: PlannedForm, form: Form) -> str:
        """The clerk writes for somebody who came."""
        who = self.inventor.citizen(one.hamlet)
        written = Written(
            form=form.code,
            version=form.valid_from,
            procedure=form.procedures[0] if form.procedures else "",
            declarant=self._party(who),
            values=planned_values(form, who, one.way),
            read_back=True,
            requested=Requested("subject", consent=True),
            signing=Signing("self"),
            place="desk",
        )
        return write_form(self.unit, self.act(one.minutes_ago), written).id

    def _party(self, who: Citizen) -> Party:
        hamlet = self.staff.hamlets[who.hamlet]
        return Party(who.name, birth=who.birth, sex=who.sex, hamlet=hamlet, phone=who.phone)

    def lead(self, one: PlannedForm, id_: str, form: Form) -> None:
        """What the clerk does with it."""
        if one.way == "checked":
            check_form(self.unit, self.act(), id_)
        elif one.way == "sent_back":
            send_form_back(self.unit, self.act(), id_, "Chưa rõ xin giấy để làm gì: hỏi lại rồi viết bản khác")
        elif one.way == "dossier":
            self._take_in(id_, form)

    def _take_in(self, id_: str, form: Form) -> None:
        code = form.procedures[0] if form.procedures else ""
        version = procedure_on(self.unit, code, local_day(self.now))
        if version is None:
            return
        papers = tuple(Ticked(component, there=component.required) for component in version.components)
        act = self.act()
        intake = Intake(procedure=code, applicant=form_of(self.unit, id_).declarant, components=papers)
        dossier = receive(self.unit, act, intake)
        became_dossier(self.unit, act, id_, dossier.id)
