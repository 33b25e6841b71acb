"""Between the command line and the jobs: what is asked, what is shown, and with which code we leave."""

import json
import os
import shlex
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from batch import config, exits, waiting
from batch.errors import Misconfigured, OnshelfError, Usage
from batch.events import Events
from batch.messages import Messages
from batch.ports import Unwatched
from batch.values import now, timestamp

SCHEMA_VERSION = 1
_WIDTH = 160  # characters, where no terminal says
_PENDING = ("create", "update", "delete", "enable", "disable")


@dataclass(frozen=True, slots=True)
class Desk:
    """One command's surroundings. ``out``: data on standard output; ``talk``: everything else, on standard error."""

    home: Path
    messages: Messages
    out: Console
    talk: Console
    as_json: bool
    quiet: bool
    events: Events
    typed: Sequence[str]
    maps: Sequence[str] = ()

    @classmethod
    def from_options(cls, settings: Mapping[str, Any], typed: Sequence[str]) -> "Desk":
        plain = bool(settings["no_color"]) or bool(os.environ.get("NO_COLOR"))
        messages = Messages(settings["lang"] or _language())
        talk = Console(stderr=True, no_color=plain, highlight=False, soft_wrap=True)
        try:
            folder = config.home(settings["home"])
        except OnshelfError as fault:
            talk.print(messages(fault.code, fault.facts), style="red", markup=False)
            sys.exit(fault.exit_code)
        return cls(
            home=folder,
            messages=messages,
            out=Console(no_color=plain, highlight=False, width=None if sys.stdout.isatty() else _WIDTH),
            talk=talk,
            as_json=bool(settings["as_json"]),
            quiet=bool(settings["quiet"]),
            events=Events(settings["events"]),
            typed=typed,
            maps=tuple(settings.get("maps") or ()),
        )

    # the jobs

    def check(self, sheets: Sequence[Path], out_dir: Path | None) -> int:
        from batch import jobs

        return self._each(sheets, lambda sheet: self._reported(lambda context: jobs.check(context, sheet), out_dir))

    def plan(
        self, sheets: Sequence[Path], store: str | None, out_dir: Path | None, out: Path | None, pending_is_told: bool
    ) -> int:
        from batch import jobs

        if out is not None and len(sheets) > 1:
            raise Usage("usage.one_plan")

        def planned(sheet: Path) -> tuple[int, dict[str, object]]:
            code, shown = self._reported(lambda context: jobs.plan(context, sheet, self._store(store), out), out_dir)
            counts = shown["counts"]
            pending = isinstance(counts, dict) and any(counts[word] for word in _PENDING)
            return exits.gravest([code, exits.PENDING if pending and pending_is_told else code]), shown

        return self._each(sheets, planned)

    def apply(self, plan: Path, out_dir: Path | None, sure: bool) -> int:
        from batch import jobs

        if not sure and not self._agreed(plan, f"{_program()} apply {plan} --yes"):
            return Usage.exit_code
        code, shown = self._reported(lambda context: jobs.apply_plan(context, plan), out_dir)
        self._print_json([shown])
        return code

    def run(self, sheets: Sequence[Path], store: str | None, out_dir: Path | None, sure: bool) -> int:
        return self._each(sheets, lambda sheet: self._run(sheet, self._store(store), out_dir, sure))

    def _run(self, sheet: Path, store: str, out_dir: Path | None, sure: bool) -> tuple[int, dict[str, object]]:
        from batch import jobs

        with self._context(out_dir) as context, jobs.run(context, sheet, store) as work:
            if work.plan.changes:
                context.progress.rest()
                self._show(work.preview(), {})
                if not sure and not self._agreed(work.plan_path, f"{_program()} apply {work.plan_path} --yes"):
                    return Usage.exit_code, self._done(work.decline(), shown_already=True)[1]
            return self._done(work.go_on())

    def seed(self, sheet: Path) -> int:
        from batch import jobs

        with self._context(None) as context:
            self.out.out(jobs.seed(context, sheet), end="\n")
        return exits.DONE

    # what is known

    def runs(self) -> int:
        from batch import jobs
        from batch.reports import listings

        known = jobs.runs(self.home)
        return self._list({"runs": known}, lambda: listings.runs(known, self.out, self.messages))

    def explain(self, code: str | None) -> int:
        from batch.reports import listings

        known = listings.explained(code, self.messages)
        if code and not known:
            near = listings.near(code)
            raise Usage("explain.unknown" if near else "explain.no_such_code", {"code": code, "near": near})
        return self._list({"codes": known}, lambda: listings.codes(known, self.out, self.messages, alone=bool(code)))

    def columns(self) -> int:
        from batch.reports import listings

        known = listings.columns_known(self.messages)
        return self._list({"columns": known}, lambda: listings.columns(known, self.out, self.messages))

    def list_stores(self) -> int:
        from batch.reports import listings

        known = [config.StoreAddress(config.SANDBOX, "-", "-", "-"), *config.stores(self.home).values()]
        rows = [{"name": s.name, "api": s.api, "id": s.id, "token": s.token_env or "keyring"} for s in known]
        return self._list({"stores": rows}, lambda: listings.stores(rows, self.out, self.messages))

    def add_store(self, name: str, api: str, store_id: str, token_env: str | None, from_stdin: bool) -> int:
        if bool(token_env) == from_stdin:
            raise Usage("store.one_token_source")
        config.add(self.home, config.StoreAddress(name, api.rstrip("/"), store_id, token_env))
        if from_stdin:
            config.keep_token(name, sys.stdin.readline().strip())
        return self._say("store.added", {"name": name})

    def check_store(self, name: str) -> int:
        from batch import stores

        with stores.opened(self.home, name) as there:
            store = there.channel.store()
            return self._say("store.answers", {"name": name, "id": store.id, "title": store.name})

    def remove_store(self, name: str) -> int:
        config.remove(self.home, name)
        return self._say("store.removed", {"name": name})

    def serve_sandbox(
        self, port: int, db: Path | None, seed: Path | None, switches: Sequence[str], store_id: int, token: str
    ) -> int:
        from batch.sandbox import Settings, serve

        pairs = [switch.partition("=") for switch in switches]
        try:
            products = json.loads(seed.read_text("utf-8")) if seed else None
            turned = {name: value for name, _, value in pairs}
            settings = Settings(store_id=store_id, token=token, db=db, switches=turned, seed=products)
            serve(settings, port)
        except (ValueError, OSError) as fault:
            raise Misconfigured("sandbox.setting", {"reason": fault}) from fault
        return exits.DONE

    # how it ends

    def guarded(self, work: Callable[[], int | None]) -> int:
        """No traceback ever reaches a user: what is no error of ours has its sentence, what is goes to a log."""
        try:
            return work() or exits.DONE
        except OnshelfError as fault:
            return self._failed(fault)
        except (KeyboardInterrupt, click.Abort):
            self._complain("run.interrupted", {"command": f"{_program()} {shlex.join(self.typed)}"})
            return 130
        except BrokenPipeError:
            raise
        except Exception as fault:
            return self._unexpected(fault)

    def _each(self, sheets: Sequence[Path], work: Callable[[Path], tuple[int, dict[str, object]]]) -> int:
        """One unreadable sheet does not keep the others waiting."""
        codes, documents = [], []
        for sheet in sheets:
            try:
                code, document = work(sheet)
            except OnshelfError as fault:
                code, document = self._failed(fault, printed=False), self._error(fault)
            codes.append(code)
            documents.append(document)
        self._print_json(documents)
        return exits.gravest(codes)

    def _reported(self, job: Callable[..., Any], out_dir: Path | None) -> tuple[int, dict[str, object]]:
        with self._context(out_dir) as context:
            done = job(context)
        return self._done(done)

    def _done(self, done: Any, shown_already: bool = False) -> tuple[int, dict[str, object]]:
        from batch.reports.document import document

        if not shown_already:
            self._show(done.report, done.files)
        if done.report.stopped is not None:
            self._failed(done.report.stopped, printed=False)
            self._complain("run.go_on", {"command": f"{_program()} apply {done.report.plan_path} --yes"})
        return done.exit_code, document(done.report, done.files, self.messages)

    def _show(self, report: Any, files: Mapping[str, str]) -> None:
        from batch.reports import console

        if not self.as_json:
            console.show(report, files, self.out, self.messages)

    @contextmanager
    def _context(self, out_dir: Path | None) -> Iterator[Any]:
        from batch.jobs import Context

        loud = self.talk.is_terminal and not self.quiet
        bars = waiting.Bars(self.talk, self.messages) if loud else Unwatched()
        try:
            yield Context(self.home, self.messages, bars, now, self.events, out_dir, tuple(self.maps))
        finally:
            bars.rest()

    def _agreed(self, plan: Path, command: str) -> bool:
        """Asks; where nobody can answer, says the command that goes on."""
        if not sys.stdin.isatty():
            self._complain("confirm.needed", {"plan": plan, "command": command})
            return False
        if click.confirm(self.messages("confirm.question"), default=False, err=True):
            return True
        self._complain("confirm.declined", {"plan": plan, "command": command})
        return False

    def _store(self, given: str | None) -> str:
        return given or config.SANDBOX

    def _failed(self, fault: OnshelfError, printed: bool = True) -> int:
        self._complain(fault.code, {"command": f"{_program()} {shlex.join(self.typed)}"} | dict(fault.facts))
        if printed:
            self._print_json([self._error(fault)])
        return fault.exit_code

    def _error(self, fault: OnshelfError) -> dict[str, object]:
        sentence = self.messages(fault.code, fault.facts)
        error = {"code": fault.code, "message": sentence, "exit_code": fault.exit_code}
        return {"schema_version": SCHEMA_VERSION, "error": error}

    def _unexpected(self, fault: Exception) -> int:
        log = self.home / "errors" / f"{now():%Y%m%d-%H%M%S-%f}.log"
        log.parent.mkdir(mode=0o700, exist_ok=True)
        log.touch(mode=0o600)
        log.write_text(f"{timestamp(now())}\n{traceback.format_exc()}", "utf-8")
        self._complain("unexpected", {"kind": type(fault).__name__, "reason": str(fault)[:200], "log": log})
        return OnshelfError.exit_code

    def _say(self, code: str, facts: Mapping[str, object]) -> int:
        if self.as_json:
            self._print_json([{"schema_version": SCHEMA_VERSION, "message": self.messages(code, facts)}])
        elif not self.quiet:
            self.out.print(self.messages(code, facts), markup=False, soft_wrap=True)
        return exits.DONE

    def _list(self, document: Mapping[str, object], show: Callable[[], None]) -> int:
        if self.as_json:
            self._print_json([{"schema_version": SCHEMA_VERSION} | dict(document)])
        else:
            show()
        return exits.DONE

    def _complain(self, code: str, facts: Mapping[str, object]) -> None:
        self.talk.print(self.messages(code, facts), style="red", markup=False)

    def _print_json(self, documents: Sequence[Mapping[str, object]]) -> None:
        """One document; several sheets are told in one, too."""
        if not self.as_json or not documents:
            return
        whole = documents[0] if len(documents) == 1 else {"schema_version": SCHEMA_VERSION, "documents": documents}
        self.out.out(json.dumps(whole, ensure_ascii=False, indent=1), highlight=False)


def _program() -> str:
    """How the merchant called us, so that the command that we say can be typed as it stands."""
    called = sys.argv[0]
    return "onshelf" if shutil.which("onshelf") == called else called


def _language() -> str:
    """ONSHELF_LANG, else the locale's; English when neither says French."""
    named = os.environ.get("ONSHELF_LANG") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES")
    return "fr" if (named or os.environ.get("LANG") or "").startswith("fr") else "en"
