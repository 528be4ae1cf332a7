"""Invented people of the demonstration: Vietnamese names with given names that nobody bears, always the same ones."""

import random
from typing import Literal

from msgspec import Struct

HAMLETS = ("Ấp 1", "Ấp 2", "Ấp Mỹ Phú", "Ấp Mỹ Thành", "Ấp Thử Đông", "Ấp Ví Dụ")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Danh", "Thạch", "Sơn", "Kim", "Lâm", "Châu")
MIDDLE = {
    "male": ("Văn", "Hữu", "Thành", "Công", "Minh", "Quốc", ""),
    "female": ("Thị", "Thị Ngọc", "Kim", "Thị Bích", "Mỹ", "Thị Ngọc Bích", ""),
}
GIVEN = ("Mẫu", "Thử", "Ví Dụ", "Minh Họa", "Giả Định", "Trình Diễn", "Tập Dượt", "Thí Dụ", "Phỏng", "Nháp")
NICKNAMES = ("Hai Lúa", "Ba Ghe", "Tư Bé", "Năm Đò", "Sáu Vườn", "Bảy Mương", "Tám Cau", "Chín Rẫy", "Út Lành")
WAYS = (
    "nhà sau chùa, qua cầu khỉ rẽ trái",
    "cạnh trạm bơm, cửa sơn xanh",
    "ở với con gái, gọi số con gái",
    "đi đò qua kinh, nhà thứ ba",
    "hẻm bên quán nước, cuối hẻm",
    "đối diện nhà văn hóa ấp",
    "đường đất, sau vườn cau",
    "ban ngày ở ngoài ruộng, về sau 16 giờ",
    "nhà lá cuối bờ kinh, chó dữ, gọi trước",
)
_PHONE = "0300000{:03}"
"""No operator was ever given 030: a call goes nowhere."""


class Citizen(Struct, frozen=True):
    """Somebody to bring something to. `birth` is as precise as known (yyyy, yyyy-mm, yyyy-mm-dd)."""

    name: str
    sex: Literal["male", "female"]
    birth: str
    hamlet: str
    way: str
    nickname: str
    phone: str


class Inventor:
    """Invents people one after another; two with the same `seed` invent the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._count = 0

    def name(self, sex: Literal["male", "female"]) -> str:
        """A whole name."""
        parts = self.random.choice(FAMILY), self.random.choice(MIDDLE[sex]), self.random.choice(GIVEN)
        return " ".join(filter(None, parts))

    def citizen(self, hamlet: str) -> Citizen:
        """Mostly somebody old, sometimes a child; half of them with a phone, some of which two households share."""
        pick = self.random.random
        self._count += 1
        sex: Literal["male", "female"] = "male" if pick() < 0.42 else "female"
        return Citizen(
            name=self.name(sex),
            sex=sex,
            birth=self._birth(),
            hamlet=hamlet,
            way=self.random.choice(WAYS) if pick() < 0.6 else "",
            nickname=self.random.choice(NICKNAMES) if pick() < 0.35 else "",
            phone=_PHONE.format(self._count - self._count % 7 // 6) if pick() < 0.55 else "",
        )

    def _birth(self) -> str:
        year = self.random.randint(2014, 2019) if self.random.random() < 0.06 else self.random.randint(1930, 1962)
        month, day = self.random.randint(1, 12), self.random.randint(1, 28)
        known = self.random.random()
        return f"{year}" if known < 0.25 else f"{year}-{month:02}" if known < 0.35 else f"{year}-{month:02}-{day:02}"
