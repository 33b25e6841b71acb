"""The answers the store's pages leave open: one switch each, a default and the other answer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Choices = tuple[str, ...] | range | re.Pattern[str]

CURRENCY = re.compile(r"[A-Z]{3}")
LANGUAGES = re.compile(r"[a-z]{2,3}(,[a-z]{2,3})*")


@dataclass(frozen=True, slots=True)
class Switch:
    name: str
    choices: Choices  # words, a range of whole numbers, or the shape of a text
    default: str
    meaning: str


# fmt: off
# what the pages leave open
UNCERTAIN = (
    Switch("attributes_on_update", ("merge", "replace"), "merge", "attributes in an update: one by one, or whole"),
    Switch("nested_on_update", ("merge", "replace"), "merge", "objects in a product: key by key, or whole"),
    Switch("unlisted_variations", ("kept", "deleted"), "kept", "saveCombinations: variations the body does not list"),
    Switch("null_values", ("clear", "ignored"), "clear", "null: empties what can be empty, or nothing"),
    Switch("compare_to_price_clearing", ("null_or_zero", "only_zero"), "null_or_zero", "what removes compareToPrice"),
    Switch("unique_skus", ("on", "off"), "on", "whether two owners of one SKU are refused"),
    Switch("create_enabled", ("true", "false"), "true", "enabled of a new product that does not say"),
    Switch("create_unlimited", ("true", "false"), "true", "unlimited of what is new without a quantity"),
    Switch("create_shipping_required", ("true", "false"), "true", "isShippingRequired of one that does not say"),
    Switch("limit_over_100", ("clamp", "400"), "clamp", "a page size above 100"),
    Switch("delete_unknown_product", ("200", "404"), "200", "deleting a product that is not there"),
    Switch("delete_unknown_variation", ("404", "200"), "404", "deleting a variation that is not there"),
    Switch("no_op_update_count", ("1", "0"), "1", "updateCount of an update without effect; 1 moves `updated`"),
    Switch("delta_on_unlimited", ("0", "400"), "0", "a stock delta where stock is not tracked: updateCount"),
    Switch("wholesale_error_status", ("400", "409"), "400", "HTTP status of the WHOLESALE_* errors"),
    Switch("oversize_image_status", ("413", "400"), "413", "an image above 20 MB; 400 says INCORRECT_IMAGE_SIZE"),
    Switch("error_body", ("json", "empty"), "json", "error text in JSON, or in the reason phrase alone"),
    Switch("rate_limit_body", ("json", "empty"), "json", "the body of a 429"),
    Switch("empty_batch", ("400", "completed"), "400", "a batch without requests: refused, or completed at once"),
    Switch("plain_batch_responses", ("present", "absent"), "present", "batch responses without escapedJson"),
    Switch("parallel_response_order", ("shuffled", "request"), "shuffled", "response order of a parallel batch"),
    Switch("unknown_ticket", ("404", "400"), "404", "status of a batch ticket that is not known"),
    Switch("ticket_hours", range(1, 721), "24", "hours a batch ticket is remembered"),
    Switch("count_batch_requests", ("no", "yes"), "no", "whether a batch's requests count, and get 429, one by one"),
    Switch("cancel_group_parameters", ("either", "both"), "either", "what cancel-group needs of groupId and ticketId"),
    Switch("unknown_attribute", ("400", "ignored"), "400", "writing an attribute the product's type does not have"),
    Switch("descriptions", ("kept", "tidied"), "kept", "the HTML of a description: as it was sent, or written anew"),
    Switch("gallery_image_ids", ("opaque", "sequence"), "opaque", "gallery image ids: the upload's own, or 1, 2, 3"),
    Switch("index_lag", range(61), "0", "seconds before product search sees a write; reading by id always does"),
    Switch("query_token", ("accepted", "403"), "accepted", "a token in the query string"),
)
# the store and its plan
OF_THE_STORE = (
    Switch("quota", range(1, 10_000_001), "600", "requests per minute and token"),
    Switch("batch_pace", range(10_001), "0", "milliseconds that each request of a batch takes beyond its work"),
    Switch("max_products", range(10_000_001), "0", "products the plan allows; 0 for any number"),
    Switch("variations_on_plan", ("yes", "no"), "yes", "whether the plan has variations"),
    Switch("store_suspended", ("no", "yes"), "no", "whether the store is suspended"),
    Switch("delete_all", ("refused", "allowed"), "refused", "deleting the whole catalog with the store's token"),
    Switch("weight_unit", ("KILOGRAM", "GRAM", "CARAT", "OUNCE", "POUND"), "KILOGRAM", "the profile's weight unit"),
    Switch("dimensions_unit", ("CM", "MM", "IN", "YD"), "CM", "the profile's unit of length"),
    Switch("volume_unit", ("ML", "L", "OZ"), "ML", "the profile's unit of volume"),
    Switch("currency", CURRENCY, "EUR", "the profile's currency, ISO code"),
    Switch("currency_precision", range(6), "2", "the profile's digits after the decimal point"),
    Switch("languages", LANGUAGES, "en", "the store's languages, the first is the default"),
)
# fmt: on
SWITCHES = UNCERTAIN + OF_THE_STORE

BY_NAME: Mapping[str, Switch] = {switch.name: switch for switch in SWITCHES}
DEFAULTS: Mapping[str, str] = {switch.name: switch.default for switch in SWITCHES}


@dataclass(frozen=True, slots=True)
class Switches:
    """Every switch and where it stands."""

    values: Mapping[str, str] = field(default_factory=lambda: DEFAULTS)

    def __getitem__(self, name: str) -> str:
        return self.values[name]

    def number(self, name: str) -> int:
        return int(self.values[name])

    def languages(self) -> list[str]:
        return self.values["languages"].split(",")

    def turned(self, changes: Mapping[str, str]) -> "Switches":
        """These switches with some moved. ValueError names what is allowed."""
        for name, value in changes.items():
            check(name, value)
        return Switches({**self.values, **changes})


def check(name: str, value: str) -> None:
    """ValueError when there is no such switch or it has no such position."""
    if name not in BY_NAME:
        raise ValueError(f"no switch {name}; there are: {', '.join(sorted(BY_NAME))}")
    choices = BY_NAME[name].choices
    if not allowed(choices, value):
        raise ValueError(f"{name}={value} is not possible; {name} takes {wording(choices)}")


def wording(choices: Choices) -> str:
    """The choices in words, for messages and tables."""
    if isinstance(choices, range):
        return f"a whole number from {choices[0]} to {choices[-1]}"
    if isinstance(choices, re.Pattern):
        return f"text like {choices.pattern}"
    return " or ".join(choices)


def allowed(choices: Choices, value: str) -> bool:
    if isinstance(choices, range):
        return value.isdecimal() and int(value) in choices
    if isinstance(choices, re.Pattern):
        return choices.fullmatch(value) is not None
    return value in choices
