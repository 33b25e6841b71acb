"""Every call of the API: method, path, scopes, the function that answers."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote_plus

from batch.sandbox import batches, categories, classes, images, products, profile, search, stock, variations
from batch.sandbox.auth import DELETE_ALL_SCOPE
from batch.sandbox.calls import Call, Reply, whole
from batch.sandbox.errors import ApiError, refused
from batch.sandbox.store import Store

Answer = Callable[[Store, Call], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str  # below the store's root; # stands for a number, ## for an image's longer one
    scopes: tuple[str, ...]
    answer: Answer


def _create_batch(store: Store, call: Call) -> Reply:
    """The scopes of a batch are those of the requests inside."""
    return batches.create(store, call, lambda method, path: find(method, path)[0].scopes)


BITS = {"#": 31, "##": 63}  # product ids are 32 bits wide, image ids 64
READ, CREATE, UPDATE = ("read_catalog",), ("create_catalog",), ("update_catalog",)
BOTH = ("read_catalog", "update_catalog")
DELETE_ALL = (DELETE_ALL_SCOPE,)
DELETE_GALLERY = ("update_catalog", DELETE_ALL_SCOPE)
PROFILE = ("read_store_profile",)

# fmt: off
ROUTES = (
    Route("GET", "profile", PROFILE, profile.find),
    Route("GET", "latest-stats", PROFILE, profile.latest),
    Route("GET", "brands", ("read_brands",), profile.brands),
    Route("GET", "products", READ, search.search),
    Route("POST", "products", CREATE, products.create),
    Route("DELETE", "products", DELETE_ALL, products.remove_all),
    Route("GET", "products/deleted", READ, products.find_deleted),
    Route("GET", "products/#", READ, products.find),
    Route("PUT", "products/#", UPDATE, products.update),
    Route("DELETE", "products/#", UPDATE, products.remove),
    Route("PUT", "products/#/inventory", UPDATE, stock.adjust),
    Route("POST", "products/#/image", UPDATE, images.set_main),
    Route("POST", "products/#/image/async", UPDATE, images.set_main_async),
    Route("DELETE", "products/#/image", UPDATE, images.remove_main),
    Route("POST", "products/#/gallery", UPDATE, images.add_to_gallery),
    Route("POST", "products/#/gallery/async", UPDATE, images.add_to_gallery_async),
    Route("DELETE", "products/#/gallery", DELETE_GALLERY, images.remove_gallery),
    Route("DELETE", "products/#/gallery/##", UPDATE, images.remove_from_gallery),
    Route("PUT", "products/#/media", UPDATE, images.replace_media),
    Route("GET", "products/#/combinations", READ, variations.find_all),
    Route("POST", "products/#/combinations", CREATE, variations.create),
    Route("DELETE", "products/#/combinations", BOTH, variations.remove_all),
    Route("GET", "products/#/combinations/#", READ, variations.find),
    Route("PUT", "products/#/combinations/#", BOTH, variations.update),
    Route("DELETE", "products/#/combinations/#", BOTH, variations.remove),
    Route("PUT", "products/#/combinations/#/inventory", BOTH, stock.adjust_variation),
    Route("POST", "products/#/combinations/#/image", BOTH, images.set_variation),
    Route("POST", "products/#/combinations/#/image/async", BOTH, images.set_variation_async),
    Route("DELETE", "products/#/combinations/#/image", BOTH, images.remove_from_variation),
    Route("GET", "classes", READ, classes.find_all),
    Route("POST", "classes", CREATE, classes.create),
    Route("GET", "classes/#", READ, classes.find),
    Route("PUT", "classes/#", UPDATE, classes.update),
    Route("DELETE", "classes/#", UPDATE, classes.remove),
    Route("GET", "categories", READ, categories.find_all),
    Route("POST", "categories", CREATE, categories.create),
    Route("GET", "categories/#", READ, categories.find),
    Route("PUT", "categories/#", UPDATE, categories.update),
    Route("DELETE", "categories/#", UPDATE, categories.remove),
    Route("POST", "categories/#/assignProducts", UPDATE, categories.assign),
    Route("GET", "batch", (), batches.find),
    Route("POST", "batch", (), _create_batch),
    Route("DELETE", "batch", (), batches.remove),
    Route("POST", "batch/cancel-group", (), batches.cancel),
)
# fmt: on


def find(method: str, path: str) -> tuple[Route, tuple[int, ...]]:
    """The route of a path below the store's root, and the numbers in it.

    404 for no such path, 405 METHOD_NOT_ALLOWED for another method, 400 when a number is none.
    """
    # the store decodes path segments like form values: a plus is a space
    segments = [unquote_plus(segment) for segment in path.strip("/").split("/")]
    pattern, routes = next((found for found in _PATTERNS if _fits(found[0], segments)), ([], {}))
    if not pattern:
        raise ApiError(404, "Not found")
    if method not in routes:
        raise refused("METHOD_NOT_ALLOWED", f"Method {method} is not allowed here")
    numbered = [pair for pair in zip(pattern, segments, strict=True) if pair[0] in BITS]
    return routes[method], tuple(whole("id", segment, BITS[part]) for part, segment in numbered)


def _fits(pattern: list[str], segments: list[str]) -> bool:
    return len(pattern) == len(segments) and all(
        part in BITS or part == segment for part, segment in zip(pattern, segments, strict=True)
    )


def _patterns() -> list[tuple[list[str], dict[str, Route]]]:
    found: dict[str, dict[str, Route]] = {}
    for route in ROUTES:
        found.setdefault(route.path, {})[route.method] = route
    # a word before a number: products/deleted is not the product called "deleted"
    return [(path.split("/"), found[path]) for path in sorted(found, key=lambda path: path.replace("#", "~"))]


_PATTERNS = _patterns()
