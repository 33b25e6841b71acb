"""Between the command line and the jobs: what is asked, what is shown, and with which code we leave."""

import errno
import json
import os
import shlex
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from batch import config, disk, exits, screen, signals, waiting
from batch.errors import CannotWrite, Interrupted, OnshelfError
from batch.events import Events
from batch.messages import Messages, usual_language
from batch.ports import Unwatched
from batch.values import now, timestamp
from batch.watch import Watch

SCHEMA_VERSION = 1
_PLANNING = ("plan", "undo")
_WIDTH = 160  # characters, where no terminal says
_FULL = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EMFILE, errno.ENFILE, errno.ENAMETOOLONG}
)
_YES = frozenset({"y", "yes", "o", "oui"})  # anything else is a no


@dataclass(frozen=True, slots=True)
class Desk:
    """One command's surroundings. ``out``: data on standard output; ``talk``: everything else, on standard error."""

    home: Path
    messages: Messages
    out: Console
    talk: Console
    as_json: bool
    quiet: bool
    verbose: bool
    events: Events
    own: tuple[str, ...] = ()  # options that the next command needs too
    maps: tuple[str, ...] = ()
    places: Mapping[str, Path | None] = field(default_factory=dict)  # the command's options that say where to write

    @classmethod
    def from_options(cls, settings: Mapping[str, Any]) -> "Desk":
        plain = bool(settings["no_color"]) or bool(os.environ.get("NO_COLOR"))
        messages = Messages(settings["lang"] or usual_language())
        talk = Console(file=screen.talk(), no_color=plain, highlight=False, soft_wrap=True)  # type: ignore[arg-type]
        out = screen.out()
        try:
            folder = config.home(settings["home"])
        except OnshelfError as fault:
            talk.print(messages(fault.code, fault.facts), style="red", markup=False)
            if settings["as_json"]:
                click.echo(as_text(error_document(fault.code, messages(fault.code, fault.facts), fault.exit_code)))
            sys.exit(fault.exit_code)
        return cls(
            home=folder,
            messages=messages,
            out=Console(file=out, no_color=plain, highlight=False, width=None if out.isatty() else _WIDTH),  # type: ignore[arg-type]
            talk=talk,
            as_json=bool(settings["as_json"]),
            quiet=bool(settings["quiet"]),
            verbose=bool(settings["verbose"]),
            events=Events(settings["events"]),
            own=("--home", str(settings["home"])) if settings["home"] else (),
            maps=tuple(settings.get("maps") or ()),
            places=settings["places"],
        )

    def guarded(self, work: Callable[[], int | None]) -> int:
        """No traceback ever reaches a user: what is no error of ours has its sentence, what is goes to a log."""
        try:
            code = work() or exits.DONE
            lost = [fault for fault in (self.unprinted, self.events.fault) if fault is not None]
            for fault in lost:
                self._failed(fault)
            return exits.gravest([code, *(fault.exit_code for fault in lost)])
        except OnshelfError as fault:
            return self._ended(fault)
        except (KeyboardInterrupt, click.Abort):
            return self._ended(Interrupted("run.interrupted"))
        except Exception as fault:
            return self._ended(_no_room(fault) or self._unexpected(fault))

    @property
    def unprinted(self) -> CannotWrite | None:
        """Why the answer is not on standard output; that nobody wants to read it is no fault."""
        fault = self.out.file.fault if isinstance(self.out.file, screen.Patient) else None
        broken = fault is not None and not isinstance(fault, BrokenPipeError)
        return CannotWrite("output.unprinted", {"reason": disk.reason(fault)}) if fault and broken else None

    def each(self, sheets: Sequence[Path], work: Callable[[Path], tuple[int, dict[str, object]]]) -> int:
        """One unreadable sheet does not keep the others waiting; whoever wants us to stop ends them all."""
        codes: list[int] = []
        documents = []
        for sheet in sheets:
            try:
                code, document = work(sheet)
            except OnshelfError as fault:
                code, document = fault.exit_code, self._failed(fault)
            except KeyboardInterrupt:
                code, document = Interrupted.exit_code, self._failed(Interrupted("run.interrupted"))
            codes.append(code)
            documents.append(document)
            if code == Interrupted.exit_code:
                break
        self.print_json(documents)
        return exits.gravest(codes)

    def reported(self, job: Callable[..., Any], out_dir: Path | None) -> tuple[int, dict[str, object]]:
        with self.context(out_dir) as context:
            done = job(context)
        return self.done(done)

    def done(self, done: Any, shown_already: bool = False) -> tuple[int, dict[str, object]]:
        from batch.reports.document import document
        from batch.reports.sentences import traffic_words

        if shown_already:
            self._show_files(done.files)
        else:
            self.show(done.report, done.files)
        if self.verbose and done.report.traffic:
            self.talk.print(traffic_words(done.report.traffic, self.messages), markup=False)
        plan = done.report.plan
        if done.report.run.command in _PLANNING and plan.changes and not plan.stopped_by:
            self.mention("plan.next", {"command": self.applying(done.report.plan_path)})
        if done.displaced is not None:
            self._failed(done.displaced)
            self._complain("output.elsewhere", {"path": done.folder})
        if done.report.stopped is not None:
            self._failed(done.report.stopped)
            self._complain("run.go_on", {"command": self.applying(done.report.plan_path, "--yes")})
        return done.exit_code, document(done.report, done.files, self.messages)

    def show(self, report: Any, files: Mapping[str, str]) -> None:
        from batch.reports import console

        if not self.as_json:
            console.show(report, files, self.out, self.messages)

    def _show_files(self, files: Mapping[str, str]) -> None:
        from batch.reports import console

        if not self.as_json:
            console.show_files(files, self.out, self.messages)

    @contextmanager
    def context(self, out_dir: Path | None) -> Iterator[Any]:
        from batch.jobs import Context

        loud = self.talk.is_terminal and not self.quiet
        bars = Watch(waiting.Bars(self.talk, self.messages) if loud else Unwatched(), self.events.follow)
        with signals.heard():
            try:
                yield Context(self.home, self.messages, bars, now, self.events, out_dir, self.maps)
            finally:
                bars.rest()

    def agreed(self, plan: Path) -> bool:
        """Asks; where nobody can answer, says the command that goes on."""
        command = self.applying(str(plan), "--yes")
        if self.as_json or not sys.stdin.isatty():
            self._complain("confirm.needed", {"plan": plan, "command": command})
            return False
        answer = click.prompt(self.messages("confirm.question"), default="", show_default=False, err=True)
        if answer.strip().casefold() in _YES:
            return True
        self._complain("confirm.declined", {"plan": plan, "command": command})
        return False

    def store(self, given: str | None) -> str:
        return given or config.SANDBOX

    def applying(self, plan: str, *options: str) -> str:
        """The command that applies a plan; a path that begins like an option is said as one of this folder."""
        return self.command("apply", f"./{plan}" if plan.startswith("-") else plan, *options)

    def command(self, *words: str) -> str:
        """What to type next: as we were called, and with the same records."""
        return shlex.join([_program(), *words, *self.own])

    def _ended(self, fault: OnshelfError) -> int:
        self.print_json([self._failed(fault)])
        return fault.exit_code

    def _failed(self, fault: OnshelfError) -> dict[str, object]:
        """Says so; the document is for those who asked for JSON."""
        facts = {**fault.facts, "elsewhere": self.messages(f"elsewhere.{self.elsewhere(fault.facts)}")}
        self._complain(fault.code, facts)
        return error_document(fault.code, self.messages(fault.code, facts), fault.exit_code)

    def elsewhere(self, facts: Mapping[str, object]) -> str:
        """The option by which this command writes to another place than the one that refused."""
        named = self.places.get("out")
        if "out_dir" in self.places and (named is None or str(named) != str(facts.get("path"))):
            return "out_dir"
        return "out" if "out" in self.places else "nowhere"

    def _unexpected(self, fault: Exception) -> OnshelfError:
        log = self.home / "errors" / f"{now():%Y%m%d-%H%M%S-%f}.log"
        try:
            disk.keep(log, f"{timestamp(now())}\n{traceback.format_exc()}".encode())
        except CannotWrite as reason:
            return reason
        return OnshelfError("unexpected", {"kind": type(fault).__name__, "reason": str(fault)[:200], "log": log})

    def say(self, code: str, facts: Mapping[str, object]) -> int:
        if self.as_json:
            self.print_json([{"schema_version": SCHEMA_VERSION, "message": self.messages(code, facts)}])
        elif not self.quiet:
            self.out.print(self.messages(code, facts), markup=False, soft_wrap=True)
        return exits.DONE

    def mention(self, code: str, facts: Mapping[str, object]) -> None:
        """On standard error: good to know, and no answer to what was asked."""
        if not self.quiet:
            self.talk.print(self.messages(code, facts), markup=False, soft_wrap=True)

    def listed(self, document: Mapping[str, object], show: Callable[[], None]) -> int:
        if self.as_json:
            self.print_json([{"schema_version": SCHEMA_VERSION} | dict(document)])
        else:
            show()
        return exits.DONE

    def _complain(self, code: str, facts: Mapping[str, object]) -> None:
        self.talk.print(self.messages(code, facts), style="red", markup=False)

    def print_json(self, documents: Sequence[Mapping[str, object]]) -> None:
        """One document; several sheets are told in one, too."""
        if not self.as_json or not documents:
            return
        whole = documents[0] if len(documents) == 1 else {"schema_version": SCHEMA_VERSION, "documents": documents}
        self.out.out(as_text(whole), highlight=False)


def _no_room(fault: BaseException) -> CannotWrite | None:
    """A machine that gives no more room, files or letters, wherever it was met and whoever passed it on."""
    for found in (fault, *fault.args, fault.__context__):
        if isinstance(found, OSError) and found.errno in _FULL:
            path = found.filename or tempfile.gettempdir()
            return CannotWrite("output.denied", {"path": path, "reason": disk.reason(found)})
    return None


def error_document(code: str, message: str, exit_code: int) -> dict[str, object]:
    """What ``--json`` prints where there is nothing to report but why."""
    error = {"code": code, "message": message, "exit_code": exit_code}
    return {"schema_version": SCHEMA_VERSION, "error": error}


def as_text(document: Mapping[str, object]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


def _program() -> str:
    """How the merchant called us, so that the command that we say can be typed as it stands."""
    called = sys.argv[0]
    return "onshelf" if shutil.which("onshelf") == called else called
