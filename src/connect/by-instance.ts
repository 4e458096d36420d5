import { byInstanceId } from '../domain/connect-id';
import type { Connect } from './port';

/**
 * Amazon Connect for instances in several Regions: sends each request to the Region of its instance.
 *
 * @param usual for all other instances
 * @param others by the ID or ARN of the instance
 * @throws TypeError when one is neither, or an instance is named twice
 */
export function connectByInstance(usual: Connect, others: Readonly<Record<string, Connect>>): Connect {
  const own = byInstanceId(others);
  const of = ({ instanceId }: { readonly instanceId: string }) => own.get(instanceId) ?? usual;
  const all = [usual, ...own.values()];
  return {
    startOutboundVoiceContact: (request, options) => of(request).startOutboundVoiceContact(request, options),
    describeContact: (contact, options) => of(contact).describeContact(contact, options),
    stopContact: (contact, options) => of(contact).stopContact(contact, options),
    searchContacts: (search, options) => of(search).searchContacts(search, options),
    effectiveHours: (request, options) => of(request).effectiveHours(request, options),
    describe: () => all.map((connect) => connect.describe?.() ?? 'Amazon Connect').join(', '),
    destroy: () => {
      for (const connect of all) connect.destroy?.();
    },
  };
}
