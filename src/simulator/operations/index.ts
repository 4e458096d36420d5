import { describeContact } from './describeContact';
import { startOutboundVoiceContact } from './startOutboundVoiceContact';
import { stopContact } from './stopContact';

/** The route table: every operation that the simulator knows. */
export const operations = [startOutboundVoiceContact, stopContact, describeContact] as const;

/** The name of an operation which the simulator knows. */
export type OperationName = (typeof operations)[number]['name'];

export const operationNames = operations.map(({ name }) => name);
