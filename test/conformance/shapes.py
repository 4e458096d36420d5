"""Compares JSON as it came over the wire with a shape of botocore's service model."""

import re

# The year 2096: milliseconds in place of seconds are far beyond it.
LATEST_SECONDS = 4_000_000_000


def mistakes(value, shape, at=""):
    """Everything in the value which the shape does not allow, one line each."""
    where = at or "the body"
    if value is None:
        return [f"{where} is null; an absent member is left out"]
    wrong = {
        "structure": _in_structure,
        "map": _in_map,
        "list": _in_list,
        "string": _in_string,
        "integer": _in_integer,
        "long": _in_integer,
        "float": _in_number,
        "double": _in_number,
        "boolean": _in_boolean,
        "timestamp": _in_timestamp,
    }.get(shape.type_name)
    if wrong is None:
        return [f"{where}: there is no check for the type {shape.type_name}"]
    return list(wrong(value, shape, where))


def _in_structure(value, shape, at):
    if not isinstance(value, dict):
        yield f"{at} is no structure: {value!r}"
        return
    members = {
        member.serialization.get("name", name): member
        for name, member in shape.members.items()
        if member.serialization.get("location") is None
    }
    for name in value.keys() - members.keys():
        yield f"{at} has a member {name}, which {shape.name} has not"
    for name in shape.required_members:
        if name not in value:
            yield f"{at} lacks {name}, which {shape.name} requires"
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        yield f"{at} is a union with {len(value)} members"
    for name in value.keys() & members.keys():
        yield from mistakes(value[name], members[name], f"{at}.{name}")


def _in_map(value, shape, at):
    if not isinstance(value, dict):
        yield f"{at} is no map: {value!r}"
        return
    yield from _outside(len(value), shape, f"{at}'s size")
    for key, item in value.items():
        yield from mistakes(key, shape.key, f"a key of {at}")
        yield from mistakes(item, shape.value, f"{at}.{key}")


def _in_list(value, shape, at):
    if not isinstance(value, list):
        yield f"{at} is no list: {value!r}"
        return
    yield from _outside(len(value), shape, f"{at}'s size")
    for index, item in enumerate(value):
        yield from mistakes(item, shape.member, f"{at}[{index}]")


def _in_string(value, shape, at):
    if not isinstance(value, str):
        yield f"{at} is no string: {value!r}"
        return
    yield from _outside(len(value), shape, f"{at}'s length")
    if shape.enum and value not in shape.enum:
        yield f"{at} is {value!r}, not of {', '.join(shape.enum)}"
    pattern = _python_pattern(shape.metadata.get("pattern"))
    if pattern is not None and not pattern.search(value):
        yield f"{at} is {value!r}, which does not match {pattern.pattern}"


def _in_integer(value, shape, at):
    if isinstance(value, bool) or not isinstance(value, int):
        yield f"{at} is no integer: {value!r}"
        return
    yield from _outside(value, shape, at)


def _in_number(value, shape, at):
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield f"{at} is no number: {value!r}"
        return
    yield from _outside(value, shape, at)


def _in_boolean(value, _shape, at):
    if not isinstance(value, bool):
        yield f"{at} is no boolean: {value!r}"


def _in_timestamp(value, shape, at):
    if shape.serialization.get("timestampFormat", "unixTimestamp") != "unixTimestamp":
        yield f"{at}: there is no check for its format"
    elif isinstance(value, bool) or not isinstance(value, (int, float)):
        yield f"{at} is not epoch seconds as a number: {value!r}"
    elif not 0 < value < LATEST_SECONDS:
        yield f"{at} is no time in seconds: {value}"


def _outside(number, shape, what):
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and number < least:
        yield f"{what} is {number}, less than {least}"
    if most is not None and number > most:
        yield f"{what} is {number}, more than {most}"


def _python_pattern(pattern):
    """None for the model's patterns that say nothing here: escaped twice by mistake, or of Java only."""
    if pattern is None or "\\\\" in pattern:
        return None
    try:
        return re.compile(pattern)
    except re.error:
        return None
