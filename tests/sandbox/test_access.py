"""Who may ask what, how often, and what a refusal looks like."""

import httpx
import pytest

from batch.sandbox import Settings, running
from tests.sandbox.shop import Shop, refusal

PRODUCT = {"name": "x", "price": 1}


@pytest.mark.parametrize("header", ["", "Bearer secret_other", "secret_sandbox", "Basic secret_sandbox"])
def test_a_token_that_opens_nothing_is_403(shop: Shop, header: str) -> None:
    reply = httpx.get(
        shop.api.base_url.join("products"), headers={"Authorization": header} if header else {}, verify=False
    )
    assert refusal(reply) == (403, "INVALID_API_TOKEN")


def test_a_token_in_the_query_opens_too(shop: Shop) -> None:
    url = shop.api.base_url.join(f"products?token={shop.where.token}&limit=100")
    assert httpx.post(url, json=PRODUCT, verify=False).status_code == 200
    assert httpx.get(url, verify=False).json()["total"] == 1


def test_a_token_that_fails_often_is_blocked_for_long(shop: Shop) -> None:
    replies = [httpx.get(shop.api.base_url.join("profile?token=secret_bad"), verify=False) for _ in range(21)]
    assert [reply.status_code for reply in replies] == [403] * 20 + [429]
    assert int(replies[-1].headers["Retry-After"]) > 60


@pytest.mark.parametrize(
    ("token", "method", "path", "status"),
    [
        ("secret_reader", "GET", "products", 200),
        ("secret_reader", "POST", "products", 403),
        ("secret_writer", "POST", "products", 403),
        ("secret_reader", "GET", "profile", 403),
        ("secret_reader", "GET", "batch", 200),
        ("secret_reader", "GET", "brands", 403),
        ("secret_writer", "DELETE", "products/1", 200),
        ("secret_sandbox", "DELETE", "products", 403),
        ("public_sandbox", "GET", "products", 200),
        ("public_sandbox", "POST", "products", 403),
    ],
)
def test_each_call_needs_its_scope(shop: Shop, token: str, method: str, path: str, status: int) -> None:
    client = Shop(shop.where, token)
    reply = client.api.request(method, path, json=PRODUCT if method == "POST" else None)
    assert reply.status_code == status
    if status == 403:
        assert reply.json()["errorCode"] == "INSUFFICIENT_APP_SCOPE"
    client.close()


def test_the_public_sees_enabled_products_only(shop: Shop) -> None:
    hidden, visible = shop.create({"sku": "A", "enabled": False}), shop.create({"sku": "B"})
    public = Shop(shop.where, "public_sandbox")
    assert public.found("") == [visible]
    assert public.found(f"productId={hidden},{visible}") == [visible]
    assert public.product(hidden) == {"id": hidden, "enabled": False}
    assert "account" not in public.api.get("profile").json()
    public.close()


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "products/1", 404, "PRODUCT_NOT_FOUND"),
        ("GET", "products/one", 400, "WRONG_PARAMETER"),
        ("GET", "products/99999999999", 400, "WRONG_PARAMETER"),
        ("GET", "nothing", 404, None),
        ("PATCH", "products", 405, "METHOD_NOT_ALLOWED"),
        ("POST", "products/1", 405, "METHOD_NOT_ALLOWED"),
        ("GET", "../1004/products", 404, "STORE_NOT_FOUND"),
        ("GET", "classes/5", 404, None),
        ("GET", "categories/5", 404, "CATEGORIES_NOT_FOUND"),
    ],
)
def test_a_refusal_has_its_status_and_code(shop: Shop, method: str, path: str, status: int, code: str | None) -> None:
    assert refusal(shop.api.request(method, path, json={})) == (status, code)


@pytest.mark.parametrize(
    ("media_type", "status"),
    [
        ("application/json", 200),
        ("application/json;charset=utf-8", 200),
        ('application/json; charset="utf-8"', 200),
        ("text/json", 200),
        ("Application/JSON", 200),
        ("text/plain", 415),
        ("application/x-www-form-urlencoded", 415),
    ],
)
def test_json_goes_by_its_media_type(shop: Shop, media_type: str, status: int) -> None:
    reply = shop.api.post("products", content=b'{"name": "x"}', headers={"Content-Type": media_type})
    assert reply.status_code == status


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"name": NaN}'])
def test_a_body_that_is_no_json_object_is_refused(shop: Shop, content: bytes) -> None:
    reply = shop.api.post("products", content=content, headers={"Content-Type": "application/json"})
    assert refusal(reply) == (400, "WRONG_PARAMETER")


def test_a_plus_in_a_path_is_a_space(shop: Shop) -> None:
    assert shop.api.get("products/+1").status_code == 404
    assert refusal(shop.api.get("products/%2B1")) == (400, "WRONG_PARAMETER")


def test_long_lists_are_compressed_when_accepted(shop: Shop) -> None:
    shop.create({})
    assert shop.api.get("products").headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in shop.api.get("products", headers={"Accept-Encoding": "identity"}).headers


def test_stray_parameters_and_headers_change_nothing(shop: Shop) -> None:
    product_id = shop.create({})
    plain = shop.product(product_id)
    stray = shop.api.get(
        f"products/{product_id}?limit=100&offset=0&storeId=1003", headers={"Content-Type": "text/plain"}
    )
    assert stray.json() == plain
    assert isinstance(shop.api.get("classes?limit=100&offset=0").json(), list)
    assert shop.api.get("profile?storeId=1003", headers={"X-Ecwid-Api-Request-Id": "a1b2c3d4"}).status_code == 200


def test_the_quota_is_a_sliding_minute_and_says_how_long_to_wait() -> None:
    now = [1_800_000_000.0]
    with running(Settings(clock=lambda: now[0], switches={"quota": "3"})) as where:
        shop = Shop(where)
        for _ in range(3):
            assert shop.api.get("profile").status_code == 200
            now[0] += 10
        refused = shop.api.get("profile")
        assert refusal(refused) == (429, "RATE_LIMITED")
        assert refused.headers["Retry-After"] == "30"
        now[0] += 30
        assert shop.api.get("profile").status_code == 200
        assert shop.api.get("profile").status_code == 429
        counted = [entry["counted"] for entry in shop.witness.get("requests").json()]
        assert counted == [True, True, True, False, True, False]
        shop.close()


def test_the_profile_tells_units_and_languages(shop: Shop) -> None:
    shop.turn(
        {
            "weight_unit": "OUNCE",
            "dimensions_unit": "IN",
            "currency": "USD",
            "currency_precision": "3",
            "languages": "fr,en",
        }
    )
    profile = shop.api.get("profile").json()
    assert profile["generalInfo"]["storeId"] == 1003
    formats = {"weightUnit": "OUNCE", "dimensionsUnit": "IN", "currency": "USD", "currencyPrecision": 3}
    assert profile["formatsAndUnits"].items() >= formats.items()
    assert profile["languages"] == {"enabledLanguages": ["fr", "en"], "defaultLanguage": "fr"}


def test_latest_stats_count_only_when_asked(shop: Shop) -> None:
    shop.create({})
    assert "productCount" not in shop.api.get("latest-stats").json()
    assert shop.api.get("latest-stats?productCountRequired=true").json()["productCount"] == 1
