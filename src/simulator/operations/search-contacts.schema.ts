import { z } from 'zod';
import type { ContactSnapshot } from '../contact';
import { invalidParameter } from '../errors';
import { instanceIdSchema } from './common';

const timestampTypes = [
  'INITIATION_TIMESTAMP',
  'SCHEDULED_TIMESTAMP',
  'CONNECTED_TO_AGENT_TIMESTAMP',
  'DISCONNECT_TIMESTAMP',
  'ENQUEUE_TIMESTAMP',
] as const;

export type TimestampType = (typeof timestampTypes)[number];

const matchType = z.enum(['MATCH_ALL', 'MATCH_ANY', 'MATCH_EXACT', 'MATCH_NONE']);

const criteriaSchema = z.looseObject({
  Name: z.object({ SearchText: z.array(z.string().max(128)).max(100), MatchType: matchType }).optional(),
  AgentIds: z.array(z.string().min(1).max(256)).max(100).optional(),
  Channels: z.array(z.enum(['VOICE', 'CHAT', 'TASK', 'EMAIL'])).optional(),
  InitiationMethods: z
    .array(
      z.enum([
        'INBOUND',
        'OUTBOUND',
        'TRANSFER',
        'QUEUE_TRANSFER',
        'CALLBACK',
        'API',
        'DISCONNECT',
        'MONITOR',
        'EXTERNAL_OUTBOUND',
        'WEBRTC_API',
        'AGENT_REPLY',
        'FLOW',
      ]),
    )
    .optional(),
  QueueIds: z.array(z.string()).max(100).optional(),
  SearchableContactAttributes: z
    .object({
      Criteria: z
        .array(z.object({ Key: z.string().min(1).max(100), Values: z.array(z.string().max(100)).max(20) }))
        .max(15),
      MatchType: matchType.optional(),
    })
    .optional(),
});

/** The members of SearchContacts; times are epoch seconds. */
export const requestSchema = z.object({
  InstanceId: instanceIdSchema,
  TimeRange: z.object({ Type: z.enum(timestampTypes), StartTime: z.number(), EndTime: z.number() }),
  SearchCriteria: criteriaSchema.optional(),
  MaxResults: z.int().min(1).max(100).optional(),
  NextToken: z.string().min(1).max(100_000).optional(),
  Sort: z
    .object({
      FieldName: z.enum([
        'INITIATION_TIMESTAMP',
        'SCHEDULED_TIMESTAMP',
        'CONNECTED_TO_AGENT_TIMESTAMP',
        'DISCONNECT_TIMESTAMP',
        'INITIATION_METHOD',
        'CHANNEL',
        'EXPIRY_TIMESTAMP',
      ]),
      Order: z.enum(['ASCENDING', 'DESCENDING']),
    })
    .optional(),
});

export type SearchContactsRequest = z.infer<typeof requestSchema>;
export type SearchCriteria = z.infer<typeof criteriaSchema>;

/** Eight weeks and an hour: the live service was seen to refuse longer ranges of initiation. */
const longestInitiationHours = 1345;

export function refuseBadRange({ Type, StartTime, EndTime }: SearchContactsRequest['TimeRange']): void {
  if (EndTime < StartTime) throw invalidParameter('TimeRange.EndTime: is before StartTime');
  if (Type === 'INITIATION_TIMESTAMP' && EndTime - StartTime > longestInitiationHours * 3600) {
    throw invalidParameter(`TimeRange: at most ${longestInitiationHours} hours`);
  }
}

export function timeOf(contact: ContactSnapshot, type: TimestampType): number | undefined {
  switch (type) {
    case 'INITIATION_TIMESTAMP':
      return contact.past.initiatedAt;
    case 'CONNECTED_TO_AGENT_TIMESTAMP':
      return contact.past.agentAt;
    case 'DISCONNECT_TIMESTAMP':
      return contact.past.ended?.at;
    case 'ENQUEUE_TIMESTAMP':
      return contact.past.queuedAt;
    case 'SCHEDULED_TIMESTAMP':
      return contact.channel === 'TASK' ? contact.task.scheduledAt : undefined;
  }
}
