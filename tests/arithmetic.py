"""Equations that people read, as numbers: `0.6 × 5 = 3` in a text of cards and notebooks."""

import ast
import re

SIDE = r"[\d.()+\-*/ ]*\d[\d.()+\-*/ ]*"
SIGNS = str.maketrans({"·": "*", "×": "*", "÷": "/", "−": "-"})


def equations(text: str) -> list[list[float]]:
    """The values that stand on the sides of every equation made of numbers alone."""
    found = re.finditer(rf"(?<![\w)*/+\-]){SIDE}(?:={SIDE})+(?![\w(*/])", text.translate(SIGNS))
    return [[eval(compile(ast.parse(side.strip(), mode="eval"), "equation", "eval")) for side in match.group().split("=")]
            for match in found]
