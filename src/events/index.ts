/** Learns how contacts end from Amazon Connect's contact events instead of polling. */
export { startContactEvents, type ContactEvents, type ContactEventsOptions } from './contact-events';
export type { ContactEventCounts } from './settle';
