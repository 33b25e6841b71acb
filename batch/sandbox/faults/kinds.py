"""Every fault there is: its name, where it strikes, what it may be told."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from batch.sandbox.switches import Choices

SECONDS = re.compile(r"\d{1,9}(\.\d+)?")
OFFSET = re.compile(r"-?\d{1,9}")
RETRY_AFTER = re.compile(r"-?\d{1,9}|date|absent|[a-z ]{1,20}")
ANY_TEXT = re.compile(r".{0,200}")
COUNT = range(1, 1_000_001)
FROM_NONE = range(1_000_001)


class Point(StrEnum):
    """Where in the store a fault takes hold; each counts its own calls."""

    LINE = "line"
    REFUSAL = "refusal"
    COUNT = "count"
    CLOCK = "clock"
    OTHER = "other"
    TICKET = "ticket"
    QUEUE = "queue"
    STATUS = "status"
    RESPONSES = "responses"
    ITEM = "item"
    RESULT = "result"
    INDEX = "index"
    ROOM = "room"
    PAGE = "page"
    PROFILE = "profile"


REQUESTS = ("any", "profile", "list", "read", "batch", "poll", "image", "write")  # as they come over the network
ITEMS = ("any", "create", "update", "delete", "variation", "image", "stock")  # as they are carried out
ANY, BATCH, POLL = ("any",), ("batch",), ("poll",)

CALLS: Mapping[Point, tuple[str, ...]] = {
    **dict.fromkeys((Point.LINE, Point.REFUSAL, Point.COUNT, Point.CLOCK, Point.OTHER), REQUESTS),
    **dict.fromkeys((Point.TICKET, Point.QUEUE), BATCH),
    **dict.fromkeys((Point.STATUS, Point.RESPONSES), POLL),
    **dict.fromkeys((Point.ITEM, Point.RESULT), ITEMS),
    Point.INDEX: ANY,
    Point.ROOM: ("create",),
    Point.PAGE: ("list", "read"),
    Point.PROFILE: ("profile",),
}


@dataclass(frozen=True, slots=True)
class When:
    """Which of the calls it is for a fault strikes: those named, or from one on, or every so many, or by chance."""

    nth: tuple[int, ...] = ()
    since: int | None = None
    every: int | None = None
    probability: float | None = None
    times: int | None = None  # and no oftener


FIRST, ALWAYS, THRICE = When(nth=(1,)), When(since=1), When(since=1, times=3)


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a fault may be told."""

    name: str
    choices: Choices
    default: str


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    point: Point
    when: When  # unless it is told otherwise
    needs: tuple[Need, ...]
    meaning: str

    @property
    def calls(self) -> tuple[str, ...]:
        """The calls it may be for; the first is meant when none is named."""
        return CALLS[self.point]


MOMENT = Need("moment", ("before", "after"), "before")
SKU = Need("sku", ANY_TEXT, "")
BY_OTHERS = (MOMENT, SKU)


def _seconds(default: str) -> tuple[Need, ...]:
    return (Need("seconds", SECONDS, default),)


