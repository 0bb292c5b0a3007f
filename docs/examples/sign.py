# Signs a user id for tracker.identify(id, signature). Usage: IDENTIFY_SECRET=… python3 sign.py ID
import hashlib
import hmac
import os
import sys


def sign(user_id: str) -> str:
    secret = os.environ["IDENTIFY_SECRET"].encode()
    return hmac.new(secret, user_id.encode("utf-8"), hashlib.sha256).hexdigest()


print(sign(sys.argv[1]))
