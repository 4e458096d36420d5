import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';
import { skipBecause } from '../support/skip';
import { outbound, type Running } from './outbound';

describe('the link that outbound dev prints', () => {
  let dev: Running | undefined;

  afterEach(() => dev?.child.kill('SIGKILL'));

  it("opens this call's page in the Temporal UI, with a summary on every step and the timeline as details", async function () {
    this.timeout(120_000);
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
      await page.getByText('Over: exhausted.').first().waitFor({ timeout: 60_000 });
      const text = await page.locator('body').innerText();
      assert.match(text, /Call \+1206•••0102: own-team → overflow/);
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
