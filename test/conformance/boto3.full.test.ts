import assert from 'node:assert/strict';
import path from 'node:path';
import { z } from 'zod';
import type { Simulator } from '../../src/simulator';
import { modelledExceptions } from '../../src/simulator/exceptions';
import { operationNames, operations } from '../../src/simulator/operations';
import { pythonTimeoutMs, pythonWithAws } from './python';
import { runPython, startStrictSimulator } from './support';

const checkSchema = z.object({ operation: z.string(), check: z.string(), problems: z.array(z.string()) });
type Check = z.infer<typeof checkSchema>;

/**
 * boto3 and its service model are Amazon's, not ours: whatever the simulator gets wrong in paths, names, types, enums and
 * errors shows here. What is checked, conformance.py says.
 */
describe('The simulator, driven by boto3', () => {
  let simulator: Simulator | undefined;
  let checks: readonly Check[] = [];

  before(async function () {
    this.timeout(pythonTimeoutMs);
    const python = await pythonWithAws(this);
    simulator = await startStrictSimulator();
    const table = {
      operations: operations.map(({ name, method, path }) => ({ name, method, path })),
      exceptions: modelledExceptions,
    };
    const script = path.join(__dirname, 'conformance.py');
    const printed = await runPython(python, [script, simulator.url, JSON.stringify(table)]);
    checks = printed
      .trim()
      .split('\n')
      .map((line) => checkSchema.parse(JSON.parse(line)));
  });
  after(() => simulator?.close());

  const hold = (operation: string) => {
    const own = checks.filter((check) => check.operation === operation);
    assert(own.length > 0, 'nothing was checked');
    const failed = own.filter(({ problems }) => problems.length > 0);
    assert.equal(failed.length, 0, `${failed.length} of ${own.length} checks failed:\n${linesOf(failed)}`);
  };

  for (const name of operationNames) {
    it(`answers and refuses ${name} as its model says`, () => {
      hold(name);
    });
  }

  it('knows every exception of the model, and its status', () => {
    hold('exceptions');
  });

  it('has no operation that is not checked, and none is checked that it has not', () => {
    const known = new Set<string>([...operationNames, 'exceptions']);
    assert.deepEqual(new Set(checks.map(({ operation }) => operation)), known);
  });
});

function linesOf(failed: readonly Check[]): string {
  return failed.flatMap(({ check, problems }) => [check, ...problems.map((one) => `    ${one}`)]).join('\n');
}
