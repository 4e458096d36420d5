import { startSimulator } from '../../src/simulator';

/** A process of its own, to be killed: a simulator with the journal that it is given. */
void startSimulator({ journal: process.argv[2] ?? '', throttles: 'off' }).then(({ url }) => {
  process.stdout.write(`${url}\n`);
});
