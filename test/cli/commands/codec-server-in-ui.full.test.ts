import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withBrowser } from '../../support/chromium';
import { randomKey } from '../../support/random-key';
import { outbound, root, type Running } from '../outbound';

const person = '+12065550102';

describe('the Temporal UI of an encrypted installation', () => {
  let folder: string;
  const running: Running[] = [];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'outbound-encrypted-ui-'));
  });
  afterEach(async () => {
    for (const { child } of running.splice(0)) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  it('shows a call to nobody, and to a browser whose codec server is `outbound codec-server`', async function () {
    await withBrowser(this, async (browser) => {
      await writeFile(path.join(folder, 'temporal.config.ts'), settings);
      const begin = (...args: string[]) => {
        const one = outbound(args, {}, folder);
        running.push(one);
        return one;
      };
      const dev = begin('dev', '--number', person);
      const [, link = ''] = await dev.said(/Watch it +(http:\S+)/);
      await dev.said(/outcome {4}exhausted/);
      const codecServer = begin('codec-server', '--port', '0', '--ui-origin', new URL(link).origin);
      const [, endpoint = ''] = await codecServer.said(/Codec server: (http:\S+?),/);

      const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
      const inClear = page.getByText(person).first();
      await page.goto(link, { waitUntil: 'domcontentloaded' });
      await page.getByText('Workflow Execution Completed').first().waitFor({ timeout: 60_000 });
      assert.equal(await inClear.count(), 0);

      // Of the icons at the top, the glasses come second; UI 2.54 gives the button neither a name nor an ID.
      await page.locator('button:visible:has(svg)').evaluateAll(clickSecondIconAtTop);
      await page.getByTestId('use-local-endpoint-input').check({ force: true });
      await page.getByTestId('data-encoder-endpoint-input').fill(endpoint);
      await page.getByTestId('confirm-modal-button').locator('visible=true').click();
      await page.reload({ waitUntil: 'domcontentloaded' });
      await inClear.waitFor({ state: 'attached', timeout: 60_000 });
    });
  });
});

interface Button {
  readonly innerText: string;
  getBoundingClientRect(): { readonly top: number; readonly left: number };
  click(): void;
}

/** Runs in the page, where a function in it would miss a helper of the compiler. */
function clickSecondIconAtTop(elements: unknown[]): void {
  (elements as Button[])
    .filter((button) => button.innerText.trim() === '' && button.getBoundingClientRect().top < 50)
    .sort((a, b) => a.getBoundingClientRect().left - b.getBoundingClientRect().left)
    .at(1)
    ?.click();
}

const settings = `import { encrypted } from ${JSON.stringify(path.join(root, 'lib', 'src', 'encryption'))};
const keys = [{ id: 'test', key: '${randomKey()}' }];
export default { temporal: { dataConverter: ({ namespace }) => encrypted({ keys, namespace }) } };`;
