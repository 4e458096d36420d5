export { awsConnect } from './aws-connect';
export { connectByInstance } from './by-instance';
export { classifyContact } from './classify-contact';
export { ConnectError } from './connect-error';
export { FailureType } from '../contract/failure-type';
export type { Connect, ContactReference, ContactSearch, EffectiveHoursRequest } from './port';
export type { StartOutboundVoiceContactRequest } from './start-request';
