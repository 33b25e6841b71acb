"""What can go wrong on the way to a store, line by line, and the faults and tests that stand for it."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """``faults``: names of the sandbox's faults, ``switches`` of its switches; ``tests``: files below tests/."""

    number: int
    what: str
    promise: str
    faults: tuple[str, ...] = ()
    switches: tuple[str, ...] = ()
    tests: tuple[str, ...] = ()


HEAD = ("", "what goes wrong", "what is promised", "faults, switches", "tried by")

ALONE = "faults/test_alone.py"
OTHERS = "faults/test_others.py"
CRASHES = "crashes/test_points.py"
HTTP = "channels/test_http.py"
SENDING = "channels/test_batches.py"

# fmt: off
LINES = (
    Line(1, "a batch is taken, its answer lost", "sent again under its key, or looked for: once in the ledger",
         ("answer_lost", "answer_cut"), tests=(ALONE,)),
    Line(2, "the same, and the process dies", "going on ends in the same store, its key alive or forgotten",
         ("answer_lost", "key_forgotten"), tests=(ALONE, CRASHES)),
    Line(3, "a batch never arrives", "sent again, applied once", ("connection_reset", "no_answer"), tests=(ALONE,)),
    Line(4, "an answer is lost, and somebody else edits", "a conflict; their edit stands",
         ("answer_lost", "price_changed"), tests=(OTHERS, "faults/test_together.py")),
    Line(5, "a key means another ticket, or nothing", "reading back tells; once in the ledger",
         ("key_other_ticket", "key_ignored"), tests=(ALONE,)),
    Line(6, "one key, two bodies", "never sent: the sandbox notes a breach", tests=(ALONE,)),
    Line(7, "a key is remembered for minutes only", "as line 2", ("key_forgotten",), tests=(ALONE,)),
    Line(8, "a proxy says 504, and the work is done", "read back; no second effect", ("server_error",), tests=(ALONE,)),
    Line(9, "a creation unheard of, and search is slow", "looked for over 20 seconds; adopted, never doubled",
         ("answer_lost", "responses_null", "index_slow"), tests=(ALONE,)),
    Line(10, "the store makes a product twice", "both IDs are told, none is touched further",
         ("done_twice",), tests=("faults/test_twins.py",)),
    Line(11, "500, and the work is done", "read back: applied", ("said_to_have_failed",), tests=(ALONE,)),
    Line(12, "200, and nothing is stored", "read back: failed", ("not_stored",), tests=(ALONE,)),
    Line(13, "a batch waits, sticks, goes backwards, answers too little", "waited for; what is missing is read back",
         ("batch_held", "status_queued", "status_stuck", "status_backwards", "responses_fewer"), tests=(ALONE,)),
    Line(14, "answers without list, IDs, order or form", "matched by ID; what cannot be is read back",
         ("responses_null", "bodies_in_one_form", "bodies_differ", "responses_without_ids", "responses_doubled",
          "responses_foreign", "responses_shuffled"), ("plain_batch_responses",), (ALONE, SENDING)),
    Line(15, "NOT_EXECUTED", "sent again, unless it was done", ("stops_anyway", "responses_not_executed"),
         tests=(ALONE,)),
    Line(16, "a ticket is forgotten", "read back", ("ticket_forgotten",), ("unknown_ticket", "ticket_hours"), (ALONE,)),
    Line(17, "a batch is refused for one request or its size", "halved until that one stands alone",
         ("batch_item_malformed", "batch_too_long", "batch_too_large"), tests=(ALONE,)),
    Line(18, "batches run in another order", "nothing depends on a batch that is not confirmed",
         ("batches_out_of_order",), tests=(ALONE,)),
    Line(19, "somebody cancels a batch", "what was not done is sent again", ("batch_cancelled",), tests=(ALONE,)),
    Line(20, "429 with any Retry-After", "not asked before; over five minutes: stopped, and to be gone on with",
         ("too_many_requests",), ("rate_limit_body",), (ALONE, HTTP)),
    Line(21, "429 inside a batch", "not executed: sent again in smaller batches", ("item_refused", "quota_lowered"),
         ("count_batch_requests",), (ALONE, "journeys/test_limits.py")),
    Line(22, "others use the quota, or it is lowered", "slower, nothing lost",
         ("quota_shared", "quota_lowered", "no_bursts"), ("quota",), (ALONE, "channels/test_window.py")),
    Line(23, "a token is blocked", "no request meanwhile: the sandbox would note it", ("token_blocked",),
         tests=(ALONE,)),
    Line(24, "a token or a scope is refused", "one request more at most; stopped with 77",
         ("token_refused", "scope_missing"), tests=(ALONE, HTTP)),
    Line(25, "no room for products; a store suspended", "creations held back, changes go on; suspended: all stops",
         ("no_room", "suspended"), ("max_products", "store_suspended"), (ALONE,)),
    Line(26, "another store answers", "refused, nothing sent", ("other_store",), tests=(ALONE,)),
    Line(27, "somebody deletes, hides, prices, renames", "a conflict; what they did stands",
         ("product_deleted", "product_disabled", "price_changed", "name_changed", "sku_changed", "variation_removed"),
         tests=(OTHERS,)),
    Line(28, "a SKU twice, in the other case, on parent and variant", "never written to the wrong one",
         ("sku_doubled", "sku_in_other_case", "variation_like_product"), ("unique_skus",), (OTHERS,)),
    Line(29, "a catalog moves while it is listed", "counts must agree, else read again",
         ("product_added", "page_short", "page_cut", "page_repeats", "page_skips", "total_wrong"),
         ("limit_over_100",), (ALONE, "channels/test_paging.py")),
    Line(30, "stock is sold meanwhile", "not overwritten", ("stock_sold",), tests=(OTHERS, "journeys/test_stock.py")),
    Line(31, "our change is undone later", "told as it was when it was read back; no second try", ("change_undone",),
         tests=(ALONE,)),
    Line(32, "what the store's pages leave open", "the same either way",
         switches=("attributes_on_update", "nested_on_update", "unlisted_variations", "null_values",
                   "no_op_update_count", "create_enabled"), tests=("channels/test_journeys.py",)),
    Line(33, "values are stored otherwise",
         "told as failed, with what is there; the next plan says what the store keeps, and sends nothing",
         ("price_rounded", "html_cleaned", "name_trimmed", "sku_uppercased", "options_capitalised"),
         tests=("faults/test_other_forms.py",)),
    Line(34, "connections fail", "asked again", ("connection_reset", "connection_closed", "answer_cut"),
         tests=(ALONE, "channels/test_connections.py")),
    Line(35, "bytes are odd", "understood, or asked again, or stopped with a sentence",
         ("answer_dripped", "answer_late", "interim_answer", "old_http", "chunk_broken", "gzip_cut", "gzip_bomb",
          "answer_huge", "json_deep", "json_not_a_number", "json_keys_twice", "byte_order_mark", "charset_quoted",
          "content_type_wrong", "no_content", "portal", "redirect"), tests=(ALONE,)),
    Line(36, "5xx and 408, once, often, for ever", "asked again, then stopped", ("server_error", "item_fails"),
         tests=(ALONE, HTTP)),
    Line(37, "errors say harmful things", "cleaned; the token nowhere", ("error_says",), ("error_body",),
         (ALONE, "channels/test_secrets.py")),
    Line(38, "clocks jump", "nothing but the printed time changes", ("clock_jumps", "date_skewed", "date_absent"),
         tests=(ALONE,)),
    Line(39, "signals, closed pipes", "going on ends in the same store",
         tests=(CRASHES, "journeys/test_interrupts.py")),
    Line(40, "a full disk, a folder that is gone", "told before anything is sent", tests=("test_disk.py",)),
    Line(41, "two at once", "one waits; a SKU that is there by now is a conflict",
         ("product_added",), tests=("faults/test_twins.py",)),
    Line(42, "an old process lives on", "the lock refuses", tests=(CRASHES,)),
)
# fmt: on


def line_rows() -> Iterator[tuple[str, ...]]:
    for line in LINES:
        names = ", ".join(f"`{name}`" for name in (*line.faults, *line.switches)) or "–"
        yield str(line.number), line.what, line.promise, names, ", ".join(f"`{name}`" for name in line.tests)
