import assert from 'node:assert/strict';
import { simulatedInstance } from '../../../src/simulator';
import { changeOptOutsUpdate, findOptOutQuery } from '../../../src/contract/opt-outs-messages';
import {
  optOutPersonSignal,
  readLedgerQuery,
  reserveAttemptUpdate,
  reportToLedgerSignal,
} from '../../../src/contract/ledger-messages';
import { optOutUpdate } from '../../../src/contract/call-messages';
import { activitiesIn, atMost, together } from '../../ledger/support';
import { eventually, ownTeam, request } from '../../support/calls';
import { closedNow } from '../../support/closed-now';
import { endsIn, type Scenario } from '../scenario';

const person = '+12065550141';
const twice = { steps: [{ name: 'own-team', queueId: ownTeam, attempts: 2, retryAfter: '200ms' as const }] };
const { instanceId } = simulatedInstance;

/** Calls that know of one another, and the workflows by which they do. */
export const acrossCalls: readonly Scenario[] = [
  {
    name: 'counted-in-a-ledger',
    setting: () => together,
    go: async (parts, workflowId) => {
      parts.simulator.script(person, { dispositions: ['busy', 'answered'] });
      await parts.calls.start(request(person, twice), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['busy', 'answered']);
    },
  },
  {
    name: 'refused-by-a-limit',
    setting: () => together,
    go: async (parts, workflowId) => {
      await parts.calls.start(request(person), { workflowId: `${workflowId}-before` });
      await parts.calls.getHandle(`${workflowId}-before`).result();
      await parts.calls.start(request(person, { limits: atMost(1) }), { workflowId });
      await endsIn(parts, workflowId, 'expired', []);
    },
  },
  {
    name: 'stood-by-for-another-call',
    setting: () => together,
    go: async (parts, workflowId) => {
      const { calls } = parts;
      await calls.start(request(person), { workflowId: `${workflowId}-before` });
      await eventually(
        async () => (await calls.getHandle(`${workflowId}-before`).status()).current?.contactId,
      );
      await calls.start(request(person), { workflowId });
      await endsIn(parts, workflowId, 'reached', ['answered']);
      assert.ok((await activitiesIn(parts.client, workflowId)).includes('outboundAwaitUnblocked'));
    },
  },
  {
    name: 'opted-out-by-itself',
    setting: () => together,
    go: async (parts, workflowId) => {
      const { calls, client, simulator } = parts;
      simulator.script(person, { dispositions: ['busy'] });
      const later = {
        steps: [{ ...twice.steps[0], queueId: ownTeam, attempts: 2, retryAfter: '1 hour' as const }],
      };
      await calls.start(request(person, later), { workflowId });
      await eventually(async () => (await calls.getHandle(workflowId).status()).next);
      await client.workflow.getHandle(workflowId).executeUpdate(optOutUpdate, { args: [{}] });
      await endsIn(parts, workflowId, 'opted-out', ['busy']);
    },
  },
  {
    name: 'opted-out-before-it-began',
    setting: () => together,
    go: async (parts, workflowId) => {
      await parts.calls.optOuts.add(person);
      await parts.calls.start(request(person), { workflowId });
      await endsIn(parts, workflowId, 'opted-out', []);
    },
  },
  {
    name: 'called-before',
    setting: () => together,
    go: async (parts, workflowId) => {
      const { client, taskQueue } = parts;
      // Closed, so that the ledger's message ends the second call, not its dial.
      for (const hours of [{}, closedNow()]) {
        const args = [request(person, hours)];
        await client.workflow.start('outboundCall', { workflowId, taskQueue, args });
        await parts.calls.getHandle(workflowId).result();
      }
      await endsIn(parts, workflowId, 'reached', []);
    },
  },
  {
    name: 'on-hold-with-little-time',
    go: async (parts, workflowId) => {
      const { calls } = parts;
      await calls.holds.place({ instanceId });
      try {
        await calls.start(request(person, { limits: { deadline: '10 minutes' } }), { workflowId });
        await eventually(async () => {
          const { reasons } = await calls.getHandle(workflowId).explain();
          return reasons.some((reason) => reason.includes('on hold')) || undefined;
        });
      } finally {
        await calls.holds.release({ instanceId });
      }
      await endsIn(parts, workflowId, 'reached', ['answered']);
    },
  },
  {
    name: 'ledger',
    setting: () => together,
    go: async ({ client, taskQueue }, workflowId) => {
      await client.workflow.start('outboundCallLedger', { workflowId, taskQueue, args: [] });
      const ledger = client.workflow.getHandle(workflowId);
      const now = Date.now();
      const call = {
        workflowId: 'nobody-knows-it',
        firstExecutionRunId: '0199c0de-0000-7000-8000-000000000001',
      };
      const attemptId = `${call.firstExecutionRunId}.1`;
      await ledger.signal(reportToLedgerSignal, { registered: { ...call, until: now + 60_000 } });
      const asked = { attemptId, call: call.workflowId, at: now, checks: [], keepFor: 1_000, lookUpAt: now };
      await ledger.executeUpdate(reserveAttemptUpdate, { args: [asked] });
      await ledger.signal(optOutPersonSignal, {});
      await eventually(async () => {
        const [contact] = (await ledger.query(readLedgerQuery)).ledger.attempts;
        return contact && contact.lookUpAt === undefined ? true : undefined;
      });
      await ledger.signal(reportToLedgerSignal, { left: { ...call, until: Date.now() } });
      await ledger.terminate();
    },
  },
  {
    name: 'opt-outs',
    go: async ({ client, taskQueue }, workflowId) => {
      await client.workflow.start('outboundCallOptOuts', { workflowId, taskQueue, args: [] });
      const list = client.workflow.getHandle(workflowId);
      const optOut = { number: person, since: '2026-11-23T09:00:00Z' };
      await list.executeUpdate(changeOptOutsUpdate, { args: [{ add: [optOut] }] });
      assert.deepEqual(await list.query(findOptOutQuery, person), optOut);
      await list.terminate();
    },
  },
];
