"""Runs a client against a running gate: run.py CLIENT GATE.JSON OPERATIONS, the latter a list of names in JSON, or null
for all. Prints a line of JSON for each operation."""

import importlib
import json
import os
import socket
import sys
import traceback

from context import Absent, Context, Refused

client, file, only = sys.argv[1:]
results = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # Clients may print; stdout is for results.


# Nothing but this machine is reached, so that no operation works by a service other than the gate.
look_up = socket.getaddrinfo


def look_up_here(host, *args, **options):
    if host in ("localhost", "127.0.0.1"):
        return look_up(host, *args, **options)
    raise socket.gaierror(socket.EAI_NONAME, f"{host} is not the gate")


socket.getaddrinfo = look_up_here


def write(operation, outcome, because=None):
    line = {"operation": operation, "is": outcome}
    if because is not None:
        line["because"] = because
    results.write(json.dumps(line) + "\n")
    results.flush()


with open(file, encoding="utf8") as opened:
    context = Context(json.load(opened), client)
module = importlib.import_module("clients." + client.replace("-", "_"))
wanted = json.loads(only)
for operation, run in module.OPERATIONS.items():
    if wanted is not None and operation not in wanted:
        continue
    if isinstance(run, str):
        write(operation, "absent", run)
        continue
    try:
        run(context)
        write(operation, "works")
    except Absent as reason:
        write(operation, "absent", str(reason))
    except Refused as reason:
        write(operation, "refused", str(reason))
    except Exception as error:  # noqa: BLE001
        traceback.print_exc()
        write(operation, "fails", f"{type(error).__name__}: {error}".splitlines()[0])
