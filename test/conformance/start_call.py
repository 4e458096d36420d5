"""Starts a call with the defaults of Temporal's Python SDK, or with an update, and prints the result as JSON."""

import asyncio
import json
import os
import sys

from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy


async def main() -> None:
    how, workflow_id, task_queue, request = sys.argv[1:]
    client = await Client.connect(os.environ["TEMPORAL_ADDRESS"])
    call = {"id": workflow_id, "task_queue": task_queue}
    if how == "start":
        handle = await client.start_workflow("outboundCall", json.loads(request), **call)
        result = await handle.result()
    else:
        start = WithStartWorkflowOperation(
            "outboundCall",
            json.loads(request),
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            **call,
        )
        result = await client.execute_update_with_start_workflow(how, start_workflow_operation=start)
    print(json.dumps(result), flush=True)
    # The threads of the SDK's core may abort an interpreter that shuts down.
    os._exit(0)


asyncio.run(main())
