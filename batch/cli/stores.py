"""stores: the stores that are known."""

from typing import TYPE_CHECKING

import click

from batch.cli.options import command, group

if TYPE_CHECKING:
    from batch.desk import Desk


@click.group()
@group
def stores() -> None:
    """The stores that are known."""


@stores.command("add")
@click.argument("name", metavar="NAME")
@click.option("--api", required=True, metavar="URL", help="Up to and including /api/v3.")
@click.option("--id", "store_id", required=True, metavar="ID", help="The store's number.")
@click.option("--token-env", metavar="VAR", help="The environment variable that holds the token.")
@click.option("--token-stdin", is_flag=True, help="Read the token from standard input into the system keyring.")
@click.option("--outlet", "outlets", multiple=True, metavar="NAME", help="An outlet whose stock it sells; else all.")
@command
def stores_add(
    desk: "Desk",
    name: str,
    api: str,
    store_id: str,
    token_env: str | None,
    token_stdin: bool,
    outlets: tuple[str, ...],
) -> int:
    """Remember a store; its token stays in the environment or the system keyring."""
    from batch.commands import stores as known

    address = known.StoreAddress(name, api.rstrip("/"), store_id, token_env, outlets)
    return known.add(desk, address, from_stdin=token_stdin)


@stores.command("list")
@command
def stores_list(desk: "Desk") -> int:
    """The stores, and where their tokens come from."""
    from batch.commands import stores as known

    return known.listing(desk)


@stores.command("check")
@click.argument("name", metavar="NAME")
@command
def stores_check(desk: "Desk", name: str) -> int:
    """Can it be reached, and does it take the token?"""
    from batch.commands import stores as known

    return known.check(desk, name)


@stores.command("remove")
@click.argument("name", metavar="NAME")
@command
def stores_remove(desk: "Desk", name: str) -> int:
    """Forget a store and its token in the keyring."""
    from batch.commands import stores as known

    return known.remove(desk, name)
