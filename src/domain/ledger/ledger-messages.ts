/** Workflow type of a ledger, for code that must not import workflows. */
export const ledgerWorkflow = 'outboundCallLedger';

export const LedgerMessage = {
  /** Update: request one more attempt. */
  Reserve: 'reserveContact',
  /** Signal: report what happened. */
  Report: 'tellLedger',
  /** Signal: the person has opted out; the ledger notifies every registered running call. */
  OptOut: 'optOutPerson',
  /** Query: the whole ledger. */
  Read: 'readLedger',
  /** Update: close the ledger, since another one has adopted its contents. */
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
