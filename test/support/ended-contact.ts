import type { Contact } from '../../src/domain/call/contact';
import { simulatedInstance, type Simulator } from '../../src/simulator';
import { simulatedConnect } from '../../src/testing';
import { eventually } from './calls';

/** The contact of the `number`-th ring, once it has ended. */
export async function endedContact(simulator: Simulator, number: number): Promise<Contact> {
  const dial = await eventually(() => simulator.dials().at(number - 1));
  await eventually(async () => {
    const contact = (await simulator.contacts()).find(({ contactId }) => contactId === dial.contactId);
    return contact?.past.ended;
  });
  const connect = simulatedConnect(simulator);
  try {
    return await connect.describeContact({
      instanceId: simulatedInstance.instanceId,
      contactId: dial.contactId,
    });
  } finally {
    connect.destroy?.();
  }
}
