import assert from 'node:assert/strict';
import { connectByInstance, type Connect } from '../../src/connect';

function calledBy(name: string, log: string[]): Connect {
  const say = (request: string) => log.push(`${name}: ${request}`);
  return {
    startOutboundVoiceContact: async () => {
      say('start');
      return { contactId: name };
    },
    describeContact: async () => {
      say('describe');
      return { contactId: name, attributes: {} };
    },
    stopContact: async () => {
      say('stop');
      return 'stopped';
    },
    searchContacts: async () => {
      say('search');
      return [name];
    },
    effectiveHours: async ({ from, until }) => {
      say('hours');
      return { timeZone: 'UTC', dates: {}, from, until };
    },
    describe: () => name,
    destroy: () => say('destroy'),
  };
}

describe('Amazon Connect in several Regions', () => {
  it('gets each request in the Region of its instance', async () => {
    const log: string[] = [];
    const connect = connectByInstance(calledBy('usual', log), { london: calledBy('london', log) });
    await connect.describeContact({ instanceId: 'london', contactId: 'c' });
    await connect.stopContact({ instanceId: 'anywhere', contactId: 'c' });
    const [from, until] = ['2026-11-21T00:00:00Z', '2026-11-22T00:00:00Z'];
    await connect.searchContacts({ instanceId: 'london', attemptIds: ['a.1'], from, until });
    const dates = { from: '2026-11-21', until: '2026-11-22' };
    await connect.effectiveHours({ instanceId: 'london', hoursOfOperationId: 'weekdays', ...dates });
    assert.deepEqual(log, ['london: describe', 'usual: stop', 'london: search', 'london: hours']);
  });

  it('knows an instance by its ID, whether it was named by its ARN or in capitals', async () => {
    const instanceId = 'aaaaaaaa-0000-4000-8000-00000000000f';
    for (const name of [
      `arn:aws:connect:us-west-2:111122223333:instance/${instanceId}`,
      instanceId.toUpperCase(),
    ]) {
      const log: string[] = [];
      const connect = connectByInstance(calledBy('usual', log), { [name]: calledBy('west', log) });
      await connect.stopContact({ instanceId, contactId: 'c' });
      assert.deepEqual(log, ['west: stop']);
    }
  });

  it('is closed everywhere', () => {
    const log: string[] = [];
    connectByInstance(calledBy('usual', log), { london: calledBy('london', log) }).destroy?.();
    assert.deepEqual(log, ['usual: destroy', 'london: destroy']);
  });
});
