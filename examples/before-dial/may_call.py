# Check your own systems before each dial. Run: pip install temporalio && python examples/before-dial/may_call.py
import asyncio
import os
from datetime import datetime, timezone

from temporalio import activity
from temporalio.client import Client
from temporalio.worker import Worker

# Replace this with a look-up in your own systems.
orders = {
    "A-1001": {"paid": True},
    "A-1002": {"quiet_until": datetime(2031, 3, 3, 17, tzinfo=timezone.utc)},
}


@activity.defn(name="mayCall")
async def may_call(question: dict) -> dict:
    subject = question.get("subject", "")
    order = orders.get(subject, {})
    if order.get("paid"):
        return {"refuse": f"{subject} is paid"}
    quiet_until = order.get("quiet_until")
    if quiet_until and quiet_until > datetime.now(timezone.utc):
        reason = "they asked to be left alone until then"
        return {"waitUntil": quiet_until.isoformat(), "reason": reason}
    return {"allow": True}


async def main() -> None:
    client = await Client.connect(os.environ.get("TEMPORAL_ADDRESS", "localhost:7233"))
    task_queue = os.environ.get("TASK_QUEUE", "crm")
    async with Worker(client, task_queue=task_queue, activities=[may_call]):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
