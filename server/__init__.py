"""Tận Nhà's server: the commune's ledger, its office screens and the phone's other end."""

__version__ = "0.2.0"
