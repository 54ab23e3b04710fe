"""Frozen data: dicts and lists that are handed out and cannot be changed, and fresh copies of them for JSON."""

from collections.abc import Mapping
from types import MappingProxyType


def frozen(data):
    """data with read-only mappings for its dicts and tuples for its lists, all the way down."""
    if isinstance(data, Mapping):
        return MappingProxyType({key: frozen(value) for key, value in data.items()})
    if isinstance(data, (list, tuple)):
        return tuple(frozen(value) for value in data)
    return data


def fresh(data):
    """data with dicts and lists of its own, all the way down."""
    if isinstance(data, Mapping):
        return {key: fresh(value) for key, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [fresh(value) for value in data]
    return data
