"""What goes wrong that no request brings about: by order, and by too many requests."""

from botocore.exceptions import BotoCoreError, ClientError

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
    # Whatever it answers, this takes the only token.
    _outcome(service, name, _valid(service, name))
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


# The kind of fault, what boto3 makes of it, and how often the phone rings.
KINDS = [
    ({"kind": "drop-before"}, "ConnectionClosedError", 0),
    ({"kind": "drop-after"}, "ConnectionClosedError", 1),
    ({"kind": "hang-after"}, "ReadTimeoutError", 1),
    ({"kind": "error-after"}, "InternalServiceException", 1),
    ({"kind": "html-error"}, "503", 0),
    ({"kind": "html-error-after"}, "503", 1),
    ({"kind": "throttle"}, "TooManyRequestsException", 0),
    # boto3 takes JSON that it cannot read for an answer without members.
    ({"kind": "truncate-after"}, "nothing", 1),
    ({"kind": "error", "code": "ServiceUnavailable", "status": 503}, "ServiceUnavailable", 0),
    ({"kind": "slow", "milliseconds": 10}, "an answer", 1),
]


def told_faults(service, request):
    """Every kind of fault as a client of Amazon's sees it, each followed by a request that goes well again."""
    name = "StartOutboundVoiceContact"
    for fault, wanted, rings in KINDS:
        before = _dials(service)
        service.control("POST", "/faults", {"operation": name, **fault})
        seen = _outcome(service, name, request)
        rang = _dials(service) - before
        problems = [] if (seen, rang) == (wanted, rings) else [f"{seen}, and the phone rang {rang} times"]
        service.report(name, f"lets {fault['kind']} be {wanted} and ring {rings} times", problems)
        service.answer(name, **request)


def _outcome(service, name, request):
    try:
        answer = service.call(name, impatient=True, **request)
    except ClientError as error:
        return error.response["Error"]["Code"]
    except BotoCoreError as error:
        return type(error).__name__
    return "an answer" if answer.keys() - {"ResponseMetadata"} else "nothing"


def _dials(service):
    return len(service.control("GET", "/dials")["dials"])
