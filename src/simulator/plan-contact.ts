import { randomUUID } from 'node:crypto';
import type { Behaviour } from './behaviour';
import type { Contact, OutboundCall, Task } from './contact';
import { courses, type DialedDisposition } from './courses';
import { simulatedInstance } from './instance';
import type { Script } from './script';
import type { Queue } from './seed/seed';
import { defaultTalkSeconds, planTask, planTimeline } from './timeline';

/** "If not connected within 60 seconds, it fails" (API reference, StartOutboundVoiceContact). */
const defaultRingTimeoutSeconds = 60;

/** The contact of a call that the telephone network accepts or refuses. */
export function planCall(
  call: OutboundCall,
  queue: Queue,
  { script, disposition }: { readonly script: Script; readonly disposition: DialedDisposition },
  behaviour: Behaviour,
  now: number,
): Contact {
  const timeline = planTimeline({
    at: now,
    disposition,
    script,
    ringTimeoutSeconds: ringTimeoutSecondsOf(call, behaviour),
    detects: call.detectsAnsweringMachine,
    agents: queue.status === 'DISABLED' ? 'none' : queue.agents === undefined ? 'free' : 'counted',
  });
  const { connectedAt, ended } = timeline;
  const setsAttributes = connectedAt !== undefined && script.attributes !== undefined;
  return {
    channel: 'VOICE',
    call,
    contactId: randomUUID(),
    timeline,
    queueId: queue.queueId,
    agentId: timeline.agentAt === undefined ? undefined : simulatedInstance.agentId,
    wait:
      ended === undefined
        ? {
            patienceSeconds: script.patienceSeconds ?? queue.patienceSeconds,
            talkSeconds: script.talkSeconds ?? defaultTalkSeconds,
            reason: script.disconnectReason ?? courses[disposition].reason,
          }
        : undefined,
    updates: setsAttributes ? [{ at: connectedAt, attributes: script.attributes ?? {} }] : [],
    afterCall: script.afterCall,
  };
}

/**
 * The contact of a call above the limit of concurrent calls: it ends at once, and no phone rings. TELECOM_PROBLEM, since
 * the number is valid and not busy; the real service's reason is not established.
 */
export function planFastBusy(call: OutboundCall, queue: Queue, now: number): Contact {
  return {
    channel: 'VOICE',
    call,
    contactId: randomUUID(),
    timeline: { initiatedAt: now, ended: { at: now, reason: 'TELECOM_PROBLEM' } },
    queueId: queue.queueId,
    updates: [],
  };
}

export function planTaskContact(task: Task, queue: Queue, now: number): Contact {
  return {
    channel: 'TASK',
    task,
    contactId: randomUUID(),
    timeline: planTask(now, task.scheduledAt),
    queueId: queue.queueId,
    agentId: simulatedInstance.agentId,
    updates: [],
  };
}

function ringTimeoutSecondsOf(call: OutboundCall, { ringTimeout }: Behaviour): number {
  const works = ringTimeout === 'every-call' || call.trafficType === 'CAMPAIGN';
  return (works ? call.ringTimeoutSeconds : undefined) ?? defaultRingTimeoutSeconds;
}
