import { courses, type Course, type DialedDisposition } from './courses';
import type { Script } from './script';

/** The instants of a contact, milliseconds since the epoch. Stages that don't happen are absent. */
export interface Timeline {
  readonly initiatedAt: number;
  readonly ringingAt?: number | undefined;
  readonly connectedAt?: number | undefined;
  readonly queuedAt?: number | undefined;
  readonly agentAt?: number | undefined;
  /** Result of answering machine detection. */
  readonly detected?: { readonly at: number; readonly status: string } | undefined;
  readonly ended?: { readonly at: number; readonly reason: string } | undefined;
}

/** The stage of a contact. */
export type Phase = 'initiated' | 'ringing' | 'in-flow' | 'queued' | 'with-agent' | 'ended';

/** What decides the course of one call. */
export interface PlannedCall {
  readonly at: number;
  readonly disposition: DialedDisposition;
  readonly script: Script;
  readonly ringTimeoutSeconds: number;
  /** Whether answering machine detection is on. */
  readonly detects: boolean;
  /** `free`: always available; `counted`: a limited number, so the call may wait; `none`: unreachable. */
  readonly agents: 'free' | 'counted' | 'none';
}

const callSetUpSeconds = 1;
const answerSeconds = 4;
const detectionSeconds = 2;
/** Time in the flow before the queue, and minimum time in the queue before the agent. */
export const stageSeconds = 1;
export const defaultTalkSeconds = 20;

/**
 * The timeline of a call, complete from the dial on, so that no timers are needed. Only with `counted` agents it has no end
 * until an agent is assigned.
 */
export function planTimeline(call: PlannedCall): Timeline {
  const course: Course = courses[call.disposition];
  const ringSeconds = call.script.ringSeconds ?? ringSecondsOf(course, call.ringTimeoutSeconds);
  if (ringSeconds > call.ringTimeoutSeconds) {
    return unanswered(call, courses['no-answer'], call.ringTimeoutSeconds);
  }
  return course.kind === 'connected'
    ? connected(call, course, ringSeconds)
    : unanswered(call, course, ringSeconds);
}

/** The part of a timeline up to `now`. */
export function elapsed(timeline: Timeline, now: number): Timeline {
  const past = (at: number | undefined) => (at !== undefined && at <= now ? at : undefined);
  return {
    initiatedAt: timeline.initiatedAt,
    ringingAt: past(timeline.ringingAt),
    connectedAt: past(timeline.connectedAt),
    queuedAt: past(timeline.queuedAt),
    agentAt: past(timeline.agentAt),
    detected: past(timeline.detected?.at) === undefined ? undefined : timeline.detected,
    ended: past(timeline.ended?.at) === undefined ? undefined : timeline.ended,
  };
}

/** The phase of a contact. @param past its timeline up to now */
export function phaseOf(past: Timeline): Phase {
  if (past.ended) return 'ended';
  if (past.agentAt !== undefined) return 'with-agent';
  if (past.queuedAt !== undefined) return 'queued';
  if (past.connectedAt !== undefined) return 'in-flow';
  return past.ringingAt === undefined ? 'initiated' : 'ringing';
}

/** The last change of a contact. @param past its timeline up to now */
export function lastChangeOf(past: Timeline): number {
  const { initiatedAt, ringingAt, connectedAt, queuedAt, agentAt, detected, ended } = past;
  const instants = [initiatedAt, ringingAt, connectedAt, queuedAt, agentAt, detected?.at, ended?.at];
  return Math.max(...instants.filter((at) => at !== undefined));
}

function ringSecondsOf(course: Course, ringTimeoutSeconds: number): number {
  return course.kind === 'connected' ? answerSeconds : (course.verdictSeconds ?? ringTimeoutSeconds);
}

function unanswered(
  call: PlannedCall,
  course: Extract<Course, { kind: 'unanswered' }>,
  ringSeconds: number,
): Timeline {
  const endedAt = after(call.at, ringSeconds);
  return {
    initiatedAt: call.at,
    ringingAt: course.rings ? ringingAt(call.at, ringSeconds) : undefined,
    detected: call.detects ? { at: endedAt, status: course.detected } : undefined,
    ended: { at: endedAt, reason: call.script.disconnectReason ?? course.reason },
  };
}

function connected(
  call: PlannedCall,
  course: Extract<Course, { kind: 'connected' }>,
  ringSeconds: number,
): Timeline {
  const connectedAt = after(call.at, ringSeconds);
  const talkSeconds = call.script.talkSeconds ?? defaultTalkSeconds;
  const entersQueue = course.reaches !== 'flow' && call.agents !== 'none';
  const queuedAt = entersQueue ? after(connectedAt, stageSeconds) : undefined;
  const waits = queuedAt !== undefined && course.reaches === 'agent';
  const agentAt = waits && call.agents === 'free' ? after(queuedAt, stageSeconds) : undefined;
  const isOpen = waits && call.agents === 'counted';
  // A flow that cannot transfer the call to its queue hangs up.
  const reason = course.reaches !== 'flow' && !entersQueue ? 'CONTACT_FLOW_DISCONNECT' : course.reason;
  const endedAt = after(agentAt ?? queuedAt ?? connectedAt, talkSeconds);
  return {
    initiatedAt: call.at,
    ringingAt: ringingAt(call.at, ringSeconds),
    connectedAt,
    queuedAt,
    agentAt,
    detected: call.detects
      ? {
          at: Math.min(after(connectedAt, detectionSeconds), isOpen ? Infinity : endedAt),
          status: course.detected,
        }
      : undefined,
    ended: isOpen ? undefined : { at: endedAt, reason: call.script.disconnectReason ?? reason },
  };
}

/** A task starts at its schedule, passes its flow and its queue, and is completed by an agent. */
export function planTask(at: number, scheduledAt: number | undefined): Timeline {
  const connectedAt = scheduledAt ?? at;
  const queuedAt = after(connectedAt, stageSeconds);
  const agentAt = after(queuedAt, stageSeconds);
  return {
    initiatedAt: at,
    connectedAt,
    queuedAt,
    agentAt,
    ended: { at: after(agentAt, defaultTalkSeconds), reason: 'AGENT_COMPLETED' },
  };
}

function ringingAt(initiatedAt: number, ringSeconds: number): number {
  return after(initiatedAt, Math.min(callSetUpSeconds, ringSeconds));
}

export function after(at: number, seconds: number): number {
  return at + seconds * 1000;
}
