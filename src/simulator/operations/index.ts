import { describeContact } from './describeContact';
import { describeContactFlow } from './describeContactFlow';
import { describeQueue } from './describeQueue';
import { getContactAttributes } from './getContactAttributes';
import { describeHoursOfOperation, getEffectiveHoursOfOperations } from './hoursOfOperation';
import {
  createHoursOfOperationOverride,
  deleteHoursOfOperationOverride,
  describeHoursOfOperationOverride,
  listHoursOfOperationOverrides,
  updateHoursOfOperationOverride,
} from './hoursOfOperationOverrides';
import { describePhoneNumber, listPhoneNumbersV2 } from './phoneNumbers';
import { searchContacts } from './searchContacts';
import { searchHoursOfOperationOverrides } from './searchHoursOfOperationOverrides';
import { startOutboundVoiceContact } from './startOutboundVoiceContact';
import { startTaskContact } from './startTaskContact';
import { stopContact } from './stopContact';
import { updateContactAttributes } from './updateContactAttributes';

/** The route table: every operation that the simulator knows. */
export const operations = [
  startOutboundVoiceContact,
  stopContact,
  describeContact,
  getContactAttributes,
  updateContactAttributes,
  searchContacts,
  startTaskContact,
  describeQueue,
  describeContactFlow,
  describePhoneNumber,
  listPhoneNumbersV2,
  describeHoursOfOperation,
  getEffectiveHoursOfOperations,
  listHoursOfOperationOverrides,
  describeHoursOfOperationOverride,
  createHoursOfOperationOverride,
  updateHoursOfOperationOverride,
  deleteHoursOfOperationOverride,
  searchHoursOfOperationOverrides,
] as const;

/** The name of an operation which the simulator knows. */
export type OperationName = (typeof operations)[number]['name'];

export const operationNames = operations.map(({ name }) => name);
