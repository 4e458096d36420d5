import { courses, type Course, type DialedDisposition } from './courses';
import type { Script } from './script';

/** The instants of a contact's life, in milliseconds since the epoch. What does not happen is absent. */
export interface Timeline {
  readonly initiatedAt: number;
  readonly ringingAt?: number | undefined;
  readonly connectedAt?: number | undefined;
  readonly queuedAt?: number | undefined;
  readonly agentAt?: number | undefined;
  /** What answering machine detection found, and when. */
  readonly detected?: { readonly at: number; readonly status: string } | undefined;
  readonly ended?: { readonly at: number; readonly reason: string } | undefined;
}

/** Where a contact stands. */
export type Phase = 'initiated' | 'ringing' | 'in-flow' | 'queued' | 'with-agent' | 'ended';

/** What decides the course of one call. */
export interface PlannedCall {
  readonly at: number;
  readonly disposition: DialedDisposition;
  readonly script: Script;
  readonly ringTimeoutSeconds: number;
  /** Whether answering machine detection listens to the call. */
  readonly detects: boolean;
}

const callSetUpSeconds = 1;
const answerSeconds = 4;
const detectionSeconds = 2;
/** In the flow before the queue, and again in the queue before the agent. */
const stageSeconds = 1;
const defaultTalkSeconds = 20;

/** A contact's whole life, known from the moment of the dial: no timer ever runs, whatever the clock does. */
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

/** The part of a life that has happened by `now`. */
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

/** Where a contact stands after what has elapsed of its life. */
export function phaseOf(past: Timeline): Phase {
  if (past.ended) return 'ended';
  if (past.agentAt !== undefined) return 'with-agent';
  if (past.queuedAt !== undefined) return 'queued';
  if (past.connectedAt !== undefined) return 'in-flow';
  return past.ringingAt === undefined ? 'initiated' : 'ringing';
}

/** When the contact last changed, given what has elapsed of its life. */
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
  const queuedAt = course.reaches === 'flow' ? undefined : after(connectedAt, stageSeconds);
  const agentAt =
    course.reaches === 'agent' && queuedAt !== undefined ? after(queuedAt, stageSeconds) : undefined;
  const endedAt = after(agentAt ?? queuedAt ?? connectedAt, call.script.talkSeconds ?? defaultTalkSeconds);
  return {
    initiatedAt: call.at,
    ringingAt: ringingAt(call.at, ringSeconds),
    connectedAt,
    queuedAt,
    agentAt,
    detected: call.detects
      ? { at: Math.min(after(connectedAt, detectionSeconds), endedAt), status: course.detected }
      : undefined,
    ended: { at: endedAt, reason: call.script.disconnectReason ?? course.reason },
  };
}

function ringingAt(initiatedAt: number, ringSeconds: number): number {
  return after(initiatedAt, Math.min(callSetUpSeconds, ringSeconds));
}

function after(at: number, seconds: number): number {
  return at + seconds * 1000;
}
