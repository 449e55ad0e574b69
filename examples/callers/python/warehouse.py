"""The warehouse reads the inventory: its IAM role opens the route, and an API key counts its calls."""

import os
import sys

from signed import call


def setting(name):
    """A variable of the environment, because every process of the machine can read arguments."""
    value = os.environ.get(name)
    if not value:
        print(f"{name} is not set; the README says to what.", file=sys.stderr)
        sys.exit(2)
    return value


status, text = call(
    f"{setting('API_URL')}/inventory",
    region=setting("AWS_REGION"),
    headers={"x-api-key": setting("API_KEY")},
)
print(status, text)
sys.exit(0 if status < 400 else 1)
