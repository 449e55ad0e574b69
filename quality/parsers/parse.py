"""Parses Swift and Kotlin: parse.py FILE…

Prints the place of each syntax error, and ends with status 1 where there is one. It knows no types.
"""

import sys
from pathlib import Path

import tree_sitter_kotlin
import tree_sitter_swift
from tree_sitter import Language, Parser

KOTLIN = Parser(Language(tree_sitter_kotlin.language()))
SWIFT = Parser(Language(tree_sitter_swift.language()))
PARSERS = {".kt": KOTLIN, ".kts": KOTLIN, ".swift": SWIFT}


def errors(node):
    """The innermost nodes that are wrong or missing."""
    if not node.has_error:
        return
    if node.is_missing or node.is_error:
        yield node
        return
    for child in node.children:
        yield from errors(child)


found = [
    f"{file}:{node.start_point[0] + 1}: {node.text.decode()[:60]!r}"
    for file in map(Path, sys.argv[1:])
    for node in errors(PARSERS[file.suffix].parse(file.read_bytes()).root_node)
]
print("\n".join(found))
sys.exit(1 if found else 0)
