import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { skipBecause } from '../support/skip';
import { usePhones, validRequest } from './support';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

describe('The status page', () => {
  const phones = usePhones({ throttles: 'default' });
  let browser: Browser | undefined;

  before(async function () {
    if (executablePath === undefined) skipBecause(this, 'no Chromium on this machine');
    browser = await chromium.launch({
      executablePath,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  after(() => browser?.close());

  const openPage = async (): Promise<Page> => {
    assert(browser);
    const page = await browser.newPage();
    await page.goto(phones().simulator.url);
    return page;
  };

  it('follows calls, dials and faults as they happen, and loads nothing from elsewhere', async () => {
    assert(browser);
    const page = await browser.newPage();
    const origins: string[] = [];
    page.on('request', (request) => origins.push(new URL(request.url()).origin));
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(phones().simulator.url);
    await page.getByText('No phone has rung yet.').waitFor();

    await phones().dial({ DestinationPhoneNumber: '+12065550101' });
    phones().pass(2);
    await page.locator('#live .ringing').waitFor();
    assert.match(await page.locator('#dials').innerText(), /\+12065550190\s+\+12065550101/);
    phones().pass(60);
    await page.locator('#dials').getByText('TELECOM_TIMEOUT').waitFor();
    await page.getByText('No live contacts.').waitFor();

    phones().simulator.fault({ kind: 'drop-after', operation: 'StartOutboundVoiceContact' });
    await page.locator('#faults').getByText('the next 1').waitFor();
    await assert.rejects(phones().dial());
    await page.locator('#faults').getByText('hit at').waitFor();
    assert.deepEqual(errors, []);
    assert.deepEqual([...new Set(origins)], [phones().simulator.url]);
  });

  it('shows names as text, whatever is in them', async () => {
    const page = await openPage();
    const { InstanceId, ContactFlowId } = validRequest;
    const Name = '<img src=x> & more';
    const body = JSON.stringify({ InstanceId, ContactFlowId, Name });
    assert.equal((await phones().fetch('/contact/task', { method: 'PUT', body })).status, 200);
    await page.locator('#live').getByText(Name).waitFor();
    assert.equal(await page.locator('img').count(), 0);
  });

  it('says when the simulator is gone', async () => {
    const page = await openPage();
    await page.getByText('No phone has rung yet.').waitFor();
    await phones().close();
    await page.getByText('The simulator does not answer.').waitFor();
  });
});
