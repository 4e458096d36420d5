/** Types of the activities whose events show what became of attempts. */
export const ActivityName = {
  Decide: 'decide',
  Dial: 'dial',
  AwaitContact: 'awaitContact',
  FindContact: 'findContact',
} as const;

/** The signal that carries an ended contact. */
export const contactEnded = 'contactEnded';
