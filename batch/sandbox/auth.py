"""Tokens and what they may do."""

from collections.abc import Mapping
from dataclasses import dataclass

from batch.sandbox import Settings
from batch.sandbox.errors import refused
from batch.sandbox.switches import Switches

DELETE_ALL_SCOPE = "update_catalog_batch_delete"
# E-Series REST docs: the "Required access scopes" of each page
SCOPES = frozenset(
    {
        "read_catalog",
        "create_catalog",
        "update_catalog",
        "read_store_profile",
        "read_store_profile_extended",
        "read_store_limits",
        "read_brands",
    }
)
PUBLIC_SCOPES = frozenset({"read_catalog", "read_store_profile", "read_brands"})


@dataclass(frozen=True, slots=True)
class Token:
    text: str
    scopes: frozenset[str]

    @property
    def is_public(self) -> bool:
        return self.text.startswith("public_")


def tokens(settings: Settings, switches: Switches) -> Mapping[str, Token]:
    """The tokens that open this store, by their text."""
    own = SCOPES | {DELETE_ALL_SCOPE} if switches["delete_all"] == "allowed" else SCOPES
    public = "public_" + settings.token.removeprefix("secret_")
    known = {public: PUBLIC_SCOPES, settings.token: own}
    known |= {text: frozenset(scopes) for text, scopes in settings.tokens.items()}
    return {text: Token(text, scopes) for text, scopes in known.items()}


def token_text(authorization: str, query: Mapping[str, str], switches: Switches) -> str:
    """The token a request carries, in its header or, where accepted, in its query; "" for none."""
    scheme, _, text = authorization.partition(" ")
    if scheme.lower() == "bearer" and text:
        return text.strip()
    return query.get("token", "") if switches["query_token"] == "accepted" else ""


def allow(token: Token, scopes: tuple[str, ...]) -> None:
    """403 INSUFFICIENT_APP_SCOPE when the token lacks one of the scopes."""
    missing = [scope for scope in scopes if scope not in token.scopes]
    if missing:
        raise refused("INSUFFICIENT_APP_SCOPE", f"The token lacks the access scope {', '.join(missing)}")
