import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { classifyContact } from '../../src/connect';
import type { Contact } from '../../src/domain/call/contact';

const page = readFileSync(path.join(__dirname, '..', '..', 'docs', 'dispositions.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|[\s|-]+$/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );

const ended: Contact = { contactId: 'c-1', endedAt: '2026-11-23T17:01:00.000Z', attributes: {} };
const at = '2026-11-23T17:00:05.000Z';

describe('docs/dispositions.md', () => {
  it('has every table', () => {
    assert.ok(rows.length > 30, `${rows.length} rows`);
  });

  for (const [first = '', second = '', third = '', fourth = ''] of rows) {
    if (
      second.startsWith('disposition') ||
      fourth.startsWith('disposition') ||
      fourth.startsWith('by the reason')
    )
      continue;
    if (fourth !== '') {
      it(`is right: answered ${first}, queued ${second}, agent ${third} is ${fourth}`, () => {
        const contact = {
          ...ended,
          connectedAt: first === 'yes' ? at : undefined,
          enqueuedAt: second === 'yes' ? at : undefined,
          agentConnectedAt: third === 'yes' ? at : undefined,
        };
        assert.equal(classifyContact(contact), fourth);
      });
    } else {
      it(`is right: ${first} is ${second}`, () => {
        const isDetection = /^(VOICEMAIL|FAX|SIT|AMD)_/.test(first);
        const contact = isDetection
          ? { ...ended, connectedAt: at, answeringMachineDetectionStatus: first }
          : { ...ended, disconnectReason: first === 'none' ? undefined : first };
        assert.equal(classifyContact(contact), second);
      });
    }
  }
});
