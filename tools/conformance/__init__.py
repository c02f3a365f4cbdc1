"""Holds the methods against published verdicts: ``python tools/conformance FILE…``."""
