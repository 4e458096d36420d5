"""Errors that no request brings about, by order."""

# Reaches the operation whatever the simulator holds: a fault and a throttle come before the request is looked at.
ANYTHING = {
    "string": "anything",
    "integer": 1,
    "timestamp": 1_795_000_000,
    "list": [],
    "map": {},
    "structure": {},
}


def every_other_error(service, name):
    """Every error of the model which requests alone have not brought about."""
    shapes = service.model_of(name).error_shapes
    for code in [shape.name for shape in shapes if shape.name not in service.seen.get(name, set())]:
        service.control(
            "POST", "/faults", {"operation": name, "kind": "error", "code": code, "message": "By order"}
        )
        service.refusal(name, code, "by order", by_client=False, **_least(service, name))
        waiting = service.control("GET", "/faults")["faults"]
        service.report(name, f"uses up the fault {code}", [f"{waiting}"] if waiting else [])


def throttled(service, name):
    """The throttle of the live service: it is reported to answer so also where the model has ThrottlingException."""
    service.control("PUT", "/throttles", {name: {"ratePerSecond": 0, "burst": 1}})
    try:
        service.call(name, **_valid(service, name))
    except service.clients[True].exceptions.ClientError:
        pass
    service.refusal(
        name, "TooManyRequestsException", "too many requests", unmodelled=True, **_valid(service, name)
    )
    service.control("PUT", "/throttles", {name: "off"})


def _least(service, name):
    shape = service.model_of(name).input_shape
    return {member: ANYTHING[shape.members[member].type_name] for member in shape.required_members}


def _valid(service, name):
    """As `_least`, with what boto3 demands of required structures."""
    members = _least(service, name)
    if name == "SearchContacts":
        members["TimeRange"] = {"Type": "INITIATION_TIMESTAMP", "StartTime": 0, "EndTime": 1}
    return members
