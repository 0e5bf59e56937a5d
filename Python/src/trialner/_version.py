"""The version of the package, which is that of TrialNER."""

__version__ = "0.1.0"
