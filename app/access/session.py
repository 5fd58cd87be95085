"""Who is at the desk and what they may do, checked before every act of a service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from inspect import isfunction
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from app.access.person import Person
from app.access.rights import Right, refusal, rights_of
from app.access.roles import GIVEN, Role
from assessments.language.exam import NotAllowed


@dataclass(frozen=True, slots=True)
class Session:
    """From sign-in to the next person's. A reason for using the recovery key makes it a broken-glass one:
    then nobody proved who they are, and the person's own roles do not count."""

    person: Person
    roles: frozenset[Role]
    broken_glass_reason: str = ""

    @property
    def acting(self) -> frozenset[Role]:
        """The roles that count now."""
        return frozenset({Role.BREAK_GLASS}) if self.broken_glass_reason else self.roles

    @property
    def role_words(self) -> str:
        """As kept beside each act: the roles in their fixed order."""
        return ", ".join(role.value for role in Role if role in self.acting)

    def may(self, right: Right) -> bool:
        return right in rights_of(self.acting)


class NotPermitted(NotAllowed):
    """The person at the desk has no role that may; the message says which role has."""

    def __init__(self, right: Right) -> None:
        super().__init__(refusal(right))
        self.right = right


class Guarded(Protocol):
    """A service that knows who is at the desk and writes down what it refused."""

    @property
    def session(self) -> Session: ...

    def refused(self, right: Right) -> None: ...


_Service = TypeVar("_Service", bound=Guarded)
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_Method = Callable[Concatenate[_Service, _Given], _Made]

_MARK = "__right__"


@dataclass
class Access:
    """Who is at the desk now: one for a whole workstation, so that a change of person counts everywhere."""

    session: Session
    refused: Callable[[Right], None]
    """Writes the refusal into the record of acts."""

    def may(self, right: Right) -> bool:
        return self.session.may(right)

    def require(self, right: Right) -> None:
        """Return when it may be done; else write the refusal down and raise `NotPermitted`."""
        require(self, right)


def for_practice() -> Access:
    """Where nothing is kept, everything may be done."""
    nobody = Person("", "Practice", "", "", frozenset(GIVEN))
    return Access(Session(nobody, nobody.roles), lambda right: None)


def for_everyone(act: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """For a method of a service that asks no right, said so that none is forgotten."""
    setattr(act, _MARK, None)
    return act


class Service:
    """A part of the workstation whose methods ask who is at the desk before they act."""

    def __init__(self, access: Access) -> None:
        self.access = access

    @property
    def session(self) -> Session:
        return self.access.session

    @for_everyone
    def refused(self, right: Right) -> None:
        self.access.refused(right)


def require(service: Guarded, right: Right) -> None:
    if not service.session.may(right):
        service.refused(right)
        raise NotPermitted(right)


def needs(
    right: Right,
) -> Callable[[_Method[_Service, _Given, _Made]], _Method[_Service, _Given, _Made]]:
    """For a method of a service: it runs only for who has the right."""

    def guard(act: _Method[_Service, _Given, _Made]) -> _Method[_Service, _Given, _Made]:
        @wraps(act)
        def guarded(service: _Service, /, *given: _Given.args, **named: _Given.kwargs) -> _Made:
            require(service, right)
            return act(service, *given, **named)

        setattr(guarded, _MARK, right)
        return guarded

    return guard


def rights_asked(service: type) -> dict[str, Right | None]:
    """The right each public method of a service asks, None for everyone; raises `LookupError` for a method
    that says neither."""
    asked: dict[str, Right | None] = {}
    for name, method in vars(service).items():
        if name.startswith("_") or not isfunction(method):
            continue
        if not hasattr(method, _MARK):
            raise LookupError(f"{service.__name__}.{name} does not say which right it needs.")
        asked[name] = getattr(method, _MARK)
    return asked
