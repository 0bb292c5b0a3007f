"""Tells UTM Dispatcher what the shop knows of an order. Python 3.8 or newer, nothing to install.

    echo '{"transaction_id": "A-17", "status": "paid", "value": "1250.50", "currency": "UAH"}' | python3 confirm.py

Reads UTM_DISPATCHER_URL, UTM_DISPATCHER_SITE and UTM_DISPATCHER_TOKEN (scope `ingest`) from the environment.
Ends with 0 when the order is taken, 1 when it is refused, 2 when it has to be said again later.
"""

import json
import os
import sys
import time
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

ATTEMPTS = 3
TIMEOUT_S = 10


class Refused(Exception):
    """The answer said no: saying the same again is of no use."""


class Unanswered(Exception):
    """Nobody knows whether it was taken: it has to be said again."""


def who_placed(attribution):
    """What `tracker.attribution()` gave in the browser, as the form brought it: a stranger may have written anything."""
    try:
        said = json.loads(attribution)
    except (TypeError, ValueError):
        return {}
    if not isinstance(said, dict):
        return {}
    ids = {name: said.get(name) for name in ("visitor_id", "session_id")}
    return {name: id for name, id in ids.items() if isinstance(id, str) and 1 <= len(id) <= 128}


def confirm_order(order):
    """Takes `transaction_id`, `status`, `value` and `currency`; `refunded`, `ts` and `items` where known;
    `attribution` as text. Returns the order as it stands now, and what brought it. Raises `Refused` or
    `Unanswered`."""
    said = {name: value for name, value in order.items() if name not in ("transaction_id", "attribution")}
    body = {"site": os.environ["UTM_DISPATCHER_SITE"], **said, **who_placed(order.get("attribution"))}
    request = Request(
        f"{os.environ['UTM_DISPATCHER_URL']}/api/orders/{quote(order['transaction_id'], safe='')}",
        method="PUT",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['UTM_DISPATCHER_TOKEN']}",
            "Content-Type": "application/json",
            # Some firewalls turn Python's own name away.
            "User-Agent": "shop-back-end",
        },
    )
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urlopen(request, timeout=TIMEOUT_S) as response:
                return json.load(response)
        except HTTPError as error:
            problem = Unanswered(f"{error.code} {error.read().decode(errors='replace')}")
            if error.code < 500 and error.code != 429:
                raise Refused(str(problem)) from None
        except (OSError, HTTPException) as error:
            problem = Unanswered(str(error))
        if attempt < ATTEMPTS:
            time.sleep(attempt)
    raise problem


if __name__ == "__main__":
    order = json.load(sys.stdin)
    try:
        print(json.dumps(confirm_order(order)))
    except (Refused, Unanswered) as problem:
        print(problem, file=sys.stderr)
        sys.exit(1 if isinstance(problem, Refused) else 2)
