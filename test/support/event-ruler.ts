import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { isExecutable, onPath } from '../../src/embedded/executable-file';
import { findExecutable, notFound, type FindOptions } from '../../src/embedded/find-executable';
import { copyJars } from '../../src/embedded/maven';

/** Which events an EventBridge rule with this pattern lets through, as AWS's own matching library says. */
export async function matchingEvents(pattern: unknown, events: readonly unknown[]): Promise<boolean[]> {
  const ruler = await findEventRuler();
  const texts = [pattern, ...events].map((json) => JSON.stringify(json));
  const { stdout } = await promisify(execFile)(ruler, texts);
  return z.array(z.boolean()).parse(JSON.parse(stdout));
}

const artifact = 'software.amazon.event.ruler:event-ruler:1.8.1';

export async function findEventRuler(options: FindOptions = {}): Promise<string> {
  const { env = process.env } = options;
  const fileName = 'event-ruler';
  return findExecutable(
    {
      what: 'Event Ruler',
      fileName,
      variable: 'OUTBOUND_EVENT_RULER',
      check: async (file) => {
        if (!(await isExecutable(file))) return notFound(`no executable ${file}`);
        if ((await onPath('java', env)) === undefined) return notFound('no java on PATH');
        return { found: true, path: file, version: artifact };
      },
      ways: [
        {
          how: `by Maven, ${artifact}`,
          entry: artifact.replaceAll(':', '-'),
          make: async (folder, report) => {
            await copyJars([artifact], folder, env, report);
            await writeFile(path.join(folder, 'Matches.java'), program);
            await writeFile(path.join(folder, fileName), script, { mode: 0o755 });
          },
        },
      ],
      advice: 'Install a Java development kit (https://adoptium.net) and Maven (https://maven.apache.org)',
    },
    options,
  );
}

const script = `#!/bin/sh
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$here/lib/*" "$here/Matches.java" "$@"
`;

const program = `import software.amazon.event.ruler.Ruler;

public class Matches {
  public static void main(String[] arguments) throws Exception {
    boolean[] matches = new boolean[arguments.length - 1];
    for (int event = 0; event < matches.length; event += 1) {
      matches[event] = Ruler.matchesRule(arguments[event + 1], arguments[0]);
    }
    System.out.println(java.util.Arrays.toString(matches));
  }
}
`;
