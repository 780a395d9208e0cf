"""Score the teams of a contest, choose the finalists, and say what would change the list."""

__version__ = "0.1.0"
