"""Requests about calls and tasks. Every function goes through one operation, as far as requests alone can."""

MAIN = {"InstanceId": "main"}
FULL = {"InstanceId": "full"}
NOWHERE = {"InstanceId": "nowhere"}
TOO_LONG = "x" * 257
CALL = {"ContactFlowId": "greet", "QueueId": "care", "DestinationPhoneNumber": "+12065550100"}
TASK = {"Name": "Call back", "ContactFlowId": "greet"}
DISPOSITIONS = [
    "answered",
    "flow-only",
    "abandoned",
    "voicemail",
    "fax",
    "no-answer",
    "busy",
    "invalid-number",
    "blocked",
    "telecom-problem",
]
# More than any call lasts; the simulator's clock goes on by one with every request.
SECONDS_OF_A_CALL = 90


def start_outbound_voice_contact(service):
    name = "StartOutboundVoiceContact"
    related = service.answer(name, **MAIN, **CALL)["ContactId"]
    everything = {
        **MAIN,
        **CALL,
        "SourcePhoneNumber": "+18005550199",
        "ClientToken": "once",
        "Name": "Reminder",
        "Description": "An appointment on Friday",
        "References": {"file": {"Type": "URL", "Value": "https://example.com", "Status": "AVAILABLE"}},
        "RelatedContactId": related,
        "Attributes": {"language": "en", "empty": ""},
        "TrafficType": "CAMPAIGN",
        "AnswerMachineDetectionConfig": {
            "EnableAnswerMachineDetection": True,
            "AwaitAnswerMachinePrompt": False,
        },
        "CampaignId": "spring",
        "RingTimeoutInSeconds": 15,
    }
    first = service.answer(name, **everything)
    again = service.answer(name, **everything)
    service.report(name, "gives one token one contact", [] if first == again else [f"{first} and {again}"])

    refusal = lambda *args, **members: service.refusal(name, *args, **members)
    bad, odd = "InvalidParameterException", "InvalidRequestException"
    refusal(bad, "a number not in E.164", **{**MAIN, **CALL, "DestinationPhoneNumber": "555 0100"})
    refusal(bad, "too short a ring timeout", by_client=False, **MAIN, **CALL, RingTimeoutInSeconds=14)
    refusal(bad, "an unknown traffic type", **MAIN, **CALL, TrafficType="OTHER")
    refusal(bad, "too long a name", **MAIN, **CALL, Name="x" * 1025)
    refusal(bad, "too many bytes of attributes", **MAIN, **CALL, Attributes={"a": "é" * 16_384})
    refusal(bad, "an attachment as a reference", **MAIN, **CALL, References={"a": {"Type": "ATTACHMENT"}})
    refusal(odd, "a missing member", by_client=False, **CALL)
    refusal(odd, "a member of another type", by_client=False, **MAIN, **{**CALL, "QueueId": True})
    refusal(odd, "neither queue nor number", **MAIN, **{k: v for k, v in CALL.items() if k != "QueueId"})
    refusal(odd, "a queue without a number", **MAIN, **{**CALL, "QueueId": "bare"})
    refusal(odd, "a disabled queue", **MAIN, **{**CALL, "QueueId": "shut"})
    refusal(odd, "an archived flow", **MAIN, **{**CALL, "ContactFlowId": "old"})
    refusal(odd, "a flow that is no contact flow", **MAIN, **{**CALL, "ContactFlowId": "whisper"})
    refusal(
        odd,
        "answering machine detection of general traffic",
        **MAIN,
        **CALL,
        AnswerMachineDetectionConfig={"EnableAnswerMachineDetection": True},
    )
    refusal(odd, "a token used for another request", **{**everything, "Name": "Another"})
    gone = "ResourceNotFoundException"
    refusal(gone, "an unknown instance", **NOWHERE, **CALL)
    refusal(gone, "an unknown flow", **MAIN, **{**CALL, "ContactFlowId": "nothing"})
    refusal(gone, "an unknown queue", **MAIN, **{**CALL, "QueueId": "nothing"})
    refusal(gone, "a number that is not claimed", **MAIN, **CALL, SourcePhoneNumber="+12065550177")
    refusal(gone, "an unknown related contact", **MAIN, **CALL, RelatedContactId="nothing")
    forbidden = {**CALL, "DestinationPhoneNumber": "+12065550107"}
    refusal("DestinationNotAllowedException", "a number that it may not call", **MAIN, **forbidden)
    refusal("LimitExceededException", "a call too many", **FULL, **CALL)
    # Any operation may answer so, as "Common errors" have it; the model does not repeat them.
    refusal(
        "AccessDeniedException",
        "a campaign's strategy",
        unmodelled=True,
        **MAIN,
        **CALL,
        OutboundStrategy={"Type": "AGENT_FIRST"},
    )


