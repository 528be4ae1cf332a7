"""Who works in the demonstration commune, and who of them can log in."""

from datetime import datetime

from msgspec import Struct

from server.actions.desk import Act, new_id
from server.actions.people import add_person
from server.actions.setup import set_up
from server.domain.commune import Hamlet
from server.domain.demo_names import HAMLETS
from server.domain.people import Person, Role
from server.store.port import Unit

COMMUNE = "Xã Hòa Mẫu"
PASSWORD = "trinh-dien-2026"
"""Of every account here; whoever runs the demonstration sees it in the terminal."""
UNIONS = ("Đoàn Thanh niên", "Hội Nông dân", "Hội Phụ nữ", "Hội Cựu chiến binh")
HEADS = ("Danh Văn Mẫu", "Trần Hữu Thử", "Lê Thị Ngọc Ví Dụ", "Thạch Minh Thử", "Võ Thị Mẫu", "Phạm Công Thí Dụ")
POSITIONS = ("Bí thư Đoàn xã", "Phó Chủ tịch Hội", "Chủ tịch Hội", "Ủy viên Ban Chấp hành")
CADRES = ("Lê Minh Trình Diễn", "Danh Thị Giả Định", "Trần Thị Bích Tập Dượt", "Sơn Hữu Nháp")
"""A second cadre of each union, who only sits at the writing desk."""
VOLUNTEERS = ("Nguyễn Thị Thử", "Bùi Văn Ví Dụ", "Huỳnh Thị Ngọc Bích Tuyền Mẫu", "Kim Thành Minh Họa")


class Staff(Struct, frozen=True):
    """Everybody, by what they do. `heads` are by the name of their hamlet, `volunteers` and `cadres` by their union."""

    admin: Person
    clerk: Person
    second_clerk: Person
    supervisor: Person
    heads: dict[str, Person]
    volunteers: dict[str, Person]
    cadres: dict[str, Person]
    hamlets: dict[str, str]

    def carrier(self, name: str) -> Person:
        """The head of a hamlet, or the cadre of a union."""
        return self.heads.get(name) or self.volunteers[name]

    @property
    def accounts(self) -> list[Person]:
        """Those who log in at the office."""
        return [self.admin, self.clerk, self.second_clerk, self.supervisor]


def hire(unit: Unit, now: datetime) -> Staff:
    """Set the commune up and add its people. Refuses already_set_up."""
    admin = set_up(
        unit,
        now,
        name=COMMUNE,
        province="Tỉnh Ví Dụ",
        office="Bộ phận Một cửa xã Hòa Mẫu",
        phone="",
        hamlets=HAMLETS,
        admin_name="Đặng Quốc Quản Trị",
        username="quantri",
        password=PASSWORD,
        demo=True,
    )
    hamlets = {hamlet.name: hamlet.id for hamlet in unit.find(Hamlet, "all", "")}

    def add(name: str, role: Role, username: str | None = None, **where: str) -> Person:
        act = Act(admin, now, new_id())
        password = PASSWORD if username else None
        return add_person(unit, act, name=name, role=role, username=username, password=password, **where)

    return Staff(
        admin=admin,
        clerk=add("Châu Thị Một Cửa", "clerk", "motcua"),
        second_clerk=add("Sơn Minh Tiếp Nhận", "clerk", "tiepnhan"),
        supervisor=add("Lâm Văn Giám Sát", "supervisor", "giamsat"),
        heads={
            hamlet: add(name, "hamlet_head", hamlet=hamlets[hamlet])
            for hamlet, name in zip(HAMLETS, HEADS, strict=True)
        },
        volunteers={
            union: add(name, "volunteer", union=union, position=position, phone=f"0300000{900 + number}")
            for number, (union, name, position) in enumerate(zip(UNIONS, VOLUNTEERS, POSITIONS, strict=True))
        },
        cadres={
            union: add(name, "volunteer", union=union, position="Hội viên nòng cốt", phone=f"0300000{910 + number}")
            for number, (union, name) in enumerate(zip(UNIONS, CADRES, strict=True))
        },
        hamlets=hamlets,
    )
