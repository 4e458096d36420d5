import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeText } from '../../../src/cli/csv/decode-text';
import { readOptOuts, type OptOutFile } from '../../../src/cli/opt-outs/read-opt-outs';
import { badLines } from '../../../src/cli/csv/bad-lines';
import { checkedOptOut } from '../../../src/domain/ledger/checked-opt-out';

const now = '2026-11-23T09:00:00Z';
const ada = '+12065550138';
const bob = '+12065550139';

function read(text: string, country?: string): OptOutFile {
  return readOptOuts(text, { now, ...(country === undefined ? {} : { country }) });
}

/** The opt-outs of a file without a bad line, as `number since reason`. */
function listOf(text: string, country?: string): string[] {
  const { optOuts, bad } = read(text, country);
  assert.deepEqual(bad, []);
  return optOuts.map(({ number, since, reason }) => [number, since, reason ?? '-'].join(' '));
}

describe('a do-not-call list as people have it', () => {
  const twice = [`${ada} 2026-11-20T00:00:00Z asked, twice`, `${bob} ${now} -`];
  const spellings: Record<string, string> = {
    'numbers, dates and reasons, one a line': `${ada},2026-11-20,asked, twice\n${bob}\n`,
    'a byte order mark and the line ends of Windows': `\uFEFF${ada},2026-11-20,"asked, twice"\r\n${bob}\r\n`,
    'the line ends of an old Mac': `${ada},2026-11-20,"asked, twice"\r${bob}`,
    'a heading': `Phone number,Date,Reason\n${ada},2026-11-20,"asked, twice"\n${bob},,\n`,
    'quotes around everything': `"Number","Since","Reason"\n"${ada}","2026-11-20","asked, twice"\n"${bob}","",""\n`,
    semicolons: `${ada};2026-11-20;asked, twice\n${bob};;\n`,
    'semicolons that its first line names': `sep=;\n${ada};2026-11-20;asked, twice\n${bob};;\n`,
    tabs: `Phone\tDate\tWhy\n${ada}\t2026-11-20\tasked, twice\n${bob}\t\t\n`,
    bars: `${ada} | 2026-11-20 | asked, twice\n${bob}\n`,
    'comments and empty lines': `# from the old system\n\n${ada},2026-11-20,"asked, twice"\n   \n#\n${bob}\n\n`,
    'columns of its own, in another order': `Name,Opted out since,Mobile,Comment,Agent\nAda,2026-11-20,${ada},"asked, twice",7\nBob,,${bob},,\n`,
    'a heading in another language': `Telefonnummer;Datum;Grund\n${ada};20.11.2026;asked, twice\n${bob};;\n`,
    'a heading of words joined together': `phoneNumber,opted_out_date,optOutReason\n${ada},2026-11-20,"asked, twice"\n${bob},,\n`,
    'a note on several lines': `${ada},2026-11-20,"asked,\ntwice"\n${bob}\n`,
  };
  for (const [what, text] of Object.entries(spellings)) {
    it(`may have ${what}`, () => {
      assert.deepEqual(listOf(text), twice);
    });
  }

  it('may have no heading that its columns are known by, and then has number, date and reason', () => {
    assert.deepEqual(listOf(`Kunde;Stand;Text\n${ada};2026-11-20;asked, twice\n${bob};;\n`), twice);
  });

  it('may have several numbers a person: each of them is opted out', () => {
    const text = `Home phone,Mobile phone,Date\n${ada},${bob},2026-11-20\n,+12065550140,2026-11-21\n`;
    assert.deepEqual(listOf(text), [
      `${ada} 2026-11-20T00:00:00Z -`,
      `${bob} 2026-11-20T00:00:00Z -`,
      '+12065550140 2026-11-21T00:00:00Z -',
    ]);
  });

  it('keeps no column as a reason that is none, such as a name', () => {
    assert.deepEqual(listOf(`Phone,Name\n${ada},Ada\n`), [`${ada} ${now} -`]);
  });

  it('may have quotes within a reason', () => {
    assert.deepEqual(listOf(`${ada},2026-11-20,said "no calls"\n`), [
      `${ada} 2026-11-20T00:00:00Z said "no calls"`,
    ]);
    assert.deepEqual(listOf(`${ada}, 2026-11-20, "said ""no calls"""\n`), [
      `${ada} 2026-11-20T00:00:00Z said "no calls"`,
    ]);
    assert.deepEqual(listOf(`${ada},2026-11-20,"no calls" said twice\n`), [
      `${ada} 2026-11-20T00:00:00Z "no calls" said twice`,
    ]);
  });

  it('may have numbers as its country writes them, when the country is given', () => {
    const text = 'Phone\n(206) 555-0138\n206.555.0139\n+44 20 7946 0958\n';
    assert.deepEqual(
      read(text, 'US').optOuts.map(({ number }) => number),
      [ada, bob, '+442079460958'],
    );
    assert.deepEqual(
      read(text).bad.map(({ line }) => line),
      [2, 3],
    );
    assert.deepEqual(
      read('020 7946 0958;2026-11-20\n', 'GB').optOuts.map(({ number }) => number),
      ['+442079460958'],
    );
  });

  it('may have numbers that a spreadsheet has marked as text', () => {
    const text = `Phone,Date\n="${ada}",2026-11-20\n'${bob},2026-11-20\n="(206) 555-0138",2026-11-20\n`;
    assert.deepEqual(
      read(text, 'US').optOuts.map(({ number }) => number),
      [ada, bob, ada],
    );
  });

  it('may be UTF-16 with tabs, as spreadsheets save Unicode text, and Windows-1252', () => {
    const text = `${ada}\t2026-11-20\tdésolé\n`;
    const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
    for (const bytes of [
      Buffer.from(text),
      utf16,
      Buffer.from(utf16).swap16(),
      Buffer.from(text, 'latin1'),
    ]) {
      assert.deepEqual(listOf(decodeText(bytes)), [`${ada} 2026-11-20T00:00:00Z désolé`]);
    }
  });

  it('shows all its bad lines, by their numbers and problems', () => {
    const { optOuts, bad } = read(
      `Phone,Date,Reason\n${ada},2026-11-20,fine\nunknown,,\n\n${bob},20 Nov 2026,\n,2026-11-20,no number\n12,2026-02-30,\n`,
    );
    assert.deepEqual(
      optOuts.map(({ number }) => number),
      [ada],
    );
    assert.deepEqual(
      bad.map(({ line }) => line),
      [3, 5, 6, 7],
    );
    assert.match(bad[1]?.problem ?? '', /expected a date such as 2026-11-23/);
    assert.equal(bad[2]?.problem, 'it has no number');
    assert.match(bad[3]?.problem ?? '', /; its date does not exist/);
  });

  it('takes no first line with a number for a heading, even a bad one', () => {
    assert.deepEqual(
      read(`206 555 0138\n${bob}\n`).bad.map(({ line }) => line),
      [1],
    );
  });

  it('loses no number to a quote that is not closed', () => {
    const text = `${ada},2026-11-20,"asked\n${bob},2026-11-20,"asked, too\n+12065550140,2026-11-20,fine\n`;
    const { optOuts, bad } = read(text);
    assert.deepEqual(
      bad.map(({ line, problem }) => [line, problem]),
      [1, 2].map((line) => [line, 'a quote (") is opened and not closed']),
    );
    assert.deepEqual(
      optOuts.map(({ number }) => number),
      ['+12065550140'],
    );
    // Not even if another quote seems to close it, or the number is in another column.
    assert.deepEqual(read(`Name,Phone,Note\nAda,${ada},"asked\nBob,${bob},"\n`).bad.length, 2);
  });

  it('may be anything: each line is good or bad, and a good one has a number and an instant', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        ada,
        '206 555 0138',
        '"',
        '""',
        '2026-11-20',
        '3/4/2026 24:00',
        'no "calls"',
        '\t',
        '#',
        '',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const line = fc.tuple(fc.constantFrom(',', ';', '\t'), fc.array(cell, { maxLength: 5 }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('US', undefined), (lines, country) => {
        const text = lines.map(([separator, cells]) => cells.join(separator)).join('\n');
        const { optOuts, bad } = read(text, country);
        for (const optOut of optOuts) assert.deepEqual(checkedOptOut(optOut), optOut);
        const count = text.split(/\r\n|\r|\n/).length;
        assert.ok(bad.every(({ line: number }) => number >= 1 && number <= count));
      }),
    );
  });

  it('gives its bad lines back as a file that can be imported once they are corrected', () => {
    const text = `Phone;Reason\n${ada};fine\n206 555 0139;"asked; twice"\n`;
    const file = badLines(read(text));
    assert.match(file, /^Phone;Reason\n# line 3: [^\n]+\n206 555 0139;"asked; twice"\n$/);
    assert.deepEqual(listOf(file, 'US'), [`${bob} ${now} asked; twice`]);
  });
});
