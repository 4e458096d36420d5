/** The status page: one HTML document without external resources, in a string so that the build includes it. */
export const statusPage = String.raw`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Amazon Connect simulator</title>
<link rel="icon" href="data:,">
<style>
  :root {
    color-scheme: light dark;
    --ground: #f6f7f9; --card: #fff; --text: #1c2430; --quiet: #667085; --line: #e4e7ec;
    --ringing: #b54708; --talking: #027a48; --queued: #6941c6; --ended: #667085; --bad: #b42318;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ground: #0f141b; --card: #171e28; --text: #e6eaf0; --quiet: #94a0b2; --line: #273140;
      --ringing: #fdb022; --talking: #32d583; --queued: #bdb4fe; --ended: #94a0b2; --bad: #f97066;
    }
  }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.5 system-ui, sans-serif; }
  header { padding: 20px 24px 0; max-width: 1280px; margin: auto; }
  h1 { font-size: 20px; margin: 0; }
  h2 { font-size: 13px; margin: 0 0 10px; color: var(--quiet); font-weight: 600; }
  .quiet { color: var(--quiet); }
  #link { display: inline-block; width: 9px; height: 9px; border-radius: 50%; background: var(--talking); margin-right: 6px; }
  #link.gone { background: var(--bad); }
  main { max-width: 1280px; margin: auto; padding: 16px 24px 32px; display: grid; gap: 16px; grid-template-columns: repeat(2, minmax(0, 1fr)); }
  section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; min-width: 0; overflow-x: auto; }
  #figures { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(auto-fit, minmax(120px, 1fr)); gap: 8px; }
  .figure b { display: block; font-size: 26px; line-height: 1.2; font-variant-numeric: tabular-nums; }
  table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
  th { text-align: left; font-weight: 500; color: var(--quiet); padding: 0 12px 6px 0; }
  td { padding: 5px 12px 5px 0; border-top: 1px solid var(--line); white-space: nowrap; }
  th:last-child, td:last-child { padding-right: 0; }
  .number { text-align: right; }
  code { font: 12px ui-monospace, monospace; color: var(--quiet); }
  .state { font-weight: 600; }
  .ringing, .initiated { color: var(--ringing); } .with-agent, .in-flow { color: var(--talking); }
  .queued { color: var(--queued); } .ended { color: var(--ended); } .bad { color: var(--bad); }
  .none { color: var(--quiet); margin: 0; }
  @media (max-width: 900px) { main { grid-template-columns: minmax(0, 1fr); } }
</style>
</head>
<body>
<header>
  <h1>Amazon Connect simulator</h1>
  <div class="quiet"><span id="link"></span><span id="where">connecting…</span></div>
</header>
<main>
  <section id="figures"></section>
  <section><h2>Live contacts</h2><div id="live"></div></section>
  <section><h2>Recent dials: phones that rang</h2><div id="dials"></div></section>
  <section><h2>Requests</h2><div id="requests"></div></section>
  <section><h2>Faults</h2><div id="faults"></div></section>
  <section><h2>Queues</h2><div id="queues"></div></section>
  <section><h2>Contact events</h2><div id="events"></div></section>
</main>
<script>
  'use strict';
  const byId = (id) => document.getElementById(id);
  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    if (className) made.className = className;
    return made;
  };
  // Inserted as text, so that values never become markup.
  const cell = (content, className) => {
    const made = element('td', undefined, className);
    made.append(content instanceof Node ? content : document.createTextNode(content ?? ''));
    return made;
  };
  const table = (id, heads, rows, none) => {
    const place = byId(id);
    if (rows.length === 0) return place.replaceChildren(element('p', none, 'none'));
    const made = element('table');
    const head = made.createTHead().insertRow();
    for (const [name, className] of heads) head.append(element('th', name, className));
    const body = made.createTBody();
    for (const row of rows) body.insertRow().append(...row);
    place.replaceChildren(made);
  };
  const time = (at) => new Date(at).toISOString().slice(11, 19);
  const age = (milliseconds) => {
    const seconds = Math.max(0, Math.floor(milliseconds / 1000));
    return seconds < 60 ? seconds + ' s' : Math.floor(seconds / 60) + ' min ' + (seconds % 60) + ' s';
  };
  const short = (id) => {
    const made = element('code', id.slice(0, 8));
    made.title = id;
    return made;
  };
  const becameClass = (became) => 'state ' + (/^[a-z]/.test(became ?? '') ? became : 'ended');
  const faultText = ({ kind, code, milliseconds }) =>
    [kind, code, milliseconds === undefined ? '' : milliseconds + ' ms'].filter(Boolean).join(' ');
  const hitsText = (hits) => hits.kind === 'next'
    ? 'the next ' + hits.remaining
    : Math.round(hits.probability * 100) + ' % by chance' + (hits.remaining === undefined ? '' : ', ' + hits.remaining + ' left');

  function show(status) {
    byId('where').textContent =
      status.region + ' · ' + status.instances.map((each) => each.instanceId).join(', ') +
      ' · simulated time ' + new Date(status.now).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
    const limit = status.instances.reduce((sum, each) => sum + each.concurrentCalls + each.concurrentCampaignCalls, 0);
    const phases = status.phases;
    byId('figures').replaceChildren(...[
      ['live contacts', status.liveCount + ' / ' + limit],
      ['ringing', (phases.ringing ?? 0) + (phases.initiated ?? 0)],
      ['in the flow', phases['in-flow'] ?? 0],
      ['queued', phases.queued ?? 0],
      ['with an agent', phases['with-agent'] ?? 0],
      ['contacts in total', status.contacts],
      ['phones rung', status.dialCount],
    ].map(([name, value]) => {
      const made = element('div', undefined, 'figure');
      made.append(element('b', String(value)), element('span', name, 'quiet'));
      return made;
    }));
    table('live', [['To'], ['State'], ['Since'], ['Contact']], status.live.map((contact) => [
      cell(contact.subject),
      cell(element('span', contact.phase, 'state ' + contact.phase)),
      cell(age(status.now - contact.since)),
      cell(short(contact.contactId)),
    ]), 'No live contacts.');
    table('dials', [['At'], ['From'], ['To'], ['Result']], status.dials.map((dial) => [
      cell(time(dial.at)), cell(dial.sourcePhoneNumber), cell(dial.destinationPhoneNumber),
      cell(element('span', dial.became, becameClass(dial.became))),
    ]), 'No phone has rung yet.');
    table('requests', [['Operation'], ['Accepted', 'number'], ['Refused', 'number'], ['Throttled', 'number'], ['Lost', 'number']],
      Object.entries(status.requests).map(([operation, counts]) => [
        cell(operation), cell(counts.accepted, 'number'), cell(counts.refused, 'number'),
        cell(counts.throttled, 'number' + (counts.throttled ? ' bad' : '')), cell(counts.lost, 'number' + (counts.lost ? ' bad' : '')),
      ]), 'No requests yet.');
    table('faults', [['When'], ['Operation'], ['Fault']], [
      ...status.faults.map((pending) => [
        cell(hitsText(pending.hits)), cell(pending.operation), cell(element('span', faultText(pending.fault), 'state queued')),
      ]),
      ...status.hits.map((hit) => [
        cell('hit at ' + time(hit.at)), cell(hit.operation), cell(element('span', hit.kind, 'state bad')),
      ]),
    ], 'No pending faults, and no hits yet.');
    table('queues', [['Queue'], ['Agents', 'number'], ['Waiting', 'number'], ['Talking', 'number']],
      status.instances.flatMap((each) => each.queues).map((queue) => [
        cell(queue.name + (queue.status === 'DISABLED' ? ' (disabled)' : '')),
        cell(queue.agents ?? 'any', 'number'), cell(queue.waiting, 'number'), cell(queue.talking, 'number'),
      ]), 'No queues.');
    table('events', [['Happened', 'number'], ['Delivered', 'number'], ['Dropped', 'number'], ['Failed', 'number'], ['Waiting', 'number']],
      status.events === null ? [] : [['happened', 'delivered', 'dropped', 'failed', 'waiting'].map((name) =>
        cell(status.events[name], 'number'))], 'Contact events are not delivered.');
  }

  async function poll() {
    try {
      const response = await fetch('/_simulator/status');
      show(await response.json());
      byId('link').className = '';
    } catch {
      byId('link').className = 'gone';
      byId('where').textContent = 'The simulator does not answer.';
    }
    setTimeout(poll, 1000);
  }
  poll();
</script>
</body>
</html>
`;
