// Check your own systems before each dial. Run: npx tsx examples/before-dial/may-call.ts
import { NativeConnection, Worker } from '@temporalio/worker';
import type { BeforeDialAnswer, BeforeDialQuestion } from 'temporal-amazon-connect';

/** Replace this with a look-up in your own systems. */
const orders: Record<string, { paid?: boolean; quietUntil?: string }> = {
  'A-1001': { paid: true },
  'A-1002': { quietUntil: '2031-03-03T09:00:00-08:00' },
};

export async function mayCall({ subject = '' }: BeforeDialQuestion): Promise<BeforeDialAnswer> {
  const order = orders[subject];
  if (order?.paid) return { refuse: `${subject} is paid` };
  const { quietUntil } = order ?? {};
  if (quietUntil && Date.parse(quietUntil) > Date.now()) {
    return { waitUntil: quietUntil, reason: 'they asked to be left alone until then' };
  }
  return { allow: true };
}

async function main(): Promise<void> {
  const connection = await NativeConnection.connect({ address: process.env['TEMPORAL_ADDRESS'] });
  const worker = await Worker.create({ connection, taskQueue: 'crm', activities: { mayCall } });
  await worker.run();
}

if (require.main === module) void main();
