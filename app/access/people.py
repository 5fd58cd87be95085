"""The people of the clinic as they come, change and leave; each has a place in the keyring."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace

from app.access.person import NewPerson, PeopleRows, Person, PersonRefused, complaints_of, tidy
from app.access.rights import Right
from app.access.roles import Role
from app.access.session import Access, Service, Session, for_everyone, needs
from app.audit import Act, Entry
from app.faults import Fault
from app.places import Places
from app.unlocked import Unlocked
from app.vault.attempts import Attempts
from app.vault.keyring import (
    Keyring,
    open_with_passphrase,
    open_with_recovery,
    with_new_passphrase_by_recovery,
    with_passphrase,
    with_person,
    with_recovery_key,
    without_slot,
)
from app.vault.keyring_file import find_keyring, keep_keyring
from app.vault.passphrases import check_passphrase
from assessments.language.exam import NotAllowed
from assessments.language.reading import Complaint
from resources.tongue import tr

LEAVER = tr(
    "{name} can no longer sign in. A copy of the key file that was taken away still opens with the old "
    "passphrase: change the clinic's keys now, so that it opens nothing that is written from today on."
)

NO_MANAGER = tr("Somebody has to be data manager. Give that role to another person first.")


class People(Service):
    """Whoever gets a passphrase types it with their own hands at this desk: nobody else ever knows it, so
    there is no first passphrase to change. A forgotten one is replaced the same way, and costs no data."""

    def __init__(
        self,
        access: Access,
        rows: PeopleRows,
        places: Places,
        unlocked: Unlocked,
        clinic_name: str,
        tell: Callable[[Entry], None],
        seat: Callable[[Session], None],
    ) -> None:
        super().__init__(access)
        self._rows = rows
        self._places = places
        self._unlocked = unlocked
        self._clinic_name = clinic_name
        self._tell = tell
        self._seat = seat

    @needs(Right.VIEW)
    def all(self) -> list[Person]:
        """By name; leavers last."""
        return self._rows.all()

    @needs(Right.PEOPLE)
    def complaints(self, new: NewPerson, passphrase: str, id: str = "") -> dict[str, Complaint]:
        """What cannot be kept, by the name of its field; `id` is of the person who is changed."""
        others = [other for other in self._rows.all() if other.id != id]
        found = complaints_of(new, others)
        if not id and (complaint := self._weak(passphrase, tidy(new))):
            found["passphrase"] = complaint
        if id and self._is_last_manager(self._rows.get(id)) and Role.MANAGER not in new.roles:
            found["roles"] = Complaint(NO_MANAGER)
        return found

    @needs(Right.PEOPLE)
    def add(self, new: NewPerson, passphrase: str) -> Person:
        """Keep somebody new, who can sign in from now on; raises `PersonRefused`, `Fault`."""
        if complaints := self.complaints(new, passphrase):
            raise PersonRefused(complaints)
        who = tidy(new)
        before = self._keyring()
        keyring, slot_id = self._with_person(before, who.login, passphrase)
        person = Person(str(uuid.uuid4()), who.name, who.licence, who.login, who.roles, True, slot_id)
        # The key first: somebody who stands in the list can always sign in, and a slot that belongs to
        # nobody opens no workstation.
        self._keep(before, keyring, lambda: self._rows.insert(person))
        return person

    @needs(Right.PEOPLE)
    def change(self, id: str, new: NewPerson) -> Person:
        """Keep another name, licence or roles; the user name stays the one that was given first."""
        person = self._rows.get(id)
        new = replace(new, login=person.login)
        if complaints := self.complaints(new, "", id):
            raise PersonRefused(complaints)
        who = tidy(new)
        changed = replace(person, name=who.name, licence=who.licence, roles=who.roles)
        self._rows.update(changed)
        if changed.id == self.session.person.id:
            self._seat(replace(self.session, person=changed, roles=changed.roles))
        return changed

    @needs(Right.PEOPLE)
    def let_go(self, id: str) -> str:
        """Nobody signs in as this person any more; what they did stays. Returns what to do next."""
        person = self._rows.get(id)
        if not person.active:
            raise NotAllowed(tr("{name} has already left.", name=person.name))
        if person.id == self.session.person.id:
            raise NotAllowed(tr("Somebody else has to do that: you are at the desk."))
        if self._is_last_manager(person):
            raise NotAllowed(NO_MANAGER)
        # The record first: whoever it says has left gets in with no key, should the computer stop here.
        self._rows.update(replace(person, active=False, slot_id=""), Act.PERSON_LEFT)
        keep_keyring(self._places, self._without_strays(self._keyring()))
        return LEAVER.format(name=person.name)

    @needs(Right.PEOPLE)
    def take_back(self, id: str, passphrase: str) -> Person:
        """Somebody who left signs in again, with a passphrase of their own."""
        person = self._rows.get(id)
        if person.active:
            raise NotAllowed(tr("{name} has not left.", name=person.name))
        self._require_strong(passphrase, person)
        before = self._keyring()
        keyring, slot_id = self._with_person(before, person.login, passphrase)
        back = replace(person, active=True, slot_id=slot_id)
        self._keep(before, keyring, lambda: self._rows.update(back))
        return back

    @needs(Right.PEOPLE)
    def replace_passphrase(self, id: str, passphrase: str) -> None:
        """For somebody who forgot theirs and types a new one here; no record is rewritten."""
        person = self._rows.get(id)
        if not person.active:
            raise NotAllowed(tr("{name} has left. Take them back first.", name=person.name))
        self._require_strong(passphrase, person)
        self._exchange(person, passphrase)

    @needs(Right.OWN_PASSPHRASE)
    def change_own_passphrase(self, old: str, new: str) -> None:
        """For the person at the desk, who has to know the one now in use."""
        person = self._rows.get(self.session.person.id)
        self._require_strong(new, person)
        before = self._keyring()
        cost = before.slot(person.slot_id).cost
        keyring = with_passphrase(before, self._unlocked.keys, person.slot_id, old, new, cost)
        if keyring is None:
            Attempts(self._places).wrong()
            raise PersonRefused({"old": Complaint(tr("This is not the passphrase now in use."))})
        self._keep(before, keyring, lambda: self._tell(_passphrase_changed(person)))

    @needs(Right.KEYS)
    def renew_recovery_key(self, recovery_key: str) -> None:
        """The new sheet opens the records from now on, the old one nothing; it was typed back before."""
        before = self._keyring()
        keyring = with_recovery_key(before, self._unlocked.keys, recovery_key)
        self._keep(before, keyring, lambda: self._tell(Entry(Act.RECOVERY_CHANGED)))

    @needs(Right.KEYS)
    def verify_recovery_key(self, typed: str) -> Complaint | None:
        """Whether the sheet kept for bad days still opens the records; None when it does."""
        opened = open_with_recovery(self._keyring(), typed)
        if isinstance(opened, Complaint):
            return opened
        if opened is None:
            return Complaint(tr("This is a recovery key, but not the one of this clinic. Print a new one."))
        self._tell(Entry(Act.RECOVERY_VERIFIED))
        return None

    @for_everyone
    def who_opens(self, login: str, passphrase: str) -> Person | None:
        """Whose user name and passphrase these are; None for nobody's, which counts as a wrong attempt."""
        opened = open_with_passphrase(self._keyring(), login, passphrase)
        if opened is None:
            Attempts(self._places).wrong()
            return None
        return next((p for p in self._rows.all() if p.active and p.slot_id == opened.slot_id), None)

    # The keyring

    def _keyring(self) -> Keyring:
        return find_keyring(self._places).keyring

    def _with_person(self, keyring: Keyring, login: str, passphrase: str) -> tuple[Keyring, str]:
        clean = self._without_strays(keyring)
        return with_person(clean, self._unlocked.keys, login, passphrase, clean.recovery.cost)

    def _without_strays(self, keyring: Keyring) -> Keyring:
        """Without slots that belong to nobody: of a leaver, or left by a computer that stopped in between."""
        held = {person.slot_id for person in self._rows.all() if person.active}
        for slot in keyring.people:
            if slot.id not in held:
                keyring = without_slot(keyring, self._unlocked.keys, slot.id)
        return keyring

    def _exchange(self, person: Person, passphrase: str) -> None:
        before = self._keyring()
        cost = before.slot(person.slot_id).cost
        keyring = with_new_passphrase_by_recovery(
            before, self._unlocked.keys, person.slot_id, passphrase, cost
        )
        self._keep(before, keyring, lambda: self._tell(_passphrase_changed(person)))

    def _keep(self, before: Keyring, keyring: Keyring, in_the_record: Callable[[], None]) -> None:
        """Both or none: the key file as it was comes back when the record does not take its part."""
        keep_keyring(self._places, keyring)
        try:
            in_the_record()
        except Fault:
            keep_keyring(self._places, before)
            raise

    # What is asked of a passphrase and of a clinic

    def _weak(self, passphrase: str, who: NewPerson | Person) -> Complaint | None:
        return check_passphrase(passphrase, (who.login, who.name, self._clinic_name))

    def _require_strong(self, passphrase: str, person: Person) -> None:
        if complaint := self._weak(passphrase, person):
            raise PersonRefused({"passphrase": complaint})

    def _is_last_manager(self, person: Person) -> bool:
        managers = [p.id for p in self._rows.all() if p.active and Role.MANAGER in p.roles]
        return managers == [person.id]


def _passphrase_changed(person: Person) -> Entry:
    return Entry(Act.PASSPHRASE_CHANGED, f"person:{person.id}")
