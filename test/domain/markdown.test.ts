import assert from 'node:assert/strict';
import { detailsOf, summaryOf } from '../../src/client/describe-call';
import { inMarkdown } from '../../src/domain/markdown';
import { parsed, requestInput } from './fixtures';

describe('text in Markdown', () => {
  for (const [text, shown] of [
    [
      'own-team, 2nd try (America/Los_Angeles): +1206•••0102.',
      'own-team, 2nd try (America/Los_Angeles): +1206•••0102.',
    ],
    ['**bold** and _slanted_', '\\*\\*bold\\*\\* and \\_slanted\\_'],
    ['[pay here](https://evil.example)', '\\[pay here\\](https://evil.example)'],
    ['![](https://evil.example/seen.png)', '!\\[\\](https://evil.example/seen.png)'],
    ['<img src=x>', '\\<img src=x\\>'],
    ['`code` \\* ~~gone~~ a|b &lt;', '\\`code\\` \\\\\\* \\~\\~gone\\~\\~ a\\|b \\&lt;'],
    ['a\n\n# heading\r\n- item', 'a # heading - item'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
  ] as const) {
    it(`reads as it was written: ${JSON.stringify(text)}`, () => {
      assert.equal(inMarkdown(text), shown);
    });
  }

  it('is what the start of a call shows of its steps', () => {
    const request = parsed(requestInput({ steps: [{ name: '**x** [y](z)', queueId: 'a-queue' }] }));
    assert.match(summaryOf(request), /: \\\*\\\*x\\\*\\\* \\\[y\\\]\(z\)$/);
    assert.match(detailsOf(request), /^1\. \*\*\\\*\\\*x\\\*\\\* \\\[y\\\]\(z\)\*\* from queue a-queue/);
  });
});
