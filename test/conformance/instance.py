"""Requests about what an instance has: queues, flows, numbers and hours of operation."""

from calls import MAIN, NOWHERE
from search import paged

LONG_INSTANCE = {"InstanceId": "x" * 101}
ARN = "arn:aws:connect:us-east-1:111122223333:instance/main"
BAD, ODD, GONE = "InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException"
HOURS = {**MAIN, "HoursOfOperationId": "weekdays"}
SEEDED = {**HOURS, "HoursOfOperationOverrideId": "seeded"}
NINE_TO_FIVE = {
    "Day": "TUESDAY",
    "StartTime": {"Hours": 9, "Minutes": 0},
    "EndTime": {"Hours": 17, "Minutes": 30},
}
OVERRIDE = {"Config": [NINE_TO_FIVE], "EffectiveFrom": "2026-12-01", "EffectiveTill": "2026-12-31"}
EVERYTHING = {
    **OVERRIDE,
    "Description": "Longer hours\nin December",
    "OverrideType": "OPEN",
    "RecurrenceConfig": {
        "RecurrencePattern": {
            "Frequency": "MONTHLY",
            "Interval": 2,
            "ByMonth": [12],
            "ByMonthDay": [-1],
            "ByWeekdayOccurrence": [1],
        }
    },
}


def describe_queue(service):
    for queue in ("care", "bare", "shut"):
        service.answer("DescribeQueue", **MAIN, QueueId=queue)
    service.refusal("DescribeQueue", ODD, "an ARN", **MAIN, QueueId=f"{ARN}/queue/care")
    service.refusal("DescribeQueue", ODD, "an instance's ARN", InstanceId=ARN, QueueId="care")
    _refuses_unknown(service, "DescribeQueue", QueueId="care")
    service.refusal("DescribeQueue", GONE, "an unknown queue", **MAIN, QueueId="nothing")


def describe_contact_flow(service):
    name = "DescribeContactFlow"
    for flow in (
        "greet",
        "old",
        "whisper",
        "draft:$SAVED",
        "greet:$SAVED",
        "greet:1",
    ):
        service.answer(name, **MAIN, ContactFlowId=flow)
    service.refusal(name, ODD, "an ARN", **MAIN, ContactFlowId=f"{ARN}/contact-flow/greet")
    _refuses_unknown(service, name, ContactFlowId="greet")
    service.refusal(name, BAD, "too long an ID", **MAIN, ContactFlowId="x" * 501)
    service.refusal(name, GONE, "an unknown flow", **MAIN, ContactFlowId="nothing")
    service.refusal(name, GONE, "an unknown version", **MAIN, ContactFlowId="greet:2")
    service.refusal(name, "ContactFlowNotPublishedException", "a draft", **MAIN, ContactFlowId="draft")


def describe_phone_number(service):
    name = "DescribePhoneNumber"
    for number in (
        "seattle",
        "free",
        "london",
        "arn:aws:connect:us-east-1:111122223333:phone-number/seattle",
    ):
        service.answer(name, PhoneNumberId=number)
    service.refusal(name, GONE, "an unknown number", PhoneNumberId="nothing")


def list_phone_numbers_v2(service):
    name = "ListPhoneNumbersV2"
    service.answer(name)
    service.answer(name, TargetArn=ARN)
    found = service.answer(
        name,
        **MAIN,
        PhoneNumberCountryCodes=["US"],
        PhoneNumberTypes=["TOLL_FREE", "DID"],
        PhoneNumberPrefix="+1800",
    )["ListPhoneNumbersSummaryList"]
    ids = [number["PhoneNumberId"] for number in found]
    service.report(name, "filters", [] if ids == ["free"] else [f"{ids}"])
    paged(service, name, "ListPhoneNumbersSummaryList")
    service.refusal(name, GONE, "an unknown instance", **NOWHERE)
    service.refusal(name, BAD, "an instance's ARN for its ID", InstanceId=ARN)
    service.refusal(name, BAD, "an instance and an ARN", **MAIN, TargetArn=ARN)
    service.refusal(name, BAD, "too large a page", **MAIN, MaxResults=1001)
    service.refusal(name, BAD, "a token of another list", **MAIN, NextToken="nothing")
    service.refusal(name, BAD, "a member of another type", by_client=False, **MAIN, PhoneNumberPrefix=True)


