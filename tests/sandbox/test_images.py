"""Images: by link and by bytes, main and gallery, never fetched and never recognisable."""

import pytest

from tests.sandbox.shop import Body, Shop, refusal

LINK = "https://example.com/picture.jpg"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


def images(shop: Shop, product_id: int) -> list[Body]:
    found: list[Body] = shop.product(product_id)["media"]["images"]
    return found


@pytest.fixture
def pictured(shop: Shop) -> int:
    product_id = shop.create({"sku": "P"})
    shop.api.post(f"products/{product_id}/image", params={"externalUrl": LINK})
    for _ in range(2):
        shop.api.post(f"products/{product_id}/gallery", params={"externalUrl": LINK, "fileName": "a.jpg"})
    return product_id


def test_a_main_image_replaces_and_a_gallery_image_appends(shop: Shop, pictured: int) -> None:
    before = images(shop, pictured)
    assert [(image["isMain"], image["orderBy"]) for image in before] == [(True, 0), (False, 1), (False, 2)]
    reply = shop.api.post(f"products/{pictured}/image", content=PNG, headers={"Content-Type": "image/png"})
    assert reply.json().keys() == {"id"}
    after = images(shop, pictured)
    assert after[1:] == before[1:]
    assert after[0]["id"] == before[0]["id"] == "0"
    assert after[0]["imageOriginalUrl"] != before[0]["imageOriginalUrl"]


def test_addresses_are_the_stores_own(shop: Shop, pictured: int) -> None:
    product = shop.product(pictured)
    assert LINK not in str(product)
    assert product["originalImageUrl"] == product["media"]["images"][0]["imageOriginalUrl"]
    assert len(product["galleryImages"]) == 2


def test_asynchronous_images_are_listed_at_once_with_their_texts(shop: Shop, pictured: int) -> None:
    body = {"url": LINK, "width": "10", "height": 20, "alt": {"main": "a mug"}}
    assert shop.api.post(f"products/{pictured}/image/async", json=body).status_code == 200
    assert shop.api.post(f"products/{pictured}/gallery/async", json=body).status_code == 200
    assert [image["alt"].get("main") for image in images(shop, pictured)] == ["a mug", None, None, "a mug"]


def test_a_variation_has_an_image_of_its_own(shop: Shop) -> None:
    product_id = shop.create({})
    variation = shop.vary(product_id, {"options": [{"name": "Size", "value": "L"}]})
    url = f"products/{product_id}/combinations/{variation}/image"
    assert shop.api.post(f"{url}/async", json={"url": LINK, "width": 1, "height": 1}).status_code == 200
    assert shop.variation(product_id, variation)["originalImageUrl"] == LINK
    assert shop.api.post(url, content=PNG).status_code == 200
    assert shop.variation(product_id, variation)["originalImageUrl"] != LINK
    assert shop.api.delete(url).json() == {"deleteCount": 1}
    assert "imageUrl" not in shop.variation(product_id, variation)


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("image/async", {"url": "", "width": 1, "height": 1}, (422, "WRONG_URL")),
        ("image/async", {"url": "picture.jpg", "width": 1, "height": 1}, (422, "WRONG_URL")),
        ("image/async", {"url": LINK}, (400, "WRONG_PARAMETER")),
        ("image?externalUrl=ftp://x", {}, (422, "WRONG_URL")),
        ("gallery", {}, (422, None)),
    ],
)
def test_what_is_no_image_is_refused(shop: Shop, path: str, body: Body, code: tuple[int, str | None]) -> None:
    assert refusal(shop.api.post(f"products/{shop.create({})}/{path}", json=body)) == code


def test_images_are_deleted_one_or_all(shop: Shop, pictured: int) -> None:
    second = images(shop, pictured)[1]["id"]
    assert shop.api.delete(f"products/{pictured}/gallery/{second}").json() == {"deleteCount": 1}
    assert shop.api.delete(f"products/{pictured}/gallery/{second}").json() == {"deleteCount": 0}
    assert shop.api.delete(f"products/{pictured}/image").json() == {"deleteCount": 1}
    assert [image["isMain"] for image in images(shop, pictured)] == [False]
    assert "imageUrl" not in shop.product(pictured)


def test_replacing_media_deletes_a_gallery_it_does_not_list(shop: Shop, pictured: int) -> None:
    shop.api.put(f"products/{pictured}/media", json={"mainMedia": None, "galleryMedia": [{"imageUrl": LINK}]})
    assert len(images(shop, pictured)) == 2
    shop.api.put(f"products/{pictured}/media", json={"mainMedia": {"imageUrl": LINK}})
    assert [image["id"] for image in images(shop, pictured)] == ["0"]


def test_an_update_reorders_images_and_forgets_texts_not_repeated(shop: Shop, pictured: int) -> None:
    first, second, third = images(shop, pictured)
    order = [
        {"id": third["id"], "orderBy": 0, "alt": {"main": "now first"}},
        {"id": "0", "orderBy": 1},
        {"id": second["id"], "orderBy": 2},
    ]
    shop.change(pictured, {"media": {"images": order}})
    after = images(shop, pictured)
    assert [image["imageOriginalUrl"] for image in after] == [
        image["imageOriginalUrl"] for image in (third, first, second)
    ]
    assert [image["isMain"] for image in after] == [True, False, False]
    assert [image["alt"].get("main") for image in after] == ["now first", None, None]
