"""Every switch does what it says in each of its positions."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from batch.sandbox.switches import BY_NAME
from tests.sandbox.shop import Body, Shop

LINK = {"externalUrl": "https://example.com/a.jpg"}
SIZED = {"options": [{"name": "Size", "value": "L"}]}


def attributes_on_update(shop: Shop) -> Any:
    product_id = shop.create({"attributes": [{"alias": "UPC", "value": "1"}]})
    after = shop.change(product_id, {"attributes": [{"alias": "BRAND", "value": "B"}]})
    return [item["value"] for item in after["attributes"]]


def nested_on_update(shop: Shop) -> Any:
    product_id = shop.create({"dimensions": {"length": 1, "width": 2, "height": 3}})
    return shop.change(product_id, {"dimensions": {"width": 9}})["dimensions"]


def description(shop: Shop) -> Any:
    return shop.product(shop.create({"description": "<P CLASS=a>Warm & round<script>x()</script><br>"}))["description"]


def unlisted_variations(shop: Shop) -> Any:
    product_id = shop.create({})
    kept = shop.vary(product_id, SIZED)
    shop.vary(product_id, {"options": [{"name": "Size", "value": "M"}]})
    shop.api.put(f"products/{product_id}?saveCombinations=true", json={"combinations": [{"id": kept, "price": 3}]})
    return len(shop.product(product_id)["combinations"])


def null_values(shop: Shop) -> Any:
    return shop.change(shop.create({"subtitle": "s"}), {"subtitle": None, "name": None}).get("subtitle")


def compare_to_price_clearing(shop: Shop) -> Any:
    product_id = shop.create({"compareToPrice": 20})
    after_null = "compareToPrice" in shop.change(product_id, {"compareToPrice": None})
    return after_null, "compareToPrice" in shop.change(product_id, {"compareToPrice": 0})


def unique_skus(shop: Shop) -> Any:
    shop.create({"sku": "A"})
    status = shop.api.post("products", json={"name": "x", "sku": "A"}).status_code
    return status, len(shop.found("sku=A"))


def created(field: str) -> Callable[[Shop], Any]:
    return lambda shop: shop.product(shop.create({}))[field]


def limit_over_100(shop: Shop) -> Any:
    reply = shop.api.get("products?limit=500")
    return reply.status_code, reply.json().get("limit")


def delete_unknown_product(shop: Shop) -> Any:
    reply = shop.api.delete("products/1")
    return reply.status_code, reply.json().get("deleteCount")


def delete_unknown_variation(shop: Shop) -> Any:
    return shop.api.delete(f"products/{shop.create({})}/combinations/1").status_code


def no_op_update_count(shop: Shop) -> Any:
    product_id = shop.create({"price": 3})
    return shop.api.put(f"products/{product_id}", json={"price": 3.0}).json()["updateCount"]


def delta_on_unlimited(shop: Shop) -> Any:
    reply = shop.api.put(f"products/{shop.create({})}/inventory", json={"quantityDelta": 1})
    return reply.status_code, reply.json().get("updateCount")


def wholesale_error_status(shop: Shop) -> Any:
    body = {"name": "x", "price": 5, "wholesalePrices": [{"quantity": 2, "price": 9}]}
    return shop.api.post("products", json=body).status_code


def oversize_image_status(shop: Shop) -> Any:
    reply = shop.api.post(f"products/{shop.create({})}/image", content=b"\x89PNG" + bytes(20 * 1024 * 1024))
    return reply.status_code, reply.json().get("errorCode")


def error_body(shop: Shop) -> Any:
    reply = shop.api.get("products/1")
    return reply.reason_phrase, bool(reply.text)


def rate_limit_body(shop: Shop) -> Any:
    shop.turn({"quota": "1"})
    replies = [shop.api.get("profile") for _ in range(2)]
    return replies[1].status_code, bool(replies[1].text), replies[1].headers["Retry-After"].isdecimal()


def empty_batch(shop: Shop) -> Any:
    reply = shop.api.post("batch", json=[])
    return shop.finished(reply.json()["ticket"])["totalRequests"] if reply.status_code == 200 else reply.status_code


def plain_batch_responses(shop: Shop) -> Any:
    ticket = shop.queue([{"path": "profile", "method": "GET"}])
    return "responses" in shop.finished(ticket), "responses" in shop.finished(ticket, "&escapedJson=true")


def parallel_response_order(shop: Shop) -> Any:
    requests = [{"id": str(number), "path": "profile", "method": "GET"} for number in range(20)]
    status = shop.finished(shop.queue(requests, "allowParallelMode=true"))
    return [item["id"] for item in status["responses"]] == [str(number) for number in range(20)]


def unknown_ticket(shop: Shop) -> Any:
    return shop.api.get("batch?ticket=none").status_code


def count_batch_requests(shop: Shop) -> Any:
    shop.turn({"quota": "3"})
    ticket = shop.queue([{"path": "profile", "method": "GET"}] * 4, "stopOnFirstFailure=false")
    time.sleep(0.3)  # asking the API would count too
    shop.turn({"quota": "1000"})
    return [item["httpStatusCode"] for item in shop.finished(ticket)["responses"]]


def cancel_group_parameters(shop: Shop) -> Any:
    bodies: list[Body] = [{"groupId": "g"}, {"ticketId": "t"}, {"groupId": 5, "ticketId": "t"}]
    return [shop.api.post("batch/cancel-group", json=body).status_code for body in bodies]


def unknown_attribute(shop: Shop) -> Any:
    attributes = [{"name": "Colour of the lid", "value": "red"}, {"alias": "BRAND", "value": "B"}]
    return shop.api.post("products", json={"name": "x", "attributes": attributes}).status_code


def gallery_image_ids(shop: Shop) -> Any:
    product_id = shop.create({})
    uploads = [
        shop.api.post(f"products/{product_id}/{where}", params=LINK).json()["id"] for where in ("image", "gallery")
    ]
    ids = [image["id"] for image in shop.product(product_id)["media"]["images"]]
    return ids == ["0", str(uploads[1])], ids == ["0", "1"]


def index_lag(shop: Shop) -> Any:
    shop.create({"sku": "A"})
    return len(shop.found("sku=A"))


def query_token(shop: Shop) -> Any:
    return shop.witness.get(f"{shop.api.base_url}profile?token={shop.where.token}").status_code


def quota(shop: Shop) -> Any:
    return [shop.api.get("profile").status_code for _ in range(3)]


def batch_pace(shop: Shop) -> Any:
    ticket = shop.queue([{"path": "/products", "method": "POST", "body": {"name": "x"}}] * 2)
    time.sleep(0.3)
    return shop.api.get(f"batch?ticket={ticket}").json()["status"]


def max_products(shop: Shop) -> Any:
    return [shop.api.post("products", json={"name": "x"}).status_code for _ in range(2)]


def variations_on_plan(shop: Shop) -> Any:
    return shop.api.post(f"products/{shop.create({})}/combinations", json=SIZED).status_code


def store_suspended(shop: Shop) -> Any:
    return shop.api.get("products").status_code


def delete_all(shop: Shop) -> Any:
    shop.create({})
    return shop.api.delete("products").status_code, len(shop.state())


def unit(name: str) -> Callable[[Shop], Any]:
    return lambda shop: shop.api.get("profile").json()["formatsAndUnits"][name]


def languages(shop: Shop) -> Any:
    return shop.api.get("profile").json()["languages"]["enabledLanguages"]


def price_text(shop: Shop) -> Any:
    return shop.product(shop.create({"price": 1.5}))["defaultDisplayedPriceFormatted"]


OBSERVED: list[tuple[str, str, Callable[[Shop], Any], Any]] = [
    ("attributes_on_update", "merge", attributes_on_update, ["1", "B"]),
    ("attributes_on_update", "replace", attributes_on_update, ["B"]),
    ("nested_on_update", "merge", nested_on_update, {"length": 1, "width": 9, "height": 3}),
    ("nested_on_update", "replace", nested_on_update, {"width": 9}),
    ("unlisted_variations", "kept", unlisted_variations, 2),
    ("unlisted_variations", "deleted", unlisted_variations, 1),
    ("null_values", "clear", null_values, None),
    ("null_values", "ignored", null_values, "s"),
    ("compare_to_price_clearing", "null_or_zero", compare_to_price_clearing, (False, False)),
    ("compare_to_price_clearing", "only_zero", compare_to_price_clearing, (True, False)),
    ("unique_skus", "on", unique_skus, (409, 1)),
    ("unique_skus", "off", unique_skus, (200, 2)),
    ("create_enabled", "true", created("enabled"), True),
    ("create_enabled", "false", created("enabled"), False),
    ("create_unlimited", "true", created("unlimited"), True),
    ("create_unlimited", "false", created("unlimited"), False),
    ("create_shipping_required", "true", created("isShippingRequired"), True),
    ("create_shipping_required", "false", created("isShippingRequired"), False),
    ("limit_over_100", "clamp", limit_over_100, (200, 100)),
    ("limit_over_100", "400", limit_over_100, (400, None)),
    ("delete_unknown_product", "200", delete_unknown_product, (200, 0)),
    ("delete_unknown_product", "404", delete_unknown_product, (404, None)),
    ("delete_unknown_variation", "404", delete_unknown_variation, 404),
    ("delete_unknown_variation", "200", delete_unknown_variation, 200),
    ("no_op_update_count", "1", no_op_update_count, 1),
    ("no_op_update_count", "0", no_op_update_count, 0),
    ("delta_on_unlimited", "0", delta_on_unlimited, (200, 0)),
    ("delta_on_unlimited", "400", delta_on_unlimited, (400, None)),
    ("wholesale_error_status", "400", wholesale_error_status, 400),
    ("wholesale_error_status", "409", wholesale_error_status, 409),
    ("oversize_image_status", "413", oversize_image_status, (413, None)),
    ("oversize_image_status", "400", oversize_image_status, (400, "INCORRECT_IMAGE_SIZE")),
    ("error_body", "json", error_body, ("Not Found", True)),
    ("error_body", "empty", error_body, ("Product #1 not found", False)),
    ("rate_limit_body", "json", rate_limit_body, (429, True, True)),
    ("rate_limit_body", "empty", rate_limit_body, (429, False, True)),
    ("empty_batch", "400", empty_batch, 400),
    ("empty_batch", "completed", empty_batch, 0),
    ("plain_batch_responses", "present", plain_batch_responses, (True, True)),
    ("plain_batch_responses", "absent", plain_batch_responses, (False, True)),
    ("parallel_response_order", "shuffled", parallel_response_order, False),
    ("parallel_response_order", "request", parallel_response_order, True),
    ("unknown_ticket", "404", unknown_ticket, 404),
    ("unknown_ticket", "400", unknown_ticket, 400),
    ("count_batch_requests", "no", count_batch_requests, [200, 200, 200, 200]),
    ("count_batch_requests", "yes", count_batch_requests, [200, 200, 429, 429]),
    ("cancel_group_parameters", "either", cancel_group_parameters, [200, 200, 200]),
    ("cancel_group_parameters", "both", cancel_group_parameters, [400, 400, 200]),
    ("unknown_attribute", "400", unknown_attribute, 400),
    ("unknown_attribute", "ignored", unknown_attribute, 200),
    ("gallery_image_ids", "opaque", gallery_image_ids, (True, False)),
    ("gallery_image_ids", "sequence", gallery_image_ids, (False, True)),
    ("index_lag", "0", index_lag, 1),
    ("index_lag", "3", index_lag, 0),
    ("query_token", "accepted", query_token, 200),
    ("query_token", "403", query_token, 403),
    ("quota", "600", quota, [200, 200, 200]),
    ("quota", "2", quota, [200, 200, 429]),
    ("batch_pace", "0", batch_pace, "COMPLETED"),
    ("batch_pace", "1000", batch_pace, "IN_PROGRESS"),
    ("max_products", "0", max_products, [200, 200]),
    ("max_products", "1", max_products, [200, 402]),
    ("variations_on_plan", "yes", variations_on_plan, 200),
    ("variations_on_plan", "no", variations_on_plan, 402),
    ("store_suspended", "no", store_suspended, 200),
    ("store_suspended", "yes", store_suspended, 402),
    ("delete_all", "refused", delete_all, (403, 1)),
    ("descriptions", "kept", description, "<P CLASS=a>Warm & round<script>x()</script><br>"),
    ("descriptions", "tidied", description, '<p class="a">Warm &amp; round<br />'),
    ("delete_all", "allowed", delete_all, (202, 0)),
    ("weight_unit", "KILOGRAM", unit("weightUnit"), "KILOGRAM"),
    ("weight_unit", "POUND", unit("weightUnit"), "POUND"),
    ("dimensions_unit", "CM", unit("dimensionsUnit"), "CM"),
    ("dimensions_unit", "YD", unit("dimensionsUnit"), "YD"),
    ("volume_unit", "ML", unit("volumeUnit"), "ML"),
    ("volume_unit", "OZ", unit("volumeUnit"), "OZ"),
    ("currency", "EUR", price_text, "€1.50"),
    ("currency", "CHF", price_text, "CHF 1.50"),
    ("currency_precision", "2", price_text, "€1.50"),
    ("currency_precision", "3", price_text, "€1.500"),
    ("languages", "en", languages, ["en"]),
    ("languages", "fr,en", languages, ["fr", "en"]),
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
