import assert from 'node:assert/strict';
import { Resource } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry';
import { NativeConnection } from '@temporalio/worker';
import { localServer } from '../support/shared-servers';
import { bundleOf, onOwnWorker, type OwnWorkerOptions } from './own-worker/with-own-worker';

describe("a user's OpenTelemetryPlugin beside ours", () => {
  it('traces the dials, polls and lines of our workers, each once', async () => {
    const { plugin, spans } = openTelemetry();
    await tracesACall({ plugins: [plugin] }, plugin, spans);
  });

  it('does so, too, when the connection has it', async () => {
    const { plugin, spans } = openTelemetry();
    const { temporalServer } = await localServer();
    const connection = await NativeConnection.connect({ address: temporalServer.address, plugins: [plugin] });
    try {
      await tracesACall({ connection }, plugin, spans);
    } finally {
      await connection.close();
    }
  });
});

async function tracesACall(
  options: OwnWorkerOptions,
  plugin: OpenTelemetryPlugin,
  spans: () => readonly string[],
): Promise<void> {
  const workflowBundle = await bundleOf('workflows', { plugins: [plugin] });
  await onOwnWorker({ ...options, worker: { workflowBundle } }, async ({ remind, simulator }) => {
    assert.equal(await remind('+12065550100', 'traced'), 'noted: reached');
    assert.equal(simulator.dials().length, 1);
  });
  const times = (name: string) => spans().filter((span) => span === name).length;
  // Each once: an interceptor that is applied twice makes two spans.
  for (const name of [
    'RunWorkflow:remind',
    'RunWorkflow:outboundCall',
    'RunActivity:note',
    'RunActivity:outboundDial',
  ])
    assert.equal(times(name), 1, name);
  assert.ok(times('RunActivity:outboundAwaitContact') > 0);
  assert.ok(times('UpdateWithStartWorkflow:exchangeLines') > 0, 'the client of the lines');
}

function openTelemetry() {
  const exporter = new InMemorySpanExporter();
  const spanProcessor = new SimpleSpanProcessor(exporter);
  const provider = new BasicTracerProvider({ spanProcessors: [spanProcessor] });
  const plugin = new OpenTelemetryPlugin({
    resource: new Resource({}),
    spanProcessor,
    tracer: provider.getTracer('test'),
  });
  return { plugin, spans: () => exporter.getFinishedSpans().map(({ name }) => name) };
}
