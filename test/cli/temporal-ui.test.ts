import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { eventually } from '../support/calls';
import { skipBecause } from '../support/skip';
import { outbound, type Running } from './outbound';

describe('the link that outbound dev prints', () => {
  let dev: Running | undefined;

  afterEach(() => dev?.child.kill('SIGKILL'));

  it("opens this call's page in the Temporal UI, with a summary on every step and the timeline as details", async function () {
    const executablePath = findChromium();
    if (executablePath === undefined) skipBecause(this, 'no Chromium on this machine');

    dev = outbound(['dev', '--number', '+12065550102']);
    const [, link = ''] = await dev.said(/Watch it +(http:\S+)/);
    await dev.said(/outcome {4}exhausted/);

    const browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
    });
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
      await page.goto(link, { waitUntil: 'domcontentloaded' });
      await page.getByText('Attempt 3 · overflow').first().waitFor({ timeout: 60_000 });
      await page.getByText('User Metadata').first().click();
      // The UI shows Markdown in frames.
      await eventually(async () => {
        const texts = await Promise.all(
          page.frames().map((frame) => frame.evaluate('document.body.innerText').catch(() => '')),
        );
        const text = texts.join('\n');
        const isThere =
          text.includes('Over: exhausted.') && text.includes('Call +1206•••0102: own-team → overflow');
        return isThere ? true : undefined;
      });
    } finally {
      await browser.close();
    }
  });
});

function findChromium(): string | undefined {
  try {
    const names = 'chromium chromium-browser google-chrome';
    return (
      execFileSync('sh', ['-c', `for name in ${names}; do command -v $name && break; done`], {
        encoding: 'utf8',
      }).trim() || undefined
    );
  } catch {
    return undefined;
  }
}
