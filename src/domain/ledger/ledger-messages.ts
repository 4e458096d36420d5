/** How a ledger is named where workflow code is out of reach. */
export const ledgerWorkflow = 'outboundCallLedger';

export const LedgerMessage = {
  /** Update: one attempt more? */
  Reserve: 'reserveContact',
  /** Signal: what happened. */
  Tell: 'tellLedger',
  /** Signal: the person has opted out; every running call that is registered is told. */
  OptOut: 'optOutPerson',
  /** Query: all that it knows. */
  Read: 'readLedger',
  /** Update: end it, since another one has adopted all that it knows. */
  Close: 'closeLedger',
} as const;

export const optOutsWorkflow = 'outboundCallOptOuts';

export const OptOutsMessage = {
  /** Update. */
  Change: 'changeOptOuts',
  /** Query: one number. */
  Find: 'findOptOut',
  /** Query: all of them. */
  List: 'listOptOuts',
} as const;

export const holdWorkflow = 'outboundCallHold';
