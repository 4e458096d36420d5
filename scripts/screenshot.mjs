// Take the README's screenshot of a call in the Temporal UI: node scripts/screenshot.mjs URL FILE [TAB]
// Needs a Chromium (CHROMIUM, or `chromium` on PATH). The URL is the one that `npm start` prints.
import { execFileSync } from 'node:child_process';
import { chromium } from 'playwright-core';

const [url, file] = process.argv.slice(2);
if (!url || !file) throw new Error('usage: node scripts/screenshot.mjs URL FILE');
const executablePath =
  process.env.CHROMIUM ?? execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  await page.getByText('Completed').first().waitFor();
  const tab = process.argv[4];
  if (tab)
    await page
      .getByRole('link', { name: tab })
      .or(page.getByRole('tab', { name: tab }))
      .first()
      .click();
  // The UI gives no sign when it has finished loading.
  await page.waitForTimeout(3000);
  await page.screenshot({ path: file });
} finally {
  await browser.close();
}
