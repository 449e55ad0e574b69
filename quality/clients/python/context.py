"""What the programs of the clients share."""

import base64
import hashlib
import hmac
import json
import re
import struct
import time


class Absent(Exception):
    """What a client or the configuration does not have. It is no failure."""


class Refused(Exception):
    """What AWS refuses as well, and why. Raised only after the very refusal was asserted."""


class Context:
    password = "Only-for-localhost-1"
    changed = "Only-for-localhost-2"

    def __init__(self, gate, client):
        self.gate = gate
        self.client = client
        self._read = 0

    def name(self, who):
        """The client's own user of this purpose: `alice`, `bob`, `new`, …"""
        return f"{who}-{self.client}"

    @property
    def rotates(self):
        """Whether each refresh token works once."""
        return self.gate["configuration"] == "choice"

    def totp_secret(self):
        return next(u["totpSecret"] for u in self.gate["users"] if u["username"] == self.name("totp"))

    def client_with(self, flow):
        """The id of a client without a secret that allows a flow."""
        for app in self.gate["clients"]:
            if app["clientSecret"] is None and flow in app["flows"]:
                return app["clientId"]
        raise Absent(f"no client allows {flow}")

    def code(self, username):
        """The next code that the gate logs for a user."""
        line = re.compile(rf": the code for {re.escape(username)} .* is (\S+)")
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with open(self.gate["log"], encoding="utf8") as log:
                found = line.search(log.read(), self._read)
            if found:
                self._read = found.end()
                return found.group(1)
            time.sleep(0.02)
        raise AssertionError(f"no code for {username} is in the gate's log")


def totp(secret):
    """The code of a software token."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    mac = hmac.new(key, struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = mac[19] & 15
    number = struct.unpack(">I", mac[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def refused(operation, name):
    """Asserts that an operation is refused with an exception of this name."""
    try:
        operation()
    except Exception as error:  # noqa: BLE001
        response = getattr(error, "response", None) or {}
        code = response.get("Error", {}).get("Code", type(error).__name__) if isinstance(response, dict) else ""
        assert code == name or name in str(error), f"{code}: {error}; expected {name}"
        return
    raise AssertionError(f"it was not refused; expected {name}")


def calls_with_tokens(context, access_token, id_token, role, status):
    """Asserts what the lock `cognito` answers to a user's tokens. `status(method, url, headers, body)` sends a request."""
    def answered(method, path, token):
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        body = json.dumps({"name": "Leash"}) if method == "POST" else None
        return status(method, context.gate["url"] + path, headers, body)

    assert answered("GET", "/products", access_token) == 200
    assert answered("POST", "/products", access_token) == (201 if role == "admin" else 401)
    assert answered("GET", "/account", id_token) == 200
