"""With the stand-in store: reaching it, reading all of it, and keeping to its pace."""

import socket
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
import stamina

from batch.channels.eseries.client import ESeries
from batch.channels.http import Limits, Seams
from batch.errors import Misconfigured, Refused, Unreachable
from batch.ports import Channel
from batch.sandbox import Settings, running
from tests.channels.making import FakeTime, quiet


@contextmanager
def store(switches: Mapping[str, str], seed: Sequence[Mapping[str, object]] = ()) -> Iterator[ESeries]:
    with running(Settings(switches=switches, seed=seed)) as sandbox:  # noqa: SIM117
        with ESeries(sandbox.api, str(sandbox.store_id), sandbox.token) as channel:
            yield channel


def test_a_thousand_products_are_read_in_parallel_with_the_fewest_requests() -> None:
    seed = [{"id": key, "sku": f"S-{key}", "name": f"N {key}", "price": 1.5} for key in range(1, 1001)]
    with store({}, seed) as channel:
        items = channel.snapshot({}, quiet).items

        assert list(items["sku"]) == [f"S-{key}" for key in range(1, 1001)]
        assert channel.traffic().total == 11
        assert len(channel.products([str(key) for key in range(1, 1001)])) == 1000


@pytest.mark.parametrize(("budget", "refused"), [(540, True), (12, False)])
def test_the_quota_of_the_store_is_kept_by_waiting_and_never_broken_within_the_budget(
    budget: int, refused: bool
) -> None:
    """A turn is counted when it is taken, by the store when the request comes in: three others may be on their way."""
    seed = [{"id": key, "sku": f"S-{key}", "name": f"N {key}"} for key in range(1, 5001)]
    time = FakeTime()
    settings = Settings(switches={"quota": "16"}, seed=seed, clock=time.clock)
    seams = Seams(clock=time.clock, sleep=time.sleep)
    with running(settings) as sandbox:  # noqa: SIM117
        with ESeries(sandbox.api, "1003", sandbox.token, Limits(budget=budget), seams) as channel:
            assert len(channel.snapshot({}, quiet).items) == 5000
            assert (channel.traffic().retries > 0) == refused
            assert channel.traffic().throttled_seconds >= 120


def test_the_client_is_a_channel_as_the_stages_know_it() -> None:
    with store({}) as eseries:
        channel: Channel = eseries
        assert channel.store().id == "1003"
        assert eseries.store() is channel.store()


def test_a_token_that_the_store_does_not_know_is_refused() -> None:
    with running(Settings()) as sandbox, ESeries(sandbox.api, "1003", "secret_other") as ch, pytest.raises(Refused):
        ch.store()


def test_nobody_at_the_address_is_told_as_such() -> None:
    nobody = "http://127.0.0.1:9/api/v3"
    with stamina.set_testing(True), ESeries(nobody, "1003", "secret_x") as ch, pytest.raises(Unreachable):
        ch.store()


def test_a_store_whose_certificate_nobody_vouches_for_is_told_nothing() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=_serve_once, args=(listening, heard), daemon=True).start()
        api = f"https://127.0.0.1:{listening.getsockname()[1]}/api/v3"
        limits = Limits(attempts=1)
        with ESeries(api, "1003", "secret_x", limits) as channel, pytest.raises(Unreachable, match="certificate"):
            channel.store()

    assert heard == []


@pytest.mark.parametrize("store_id", ["", "abc", "0", "../1003"])
def test_a_store_without_a_number_cannot_be_opened(store_id: str) -> None:
    with pytest.raises(Misconfigured):
        ESeries("https://store.test/api/v3", store_id, "secret_x")


def test_a_store_in_other_units_says_so() -> None:
    with store({"weight_unit": "POUND", "dimensions_unit": "IN", "currency": "JPY", "currency_precision": "0"}) as ch:
        found = ch.store()
        assert (found.weight_unit, found.dimensions_unit, found.currency, found.precision) == ("LB", "IN", "JPY", 0)


def _serve_once(listening: socket.socket, heard: list[bytes]) -> None:
    """One connection with a certificate that vouches for itself."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).with_name("signed-by-itself.pem"))
    with suppress(OSError), context.wrap_socket(listening.accept()[0], server_side=True) as line:
        heard.append(line.recv(1000))
