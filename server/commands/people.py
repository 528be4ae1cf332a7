"""`user` and `device`: people who log in, and phones."""

from pathlib import Path

import click

from server.actions.devices import revoke as revoke_device
from server.actions.people import add_person, set_password
from server.actions.people import invite as invite_person
from server.commands.common import options, reading, refuse, say, terminal, writing
from server.domain.people import ROLES, Device, Person
from server.settings import Settings
from server.store.port import Unit

PEOPLE = "Quản trị → Người và máy (/office/people)"


@click.group()
def user() -> None:
    """People who log in."""


@user.command("add")
@options
@click.option("--name", required=True)
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--username")
@click.password_option(confirmation_prompt=False, required=False, prompt=False)
def add(data: Path | None, as_json: bool, name: str, role: str, username: str | None, password: str | None) -> None:
    """Add a person."""
    person = writing(
        data,
        PEOPLE,
        lambda unit: add_person(unit, terminal(unit), name=name, role=role, username=username, password=password),
    )
    say(as_json, {"id": person.id, "name": person.name, "role": person.role}, person.id)


@user.command("list")
@options
def list_users(data: Path | None, as_json: bool) -> None:
    """List people."""
    with reading(data) as view:
        people = [
            {"id": person.id, "name": person.name, "role": person.role, "username": person.username}
            for person in view.find(Person, "all", "")
        ]
    text = "\n".join(f"{row['id']}  {row['role']:<12} {row['username'] or '-':<12} {row['name']}" for row in people)
    say(as_json, people, text)


@user.command("password")
@options
@click.argument("username")
@click.password_option(confirmation_prompt=True)
def password(data: Path | None, as_json: bool, username: str, password: str) -> None:
    """Set a password."""

    def change(unit: Unit) -> Person:
        found = unit.find(Person, "username", username.lower())
        if not found:
            refuse("Không có tên đăng nhập này. / No such user name.")
        return set_password(unit, terminal(unit), found[0].id, password)

    person = writing(data, PEOPLE, change)
    say(as_json, {"id": person.id}, "Đã đổi mật khẩu.")


@click.group()
def device() -> None:
    """Phones."""


@device.command("invite")
@options
@click.option("--person", "person_id", required=True)
def invite(data: Path | None, as_json: bool, person_id: str) -> None:
    """Invite a person's phone: a code, once, for 24 hours."""
    code, invitation = writing(data, PEOPLE, lambda unit: invite_person(unit, terminal(unit), person_id))
    url = f"{Settings.read(data=data).url}/field/enrol#{code}"
    say(as_json, {"code": code, "url": url, "expires": invitation.expires_at}, url)


@device.command("list")
@options
def list_devices(data: Path | None, as_json: bool) -> None:
    """List phones."""
    with reading(data) as view:
        devices = [
            {
                "id": found.id,
                "person": found.person,
                "label": found.label,
                "tip": found.tip,
                "seen": found.seen_at,
                "revoked": found.revoked_at,
            }
            for found in view.find(Device, "all", "")
        ]
    say(as_json, devices, "\n".join(f"{row['id']}  {row['person']}  {row['label']}" for row in devices))


@device.command("revoke", context_settings={"ignore_unknown_options": True})  # an id may begin with "-"
@options
@click.argument("device_id")
@click.option("--why", default="")
def revoke(data: Path | None, as_json: bool, device_id: str, why: str) -> None:
    """Revoke a phone."""
    found = writing(data, PEOPLE, lambda unit: revoke_device(unit, terminal(unit), device_id, why))
    say(as_json, {"id": found.id, "revoked": found.revoked_at}, "Đã thu hồi.")
