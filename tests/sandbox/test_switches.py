"""Every switch does what it says in each of its positions."""

from collections.abc import Callable
from typing import Any

import pytest

from batch.sandbox.switches import BY_NAME
from tests.sandbox import probes
from tests.sandbox.shop import Shop

OBSERVED: list[tuple[str, str, Callable[[Shop], Any], Any]] = [
    ("attributes_on_update", "merge", probes.attributes_on_update, ["1", "B"]),
    ("attributes_on_update", "replace", probes.attributes_on_update, ["B"]),
    ("nested_on_update", "merge", probes.nested_on_update, {"length": 1, "width": 9, "height": 3}),
    ("nested_on_update", "replace", probes.nested_on_update, {"width": 9}),
    ("unlisted_variations", "kept", probes.unlisted_variations, 2),
    ("unlisted_variations", "deleted", probes.unlisted_variations, 1),
    ("null_values", "clear", probes.null_values, None),
    ("null_values", "ignored", probes.null_values, "s"),
    ("compare_to_price_clearing", "null_or_zero", probes.compare_to_price_clearing, (False, False)),
    ("compare_to_price_clearing", "only_zero", probes.compare_to_price_clearing, (True, False)),
    ("unique_skus", "on", probes.unique_skus, (409, 1)),
    ("unique_skus", "off", probes.unique_skus, (200, 2)),
    ("create_enabled", "true", probes.created("enabled"), True),
    ("create_enabled", "false", probes.created("enabled"), False),
    ("create_unlimited", "true", probes.created("unlimited"), True),
    ("create_unlimited", "false", probes.created("unlimited"), False),
    ("create_shipping_required", "true", probes.created("isShippingRequired"), True),
    ("create_shipping_required", "false", probes.created("isShippingRequired"), False),
    ("limit_over_100", "clamp", probes.limit_over_100, (200, 100)),
    ("limit_over_100", "400", probes.limit_over_100, (400, None)),
    ("delete_unknown_product", "200", probes.delete_unknown_product, (200, 0)),
    ("delete_unknown_product", "404", probes.delete_unknown_product, (404, None)),
    ("delete_unknown_variation", "404", probes.delete_unknown_variation, 404),
    ("delete_unknown_variation", "200", probes.delete_unknown_variation, 200),
    ("no_op_update_count", "1", probes.no_op_update_count, 1),
    ("no_op_update_count", "0", probes.no_op_update_count, 0),
    ("delta_on_unlimited", "0", probes.delta_on_unlimited, (200, 0)),
    ("delta_on_unlimited", "400", probes.delta_on_unlimited, (400, None)),
    ("wholesale_error_status", "400", probes.wholesale_error_status, 400),
    ("wholesale_error_status", "409", probes.wholesale_error_status, 409),
    ("oversize_image_status", "413", probes.oversize_image_status, (413, None)),
    ("oversize_image_status", "400", probes.oversize_image_status, (400, "INCORRECT_IMAGE_SIZE")),
    ("error_body", "json", probes.error_body, ("Not Found", True)),
    ("error_body", "empty", probes.error_body, ("Product #1 not found", False)),
    ("rate_limit_body", "json", probes.rate_limit_body, (429, True, True)),
    ("rate_limit_body", "empty", probes.rate_limit_body, (429, False, True)),
    ("empty_batch", "400", probes.empty_batch, 400),
    ("empty_batch", "completed", probes.empty_batch, 0),
    ("plain_batch_responses", "present", probes.plain_batch_responses, (True, True)),
    ("plain_batch_responses", "absent", probes.plain_batch_responses, (False, True)),
    ("parallel_response_order", "shuffled", probes.parallel_response_order, False),
    ("parallel_response_order", "request", probes.parallel_response_order, True),
    ("unknown_ticket", "404", probes.unknown_ticket, 404),
    ("unknown_ticket", "400", probes.unknown_ticket, 400),
    ("count_batch_requests", "no", probes.count_batch_requests, [200, 200, 200, 200]),
    ("count_batch_requests", "yes", probes.count_batch_requests, [200, 200, 429, 429]),
    ("cancel_group_parameters", "either", probes.cancel_group_parameters, [200, 200, 200]),
    ("cancel_group_parameters", "both", probes.cancel_group_parameters, [400, 400, 200]),
    ("unknown_attribute", "400", probes.unknown_attribute, 400),
    ("unknown_attribute", "ignored", probes.unknown_attribute, 200),
    ("gallery_image_ids", "opaque", probes.gallery_image_ids, (True, False)),
    ("gallery_image_ids", "sequence", probes.gallery_image_ids, (False, True)),
    ("index_lag", "0", probes.index_lag, 1),
    ("index_lag", "3", probes.index_lag, 0),
    ("query_token", "accepted", probes.query_token, 200),
    ("query_token", "403", probes.query_token, 403),
    ("quota", "600", probes.quota, [200, 200, 200]),
    ("quota", "2", probes.quota, [200, 200, 429]),
    ("batch_pace", "0", probes.batch_pace, "COMPLETED"),
    ("batch_pace", "1000", probes.batch_pace, "IN_PROGRESS"),
    ("max_products", "0", probes.max_products, [200, 200]),
    ("max_products", "1", probes.max_products, [200, 402]),
    ("variations_on_plan", "yes", probes.variations_on_plan, 200),
    ("variations_on_plan", "no", probes.variations_on_plan, 402),
    ("store_suspended", "no", probes.store_suspended, 200),
    ("store_suspended", "yes", probes.store_suspended, 402),
    ("delete_all", "refused", probes.delete_all, (403, 1)),
    ("descriptions", "kept", probes.description, "<P CLASS=a>Warm & round<script>x()</script><br>"),
    ("descriptions", "tidied", probes.description, '<p class="a">Warm &amp; round<br />'),
    ("delete_all", "allowed", probes.delete_all, (202, 0)),
    ("weight_unit", "KILOGRAM", probes.unit("weightUnit"), "KILOGRAM"),
    ("weight_unit", "POUND", probes.unit("weightUnit"), "POUND"),
    ("dimensions_unit", "CM", probes.unit("dimensionsUnit"), "CM"),
    ("dimensions_unit", "YD", probes.unit("dimensionsUnit"), "YD"),
    ("volume_unit", "ML", probes.unit("volumeUnit"), "ML"),
    ("volume_unit", "OZ", probes.unit("volumeUnit"), "OZ"),
    ("currency", "EUR", probes.price_text, "€1.50"),
    ("currency", "CHF", probes.price_text, "CHF 1.50"),
    ("currency_precision", "2", probes.price_text, "€1.50"),
    ("currency_precision", "3", probes.price_text, "€1.500"),
    ("languages", "en", probes.languages, ["en"]),
    ("languages", "fr,en", probes.languages, ["fr", "en"]),
]

# seen over time, in test_batches
ELSEWHERE = {"ticket_hours"}


@pytest.mark.parametrize(("name", "position", "observe", "seen"), OBSERVED)
def test_a_switch_does_what_it_says(
    shop: Shop, name: str, position: str, observe: Callable[[Shop], Any], seen: Any
) -> None:
    shop.turn({name: position})
    assert observe(shop) == seen


def test_every_switch_is_seen_in_two_positions_and_in_its_default() -> None:
    seen: dict[str, set[str]] = {}
    for name, position, _, _ in OBSERVED:
        seen.setdefault(name, set()).add(position)
    assert seen.keys() | ELSEWHERE == BY_NAME.keys()
    assert all(len(positions) > 1 and BY_NAME[name].default in positions for name, positions in seen.items())
