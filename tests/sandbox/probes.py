"""What a store does that shows where a switch stands: one probe for each switch, or for several of a kind."""

import time
from collections.abc import Callable
from typing import Any

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
