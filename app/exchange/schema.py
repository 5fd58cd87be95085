"""A value held against a JSON Schema, every fault named: where, what was found, what is allowed.

The rules are said in the schema file alone. Of the schema language this reads what that file uses: type,
enum, minimum, maximum, multipleOf, pattern, items, maxItems, uniqueItems of words, properties, required,
additionalProperties false, anyOf, and $ref into $defs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from app.exchange.json_text import Json, JsonObject, NotJson
from resources.tongue import tr

Schema = Mapping[str, Any]


def faults(
    value: Json | NotJson, schema: Schema, path: str = "$", root: Schema | None = None
) -> Iterator[str]:
    """Every fault of the value and of all that is in it, one line each, in the order of the document."""
    root = schema if root is None else root
    schema = _resolved(value, schema, root)
    if not _fits(value, schema):
        yield fault(path, found(value), allowed(schema))
        return
    if isinstance(value, JsonObject):
        for key in value.twice:
            yield fault(at(path, key), tr("this key twice"), tr("each key once"))
        for key in schema.get("required", ()):
            if key not in value:
                yield fault(
                    at(path, key), tr("nothing"), allowed(_resolved(None, schema["properties"][key], root))
                )
        for key, inner in value.items():
            if key in schema["properties"]:
                yield from faults(inner, schema["properties"][key], at(path, key), root)
            else:
                yield fault(at(path, key), tr("an unknown key"), ", ".join(schema["properties"]))
    elif isinstance(value, list):
        if len(value) > schema.get("maxItems", len(value)):
            yield fault(
                path, tr("{count} items", count=len(value)), tr("at most {most}", most=schema["maxItems"])
            )
        words = [item for item in value if isinstance(item, str)]
        if schema.get("uniqueItems") and len(set(words)) < len(words):
            yield fault(path, tr("the same item twice"), tr("each item once"))
        for index, inner in enumerate(value):
            yield from faults(inner, schema["items"], f"{path}[{index}]", root)


def fault(path: str, what: str, may_be: str) -> str:
    """One fault as one line."""
    return tr("{path}: found {what}; allowed: {may_be}", path=path, what=what, may_be=may_be)


def at(path: str, key: str) -> str:
    """The path of a key, quoted where it is not a plain word."""
    return f"{path}.{key}" if re.fullmatch(r"[A-Za-z_]\w*", key, re.ASCII) else f"{path}[{json.dumps(key)}]"


def found(value: Json | NotJson) -> str:
    """The value as it stands in the document, on one line, shortened when it is long."""
    match value:
        case NotJson(written, why):
            text = f"{written if len(written) <= 40 else written[:37] + '...'}, {why}"
        case Decimal():
            text = str(value)
        case dict():
            return tr("an object")
        case list():
            return tr("a list")
        case _:
            text = json.dumps(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def allowed(schema: Schema) -> str:
    """What the schema allows here, in words."""
    if "enum" in schema:
        return ", ".join(json.dumps(option) for option in schema["enum"])
    match schema["type"]:
        case "integer" | "number" as kind:
            low, high = schema["minimum"], schema["maximum"]
            if "multipleOf" in schema:
                step = schema["multipleOf"]
                return tr("a number from {low} to {high}, in steps of {step}", low=low, high=high, step=step)
            if kind == "integer":
                return tr("a whole number from {low} to {high}", low=low, high=high)
            return tr("a number from {low} to {high}", low=low, high=high)
        case "string":
            return tr("text that is not empty")
        case "array":
            return tr("a list")
        case _:
            return tr("an object")


def _resolved(value: Json | NotJson, schema: Schema, root: Schema) -> Schema:
    """The schema without references; of several, the first whose required keys are there, else the last."""
    while "$ref" in schema or "anyOf" in schema:
        if "$ref" in schema:
            schema = root["$defs"][schema["$ref"].rpartition("/")[2]]
        else:
            ways = [_resolved(value, way, root) for way in schema["anyOf"]]
            schema = next((way for way in ways[:-1] if _has_required(value, way)), ways[-1])
    return schema


def _has_required(value: Json | NotJson, schema: Schema) -> bool:
    return isinstance(value, dict) and all(key in value for key in schema.get("required", ()))


def _fits(value: Json | NotJson, schema: Schema) -> bool:
    """Whether the value itself is allowed, leaving aside what is in it. True and false are never numbers."""
    if "enum" in schema:
        return any(_same(value, option) for option in schema["enum"])
    match schema["type"]:
        case "integer":
            return (
                isinstance(value, Decimal) and _between(value, schema) and value == value.to_integral_value()
            )
        case "number":
            step = Decimal(str(schema.get("multipleOf", 0)))
            return isinstance(value, Decimal) and _between(value, schema) and not (step and value % step)
        case "string":
            return isinstance(value, str) and re.search(schema["pattern"], value) is not None
        case "array":
            return isinstance(value, list)
        case _:
            return isinstance(value, dict)


def _between(value: Decimal, schema: Schema) -> bool:
    return Decimal(schema["minimum"]) <= value <= Decimal(schema["maximum"])


def _same(value: Json | NotJson, option: object) -> bool:
    if isinstance(option, int):
        return isinstance(value, Decimal) and value == option
    return value is None if option is None else isinstance(value, str) and value == option
