"""Photos of the door: until when each is kept, and which the commune still wants of a phone (domain §2.9)."""

from datetime import datetime, timedelta

from server.domain.events import Event, is_file_name
from server.domain.people import Device
from server.domain.retention import BY_CODE
from server.domain.times import instant, local_day, stamp
from server.store.port import View


def photo_wanted(event: Event, now: datetime) -> bool:
    """Whether the photo that an event names is still kept: what went by the table is not asked of a phone again.

    One that came while the commune had photos switched off is kept to the end of that day, and shown to nobody.
    """
    if "photo" in event.unwanted:
        return local_day(instant(event.at)) == local_day(now)
    return event.at >= stamp(now - timedelta(days=BY_CODE["photos"].days))


def old_photos(view: View, now: datetime) -> list[str]:
    """The names of photos that no event keeps any longer; the files themselves may be gone already."""
    kept, gone = set[str](), set[str]()
    for device in view.find(Device, "all", ""):
        for event in view.find(Event, "photos", device.id):
            if event.file and is_file_name(event.file):
                (kept if photo_wanted(event, now) else gone).add(event.file)
    return sorted(gone - kept)