def describe_contact(service):
    name = "DescribeContact"
    campaign = {
        "TrafficType": "CAMPAIGN",
        "AnswerMachineDetectionConfig": {"EnableAnswerMachineDetection": True},
    }
    reasons, detected, wanted = set(), set(), set()
    for index, disposition in enumerate(DISPOSITIONS):
        number = f"+1206555013{index}"
        service.control(
            "PUT", f"/destinations/{number}", {"dispositions": [disposition], "attributes": {"seen": "yes"}}
        )
        for more in ({}, {**campaign, "CampaignId": "spring", "Name": "Reminder", "Description": "Friday"}):
            members = {**MAIN, **CALL, **more, "DestinationPhoneNumber": number}
            contact_id = service.call("StartOutboundVoiceContact", **members)["ContactId"]
            last = _followed(service, contact_id)
            reasons.add(last.get("DisconnectReason"))
            detected.add(last.get("AnsweringMachineDetectionStatus"))
            if more:
                wanted |= {
                    key for key in ("AnsweringMachineDetectionStatus", "Campaign", "Name") if key not in last
                }
    service.report(name, "has the reason of each call's end", [] if len(reasons - {None}) >= 6 else [f"{reasons}"])
    service.report(name, "has the result of detection", [] if len(detected - {None}) >= 6 else [f"{detected}"])
    service.report(name, "has the members of a campaign's call", [f"a call lacks {key}" for key in wanted])
    task = service.call(
        "StartTaskContact", **MAIN, **TASK, Description="Please", ScheduledTime=service.now() + 30
    )
    _followed(service, task["ContactId"], ends=False)

    service.refusal(name, "InvalidParameterException", "too long an ID", **MAIN, ContactId=TOO_LONG)
    service.refusal(name, "ResourceNotFoundException", "an unknown contact", **MAIN, ContactId="nothing")
    service.refusal(name, "ResourceNotFoundException", "an unknown instance", **NOWHERE, ContactId=contact_id)
    service.refusal(
        name, "ResourceNotFoundException", "another instance's contact", **FULL, ContactId=contact_id
    )


def _followed(service, contact_id, ends=True):
    """What becomes of the contact, its every second checked."""
    for _ in range(SECONDS_OF_A_CALL):
        contact = service.answer("DescribeContact", **MAIN, ContactId=contact_id)["Contact"]
        if "DisconnectTimestamp" in contact:
            return contact
    service.report("DescribeContact", f"sees {contact_id} end", [f"it is still {contact}"] if ends else [])
    return contact


def stop_contact(service):
    name = "StopContact"
    contact_id = _call(service)
    service.answer(name, **MAIN, ContactId=contact_id, DisconnectReason={"Code": "DISCARDED"})
    last = service.answer("DescribeContact", **MAIN, ContactId=contact_id)["Contact"]
    service.report(name, "ends the call", [] if "DisconnectTimestamp" in last else [f"it is still {last}"])
    gone = "ContactNotFoundException"
    service.refusal(name, gone, "a contact that has ended", **MAIN, ContactId=contact_id)
    service.refusal(name, gone, "an unknown contact", **MAIN, ContactId="nothing")
    service.refusal(name, "ResourceNotFoundException", "an unknown instance", **NOWHERE, ContactId=contact_id)
    service.refusal(name, "InvalidParameterException", "too long an ID", **MAIN, ContactId=TOO_LONG)
    service.refusal(name, "InvalidRequestException", "a missing member", by_client=False, **MAIN)


