import { describeContact } from './describe-contact';
import { describeContactFlow } from './describe-contact-flow';
import { describeQueue } from './describe-queue';
import { getContactAttributes } from './get-contact-attributes';
import { describeHoursOfOperation, getEffectiveHoursOfOperations } from './hours-of-operation';
import {
  createHoursOfOperationOverride,
  deleteHoursOfOperationOverride,
  describeHoursOfOperationOverride,
  listHoursOfOperationOverrides,
  updateHoursOfOperationOverride,
} from './hours-of-operation-overrides';
import { describePhoneNumber, listPhoneNumbersV2 } from './phone-numbers';
import { searchContacts } from './search-contacts';
import { searchHoursOfOperationOverrides } from './search-hours-of-operation-overrides';
import { startOutboundVoiceContact } from './start-outbound-voice-contact';
import { startTaskContact } from './start-task-contact';
import { stopContact } from './stop-contact';
import { updateContactAttributes } from './update-contact-attributes';

/** The route table: every supported operation. */
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

/** The name of a supported operation. */
export type OperationName = (typeof operations)[number]['name'];

export const operationNames = operations.map(({ name }) => name);
