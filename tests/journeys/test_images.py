"""Images by their address: sent once, replaced when changed, in their order, and nothing lost on the way."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.shop import Shop, opened

A, B, C, D = (f"https://shop.example/{name}.jpg?v=1&w=2" for name in "abcd")

FIRST, SIZES = 4519591000, 5  # the sandbox gives each size of an image a number


both_kinds_of_ids = pytest.mark.parametrize("shop", ["opaque", "sequence"], indirect=True)


@pytest.fixture(params=[pytest.param("opaque", marks=pytest.mark.long), "sequence"])
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shop]:
    with opened(tmp_path, {"gallery_image_ids": request.param}) as there:
        yield there


def csv(*cells: str) -> str:
    """A cap with a main image and a gallery of up to four."""
    names = ["image_url", *(f"image_url_{place}" for place in range(2, 2 + len(cells) - 1))]
    return f"sku,name,retail_price,{','.join(names)}\nCAP,Cap,5,{','.join(cells)}\n"


def given(shop: Shop, *cells: str) -> list[dict[str, Any]]:
    """Runs the sheet, checks that it needs nothing more, and returns what was sent for it."""
    before = len(shop.ledger())
    done = shop.run(shop.sheet("caps.csv", csv(*cells)))
    assert (done.exit_code, done.report.reconciled) == (0, True)
    sent = shop.ledger()[before:]
    again = shop.plan(shop.sheet("caps.csv", csv(*cells))).report.plan
    assert again is not None
    assert again.changes == ()
    return sent


def images(shop: Shop) -> list[int]:
    """Which of all images that were ever sent stand there, the main one first: the store numbers their addresses."""
    urls = [image["imageOriginalUrl"] for image in shop.state()[0]["media"]["images"]]
    return [(int(url.rpartition("/")[2].partition(".")[0]) - FIRST) // SIZES for url in urls]


def calls(sent: list[dict[str, Any]]) -> list[str]:
    return [f"{entry['method']} {entry['path'].partition('?')[0].rpartition('/')[2]}" for entry in sent]


def test_a_new_product_gets_its_main_image_and_its_gallery_in_order(shop: Shop) -> None:
    assert calls(given(shop, A, B, C)) == ["POST products", "POST image", "POST gallery", "POST gallery"]
    assert images(shop) == [1, 2, 3]


def test_an_unchanged_image_is_never_sent_again(shop: Shop) -> None:
    given(shop, A, B, C)

    assert given(shop, A, B, C) == []
    assert given(shop, "", "", C) == []


def test_an_image_added_at_the_end_is_the_only_one_that_is_sent(shop: Shop) -> None:
    given(shop, A, B)

    assert calls(given(shop, A, B, C)) == ["POST gallery"]
    assert images(shop) == [1, 2, 3]


@both_kinds_of_ids
def test_an_image_in_the_middle_is_replaced_and_its_neighbours_stay(shop: Shop) -> None:
    given(shop, A, B, C, D)

    sent = given(shop, A, B, "https://shop.example/new.jpg", D)
    assert sorted({call.split(" ")[0] for call in calls(sent)}) == ["DELETE", "POST", "PUT"]
    assert images(shop) == [1, 2, 5, 4]


@both_kinds_of_ids
def test_images_that_change_places_are_not_sent_again(shop: Shop) -> None:
    given(shop, A, B, C, D)

    assert calls(given(shop, A, D, B, C)) == [f"PUT {shop.state()[0]['id']}"]
    assert images(shop) == [1, 4, 2, 3]


@both_kinds_of_ids
def test_a_cleared_cell_ends_the_gallery_and_a_blank_one_removes_nothing(shop: Shop) -> None:
    given(shop, A, B, C, D)

    assert given(shop, "", "", "", "") == []
    assert [call.split(" ")[0] for call in calls(given(shop, "", B, D, "[clear]"))] == ["DELETE"]
    assert images(shop) == [1, 2, 4]
    given(shop, "", "[effacer]", "", "")
    assert images(shop) == [1]


def test_a_replaced_main_image_leaves_the_gallery_alone(shop: Shop) -> None:
    given(shop, A, B, C)

    assert calls(given(shop, D, B, C)) == ["POST image"]
    assert images(shop) == [4, 2, 3]


def test_texts_and_images_of_others_stay_when_a_gallery_changes(shop: Shop) -> None:
    given(shop, A, B, C)
    listed = shop.state()[0]["media"]["images"]
    alts = [{"id": image["id"], "alt": {"main": f"alt {place}"}} for place, image in enumerate(listed)]
    shop.put(str(shop.state()[0]["id"]), {"media": {"images": alts}})

    given(shop, A, C, B)
    texts = [image["alt"]["main"] for image in shop.state()[0]["media"]["images"]]
    assert texts == ["alt 0", "alt 2", "alt 1"]


def test_an_image_that_the_store_refuses_takes_nothing_away(shop: Shop) -> None:
    given(shop, A, B, C)
    shop.faults({"name": "item_refused", "on": "image", "status": "400"})
    done = shop.run(shop.sheet("caps.csv", csv(A, D, C)))

    assert done.exit_code == 4
    assert done.report.reconciled
    assert images(shop) == [1, 2, 3]


def test_a_family_shows_an_image_and_each_variant_its_own(shop: Shop) -> None:
    sheet = (
        "handle,sku,name,retail_price,variant_option_one_name,variant_option_one_value,image_url,image_url_2\n"
        f"mug,M-S,Mug,5,Size,S,{A},{C}\nmug,M-L,Mug,6,Size,L,{B},\n"
    )
    done = shop.run(shop.sheet("mugs.csv", sheet))
    again = shop.plan(shop.sheet("mugs.csv", sheet)).report.plan

    assert (done.exit_code, again.changes if again else None) == (0, ())
    product = shop.state()[0]
    assert len(product["media"]["images"]) == 2
    assert len({variation["originalImageUrl"] for variation in product["combinations"]}) == 2


@both_kinds_of_ids
def test_a_plan_with_images_can_be_applied_again(shop: Shop) -> None:
    plan = shop.plan(shop.sheet("caps.csv", csv(A, B, C))).files["plan"]
    shop.apply(plan)
    before = len(shop.ledger())

    assert shop.apply(plan).exit_code == 0
    assert len(shop.ledger()) == before
