"""Sends to UTM Dispatcher what the shop knows of an order. Python 3.8 or newer, nothing to install.

    echo '{"transaction_id": "A-17", "status": "paid", "value": "1250.50", "currency": "UAH"}' | python3 confirm.py

Reads UTM_DISPATCHER_URL, UTM_DISPATCHER_SITE and UTM_DISPATCHER_TOKEN (scope `ingest`) from the environment.
Exit code: 0 if the order was accepted, 1 if it was refused, 2 if it must be sent again later.
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
    """The order was refused. Sending the same message again is of no use."""


class Unanswered(Exception):
    """It is not known whether the order was accepted: it must be sent again."""


def who_placed(attribution):
    """The ids from the text that `tracker.attribution()` gave in the browser. A stranger may have written anything into
    the form, so only texts of a possible length are taken."""
    try:
        parsed = json.loads(attribution)
    except (TypeError, ValueError):
        return {}
    if not isinstance(parsed, dict):
        return {}
    ids = {name: parsed.get(name) for name in ("visitor_id", "session_id")}
    return {name: id for name, id in ids.items() if isinstance(id, str) and 1 <= len(id) <= 128}


def confirm_order(order):
    """Takes `transaction_id`, `status`, `value` and `currency`; `refunded`, `ts` and `items` if they are known;
    `attribution` as text. Returns the order as it is now, and what brought it. Raises `Refused` or
    `Unanswered`."""
    stated = {name: value for name, value in order.items() if name not in ("transaction_id", "attribution")}
    body = {"site": os.environ["UTM_DISPATCHER_SITE"], **stated, **who_placed(order.get("attribution"))}
    request = Request(
        f"{os.environ['UTM_DISPATCHER_URL']}/api/orders/{quote(order['transaction_id'], safe='')}",
        method="PUT",
        data=json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {os.environ['UTM_DISPATCHER_TOKEN']}",
            "Content-Type": "application/json",
            # Some firewalls refuse Python's own user agent.
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
