import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readPolicy } from '../../src/cli/policy-file';

const now = Date.UTC(2026, 10, 23, 17);

const ics = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'SUMMARY:Christmas',
  'DTSTART;VALUE=DATE:20151224',
  'DTEND;VALUE=DATE:20151227',
  'RRULE:FREQ=YEARLY',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

describe('a policy file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'policy-'));
    await mkdir(path.join(folder, 'shared'));
  });
  after(() => rm(folder, { recursive: true }));

  const write = (file: string, text: string) => writeFile(path.join(folder, file), text);

  async function closedOn(entries: readonly unknown[]): Promise<unknown> {
    await write('policy.json', JSON.stringify({ callingHours: { closedOn: entries } }));
    return (await readPolicy(path.join(folder, 'policy.json'), now)).callingHours?.closedOn;
  }

  it('takes the dates of a calendar beside it into its own: of whole years, from the last to the one after the next', async () => {
    await write('shared/christmas.ics', ics);
    assert.deepEqual(await closedOn(['2026-07-14', 'shared/christmas.ics']), [
      '2026-07-14',
      ...[2025, 2026, 2027, 2028].flatMap((year) => ['24', '25', '26'].map((day) => `${year}-12-${day}`)),
    ]);
  });

  it('says of a calendar what its events with a time of day do, and warns of each', async () => {
    const eve = 'BEGIN:VEVENT\nSUMMARY:Eve\nDTSTART:20261224T120000\nDURATION:PT6H\nEND:VEVENT\n';
    const day = 'BEGIN:VEVENT\nSUMMARY:Day\nDTSTART:20261225\nEND:VEVENT\n';
    await write('half.ics', `BEGIN:VCALENDAR\n${eve}${day}END:VCALENDAR\n`);
    const read = async (entry: unknown) => {
      await write('policy.json', JSON.stringify({ callingHours: { closedOn: [entry] } }));
      const warnings: string[] = [];
      const policy = await readPolicy(path.join(folder, 'policy.json'), now, (warning) =>
        warnings.push(warning),
      );
      assert.equal(warnings.length, 1);
      assert.match(
        warnings[0] ?? '',
        /^callingHours\.closedOn: half\.ics: Event "Eve" at line 2 has a time of day/,
      );
      return policy.callingHours?.closedOn;
    };
    const both = ['2026-12-24', '2026-12-25'];
    assert.deepEqual(await read('half.ics'), both);
    assert.deepEqual(await read({ file: 'half.ics', partialDays: 'close' }), both);
    assert.deepEqual(await read({ file: 'half.ics', partialDays: 'ignore' }), ['2026-12-25']);
    await assert.rejects(closedOn([{ file: 'half.ics', partialDays: 'open' }]), {
      message: /closedOn\[0\]: partialDays: expected "close" or "ignore"/,
    });
    await assert.rejects(closedOn([{ file: 'list.txt' }]), {
      message: /closedOn\[0\]: file: .*"holidays\.ics"/,
    });
  });

  it('takes the dates of a list: with comments, headings and names', async () => {
    await write('list.txt', '# bridge days\n\n2026-12-31  between the years\n2027-05-07\n');
    await write('list.csv', '\uFEFFdate;name\r\n"2027-01-02";"Berchtold"\r\n2026-12-28;Innocents\r\n');
    assert.deepEqual(await closedOn(['list.txt', 'list.csv']), [
      '2026-12-31',
      '2027-05-07',
      '2026-12-28',
      '2027-01-02',
    ]);
  });

  it('is the same policy when it is read again tomorrow, so that the same call is not another one', async () => {
    await write('shared/christmas.ics', ics);
    const file = path.join(folder, 'policy.json');
    await closedOn(['shared/christmas.ics']);
    assert.deepEqual(await readPolicy(file, now), await readPolicy(file, now + 24 * 60 * 60 * 1000));
  });

  it('leaves what is no file to the schema, which says what is wrong with it', async () => {
    assert.deepEqual(await closedOn(['2026-13-45', 'christmas', 7]), ['2026-13-45', 'christmas', 7]);
  });

  it('that is YAML or JSON runs no code: a rule pack that is code is refused, with what to do', async () => {
    await write('shared/ran.ts', 'throw new Error("it was run");');
    await write('shared/policy.yaml', 'rules: [us-tcpa, ./ran.ts]\n');
    await write('shared/policy.json', '{"rules": ["./ran.js"]}');
    await assert.rejects(readPolicy(path.join(folder, 'shared/policy.yaml'), now), {
      message:
        /policy\.yaml can't be used: rules\[1\]: \.\/ran\.ts: is code, .* Write the pack as \.yaml or \.json/,
    });
    await assert.rejects(readPolicy(path.join(folder, 'shared/policy.json'), now), {
      message: /rules\[0\]: \.\/ran\.js: is code/,
    });
  });

  it('takes rule packs of one’s own from JSON, YAML and, if it is code itself, TypeScript, and leaves the names of others', async () => {
    await write('own.yaml', 'name: own-yaml\nrules: []\n');
    await write('shared/own.json', '{"name": "own-json"}');
    await write('shared/own.ts', 'export default { name: "own-ts" as const };');
    await write(
      'shared/policy.ts',
      `export default { rules: ['us-tcpa', '../own.yaml', './own.json', './own.ts', { name: 'inline' }, 'own.json'] };`,
    );
    const policy = await readPolicy(path.join(folder, 'shared/policy.ts'), now);
    assert.deepEqual(Object.entries(policy), [
      [
        'rules',
        [
          'us-tcpa',
          { name: 'own-yaml', rules: [] },
          { name: 'own-json' },
          { name: 'own-ts' },
          { name: 'inline' },
          'own.json',
        ],
      ],
    ]);
  });

  it('that names a file which can’t be used is refused: by member, file and line', async () => {
    await write('bad.txt', '2026-12-24\n24.12.2026\n');
    await write('bad.ics', ics.replace('20151224', '20151324'));
    await write('old.txt', '2025-12-25\n');
    const refusals: Record<string, RegExp> = {
      'nowhere.ics':
        /policy\.json can't be used: callingHours\.closedOn\[0\]: nowhere\.ics: does not exist: looked for \//,
      'bad.txt': /closedOn\[0\]: bad\.txt: Line 2: "24\.12\.2026" is not a date such as "2026-12-25"/,
      'bad.ics': /bad\.ics: Event "Christmas" at line 2: its DTSTART "2015-13-24" is not a date/,
      'old.txt': /old\.txt: has no date from 2026-11-22 to 2028-12-31\. It may be outdated/,
    };
    for (const [file, message] of Object.entries(refusals)) {
      await assert.rejects(closedOn([file]), { message });
    }
    await write('rules.json', '{"rules": ["us-tcpa", "./nowhere.yaml"]}');
    await assert.rejects(
      readPolicy(path.join(folder, 'rules.json')),
      /rules\[1\]: \.\/nowhere\.yaml: does not exist/,
    );
  });
});