def describe_hours_of_operation(service):
    name = "DescribeHoursOfOperation"
    for hours in ("weekdays", "never"):
        service.answer(name, **MAIN, HoursOfOperationId=hours)
    service.refusal(name, ODD, "an ARN", **MAIN, HoursOfOperationId=f"{ARN}/operating-hours/weekdays")
    _refuses_unknown(service, name, HoursOfOperationId="weekdays")
    service.refusal(name, GONE, "unknown hours", **MAIN, HoursOfOperationId="nothing")


def get_effective_hours_of_operations(service):
    name = "GetEffectiveHoursOfOperations"
    november = {"FromDate": "2026-11-01", "ToDate": "2026-11-30"}
    effective = service.answer(name, **HOURS, **november)
    for member in ("EffectiveHoursOfOperationList", "EffectiveOverrideHoursList"):
        service.report(name, f"fills {member}", [] if effective[member] else ["it is empty"])
    service.answer(name, **MAIN, HoursOfOperationId="never", **november)
    _refuses_unknown(service, name, HoursOfOperationId="weekdays", **november)
    service.refusal(name, GONE, "unknown hours", **MAIN, HoursOfOperationId="nothing", **november)
    service.refusal(name, BAD, "an end before the start", **HOURS, FromDate="2026-11-02", ToDate="2026-11-01")
    service.refusal(name, BAD, "a date that is none", **HOURS, FromDate="2026-13-01", ToDate="2026-13-02")
    service.refusal(name, ODD, "a missing date", by_client=False, **HOURS, FromDate="2026-11-01")


def list_hours_of_operation_overrides(service):
    name = "ListHoursOfOperationOverrides"
    _create(service, "Listed")
    paged(service, name, "HoursOfOperationOverrideList", HoursOfOperationId="weekdays")
    _refuses_unknown(service, name, HoursOfOperationId="weekdays")
    service.refusal(name, GONE, "unknown hours", **MAIN, HoursOfOperationId="nothing")
    service.refusal(name, BAD, "too large a page", **HOURS, MaxResults=101)
    service.refusal(name, BAD, "a token of another list", **HOURS, NextToken="nothing")
    service.refusal(name, ODD, "a member of another type", by_client=False, **HOURS, MaxResults="some")


def describe_hours_of_operation_override(service):
    name = "DescribeHoursOfOperationOverride"
    service.answer(name, **SEEDED)
    service.answer(name, **_create(service, "Described"))
    _refuses_unknown_override(service, name)


def create_hours_of_operation_override(service):
    name = "CreateHoursOfOperationOverride"
    service.answer(name, **HOURS, Name="Plain", **OVERRIDE)
    created = service.answer(name, **HOURS, Name="Everything", **EVERYTHING)
    read = service.answer("DescribeHoursOfOperationOverride", **HOURS, **created)["HoursOfOperationOverride"]
    differs = [key for key in EVERYTHING if read.get(key) != EVERYTHING[key]]
    service.report(name, "keeps what it was given", [f"{key} is {read.get(key)}" for key in differs])
    _refuses_unknown(service, name, HoursOfOperationId="weekdays", Name="Other", **OVERRIDE)
    service.refusal(
        name, GONE, "unknown hours", **{**HOURS, "HoursOfOperationId": "nothing"}, Name="Other", **OVERRIDE
    )
    service.refusal(
        name, "DuplicateResourceException", "a name that is taken", **HOURS, Name="Plain", **OVERRIDE
    )
    backwards = {**OVERRIDE, "EffectiveTill": "2026-11-30"}
    service.refusal(name, BAD, "an end before the start", **HOURS, Name="Other", **backwards)
    service.refusal(name, BAD, "too long a name", **HOURS, Name="x" * 128, **OVERRIDE)
    service.refusal(name, BAD, "an unknown type", **HOURS, Name="Other", **OVERRIDE, OverrideType="ODD")
    service.refusal(name, ODD, "a missing member", by_client=False, **HOURS, Name="Other")
    never = {**HOURS, "HoursOfOperationId": "never"}
    for number in range(50):
        service.call(name, **never, Name=f"No. {number}", **OVERRIDE)
    service.refusal(
        name, "LimitExceededException", "an override too many", **never, Name="No. 50", **OVERRIDE
    )


