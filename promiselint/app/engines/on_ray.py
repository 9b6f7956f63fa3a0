"""Workers that are Ray's actors: on this machine, or on a cluster that is there already. The only one to know Ray."""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from promiselint.app.engines.batching import Item
from promiselint.app.engines.desk import Brief, Desk
from promiselint.app.engines.spread import Answer, DiedError, Hand
from promiselint.documents.remote import EXTRA
from promiselint.model.errors import Misuse

#: Nothing is told to anybody, and a Ray of our own is reached from this machine alone. Set before Ray is imported.
_QUIET = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DISABLE_IMPORT_WARNING": "1",
    "RAY_ENABLE_UV_RUN_RUNTIME_ENV": "0",
    "RAY_enable_open_telemetry": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
}
#: Ray binds to the loopback address alone where it is told that it is no cluster; the name is Ray's own.
_ALONE = {"RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"}
_STORE = 100_000_000  # bytes for what travels between processes; Ray's own default is a third of all memory

_ADDRESS = re.compile(r"([^\s:/@]+|\[[0-9A-Fa-f:.]+\]):([0-9]{1,5})")
_PATIENCE = 5.0  # seconds


@contextlib.contextmanager
def rayed(address: str | None, count: int) -> Iterator[None]:
    """Ray, begun with `count` processors on this machine or reached at `address`, and let go at the end.

    Raises:
        Misuse: it is not installed, cannot be started or reached.
    """
    if address:
        _reachable(address)
    for name, value in (_QUIET if address else {**_QUIET, **_ALONE}).items():
        os.environ.setdefault(name, value)
    try:
        import ray  # noqa: PLC0415 - an extra, and slow to import
    except ModuleNotFoundError:
        raise Misuse(f"--engine ray: archives {EXTRA}") from None
    if ray.is_initialized():  # whoever began it ends it
        yield
        return
    try:
        with _hushed():
            ray.init(**_settings(address, count))
    except Exception as fault:  # noqa: BLE001 - Ray raises many kinds
        where = f"--address {address}" if address else "--engine ray"
        told = " ".join(str(fault).split())[:300]
        raise Misuse(f"{where}: Ray cannot be reached ({told}); expected a running cluster, or no --address") from None
    try:
        yield
    finally:
        with _hushed():
            ray.shutdown()


def processors() -> int:
    """How many processors Ray has."""
    import ray  # noqa: PLC0415 - as above

    known: Any = ray
    return max(1, int(known.cluster_resources().get("CPU", 1)))


class Actors:
    """Hires actors, each with a world of its own."""

    def __init__(self, brief: Brief, desk: Callable[[Brief], Desk] = Desk) -> None:
        """Tell what each is told; `desk` makes what it works at."""
        import ray  # noqa: PLC0415 - as above

        self._brief, self._desk = brief, desk
        self._kind: Any = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Desk)

    def hire(self) -> Actor:
        """One more actor."""
        return Actor(self._kind.remote(self._brief, self._desk))

    def first(self, busy: Sequence[Hand]) -> Hand:
        """One that has finished, or is gone."""
        import ray  # noqa: PLC0415 - as above

        running = {one.waited: one for one in busy if isinstance(one, Actor)}
        done, _ = ray.wait(list(running), num_returns=1)
        return running[done[0]]


class Actor:
    """One actor."""

    waited: Any = None  # Ray's reference to what was given last

    def __init__(self, actor: Any) -> None:
        """Take Ray's handle."""
        self._actor = actor

    def give(self, items: tuple[Item, ...]) -> None:
        """Begin to read documents."""
        self.waited = self._actor.answer.remote(items)

    def take(self) -> Answer:
        """What was given last, read.

        Raises:
            DiedError: the actor is gone: killed for memory, crashed, or its machine is.
        """
        import ray  # noqa: PLC0415 - as above
        from ray.exceptions import ObjectLostError, OutOfMemoryError, RayActorError, WorkerCrashedError  # noqa: PLC0415

        try:
            answer: Answer = ray.get(self.waited)
        except (RayActorError, WorkerCrashedError, OutOfMemoryError, ObjectLostError):
            raise DiedError from None
        finally:
            self.waited = None
        return answer

    def close(self) -> None:
        """Send the actor home."""
        import ray  # noqa: PLC0415 - as above

        ray.kill(self._actor)


def _reachable(address: str) -> None:
    """Whether anybody listens at an address: Ray itself would ask for many minutes.

    Raises:
        Misuse: nobody does, or it is no address.
    """
    import socket  # noqa: PLC0415 - only with an address

    if address == "auto":
        return
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise Misuse(f"--address {address}: is no address; expected auto or HOST:PORT")
    try:
        socket.create_connection((found[1].strip("[]"), int(found[2])), timeout=_PATIENCE).close()
    except (OSError, OverflowError) as fault:
        told = getattr(fault, "strerror", None) or str(fault)
        raise Misuse(f"--address {address}: Ray cannot be reached ({told}); expected a running cluster") from None


class _Desk:
    """A desk as Ray makes it, in a process of its own."""

    def __init__(self, brief: Brief, desk: Callable[[Brief], Desk]) -> None:
        self._own = desk(brief)

    def answer(self, items: tuple[Item, ...]) -> Answer:
        return self._own.answer(items)


def _settings(address: str | None, count: int) -> dict[str, Any]:
    told: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR, "configure_logging": False}
    if address:
        return {**told, "address": address}
    return {
        **told,
        "address": "local",
        "num_cpus": count,
        "num_gpus": 0,
        "include_dashboard": False,
        "object_store_memory": _STORE,
    }


@contextlib.contextmanager
def _hushed() -> Iterator[None]:
    """Ray's own log lines and warnings are no lines of ours."""
    import warnings  # noqa: PLC0415 - only here

    logger = logging.getLogger("ray")
    before = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(before)
