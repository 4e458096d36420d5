/** How contacts end, told by Amazon Connect's contact events instead of asked for. */
export { startContactEvents, type ContactEvents, type ContactEventsOptions } from './contact-events';
export type { ContactEventCounts } from './settle';
