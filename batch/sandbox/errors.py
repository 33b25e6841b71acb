"""The store's refusals: status, message and code, as its error page lists them."""

from collections.abc import Mapping

# E-Series REST docs: REST API error codes
STATUS_OF: Mapping[str, int] = {
    "WRONG_PARAMETER": 400,
    "CLEAN_URLS_PARAMETER_IS_INVALID": 400,
    "INCORRECT_IMAGE_SIZE": 400,
    "LANGUAGES_NOT_ALLOWED": 400,
    "COMBINATION_LIMIT_PER_REQUEST_EXCEEDED": 400,
    "COST_PRICE_CANT_BE_NEGATIVE": 400,
    "DIFFERENT_COMBINATION_STOCK": 400,
    "DIFFERENT_COMBINATION_DIMENSIONS": 400,
    "NOT_AVAILABLE_ON_CURRENT_PLAN": 402,
    "STORE_IS_SUSPENDED": 402,
    "MAX_PRODUCTS_FOR_API_REQUEST_LIMIT_EXCEEDED": 402,
    "INVALID_API_TOKEN": 403,
    "INSUFFICIENT_APP_SCOPE": 403,
    "STORE_NOT_FOUND": 404,
    "PRODUCT_NOT_FOUND": 404,
    "COMBINATION_NOT_FOUND": 404,
    "CATEGORIES_NOT_FOUND": 404,
    "METHOD_NOT_ALLOWED": 405,
    "SKU_ALREADY_EXISTS": 409,
    "EXTERNAL_ID_ALREADY_USED": 409,
    "COMBINATION_DUPLICATED": 409,
    "COMBINATION_CONTAINS_REMOVED_OPTION": 409,
    "COMBINATION_CONTAINS_REMOVED_OPTION_VALUE": 409,
    "NOT_ALLOWED_TO_UPDATE_PARAMETER": 409,
    "WRONG_URL": 422,
    "RATE_LIMITED": 429,
    "INTERNAL_ERROR": 500,
}


class ApiError(Exception):
    """A refused request: HTTP status, message and, where the page names one, a code."""

    def __init__(
        self,
        status: int,
        message: str,
        code: str | None = None,
        retry_after: int | str | None = None,
        body: str | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code
        self.retry_after = retry_after  # seconds, on 429 only; a fault may write something else there
        self.body = body  # in place of the JSON that tells message and code


def refused(code: str, message: str) -> ApiError:
    """The error of a listed code, with its listed status."""
    return ApiError(STATUS_OF[code], message, code)


def wrong(message: str) -> ApiError:
    """400 WRONG_PARAMETER: a malformed parameter or body."""
    return refused("WRONG_PARAMETER", message)


def product_not_found(product_id: int) -> ApiError:
    return refused("PRODUCT_NOT_FOUND", f"Product #{product_id} not found")


def variation_not_found(variation_id: int) -> ApiError:
    return refused("COMBINATION_NOT_FOUND", f"Combination #{variation_id} not found")


def class_not_found(class_id: int) -> ApiError:
    return ApiError(404, f"Product class #{class_id} not found")


def category_not_found(category_id: int) -> ApiError:
    return refused("CATEGORIES_NOT_FOUND", f"Category #{category_id} not found")
