import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from 'playwright-core';
import { skipBecause } from './skip';

/** Run a test in a browser; it is skipped on a machine that has none. */
export async function withBrowser(
  context: Mocha.Context,
  test: (browser: Browser) => Promise<void>,
): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined) skipBecause(context, 'no Chromium on this machine');
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
  try {
    await test(browser);
  } finally {
    await browser.close();
  }
}

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
