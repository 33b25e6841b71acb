"""
What can go wrong that is not the merchant's data. Each class has its exit code.

OnshelfError             1   the code names the sentence in messages/
├─ Usage                 2   the command's words do not fit together
├─ UnreadableFile       66   the bytes are not a catalog sheet, or not a plan
├─ StalePlan             5   the plan is not what was approved, or not of this store, or too old
├─ GuardStop             6   the plan would do more than the settings allow
├─ CannotWrite          73   a report or the state cannot be written
├─ Busy                 75   another run holds the store
├─ Misconfigured        78   a store or a setting is missing or wrong
├─ Interrupted         130   stopped by a signal; the same command goes on
└─ ChannelError         69
   ├─ Unreachable       69   the request's fate is unknown: look before retrying a creation
   ├─ Refused           77   token, subscription or scope: stop the run
   └─ Rejected           4   the store said no to this request only
"""

from collections.abc import Mapping


class OnshelfError(Exception):
    """``code`` names the sentence, ``facts`` fill it in; nothing here is for one language."""

    exit_code = 1

    def __init__(self, code: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.facts: Mapping[str, object] = dict(facts or {})

    def __str__(self) -> str:
        return f"{self.code} {dict(self.facts)}" if self.facts else self.code


class Usage(OnshelfError):
    exit_code = 2


class UnreadableFile(OnshelfError):
    exit_code = 66


class StalePlan(OnshelfError):
    exit_code = 5


class GuardStop(OnshelfError):
    exit_code = 6


class CannotWrite(OnshelfError):
    exit_code = 73


class Busy(OnshelfError):
    exit_code = 75


class Misconfigured(OnshelfError):
    exit_code = 78


class Interrupted(OnshelfError):
    exit_code = 130


class ChannelError(OnshelfError):
    exit_code = 69


class Unreachable(ChannelError):
    exit_code = 69


class Refused(ChannelError):
    exit_code = 77


class Rejected(ChannelError):
    exit_code = 4