def update_hours_of_operation_override(service):
    name = "UpdateHoursOfOperationOverride"
    created = _create(service, "Updated")
    service.answer(name, **created, Name="Renamed", **EVERYTHING)
    read = service.answer("DescribeHoursOfOperationOverride", **created)["HoursOfOperationOverride"]
    service.report(name, "changes what is read", [] if read["Name"] == "Renamed" else [f"{read}"])
    _refuses_unknown_override(service, name)
    service.refusal(
        name, "DuplicateResourceException", "a name that is taken", **created, Name="Summer party"
    )
    service.refusal(name, BAD, "too long a name", **created, Name="x" * 128)
    service.refusal(name, BAD, "an end before the start", **created, EffectiveTill="2026-01-01")
    service.refusal(name, ODD, "a member of another type", by_client=False, **created, Name=True)


def delete_hours_of_operation_override(service):
    name = "DeleteHoursOfOperationOverride"
    created = _create(service, "Deleted")
    service.answer(name, **created)
    service.refusal(name, GONE, "one that was deleted", **created)
    _refuses_unknown_override(service, name)


def search_hours_of_operation_overrides(service):
    name = "SearchHoursOfOperationOverrides"
    _create(service, "Searched")
    conditions = {
        "AndConditions": [
            {"StringCondition": {"FieldName": "Name", "Value": "search", "ComparisonType": "STARTS_WITH"}},
            {
                "DateCondition": {
                    "FieldName": "EffectiveFrom",
                    "Value": "2026-12-01",
                    "ComparisonType": "EQUAL_TO",
                }
            },
        ]
    }
    found = service.answer(name, **MAIN, SearchCriteria=conditions, SearchFilter={"TagFilter": {}})
    names = [override["Name"] for override in found["HoursOfOperationOverrides"]]
    service.report(name, "finds by its criteria", [] if names == ["Searched"] else [f"{names}"])
    paged(service, name, "HoursOfOperationOverrides")
    service.refusal(name, GONE, "an unknown instance", **NOWHERE)
    service.refusal(name, BAD, "too large a page", **MAIN, MaxResults=101)
    unknown = {"StringCondition": {"FieldName": "Colour", "Value": "red", "ComparisonType": "EXACT"}}
    service.refusal(name, ODD, "a field that there is not", **MAIN, SearchCriteria=unknown)


def _create(service, override):
    created = service.call("CreateHoursOfOperationOverride", **HOURS, Name=override, **OVERRIDE)
    return {**HOURS, "HoursOfOperationOverrideId": created["HoursOfOperationOverrideId"]}


def _refuses_unknown(service, name, **members):
    service.refusal(name, GONE, "an unknown instance", **NOWHERE, **members)
    service.refusal(name, BAD, "too long an instance's ID", **LONG_INSTANCE, **members)


def _refuses_unknown_override(service, name):
    service.refusal(name, GONE, "an unknown instance", **{**SEEDED, **NOWHERE})
    service.refusal(name, GONE, "unknown hours", **{**SEEDED, "HoursOfOperationId": "nothing"})
    service.refusal(name, GONE, "an unknown override", **{**SEEDED, "HoursOfOperationOverrideId": "nothing"})
    service.refusal(name, BAD, "too long an ID", **{**SEEDED, "HoursOfOperationOverrideId": "x" * 37})
