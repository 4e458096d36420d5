import assert from 'node:assert/strict';
import { startSimulator, type Simulator } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { simulatedInstance } from '../../src/simulator';
import { ExchangeLog } from '../../src/chaos/network/exchange-log';
import { Link } from '../../src/chaos/network/link';
import { ConnectError, type Connect } from '../../src/connect';

describe('the network of a storm', () => {
  let simulator: Simulator;
  let link: Link;
  let log: ExchangeLog;
  let connect: Connect;

  beforeEach(async () => {
    simulator = await startSimulator({ speed: 20 });
    log = new ExchangeLog();
    link = await Link.open(simulator.port, { latencyMs: () => 10, tap: () => log.tap(0) });
    connect = simulatedConnect({ url: `http://127.0.0.1:${link.port}` });
  });
  afterEach(async () => {
    connect.destroy?.();
    link.close();
    await simulator.close();
  });

  const dial = () =>
    connect.startOutboundVoiceContact({
      instanceId: simulatedInstance.instanceId,
      contactFlowId: simulatedInstance.contactFlowId,
      queueId: simulatedInstance.queues[0].queueId,
      destinationPhoneNumber: '+12065550100',
      clientToken: 'token',
      attributes: { outboundCallWorkflowId: 'call', outboundCallAttemptId: 'run.1' },
    });

  it('lets everything pass when nothing is wrong, also slowly, and notes what was said', async () => {
    await dial();
    await link.setTrouble('slow');
    await dial();
    assert.deepEqual(
      log.exchanges.map(({ operation, workflowId, attemptId, fate }) => ({
        operation,
        workflowId,
        attemptId,
        fate,
      })),
      Array.from({ length: 2 }, () => ({
        operation: 'dial',
        workflowId: 'call',
        attemptId: 'run.1',
        fate: 'answered',
      })),
    );
  });

  for (const trouble of ['cut', 'half', 'refused'] as const) {
    it(`breaks connections while it is ${trouble}, and none afterwards`, async () => {
      await link.setTrouble(trouble);
      await assert.rejects(dial(), ConnectError);
      await link.setTrouble(undefined);
      await dial();
    });
  }

  it('holds data back while it is silent', async () => {
    await link.setTrouble('silent');
    const answer = dial();
    await link.setTrouble(undefined);
    await answer;
  });

  it('drops the response to an intercepted dial: the phone rang, but the client got no response', async () => {
    log.interceptDialAnswer(0, () => {
      link.breakAll();
    });
    await assert.rejects(dial(), ConnectError);
    assert.equal(simulator.dials().length, 1);
    assert.deepEqual(
      log.exchanges.map(({ fate }) => fate),
      ['lost'],
    );
  });
});