# fmt: off
KINDS = (
    # the connection and the bytes on it
    Kind("connection_reset", Point.LINE, FIRST, (), "reset before the store heard the request: nothing was done"),
    Kind("answer_lost", Point.LINE, FIRST, (), "done, and the connection is reset before the answer"),
    Kind("answer_cut", Point.LINE, FIRST, (Need("bytes", FROM_NONE, "20"),),
         "done, and the connection is reset after so many bytes of the answer, its headers counted"),
    Kind("connection_closed", Point.LINE, FIRST, (), "done and answered; the connection is closed unannounced"),
    Kind("no_answer", Point.LINE, FIRST, _seconds("30"), "nothing done, nothing said; closed after so long"),
    Kind("answer_late", Point.LINE, FIRST, _seconds("30"), "done, and answered only after so long"),
    Kind("answer_dripped", Point.LINE, FIRST, _seconds("1"), "done, and answered one byte at a time, so far apart"),
    Kind("old_http", Point.LINE, FIRST, (), "answered in HTTP/1.0, its end told by closing"),
    Kind("interim_answer", Point.LINE, FIRST, (), "103 Early Hints before the answer"),
    Kind("chunk_broken", Point.LINE, FIRST, (), "done, and answered in chunks, one of them of a wrong size"),
    Kind("gzip_cut", Point.LINE, FIRST, (), "done, and the compressed answer stops half way"),
    Kind("gzip_bomb", Point.LINE, FIRST, (Need("megabytes", COUNT, "100"),), "an answer that inflates to so much"),
    Kind("answer_huge", Point.LINE, FIRST, (Need("megabytes", COUNT, "1024"),), "an answer of that size"),
    Kind("json_deep", Point.LINE, FIRST, (Need("levels", COUNT, "100000"),), "an answer nested so deeply"),
    Kind("json_not_a_number", Point.LINE, FIRST, (), "done, and NaN stands in the answer"),
    Kind("json_keys_twice", Point.LINE, FIRST, (), "done; each key is there twice, the true one last"),
    Kind("byte_order_mark", Point.LINE, FIRST, (), "done; a byte order mark before the answer"),
    Kind("charset_quoted", Point.LINE, FIRST, (), 'done; the answer\'s charset is written "utf-8", in quotes'),
    Kind("content_type_wrong", Point.LINE, FIRST, (), "done; the answer calls itself text/html"),
    Kind("no_content", Point.LINE, FIRST, (), "done, and answered with 204 and nothing"),
    Kind("portal", Point.LINE, FIRST, (), "not done: 200 and the page of a hotel's network"),
    Kind("redirect", Point.LINE, FIRST, (Need("to", ANY_TEXT, "https://elsewhere.example/"),),
         "not done: sent to another host"),
    # an answer in place of the work
    Kind("too_many_requests", Point.REFUSAL, FIRST,
         (Need("retry_after", RETRY_AFTER, "1"), *_seconds("1"), Need("body", ("json", "empty"), "json")),
         "429 with this Retry-After; `date` is so many seconds from now"),
    Kind("token_blocked", Point.REFUSAL, FIRST, _seconds("300"), "429 to all that its token asks, for so long"),
    Kind("server_error", Point.REFUSAL, FIRST,
         (Need("status", ("503", "500", "502", "504", "408"), "503"), Need("done", ("no", "yes"), "no"),
          Need("body", ("json", "html", "empty"), "json")),
         "this status, from the store or a proxy before it, the work done or not"),
    Kind("token_refused", Point.REFUSAL, FIRST, (), "403 INVALID_API_TOKEN"),
    Kind("scope_missing", Point.REFUSAL, FIRST, (), "403 INSUFFICIENT_APP_SCOPE"),
    Kind("suspended", Point.REFUSAL, ALWAYS, (), "402 STORE_IS_SUSPENDED"),
    Kind("error_says", Point.REFUSAL, FIRST,
         (Need("what", ("token", "header", "long", "escapes", "formula", "markup"), "token"),
          Need("status", ("400", "403", "409", "500"), "500")),
         "an error whose text repeats the token or the header with it, is a megabyte long, or is meant to do harm"),
    # requests per minute, and clocks
    Kind("quota_shared", Point.COUNT, ALWAYS, (Need("used", COUNT, "300"),), "another program uses so many a minute"),
    Kind("quota_lowered", Point.COUNT, ALWAYS, (Need("limit", COUNT, "100"),), "only so many a minute are allowed"),
    Kind("no_bursts", Point.COUNT, ALWAYS, (), "a sixtieth of the minute's requests are allowed in a second"),
    Kind("clock_jumps", Point.CLOCK, FIRST, (Need("seconds", OFFSET, "3700"),), "the store's clock moves by so much"),
    Kind("date_skewed", Point.CLOCK, ALWAYS, (Need("seconds", OFFSET, "600"),), "the Date header is wrong by so much"),
    Kind("date_absent", Point.CLOCK, ALWAYS, (), "no Date header"),
    Kind("index_slow", Point.INDEX, ALWAYS, _seconds("30"), "search sees a write only after so long"),
    # somebody else at work in the store
    Kind("product_deleted", Point.OTHER, FIRST, BY_OTHERS, "a product is deleted"),
    Kind("product_disabled", Point.OTHER, FIRST, BY_OTHERS, "a product is taken offline"),
    Kind("product_added", Point.OTHER, FIRST, (MOMENT,), "a product is added"),
    Kind("price_changed", Point.OTHER, FIRST, BY_OTHERS, "a price goes up by one"),
    Kind("name_changed", Point.OTHER, FIRST, BY_OTHERS, "a product gets another name"),
    Kind("sku_changed", Point.OTHER, FIRST, BY_OTHERS, "a product gets another SKU"),
    Kind("sku_doubled", Point.OTHER, FIRST, BY_OTHERS, "another product gets the same SKU, whatever the store allows"),
    Kind("sku_in_other_case", Point.OTHER, FIRST, BY_OTHERS, "another product gets the same SKU in the other case"),
    Kind("variation_removed", Point.OTHER, FIRST, BY_OTHERS, "a variation is removed"),
    Kind("variation_like_product", Point.OTHER, FIRST, BY_OTHERS, "a variation gets the SKU of its product"),
    Kind("stock_sold", Point.OTHER, FIRST, BY_OTHERS, "one piece is sold"),
    Kind("change_undone", Point.ITEM, FIRST, _seconds("10"), "so long after a write, the product is as it was before"),
    # creating a batch
    Kind("key_ignored", Point.TICKET, ALWAYS, (), "a deduplication key means nothing: a batch sent again runs again"),
    Kind("key_forgotten", Point.TICKET, ALWAYS, _seconds("300"), "a deduplication key is remembered only so long"),
    Kind("key_other_ticket", Point.TICKET, ALWAYS, (), "a batch sent again is not run again, but gets another ticket"),
    Kind("batch_too_long", Point.TICKET, ALWAYS, (Need("most", COUNT, "100"),), "400 for more requests than this"),
    Kind("batch_too_large", Point.TICKET, ALWAYS, (Need("kilobytes", COUNT, "10240"),), "400 for a larger body"),
    Kind("batch_item_malformed", Point.TICKET, ALWAYS, (Need("holding", ANY_TEXT, ""),),
         "400 for the whole batch because of a request that holds this text; without a text, any"),
    Kind("stops_anyway", Point.TICKET, ALWAYS, (), "stopOnFirstFailure is taken for true"),
    # executing batches
    Kind("batch_held", Point.QUEUE, FIRST, _seconds("30"), "a batch waits so long before it is executed"),
    Kind("batch_cancelled", Point.QUEUE, FIRST, (Need("after", FROM_NONE, "0"),),
         "somebody else cancels a batch after so many of its requests: completed, with work undone"),
    Kind("batches_out_of_order", Point.QUEUE, ALWAYS, (), "the newest batch is executed first"),
    # what is said of a batch
    Kind("status_queued", Point.STATUS, THRICE, (), "QUEUED, whatever was done"),
    Kind("status_stuck", Point.STATUS, THRICE, (), "IN_PROGRESS, one short of its end"),
    Kind("status_backwards", Point.STATUS, When(since=1, times=4), (), "IN_PROGRESS at its end, then QUEUED, in turn"),
    Kind("ticket_forgotten", Point.RESPONSES, FIRST, (Need("status", ("404", "400"), "404"),),
         "a completed batch is not known any more"),
    Kind("responses_null", Point.RESPONSES, ALWAYS, (), "COMPLETED without responses"),
    Kind("responses_fewer", Point.RESPONSES, ALWAYS, (Need("missing", COUNT, "1"),), "so many responses are missing"),
    Kind("responses_without_ids", Point.RESPONSES, ALWAYS, (Need("missing", COUNT, "1"),), "so many have no id"),
    Kind("responses_doubled", Point.RESPONSES, ALWAYS, (Need("second", ("same", "failed"), "same"),),
         "one is there twice, the second time as it is or failed"),
    Kind("responses_foreign", Point.RESPONSES, ALWAYS, (), "one more, with an id that nobody gave"),
    Kind("responses_shuffled", Point.RESPONSES, ALWAYS, (), "in any order"),
    Kind("responses_not_executed", Point.RESPONSES, FIRST, (), "NOT_EXECUTED for all, though all were"),
    Kind("bodies_in_one_form", Point.RESPONSES, ALWAYS, (Need("form", ("plain", "escaped"), "plain"),),
         "httpBody or escapedHttpBody alone, whatever was asked for"),
    Kind("bodies_differ", Point.RESPONSES, ALWAYS, (), "httpBody and escapedHttpBody, and they contradict each other"),
    # one request carried out
    Kind("item_refused", Point.ITEM, FIRST, (Need("status", ("429", "400", "404", "409", "413"), "429"),),
         "this status, nothing done"),
    Kind("item_fails", Point.ITEM, FIRST, (), "500, nothing done; in a batch the store tries again by itself"),
    Kind("no_room", Point.ROOM, ALWAYS, (), "402: the plan takes no more products"),
    Kind("not_stored", Point.ITEM, FIRST, (), "200, and nothing was stored"),
    Kind("done_twice", Point.ITEM, FIRST, (Need("second", ("made", "refused"), "made"),),
         "the store carries it out twice; a SKU that is taken is no hindrance, or is"),
    Kind("price_rounded", Point.ITEM, ALWAYS, (), "prices are stored without cents"),
    Kind("html_cleaned", Point.ITEM, ALWAYS, (), "descriptions are stored without attributes and comments"),
    Kind("name_trimmed", Point.ITEM, ALWAYS, (Need("most", COUNT, "10"),), "names are stored cut to so many letters"),
    Kind("sku_uppercased", Point.ITEM, ALWAYS, (), "SKUs are stored in capitals"),
    Kind("options_capitalised", Point.ITEM, ALWAYS, (), "option names and values are stored with a capital"),
    Kind("said_to_have_failed", Point.RESULT, FIRST, (), "done in a batch, and answered with 500"),
    # lists of products, the profile
    Kind("page_short", Point.PAGE, ALWAYS, (Need("most", range(1, 100), "50"),), "pages hold no more than this"),
    Kind("page_cut", Point.PAGE, FIRST, (), "a page lacks its last products, though its total counts them"),
    Kind("page_repeats", Point.PAGE, FIRST, (), "the last product of a page is its first once more"),
    Kind("page_skips", Point.PAGE, FIRST, (), "a product is on no page"),
    Kind("total_wrong", Point.PAGE, FIRST, (Need("by", OFFSET, "1"),), "the total is wrong by so many"),
    Kind("other_store", Point.PROFILE, ALWAYS, (), "the profile is another store's"),
)
# fmt: on

BY_NAME: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
