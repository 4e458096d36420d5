"""Requests for lists of contacts."""

from calls import CALL, MAIN, NOWHERE, TASK


def search_contacts(service):
    name = "SearchContacts"
    for members in (CALL, {**CALL, "DestinationPhoneNumber": "+12065550102"}):
        contact_id = service.call("StartOutboundVoiceContact", **MAIN, **members, Name="Reminder")[
            "ContactId"
        ]
    service.call("StartTaskContact", **MAIN, **TASK, ScheduledTime=service.now() + 1)
    for _ in range(60):
        service.now()
    now = service.now()
    times = {"StartTime": now - 86_400, "EndTime": now + 600}
    recent = {"Type": "INITIATION_TIMESTAMP", **times}
    for kind in _enum(service, "SearchContactsTimeRangeType"):
        service.answer(name, **MAIN, TimeRange={"Type": kind, **times})
    for field in _enum(service, "SortableFieldName"):
        service.answer(name, **MAIN, TimeRange=recent, Sort={"FieldName": field, "Order": "ASCENDING"})
    found = service.answer(
        name,
        **MAIN,
        TimeRange=recent,
        MaxResults=2,
        SearchCriteria={
            "Name": {"SearchText": ["remind"], "MatchType": "MATCH_ALL"},
            "Channels": ["VOICE"],
            "InitiationMethods": ["API"],
            "SearchableContactAttributes": {"Criteria": [], "MatchType": "MATCH_ANY"},
        },
    )
    ids = [contact["Id"] for contact in found["Contacts"]]
    service.report(name, "finds by name", [] if contact_id in ids else [f"{contact_id} is not in {ids}"])
    paged(service, name, "Contacts", TimeRange=recent)

    odd, bad = "InvalidRequestException", "InvalidParameterException"
    refusal = lambda *args, **members: service.refusal(name, *args, **members)
    refusal(bad, "a range that ends before it starts", **MAIN, TimeRange={**recent, "EndTime": now - 90_000})
    refusal(bad, "too long a range", **MAIN, TimeRange={**recent, "StartTime": now - 90 * 86_400})
    refusal(bad, "too large a page", **MAIN, TimeRange=recent, MaxResults=101)
    refusal(bad, "an unknown channel", **MAIN, TimeRange=recent, SearchCriteria={"Channels": ["PIGEON"]})
    refusal(odd, "a missing range", by_client=False, **MAIN)
    refusal(bad, "a token of another list", **MAIN, TimeRange=recent, NextToken="nothing")
    refusal(
        odd,
        "what it cannot search by",
        **MAIN,
        TimeRange=recent,
        SearchCriteria={"ActiveRegions": ["us-east-1"]},
    )
    refusal("ResourceNotFoundException", "an unknown instance", **NOWHERE, TimeRange=recent)


def paged(service, name, list_member, **members):
    """Page by page there must come what comes at once."""
    whole = service.answer(name, **MAIN, **members)[list_member]
    pages, token = [], {}
    while len(pages) <= len(whole):
        page = service.answer(name, **MAIN, **members, MaxResults=1, **token)
        pages.append(page[list_member])
        if "NextToken" not in page:
            break
        token = {"NextToken": page["NextToken"]}
    problems = []
    if len(whole) < 2:
        problems.append(f"{len(whole)} is too few to page through")
    if [one for page in pages for one in page] != whole or any(len(page) != 1 for page in pages):
        problems.append(f"pages of {[len(page) for page in pages]}, at once {len(whole)}")
    service.report(name, "gives page by page what it gives at once", problems)


def _enum(service, shape):
    return service.model.shape_for(shape).enum
