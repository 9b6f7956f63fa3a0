"""Records for the tests in processes of their own: `python recorder.py`, then a line on standard input for each.

`PLACE SHARE OF STATEMENT` starts a process that records the SHAREth of OF parts of the history at PLACE (0 1 is all),
and kills itself before that statement, if it is not 0. It tells its number at once. Each act that was recorded is a
line in the file PLACE.NUMBER. `wait NUMBER` waits for its end and tells its status.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

# Loaded once: a process for each recording is cheap then.
from alembic import command  # noqa: F401
from sqlalchemy import Engine, event

from promiselint.ledger import finding, recording, settling  # noqa: F401
from promiselint.ledger.store import open_ledger
from tests.ledger.ledger_values import history

try:
    import psycopg
except ImportError:
    psycopg = None  # type: ignore[assignment]


def killed_at(statement: int) -> None:
    """Kill this process, as nobody can catch it, before that statement, or before or after that end of a transaction."""
    left = [statement]

    def count(*_: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit", "begin"):
        event.listen(Engine, name, count)


def answer(number: int) -> None:
    """One line on standard output."""
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        words = line.split()
        if words[0] == "wait":
            _, status = os.waitpid(int(words[1]), 0)
            answer(os.waitstatus_to_exitcode(status))
            continue
        place, share, of, statement, trace = words[0], int(words[1]), int(words[2]), int(words[3]), Path(words[4])
        number = os.fork()
        if number:
            answer(number)
            continue
        try:
            killed_at(statement)
            with open_ledger(place, create=True) as ledger, trace.open("a", encoding="utf-8") as told:
                for at, act in enumerate(history()):
                    if of == 1 or at % of in {share, (share + 1) % of}:  # some acts by two processes
                        act(ledger)
                        told.write(f"{at}\n")
                        told.flush()
        except BaseException as fault:  # noqa: BLE001 - the tests read it
            sys.stderr.write(f"{fault}\n")
            sys.stderr.flush()
            os._exit(1)
        os._exit(0)


if __name__ == "__main__":
    main()
