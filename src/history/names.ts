/** Types of the activities whose events show what became of attempts. */
export const ActivityName = {
  Decide: 'outboundDecide',
  Dial: 'outboundDial',
  AwaitContact: 'outboundAwaitContact',
  FindContact: 'outboundFindContact',
} as const;

/** The signal that carries an ended contact. */
export const contactEnded = 'contactEnded';
