"""Drives a simulator of Amazon Connect with boto3 and compares all that it answers with botocore's own service model.

    python conformance.py URL TABLE

TABLE is JSON: the simulator's operations ({name, method, path}) and its exceptions ({name: status}). Prints a line of JSON
for each check: {"operation", "check", "problems"}, where no problems is a success.
"""

import json
import sys

import calls
import faults
import instance
import search
from service import Service

SCENARIOS = {
    "StartOutboundVoiceContact": calls.start_outbound_voice_contact,
    "StopContact": calls.stop_contact,
    "DescribeContact": calls.describe_contact,
    "GetContactAttributes": calls.get_contact_attributes,
    "UpdateContactAttributes": calls.update_contact_attributes,
    "SearchContacts": search.search_contacts,
    "StartTaskContact": calls.start_task_contact,
    "DescribeQueue": instance.describe_queue,
    "DescribeContactFlow": instance.describe_contact_flow,
    "DescribePhoneNumber": instance.describe_phone_number,
    "ListPhoneNumbersV2": instance.list_phone_numbers_v2,
    "DescribeHoursOfOperation": instance.describe_hours_of_operation,
    "GetEffectiveHoursOfOperations": instance.get_effective_hours_of_operations,
    "ListHoursOfOperationOverrides": instance.list_hours_of_operation_overrides,
    "DescribeHoursOfOperationOverride": instance.describe_hours_of_operation_override,
    "CreateHoursOfOperationOverride": instance.create_hours_of_operation_override,
    "UpdateHoursOfOperationOverride": instance.update_hours_of_operation_override,
    "DeleteHoursOfOperationOverride": instance.delete_hours_of_operation_override,
    "SearchHoursOfOperationOverrides": instance.search_hours_of_operation_overrides,
}

# Members that no request may have, or that name what a simulated instance has not got; their refusal is checked.
NEVER_SENT = {
    "StartOutboundVoiceContact": {"OutboundStrategy"},
    "StartTaskContact": {"TaskTemplateId", "QuickConnectId", "Attachments"},
}


def report(operation, check, problems):
    print(json.dumps({"operation": operation, "check": check, "problems": list(problems)}), flush=True)


def main():
    table = json.loads(sys.argv[2])
    service = Service(sys.argv[1], report)
    names = [operation["name"] for operation in table["operations"]]
    for name in SCENARIOS.keys() - set(names):
        report(name, "is in the simulator's route table", ["it is not"])
    check_exceptions(service, table["exceptions"])
    for operation in table["operations"]:
        name = operation["name"]
        report(name, "has a scenario here", [] if name in SCENARIOS else ["it has none"])
        if name not in SCENARIOS:
            continue
        check_route(service, operation)
        try:
            SCENARIOS[name](service)
            faults.every_other_error(service, name)
            faults.throttled(service, name)
        except Exception as error:
            report(name, "goes through", [f"{type(error).__name__}: {error}"])
        check_coverage(service, name)
    faults.told_faults(service, {**calls.MAIN, **calls.CALL})


def check_route(service, operation):
    http = service.model_of(operation["name"]).http
    route = f"{http['method']} {http['requestUri'].replace('{', ':').replace('}', '')}"
    own = f"{operation['method']} {operation['path']}"
    report(
        operation["name"], "has the model's route", [] if own == route else [f"{own}, in the model {route}"]
    )


def check_exceptions(service, exceptions):
    """The simulator's list of exceptions, by which faults get their status, is the model's."""
    model = {shape.name: shape.metadata["error"]["httpStatusCode"] for shape in service.model.error_shapes}
    differing = [name for name in model.keys() | exceptions.keys() if model.get(name) != exceptions.get(name)]
    problems = [
        f"{name}: {exceptions.get(name)}, in the model {model.get(name)}" for name in sorted(differing)
    ]
    report("exceptions", "are the model's", problems)


def check_coverage(service, name):
    model = service.model_of(name)
    unseen = {shape.name for shape in model.error_shapes} - service.seen.get(name, set())
    report(name, "gives every error of the model", [f"{code} was not seen" for code in sorted(unseen)])
    unsent = set(model.input_shape.members) - service.sent.get(name, set()) - NEVER_SENT.get(name, set())
    report(name, "takes every member of the model", [f"{member} was not sent" for member in sorted(unsent)])


main()
