import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import {
  CreateHoursOfOperationOverrideCommand,
  ListHoursOfOperationOverridesCommand,
  UpdateContactAttributesCommand,
} from '@aws-sdk/client-connect';
import { startSimulator, type SeedInput, type SimulatorOptions } from '../../src/simulator';
import { Phones, validRequest } from './support';

const operation = 'StartOutboundVoiceContact';

describe('A journal', () => {
  let directory = '';
  let phones = new Phones();
  const journal = () => join(directory, 'journal.jsonl');

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'journal-'));
    phones = new Phones();
  });
  afterEach(async () => {
    await phones.close();
    rmSync(directory, { recursive: true });
  });

  const reopen = async (options: SimulatorOptions = {}) => {
    await phones.close();
    await phones.open({ journal: journal(), ...options });
  };

  it('brings back contacts, dials, tokens, scripts, faults, attributes and overrides', async () => {
    await reopen();
    phones.simulator.script('+12065550140', { dispositions: ['busy', 'not-allowed', 'voicemail'] });
    const scripted = { DestinationPhoneNumber: '+12065550140' };
    const first = await phones.dial({ ClientToken: 'attempt-1' });
    await phones.dial(scripted);
    await assert.rejects(phones.dial(scripted));
    const stopped = await phones.dial();
    phones.pass(5);
    await phones.stop(stopped);
    await phones.client.send(
      new UpdateContactAttributesCommand({
        InstanceId: validRequest.InstanceId,
        InitialContactId: first,
        Attributes: { a: '1' },
      }),
    );
    const hours = {
      InstanceId: validRequest.InstanceId,
      HoursOfOperationId: 'eeeeeeee-0000-4000-8000-000000000001',
    };
    await phones.client.send(
      new CreateHoursOfOperationOverrideCommand({
        ...hours,
        Name: 'Holiday',
        Config: [],
        EffectiveFrom: '2026-12-25',
        EffectiveTill: '2026-12-25',
      }),
    );
    phones.simulator.fault({ kind: 'throttle', operation, count: 3 });
    await assert.rejects(phones.dial());
    const kept = async () => ({
      dials: await (await phones.fetch('/_simulator/dials')).json(),
      contacts: await (await phones.fetch('/_simulator/contacts')).json(),
      faults: await (await phones.fetch('/_simulator/faults')).json(),
      overrides: (await phones.client.send(new ListHoursOfOperationOverridesCommand(hours)))
        .HoursOfOperationOverrideList,
    });
    const before = await kept();

    await reopen();
    assert.deepEqual(await kept(), before);
    await assert.rejects(phones.dial(), { name: 'TooManyRequestsException' });
    await assert.rejects(phones.dial(), { name: 'TooManyRequestsException' });
    assert.equal(await phones.dial({ ClientToken: 'attempt-1' }), first);
    const third = await phones.dial(scripted);
    phones.pass(10);
    assert.notEqual((await phones.describe(third)).ConnectedToSystemTimestamp, undefined);
  });

  it('brings back who waits for which agent', async () => {
    const seed: SeedInput = {
      instances: [
        {
          instanceId: validRequest.InstanceId,
          contactFlows: [{ contactFlowId: validRequest.ContactFlowId, name: 'Greet' }],
          queues: [{ queueId: validRequest.QueueId, name: 'One', outboundNumber: '+12065550190', agents: 1 }],
          phoneNumbers: [{ phoneNumberId: 'n', phoneNumber: '+12065550190', countryCode: 'US' }],
        },
      ],
    };
    await reopen({ seed });
    const first = await phones.dial();
    await phones.dial();
    await phones.dial();
    phones.pass(10);
    await phones.stop(first);
    const contacts = async () => (await phones.fetch('/_simulator/contacts')).json();
    const before = await contacts();
    await reopen({ seed });
    assert.deepEqual(await contacts(), before);
    phones.pass(600);
    const ends = (await phones.simulator.contacts()).map(({ past }) => past.ended?.at);
    await reopen({ seed });
    assert.deepEqual(
      (await phones.simulator.contacts()).map(({ past }) => past.ended?.at),
      ends,
    );
  });

  it('delivers no event twice after a restart', async () => {
    const path = join(directory, 'events.jsonl');
    const events = { target: { kind: 'file' as const, path }, pollIntervalMs: 3_600_000 };
    await reopen({ events });
    await phones.dial();
    await phones.simulator.deliverEvents();
    await reopen({ events });
    phones.pass(60);
    await phones.simulator.deliverEvents();
    assert.equal(readFileSync(path, 'utf8').trim().split('\n').length, 6);
  });

  it('stays empty of what a reset forgot', async () => {
    await reopen();
    await phones.dial();
    phones.simulator.reset();
    await reopen();
    assert.deepEqual(phones.simulator.dials(), []);
  });

  it('lets time go on, at whichever speed', async () => {
    const timeOf = async (speed: number) => {
      const simulator = await startSimulator({ journal: journal(), speed });
      const health: unknown = await (await fetch(`${simulator.url}/_simulator/health`)).json();
      await simulator.close();
      assert(health !== null && typeof health === 'object' && 'now' in health);
      return Number(health.now);
    };
    const fast = await timeOf(100_000);
    const slow = await timeOf(1);
    assert(slow >= fast, 'time never runs backwards');
    assert(slow > Date.now() + 10_000);
  });

  it('is read up to a last line that was torn', async () => {
    await reopen();
    const contactId = await phones.dial();
    appendFileSync(journal(), '{"type":"contact-started","cont');
    await reopen();
    assert.equal(phones.simulator.dials()[0]?.contactId, contactId);
    await phones.dial();
    await reopen();
    assert.equal(phones.simulator.dials().length, 2);
  });

  it('that makes no sense is refused, with its line', async () => {
    writeFileSync(journal(), '{"type":"reset"}\n{"type":"nonsense"}\n');
    await assert.rejects(startSimulator({ journal: journal() }), /journal\.jsonl:2/);
  });

  it('survives SIGKILL: what was answered is there, and a token still rings nothing twice', async () => {
    const first = await startChild(journal());
    const dialed: Promise<string>[] = [];
    for (let call = 0; call < 8; call += 1) dialed.push(dialAt(first.url, `attempt-${call}`));
    const ids = await Promise.all(dialed);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');

    const second = await startChild(journal());
    try {
      assert.deepEqual(await Promise.all(ids.map((_, call) => dialAt(second.url, `attempt-${call}`))), ids);
      const dials: unknown = await (await fetch(`${second.url}/_simulator/dials`)).json();
      assert(dials !== null && typeof dials === 'object' && 'dials' in dials && Array.isArray(dials.dials));
      assert.equal(dials.dials.length, 8);
    } finally {
      second.child.kill('SIGKILL');
    }
  });
});

async function startChild(journal: string): Promise<{ child: ChildProcess; url: string }> {
  const program = join(__dirname, 'journalled-simulator.ts');
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', program, journal], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const url of createInterface(child.stdout)) return { child, url };
  throw new Error('The simulator did not start');
}

async function dialAt(url: string, clientToken: string): Promise<string> {
  const response = await fetch(`${url}/contact/outbound-voice`, {
    method: 'PUT',
    body: JSON.stringify({ ...validRequest, ClientToken: clientToken }),
  });
  const body: unknown = await response.json();
  assert(body !== null && typeof body === 'object' && 'ContactId' in body);
  return String(body.ContactId);
}