def get_contact_attributes(service):
    name = "GetContactAttributes"
    service.answer(name, **MAIN, InitialContactId=_call(service))
    contact_id = _call(service, Attributes={"language": "en", "empty": ""})
    got = service.answer(name, **MAIN, InitialContactId=contact_id)["Attributes"]
    wrong = [] if got == {"language": "en", "empty": ""} else [f"{got}"]
    service.report(name, "gives the request's attributes", wrong)
    service.refusal(
        name, "ResourceNotFoundException", "an unknown contact", **MAIN, InitialContactId="nothing"
    )
    service.refusal(
        name, "ResourceNotFoundException", "an unknown instance", **NOWHERE, InitialContactId=contact_id
    )
    service.refusal(name, "InvalidRequestException", "too long an ID", **MAIN, InitialContactId=TOO_LONG)


def update_contact_attributes(service):
    name = "UpdateContactAttributes"
    contact = {"InitialContactId": _call(service)}
    service.answer(name, **MAIN, **contact, Attributes={"language": "de"})
    got = service.answer("GetContactAttributes", **MAIN, **contact)["Attributes"]
    service.report(name, "changes what is read", [] if got == {"language": "de"} else [f"{got}"])
    members = {**contact, "Attributes": {"a": "b"}}
    bad = "InvalidParameterException"
    service.refusal(name, bad, "a key with a space", **MAIN, **contact, Attributes={"a b": "c"})
    service.refusal(name, bad, "too many bytes", **MAIN, **contact, Attributes={"a": "é" * 16_384})
    service.refusal(name, "InvalidRequestException", "a missing member", by_client=False, **MAIN, **contact)
    service.refusal(name, "ResourceNotFoundException", "an unknown instance", **NOWHERE, **members)
    unknown = {**members, "InitialContactId": "nothing"}
    service.refusal(name, "ResourceNotFoundException", "an unknown contact", **MAIN, **unknown)


def start_task_contact(service):
    name = "StartTaskContact"
    related = _call(service)
    service.answer(
        name,
        **MAIN,
        **TASK,
        PreviousContactId=related,
        RelatedContactId=related,
        Attributes={"language": "en"},
        References={"when": {"Type": "DATE", "Value": "1795233765"}},
        Description="They asked for a person",
        ClientToken="a task",
        ScheduledTime=service.now() + 60,
        SegmentAttributes={"connect:ContactExpiry": {"ValueMap": {"ExpiryDuration": {"ValueInteger": 60}}}},
    )
    odd, bad, gone = "InvalidRequestException", "InvalidParameterException", "ResourceNotFoundException"
    service.refusal(name, odd, "no flow, quick connect or template", **MAIN, Name="Call back")
    service.refusal(name, odd, "a flow and a template", **MAIN, **TASK, TaskTemplateId="template")
    service.refusal(name, odd, "a missing member", by_client=False, **MAIN, ContactFlowId="greet")
    service.refusal(name, bad, "a time that is past", **MAIN, **TASK, ScheduledTime=service.now() - 60)
    service.refusal(
        name, bad, "a time too far ahead", **MAIN, **TASK, ScheduledTime=service.now() + 7 * 86_400
    )
    service.refusal(name, bad, "too long a name", **MAIN, **{**TASK, "Name": "x" * 1025})
    service.refusal(name, gone, "an unknown flow", **MAIN, **{**TASK, "ContactFlowId": "nothing"})
    service.refusal(
        name, gone, "an unknown quick connect", **MAIN, Name="Call back", QuickConnectId="nothing"
    )
    service.refusal(name, gone, "an unknown template", **MAIN, Name="Call back", TaskTemplateId="nothing")
    service.refusal(name, gone, "an unknown previous contact", **MAIN, **TASK, PreviousContactId="nothing")
    service.refusal(name, gone, "an unknown instance", **NOWHERE, **TASK)
    service.refusal(name, "ServiceQuotaExceededException", "a task too many", **FULL, **TASK)


def _call(service, **members):
    return service.call("StartOutboundVoiceContact", **MAIN, **CALL, **members)["ContactId"]
