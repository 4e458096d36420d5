import { eventually } from '../support/calls';
import { withBrowser } from '../support/chromium';
import { outbound, type Running } from './outbound';

describe('the link that outbound dev prints', () => {
  let dev: Running | undefined;

  afterEach(() => dev?.child.kill('SIGKILL'));

  it("opens this call's page in the Temporal UI, with a summary on every step and the timeline as details", async function () {
    await withBrowser(this, async (browser) => {
      dev = outbound(['dev', '--number', '+12065550102']);
      const [, link = ''] = await dev.said(/Watch it +(http:\S+)/);
      await dev.said(/outcome {4}exhausted/);

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
    });
  });
});
