"""Bad days, by name. Each is lived alone; the short ones in every run of the tests, all of them in the long version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Fault = Mapping[str, Any]
CALLS = ("profile", "list", "read", "batch", "poll")
AGAIN: Fault = {"from": 1, "times": 7}  # one more than the attempts that a request gets


@dataclass(frozen=True)
class Case:
    """``code``: the exit code of the first attempt."""

    faults: tuple[Fault, ...]
    code: int = 0
    seed: int = 0

    def __str__(self) -> str:
        return " + ".join("-".join(str(word) for word in fault.values()) for fault in self.faults)


def on_each(fault: Fault, code: int = 0, calls: tuple[str, ...] = CALLS) -> Iterator[Case]:
    yield from (Case(({**fault, "on": call},), code) for call in calls)


def alone(fault: Fault, code: int = 0, seed: int = 0) -> Case:
    return Case((fault,), code, seed)


SHORT: tuple[Case, ...] = (
    *on_each({"name": "answer_lost"}, calls=("batch",)),
    *on_each({"name": "answer_lost", **AGAIN}, 69, ("batch", "poll")),
    alone({"name": "gzip_cut", "on": "batch"}),
    *on_each({"name": "answer_lost", "nth": 2}, calls=("batch",)),
    Case(({"name": "answer_lost", "on": "batch"}, {"name": "key_ignored"})),
    Case(({"name": "answer_lost", "on": "batch", "nth": 2}, {"name": "key_ignored"})),
    alone({"name": "responses_not_executed"}),
    alone({"name": "responses_not_executed", "nth": 2}),
    *(alone({"name": "said_to_have_failed", "on": on}) for on in ("create", "variation", "image")),
    alone({"name": "done_twice", "on": "create", "second": "refused"}),
    alone({"name": "ticket_forgotten"}),
    alone({"name": "responses_null"}),
    Case(({"name": "responses_null", "nth": 1}, {"name": "index_slow", "seconds": 15})),
    alone({"name": "item_fails", "on": "image"}),
    alone({"name": "page_repeats"}),
    alone({"name": "page_repeats", "on": "read"}),
    alone({"name": "server_error", "status": 504, "done": "yes", "body": "html", "on": "batch"}),
    alone({"name": "too_many_requests", "retry_after": "date", "seconds": 40, "on": "list"}),
    alone({"name": "too_many_requests", "retry_after": 600, "on": "poll"}, 69),
    alone({"name": "token_blocked", "seconds": 120, "on": "read"}),
    alone({"name": "token_refused", "on": "poll"}, 77),
    alone({"name": "error_says", "what": "token", "status": 400, "on": "batch", "from": 1}, 4),
    alone({"name": "error_says", "what": "markup", "status": 400, "on": "batch", "from": 1}, 4),
    alone({"name": "quota_lowered", "limit": 3}),
    alone({"name": "batch_too_long", "most": 2}),
    alone({"name": "batch_cancelled", "after": 3}),
    alone({"name": "responses_fewer"}),
    alone({"name": "responses_doubled", "second": "failed"}),
    alone({"name": "item_refused", "status": 429, "nth": 4}),
    *(alone({"name": "item_refused", "status": 409, **which}, 4) for which in ({"nth": 1}, {"on": "create"})),
    alone({"name": "no_room"}, 4),
    alone({"name": "page_cut", "on": "list"}),
    alone({"name": "other_store"}, 77),
    Case(({"name": "batch_cancelled", "after": 1}, {"name": "answer_lost", "on": "batch", "from": 2, "times": 7}), 69),
)
# any two of these at once
PASSING: tuple[Fault, ...] = (
    {"name": "connection_reset", "on": "batch"},
    {"name": "answer_lost", "on": "batch"},
    {"name": "answer_lost", "on": "poll"},
    {"name": "answer_cut", "bytes": 150, "on": "read"},
    {"name": "server_error", "status": 504, "done": "yes", "body": "html", "on": "batch"},
    {"name": "server_error", "status": 500, "on": "list"},
    {"name": "too_many_requests", "retry_after": 30, "on": "any"},
    {"name": "status_queued"},
    {"name": "status_backwards"},
    {"name": "responses_shuffled"},
    {"name": "responses_foreign"},
    {"name": "item_refused", "status": 429},
    {"name": "batch_cancelled", "after": 2},
    {"name": "batch_held", "seconds": 60},
    {"name": "key_other_ticket"},
    {"name": "clock_jumps", "seconds": 120},
    {"name": "date_skewed"},
    {"name": "quota_lowered", "limit": 5},
    {"name": "page_short", "most": 2, "on": "list"},
)
# all of these by chance
BY_CHANCE = tuple(fault for fault in PASSING if fault["name"] not in ("item_refused", "batch_cancelled"))
LONG: tuple[Case, ...] = (
    *on_each({"name": "connection_reset"}),
    *on_each({"name": "answer_lost"}),
    *on_each({"name": "answer_cut", "bytes": 20}),
    *on_each({"name": "answer_cut", "bytes": 150}),
    *on_each({"name": "connection_closed"}),
    *on_each({"name": "no_answer", "seconds": 0.05}),
    *on_each({"name": "answer_late", "seconds": 0.05}),
    *on_each({"name": "answer_dripped", "seconds": 0.0001}),
    *on_each({"name": "old_http"}),
    *on_each({"name": "interim_answer"}),
    *on_each({"name": "chunk_broken"}),
    *on_each({"name": "gzip_cut"}),
    *on_each({"name": "gzip_cut", "from": 1}, 69),
    *on_each({"name": "gzip_bomb", "megabytes": 20}, 69),
    *on_each({"name": "answer_huge", "megabytes": 20}, 69),
    *on_each({"name": "json_deep"}),
    *on_each({"name": "json_not_a_number"}),
    *on_each({"name": "no_content"}),
    *on_each({"name": "portal"}),
    *on_each({"name": "portal", "from": 1}, 69),
    *on_each({"name": "redirect"}, 69),
    *on_each({"name": "byte_order_mark"}),
    *on_each({"name": "charset_quoted"}),
    *on_each({"name": "content_type_wrong"}),
    *on_each({"name": "json_keys_twice"}),
    *on_each({"name": "server_error", "status": 500}),
    *on_each({"name": "server_error", "status": 504, "done": "yes", "body": "html"}),
    *on_each({"name": "server_error", "status": 408, "body": "empty"}),
    *on_each({"name": "server_error", "from": 1, "times": 5}),
    *on_each({"name": "server_error", "from": 1}, 69),
    *(
        case
        for said in ("1", "60", "0", "-5", "date", "absent", "in a while")
        for case in on_each({"name": "too_many_requests", "retry_after": said})
    ),
    *on_each({"name": "too_many_requests", "retry_after": "600"}, 69),
    *on_each({"name": "too_many_requests", "body": "empty"}),
    *on_each({"name": "token_blocked", "seconds": 120}),
    *on_each({"name": "token_blocked", "seconds": 310}, 69),
    *on_each({"name": "token_refused"}, 77),
    *on_each({"name": "scope_missing"}, 77),
    *on_each({"name": "suspended"}, 77),
    *(
        case
        for what in ("token", "header", "long", "escapes", "formula", "markup")
        for case in (
            alone({"name": "error_says", "what": what, "status": 500, "on": "poll"}),
            alone({"name": "error_says", "what": what, "status": 400, "on": "list"}, 77),
            alone({"name": "error_says", "what": what, "status": 400, "on": "batch", "from": 1}, 4),
        )
    ),
    alone({"name": "quota_shared", "used": 300}),
    alone({"name": "no_bursts"}),
    alone({"name": "clock_jumps", "on": "poll"}),
    alone({"name": "clock_jumps", "on": "batch", "nth": 2}),
    alone({"name": "date_skewed"}),
    alone({"name": "date_skewed", "seconds": -600}),
    alone({"name": "date_absent"}),
    alone({"name": "index_slow"}),
    alone({"name": "index_slow", "seconds": 999999}),
    *(
        Case(({"name": "answer_lost", "on": "batch", **AGAIN}, other), 69)
        for other in ({"name": "key_other_ticket"}, {"name": "key_forgotten", "seconds": 300}, {"name": "index_slow"})
    ),
    *(alone({"name": "batch_too_long", "most": most}) for most in (1, 3)),
    *(alone({"name": "batch_too_large", "kilobytes": kilobytes}) for kilobytes in (1, 2)),
    *(alone({"name": "batch_item_malformed", "holding": held}, 4) for held in ("lamp-1", "TEE", "46.75", "19.25")),
    *(Case(({"name": "stops_anyway"}, {"name": "item_refused", "status": 404, "nth": nth}), 4) for nth in range(1, 8)),
    alone({"name": "batch_held", "seconds": 1800}),
    alone({"name": "batches_out_of_order"}),
    alone({"name": "batch_item_malformed", "holding": "MUG"}),
    alone({"name": "key_other_ticket"}),
    *(alone({"name": "batch_cancelled", "after": after, "nth": nth}) for after in (0, 1, 3) for nth in (1, 2)),
    *(alone({"name": name, "times": times}) for name in ("status_queued", "status_stuck") for times in (1, 30)),
    *(alone({"name": "status_backwards", "times": times}) for times in (4, 30)),
    alone({"name": "responses_shuffled"}),
    *(alone({"name": "responses_fewer", "missing": number}, seed=seed) for seed in range(4) for number in (1, 3)),
    *(alone({"name": "responses_without_ids"}, seed=seed) for seed in range(4)),
    *(alone({"name": "responses_null", "nth": nth}) for nth in (1, 2)),
    *(alone({"name": "ticket_forgotten", "nth": nth, "status": "400"}) for nth in (1, 2)),
    *(alone({"name": "item_fails", "on": on}) for on in ("create", "update", "variation")),
    *(alone({"name": "not_stored", "on": on}, 4) for on in ("create", "update", "image")),
    *(alone({"name": "done_twice", "on": on, "second": "refused"}) for on in ("update", "variation", "image")),
    *(alone({"name": "server_error", "on": "batch", "nth": 2, "done": done}) for done in ("yes", "no")),
    *(alone({"name": name, "on": "batch", "nth": 2}) for name in ("connection_reset", "answer_cut", "gzip_cut")),
    alone({"name": "page_skips"}),
    alone({"name": "page_cut", "on": "read"}),
    alone({"name": "suspended", "on": "batch", "nth": 2}, 77),
    Case(({"name": "suspended", "on": "batch", "nth": 2}, {"name": "responses_not_executed"}), 77),
    alone({"name": "change_undone"}),
    alone({"name": "stock_sold", "on": "list", "moment": "after"}),
    alone({"name": "responses_doubled"}),
    alone({"name": "responses_foreign"}),
    alone({"name": "bodies_in_one_form"}),
    alone({"name": "bodies_in_one_form", "form": "escaped"}),
    alone({"name": "bodies_differ"}),
    *(alone({"name": "item_refused", "status": 429, "nth": nth}) for nth in range(1, 8)),
    *(
        alone({"name": "item_refused", "status": status, "nth": nth}, 4)
        for status in (400, 404, 413)
        for nth in range(1, 8)
    ),
    alone({"name": "no_room", "from": 2}, 4),
    alone({"name": "page_short", "most": 2}),
    alone({"name": "total_wrong"}),
)
